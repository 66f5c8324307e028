"""Record files from one format to another, and records as a formatted list."""

import os
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.formats import Format, Gap, Record, Target, all_formats, find, told_by
from joinedup_refs.formats.journal_list import known as known_journals
from joinedup_refs.formats.journals import Way, of_records
from joinedup_refs.formats.key_pattern import key_pattern
from joinedup_refs.formats.keying import keyed
from joinedup_refs.formats.line_library import Lines
from joinedup_refs.formats.one_by_one import Writing
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.reference import Reference
from joinedup_refs.read.carrier import Content
from joinedup_refs.read.decode import declared_in, decode, whole_characters
from joinedup_refs.read.read import refuse_size

Source: TypeAlias = str | bytes | os.PathLike[str]
"""Text of a record file, its bytes, or the file."""

_RIS = re.compile(r"^\s{0,8}TY {1,2}- ", re.MULTILINE)
_BIB = re.compile(r"^[ \t]{0,80}@[A-Za-z]{1,40}\s{0,40}[{(]", re.MULTILINE)
_ONE_SYNTAX = frozenset({"bibtex", "biblatex"})
_HEAD = 4_000
_AT_ONCE = 1_000
"""Records that are read before they are written; to do both by turns takes a tenth longer."""
_FILE_NAME = re.compile(r"[^\n\r{}]{1,300}\.[A-Za-z]{2,9}")


class Loaded(NamedTuple):
    """What a record file holds."""

    records: tuple[Record, ...]
    gaps: tuple[Gap, ...]
    """What could not be read as it should, though records were."""
    format: Format
    lines: tuple[int, ...] = ()
    """The line that each record begins in, from 1, where it was asked for and its format tells."""


def convert(
    data: Source,
    from_: str,
    to: str,
    *,
    target: Target | None = None,
    journals: Way | None = None,
    journal_list: os.PathLike[str] | None = None,
    keys: str = "",
    rekey: bool = False,
) -> str:
    r"""Turn records of one format into those of another; nothing that a record holds is dropped.

    `data` is text (`str`), a file (`os.PathLike`) or content (`bytes`). `from_` and `to` are names
    (`bibtex`, `biblatex`, `ris`, `csl-json`, `csl-yaml`, `zotero-rdf`, `zotero-json`,
    `endnote-xml`, `nbib`, `mods`; written alone `coins`, `cff`); an empty `from_` is told by the
    file's ending or by what it holds. `target` is the program to write for, where programs read a
    format differently. Records keep their order and the citation keys they came with.
    `journals` has the titles of journals written in `full`, `abbreviated`, `without-stops` or
    `both` ways, where they are known; `journal_list` is a file of further ones. `keys` is a pattern
    for the keys of records without one (`auth.lower + year` or `[auth:lower][year]`), and with
    `rekey` of all.

    Raises:
        ConfigInvalid: no such format can be read, or written for `target`; or the pattern for keys
            names what there is not.
        FormatInvalid: the data break their format so far that no record can be read.
        InputUnreadable: the file is missing, no text, or has more than 64 million bytes.

    >>> print(convert("@book{p97, author={6, Perri}, title={Holism}}", "bibtex", "ris"))
    TY  - BOOK
    ID  - p97
    AU  - 6, Perri
    TI  - Holism
    ER  -
    """
    if journals is None and not keys:
        return converted(data, from_, writable(to), target).text
    records = load(data, from_).records
    if journals is not None:
        records, _ = of_records(records, journals, known_journals(journal_list))
    if keys:
        records = keyed(records, key_pattern(keys), every=rekey).records
    return write(records, writable(to), target)


class Converted(NamedTuple):
    """A file in another format, and what was read for it."""

    text: str
    named: tuple[Record, ...]
    """The records, in which nothing but their keys need be kept."""
    gaps: tuple[Gap, ...]
    format: Format
    """That of the file read."""


def converted(data: Source, from_: str, to: Format, target: Target | None = None) -> Converted:
    """Turn a file into another format; record by record, where both formats let it be done so.

    Raises:
        ConfigInvalid: there is no such format, or it is not written for `target`.
        FormatInvalid: no record can be read.
        InputUnreadable: the file is missing, no text, or has more than 64 million bytes.
    """
    text, suffix = _text(data)
    read_by = readable(from_) if from_ else _told(data, text, suffix)
    remarks = _of_name(read_by, text, from_)
    if read_by.stream is None or to.each is None:
        loaded = _loaded(text, read_by, remarks)
        return Converted(write(loaded.records, to, target), *loaded[:3])
    writing = Writing(to.each, _target(to, target))
    gaps = list(remarks)
    read = read_by.stream(text, gaps)
    while some := tuple(islice(read, _AT_ONCE)):
        for record in some:
            writing.add(record)
    if not writing.named:  # which is told, or raised where the file is not empty
        gaps = list(_loaded(text, read_by, remarks).gaps)
    del text
    return Converted(writing.text(), tuple(writing.named), tuple(gaps), read_by)


def records_of(entries: Iterable[Entry | Reference | Record]) -> tuple[Record, ...]:
    """Give entries and references as records, under the keys that they came with."""
    made: dict[str, Record] = {}
    for number, entry in enumerate(entries, 1):
        record = _record(entry, number)
        if record.id in made:  # a key that the file has twice; records are told apart all the same
            record = record._replace(id=f"r{number}")
        made[record.id] = record
    return tuple(made.values())


