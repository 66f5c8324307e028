"""Records that are of one work, put together, so that no two of a group speak against each other.

If a record without pages is held to be an article and also an abstract of that article, it joins
neither: what is better supported goes first, and what then leads to a contradiction is for a person
to decide. The order of the records says nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.duplicates.doubts import Strength
from joinedup_refs.errors import ConfigInvalid

_HELD = 24
"""Members of a large group that each other member is held against."""


class Edge(NamedTuple):
    """Two records, by their places, held to be of one work."""

    one: int
    other: int
    strength: Strength


class Grouped(NamedTuple):
    """Groups of places, and the edges that could not be followed."""

    groups: tuple[tuple[int, ...], ...]
    undecided: tuple[Edge, ...]


class Against(NamedTuple):
    """What keeps records apart."""

    apart: Callable[[int, int], bool]
    """Whether two places are of two works."""
    order: Sequence[str]
    """For each place what brings the places into an order of their own."""
    different: Sequence[tuple[int, int]]
    """Places that a person has called different."""


def grouped(count: int, edges: Sequence[Edge], against: Against) -> Grouped:
    """Put `count` records together along edges.

    Raises:
        ConfigInvalid: decisions contradict each other.
    """
    decided = [edge for edge in edges if edge.strength == Strength.DECIDED]
    by_hand = _components(count, decided)
    forbidden: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in against.different:
        if by_hand[one] == by_hand[other]:
            msg = (
                "decisions contradict each other: two records are called different, "
                "and each is called the same as a third\nlook at the rows that name one of them"
            )
            raise ConfigInvalid(msg)
        forbidden[one].add(other)
        forbidden[other].add(one)
    kept, undecided = list(edges), list[Edge]()
    for floor in (Strength.WORDS, Strength.PLACE, Strength.IDENTIFIER):
        broken = _broken(_groups(count, kept), by_hand, against, forbidden)
        if not broken:
            break
        home = _components(count, kept)
        dropped = [e for e in kept if home[e.one] in broken and e.strength <= floor]
        undecided += dropped
        gone = set(dropped)
        kept = [e for e in kept if e not in gone]
    home = _components(count, kept)
    open_ = tuple(e for e in undecided if home[e.one] != home[e.other])
    return Grouped(tuple(tuple(g) for g in _groups(count, kept).values() if len(g) > 1), open_)


def _components(count: int, edges: Iterable[Edge]) -> list[int]:
    """Give for each place the least place that edges lead to."""
    root = list(range(count))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for edge in edges:
        one, other = sorted((top(edge.one), top(edge.other)))
        root[other] = one
    return [top(place) for place in range(count)]


def _groups(count: int, edges: Iterable[Edge]) -> dict[int, list[int]]:
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place, root in enumerate(_components(count, edges)):
        groups[root].append(place)
    return groups


def _broken(
    groups: Mapping[int, Sequence[int]],
    by_hand: Sequence[int],
    against: Against,
    forbidden: Mapping[int, set[int]],
) -> set[int]:
    """Give the groups of which two members speak against each other."""
    return {
        root
        for root, members in groups.items()
        if len(members) > 1 and _at_odds(members, by_hand, against, forbidden)
    }


def _at_odds(
    members: Sequence[int],
    by_hand: Sequence[int],
    against: Against,
    forbidden: Mapping[int, set[int]],
) -> bool:
    inside = set(members)
    if any(forbidden.get(place, frozenset()) & inside for place in members):
        return True
    in_order = sorted(members, key=against.order.__getitem__)
    return any(
        by_hand[one] != by_hand[other]
        and against.order[one] != against.order[other]
        and against.apart(one, other)
        for at, one in enumerate(in_order)
        for other in in_order[: min(at, _HELD)]
    )
