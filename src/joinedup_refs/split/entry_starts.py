"""Tells on which lines of an unmarked list entries begin, by weighing the whole list at once.

Of all ways to part the lines into entries, the likeliest is taken (a dynamic programme over the
lines). What each sign on a line is worth comes from `tables/line_signs.tsv` and from the list
itself: it is parted several times, each time by what the last parting taught about how this list's
entries begin, end, fill their lines, are sorted and dated.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from joinedup_refs.split.line_signs import NOTHING, Seen, Signs, signs_of
from joinedup_refs.split.lines import Line
from joinedup_refs.tables import rows

_ROUNDS = 4
_PRIOR = 20.0
"""Lines that what is known of lists in general counts for."""
_PRIORS = {"head": 3.0, "shape": 3.0}
"""The same for where entries begin, which a list's all do in one way or a few."""
_WEIGHTS = {"opening": 0.5, "shape": 0.6}
"""What a sign counts for that says in part what another said."""
_ORDER_PRIOR = 8.0
_SHARE = 0.4
"""Of lines that begin an entry, before anything is known of the list."""
_FARTHEST = 40
"""Lines of an entry, beyond which how it is dated is not looked at."""
_CANDIDATES = 14
"""Possible starts before a line among which that of the entry before it is looked for."""
_HOPELESS = -9.0
"""A line that is worth less begins no entry, whatever stands around it."""
_SURE = 1000.0
_WITHIN_HEAD = -7.0
"""For a line that begins within the authors or the year of the entry before."""
_NOTHING_BUT_HEAD = -4.0
_STEPS = {"same": 0.08, "next": 0.10, "on": 0.37, "back": 0.45}
"""How often the names of two entries follow one another so in a list without order."""
_YEARS = {"0": 0.08, "1": 0.62, "2": 0.22, "3": 0.08}
"""How often entries have so many years."""

Rates = dict[str, dict[str, tuple[float, float]]]
"""By sign and class: how often it is met where entries begin, and where they go on."""


class _Taught(NamedTuple):
    """What a parting of the list taught."""

    worth: list[float]
    """For each line, what speaks for a start there and against, as a logarithm of odds."""
    order: Mapping[str, float]
    """What each way is worth in which the names of two entries follow one another."""
    by: int
    """Which of a line's names the list is sorted by."""
    years: Mapping[str, float]


def entry_starts(lines: Sequence[Line]) -> set[int]:
    """Give the numbers of the lines that begin an entry."""
    seen = signs_of(lines)
    if not seen:
        return set()
    begun = _anchors(seen)
    taught = _taught(seen, *begun, first=True)
    starts: list[int] = []
    for _ in range(_ROUNDS):
        again = _parted(seen, taught)
        if again == starts:
            break
        starts = again
        inner = sorted(set(range(len(seen))) - set(starts))
        taught = _taught(seen, starts, inner, first=False)
    return {seen[number].at for number in starts}


def _anchors(seen: Sequence[Seen]) -> tuple[list[int], list[int]]:
    """Give the lines that surely begin an entry, and those that surely go on with one."""
    starts = [n for n, one in enumerate(seen) if one.signs.head.endswith("surely")]
    inner = [
        n
        for n, one in enumerate(seen)
        if one.signs.opening in {"lower", "address"} and one.signs.head == "none"
    ]
    return starts, inner


def _taught(
    seen: Sequence[Seen], starts: Sequence[int], inner: Sequence[int], *, first: bool
) -> _Taught:
    worth = [0.0] * len(seen)
    begin, go_on = (set(), set()) if first else (set(starts), set(inner))
    for place, sign in enumerate(Signs._fields):
        told = first and sign not in {"opening", "head", "shape"}
        weighed = _Weighed(
            sign,
            Counter(seen[n].signs[place] for n in (starts if told or not first else ()) if n),
            Counter(seen[n].signs[place] for n in (inner if told or not first else ())),
        )
        for number, one in enumerate(seen):
            shown = one.signs[place]
            if shown != NOTHING:
                worth[number] += weighed.odds(
                    shown, begins=number in begin, goes_on=number in go_on
                )
    share = _SHARE if first else (len(starts) + _SHARE * _PRIOR) / (len(seen) + _PRIOR)
    share = min(0.97, share)
    worth = [value + log(share / (1 - share)) for value in worth]
    worth[0] = _SURE
    for number, one in enumerate(seen):
        if one.parted:
            worth[number] = _SURE
    if first:
        flat = dict.fromkeys(_STEPS, 0.0)
        return _Taught(worth, flat, 0, {k: log(v / _YEARS["1"]) for k, v in _YEARS.items()})
    by, order = max(
        ((way, _order(seen, starts, way)) for way in (0, 1)), key=lambda found: found[1]["same"]
    )
    return _Taught(worth, order, by, _dating(seen, starts))


