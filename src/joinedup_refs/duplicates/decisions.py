"""What people have decided on pairs of records, in the table of pairs itself.

A decision holds for two records by what they say, so it outlives new exports, other names of files
and other keys; where a record was changed since, by its file and its key.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.duplicates import cells
from joinedup_refs.duplicates.reading import Held
from joinedup_refs.duplicates.recorded_works import RecordedWork
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.sources.words import words_of

_NEEDED = ("decision", "mark 1", "mark 2")
_WORDS = {"same": True, "different": False}


class Named(NamedTuple):
    """How a table names one of the two records."""

    mark: str
    file: str
    key: str
    title: str


class Decision(NamedTuple):
    """What was decided on two records."""

    one: Named
    other: Named
    same: bool


class Known(NamedTuple):
    """What was decided on records that are here."""

    pairs: dict[tuple[int, int], bool]
    """For pairs of places, the lower first, whether a person called them one work."""
    unmet: int
    """Decisions on records that are not here."""


class Decisions:
    """Decisions; of two on the same records the later one holds."""

    def __init__(self, rows: Sequence[Decision] = ()) -> None:
        self.rows = tuple(rows)

    def of(self, records: Sequence[Held], works: Sequence[RecordedWork]) -> Known:
        """Give what was decided on these records."""
        if not self.rows:
            return Known({}, 0)
        unmet = 0
        places = _Places(records, works)
        found: dict[tuple[int, int], bool] = {}
        for row in self.rows:
            one, others = places.of(row.one), places.of(row.other)
            other = [place for place in others if place not in one[:1]]  # the two may say the same
            if one and other:
                found[min(one[0], other[0]), max(one[0], other[0])] = row.same
            else:
                unmet += 1
        return Known(found, unmet)


def read_decisions(path: os.PathLike[str]) -> tuple[Decision, ...]:
    """Read the rows of a table of pairs in which something is decided.

    Raises:
        FormatInvalid: it is no such table, or a decision is neither `same` nor `different`.
        InputUnreadable: the file is missing or too large.
    """
    found = []
    for line, row in cells.read(path, _NEEDED):
        said = row["decision"].strip().casefold()
        if not said:
            continue
        if said not in _WORDS:
            said = f"the decision {said[:40]!r} is neither 'same' nor 'different'"
            msg = f"{path}, line {line}: {said}"
            raise FormatInvalid(msg)
        found.append(Decision(_named(row, 1), _named(row, 2), _WORDS[said]))
    return tuple(found)


def remembered(
    rows: Iterable[Decision],
    known: Mapping[tuple[int, int], bool],
    records: Sequence[Held],
    works: Sequence[RecordedWork],
) -> str:
    """Give a table of decisions, also of those on records that are not here."""
    kept = {frozenset((row.one.mark, row.other.mark)): row for row in rows}
    for pair, same in known.items():
        one, other = (
            Named(works[p].mark, records[p].file, records[p].key, works[p].printed_title)
            for p in pair
        )
        kept[frozenset((one.mark, other.mark))] = Decision(one, other, same)
    columns = [f"{name} {which}" for name in ("title", "file", "key", "mark") for which in (1, 2)]
    return cells.written(
        ("decision", *columns),
        (
            ("same" if row.same else "different", *_beside(row.one, row.other))
            for row in kept.values()
        ),
    )


def _beside(one: Named, other: Named) -> tuple[str, ...]:
    sides = zip(
        (one.title, one.file, one.key, one.mark),
        (other.title, other.file, other.key, other.mark),
        strict=True,
    )
    return tuple(cell for side in sides for cell in side)


def _named(row: Mapping[str, str], which: int) -> Named:
    mark, file, key, title = (
        row.get(f"{name} {which}", "") for name in ("mark", "file", "key", "title")
    )
    return Named(mark.strip(), file, key, title)


class _Places:
    """Finds records by what a table says of them."""

    def __init__(self, records: Sequence[Held], works: Sequence[RecordedWork]) -> None:
        self._works = works
        self._by_mark: defaultdict[str, list[int]] = defaultdict(list)
        self._by_key: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_all: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for place, (record, work) in enumerate(zip(records, works, strict=True)):
            self._by_mark[work.mark].append(place)
            self._by_key[record.file, record.key].append(place)
            self._by_all[work.mark, record.file, record.key].append(place)

    def of(self, named: Named) -> list[int]:
        """Give places of the record that is meant, two at least if there are two.

        Those of that file and key come first, the first others that say the same behind them.
        """
        alike = self._by_mark.get(named.mark, [])
        if alike:
            surely = self._by_all.get((named.mark, named.file, named.key), [])
            return list(dict.fromkeys((*surely[:2], *alike[:2])))
        keyed = self._by_key.get((named.file, named.key), [])
        title = words_of(named.title)
        return [place for place in keyed if title and self._works[place].title == title]
