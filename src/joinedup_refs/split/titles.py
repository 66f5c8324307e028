"""Headings of the sections of one list: `Primary sources`, `2. Published works`."""

from collections.abc import Sequence
from itertools import pairwise

from joinedup_refs.notation.ends import closes
from joinedup_refs.split.headings import heading, unnumbered
from joinedup_refs.split.likeness import is_title, likeness
from joinedup_refs.split.lines import Line
from joinedup_refs.split.markers import marker

_ENTRIES = 2
"""Entries under a numbered heading over entries, on the average; an item's number has one."""


def titles(lines: Sequence[Line]) -> set[int]:
    """Find the lines that head sections of a list."""
    filled = [at for at, line in enumerate(lines) if not line.empty]
    parted = [any(line.empty for line in lines[a + 1 : b]) for a, b in pairwise(filled)]
    spaced = sum(parted) * 5 >= len(filled)
    numbered = _numbered(lines, filled)
    found: set[int] = set()
    for number, at in enumerate(filled[:-1]):
        string = lines[at].string
        before = filled[number - 1] if number else None
        alone = before is None or any(line.empty for line in lines[before + 1 : at])
        ended = before is None or before in found or closes(lines[before].string)
        if at in numbered:
            if alone or ended:
                found.add(at)
            continue
        if not is_title(string) or likeness(string):
            continue
        kind = heading(string)
        follows = likeness(lines[filled[number + 1]].string) >= 0.35
        # where blank lines part the entries, one parts a heading from them too
        alone = alone and (parted[number] or not spaced)
        if (kind and (ended or alone)) or (alone and ended and follows and before is not None):
            found.add(at)
    return found


def _numbered(lines: Sequence[Line], filled: Sequence[int]) -> set[int]:
    """Find headings with numbers, in a list whose entries have none."""
    counted = {at for at in filled if _number(lines[at].string)}
    found = {
        at: likeness(lines[after].string) >= 0.35
        for at, after in pairwise(filled)
        if (bare := unnumbered(lines[at].string)) != lines[at].string.strip("*_#=~ ")
        and is_title(bare)
        and not likeness(bare)
        and after not in counted
    }
    over_entries = sum(found.values())
    if not over_entries or not counted <= found.keys():
        return set()
    entries = sum(likeness(lines[at].string) >= 0.35 for at in filled)
    return set(found) if entries >= _ENTRIES * over_entries else set()


def _number(string: str) -> str:
    """Give the number that a line begins with, as an item's does."""
    found = marker(string)
    return found.value if found and found.value.isdigit() else ""
