"""A whole .bib file laid out anew, its entries one by one and everything else as it stands.

Text between entries, `@string`, `@preamble`, `@comment`, and entries that could not be read are
kept character for character. The file made is read again before it is given, so that nothing is
written that says something else.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import untex
from joinedup_refs.formats.bib_blocks import BlockReader
from joinedup_refs.formats.bib_entry_layout import Laid, laid_out, macro_of_month
from joinedup_refs.formats.bib_layout import Layout
from joinedup_refs.formats.bib_pages import with_dashes
from joinedup_refs.formats.bib_parts import MONTHS, Block, Fault, Field
from joinedup_refs.formats.bib_sorting import in_order
from joinedup_refs.formats.format import Gap, stretch

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_LINE_END = re.compile(r"\r?\n")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_OWN_MONTHS = re.compile(
    rf"@\s{{0,40}}string\s{{0,40}}[{{(]\s{{0,80}}(?:{'|'.join(MONTHS)})\s{{0,40}}=", re.IGNORECASE
)
"""Where a file gives the macro of a month another meaning."""
_ROUNDS = 4
_WAY_OUT = "joinedup-refs check says where it is broken"
_NOT_LAID_OUT = "it is not written as an entry usually is"
_BLANKS = " \t\r\n\f\v"


class Formatted(NamedTuple):
    """A file laid out."""

    text: str
    kept: tuple[Gap, ...]
    """What could not be laid out and was left as it is, by its line."""
    sections: int
    """Into how many parts that are sorted by themselves other text divides the file; 0 unsorted."""
    odd: tuple[Gap, ...] = ()
    """What was laid out though it is hardly meant so, by its line."""
    lines: tuple[tuple[int, int], ...] = ()
    """The lines in which entries and other text begin: before, in order, and now."""

    def line_now(self, line: int) -> int:
        """Give the line that now has what had a line before, for an entry that of its beginning."""
        at = bisect_right(self.lines, (line, len(self.text) + 2)) - 1
        return self.lines[at][1] if at >= 0 else line


class Unit(NamedTuple):
    """An entry, or a stretch of other text."""

    start: int
    end: int
    block: Block | None = None
    faults: tuple[Fault, ...] = ()


class _Making(NamedTuple):
    """A file being laid out."""

    layout: Layout
    newline: str
    said: list[int]
    kept: list[Gap]
    odd: list[Gap]
    keys: set[str]
    """The keys so far, in lower case."""

    def formatted(self, text: str, placed: Iterable[tuple[Unit, str, str]]) -> Formatted:
        """Put together what is written of each unit, and what goes before it."""
        parts: list[str] = []
        begun: list[tuple[int, int]] = []  # where a unit stood, and the line it has now
        line = 1
        for unit, between, written in placed:
            line += between.count("\n")
            begun.append((unit.start, line))
            line += written.count("\n")
            parts += (between, written)
        return Formatted(
            text="".join((*parts, self.newline if parts else "")),
            kept=tuple(self.kept),
            sections=0,
            odd=tuple(self.odd),
            lines=tuple(_with_lines(text, sorted(begun))),
        )


def _with_lines(text: str, begun: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give for places, in order, their lines, each with what goes with it."""
    line, here = 1, 0
    for place, now in begun:
        line += text.count("\n", here, place)
        here = place
        yield line, now


def formatted(text: str, layout: Layout | None = None) -> Formatted:
    r"""Lay a .bib file out; what BibTeX and biber read of it stays the same.

    Line ends stay those of the file; where it has several, what is laid out takes the first.

    Raises:
        FormatInvalid: a file so made would not be read as this one is, a fault of this program.

    >>> print(formatted('@Book{a, Title = "B",\n year=1999}').text, end="")
    @book{a,
      title = {B},
      year = {1999},
    }
    """
    layout = layout or Layout()
    said: list[int] = []
    made = _once(text, layout, said)
    if made.kept or "\r" in text:  # what is broken may come out otherwise the next time
        made = _settled(made, layout)
    if not _says_the_same(said, made.text, layout):
        msg = f"laid out it would be read otherwise, so it was left as it is\n{_WAY_OUT}"
        raise FormatInvalid(msg)
    return made


def _once(text: str, layout: Layout, said: list[int]) -> Formatted:
    """Lay a file out, and add to `said` a number for what each entry of it says."""
    newline = line_end(text)
    if newline == "\n" or not _all_are(text, newline):
        return _made(text, _Making(layout, newline, said, [], [], set()))
    made = _made(text.replace(newline, "\n"), _Making(layout, "\n", said, [], [], set()))
    return made._replace(text=made.text.replace("\n", newline))


def _settled(made: Formatted, layout: Layout) -> Formatted:
    """Lay out again until once more changes nothing.

    Raises:
        FormatInvalid: it changes again and again.
    """
    for _ in range(_ROUNDS):
        again = _once(made.text, layout, [])
        if again.text == made.text:
            return made
        lines = tuple((before, again.line_now(now)) for before, now in made.lines)
        made = made._replace(text=again.text, lines=lines)
    msg = f"it is too broken to be laid out, so it was left as it is\n{_WAY_OUT}"
    raise FormatInvalid(msg)


