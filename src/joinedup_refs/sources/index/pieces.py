"""Inputs cut into pieces that processes can read each by itself, with limits on what unpacks.

A small file is one piece, which the process reads; a large file of lines, and an archive, are read
here once, in order, and cut at the ends of lines and of members. An input gives the same pieces
whenever it is read, so that a build that was cut off can pass over those that it has.
"""

import tarfile
import zlib
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from joinedup_refs import formats
from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.sources.index import deflate
from joinedup_refs.sources.record_file import RATIO

GZIP = b"\x1f\x8b"
LINES = (".jsonl", ".ndjson")
STEADY = 50_000_000
"""Bytes that anything may unpack to, since small files of blanks pack very well."""
LARGEST = 1_000_000_000
"""Bytes that a file which is no file of lines may hold once unpacked."""

_SMALL = 8_000_000  # bytes; a file of lines that is larger is cut into pieces
_PIECE = 4_000_000
_LONGEST_LINE = 50_000_000
_READ = 1 << 20
_SLICE = 1 << 20  # so that no piece need be in memory as a whole
_TAR = (".tar", ".tgz")


class Piece(NamedTuple):
    """A part of an input; `content` is None where the file is to be read by whoever has this."""

    path: str
    name: str
    """What it is called where something is wrong with it."""
    form: str
    """The ending that says how to read it: `.jsonl`, `.json`, `.bib`…"""
    consumed: int
    """How many bytes of the input have been read with it."""
    content: bytes | None = None
    first: int = 1
    """The number of its first line."""
    problem: str = ""
    """What is wrong with the input from here on."""
    digest: str = ""
    """The hash of the whole input, with its last piece."""


