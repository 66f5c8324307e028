"""Link texts that a publisher's page leaves: `Citation2005`, `View Article`, `[CrossRef]`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from joinedup_refs.notation import heads
from joinedup_refs.tables import rows


class Residue(NamedTuple):
    """A stretch that is the text of a link or of a button."""

    start: int
    end: int
    kind: str
    """`citation` for the word glued to a year or a number, `button` for what follows an entry."""


class _Button(NamedTuple):
    start: int
    end: int
    strong: bool


class _Forms(NamedTuple):
    """The patterns of buttons."""

    begins: re.Pattern[str]
    """The sign that any of them begins with: to look for it first is many times faster."""
    first: re.Pattern[str]
    """A button that stands by itself."""
    next: re.Pattern[str]
    """A button right behind another."""
    weak: tuple[str, ...]
    """Texts that only a strong button makes buttons."""


_GLUED = (
    re.compile(r"Citation(?<![^\W_]Citation)(?=\d|n\.\s?d\.|in press|forthcoming)"),
    re.compile(
        r"Reference (?<!\wReference )(?=[^\W\d_])[^()\[\];:\r\n\d]{1,120}(?<=[^\W\d_.])"
        r"(?=(?:1[5-9]|20)\d\d[a-z]?\b)"
    ),
)
"""A word before the year, as Taylor & Francis have it, or the names once more, as Cambridge has."""
_BETWEEN = re.compile(r"\.?[\s|·•‣▪,;]*")
_BULLET_BEFORE = re.compile(r"(?:^|[\r\n])[ \t\u00a0]{0,12}(?P<bullet>[•·‣▪*-])[ \t\u00a0]{1,4}$")
_BREAK = re.compile(r"\r\n|\n|\r")
_CLOSERS = frozenset('.)]”"’>/?!:') | frozenset("0123456789")
_NUMBERED = re.compile(r"[\[(]?\d{1,4}[\]).]")
_HABIT = 3
"""Rows of the same buttons that make a page's habit of them."""
_ONE_NAME = 17
"""Characters of a row that may be one database's name in a sentence: `Google Scholar`."""
_LONGEST = 60
"""Characters behind a button such as `Find it @` that still belong to it."""


def find(text: str) -> Iterator[Residue]:
    """Find link residue, in the order of the text; half-open code points, blanks before included.

    A row of buttons on lines of its own is one stretch, line breaks inside it included.
    """
    found = [
        Residue(m.start(), m.end(), "citation") for form in _GLUED for m in form.finditer(text)
    ]
    buttons = list(_rows_of_buttons(text))
    habits = Counter(_shown(text, row) for row in buttons)
    usual = {shown for shown, count in habits.items() if count >= _HABIT}
    for row in buttons:
        found += _kept(text, row, usual=_shown(text, row) in usual)
    yield from sorted(found)


@cache
def _forms() -> _Forms:
    names: dict[str, list[str]] = {"strong": [], "weak": [], "bracketed": [], "begun": []}
    for row in rows("residue"):
        names[row["strength"]].append(row["text"])
    every = _either(chain.from_iterable(names.values()))
    strong, weak = _either(names["strong"]), _either(names["weak"])
    opens = _either(names["bracketed"])
    begun = (
        rf"{_either(names['begun'])}[^\r\n|]{{0,{_LONGEST}}}?(?={strong}|{weak}(?!\w)|[\r\n|]|\Z)"
    )
    whole = rf"(?P<bracketed>\[(?:{every})\]|\({opens}\))|(?P<strong>(?:{strong})(?![a-z])|{begun})"
    signs = {text[0] for text in chain.from_iterable(names.values())} | {"[", "("}
    return _Forms(
        begins=re.compile(f"[{re.escape(''.join(sorted(signs)))}]"),
        first=re.compile(rf"{whole}|(?<![^\W\d_])(?P<weak>(?:{weak})(?![a-z]))"),
        next=re.compile(rf"{whole}|(?P<weak>(?:{weak})(?![a-z]))"),
        weak=tuple(sorted(names["weak"], key=len, reverse=True)),
    )


def _either(texts: Iterable[str]) -> str:
    """Give a pattern for any of the texts, the longest first; sorted by first letters for speed."""
    ordered = sorted(texts, key=lambda t: (t[:1], -len(t), t))
    groups = (list(group) for _, group in groupby(ordered, key=lambda t: t[:1]))
    return (
        "(?:"
        + "|".join(
            f"{re.escape(group[0][:1])}(?:{'|'.join(re.escape(t[1:]) for t in group)})"
            for group in groups
        )
        + ")"
    )


def _rows_of_buttons(text: str) -> Iterator[list[_Button]]:
    """Give runs of buttons with nothing but blanks and separators between them."""
    forms = _forms()
    end = 0
    for spot in forms.begins.finditer(text):
        met = forms.first.match(text, spot.start()) if spot.start() >= end else None
        if met is None:
            continue
        row = [*_glued_before(text, met, end), _button(met)]
        while more := forms.next.match(text, _skipped(text, row[-1].end)):
            row.append(_button(more))
        end = row[-1].end
        yield row


