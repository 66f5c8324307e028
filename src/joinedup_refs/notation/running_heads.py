"""What stands at the edges of printed pages: page numbers, and heads that come back on each page.

Found by their numbers, which go up by one from page to page; a line that comes back without is a
heading of the text, or a word said twice, unless it stands where no such line can.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from joinedup_refs.notation.heads_between import standing_between
from joinedup_refs.notation.recurring_heads import recurring, standing_once


class PageEdge(NamedTuple):
    """The lines between the text of two pages, blank lines around them included.

    The line break before it and the one behind it stay.
    """

    start: int
    end: int


class _Line(NamedTuple):
    start: int
    end: int
    string: str


class _Number(NamedTuple):
    """A line that may hold a page's number."""

    at: int
    """Which of the lines that are not blank it is."""
    value: int


_LINE = re.compile(r"[^\r\n]+")
_ALONE = re.compile(
    r"(?:[-–—]\s?)?(?:(?:[Pp]age|[Ss]eite|[Pp]ágina|[Pp]agina|[Pp]\.|S\.)\s)?(?P<n>\d{1,4})"
    r"(?:\s?(?:of|von|de|di|sur|/)\s?\d{1,4})?(?:\s?[-–—])?"
)
_AT_EDGE = re.compile(r"(?P<before>\d{1,4})(?=\s{1,40}\S)|\S\s{1,40}(?P<behind>\d{1,4})$")
_LONGEST = 100
_LEAST_APART = 12
"""Lines of text on a page at least."""
_MOST_APART = 150
_FEWEST = 3
"""Pages that make certain that numbers are pages' numbers."""
_NEIGHBOURS = 2
"""Lines beside a page's number among which a head that comes back may stand."""


def find(text: str) -> Iterator[PageEdge]:
    """Find page numbers and running heads, in the order of the text."""
    lines = [
        _Line(m.start(), m.end(), m[0].strip()) for m in _LINE.finditer(text) if not m[0].isspace()
    ]
    gone = set(_pages(lines))
    gone |= _heads(lines, gone)
    strings = [line.string for line in lines]
    gone |= {*recurring(strings), *standing_once(strings), *standing_between(strings)}
    for first, last in _runs(sorted(gone)):
        start = lines[first - 1].end if first else 0
        end = lines[last + 1].start if last + 1 < len(lines) else len(text)
        yield _inside(text, start, end)


def _pages(lines: Sequence[_Line]) -> Iterator[int]:
    """Give the lines that hold numbers of pages: those that go up by one, a page apart."""
    for form in (_alone, _named):
        chains: dict[int, list[_Number]] = {}
        for at, line in enumerate(lines):
            for number in form(at, line.string):
                chain = chains.pop(number.value - 1, [])
                if chain and not _LEAST_APART <= at - chain[-1].at <= _MOST_APART:
                    chain = []
                chain.append(number)
                chains[number.value] = chain
                if len(chain) == _FEWEST:
                    yield from (earlier.at for earlier in chain)
                elif len(chain) > _FEWEST:
                    yield at


def _alone(at: int, string: str) -> Iterator[_Number]:
    met = _ALONE.fullmatch(string) if len(string) < 24 else None
    if met:
        yield _Number(at, int(met["n"]))


def _named(at: int, string: str) -> Iterator[_Number]:
    """Read a number at the edge of a short line of words, as heads of pages have it."""
    if not 6 < len(string) <= _LONGEST or string[-1] in ".,;":
        return
    for met in _AT_EDGE.finditer(string):
        if met.start() and met["before"]:
            continue
        words = string[: met.start()] + string[met.end() :]
        if any(map(str.isalpha, words)):
            yield _Number(at, int(met["before"] or met["behind"]))


def _heads(lines: Sequence[_Line], pages: set[int]) -> set[int]:
    """Give the lines beside pages' numbers that come back."""
    beside: dict[str, set[int]] = {}
    for at in pages:
        for near in range(max(0, at - _NEIGHBOURS), min(len(lines), at + _NEIGHBOURS + 1)):
            if near not in pages and len(lines[near].string) <= _LONGEST:
                beside.setdefault(lines[near].string, set()).add(near)
    return {at for places in beside.values() if len(places) >= _FEWEST for at in places}


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    if not places:
        return
    first = places[0]
    for before, at in pairwise(places):
        if at != before + 1:
            yield first, before
            first = at
    yield first, places[-1]


def _inside(text: str, start: int, end: int) -> PageEdge:
    """Leave the line break at either end out, so that the lines around stay lines."""
    if start:
        start += 2 if text.startswith("\r\n", start) else 1
    while end > start and text[end - 1] not in "\r\n":
        end -= 1
    if end < len(text) and end > start:
        end -= 2 if text.startswith("\r\n", end - 2) and end - 2 >= start else 1
    return PageEdge(start, max(start, end))
