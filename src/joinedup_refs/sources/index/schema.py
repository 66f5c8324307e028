"""The search part of an index: tantivy's fields, and documents made of terms."""

from pathlib import Path

import tantivy

from joinedup_refs.sources.index.terms import COUNTS, DATES, Terms

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


def document(terms: Terms, at: int) -> tantivy.Document:
    """Give a record's terms as a document, which leads to the record's place."""
    made = tantivy.Document()
    for name in WORDS:
        if text := getattr(terms, name):
            made.add_text(name, text)
    for tag in terms.tags:
        made.add_text("tags", tag)
    made.add_unsigned("at", at)
    for name, value in zip(NUMBERS, terms.numbers, strict=True):
        made.add_unsigned(name, value)
    return made