def line_end(text: str) -> str:
    r"""Give the line end of a text, the first where it has several; `\n` where it has none."""
    if "\n" not in text:
        return "\r" if "\r" in text else "\n"
    for part in (text.strip(_BLANKS), text.lstrip(_BLANKS), text):
        if found := _LINE_END.search(part):
            return found[0]
    return "\n"


def units(text: str) -> Iterator[Unit]:
    """Give the entries of a file and all that stands beside them, in order."""
    here = 0
    for part in BlockReader(text).parts():
        for start, end in stretch(text, here, part.start):
            yield Unit(start, end)
        if part.block is not None:
            yield Unit(part.start, part.end, part.block, part.faults)
        else:
            held = text[part.start : part.end].rstrip(_BLANKS)
            yield Unit(part.start, part.start + len(held))
        here = max(here, part.end)
    for start, end in stretch(text, here, len(text)):
        yield Unit(start, end)


def _all_are(text: str, newline: str) -> bool:
    if newline == "\r":
        return "\n" not in text
    return text.count("\n") == text.count("\r\n") and not _LONE_RETURN.search(text)


def _made(text: str, making: _Making) -> Formatted:
    how = Laid(making.layout, months=_OWN_MONTHS.search(text) is None)
    if making.layout.sort:
        return _sorted(text, how, making)
    return making.formatted(text, _in_turn(text, how, making))


def _in_turn(text: str, how: Laid, making: _Making) -> Iterator[tuple[Unit, str, str]]:
    last: Unit | None = None
    for unit in units(text):
        between = "" if last is None else _between(text, last, unit, making.newline)
        yield unit, between, _written(text, unit, how, making)
        last = unit


def _sorted(text: str, how: Laid, making: _Making) -> Formatted:
    newline = making.newline
    found = list(units(text))
    if not found:
        return Formatted("", (), 0)
    written: list[str] = []
    broken: set[int] = set()
    for number, unit in enumerate(found):
        had = len(making.kept)
        written.append(_written(text, unit, how, making))
        if len(making.kept) > had:
            broken.add(number)
    between = [_between(text, one, other, newline) for one, other in pairwise(found)]
    order, sections = in_order(text, found, between, how.layout.sort, broken)
    before = ["", *(between[n] if m == n + 1 else newline * 2 for n, m in pairwise(order))]
    placed = ((found[n], gap, written[n]) for n, gap in zip(order, before, strict=True))
    return making.formatted(text, placed)._replace(sections=sections)


def _written(text: str, unit: Unit, how: Laid, making: _Making) -> str:
    """Give a unit as it is to be written; say of an entry left as it is why."""
    if unit.block is None:
        return text[unit.start : unit.end]
    making.said.append(_said(text, unit.block, unit.faults, making.layout))
    fault = next((f.message for f in unit.faults if f.what != "macro"), "")
    made = None if fault else laid_out(text, unit.block, how, making.newline)
    if made is None:
        why = fault or (_NOT_LAID_OUT if unit.block.key else "it has no key")
        making.kept.append(Gap(unit.block.line, f"left as it is: {why}"))
        return text[unit.start : unit.end]
    making.odd.extend(_oddities(unit.block, making.keys))
    return made


def _oddities(block: Block, keys: set[str]) -> Iterator[Gap]:
    """Tell of fields that an entry has twice, and of a key among those before; take its key in."""
    names = [field.name for field in block.fields]
    if len(set(names)) < len(names):
        for name in (name for name, often in Counter(names).items() if often > 1):
            yield Gap(block.line, f"the field {name} stands in {block.key} more than once")
    if block.key.lower() in keys:
        yield Gap(block.line, f"the key {block.key} is that of an entry above, too")
    keys.add(block.key.lower())


def _between(text: str, one: Unit, other: Unit, newline: str) -> str:
    """Give what parts two units: an empty line between entries, elsewhere at most as it was."""
    gap = text[one.end : other.start]
    if one.block is not None and other.block is not None:
        return newline * 2
    lines = len(_LINE_ENDS.findall(gap))
    return newline * min(lines, 2) if lines else gap


def _says_the_same(said: list[int], after: str, layout: Layout) -> bool:
    parts = BlockReader(after).parts()
    told = [_said(after, p.block, p.faults, layout) for p in parts if p.block is not None]
    return sorted(said) == sorted(told) if layout.sort else said == told


def _said(text: str, block: Block, faults: Sequence[Fault], layout: Layout) -> int:
    """Give a number for what an entry says, as far as layout leaves it alone."""
    fields = [(field.name, _value_said(text, field, layout)) for field in block.fields]
    if layout.field_order:
        fields.sort(key=_name_of)  # a second field of a name stays behind the first
    faulty = any(fault.what != "macro" for fault in faults)
    return hash((block.type, block.key, tuple(fields), faulty))


def _name_of(field: tuple[str, str]) -> str:
    return field[0]


def _value_said(text: str, field: Field, layout: Layout) -> str:
    if field.name == "month" and field.shape != "joined":
        word = text[field.start : field.end] if field.shape == "bare" else field.value
        if macro := macro_of_month(word):
            return macro
    if field.shape in {"bare", "joined"}:  # what its words stand for is said elsewhere
        return "".join(text[field.start : field.end].split())
    value = " ".join(field.value.split())
    if field.name == "pages":
        value = with_dashes(value)
    return value if layout.letters == "kept" else untex.decode(value)
