"""Link texts that a publisher's page leaves: `Citation2005`, `View Article`, `[CrossRef]`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

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


_GLUED = re.compile(r"(?<![^\W_])Citation(?=\d|n\.\s?d\.|in press|forthcoming)")
_BETWEEN = re.compile(r"[\s|·•,;]*")
_BREAK = re.compile(r"\r\n|\n|\r")
_CLOSERS = frozenset('.)]”"’>/?!:') | frozenset("0123456789")


def find(text: str) -> Iterator[Residue]:
    """Find link residue, in the order of the text; half-open code points, blanks before included.

    A row of buttons on lines of its own is one stretch, line breaks inside it included.
    """
    found = [Residue(m.start(), m.end(), "citation") for m in _GLUED.finditer(text)]
    for row in _rows_of_buttons(text):
        found += _kept(text, row)
    yield from sorted(found)


@cache
def _pattern() -> re.Pattern[str]:
    names: dict[str, list[str]] = {"strong": [], "weak": [], "bracketed": []}
    for row in rows("residue"):
        names[row["strength"]].append(row["text"])
    every = _either(chain.from_iterable(names.values()))
    strong, weak = _either(names["strong"]), _either(names["weak"])
    opens = "|".join(map(re.escape, names["bracketed"]))
    return re.compile(
        rf"(?P<bracketed>\[(?:{every})\]|\((?:{opens})\))|(?P<strong>{strong})|(?<!\w)(?P<weak>{weak})"
    )


def _either(texts: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


def _rows_of_buttons(text: str) -> Iterator[list[_Button]]:
    """Give runs of buttons with nothing but blanks and separators between them."""
    row: list[_Button] = []
    for met in _pattern().finditer(text):
        if row and _BETWEEN.fullmatch(text, row[-1].end, met.start()) is None:
            yield row
            row = []
        row.append(_Button(met.start(), met.end(), met.lastgroup != "weak"))
    if row:
        yield row


def _kept(text: str, row: list[_Button]) -> Iterator[Residue]:
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
            yield Residue(whole[0].start, whole[-1].end, "button")
        whole = []
        yield from _within_line(text, line)
    if whole and (any(b.strong for b in row) or len(lines) > 2):
        yield Residue(whole[0].start, whole[-1].end, "button")


def _within_line(text: str, line: list[_Button]) -> Iterator[Residue]:
    if _is_tail(text, line):
        yield Residue(_with_blanks(text, line[0].start), line[-1].end, "button")
        return
    for button in line:
        if text[button.start] in "[(":
            yield Residue(_with_blanks(text, button.start), button.end, "button")


def _is_tail(text: str, line: list[_Button]) -> bool:
    """Whether buttons end a line behind something that closes an entry."""
    before = text[_with_blanks(text, line[0].start) - 1 : line[0].start].strip()
    return (
        _ends_line(text, line[-1].end)
        and any(b.strong for b in line)
        and (before[:1] in _CLOSERS or text[line[0].start] == "[")
        and not any(
            "," in text[a.end : b.start] and text[b.start] not in "[(" for a, b in pairwise(line)
        )
    )


def _with_blanks(text: str, at: int) -> int:
    while at and text[at - 1] in " \t\u00a0":
        at -= 1
    return at


def _begins_line(text: str, at: int) -> bool:
    at = _with_blanks(text, at)
    return at == 0 or text[at - 1] in "\r\n"


def _ends_line(text: str, at: int) -> bool:
    while at < len(text) and text[at] in " \t\u00a0.;,|":
        at += 1
    return at == len(text) or text[at] in "\r\n"
