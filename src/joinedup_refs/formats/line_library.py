"""A file of lines as a library: its records with the lines that they take."""

import re
from collections.abc import Iterable

from joinedup_refs.formats.format import Library, Place, Placed, Record, stretch, whole

LINE_END = re.compile(r"\r\n|\r|\n")


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
