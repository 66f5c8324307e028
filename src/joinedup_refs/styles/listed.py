"""The lines of a document's list in its own order: entries, and what was not understood."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Text

LAYOUT = frozenset({"list-marker", "separator", "line-break", "comment"})
"""Reasons of cuts of what is part of the printed list, though no part of its entries."""

_LINE_START = re.compile(r"[^\r\n]*\Z")
_PART = re.compile(r"[a-z]{1,2}\Z")


class Listed(NamedTuple):
    """One line of the list: an entry, or a stretch that is none."""

    kind: Literal["entry", "leftover"]
    id: str
    """The entry's identifier; empty for a stretch that is none."""
    text: str
    """How it reads, on one line, or exactly as it came."""
    label: str
    """The number or label before it as printed, with its brackets; empty for a bullet."""


def listed(document: Document) -> Iterator[Listed]:
    """Give the lines of the list in the order of the text; a part of an entry follows the first."""
    lines: list[tuple[int, Listed]] = [
        (
            entry.span.start,
            Listed("entry", entry.id, document.reading(entry), label(document, entry)),
        )
        for entry in document.entries
    ]
    for span in document.leftover:
        text = document.text.read(span).text
        if text.strip():
            lines.append((span.start, Listed("leftover", "", text, "")))
    return (line for _, line in sorted(lines, key=lambda line: line[0]))


def label(document: Document, entry: Entry) -> str:
    """Give the number or label before an entry as printed; a part of a divided entry has a letter.

    >>> from joinedup_refs.model.reference import Book
    >>> from joinedup_refs.model.text import Span
    >>> text = Text(printed="[12] Hall, P.")
    >>> entry = Entry(id="r1", at=(Span(start=5, end=13),), marker="12", reference=Book())
    >>> label(Document(text=text, entries=(entry,)), entry)
    '[12]'
    """
    whole = first_part(document, entry)
    if not whole.marker:
        return ""
    before = prefix(document.text, whole.span.start).strip()
    if whole is not entry and whole.marker in before:
        letter = _PART.search(entry.id)
        return before.replace(whole.marker, whole.marker + (letter[0] if letter else ""), 1)
    return before or whole.marker


def first_part(document: Document, entry: Entry) -> Entry:
    """Give the entry that an entry was divided from; the entry itself where it is whole."""
    stem = _PART.sub("", entry.id)
    return (document.entry(stem) or entry) if stem != entry.id else entry


def prefix(text: Text, at: int) -> str:
    """Give what is printed on the line before a place: a bullet or number with its blanks."""
    found = _LINE_START.search(text.printed[max(0, at - 80) : at])
    return found[0] if found else ""
