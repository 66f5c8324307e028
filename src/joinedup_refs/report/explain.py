"""Why a reference was read as it was: each stretch of the string with the field it became.

For a reader the string is shown with every stretch in a colour of its own, and beneath it, so that
no colour is needed, with a letter and where there is room the name of the field; a table tells the
rest. For a program the same is given as spans. Lines are laid out in columns of the terminal, so
wide and combining characters keep their marks beneath them; text that runs from right to left is
set by each terminal in its own way, so nothing is marked beneath it, and the table alone tells.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import ascii_letters
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text as Screen

from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.report import words
from joinedup_refs.report.briefly import plain
from joinedup_refs.report.columns import Cell, cells_of, in_lines, wrapped
from joinedup_refs.report.record import SUSPICIONS, how_sure, kind, percent, readings, suspicions

_LONGEST = 4000
"""Characters of a string that are drawn; a reference is shorter."""
_MOST_ROWS = 80
"""Stretches that the table tells of; variables are fewer, so that only unread ones are left out."""
_NARROWEST = 20
_UNREAD = "?"
_UNREAD_NAME = "not understood"
_UNREAD_STYLE = "reverse"
_MARK_STYLE = "bold yellow"

_STYLES = {
    "author": "cyan",
    "editor": "bright_cyan",
    "translator": "bright_cyan",
    "issued": "yellow",
    "title": "green",
    "container-title": "magenta",
    "volume": "bright_blue",
    "issue": "bright_yellow",
    "page": "blue",
    "publisher": "red",
    "publisher-place": "bright_red",
    "collection-title": "bright_magenta",
}
_OTHER_STYLES = ("bright_green", "bright_blue", "bright_magenta", "bright_yellow")

_SPEAKS = {
    "article-journal": ("container-title", "volume", "issue", "page", "ISSN"),
    "article-magazine": ("container-title", "issued", "page"),
    "article-newspaper": ("container-title", "issued", "page"),
    "article": ("number", "publisher"),
    "book": ("publisher", "publisher-place", "edition", "ISBN", "number-of-pages"),
    "chapter": ("container-title", "editor", "page", "publisher"),
    "paper-conference": ("container-title", "event-title", "editor", "page"),
    "report": ("genre", "number", "collection-title"),
    "thesis": ("genre", "publisher"),
    "manuscript": ("genre",),
    "webpage": ("URL", "accessed"),
    "patent": ("genre", "number"),
    "standard": ("number", "title"),
    "dataset": ("genre",),
    "software": ("genre", "version"),
    "motion_picture": ("genre",),
    "legal_case": ("title", "authority"),
    "legislation": ("title",),
}
"""The fields that a work of a type shows itself by."""


class Stretch(NamedTuple):
    """A stretch of the string and what was made of it."""

    key: str
    """The letter that marks it, `?` where it was not understood."""
    name: str
    start: int
    end: int
    style: str
    sure: float | None
    """Probability, 0 to 1; None where nothing was claimed."""
    value: str
    """The value where it differs from what is printed, else empty."""


def spans(entry: Entry, printed: str) -> dict[str, Json]:
    """Give the string with what became of its stretches, for programs.

    `string` is what the positions count in, half-open and in code points; `confidence` is a
    probability, 0 to 1.
    """
    claimed = [
        (variable, origin)
        for variable, origin in entry.origins.items()
        if isinstance(origin, Printed) and variable != "custom"
    ]
    claimed.sort(key=lambda one: (one[1].at.start, one[1].at.end))
    return {
        "string": printed,
        "fields": [
            {
                "variable": variable,
                "start": origin.at.start,
                "end": origin.at.end,
                "text": printed[origin.at.start : origin.at.end],
                "confidence": round(origin.confidence, 4),
            }
            for variable, origin in claimed
        ],
        "unread": [
            {"start": s.start, "end": s.end, "text": printed[s.start : s.end]} for s in entry.unread
        ],
        "marks": marks(entry),
    }


def marks(entry: Entry) -> list[Json]:
    """Give suspected borders and missing ends, for programs."""
    return [{"what": mark.what, "at": mark.at} for mark in entry.marks]


def explained(entry: Entry, printed: str, *, width: int) -> Screen:
    """Show a string as it was understood, in lines of at most `width` columns.

    `printed` is the string that the entry's spans count in. Only its first 4,000 characters are
    drawn; the table tells of all.
    """
    width = max(width, _NARROWEST)
    found = stretches(entry, printed)
    leftward = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in printed)
    screen = Screen(end="")
    for line in wrapped(cells_of(printed[:_LONGEST]), width - 1):
        owners = _owners(found, line[0].at, line[-1].at + 1)
        _draw(screen, line, owners)
        if not leftward:
            _label(screen, line, owners)
            _point(screen, line, entry, printed)
    if len(printed) > _LONGEST:
        screen.append(f"… and {len(printed) - _LONGEST:,} more characters\n", style="dim")
    screen.append("\n")
    if found:
        _tell(screen, found, printed, width)
        screen.append("\n")
    screen.append_text(_type(entry))
    screen.append(f"{how_sure(entry)}\n")
    if leftward or len(printed) > _LONGEST:
        for sentence in suspicions(entry, printed):
            screen.append(f"{sentence}\n", style=_MARK_STYLE)
    return screen


def stretches(entry: Entry, printed: str) -> list[Stretch]:
    """Give the stretches of a string in its order, what nobody claimed among them."""
    told = readings(to_csl(entry.reference))
    claimed = [
        (origin.at, variable, origin.confidence)
        for variable, origin in entry.origins.items()
        if isinstance(origin, Printed) and variable != "custom"  # the et al. within the names
    ]
    rest = [(at, "", 0.0) for at in entry.unread]
    out: list[Stretch] = []
    others = 0
    for at, variable, sure in sorted(
        claimed + rest, key=lambda one: (one[0].start, one[0].end, one[1])
    ):
        if not variable:
            unread = (_UNREAD, _UNREAD_NAME, at.start, at.end, _UNREAD_STYLE, None, "")
            out.append(Stretch(*unread))
            continue
        number = sum(s.sure is not None for s in out)
        key = ascii_letters[number] if number < len(ascii_letters) else "*"
        style = _STYLES.get(variable, "")
        if not style:
            style = _OTHER_STYLES[others % len(_OTHER_STYLES)]
            others += 1
        value = told.get(variable, "")
        if _alike(value) == _alike(printed[at.start : at.end]):
            value = ""
        out.append(Stretch(key, words.field(variable), at.start, at.end, style, sure, value))
    return out


def _alike(text: str) -> str:
    """Give a text without what no reader takes for a difference: its blanks and kinds of dash."""
    return "".join("-" if unicodedata.category(c) == "Pd" else c for c in plain(text))


def _owners(found: Iterable[Stretch], start: int, end: int) -> list[Stretch | None]:
    """Give for each code point from `start` to `end` its stretch; the shorter goes before."""
    out: list[Stretch | None] = [None] * (end - start)
    near = [s for s in found if s.start < end and s.end > start]
    for stretch in sorted(near, key=lambda s: s.start - s.end):
        first, last = max(stretch.start, start) - start, min(stretch.end, end) - start
        out[first:last] = [stretch] * (last - first)
    return out


def _runs(
    line: Sequence[Cell], owners: Sequence[Stretch | None]
) -> Iterator[tuple[Stretch | None, list[Cell]]]:
    first = line[0].at
    for owner, cells in groupby(line, key=lambda cell: owners[cell.at - first]):
        yield owner, list(cells)


def _draw(screen: Screen, line: Sequence[Cell], owners: Sequence[Stretch | None]) -> None:
    for owner, cells in _runs(line, owners):
        screen.append("".join(c.char for c in cells), style=owner.style if owner else None)
    screen.append("\n")


def _label(screen: Screen, line: Sequence[Cell], owners: Sequence[Stretch | None]) -> None:
    """Write letter and name beneath each stretch, as much of them as there is room for."""
    row = Screen()
    for owner, cells in _runs(line, owners):
        wide = sum(cell.width for cell in cells)
        if owner is None:
            row.append(" " * wide)
            continue
        full = f"{owner.key} {owner.name}"
        label = full if len(full) <= wide else owner.key
        row.append(label[:wide].ljust(wide, "~"), style=owner.style)
    row.rstrip()
    if row.plain:
        screen.append_text(row).append("\n")


def _point(screen: Screen, line: Sequence[Cell], entry: Entry, printed: str) -> None:
    """Point at suspected borders and missing ends with a caret, and say what is suspected."""
    last = len(printed) if not printed[line[-1].at + 1 :].strip() else line[-1].at
    for mark in entry.marks:
        if not line[0].at <= mark.at <= last:
            continue
        column = sum(cell.width for cell in line if cell.at < mark.at)
        if mark.what == "cut-end":
            column = max(0, sum(cell.width for cell in line) - 1)
        sentence = SUSPICIONS[mark.what]
        if column > len(sentence):
            told = f"{sentence} ^".rjust(column + 1)
        else:
            told = f"{' ' * column}^ {sentence}"
        screen.append(f"{told}\n", style=_MARK_STYLE)


def _tell(screen: Screen, found: Sequence[Stretch], printed: str, width: int) -> None:
    """Set a table: letter, place, field, how sure, what is printed, and the value made of it."""
    left_out = len(found) - _MOST_ROWS
    found = found[:_MOST_ROWS]
    places = [f"{s.start}-{s.end}" for s in found]
    at_wide = max(map(len, [*places, "where"]))
    name_wide = max(map(len, [*(s.name for s in found), "field"]))
    indent = 3 + at_wide + 2 + name_wide + 2 + 4 + 2
    room = max(width - indent, _NARROWEST)
    head = f"   {'where':>{at_wide}}  {'field':<{name_wide}}  sure  printed → read as\n"
    screen.append(head, style="dim")
    for place, stretch in zip(places, found, strict=True):
        sure = "" if stretch.sure is None else percent(stretch.sure)
        screen.append(stretch.key, style=stretch.style)
        screen.append(f"  {place:>{at_wide}}  ")
        screen.append(f"{stretch.name:<{name_wide}}", style=stretch.style)
        screen.append(f"  {sure:>4}  ")
        lines = in_lines(printed[stretch.start : stretch.end], room)
        value = in_lines(stretch.value, room - 2) if stretch.value else []
        if value and len(lines) == len(value) == 1:
            together = f"{lines[0]} → {value[0]}"
            lines, value = ([together], []) if cell_len(together) <= room else (lines, value)
        lines += [("→ " if not n else "  ") + one for n, one in enumerate(value)]
        screen.append(f"\n{' ' * indent}".join(lines)).append("\n")
    if left_out > 0:
        screen.append(f"   and {left_out:,} more such stretches\n", style="dim")


def _type(entry: Entry) -> Screen:
    """Name the type, and the fields by which a work of the type shows itself."""
    item = to_csl(entry.reference)
    csl_type = str(item["type"])
    by = [words.field(v) for v in _SPEAKS.get(csl_type, ()) if v in item]
    told = Screen("type: ").append(kind(csl_type), style="bold")
    if by:
        told.append(f" (it has {', '.join(by)})")
    return told.append("\n")
