"""Records of several files, each with where it came from."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from joinedup_refs.convert import load
from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import Gap, Record
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.traits import Described
from joinedup_refs.notation.csl import with_value

Given: TypeAlias = (
    "os.PathLike[str] | str | bytes | Sequence[Record | Entry | Reference] | HeldFile"
)
"""A record file, or the text or content of one; or records, which stand for a file."""

MERGED_FROM = "merged-from"
"""The variable, none of CSL's, that tells which records one was made of."""
JOINT = "; "
"""What stands between the names of several databases, and other values that are kept from all."""
_LONGEST = 60
"""Characters of a database's name; what is longer is a description."""
_KEPT_IN_ARCHIVES = frozenset({"unpublished", "audiovisual", "unclassified"})
"""Types whose archive is a place that keeps papers, and no database."""


class HeldFile(NamedTuple):
    """The records of one file."""

    name: str
    records: tuple[Record, ...]
    lines: tuple[int, ...] = ()
    """The line that each record begins in; none where the format does not tell."""
    gaps: tuple[Gap, ...] = ()
    database: str = ""
    """The database whose format this is, for records that name none."""


class Held(NamedTuple):
    """A record, and where it came from."""

    record: Record
    file: str
    line: int
    """The line that it begins in, from 1; 0 where that is not known."""
    database: str
    """The database that it came from: as it says itself, or else the name of its file."""

    @property
    def key(self) -> str:
        """What it is called in its file."""
        return self.own_key or self.record.id

    @property
    def own_key(self) -> str:
        """The citation key that it came with; empty where it came with none."""
        return self.record.key or self.record.reference.citation_key

    @property
    def place(self) -> str:
        """Where it stands, for people: `embase.ris, line 12, adams2001`."""
        line = f", line {self.line}" if self.line else ""
        return f"{self.file}{line}, {self.key}"

    @property
    def origin(self) -> str:
        """Where it stands, and the database that it came from: `… adams2001 (Embase)`."""
        return self.place if self.database == self.file else f"{self.place} ({self.database})"


def files_of(given: Iterable[Given], from_: str = "") -> tuple[HeldFile, ...]:
    """Read files; of two that bear one name both go by their paths.

    Raises:
        ConfigInvalid: there is no such format, or it cannot be read.
        FormatInvalid: of a file no record can be read.
        InputUnreadable: a file is missing, no text, or has more than 64 million bytes.
    """
    given = tuple(given)
    names = [Path(one).name for one in given if isinstance(one, os.PathLike)]
    found: list[HeldFile] = []
    for number, one in enumerate(given, 1):
        if isinstance(one, os.PathLike):
            path = Path(one)
            name = path.name if names.count(path.name) == 1 else str(path)
            found.append(read(path, name, from_))
        elif isinstance(one, (str, bytes)):
            found.append(read(one, f"records {number}", from_))
        elif isinstance(one, HeldFile):
            found.append(one)
        else:
            records = tuple(_record(r, place) for place, r in enumerate(one, 1))
            found.append(HeldFile(f"records {number}", records))
    return tuple(found)


def read(data: str | bytes | os.PathLike[str], name: str, from_: str = "") -> HeldFile:
    """Read one file, or its content, under a name; raises what `files_of` raises."""
    try:
        loaded = load(data, from_, placed=True)
    except FormatInvalid as error:
        msg = f"{name}, {error}" if error.line is not None else f"{name}: {error}"
        raise FormatInvalid(msg) from None
    database = "PubMed" if loaded.format.name == "nbib" else ""
    return HeldFile(name, loaded.records, loaded.lines, loaded.gaps, database)


def held(files: Iterable[HeldFile]) -> tuple[Held, ...]:
    """Give the records of all files in their order."""
    return tuple(
        Held(record, file.name, line, database_of(record) or file.database or file.name)
        for file in files
        for record, line in zip(file.records, file.lines or (0,) * len(file.records), strict=True)
    )


def with_database(one: Held, *, several: bool) -> Held:
    """Have a record say the database that its file tells, and it does not.

    Of several files one that tells none is a database of its own: its records say where they stood.
    """
    if database_of(one.record) or (one.database == one.file and not several):
        return one
    if one.database == one.file:
        reference = with_value(one.record.reference, MERGED_FROM, one.origin)
        return one._replace(record=one.record._replace(reference=reference))
    kept = one.record.reference.kind in _KEPT_IN_ARCHIVES
    reference = with_value(one.record.reference, "source" if kept else "archive", one.database)
    return one._replace(record=one.record._replace(reference=reference))


def database_of(record: Record) -> str:
    """Give the database that a record says it came from; empty where it does not say.

    A record that was merged of several came from where the first of them did.
    """
    reference = record.reference
    archive = getattr(reference, "archive", "") or reference.other.get("archive")
    told = (
        reference.other.get("source"),
        archive if reference.kind not in _KEPT_IN_ARCHIVES else "",
        reference.other.get("DP"),  # who provides the database, in RIS
    )
    names = [" ".join(name.split()) for name in told if isinstance(name, str)]
    origin = reference.other.get(MERGED_FROM)
    if isinstance(origin, str) and origin:
        return _of_first(origin.partition("\n")[0], names)
    return next((name for name in names if 0 < len(name) <= _LONGEST), "")


def _of_first(origin: str, names: Iterable[str]) -> str:
    """Give the database that an origin names, or else its file."""
    known = (part.strip() for name in names for part in name.split(JOINT.strip()))
    named = (part for part in known if part and origin.endswith(f" ({part})"))
    return next(named, origin.partition(", ")[0])


def _record(one: Record | Entry | Reference, place: int) -> Record:
    if isinstance(one, Record):
        return one
    if isinstance(one, Entry):
        key = one.reference.citation_key
        return Record(key or one.id, one.reference, key)
    assert isinstance(one, Described)  # noqa: S101  (every type of reference is)
    return Record(one.citation_key or f"record{place}", one, one.citation_key)
