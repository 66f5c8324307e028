"""How an issue number is joined to its volume: `84(3)`, `84, 3`, `84, no. 3`."""

import re
from collections.abc import Iterator

from joinedup_refs.check.style.mending import between, least, printed_at
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Reading

_WAY = (
    r"84(?P<between>[\s,.;:/]{0,3}\(?(?:(?:no|nr|num|iss|issue|number|n|h|heft|fasc)\b\.?\s?|n°\s?)?)"
    r"3(?P<close>\)?)"
)

_PLAIN = re.compile(r"\d{1,4}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4})?\W?\Z")


_BEFORE = 14
_VOLUME = re.compile(
    r"(?<![^\W\d_])(?:vols?|volume|bd|bde|band|jg|jahrgang|tome|tomo|t|v)\b\.?\s{0,3}\Z",
    re.IGNORECASE,
)
"""A word before the volume, as `vol. 84, no. 3` has one before each number."""
_WORD = re.compile(r"[^\W\d_]")

_SUPPLEMENT = re.compile(r"(?:s|suppl?\.?\s?|supplement\s)\d{1,3}\)", re.IGNORECASE)


def _agrees(way: str, usual: str) -> bool:
    """Whether a way is the usual one; supplements are held to it where both stand in brackets."""
    if not way.endswith("s3)"):
        return way == usual
    return not usual.endswith(")") or way.replace("s3)", "3)") == usual


def _rank(way: str) -> int:
    """Give no supplement as an example of how issues are printed."""
    return 0 if way.endswith("s3)") else 2


def _found(document: Document, entry: Entry) -> tuple[Reading, int] | None:
    """Read from the volume's end to behind the issue, and say where the issue's number begins."""
    volume, issue = printed_at(entry, "volume"), printed_at(entry, "issue")
    if volume is None or issue is None:
        return None
    end = min(issue.end + 1, entry.span.end)
    reading = between(document, entry, volume.end, end)
    own = between(document, entry, issue.start, end)
    if reading is None or own is None or issue.start < volume.end or own.text.endswith("("):
        return None  # what stands before a bracket is no issue that was understood
    return reading, len(reading.text) - len(own.text)


def _seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    found = _found(document, entry)
    if found is None:
        return
    reading, start = found
    closed = reading.text[start:].endswith(")")
    way = f"84{' '.join(reading.text[:start].split(' '))}3{')' if closed else ''}"
    met = re.fullmatch(_WAY, way, re.IGNORECASE)
    if not _PLAIN.match(reading.text, start):
        if not (closed and _SUPPLEMENT.match(reading.text, start)):
            return
        way = way.replace("3)", "s3)")
    if met is not None and ("(" in met["between"]) is closed:
        yield Sighting(entry, way, reading.printed(0, len(reading.text) - (not closed)))


def _has_word_before(document: Document, entry: Entry, at: int) -> bool:
    """Whether the volume that begins at a place has a word for it before it."""
    reading = between(document, entry, max(entry.span.start, at - _BEFORE), at)
    return reading is not None and _VOLUME.search(reading.text) is not None


def _mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found, wanted = _found(document, sighting.entry), re.fullmatch(_WAY, way, re.IGNORECASE)
    if found is None or wanted is None:
        return ()
    reading, start = found
    if _WORD.search(reading.text[:start]) and not _WORD.search(wanted["between"]):
        volume = printed_at(sighting.entry, "volume")
        if volume is not None and _has_word_before(document, sighting.entry, volume.start):
            return ()  # `vol. 84(3)` is neither way
    closed = reading.text[start:].endswith(")")
    end = len(reading.text)
    issue_end = end - 1 if closed or not reading.text[end - 1].isalnum() else end
    return (
        *least(reading, 0, start, wanted["between"]),
        *least(reading, issue_end, issue_end + closed, wanted["close"]),
    )


ISSUE = Trait(
    key="issue",
    what="issue joined to its volume",
    rule="STY011",
    ways=rf"(?i:{_WAY})",
    example="84(3)",
    seen=_seen,
    mended=each(_mended),
    agrees=_agrees,
    rank=_rank,
)
