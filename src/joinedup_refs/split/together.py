"""Lists set on one line: `[1] Adams … [2] Brook …` taken apart at the numbers that run on."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from joinedup_refs.model.text import Text
from joinedup_refs.notation.ends import closes
from joinedup_refs.split.headings import heading
from joinedup_refs.split.likeness import likeness
from joinedup_refs.split.lines import Line, printed_at
from joinedup_refs.split.markers import Marker, chain, with_repeated

_FEWEST = 3
"""Numbers that run on and make a list of a line."""
_MOST = 5000
"""Numbers of one line; where there are more, they are no entries'."""
_LOOKED_AT = 60
"""Entries of a line whose heads are read, to tell a list from prose with citations."""
_ANYWHERE, _UNDER_HEADING = 0.5, 0.25
"""The share of what a line is taken apart into that must look like entries."""
_WELL, _ENTRY = 3.0, 0.4
"""How well a number that stands twice must stand, and how like an entry be what follows it."""
_SHORTEST = 120
"""Characters of a line that may hold several entries."""
# each begins with the sign itself, and only then looks back, which is many times faster
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"\[(?<![^\s.)\]”\"’\d/]\[)(?P<n>\d{1,4})\]\.?\s{0,3}(?=\S)",
        r"(?P<n>\d(?<!\S\d)\d{0,3})\.\s{1,3}(?=\S)",
        r"\((?<!\S\()(?P<n>\d{1,4})\)\s{1,3}(?=\S)",
        r"(?P<n>\d(?<!\S\d)\d{0,3})\)\s{1,3}(?=\S)",
        r"(?P<n>[⁰¹²³⁴-⁹](?<![^\s.)\]”\"’\d/].)[⁰¹²³⁴-⁹]{0,3})\s{0,2}(?=[^\W\d_])",
        r"[•▪●](?<!\S.)\s{0,3}(?=\S)",
    )
)
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def divided(text: Text, lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a text, those that hold several numbered entries in several pieces."""
    out: list[Line] = []
    headed = False
    for line in lines:
        share = _UNDER_HEADING if headed else _ANYWHERE
        places = _places(line.string, share) if len(line.string) >= _SHORTEST else []
        out += _pieces(text, line, places) if places else [line]
        if not line.empty:
            headed = heading(line.string) == "list"
    return out


def _pieces(text: Text, line: Line, places: Sequence[int]) -> Iterator[Line]:
    begin = 0
    for place in (*places, len(line.string)):
        string = line.string[begin:place].rstrip()
        if string:
            start = line.start if begin == 0 else printed_at(text, line, begin)
            end = (
                line.end
                if place == len(line.string)
                else printed_at(text, line, begin + len(string) - 1) + 1
            )
            yield Line(start, end, string, line.indent if begin == 0 else 0, "")
        begin = place


def _places(string: str, share: float) -> list[int]:
    """Give where entries of a line begin; nothing where it is one entry's, or prose.

    `share` of the pieces must look like entries.
    """
    for form in _FORMS:
        found = {met.start(): met for met in islice(form.finditer(string), _MOST + 1)}
        if not _FEWEST <= len(found) <= _MOST:
            continue
        begun = _running(string, found) if "n" in form.groupindex else list(found)
        if len(begun) < _FEWEST:
            continue
        some = list(pairwise((*begun, len(string))))[:_LOOKED_AT]
        entries = sum(likeness(string[at:end].rstrip()) >= 0.35 for at, end in some)
        if entries >= share * len(some):
            return begun
    return []


def _running(string: str, found: dict[int, re.Match[str]]) -> list[int]:
    """Give the places of the numbers that run on."""
    numbered = {
        at: Marker("", met["n"].translate(_PLAIN), met.end() - at) for at, met in found.items()
    }
    fits = {
        at: 1.0 + closes(string[max(0, at - 90) : at].rstrip()) + string[met.end()].isupper()
        for at, met in found.items()
    }
    running = chain(numbered, fits)
    ends = dict(pairwise((*found, len(string))))

    def counts(at: int, again: bool) -> bool:
        return again and fits[at] >= _WELL and likeness(string[at : ends[at]]) >= _ENTRY

    return list(with_repeated(numbered, running, counts))
