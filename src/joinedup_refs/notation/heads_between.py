"""Heads of pages, in any letters and with the page's number, that stand between two entries.

`Minimum income protection 279` behind an entry that has its pages already, and before the next. A
journal and its volume, or a series and its number, end an entry in the same way, so that the head
must come back with a higher number, or stand in a list whose entries all end with a full stop.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from joinedup_refs.notation import heads, report_numbers

_FORM = re.compile(
    r"(?:(?P<before>\d{1,4})\s{1,40})?(?P<words>[^\W\d_][^\d_.,;:()\[\]“”\"]{5,90}?)"
    r"(?:\s{1,40}(?P<behind>\d{1,4}))?"
)
_LONGEST = 100
_YEARS = range(1400, 2100)
_HAS_PAGES = re.compile(
    r"(?:(?<!\d)(?!(?:1[4-9]|20)\d\d\D)[A-Za-z]?\d{1,6}\s?[–—-]\s?[A-Za-z]?\d{1,6}"
    r"|\b(?:pp?|S)\.\s?\d{1,5})\.?$"
)
"""How an entry ends that has its pages: `41–62.`, `p. 9`; a span of years is none."""
_NUMBERED = re.compile(
    r"\b(?:no|nr|num|vol|bd|band|heft|jg|issue|volume|number|series|reihe|report|paper|note|brief"
    r"|bulletin|bericht|papier|schriften\w{0,20}|cahiers?|collection|coll|part|chapter|kapitel"
    r"|session|circular|memorandum|monographs?|publications?|lectures?)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 2
_FEWEST_DIGITS = 3
"""Digits of a page's number where the head stands once: `Chapter 2` has one."""
_FEWEST_ENTRIES = 5
"""Entries that show how those of a list end."""
_FARTHEST = 40
"""Pages from one head to the next at most."""
_AHEAD = 3
"""Lines that the head of an entry is looked for in."""
_HEAD = 0.5


def standing_between(lines: Sequence[str]) -> Iterator[int]:
    """Give the lines, none of them blank, that are such heads."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, string in enumerate(lines):
        if told := _words_and_number(string):
            words, number = told
            found.setdefault(words, []).append((at, number))
    stops: bool | None = None
    for several in found.values():
        places = [(at, number) for at, number in several if _is_between(lines, at)]
        if not any(_HAS_PAGES.search(lines[at - 1]) for at, _ in places):
            continue
        if len(several) > 1:
            if len(places) == len(several) and _go_up(several):
                yield from (at for at, _ in places)
        elif len(str(places[0][1])) >= _FEWEST_DIGITS:
            stops = _all_end_with_a_stop(lines) if stops is None else stops
            if stops:
                yield places[0][0]


def _words_and_number(string: str) -> tuple[str, int] | None:
    """Take a line of words and one number, no year, apart; None for any other line."""
    if len(string) > _LONGEST or not (string[-1:].isdigit() or string[:1].isdigit()):
        return None
    met = _FORM.fullmatch(string)
    if met is None or bool(met["before"]) == bool(met["behind"]):
        return None
    number, words = int(met["before"] or met["behind"]), " ".join(met["words"].split())
    if number in _YEARS or len(words.split()) < _FEWEST_WORDS or _NUMBERED.search(words):
        return None
    return None if any(report_numbers.find(string)) else (words.casefold(), number)


def _go_up(found: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers rise as pages do, with an entry at least between the heads."""
    return all(b[0] - a[0] > 1 and 0 < b[1] - a[1] <= _FARTHEST for a, b in pairwise(found))


def _is_between(lines: Sequence[str], at: int) -> bool:
    """Whether an entry has ended before a line, and the next begins behind it."""
    if not at or at + 1 >= len(lines):
        return False
    before = lines[at - 1]
    ended = before[-1:] in {".", ")", "]"} or _HAS_PAGES.search(before) is not None
    return ended and _begins(lines, at + 1)


def _begins(lines: Sequence[str], at: int) -> bool:
    """Whether an entry begins with a line."""
    head = heads.match(" ".join(lines[at : at + _AHEAD])[:600])
    return head is not None and head.strength >= _HEAD


def _all_end_with_a_stop(lines: Sequence[str]) -> bool:
    """Whether what stands before the entries of a list ends with a full stop, but for one."""
    before = [lines[at - 1] for at in range(1, len(lines)) if _begins(lines, at)]
    stopped = sum(line.endswith(".") for line in before)
    return stopped >= _FEWEST_ENTRIES and len(before) - stopped <= max(1, stopped // 10)
