"""Tells on which lines of an unmarked list an entry begins."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from joinedup_refs.notation.ends import closes
from joinedup_refs.split.entry_starts import entry_starts
from joinedup_refs.split.likeness import likeness
from joinedup_refs.split.line_signs import is_again, is_filled, width_of
from joinedup_refs.split.lines import Line

_CONTINUES = re.compile(
    r"(?:https?://|www\.|doi\b|DOI\b|10\.\d{4}|[^\w\s“\"‘«„»¿¡(\[]|(?:pp?|vol|no)\.\s?\d)"
)
_ADDRESS = re.compile(r"https?://|www\.|doi\b|DOI\b|10\.\d{4}")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LEAST_HEAD = 0.4
_WIDEST = 200
_RARELY = 12
"""Of so many lines one may begin in mid-sentence though each is an entry."""
_REST = 0.4
"""A line shorter than so much of the usual one, without a year or a head, is the rest of one."""
_LOOSE_END = re.compile(r"(?:[,;:&–-]|\b(?:and|und|et|e|y|[Ii]n))$")


def starts(lines: Sequence[Line]) -> set[int]:
    """Give the numbers of the lines that begin an entry; lines that are left out begin none."""
    filled = [at for at, line in enumerate(lines) if not line.empty]
    if not filled:
        return set()
    if _is_spaced(lines, filled) or _is_wrapped(lines, filled) or _is_hanging(lines, filled):
        return entry_starts(lines)
    return _unwrapped(lines, filled)


def _is_spaced(lines: Sequence[Line], filled: Sequence[int]) -> bool:
    """Whether blank lines stand between entries that run over several lines."""
    gaps = sum(any(not line.gone for line in lines[a + 1 : b]) for a, b in pairwise(filled))
    return len(filled) > 2 and len(filled) <= gaps * 5 < len(filled) * 5 - 10


def _is_hanging(lines: Sequence[Line], filled: Sequence[int]) -> bool:
    """Whether lines that go on are set in, and those that begin an entry are not."""
    least = min(lines[at].indent for at in filled)
    within = sum(lines[at].indent > least + 1 for at in filled)
    return within > 1 and lines[filled[0]].indent <= least + 1


def _is_wrapped(lines: Sequence[Line], filled: Sequence[int]) -> bool:
    """Whether entries run over several lines.

    Then many lines begin in mid-sentence, or of those that end in one most are filled as far as
    lines go.
    """
    width = width_of(lines, filled)
    longer = sum(len(lines[at].string) + lines[at].indent > width + 2 for at in filled)
    if len(filled) < 2 or width > _WIDEST or longer * 5 > len(filled):
        return False
    breaks = [
        (lines[a], lines[b].string)
        for a, b in pairwise(filled)
        if not closes(lines[a].string) and likeness(lines[b].string) < _LEAST_HEAD
    ]
    # an entry may begin so too, but then it has a year of its own
    small = sum(string[0].islower() and not _YEAR.search(string) for _, string in breaks)
    full = sum(is_filled(before, string, width) for before, string in breaks)
    least = (len(filled) - 1) / _RARELY
    return small >= max(2, least) or (full > 1 and full >= least and full * 2 >= len(breaks))


def _unwrapped(lines: Sequence[Line], filled: Sequence[int]) -> set[int]:
    """Take each line for an entry, but for what plainly goes on with the one before."""
    ends = Counter(lines[at].string[-1] for at in filled)
    usual = frozenset(
        sign for sign, count in ends.items() if count >= 3 and count * 12 >= len(filled)
    )
    lengths = sorted(len(lines[at].string) for at in filled)
    short = lengths[len(lengths) // 2] * _REST
    begun = {filled[0]}
    for before, at in pairwise(filled):
        parted = any(line.gone == "link-residue" for line in lines[before + 1 : at])
        end, string = lines[before].string, lines[at].string
        like = likeness(string)
        rest = len(string) < short and not like and not _YEAR.search(string)
        if parted or not (rest or _continues(end, string, like, usual)):
            begun.add(at)
    return begun


def _continues(before: str, string: str, like: float, usual: frozenset[str]) -> bool:
    if like >= _LEAST_HEAD or is_again(string):
        return False
    if _ADDRESS.match(string):
        return True
    if string[0].islower() or _CONTINUES.match(string):
        return not (closes(before) and _YEAR.search(string))
    if _YEAR.search(before) and _YEAR.search(string):  # each is dated, as entries are
        return False
    return _LOOSE_END.search(before[-8:]) is not None and before[-1] not in usual
