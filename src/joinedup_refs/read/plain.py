"""Plain text, and anything else that decodes."""

from joinedup_refs.model.text import Cut, Span
from joinedup_refs.notation import comments
from joinedup_refs.read.carrier import Carried, Carrier, Content
from joinedup_refs.read.decode import decode


def _sniff(_head: str) -> bool:
    """Say no: plain text is what nothing else claims."""
    return False


def _read(content: Content) -> Carried:
    """Give the text, with the comments that its author has put into it."""
    carried = decode(content)
    cuts = tuple(
        Cut(printed=Span(start=start, end=end), reading="", why="comment")
        for start, end in comments.find(carried.printed)
    )
    return carried._replace(cuts=cuts)


CARRIER = Carrier("text", (".txt", ".text"), _sniff, _read)
