"""Heads inside an entry, with their places in the printed text."""

from typing import NamedTuple

from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Span
from joinedup_refs.notation.heads import Border, borders


class Inner(NamedTuple):
    """A head inside an entry."""

    at: int
    """The code point of the printed text where it begins."""
    border: Border


def inner_heads(document: Document, entry: Entry) -> tuple[Inner, ...]:
    """Find the places inside an entry where another reference begins."""
    reading = document.text.read(*entry.at)
    return tuple(
        Inner(reading.printed(border.at, border.at + 1).start, border)
        for border in borders(reading.text)
    )


def first_part(document: Document, entry: Entry, inner: tuple[Inner, ...]) -> tuple[Span, ...]:
    """Give where the first of the references in an entry stands."""
    if not inner:
        return entry.at
    border = inner[0].at
    spans = [Span(start=s.start, end=min(s.end, border)) for s in entry.at if s.start < border] or [
        Span(start=entry.span.start, end=border)
    ]
    last = spans[-1]
    end = last.start + len(document.text.slice(last).rstrip())
    return (*spans[:-1], Span(start=last.start, end=end))
