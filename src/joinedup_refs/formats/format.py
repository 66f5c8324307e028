"""What a record format is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.model.reference import Reference
from joinedup_refs.notation.csl import to_csl

Target: TypeAlias = Literal["zotero", "biber", "bibtex", "endnote"]
"""The program a file is written for, where programs read one format differently."""


class Record(NamedTuple):
    """A reference under the name that it goes by in a file."""

    id: str
    """The identifier or citation key; need not be one that the format to be written allows."""
    reference: Reference
    key: str = ""
    """The citation key that it came with, which is kept; empty where a new one is to be made."""


Read: TypeAlias = Callable[[str], tuple[Record, ...]]
"""Text of a file to its records, in their order; raises `FormatInvalid`."""


class Gap(NamedTuple):
    """Something of a file that could not be read as it should, though records were."""

    line: int
    """The line, from 1."""
    message: str
    lost: bool = False
    """Whether a record was not read at all."""


Gaps: TypeAlias = Callable[[str], tuple[Gap, ...]]
"""Text of a file to what could not be read as it should; raises what reading raises."""

Stream: TypeAlias = Callable[[str, list[Gap]], Iterator[Record]]
"""Text of a file to its records, one by one; what could not be read as it should is added to the
list, which is whole at the end. Raises nothing of a file without records."""

Write: TypeAlias = Callable[[Sequence[Record], Target], str]
"""Records to the text of a file, in their order; total."""


class Each(NamedTuple):
    """How records are written one by one."""

    parts: Callable[[Record, Target], tuple[str, ...]]
    """A record to its text, cut in two or more where its key stands."""
    keys: Callable[[Sequence[Record]], tuple[str, ...]]
    """Records to their keys as they stand in the file."""
    join: Callable[[Sequence[str]], str]
    """The texts of records to that of the file."""


Place: TypeAlias = tuple[int, int]
"""Half-open code points of a file."""


class Placed(NamedTuple):
    """A record, and where in its file it says what."""

    record: Record
    at: Place
    places: Mapping[str, Place]
    """For each variable of its CSL item, where the value stands; in another record's place for one
    that it has from there."""


def whole(record: Record, at: Place) -> Placed:
    """Place a record of a format that does not say where its values stand: all of it does."""
    variables = (v for v in to_csl(record.reference) if v != "type")
    return Placed(record, at, dict.fromkeys(variables, at))


def stretch(text: str, start: int, end: int) -> Iterator[Place]:
    """Give a stretch without the blanks around it; nothing where it is blank."""
    held = text[start:end]
    if held.strip():
        yield start + len(held) - len(held.lstrip()), start + len(held.rstrip())


class Library(NamedTuple):
    """What a record file holds, in its order; every character of it is in one of these or blank."""

    entries: tuple[Placed, ...]
    changes: tuple[tuple[int, int, str], ...] = ()
    """What reads otherwise than it is written, in order and apart: half-open, and what is read."""
    aside: tuple[Place, ...] = ()
    """What the format has beside records."""
    leftover: tuple[Place, ...] = ()
    """What is no part of the format."""


Open: TypeAlias = Callable[[str], Library]
"""Text of a file to its records with their places; raises what reading raises."""

Fill: TypeAlias = Callable[[str, Mapping[int, Reference]], Sequence[tuple[int, str]]]
"""Text of a file, and by their number records with more values than they have there, to what has to
be put in where for the file to say so, in the order of the places."""


Sniff: TypeAlias = Callable[[str], bool]
"""Whether a text begins as a file of the format does, by its first 4,000 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format for records."""

    name: str
    """What users call it on the command line: `csl-json`."""
    title: str
    """What it is called in sentences: `CSL-JSON`."""
    suffixes: tuple[str, ...]
    """Endings of file names, with the dot, the usual one first."""
    sniff: Sniff | None = None
    """None for a format that a text's beginning does not tell."""
    read: Read | None = None
    gaps: Gaps | None = None
    """None for a format that is read whole or not at all."""
    open: Open | None = None
    """None for a format that is no library to be looked through."""
    fill: Fill | None = None
    """None for a format whose files are written anew and not mended."""
    write: Write | None = None
    stream: Stream | None = None
    """None for a format of which all is read at once."""
    each: Each | None = None
    """None for a format of which all is written at once."""
    target: Target = "bibtex"
    """The program to write for where the caller names none; formats that all read alike pass it
    over."""
    targets: tuple[Target, ...] = ()
    """The programs that make a difference."""
