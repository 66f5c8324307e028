"""A file of lines as a library: its records with the lines that they take."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from joinedup_refs.formats.format import Library, Place, Placed, Record, stretch, whole

LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Tells the lines of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [found.end() for found in LINE_END.finditer(text)]

    def of(self, at: int) -> int:
        """Give the line, from 1, that a code point stands in."""
        return bisect_right(self._starts, at) + 1


def opened(text: str, records: Iterable[tuple[Record, int, int]]) -> Library:
    """Give the records of a file, each with its first and last line, from 1.

    What stands between them is left over.
    """
    edges = [0, *(found.end() for found in LINE_END.finditer(text)), len(text)]
    entries: list[Placed] = []
    leftover: list[Place] = []
    here = 0
    for record, first, last in records:
        start = edges[first - 1]
        end = start + len(text[start : edges[last]].rstrip())
        entries.append(whole(record, (start, end)))
        leftover += stretch(text, here, start)
        here = end
    leftover += stretch(text, here, len(text))
    return Library(tuple(entries), leftover=tuple(leftover))