def form_of(name: str) -> str:
    """Give the ending that says how a file is read, without that of packing; empty if unknown."""
    suffixes = [s.casefold() for s in Path(name).suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    if not suffixes:
        return ""
    if suffixes[-1] in LINES or suffixes[-1] in _TAR:
        return suffixes[-1]
    try:
        return suffixes[-1] if formats.find(suffixes[-1]).read is not None else ""
    except ConfigInvalid:
        return ""


def digest_of(content: bytes) -> str:
    """Give the hash that an input goes by."""
    return blake2b(content, digest_size=16).hexdigest()


def digest_of_file(path: str) -> str:
    """Give the hash of a file.

    Raises:
        OSError: it cannot be read.
    """
    with Path(path).open("rb") as file:
        counted = _Counted(file)
        counted.read_rest()
        return counted.digest


def pieces_of(path: Path, size: int) -> Iterator[Piece]:
    """Cut an input of `size` bytes into pieces.

    What is damaged ends with a piece that has a `problem`; what came before it is good.

    Raises:
        InputUnreadable: nothing of it can be read.
    """
    form = form_of(path.name)
    if not form:
        readable = ", ".join(f.suffixes[0] for f in formats.all_formats() if f.read is not None)
        msg = f"{path} is of no known kind; indexed are .jsonl, {readable}, those as .gz, and .tar"
        raise InputUnreadable(msg)
    if form not in _TAR and (form not in LINES or size <= _SMALL):
        yield Piece(str(path), path.name, form, size)
        return
    try:
        with path.open("rb") as file:
            counted = _Counted(file)
            if form in _TAR:
                yield from _members(counted, path)
            else:
                packed = file.read(2) == GZIP
                file.seek(0)
                yield from _lines(_chunks(counted, packed=packed), path, path.name, counted)
            counted.read_rest()
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    yield Piece(str(path), path.name, ".jsonl", counted.count, b"", digest=counted.digest)


class Unpacking:
    """Content bit by bit, unpacked if it is packed; once through, `problem` says what is wrong."""

    def __init__(self, content: bytes, most: int = LARGEST) -> None:
        self.problem = ""
        self._content = content
        self._most = most

    def __iter__(self) -> Iterator[bytes]:
        content = self._content
        parts = (content[at : at + _SLICE] for at in range(0, len(content), _SLICE))
        if content[:2] != GZIP:
            yield from parts
            return
        allowed = min(self._most, max(STEADY, RATIO * len(content)))
        try:
            yield from _inflated(parts, lambda: allowed)
        except _DamagedError as error:
            self.problem = str(error)


class _DamagedError(Exception):
    """What unpacks no further; never leaves this module."""


def _refuse(why: str) -> NoReturn:
    raise _DamagedError(why)


class _Counted:
    """A file whose bytes are counted and hashed as they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = blake2b(digest_size=16)
        self.count = 0

    def read(self, size: int = _READ) -> bytes:
        part = self._file.read(size)
        self._hash.update(part)
        self.count += len(part)
        return part

    def read_rest(self) -> None:
        while self.read():
            pass

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def _chunks(counted: _Counted, *, packed: bool) -> Iterator[bytes]:
    read = iter(counted.read, b"")
    if not packed:
        return read
    return _inflated(read, lambda: max(STEADY, RATIO * counted.count))


def _inflated(parts: Iterator[bytes], allowed: Callable[[], int]) -> Iterator[bytes]:
    """Unpack gzip, of one member or several, and stop at what is made to fill the memory."""
    inflate = deflate.gunzip()
    total, fresh = 0, True
    for part in parts:
        rest = part
        while rest:
            if inflate.eof:
                rest = rest.lstrip(b"\0")  # some writers pad
                if not rest:
                    break
                inflate, fresh = deflate.gunzip(), True
            try:
                out = inflate.decompress(rest, _PIECE)
            except deflate.DAMAGED as error:
                raise _DamagedError(f"it is damaged and unpacks no further ({error})") from None
            total += len(out)
            if total > allowed():
                msg = f"it unpacks to more than {total:,} bytes, far more than records do"
                raise _DamagedError(msg)
            fresh = False
            if out:
                yield out
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    if not inflate.eof and not fresh:
        raise _DamagedError("it is cut short")


def _lines(chunks: Iterator[bytes], path: Path, name: str, counted: _Counted) -> Iterator[Piece]:
    """Cut a stream at ends of lines."""
    form = ".jsonl"
    held: list[bytes] = []
    size, first = 0, 1
    problem = ""

    def piece(content: bytes, problem: str = "") -> Piece:
        return Piece(str(path), name, form, counted.count, content, first, problem)

    try:
        for chunk in chunks:
            held.append(chunk)
            size += len(chunk)
            if size >= _PIECE and b"\n" in chunk:
                whole, _, rest = b"".join(held).rpartition(b"\n")
                yield piece(whole)
                first += whole.count(b"\n") + 1
                held, size = [rest], len(rest)
            elif size > _LONGEST_LINE:
                _refuse(f"a line is longer than {_LONGEST_LINE:,} bytes")
    except (_DamagedError, tarfile.TarError, EOFError, zlib.error) as error:
        problem = str(error)
    rest = b"".join(held)
    if problem:
        whole = rest.rpartition(b"\n")[0]
        at = first + (whole.count(b"\n") + 1 if whole else 0)
        yield piece(whole, f"from line {at:,} on {problem}")
    elif rest.strip():
        yield piece(rest)


def _members(counted: _Counted, path: Path) -> Iterator[Piece]:
    """Give the members of an archive that are files of records."""
    total = 0
    last = ""
    try:
        with tarfile.open(fileobj=counted, mode="r|*") as archive:  # type: ignore[call-overload]  # it reads, no more
            for member in archive:
                last = member.name
                total += member.size
                if total > max(STEADY, RATIO * counted.count):
                    _refuse(f"it unpacks to more than {total:,} bytes, far more than records do")
                form = form_of(member.name)
                file = archive.extractfile(member) if member.isreg() else None
                if file is None or member.issparse() or not form or form in _TAR:
                    continue
                name = f"{path.name}/{member.name}"
                if form in LINES and not member.name.casefold().endswith(".gz"):
                    yield from _lines(iter(lambda f=file: f.read(_READ), b""), path, name, counted)  # type: ignore[misc]
                elif member.size > LARGEST:
                    yield Piece(str(path), name, form, counted.count, b"", 1, "it is too large")
                else:
                    yield Piece(str(path), name, form, counted.count, file.read())
    except (_DamagedError, tarfile.TarError, EOFError, zlib.error) as error:
        after = f"after {last} " if last else ""
        problem = f"{after}the archive is damaged or cut short: {error}"
        yield Piece(str(path), path.name, ".jsonl", counted.count, b"", 1, problem)
