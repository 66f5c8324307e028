"""The records of an index as they came, packed into blocks, in files that only grow.

A record's place (`at`) is a number: the file, the block's offset in it, and the record's number in
the block. A block holds as many records as fill about 32 kB, so that the names of their members are
packed once for all of them, and a record is had by unpacking one block. Measured against single
records in SQLite in docs/decisions/0012-a-local-index.md.

A record is given and read in two parts: what is read of every record that is found, and the rest,
which is packed by itself (docs/decisions/0021-less-work-for-a-decision.md).
"""

import mmap
import os
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.sources.index import deflate
from joinedup_refs.sources.index.parts import Parts

MAGIC = b"JURREC2\n"

_LARGEST_FILE = 1 << 30
_BLOCK = 32_768
_WRITTEN_AT_ONCE = 1 << 20
_MOST_IN_BLOCK = 255
_LENGTHS = struct.Struct("<II")  # of the packed first parts and of the packed rest
_OFFSET_BITS, _NUMBER_BITS = 40, 8
_MOST_FILES = 1 << 16


class Packer:
    """Packs records as they come; a block is packed as soon as it is full, and let go of."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []
        self.places: list[tuple[int, int]] = []
        """Each record's block, and its number in the block."""
        self._firsts: list[bytes] = []
        self._rests: list[bytes] = []
        self._size = 0

    def add(self, record: Parts) -> None:
        """Take a record."""
        first, rest = record
        size = self._size + len(first) + len(rest)
        if self._firsts and (size > _BLOCK or len(self._firsts) >= _MOST_IN_BLOCK):
            self.finish()
            size = len(first) + len(rest)
        self.places.append((len(self.blocks), len(self._firsts)))
        self._firsts.append(first)
        self._rests.append(rest)
        self._size = size

    def finish(self) -> None:
        """Pack what was not packed yet."""
        if not self._firsts:
            return
        first = deflate.packed(b"\n".join(self._firsts))
        rest = deflate.packed(b"\n".join(self._rests)) if any(self._rests) else b""
        self.blocks.append(_LENGTHS.pack(len(first), len(rest)) + first + rest)
        self._firsts, self._rests, self._size = [], [], 0


def columns_of(places: Sequence[tuple[int, int]]) -> dict[str, NDArray[Any]]:
    """Give the places of records in their blocks as columns, `block` and `number`."""
    block, number = zip(*places, strict=True) if places else ((), ())
    columns = {"block": ("<u4", block), "number": ("<u8", number)}
    return {name: np.fromiter(of, kind, len(places)) for name, (kind, of) in columns.items()}


def place(file: int, offset: int, number: int = 0) -> int:
    """Give the number that stands for a place; later places have greater ones."""
    return (file << (_OFFSET_BITS + _NUMBER_BITS)) | (offset << _NUMBER_BITS) | number


def file_name(number: int) -> str:
    """Give the name of a file of records."""
    return f"{number:05}.rec"


class RecordWriter:
    """Appends blocks to the files of a folder.

    `lengths` has the length up to which each file counts. What lies beyond was written by a build
    that was cut off; it is cut off too, and files that do not count are begun anew. Writing starts
    in file `first`.
    """

    def __init__(self, folder: Path, lengths: Mapping[int, int], first: int) -> None:
        self._folder = folder
        self.lengths = dict(lengths)
        self._number = max([first, *self.lengths])
        self._open()

    @property
    def end(self) -> int:
        """The place that the next block gets."""
        return place(self._number, self.lengths[self._number])

    def append(self, blocks: Sequence[bytes]) -> list[int]:
        """Write blocks and give the place of each."""
        places = []
        for block in blocks:
            if self.lengths[self._number] + len(block) > _LARGEST_FILE:
                self.sync()
                self._file.close()
                self._number += 1
                self._open()
            places.append(self.end)
            self._file.write(block)
            self.lengths[self._number] += len(block)
        return places

    def sync(self) -> None:
        """See to it that what was written is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; writes nothing that was not written."""
        self._file.close()

    def _open(self) -> None:
        if self._number >= _MOST_FILES:
            raise ConfigInvalid("the index is full\nbuild a second one, and name both as sources")
        path = self._folder / file_name(self._number)
        length = self.lengths.get(self._number, 0)
        self._file = path.open("r+b" if path.exists() else "x+b", buffering=_WRITTEN_AT_ONCE)
        self._file.truncate(length)
        self._file.seek(length)
        if not length:
            self._file.write(MAGIC)
            self.lengths[self._number] = len(MAGIC)


class RecordFiles:
    """Reads records by their place; from any number of threads.

    Raises:
        SourceUnavailable: a file is missing, or shorter than it should be.
    """

    def __init__(self, folder: Path, lengths: Mapping[int, int]) -> None:
        self._files: dict[int, mmap.mmap] = {}
        self._folder = folder
        for number, length in lengths.items():
            path = folder / file_name(number)
            try:
                with path.open("rb") as file:
                    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (OSError, ValueError) as error:
                raise _damaged(path, str(getattr(error, "strerror", None) or error)) from None
            if len(mapped) < length or mapped[: len(MAGIC)] != MAGIC:
                raise _damaged(path, "it is cut short, or is no file of records")
            self._files[number] = mapped

    def first(self, at: int) -> bytes:
        """Give the first part of the record at a place.

        Raises:
            SourceUnavailable: there is none, or it is damaged.
        """
        return self._read(at, whole=False).first

    def read(self, at: int) -> Parts:
        """Give the record at a place.

        Raises:
            SourceUnavailable: there is none, or it is damaged.
        """
        return self._read(at, whole=True)

    def _read(self, at: int, *, whole: bool) -> Parts:
        number = at & ((1 << _NUMBER_BITS) - 1)
        offset = (at >> _NUMBER_BITS) & ((1 << _OFFSET_BITS) - 1)
        file = at >> (_OFFSET_BITS + _NUMBER_BITS)
        try:
            mapped = self._files[file]
            start = offset + _LENGTHS.size
            length, more = _LENGTHS.unpack(mapped[offset:start])
            end = start + length
            first = deflate.unpacked(mapped[start:end]).split(b"\n", number + 1)[number]
            if not whole or not more:
                return Parts(first)
            return Parts(first, deflate.unpacked(mapped[end : end + more]).split(b"\n")[number])
        except (KeyError, IndexError, struct.error, ValueError) as error:
            why = f"no record at byte {offset:,} ({error})"
            raise _damaged(self._folder / file_name(file), why) from None


def _damaged(path: Path, why: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"the index is damaged: {path}: {why}\n"
        "build it anew, into another folder or with --anew (joinedup-refs index build)"
    )
