"""What was found: records, pairs and groups, and the tables and libraries made of them."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from joinedup_refs.convert import writable, write
from joinedup_refs.duplicates import cells
from joinedup_refs.duplicates.counting import Counts, counted
from joinedup_refs.duplicates.decisions import Decision, remembered
from joinedup_refs.duplicates.marking import marked
from joinedup_refs.duplicates.merging import Difference, fullness, merged
from joinedup_refs.duplicates.pair_table import COLUMNS, pair_row
from joinedup_refs.duplicates.reading import Held, HeldFile, with_database
from joinedup_refs.duplicates.recorded_works import RecordedWork
from joinedup_refs.formats import Record, Target, key_map
from joinedup_refs.formats.keys import citation_keys
from joinedup_refs.saving import save


class Pair(NamedTuple):
    """Two records, by their places among all, and what is held of them."""

    one: int
    other: int
    verdict: Literal["same", "possible", "different"]
    agree: tuple[str, ...]
    """What agrees, in words."""
    doubt: str = ""
    """Why they are only possibly one work."""
    decided: bool | None = None
    """Whether a person called them the same; None where nobody has decided."""


class Library(NamedTuple):
    """All records, those of one work merged."""

    records: tuple[Record, ...]
    sources: tuple[tuple[int, ...], ...]
    """Beside each record the places of those that it was made of, the leading one first."""
    differences: tuple[tuple[Difference, ...], ...]
    """Beside each record what was not kept."""


@dataclass(frozen=True)
class Duplicates:
    """The records of several files, and which of them are of one work."""

    files: tuple[HeldFile, ...]
    records: tuple[Held, ...]
    """All records in the order of the files."""
    pairs: tuple[Pair, ...]
    """Every two that were held to be, or possibly to be, of one work, and those decided upon."""
    groups: tuple[tuple[int, ...], ...]
    """Places of records that are of one work, the one that leads first."""
    works: Sequence[RecordedWork]
    """What each record says of its work."""
    unmet: int = 0
    """Decisions on records that are not here."""

    @property
    def possible(self) -> tuple[Pair, ...]:
        """The pairs that a person has to judge."""
        return tuple(pair for pair in self.pairs if pair.verdict == "possible")

    @cached_property
    def counts(self) -> Counts:
        """How many records were identified, are duplicates, and are left, as PRISMA asks."""
        return counted(self.files, self.records, self.groups, len(self.possible))

    @cached_property
    def library(self) -> Library:
        """All records in their order, each group merged in the place of its first."""
        first = {min(group): group for group in self.groups}
        spare = {place for group in self.groups for place in group} - set(first)
        sources = [first.get(p, (p,)) for p in range(len(self.records)) if p not in spare]
        made = [
            merged([with_database(self.records[place], several=False) for place in group])
            if len(group) > 1
            else None
            for group in sources
        ]
        several = len(self.files) > 1
        plain = [
            one.record if one else with_database(self.records[group[0]], several=several).record
            for one, group in zip(made, sources, strict=True)
        ]
        return Library(
            _keyed(plain),
            tuple(sources),
            tuple(one.differences if one else () for one in made),
        )

    def to(self, format_name: str, *, target: Target | None = None) -> str:
        """Give the merged library in a format.

        Raises:
            ConfigInvalid: there is no such format, or it is not written for that program.
        """
        return write(self.library.records, writable(format_name), target)

    def marked(self, format_name: str, *, target: Target | None = None) -> str:
        """Give every record as it came in a format, with a keyword that tells duplicates.

        Raises:
            ConfigInvalid: as `to` does.
        """
        return write(
            marked(self.records, self.groups, self.possible), writable(format_name), target
        )

    def save(self, path: os.PathLike[str], *, target: Target | None = None) -> str:
        """Write the merged library in the format that the ending tells, and say what was done.

        Raises:
            ConfigInvalid: the ending tells no format.
            InputUnreadable: the place cannot be written to.
        """
        return save(Path(path), self.to(Path(path).suffix, target=target).encode())

    def pairs_csv(self) -> str:
        """Give the table of pairs, in which a person may write `same` or `different`."""
        order = {"possible": 0, "same": 1, "different": 2}
        pairs = sorted(self.pairs, key=lambda pair: order[pair.verdict])
        return cells.written(COLUMNS, (self._row(pair) for pair in pairs))

    def _row(self, pair: Pair) -> list[str]:
        decision = {True: "same", False: "different", None: ""}[pair.decided]
        told = [decision, pair.verdict, "; ".join(pair.agree)]
        places = (pair.one, pair.other)
        records = [self.records[place] for place in places]
        works = [self.works[place] for place in places]
        return pair_row(told, pair.doubt, records, works)

    def decisions_csv(self, before: Iterable[Decision] = ()) -> str:
        """Give the table of what was decided, and of what was decided `before` on other records."""
        known = {
            (pair.one, pair.other): pair.decided for pair in self.pairs if pair.decided is not None
        }
        return remembered(before, known, self.records, self.works)

    def keys_csv(self) -> str:
        """Give what each key became: every record's, and the key to cite in its place.

        Its first columns are those of a map of keys.
        """
        rows = []
        for record, group in zip(self.library.records, self.library.sources, strict=True):
            for place in group:
                held = self.records[place]
                fate = "merged" if place != group[0] else "kept"
                rows.append((place, held, record.key, fate))
        rows.sort(key=lambda row: row[0])
        return cells.written(
            (*key_map.COLUMNS, "what became of it", "file", "line", "database"),
            ((h.key, kept, fate, h.file, h.line or "", h.database) for _, h, kept, fate in rows),
        )

    def differences_csv(self) -> str:
        """Give every value that merging did not keep, beside the one that was kept."""
        library = self.library
        rows = []
        for record, group, found in zip(
            library.records, library.sources, library.differences, strict=True
        ):
            for one in found:
                kept, other = (self.records[group[n]] for n in (one.kept_from, one.other_from))
                how = "form" if one.in_form else "value"
                values = (cells.shown(one.kept), cells.shown(one.other))
                rows.append((record.key, one.variable, how, *values, kept.place, other.place))
        head = ("kept key", "field", "differs in", "kept", "not kept", "kept from", "not kept from")
        return cells.written(head, rows)


def leading_first(records: Sequence[Held], group: Sequence[int]) -> tuple[int, ...]:
    """Give the places of a group: the record with most fields first, of equals the earlier."""
    return tuple(sorted(group, key=lambda place: (-fullness(records[place].record), place)))


def _keyed(records: Sequence[Record]) -> tuple[Record, ...]:
    """Give records keys and identifiers of their own, which those of several files may share."""
    seen: set[str] = set()
    out: list[Record] = []
    for record, key in zip(records, citation_keys(records), strict=True):
        reference = record.reference
        if reference.citation_key and reference.citation_key != key:
            reference = reference.model_copy(update={"citation_key": key})
        own = record.id if record.id not in seen else key
        seen.add(own)
        out.append(Record(own, reference, key))
    return tuple(out)
