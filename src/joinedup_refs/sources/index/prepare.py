"""A piece of an input made ready for the index: terms, keys, and packed records.

Runs in processes of its own, which never touch the index.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from numpy.typing import NDArray
from pydantic_core import from_json, to_json

from joinedup_refs import formats
from joinedup_refs.errors import FormatInvalid, JoinedUpError
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.sources.index import keys, terms
from joinedup_refs.sources.index.csl_work import work_of
from joinedup_refs.sources.index.layout import Problem
from joinedup_refs.sources.index.members import encoded
from joinedup_refs.sources.index.parts import Parts, doi_of, read, read_members, whole
from joinedup_refs.sources.index.pieces import LARGEST, LINES, Piece, Unpacking, digest_of
from joinedup_refs.sources.index.records import Packer, columns_of

MOST_PROBLEMS = 20
"""Problems of one piece that are told; the rest is counted."""

_FIRST_OF_ITEMS = re.compile(rb'\s{0,99}\{\s{0,99}"items"\s{0,99}:\s{0,99}\[(\{"[a-zA-Z-]{1,40}":)')


class Prepared(NamedTuple):
    """What became of a piece."""

    blocks: list[bytes]
    documents: list[str]
    """For each record what it is found by, in JSON, as the search takes it."""
    columns: dict[str, NDArray[Any]]
    """For each record its hash and date (see `keys`), and `block` and `number`, where it stands."""
    unread: int
    problems: tuple[Problem, ...]
    digest: str = ""
    failed: bool = False
    """Whether nothing of the piece could be taken in."""


def prepare(pieces: list[Piece], leave_out: tuple[str, ...] = ()) -> list[Prepared]:
    """Make pieces ready; nothing is raised, whatever is in them."""
    return [_Preparing(piece, frozenset(leave_out)).done() for piece in pieces]


class _Preparing:
    """One piece on its way."""

    def __init__(self, piece: Piece, leave_out: frozenset[str]) -> None:
        self._piece = piece
        self._leave_out = leave_out
        self._read = read if leave_out else read_members
        self._packer = Packer()
        self._documents: list[str] = []
        self._keys: list[tuple[int, int, int]] = []
        self._problems: list[Problem] = []
        self._unread = 0
        self._failed = False
        self._digest = piece.digest

    def done(self) -> Prepared:
        if self._piece.problem:
            self._problem("", self._piece.problem)
        try:
            self._take_in()
        except OSError as error:
            self._failed = True
            self._problem("", f"cannot be read: {error.strerror or error}")
        except FormatInvalid as error:
            self._problem("", str(error))
        except (JoinedUpError, ValueError, RecursionError, MemoryError) as error:
            self._problem("", f"cannot be read: {error or type(error).__name__}")
        self._packer.finish()
        return Prepared(
            blocks=self._packer.blocks,
            documents=self._documents,
            columns=keys.rows_of(self._keys) | columns_of(self._packer.places),
            unread=self._unread,
            problems=tuple(self._problems),
            digest=self._digest,
            failed=self._failed,
        )

    def _take_in(self) -> None:
        piece = self._piece
        content = piece.content
        if content is None:
            path = Path(piece.path)
            if path.stat().st_size > LARGEST:
                self._problem("", "it is too large to be read at once; make it JSON lines (.jsonl)")
                return
            content = path.read_bytes()
            self._digest = digest_of(content)
        unpacking = Unpacking(content)
        if piece.form in LINES:
            self._take_lines(unpacking)
            return
        unpacked = b"".join(unpacking)
        if unpacking.problem:
            self._problem("", unpacking.problem)
        elif piece.form == ".json":
            self._take_json(unpacked.removeprefix(b"\xef\xbb\xbf"))
        else:
            self._take_form(unpacked)

    def _take_lines(self, parts: Unpacking) -> None:
        number = self._piece.first
        begun: list[bytes] = []
        for part in parts:
            begun.append(part)
            if b"\n" in part:
                for line in BytesIO(b"".join(begun)):
                    if line.endswith(b"\n"):
                        self._take_line(line, number)
                        number += 1
                begun = [b"" if line.endswith(b"\n") else line]
        if parts.problem:
            self._problem("", f"from line {number:,} on {parts.problem}", first=True)
        else:
            self._take_line(b"".join(begun), number)

    def _take_line(self, line: bytes, number: int) -> None:
        line = line.strip()
        if line:
            try:
                self._take(*self._read(line), f"line{number}")
            except (ValueError, TypeError) as error:
                self._problem(f"line {number:,}", f"no record: {_told(error)}")

    def _take_json(self, content: bytes) -> None:
        """Take in works as Crossref serves or dumps them, or else CSL items."""
        if cut := _split(content):
            for number, (one, parts) in enumerate(cut, 1):
                self._take(one, parts, f"item{number}")
            return
        try:
            loaded = from_json(content)
        except ValueError:
            if b"\n" in content.strip() and _first_line_stands(content):
                self._take_lines(Unpacking(content))
            else:
                self._take_form(content)  # which says what is wrong, and where
            return
        found = loaded.get("message", loaded) if isinstance(loaded, dict) else loaded
        items = found.get("items", [found]) if isinstance(found, dict) else found
        if not isinstance(items, list):
            raise FormatInvalid("a list of records was expected")
        if any(isinstance(item, dict) and not _is_csl(item) for item in items):
            for number, item in enumerate(items, 1):
                try:
                    self._take(item, Parts(to_json(item)), f"item{number}")
                except (ValueError, TypeError) as error:
                    self._problem(f"item {number:,}", f"no record: {_told(error)}")
            return
        self._take_form(content)

    def _take_form(self, content: bytes) -> None:
        text = content.decode("utf-8-sig")
        form = formats.told_by(self._piece.form, text[:4_000]) or formats.find(self._piece.form)
        assert form.read is not None  # noqa: S101  (the piece would have no form else)
        for record in form.read(text):
            try:
                self._take(to_csl(record.reference), Parts(b""), record.id)
            except ValueError as error:  # halves of surrogate pairs, which no file can hold
                self._problem(record.id, f"cannot be kept: {_told(error)}")
        for gap in form.gaps(text) if form.gaps else ():
            self._problem(f"line {gap.line:,}", gap.message)

    def _take(self, item: Json, parts: Parts, identifier: str) -> None:
        """Take one record in.

        Raises:
            TypeError: it is no record.
        """
        if not isinstance(item, dict):
            raise TypeError("a record in braces was expected")
        if _is_csl(item):
            work = work_of(item)
            parts = Parts(to_json({"csl": item, "id": str(item.get("id") or identifier)}))
        else:
            work = item
            if self._leave_out:
                kept = item if "reference" in self._leave_out else whole(parts)
                left = to_json({k: v for k, v in kept.items() if k not in self._leave_out})
                parts = read(left)[1]
        doi = doi_of(work.get("DOI"))
        document = encoded(terms.of_work(work, doi))
        high, low = keys.hashed(doi or self._place())
        self._documents.append(document)
        self._keys.append((high, low, terms.when(work)))
        self._packer.add(parts)

    def _place(self) -> str:
        """Give what stands for the DOI of a record that has none: where it came from."""
        piece = self._piece
        return f"\n{piece.path}\n{piece.name}\n{piece.first}\n{len(self._keys)}"

    def _problem(self, place: str, message: str, *, first: bool = False) -> None:
        """Take down what is wrong, `first` before all else, so that it is told in any case."""
        self._unread += 1
        where = f"{self._piece.name}, {place}" if place else self._piece.name
        told = Problem(place=where, message=" ".join(message.split())[:200])
        self._problems.insert(0 if first else len(self._problems), told)
        del self._problems[MOST_PROBLEMS:]


def _is_csl(item: Mapping[str, Json]) -> bool:
    return isinstance(item.get("title"), str) or "DOI" not in item


def _split(content: bytes) -> list[tuple[Any, Parts]]:
    """Cut `{"items": [...]}` into its items, each read and as it came, where that is sure.

    All items of a dump begin with the same member. A wrong cut leaves a piece that is no JSON, and
    then there is none at all here.
    """
    head = _FIRST_OF_ITEMS.match(content)
    if head is None:
        return []
    body = content[head.start(1) :].rstrip()
    if not body.endswith(b"]}"):
        return []
    body = body[:-2].rstrip()
    items = body.split(b"}," + head[1])
    parts = [items[0] if len(items) == 1 else items[0] + b"}"]
    parts += [head[1] + item + b"}" for item in items[1:-1]]
    parts += [head[1] + item for item in items[1:][-1:]]
    try:
        return [read(part) for part in parts]
    except ValueError:
        return []


def _first_line_stands(content: bytes) -> bool:
    try:
        return isinstance(from_json(content.lstrip().partition(b"\n")[0]), dict)
    except ValueError:
        return False


def _told(error: Exception) -> str:
    return str(error).partition(" at line 1 column")[0]
