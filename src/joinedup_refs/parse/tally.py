"""How many fields of a reference were read right, field by field."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages
from joinedup_refs.parse.whereabouts import folded

__all__ = ["Tally", "differing", "same"]

_NOT_COUNTED = frozenset({
    "id", "type", "language", "year-suffix", "citation-key", "citation-label", "source",
})  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts by variable."""

    wanted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    """Fields that were read where there are none."""

    def count(self, wanted: Mapping[str, Json], found: Mapping[str, Json]) -> None:
        """Count one reference."""
        for variable in _counted(wanted):
            self.wanted[variable] += 1
            self.right[variable] += same(variable, wanted[variable], found.get(variable))
        self.added.update(_counted(found) - _counted(wanted))

    @property
    def share(self) -> float:
        """How well they were read, 0 to 1: the harmonic mean of recall and precision (F1)."""
        right, wanted = self.right.total(), self.wanted.total()
        found = wanted + self.added.total()
        return 2 * right / (found + wanted) if wanted else 1.0


def _counted(item: Mapping[str, Json]) -> set[str]:
    empty: tuple[Json, ...] = (None, "", [], {})
    return {v for v, value in item.items() if v not in _NOT_COUNTED and value not in empty}


def differing(one: Mapping[str, Json], other: Mapping[str, Json]) -> list[str]:
    """Give the variables that two readings of a string differ in."""
    variables = sorted(_counted(one) | _counted(other))
    return [v for v in variables if not same(v, one.get(v), other.get(v))]


def same(variable: str, one: Json, other: Json) -> bool:
    """Whether two values of a variable say the same, punctuation and case aside."""
    if one is None or other is None:
        return one is other
    if variable == "page" and isinstance(one, str) and isinstance(other, str):
        read, also = pages.parse(one), pages.parse(other)
        if read is not None and also is not None:
            return pages.first_and_last(read) == pages.first_and_last(also)
    return _plain(one) == _plain(other)


def _plain(value: Json) -> object:
    if isinstance(value, dict):
        if "date-parts" in value:
            return _plain(value["date-parts"])
        parts = (str(part) for key, part in sorted(value.items()) if isinstance(part, (str, int)))
        return folded(" ".join(parts))
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return folded(str(value))
