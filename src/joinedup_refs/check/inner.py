"""Heads inside an entry, with their places in the printed text."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Span
from joinedup_refs.notation.heads import Border, borders

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST = 3  # words that a reference has beside its head
_HOST = re.compile(r"(?:in|en|dans)\s", re.IGNORECASE)
_TITLE = 400  # code points
_NUMBER = re.compile(r"(?<!\S)(?P<open>[\[(]?)(?P<n>\d{1,4})(?P<close>[\]).])\s{1,4}\Z")
_BEFORE = 12  # code points in which a number stands


class Inner(NamedTuple):
    """A head inside an entry."""

    at: int
    """The code point of the printed text where it begins."""
    border: Border


def inner_heads(document: Document, entry: Entry) -> tuple[Inner, ...]:
    """Find the places inside an entry where another reference begins.

    A publisher, its town and a year at the end of an entry look like a head, but nothing follows
    them; a number before an entry is no reference; and behind `In` stands the book of a chapter.
    """
    reading = document.text.read(*entry.at)
    return tuple(
        Inner(reading.printed(border.at, border.at + 1).start, border)
        for border in borders(reading.text)
        if _has_words(reading.text[: border.at])
        and _has_words(_behind(reading.text, border))
        and not _HOST.match(border.head.authors)
    )


def lost_numbers(
    document: Document, entry: Entry, inner: Sequence[Inner]
) -> dict[int, tuple[int, int]]:
    """Give for the places where heads begin the number printed before each, and where it stands.

    It is the next one after the entry's own, in the same brackets, and no other entry has it.
    """
    if not entry.marker.isdecimal():
        return {}
    printed = document.text.printed
    own = _NUMBER.search(printed[max(0, entry.span.start - _BEFORE) : entry.span.start])
    taken = {other.marker for other in document.entries}
    found: dict[int, tuple[int, int]] = {}
    awaited = int(entry.marker) + 1
    for one in inner:
        start = max(entry.span.start, one.at - _BEFORE)
        met = _NUMBER.search(printed[start : one.at])
        if met is None or own is None or str(awaited) in taken:
            continue
        if met["n"] == str(awaited) and (met["open"], met["close"]) == (own["open"], own["close"]):
            found[one.at] = awaited, start + met.start()
            awaited += 1
    return found


def _behind(text: str, border: Border) -> str:
    """Give what stands behind a head, as far as a title would reach."""
    end = border.at + len(border.head.authors)
    year = text.find(border.head.year, end) if border.head.year else end
    return text[max(end, year + len(border.head.year)) :][:_TITLE]


def _has_words(text: str) -> bool:
    return sum(1 for _ in islice(_WORD.finditer(text), _FEWEST)) == _FEWEST


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