class _Weighed:
    """What each class of a sign is worth, by what is known of it and by what the list shows.

    A line is judged by what the other lines show, or a wrong start would vouch for itself.
    """

    def __init__(self, sign: str, begin: Counter[str], go_on: Counter[str]) -> None:
        self._known = _table()[sign]
        self._begin, self._go_on = begin, go_on
        self._begun, self._gone = begin.total(), go_on.total()
        self._prior, self._weight = _PRIORS.get(sign, _PRIOR), _WEIGHTS.get(sign, 1.0)
        self._odds: dict[tuple[str, bool, bool], float] = {}

    def odds(self, shown: str, *, begins: bool, goes_on: bool) -> float:
        """Weigh a class for a line held to begin an entry, to go on with one, or neither."""
        key = shown, begins, goes_on
        if key not in self._odds:
            first, second = self._known.get(shown, self._known["other"])
            self._odds[key] = self._weight * log(
                (first * self._prior + max(0, self._begin[shown] - begins))
                / (self._prior + max(0, self._begun - begins))
                / (second * _PRIOR + max(0, self._go_on[shown] - goes_on))
                * (_PRIOR + max(0, self._gone - goes_on))
            )
        return self._odds[key]


def _order(seen: Sequence[Seen], starts: Sequence[int], by: int) -> dict[str, float]:
    steps = Counter(
        step for before, at in pairwise(starts) if (step := _step(seen[before], seen[at], by))
    )
    whole = steps.total() + _ORDER_PRIOR
    return {
        step: log((usual * _ORDER_PRIOR + steps[step]) / whole / usual)
        for step, usual in _STEPS.items()
    }


def _step(before: Seen, one: Seen, by: int) -> str:
    """Tell how the name of an entry follows that of the one before."""
    if one.signs.head in {"dash", "sign", "repeat"} or before.signs.head in {
        "dash",
        "sign",
        "repeat",
    }:
        return ""
    first, second = before.names[by], one.names[by]
    if not first or not second:
        return ""
    if second < first:
        return "back"
    letters = ord(second[0]) - ord(first[0])
    return "same" if not letters else "next" if letters <= 2 else "on"


def _dating(seen: Sequence[Seen], starts: Sequence[int]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for begin, end in zip(starts, [*starts[1:], len(seen)], strict=True):
        counts[str(min(3, sum(one.years for one in seen[begin:end])))] += 1
    rates = {k: (v * _PRIOR + counts[k]) / (_PRIOR + counts.total()) for k, v in _YEARS.items()}
    most = max(rates.values())
    return {k: log(v / most) for k, v in rates.items()}


def _parted(seen: Sequence[Seen], taught: _Taught) -> list[int]:
    """Find the likeliest parting: the numbers of the lines that begin an entry."""
    total = len(seen)
    years = [0]
    for one in seen:
        years.append(years[-1] + one.years)
    best: dict[int, tuple[float, int]] = {}
    near: list[int] = []
    far: tuple[float, int] | None = None
    for at in (*(n for n in range(total) if taught.worth[n] > _HOPELESS), total):
        while near and (near[0] < at - _FARTHEST or len(near) > _CANDIDATES):
            gone = near.pop(0)
            if far is None or best[gone][0] > far[0]:
                far = best[gone][0], gone
        options = [
            (best[begin][0] + _between(seen, taught, begin, at, years[at] - years[begin]), begin)
            for begin in near
        ]
        if far:
            options.append(far)
        score, begin = max(options, default=(0.0, -1))
        if at < total:
            best[at] = score + taught.worth[at], begin
            near.append(at)
        else:
            return _traced(best, begin)
    return []


def _between(seen: Sequence[Seen], taught: _Taught, begin: int, at: int, years: int) -> float:
    """Weigh an entry from one line up to another, and what begins after it."""
    score = taught.years[str(min(3, years))]
    if at == len(seen):
        return score
    head_ends = seen[begin].head_ends
    if head_ends >= at:
        score += _WITHIN_HEAD
    if step := _step(seen[begin], seen[at], taught.by):
        score += taught.order[step]
    return score


def _traced(best: Mapping[int, tuple[float, int]], last: int) -> list[int]:
    return list(_backwards(best, last))[::-1]


def _backwards(best: Mapping[int, tuple[float, int]], at: int) -> Iterator[int]:
    while at >= 0:
        yield at
        at = best[at][1]


@cache
def _table() -> Rates:
    table: Rates = {}
    for row in rows("line_signs"):
        rates = float(row["begin"]) / 1000, float(row["go on"]) / 1000
        table.setdefault(row["sign"], {})[row["class"]] = rates
    return table
