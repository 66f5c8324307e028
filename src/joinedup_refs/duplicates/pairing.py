"""Which records are held against each other: those with a key in common.

The works are brought into an order of their own first, so that the order of the files says nothing.
Where many have a key in common, each is held against its next neighbours only: the cost grows with
the records and not with their square.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from joinedup_refs.check.copies import Key, keys_of
from joinedup_refs.duplicates.recorded_works import RecordedWork

Progress: TypeAlias = Callable[[int, int], None]
"""Takes how many records are done, and how many there are."""

_EVERY = 500
_WHOLE = 16
"""Works with one key that are all held against one another."""
_NEXT = 6
"""Where there are more, how many neighbours each is held against."""


class Alike(NamedTuple):
    """Records that say all the same of their work."""

    work: RecordedWork
    places: tuple[int, ...]
    """Their places among all records."""


def alike(works: Sequence[RecordedWork]) -> tuple[Alike, ...]:
    """Put records together that say all the same, in an order that only what they say makes.

    Abstracts are no part of that; the work with the longest stands for the others.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, work in enumerate(works):
        found[work.mark].append(place)
    groups = [
        Alike(max((works[place] for place in places), key=_abstract), tuple(places))
        for places in found.values()
    ]
    return tuple(sorted(groups, key=lambda group: repr(group.work.signature)))


def _abstract(work: RecordedWork) -> tuple[int, str]:
    return len(work.reference.abstract), work.reference.abstract


def neighbours(
    groups: Sequence[Alike], on_progress: Progress | None = None
) -> Iterator[tuple[int, int]]:
    """Give each two groups that have a key in common, once, by their places."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for key in dict.fromkeys(keys_of(group.work)):
            blocks[key].append(place)
    seen: set[tuple[int, int]] = set()
    told = 0
    for block in blocks.values():  # in the order of the first group of each
        if on_progress is not None and block[0] >= told:
            on_progress(block[0], len(groups))
            told = block[0] + _EVERY
        reach = len(block) if len(block) <= _WHOLE else _NEXT
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + reach]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other
    if on_progress is not None:
        on_progress(len(groups), len(groups))
