"""Works of the same people in a list that has them by year, and those that stand otherwise."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from joinedup_refs.check.order import ListOrder, folded, in_order
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name
from joinedup_refs.notation import repeats

_People: TypeAlias = tuple[str, tuple[Name, ...]]
"""What they did, and who they are."""
_FEWEST = 4  # neighbours in order
_TIMES = 4  # as many in order as not, at least
_ARTICLES = frozenset({"a", "an", "the", "der", "die", "das", "le", "la", "les", "el", "los"})


class OutOfYear(NamedTuple):
    """An entry that does not stand by its year among the works of the same people."""

    entry: Entry
    near: Entry
    """The neighbour that it stands on the wrong side of."""
    before: bool
    """Whether it stands before that one."""
    behind: Entry | None
    """The work of these people that it belongs behind; None where it is their first."""


class _Dated(NamedTuple):
    entry: Entry
    key: str


def out_of_year(document: Document, orders: Sequence[ListOrder]) -> list[OutOfYear]:
    """Give the works that break the order of years which all but a few neighbours keep.

    Nothing is given where works stand by their titles, and nothing is known of those without a
    year, or with that of a first edition beside it.
    """
    runs = [run for order in orders for run in _runs(document, order)]
    pairs = [pair for run in runs for pair in pairwise(run)]
    good = sum(a.key <= b.key for a, b in pairs)
    if good < _FEWEST or good < _TIMES * (len(pairs) - good) or good == len(pairs):
        return []
    if all(_title(a.entry) <= _title(b.entry) for a, b in pairs):
        return []
    return [one for run in runs for one in _odd(run)]


def _odd(run: Sequence[_Dated]) -> Iterator[OutOfYear]:
    kept = in_order([(one.key,) for one in run])
    stay, keys = [run[n].entry for n in kept], [run[n].key for n in kept]
    for at, one in enumerate(run):
        if at in kept:
            continue
        before = at + 1 < len(run) and run[at + 1].key < one.key
        earlier = bisect_right(keys, one.key)
        yield OutOfYear(
            entry=one.entry,
            near=run[at + 1 if before else at - 1].entry,
            before=before,
            behind=stay[earlier - 1] if earlier else None,
        )


def _runs(document: Document, order: ListOrder) -> Iterator[list[_Dated]]:
    """Give the neighbours by the same people, those left out that no year is known of."""
    run: list[_Dated] = []
    last: _People = ("", ())
    for identifier in order.ids if order.alphabetical else ():
        entry = document.entry(identifier)
        people = _people(document, entry, last) if entry is not None else ("", ())
        if people != last:
            yield run
            run = []
        last = people
        key = _key(entry) if entry is not None and people[1] else ""
        if entry is not None and key:
            run.append(_Dated(entry, key))
    yield run


def _people(document: Document, entry: Entry, before: _People) -> _People:
    reading = document.reading(entry)
    sign = repeats.match(reading)
    if sign is None or entry.reference.author:
        role = "author" if entry.reference.author else "editor"
        return role, entry.reference.author or entry.reference.editor or ()
    told = repeats.stood_for(sign, reading, before[1])
    return (told.role or before[0], told.people) if told.sure else ("", ())


def _key(entry: Entry) -> str:
    issued = entry.reference.issued
    if not isinstance(issued, Date) or issued.year is None or issued.year < 0:
        return ""
    if entry.reference.original_date is not None:
        return ""
    return f"{issued.year:04}{issued.letter}"


def _title(entry: Entry) -> str:
    words = folded(entry.reference.title).split()
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES else words)
