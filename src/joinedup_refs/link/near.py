"""Finds names that are a slip or two away from another without comparing all with all.

Two names at most two slips apart become equal when one or two letters are dropped from each; the
beginnings suffice for that, as in symmetric deletion (W. Garbe, 2012).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

_BEGINNING = 7
"""Letters of a name from which some are dropped."""


def most_slips(one: str, other: str) -> int:
    """Say how many slips two names of their length may differ by and still be one name."""
    longer = max(len(one), len(other))
    return 2 if longer >= 8 else 1 if longer >= 4 else 0


def slips(one: str, other: str) -> int:
    """Count the slips between two folded names; 0 for none and for too many.

    A transposition is one slip (optimal string alignment), and so is a lost first letter.

    >>> slips("bennington", "benington"), slips("ashe", "birch"), slips("lee", "ee")
    (1, 0, 1)
    """
    most = most_slips(one, other)
    apart = OSA.distance(one, other, score_cutoff=most)
    if 0 < apart <= most:
        return int(apart)
    return int(len(one) > 2 and one[1:] == other)


class NearForms:
    """Folded names, found by others that differ in a slip or two."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_rest: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(set(forms)):
            for rest in _rests(form):
                self._by_rest[rest].append(form)

    def of(self, name: str) -> set[str]:
        """Give the names that `slips` finds near to `name`."""
        found = {form for rest in _rests(name) for form in self._by_rest.get(rest, ())}
        return {form for form in found if slips(name, form)}


def _rests(form: str) -> Iterator[str]:
    start = form[:_BEGINNING]
    most = 2 if len(form) >= 6 else 1  # six and eight letters can be two slips apart
    yield start
    seen = {start}
    for count in range(1, most + 1):
        for kept in combinations(range(len(start)), max(0, len(start) - count)):
            rest = "".join(start[n] for n in kept)
            if rest not in seen:
                seen.add(rest)
                yield rest
