"""One work in several records: found, and told with all that speaks for and against it."""

import os
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from joinedup_refs.duplicates.decisions import Decisions, read_decisions
from joinedup_refs.duplicates.doubts import Strength
from joinedup_refs.duplicates.grouping import Against, Edge, grouped
from joinedup_refs.duplicates.judging import Columns, Judged, judged, tells_apart
from joinedup_refs.duplicates.pairing import Alike, Progress, alike, neighbours
from joinedup_refs.duplicates.reading import Given, Held, HeldFile, files_of, held
from joinedup_refs.duplicates.recorded_works import RecordedWork
from joinedup_refs.duplicates.result import Duplicates, Pair, leading_first

_Verdicts: TypeAlias = dict[tuple[int, int], Judged]


def duplicates(
    given: Iterable[Given],
    *,
    from_: str = "",
    decided: Iterable[os.PathLike[str]] = (),
    on_progress: Progress | None = None,
) -> Duplicates:
    """Find the records that are of one work, within a file and across files; nothing is changed.

    `given` are record files (`os.PathLike`), their text (`str`) or content (`bytes`), or sequences
    of records, entries or references, each of which stands for a file. `decided` are tables of
    pairs in which a person has written `same` or `different`: the first are merged whatever the
    records say, the others never proposed again. Records are put together where nothing speaks
    against it; what is only possible is told and left alone. The order of the files changes no
    group. `on_progress` takes how many records are done, and how many there are.

    Raises:
        ConfigInvalid: there is no such format; or decisions contradict each other.
        FormatInvalid: of a file no record can be read; a table of decisions is none.
        InputUnreadable: a file is missing, no text, or has more than 64 million bytes.

    >>> from joinedup_refs.model.reference import Book
    >>> book = Book(title="Locks and Their Keepers", isbn="978-0-306-40615-7")
    >>> found = duplicates([[book], [book, Book(title="Ferries")]])
    >>> len(found.records), [len(group) for group in found.groups]
    (3, [2])
    """
    files = files_of(given, from_)
    decisions = Decisions(tuple(row for path in decided for row in read_decisions(path)))
    return found_in(files, decisions, on_progress)


def found_in(
    files: Sequence[HeldFile], decisions: Decisions, on_progress: Progress | None = None
) -> Duplicates:
    """Find the records of files that are of one work; raises what `duplicates` raises."""
    records = held(files)
    works = [RecordedWork(one.record) for one in records]
    return _Search(records, works, on_progress).result(files, decisions)


class _Search:
    """The records, those that say all the same put together, and what is held of two of them."""

    def __init__(
        self, records: Sequence[Held], works: Sequence[RecordedWork], on_progress: Progress | None
    ) -> None:
        self.records = records
        self.works = works
        self.alike = alike(works)
        columns = Columns(group.work for group in self.alike)
        self.equal = {
            place: found
            for place, group in enumerate(self.alike)
            if len(group.places) > 1
            and (found := judged(group.work, group.work, columns)) is not None
        }
        self.verdicts: _Verdicts = {
            pair: found
            for pair in neighbours(self.alike, on_progress)
            if (found := self._judged(pair, columns)) is not None
        }

    def _judged(self, pair: tuple[int, int], columns: Columns) -> Judged | None:
        one, other = pair
        return judged(self.alike[one].work, self.alike[other].work, columns)

    def result(self, files: Sequence[HeldFile], decisions: Decisions) -> Duplicates:
        verdicts = self._spread()
        known, unmet = decisions.of(self.records, self.works)
        for pair, same in known.items():
            verdicts.pop(pair, None)
            if same:
                verdicts[pair] = Judged("same", Strength.DECIDED, (), "")
        edges = [
            Edge(*pair, found.strength)
            for pair, found in verdicts.items()
            if found.verdict == "same"
        ]
        different = [pair for pair, same in known.items() if not same]
        marks = [work.mark for work in self.works]
        told = grouped(len(marks), edges, Against(self._apart, marks, different))
        for edge in told.undecided:
            pair = (edge.one, edge.other)
            verdicts[pair] = verdicts[pair]._replace(verdict="possible", doubt=_AT_ODDS)
        groups = tuple(leading_first(self.records, group) for group in told.groups)
        home = {place: number for number, g in enumerate(told.groups) for place in g}
        pairs = [
            Pair(*pair, found.verdict, found.agree, found.doubt, known.get(pair))
            for pair, found in sorted(verdicts.items())
            if found.verdict == "same" or home.get(pair[0], -1) != home.get(pair[1], -2)
        ]
        pairs += [Pair(*pair, "different", (), "", decided=False) for pair in different]
        return Duplicates(
            tuple(files), tuple(self.records), tuple(pairs), groups, self.works, unmet
        )

    def _spread(self) -> _Verdicts:
        """Give what is held of records, of those that say the same in a chain."""
        out: _Verdicts = {}
        for place, found in self.equal.items():
            places = self.alike[place].places
            for one, other in pairwise(places):
                out[one, other] = found
        for (one, other), found in self.verdicts.items():
            for pair in self._between(one, other):
                out[pair] = found
        return out

    def _between(self, one: int, other: int) -> Iterable[tuple[int, int]]:
        """Give the pairs of two groups of records that say the same.

        Where those of each group are of one work, one pair stands for all.
        """
        here, there = self._standing(one), self._standing(other)
        for a in here:
            for b in there:
                yield (a, b) if a < b else (b, a)

    def _standing(self, place: int) -> tuple[int, ...]:
        group: Alike = self.alike[place]
        found = self.equal.get(place)
        joined = found is not None and found.verdict == "same"
        return group.places[:1] if joined else group.places[:_MOST]

    def _apart(self, one: int, other: int) -> bool:
        return tells_apart(self.works[one], self.works[other])


_MOST = 4
"""Of records that say the same, and too little to be one work, how many stand for the others."""
_AT_ODDS = "other records of the two are of different works"
