"""Every record as it came, with a keyword by which duplicates are found in a reference manager."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from joinedup_refs.duplicates.reading import Held
from joinedup_refs.formats import Record, keywords


class Two(Protocol):
    """Two records, by their places."""

    @property
    def one(self) -> int:
        """The first."""
        ...

    @property
    def other(self) -> int:
        """The second."""
        ...


def marked(
    records: Sequence[Held], groups: Iterable[Sequence[int]], possible: Iterable[Two]
) -> tuple[Record, ...]:
    """Give all records in their order; `duplicate 3 kept`, `duplicate 3 spare`, `possible 5`."""
    told: defaultdict[int, list[str]] = defaultdict(list)
    for number, group in enumerate(groups, 1):
        for place in group:
            told[place].append(f"duplicate {number} {'kept' if place == group[0] else 'spare'}")
    for number, pair in enumerate(possible, 1):
        for place in (pair.one, pair.other):
            told[place].append(f"possible duplicate {number}")
    return tuple(_with(one.record, told.get(place, ())) for place, one in enumerate(records))


def _with(record: Record, words: Sequence[str]) -> Record:
    if not words:
        return record
    reference = record.reference
    held = keywords.split(reference.keyword)
    keyword = keywords.join((*held, *words))
    return record._replace(reference=reference.model_copy(update={"keyword": keyword}))