def load(data: Source, from_: str = "", *, placed: bool = False) -> Loaded:
    """Read the records of a file, and what of it could not be read; `placed` tells lines too.

    Raises:
        ConfigInvalid: there is no such format, or it cannot be read.
        FormatInvalid: no record can be read.
        InputUnreadable: the file is missing, no text, or has more than 64 million bytes.
    """
    text, suffix = _text(data)
    format_ = readable(from_) if from_ else _told(data, text, suffix)
    return _loaded(text, format_, _of_name(format_, text, from_), placed=placed)


def _loaded(
    text: str, format_: Format, remarks: tuple[Gap, ...], *, placed: bool = False
) -> Loaded:
    assert format_.read is not None  # noqa: S101  (made so by `readable`)
    gaps = (*remarks, *(format_.gaps(text) if format_.gaps else ()))
    if placed and format_.open is not None:
        entries, lines = format_.open(text).entries, Lines(text)
        began = tuple(lines.of(entry.at[0]) for entry in entries)
        records = tuple(entry.record for entry in entries)
        return Loaded(records, gaps or _of_nothing(records, text), format_, began)
    records = format_.read(text)
    return Loaded(records, gaps or _of_nothing(records, text), format_)


def _of_name(format_: Format, text: str, from_: str) -> tuple[Gap, ...]:
    """Tell of a file that begins as one of another format than it is said to be."""
    plain = told_by("", text[:_HEAD]) if from_ else None
    if plain is None or plain is format_ or {plain.name, format_.name} <= _ONE_SYNTAX:
        return ()
    message = f"this begins as {plain.title} does; it was read as {format_.title}, as was said"
    return (Gap(1, message),)


def _of_nothing(records: tuple[Record, ...], text: str) -> tuple[Gap, ...]:
    """Tell of a file without records."""
    if records:
        return ()
    message = "there is no record in it" if text.strip("\ufeff \t\r\n") else "the file is empty"
    return (Gap(1, message),)


def write(records: Iterable[Record], format_: Format, target: Target | None = None) -> str:
    """Write records in a format, for the program named by `target`.

    Raises:
        ConfigInvalid: the format is not written for that program in particular.
    """
    assert format_.write is not None  # noqa: S101  (made so by `writable`)
    return format_.write(tuple(records), _target(format_, target))


def _target(format_: Format, target: Target | None) -> Target:
    """Give the program to write for.

    Raises:
        ConfigInvalid: the format is not written for it in particular.
    """
    if target is not None and target not in {format_.target, *format_.targets}:
        known = ", ".join(dict.fromkeys((format_.target, *format_.targets)))
        msg = f"{format_.title} is not written for {target} in particular\nit is for: {known}"
        raise ConfigInvalid(msg)
    return target or format_.target


def readable(name: str) -> Format:
    """Give the format of a name or ending that can be read.

    Raises:
        ConfigInvalid: there is none.
    """
    return _able(name, "read", tuple(f for f in all_formats() if f.read is not None))


def writable(name: str) -> Format:
    """Give the format of a name or ending that can be written.

    Raises:
        ConfigInvalid: there is none.
    """
    return _able(name, "written", tuple(f for f in all_formats() if f.write is not None))


def _able(name: str, done: str, able: tuple[Format, ...]) -> Format:
    named = name.strip().lower()
    for known in (named, f".{named.removeprefix('.')}"):
        try:
            found = find(known)
        except ConfigInvalid:
            continue
        if found in able:
            return found
    msg = f"no record format {name!r} can be {done}\nname one of: {', '.join(f.name for f in able)}"
    raise ConfigInvalid(msg)


def _told(data: Source, text: str, suffix: str) -> Format:
    found = told_by(suffix, text[:_HEAD]) or told_by("", text[:_HEAD])
    if found is not None:
        return readable(found.name)
    head = text[:100_000].lstrip("\ufeff \t\r\n")
    if _RIS.search(head):
        return readable("ris")
    if head[:1] in {"[", "{"}:
        return readable("csl-json")
    if _BIB.search(head):
        return readable("bibtex")
    known = ", ".join(f.name for f in all_formats() if f.read is not None)
    name = "this" if isinstance(data, str | bytes) else os.fspath(data)
    msg = f"{name} is no record file that is known here\nsay what it is (--from): {known}"
    raise ConfigInvalid(msg)


def _text(data: Source) -> tuple[str, str]:
    if isinstance(data, str):
        if _FILE_NAME.fullmatch(data.strip()):
            msg = f"{data.strip()!r}: this looks like a file name; pass a Path"
            raise InputUnreadable(msg)
        return whole_characters(data), ""
    if isinstance(data, bytes):
        refuse_size(len(data), "")
        return decode(Content(data, None, "the given content"), declared_in(data)).printed, ""
    path = Path(data)
    try:
        refuse_size(path.stat().st_size, str(path))
        content = path.read_bytes()
    except FileNotFoundError:
        msg = f"there is no file {path}"
        raise InputUnreadable(msg) from None
    except (OSError, ValueError) as error:
        msg = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputUnreadable(msg) from None
    decoded = decode(Content(content, None, str(path)), declared_in(content))
    return decoded.printed, path.suffix.lower()


def _record(one: Entry | Reference | Record, number: int) -> Record:
    if isinstance(one, Record):
        return one
    if isinstance(one, Entry):
        key = one.reference.citation_key
        return Record(key or one.id, one.reference, key)
    return Record(f"r{number}", one, one.citation_key)
