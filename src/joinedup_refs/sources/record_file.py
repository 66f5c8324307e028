"""A file of records as a source: a library of one's own, or works as Crossref serves them."""

import gzip
import io
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from joinedup_refs import formats
from joinedup_refs.errors import ConfigInvalid, FormatInvalid, InputUnreadable
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.sources import crossref_work
from joinedup_refs.sources.csl_candidate import candidate_of_item
from joinedup_refs.sources.memory import Memory
from joinedup_refs.sources.source import Query

LARGEST = 2_000_000_000
"""Bytes that a file may hold once unpacked; larger ones belong into an index."""

RATIO = 200
"""How many times its packed size a file may unpack to; JSON packs to a twentieth at the most."""

_STEADY = 50_000_000  # bytes that are always allowed, since small files of blanks pack very well
_PIECE = 20_000_000  # bytes read at a time; a line of works is far shorter
_GZIP = b"\x1f\x8b"
_LINES = (".jsonl", ".ndjson")


class RecordFile:
    """Records of a file: CSL-JSON, any other record format, or JSON lines of Crossref works.

    `source` is a path, or the file's content, which goes by `form` (`.json`, `.bib`, `.jsonl`).
    A CSL item may say more about its record under `custom`: `levels` (for a CSL variable, who says
    so), `years`, `online-year`, `print-year`, `aliases`.

    Raises:
        InputUnreadable: there is no such file, or it unpacks to more than it should.
        FormatInvalid: it breaks its format; says the line where that is known.
        ConfigInvalid: no format is called so.
    """

    def __init__(
        self, source: os.PathLike[str] | str | bytes, *, form: str = ".json", name: str = ""
    ) -> None:
        if isinstance(source, bytes):
            packed, named, size = io.BytesIO(source), Path(f"records{form}"), len(source)
            self._memory = self._read(packed, named, size, name)
            return
        path = Path(source)
        try:
            with path.open("rb") as opened:
                self._memory = self._read(opened, path, path.stat().st_size, name)
        except OSError as error:
            msg = f"{path} cannot be read: {error.strerror or error}"
            raise InputUnreadable(msg) from None

    def __len__(self) -> int:
        return len(self._memory)

    @property
    def name(self) -> str:
        """What the source is called in origins and reports: the file's name without endings."""
        return self._memory.name

    def candidates(self, query: Query, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the records that may be of the work asked for, likeliest first."""
        return self._memory.candidates(query, most=most)

    @staticmethod
    def _read(opened: BinaryIO, path: Path, size: int, name: str) -> Memory:
        name = name or path.name.partition(".")[0] or "records"
        suffixes = [s.casefold() for s in path.suffixes]
        if opened.read(2) == _GZIP:
            suffixes = [s for s in suffixes if s != ".gz"]
            opened.seek(0)
            opened = gzip.GzipFile(fileobj=opened)  # type: ignore[assignment]
        else:
            opened.seek(0)
        suffix = suffixes[-1] if suffixes else ".json"
        lines = _lines(opened, path, max(_STEADY, RATIO * size))
        if suffix in _LINES:
            return Memory(name, _works(lines, name))
        content = b"".join(lines)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise FormatInvalid(f"{path.name} is not UTF-8", line) from None
        return Memory(name, _records(text, suffix, name))


def _lines(opened: BinaryIO, path: Path, most: int) -> Iterator[bytes]:
    """Give the lines of a file, and stop at one that is made to fill the memory."""
    most = min(most, LARGEST)
    read = 0
    try:
        while line := opened.readline(_PIECE):
            read += len(line)
            if read > most:
                msg = (
                    f"{path.name} unpacks to more than {most:,} bytes, far more than records do\n"
                    "if it is meant so, make an index of it, or unpack it and give that file"
                )
                raise InputUnreadable(msg)
            yield line
    except (gzip.BadGzipFile, zlib.error, EOFError):
        msg = f"{path.name} is damaged: it does not unpack"
        raise InputUnreadable(msg) from None


def _works(lines: Iterator[bytes], name: str) -> Iterator[Candidate]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except (ValueError, RecursionError) as error:
            told = error.msg if isinstance(error, json.JSONDecodeError) else "not to be read"
            raise FormatInvalid(f"this is no JSON: {told}", number) from None
        if not isinstance(message, dict):
            raise FormatInvalid("a record in braces was expected", number)
        if isinstance(message.get("title"), str) or "DOI" not in message:
            yield candidate_of_item(message, name, f"line{number}")
        else:
            yield crossref_work.candidate(message, name)


def _records(text: str, suffix: str, name: str) -> Iterator[Candidate]:
    form = formats.told_by(suffix, text[:4_000]) or formats.find(suffix)
    if form.read is None:
        msg = f"{form.title} can be written, but not read as records yet"
        raise ConfigInvalid(msg)
    lost = (gap for gap in (form.gaps(text) if form.gaps else ()) if gap.lost)
    for gap in lost:  # a source that lacks works would say of them that there is no record
        raise FormatInvalid(gap.message, gap.line)
    for record in form.read(text):
        yield candidate_of_item(to_csl(record.reference), name, record.id)
