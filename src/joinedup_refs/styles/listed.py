"""The lines of a document's list in its own order: entries, and what was not understood."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile
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
    italics: tuple[tuple[int, int], ...] = ()
    """What of the text of an entry stands in italics, in half-open code points of it."""

    def marked(self, opens: str, closes: str) -> str:
        """Give the text with marks around what stands in italics.

        Addresses are left without, and so is all where the text holds one of the marks itself.
        """
        if opens in self.text or closes in self.text:
            return self.text
        out, here = "", 0
        for start, end in self.italics:
            said = self.text[start:end]
            if "://" in said or "10." in said or not any(map(str.isalnum, said)):
                continue
            before = self.text[here:start] + said[: len(said) - len(said.lstrip())]
            out += f"{before}{opens}{said.strip()}{closes}{said[len(said.rstrip()) :]}"
            here = end
        return out + self.text[here:]


def listed(document: Document) -> Iterator[Listed]:
    """Give the lines of the list in its order, as decided; a part of an entry follows the first."""
    place = document.place
    lines: list[tuple[int, Listed]] = [
        (
            place(entry.span.start),
            Listed(
                "entry",
                entry.id,
                document.reading(entry),
                label(document, entry),
                _italics(document, entry),
            ),
        )
        for entry in document.entries
    ]
    for span in document.leftover:
        text = document.text.read(span).text
        if text.strip():
            lines.append((place(span.start), Listed("leftover", "", text, "")))
    return (line for _, line in sorted(lines, key=lambda line: line[0]))


def _italics(document: Document, entry: Entry) -> tuple[tuple[int, int], ...]:
    """Give what of an entry's reading the carrier's markup has in italics, mended words with it."""
    marked = document.text.markup.italics
    if not marked:
        return ()
    reading = document.text.read(*entry.at)
    ends = [*(piece.reading for piece in reading.pieces[1:]), len(reading.text)]
    found: list[tuple[int, int]] = []
    for piece, end in zip(reading.pieces, ends, strict=True):
        first = bisect_right(marked, piece.start, key=lambda span: span.end)
        for span in takewhile(lambda span: span.start < piece.end, marked[first:]):  # noqa: B023  (used up at once)
            left, right = piece.reading, end
            if piece.copied:
                left += max(0, span.start - piece.start)
                right -= max(0, piece.end - span.end)
            elif not (span.start <= piece.start < piece.end <= span.end):
                continue
            if found and left <= found[-1][1] + 1:
                found[-1] = (found[-1][0], right)
            elif left < right:
                found.append((left, right))
    return tuple(found)


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
    if whole is not entry and entry.marker:
        return before.replace(whole.marker, entry.marker, 1)
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
