"""The search part of an index: tantivy's fields, and documents made of terms."""

from pathlib import Path

import tantivy

from joinedup_refs.sources.index.terms import COUNTS, DATES

WORDS = ("title", "people", "container", "place")
"""Fields of words."""
NUMBERS = ("size", *DATES, *COUNTS)


def schema() -> tantivy.Schema:
    """Give the fields; words are folded before they come here, and only parted at blanks."""
    builder = tantivy.SchemaBuilder()
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("tags", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("at", indexed=True, fast=True)
    for name in NUMBERS:
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def opened(folder: Path) -> tantivy.Index:
    """Open the search of a folder, or make it there.

    Raises:
        ValueError: what stands there is no such search.
    """
    return tantivy.Index(schema(), path=str(folder))


def placed(document: str, at: int) -> str:
    """Give a document with the place of its record, to which it leads."""
    return f'{document[:-1]},"at":{at}}}'