def _button(met: re.Match[str]) -> _Button:
    return _Button(met.start(), met.end(), met.lastgroup != "weak")


def _skipped(text: str, at: int) -> int:
    met = _BETWEEN.match(text, at)
    return met.end() if met else at


def _glued_before(text: str, met: re.Match[str], floor: int) -> list[_Button]:
    """Give the weak buttons glued to a word and to the strong one behind them."""
    found: list[_Button] = []
    here = met.start()
    if met.lastgroup == "strong" and text[here - 1 : here].isalpha():
        while name := next((n for n in _forms().weak if text.endswith(n, floor, here)), None):
            found.insert(0, _Button(here - len(name), here, strong=False))
            here -= len(name)
    return found


def _shown(text: str, row: Sequence[_Button]) -> tuple[str, ...]:
    return tuple(text[b.start : b.end].strip("[]()") for b in row[:12])


def _kept(text: str, row: list[_Button], *, usual: bool) -> Iterator[Residue]:
    """Give what of a run is residue: whole lines, ends of lines, and what is bracketed."""
    lines: list[list[_Button]] = [[row[0]]]
    for before, after in pairwise(row):
        if _BREAK.search(text, before.end, after.start):
            lines.append([after])
        else:
            lines[-1].append(after)
    whole: list[_Button] = []
    for line in lines:
        if _begins_line(text, line[0].start) and _ends_line(text, line[-1].end):
            whole += line
            continue
        if whole and any(b.strong for b in whole):
            yield Residue(_with_bullet(text, whole[0].start), whole[-1].end, "button")
        whole = []
        yield from _within_line(text, line, usual=usual)
    if whole and (any(b.strong for b in row) or len(lines) > 2):
        yield Residue(_with_bullet(text, whole[0].start), whole[-1].end, "button")


def _within_line(text: str, line: list[_Button], *, usual: bool) -> Iterator[Residue]:
    ends = _ends_line(text, line[-1].end)
    start = _with_separators(text, line[0].start)
    if (_is_tail if ends else _is_between)(text, start, line, usual=usual):
        yield Residue(start, line[-1].end, "button")
        return
    for button in line:
        if text[button.start] in "[(":
            yield Residue(_with_blanks(text, button.start), button.end, "button")


def _is_tail(text: str, start: int, line: list[_Button], *, usual: bool) -> bool:
    """Whether buttons that end a line stand behind something that closes an entry."""
    before = text[max(0, start - 40) : start]
    if not any(b.strong for b in line) or (_listed(text, line) and not usual):
        return False
    if before[-1:] in _CLOSERS or text[line[0].start] == "[":
        return True
    glued = start == line[0].start and before[-1:].isalpha()
    sure = usual or sum(b.strong for b in line) > 1
    return glued or (sure and before.rpartition(" ")[2].rpartition("\n")[2][:1].isupper())


def _is_between(text: str, start: int, line: list[_Button], *, usual: bool) -> bool:
    """Whether buttons stand between two entries of one line."""
    if not any(b.strong for b in line) or text[start - 1 : start] not in _CLOSERS:
        return False
    one = line[-1].end - line[0].start < _ONE_NAME
    if (one or _listed(text, line)) and not usual:
        return False
    after = _skipped(text, line[-1].end)
    return _NUMBERED.match(text, after) is not None or heads.match(text, after) is not None


def _listed(text: str, line: list[_Button]) -> bool:
    """Whether commas part the buttons, as they part names of databases in a sentence."""
    return any(
        "," in text[a.end : b.start] and text[b.start] not in "[(" for a, b in pairwise(line)
    )


def _with_blanks(text: str, at: int) -> int:
    while at and text[at - 1] in " \t\u00a0":
        at -= 1
    return at


def _with_separators(text: str, at: int) -> int:
    """Give where the blanks before buttons begin, and a bar among them: `9. | CrossRef`."""
    at = _with_blanks(text, at)
    return _with_blanks(text, at - 1) if text[at - 1 : at] in {"|", "·", "•"} else at


def _begins_line(text: str, at: int) -> bool:
    at = _with_blanks(text, _with_bullet(text, at))
    return at == 0 or text[at - 1] in "\r\n"


def _with_bullet(text: str, at: int) -> int:
    """Give where the bullet stands that a button alone in its line has before it."""
    bullet = _BULLET_BEFORE.search(text, max(0, at - 20), at)
    return bullet.start("bullet") if bullet else at


def _ends_line(text: str, at: int) -> bool:
    while at < len(text) and text[at] in " \t\u00a0.;,|":
        at += 1
    return at == len(text) or text[at] in "\r\n"
