"""Heads of pages that come back in a list without numbers that go up by one.

`Age and Work 2021; 50: 1-9` on each second page, or `Author Manuscript   7`. That a line comes back
is not enough: a publisher or a journal may have a line for itself. It must be out of place where it
stands, or of a kind that no two works end with.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from joinedup_refs.notation import furniture, heads
from joinedup_refs.notation.ends import closes

_LONGEST, _SHORTEST = 100, 6
_LEAST_APART = 3
"""Lines from one to the next at least."""
_AT_END = re.compile(r"(?<=\S)(?P<wide>\s{1,40})(?P<n>\d{1,4})$")
_AT_START = re.compile(r"(?P<n>\d{1,4})(?P<wide>\s{1,40})(?=\S)")
_WIDE = 3
"""Blanks that set a page's number apart from a head."""
_LOCATED = re.compile(r"(?:\d\)?|\bpp?\.)[:,]?\s?[a-z]?\d{1,6}\s?[–—-]\s?[a-z]?\d{1,6}$")
"""`2021; 50: 1-9`, `50(2), 1–9`: an article's volume and pages, which no other article has."""
_ENDED = re.compile(r"\d[.)]?$")
"""How a reference ends that has its pages already."""
_NUMBERED = re.compile(r"(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s{1,4}(?=[^\W\d_])")
_BROKEN_OFF = re.compile(r"[a-z]|\(?\d")
"""How a line begins that goes on with the one before."""
_ONCE = re.compile(
    r"(?:(?P<before>[1-9]\d{2,3})\s{1,40})?[^\W\d_a-z][^\d_a-zß-ÿ()\[\]“”\"]{5,80}?"
    r"(?:\s{1,40}(?P<behind>[1-9]\d{2,3}))?"
)
"""`RIVERS AND BORDERS 213`: words in capitals with a page's number on one side."""
_YEARS = range(1400, 2100)
_HEAD = 0.5
_ADDRESS = re.compile(r"https?:|www\.|\bdoi\b|\b10\.\d{4}", re.IGNORECASE)
_AHEAD = 3
"""Lines that the head of an entry is looked for in."""
_MOST = 2000
"""Times that one line comes back at most; of one that does more often, nothing is known."""


def recurring(lines: Sequence[str]) -> Iterator[int]:
    """Give the lines, none of them blank, that are heads of pages within or between entries."""
    exact: dict[str, list[int]] = {}
    paged: dict[str, list[tuple[int, int, bool]]] = {}
    for at, string in enumerate(lines):
        if not _may_be_head(string):
            continue
        exact.setdefault(string, []).append(at)
        for form in (_AT_END, _AT_START):
            met = form.search(string) if form is _AT_END else form.match(string)
            if met:
                rest = " ".join((string[: met.start()] + "#" + string[met.end() :]).split())
                wide = len(met["wide"].expandtabs()) >= _WIDE
                paged.setdefault(rest, []).append((at, int(met["n"]), wide))
    for places in exact.values():
        if _come_back(lines, places) and (
            _is_located(lines, places) or _is_out_of_place(lines, places)
        ):
            yield from places
    for found in paged.values():
        places = [at for at, _, _ in found]
        rising = all(a[1] < b[1] for a, b in pairwise(found))
        if (
            rising
            and _come_back(lines, places)
            and (all(wide for _, _, wide in found) or _is_out_of_place(lines, places))
        ):
            yield from places


def standing_once(lines: Sequence[str]) -> Iterator[int]:
    """Give the lines that are heads of pages by themselves, where no such line can be an entry's.

    One in capitals with a number of three digits or four, no year, that interrupts a sentence or
    stands between two entries.
    """
    for at, string in enumerate(lines):
        if not string[-1:].isdigit() and not string[:1].isdigit():
            continue
        met = _ONCE.fullmatch(string) if len(string) <= _LONGEST else None
        if met is None or bool(met["before"]) == bool(met["behind"]):
            continue
        if int(met["before"] or met["behind"]) in _YEARS or not at:
            continue
        after_footer = furniture.is_line(lines[at - 1])
        if _interrupts(lines, at) or _is_between_entries(lines, at, closed=after_footer):
            yield at


def _may_be_head(string: str) -> bool:
    if not _SHORTEST <= len(string) <= _LONGEST or string[-1] in ",;:":
        return False
    if string[-1] == "." and not string.endswith(" al."):
        return False
    if _ADDRESS.search(string):
        return False
    return string[0].isalnum() and sum(map(str.isalpha, string)) >= _SHORTEST - 1


def _come_back(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a line stands several times, each time among others, and once between entries."""
    if not 2 <= len(places) <= _MOST:
        return False
    if any(b - a < _LEAST_APART for a, b in pairwise(places)):
        return False
    before = {lines[at - 1] for at in places if at}
    behind = {lines[at + 1] for at in places if at + 1 < len(lines)}
    last = len(lines) - 1
    if len(before) < sum(at > 0 for at in places) or len(behind) < sum(at < last for at in places):
        return False  # as where a list, or an entry of it, stands twice
    return any(_is_between_entries(lines, at) or _interrupts(lines, at) for at in places)


def _is_located(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a line has an article's pages, and stands once where no article can end so."""
    return _LOCATED.search(lines[places[0]]) is not None and any(
        _interrupts(lines, at) or (at > 0 and _ENDED.search(lines[at - 1])) for at in places
    )


def _is_out_of_place(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a line stands once in mid-sentence and once between two entries."""
    return any(_interrupts(lines, at) for at in places) and any(
        _is_between_entries(lines, at) for at in places
    )


def _interrupts(lines: Sequence[str], at: int) -> bool:
    if not at or at + 1 >= len(lines) or closes(lines[at - 1]):
        return False
    behind = lines[at + 1]
    return _BROKEN_OFF.match(behind) is not None and not _NUMBERED.match(behind)


def _is_between_entries(lines: Sequence[str], at: int, *, closed: bool = False) -> bool:
    if not at or at + 1 >= len(lines) or not (closed or closes(lines[at - 1])):
        return False
    following = " ".join(lines[at + 1 : at + 1 + _AHEAD])
    numbered = _NUMBERED.match(following)
    head = heads.match(following[numbered.end() if numbered else 0 :][:600])
    return head is not None and head.strength >= _HEAD
