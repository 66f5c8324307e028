"""Whether so much of an entry was understood that what is not there is missing."""

from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry

_CONFIDENT = 0.5  # below this the parser may have missed a field


def is_out(entry: Entry) -> bool:
    """Whether a work has appeared, so that it has its volume and pages."""
    issued, status = entry.reference.issued, entry.reference.other.get("status")
    promised = isinstance(issued, Date) and bool(issued.forthcoming)
    return not promised and status in {None, "", "published"}


def is_understood(document: Document, entry: Entry) -> bool:
    """Whether the parser is sure of an entry, and left no letter or digit of it unread."""
    unread = "".join(document.text.read(span).text for span in entry.unread)
    return entry.confidence >= _CONFIDENT and not any(c.isalnum() for c in unread)
