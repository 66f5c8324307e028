"""A .bib file as a library: its entries with the places of their values."""

from collections.abc import Iterator
from itertools import chain

from joinedup_refs.formats import bib_writing, untex
from joinedup_refs.formats.bib_blocks import blocks
from joinedup_refs.formats.bib_dialect import fields_read_by
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.formats.bib_reading import Written, written
from joinedup_refs.formats.format import Library, Placed

VERBATIM = bib_writing.RAW | {"doi", "url", "urlraw", "pmid", "pmcid"}
"""Fields that LaTeX does not read."""


def open_library(text: str) -> Library:
    """Read a .bib file as entries with their places; `@string` and the like stand aside."""
    held = blocks(text)
    shared = ((b.start, b.end) for b in held.entries if b.type == "xdata")
    comments = [(start, end) for start, end in held.between if _is_comment(text, start, end)]
    return Library(
        entries=tuple(_placed(one) for one in written(text)),
        changes=tuple(
            chain.from_iterable(_changes(text, b) for b in held.entries if b.type != "xdata")
        ),
        aside=(*held.aside, *shared, *comments),
        leftover=tuple(place for place in held.between if place not in comments),
    )


def _placed(one: Written) -> Placed:
    return Placed(one.record, (one.block.start, one.block.end), one.places)


def _is_comment(text: str, start: int, end: int) -> bool:
    """Whether every line of a stretch begins with a per cent sign, as people mark comments."""
    rows = (row.strip() for row in text[start:end].splitlines())
    return all(row.startswith("%") for row in rows if row)


def _changes(text: str, block: Block) -> Iterator[tuple[int, int, str]]:
    """Give what LaTeX reads otherwise in the values of an entry; not in what only programs read."""
    readers = fields_read_by()
    for field in block.fields:
        if field.name in VERBATIM or readers.get(field.name, "program") == "program":
            continue
        if field.shape in {"bare", "joined"}:
            reading = untex.decode(field.value)
            if reading != text[field.start : field.end]:
                yield field.start, field.end, reading
            continue
        for start, end, reading in untex.changes(field.value):
            yield field.start + start, field.start + end, reading
