"""Which of several lists of a document a citation belongs to.

The list of a chapter stands at its end, so a citation belongs to the next list after it; what
stands behind the last list belongs to that one. Lists with nothing but headings between them are
the parts of one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.list_parts import whole_lists


class Chapter(NamedTuple):
    """A stretch of prose and the entries of its list."""

    start: int
    """Where it begins in the prose as read, all lists left out."""
    end: int
    entries: tuple[Entry, ...]


def prose_of(text: Text, regions: Iterable[Span]) -> list[Span]:
    """Give what of a text stands outside its lists."""
    spans: list[Span] = []
    at = 0
    for region in sorted(regions, key=lambda r: r.start):
        if at < region.start:
            spans.append(Span(start=at, end=region.start))
        at = max(at, region.end)
    if at < len(text.printed):
        spans.append(Span(start=at, end=len(text.printed)))
    return spans


def chapters(text: Text, regions: Iterable[Span], entries: Sequence[Entry]) -> list[Chapter]:
    """Take the prose apart by the lists that its citations belong to, in the order of the text."""
    ordered = sorted(regions, key=lambda r: r.start)
    lists = whole_lists(text.printed, ordered)
    if not lists:
        return []
    listed: list[list[Entry]] = [[] for _ in lists]
    starts = [one.start for one in lists]
    for entry in entries:
        listed[max(0, bisect_right(starts, entry.span.start) - 1)].append(entry)
    ends = [0] * len(lists)
    at = 0
    for span in prose_of(text, ordered):
        length = len(text.read(span).text)
        at += length + (1 if at and length else 0)  # reading puts a blank between two stretches
        ends[min(bisect_right(starts, span.start), len(lists) - 1)] = at
    found: list[Chapter] = []
    begin = 0
    for end, several in zip(ends, listed, strict=True):
        found.append(Chapter(begin, max(begin, end), tuple(several)))
        begin = max(begin, end)
    return found


def repeat_numbers(several: Sequence[Chapter]) -> bool:
    """Whether two lists have entries of one number, so that it takes its chapter to tell them."""
    marked = [
        {entry.marker for entry in one.entries if entry.marker} or set(_counted(one))
        for one in several
        if one.entries
    ]
    return sum(map(len, marked)) > len(set().union(*marked))


def markers_of(chapter: Chapter) -> list[str]:
    """Give the numbers or labels of a list, counted where none are printed."""
    printed = [entry.marker.strip("[]().") for entry in chapter.entries]
    return printed if any(printed) else _counted(chapter)


def _counted(chapter: Chapter) -> list[str]:
    return [str(n) for n in range(1, len(chapter.entries) + 1)]
