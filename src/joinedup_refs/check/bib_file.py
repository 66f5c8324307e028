"""A .bib file as its rules see it: the fields as written, and where they are printed."""

import re
from functools import lru_cache
from typing import NamedTuple

from joinedup_refs.formats.bib_blocks import blocks
from joinedup_refs.formats.bib_dialect import dialect_of
from joinedup_refs.formats.bib_parts import Block, Blocks, Field
from joinedup_refs.formats.bib_table import Dialect
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.text import Reading, Span

_BLANKS_BACK = " \t"
_COMMA = re.compile(r"[ \t\r\n]*,")
_TO_NEXT = re.compile(r"[ \t]*(?:\r\n|\r|\n)?")


class _Parts(NamedTuple):
    """What follows from the text of a file alone."""

    held: Blocks
    dialect: Dialect
    ids: dict[int, str]
    """By where it begins, the identifier of an entry."""
    by_key: dict[str, Block]
    """The first entry of each key, in lower case."""
    fields: tuple[tuple[Block, Field], ...]


class BibFile:
    """The file that a document would be written as, amendments made."""

    def __init__(self, document: Document) -> None:
        written = document.written
        assert written is not None  # noqa: S101  (rules for .bib files see no other document)
        self.text = written.reading
        self._reading: Reading | None = written.read(written.whole) if written.cuts else None
        self._parts = _parts(self.text)

    @property
    def held(self) -> Blocks:
        """All that was found in the file."""
        return self._parts.held

    @property
    def entries(self) -> tuple[Block, ...]:
        """The entries, `@xdata` among them."""
        return self._parts.held.entries

    @property
    def dialect(self) -> Dialect:
        """Whether the file is written for BibTeX or for biblatex."""
        return self._parts.dialect

    @property
    def by_key(self) -> dict[str, Block]:
        """The first entry of each key, in lower case."""
        return self._parts.by_key

    def ids(self, *entries: Block) -> tuple[str, ...]:
        """Give the identifiers of entries; an `@xdata` has none."""
        found = (self._parts.ids.get(block.start) for block in entries)
        return tuple(identifier for identifier in found if identifier)

    def at(self, start: int, end: int) -> Span:
        """Give the printed span of a stretch."""
        if self._reading is None:
            return Span(start=start, end=end)
        return self._reading.printed(start, end)

    def put(self, start: int, end: int, text: str) -> AmendText:
        """Write `text` in place of a stretch."""
        return AmendText(at=self.at(start, end), text=text)

    def fields(self) -> tuple[tuple[Block, Field], ...]:
        """Give the fields of all entries that are closed, each with its entry."""
        return self._parts.fields

    def without(self, field: Field) -> AmendText:
        """Take a field out, with its line if it stands alone on it; a comma may stay at the end."""
        comma = _COMMA.match(self.text, field.after)
        end = comma.end() if comma else field.after
        start = field.at
        while start and self.text[start - 1] in _BLANKS_BACK:
            start -= 1
        rest = _TO_NEXT.match(self.text, end)
        alone = not start or self.text[start - 1] in "\r\n"
        if alone and rest and rest[0].strip(_BLANKS_BACK):
            return self.put(start, rest.end(), "")
        while comma and self.text[end : end + 1] in {" ", "\t"}:
            end += 1
        return self.put(field.at, end, "")


@lru_cache(maxsize=4)
def _parts(text: str) -> _Parts:
    held = blocks(text)
    listed = (block for block in held.entries if block.type != "xdata")
    by_key: dict[str, Block] = {}
    for block in held.entries:
        by_key.setdefault(block.key.lower(), block)
    return _Parts(
        held=held,
        dialect=dialect_of(held.entries),
        ids={block.start: f"r{number}" for number, block in enumerate(listed, 1)},
        by_key=by_key,
        fields=tuple((b, field) for b in held.entries if b.closed for field in b.fields),
    )
