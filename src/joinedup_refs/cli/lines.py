"""A file of references, one a line: read as it comes, in flat memory, and how far it is."""

import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from os import fstat
from pathlib import Path
from stat import S_ISREG
from time import monotonic
from typing import BinaryIO, Self

from joinedup_refs.errors import InputUnreadable

STDIN = Path("-")
LONGEST_LINE = 100_000
"""Bytes of a line that are read; the longest reference list is shorter."""
_SAMPLE = 65_536  # bytes by which binary data are told
_EVERY_S = 0.5
_LONG_S = 2.0
"""Work that takes longer is told of when it is done."""


@dataclass(slots=True)
class Notes:
    """What was noticed while lines were read; line numbers count from 1, 0 is none."""

    western: int = 0
    """Lines that are no UTF-8 and were read as Windows-1252."""
    first_western: int = 0
    cut: int = 0
    """Lines of which only the beginning was read."""
    first_cut: int = 0
    empty: bool = False

    def told(self, name: str) -> Iterator[str]:
        """Say it in sentences; nothing where there was nothing."""
        if self.empty:
            yield f"{name} is empty: there is no line in it"
        if self.western:
            yield (
                f"{name}: {_lines(self.western, self.first_western)} not UTF-8 and read as "
                "Windows-1252; save the file as UTF-8 if letters came out wrong"
            )
        if self.cut:
            yield (
                f"{name}: {_lines(self.cut, self.first_cut)} longer than {LONGEST_LINE:,} bytes, "
                "and only the beginning was read; put each reference on a line of its own"
            )


def _lines(number: int, first: int) -> str:
    return f"line {first} is" if number == 1 else f"{number:,} lines (the first is {first}) are"


def opened(path: Path) -> "BinaryIO | nullcontext[BinaryIO]":
    """Open a file of lines, or standard input for `-`.

    Raises:
        InputUnreadable: there is none; what is near is named.
    """
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    if path.is_dir():
        msg = f"{path} is a folder\nname a file of references, one a line, or - for standard input"
        raise InputUnreadable(msg)
    if not path.exists():
        from joinedup_refs.read import read

        read(path)  # says that it is not there, and names what is near
    try:
        return path.open("rb")
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}"
        raise InputUnreadable(msg) from None


def waits(file: BinaryIO) -> bool:
    """Whether whoever writes a stream may wait for an answer before the next line.

    So it can be with a terminal or a pipe, never with a file.
    """
    try:
        return not S_ISREG(fstat(file.fileno()).st_mode)
    except OSError:  # a stream of no file, as io.UnsupportedOperation says
        return True


def decoded(file: BinaryIO, name: str, notes: Notes | None = None) -> Iterator[str]:
    """Give the lines of a file, UTF-8 or else Windows-1252, without their ends.

    Of a line of more than `LONGEST_LINE` bytes only the beginning is given, so that memory stays
    flat whatever comes; `notes` takes that down.

    Raises:
        InputUnreadable: it is not a file of lines.
    """
    notes = notes if notes is not None else Notes()
    number = 0
    if file.seekable():
        _refuse_binary(file, name)
    while line := file.readline(LONGEST_LINE):
        number += 1
        if number == 1 and (b"\0" in line or line.startswith((b"\xff\xfe", b"\xfe\xff"))):
            msg = f"{name} is not a file of lines in UTF-8\nsave it as UTF-8 text"
            raise InputUnreadable(msg)
        kept = line.rstrip(b"\r\n")
        cut = not line.endswith(b"\n") and _skipped(file)
        if cut:
            notes.cut += 1
            notes.first_cut = notes.first_cut or number
        try:
            # of a cut line the last character may be cut as well, and is left out
            text = getincrementaldecoder("utf-8")().decode(kept, final=not cut)
        except UnicodeDecodeError:
            notes.western += 1
            notes.first_western = notes.first_western or number
            text = kept.decode("cp1252", errors="replace")
        yield text.removeprefix("\ufeff") if number == 1 else text
    notes.empty = not number


def _refuse_binary(file: BinaryIO, name: str) -> None:
    """Refuse a file with as many control characters as no text has; its zeros tell other things."""
    from joinedup_refs.read.decode import is_binary

    here = file.tell()
    sample = file.read(_SAMPLE)
    file.seek(here)
    if is_binary(sample.replace(b"\0", b"")):
        msg = f"{name} holds binary data, not text\nsave it as text, one reference a line"
        raise InputUnreadable(msg)


def _skipped(file: BinaryIO) -> bool:
    """Read on to the end of the line; tell whether anything but its end was there."""
    some = False
    while rest := file.readline(LONGEST_LINE):
        some = some or bool(rest.strip(b"\r\n"))
        if rest.endswith(b"\n"):
            break
    return some


class Progress:
    """Lines done and lines a second, on standard error while that is a terminal.

    Nothing is shown where the lines themselves go to the terminal: they show how far it is.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        """Begin; `size` is that of the file in bytes, 0 where it is not known."""
        self.done = 0
        self._file = file
        self._size = size
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._begun = monotonic()
        self._next = self._begun + _EVERY_S

    @classmethod
    def of(cls, file: BinaryIO, path: Path) -> Self:
        """Begin on an open file; a pipe has no size that could be told."""
        return cls(file, path.stat().st_size if path != STDIN and path.is_file() else 0)

    def step(self) -> None:
        """Count one line."""
        self.done += 1
        if self._shown and (now := monotonic()) >= self._next:
            self._next = now + _EVERY_S
            share = f" of the file ({self._file.tell() / self._size:.0%})" if self._size else ""
            sys.stderr.write(f"\r\033[K{self.counted}{share}, {self._rate(now)}")
            sys.stderr.flush()

    def end(self) -> None:
        """Take the count away, and after long work say how much was done and how fast."""
        if self._shown:
            now = monotonic()
            took = now - self._begun
            sys.stderr.write("\r\033[K")
            if took >= _LONG_S:
                sys.stderr.write(f"{self.counted} in {took:,.0f} s, {self._rate(now)}\n")
            sys.stderr.flush()

    @property
    def counted(self) -> str:
        """The lines done, in words."""
        return "1 line" if self.done == 1 else f"{self.done:,} lines"

    def _rate(self, now: float) -> str:
        return f"{self.done / max(now - self._begun, 0.001):,.0f} a second"
