"""The works of a list, found by the names and years that a citation prints."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from joinedup_refs.link.near import NearForms
from joinedup_refs.link.works import Work

_TWINS = 90
"""How alike, of 100, two entries of one author and year are that print the same work."""
_FEW = 30
"""So many entries of one author and year are all compared; of more, only neighbours in order."""
_NEIGHBOURS = 4
UNDATED = 0
"""The year under which works without one are kept."""

_Key = TypeVar("_Key", bound=Hashable)


class Index:
    """The works of a list, by names and years.

    `called` gives, for folded names of bodies, what else the prose calls them.
    """

    def __init__(self, works: Iterable[Work], called: Mapping[str, frozenset[str]] = {}) -> None:
        self.works = tuple(work.also_called(called) for work in works)
        self.by_id = {work.id: work for work in self.works}
        self._led: defaultdict[str, list[Work]] = defaultdict(list)
        self._led_in: defaultdict[tuple[str, int], list[Work]] = defaultdict(list)
        self._by: defaultdict[str, list[Work]] = defaultdict(list)
        self._by_in: defaultdict[tuple[str, int], list[Work]] = defaultdict(list)
        for work in self.works:
            first = work.bodies.union(*work.authors[:1], *work.weak[:1])
            anyone = work.bodies.union(*work.authors, *work.weak)
            _file(work, first, self._led, self._led_in)
            _file(work, anyone, self._by, self._by_in)
        self.bodies = frozenset(body for work in self.works for body in work.bodies)
        self.names = frozenset(
            form for work in self.works for form in work.bodies.union(*work.authors)
        )
        self.small = frozenset(form for work in self.works for form in work.small)
        self._twins = _twins(self.works)

    def led_by(
        self, first: frozenset[str], second: frozenset[str], years: Iterable[int] = ()
    ) -> list[Work]:
        """Give the works whose first name is one of `first`, in the order of the list.

        With `second`, the forms of another name printed, and `years`, only such as can have them;
        some of those given may have others still.
        """
        years = tuple(years)
        if years:
            led = _lists(self._led_in, ((form, year) for form in first for year in years))
            by = _lists(self._by_in, ((form, year) for form in second for year in years))
        else:
            led, by = _lists(self._led, first), _lists(self._by, second)
        narrower = by if second and sum(map(len, by)) < sum(map(len, led)) else led
        found = {work.order: work for works in narrower for work in works}
        return [found[n] for n in sorted(found)]

    def nearly_led_by(self, first: frozenset[str], years: Iterable[int]) -> list[Work]:
        """Give the works of the years whose first name is one of `first` or a slip or two away."""
        near = {other for form in first for other in self._near.of(form)} | first
        return self.led_by(frozenset(near), frozenset(), years)

    def titled(self, title: str) -> list[Work]:
        """Give the works of that folded title, or title before a colon."""
        return self._titled.get(title, [])

    def holding(self, names: Iterable[str]) -> list[Work]:
        """Give the works in whose entries the rarest word of folded `names` stands."""
        lists = [self._holding.get(word, []) for name in names for word in name.split()]
        return min(lists, key=len, default=[])

    def twin(self, work: Work) -> str:
        """Give the identifier of the first entry that prints the same work."""
        return self._twins.get(work.id, work.id)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The folded titles, and what stands in them before a colon."""
        return frozenset(self._titled)

    @cached_property
    def _near(self) -> NearForms:
        return NearForms(
            form for work in self.works for form in work.bodies.union(*work.authors[:1])
        )

    @cached_property
    def _titled(self) -> dict[str, list[Work]]:
        found: defaultdict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            for title in work.titles:
                found[title].append(work)
        return dict(found)

    @cached_property
    def _holding(self) -> dict[str, list[Work]]:
        found: defaultdict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            for word in set(work.reading.split()):
                found[word].append(work)
        return dict(found)


def _file(
    work: Work,
    forms: Iterable[str],
    by_name: defaultdict[str, list[Work]],
    in_year: defaultdict[tuple[str, int], list[Work]],
) -> None:
    for form in forms:
        by_name[form].append(work)
        for year in work.years or (UNDATED,):
            in_year[form, year].append(work)


def _lists(index: Mapping[_Key, list[Work]], keys: Iterable[_Key]) -> list[list[Work]]:
    return [index[key] for key in keys if key in index]


def _twins(works: Iterable[Work]) -> dict[str, str]:
    """Give, for entries that print a work again, the first that prints it."""
    twins: dict[str, str] = {}
    groups: defaultdict[tuple[int, tuple[frozenset[str], ...], str], list[Work]] = defaultdict(list)
    for work in works:
        if work.authors:
            for year in work.years:
                groups[year, work.authors[:1], work.letter].append(work)
    for group in groups.values():
        pairs = list(combinations(group, 2)) if len(group) <= _FEW else _neighbours(group)
        for one, other in pairs:
            if one.id not in twins and other.id not in twins and _same_work(one, other):
                twins[other.id] = one.id
    return twins


def _neighbours(group: list[Work]) -> list[tuple[Work, Work]]:
    """Pair each work with those that follow it when titles, or whole entries, are sorted."""
    pairs: dict[tuple[int, int], tuple[Work, Work]] = {}
    for ordered in (
        sorted(group, key=lambda w: (w.title, w.order)),
        sorted(group, key=lambda w: (w.reading, w.order)),
    ):
        for n, work in enumerate(ordered):
            for other in ordered[n + 1 : n + 1 + _NEIGHBOURS]:
                one, two = sorted((work, other), key=lambda w: w.order)
                pairs[one.order, two.order] = one, two
    return [pairs[key] for key in sorted(pairs)]


def _same_work(one: Work, other: Work) -> bool:
    if one.title and one.title == other.title:
        return True
    return fuzz.ratio(one.reading, other.reading, score_cutoff=_TWINS) > _TWINS
