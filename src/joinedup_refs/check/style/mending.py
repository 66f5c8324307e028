"""Writes a stretch of an entry anew, changing no more than what differs."""

from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Reading, Span


def least(reading: Reading, start: int, end: int, new: str) -> tuple[AmendText, ...]:
    """Put `new` for the half-open stretch of a reading; nothing where it stands there already."""
    old = reading.text[start:end]
    if old == new:
        return ()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    at = reading.printed(start + head, end - tail)
    return (AmendText(at=at, text=new[head : len(new) - tail]),)


def whole(document: Document, entry: Entry) -> Reading | None:
    """Read an entry that stands in one stretch; None for one that is in parts."""
    return document.read(entry) if len(entry.at) == 1 else None


def printed_at(entry: Entry, variable: str) -> Span | None:
    """Give where the value of a variable is printed."""
    origin = entry.origins.get(variable)
    return origin.at if isinstance(origin, Printed) else None


def between(document: Document, entry: Entry, start: int, end: int) -> Reading | None:
    """Read what stands between two places of the printed text, if both lie in one stretch."""
    if start > end or not any(s.start <= start and end <= s.end for s in entry.at):
        return None
    return document.text.read(Span(start=start, end=end))
