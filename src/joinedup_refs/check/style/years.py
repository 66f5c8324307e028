"""What stands before, around and after the year of an entry that has it before its title."""

import re
from collections.abc import Iterator

from joinedup_refs.check.style.mending import between, least, printed_at
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Reading, Span

_LONGEST = 8  # code points between year and title
_QUOTES = "\"'“”‘’«»„‹›"
_WAY = r"(?P<open>\(?)2003(?P<signs>[).,:;–— -]{1,8})Title"
_BEFORE = re.compile(r"(?P<names>\.?)(?:\s?(?P<comma>,))?\s?[(]?\s?")
_WITH, _WITHOUT = "Adams, 2003", "Adams 2003"


def signs_of(way: str) -> str:
    """Give the signs between year and title of a way."""
    found = re.fullmatch(_WAY, way)
    return found["signs"] if found else ""


def same_brackets(way: str, other: str) -> bool:
    """Whether the year has its brackets alike."""
    return way.startswith("(") == other.startswith("(")


def _gap(document: Document, entry: Entry) -> tuple[Span, Reading] | None:
    """Give where the year stands, and what stands between it and the title."""
    year, title = printed_at(entry, "issued"), printed_at(entry, "title")
    if year is None or title is None:
        return None
    reading = between(document, entry, year.end, title.start)
    if reading is None or len(reading.text) > _LONGEST or any(c.isalnum() for c in reading.text):
        return None
    if document.text.printed[year.end - 1 : year.end] == ".":
        return None  # `n.d.` has a full stop of its own, and two never stand side by side
    return year, reading


def _seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    found = _gap(document, entry)
    if found is None:
        return
    year, reading = found
    signs = reading.text.rstrip(_QUOTES)
    ahead = Span(start=max(entry.span.start, year.start - 1), end=year.start)
    before = document.text.read(ahead).text[-1:]
    way = f"{'(' if before == '(' else ''}2003{' '.join(signs.split(' '))}Title"
    if before == "[" or not re.fullmatch(_WAY, way):
        return  # square brackets tell that the date was inferred, which is no matter of style
    yield Sighting(entry, way, reading.printed(0, max(1, len(signs.rstrip()))))


def _mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found, wanted = _gap(document, sighting.entry), re.fullmatch(_WAY, way)
    if found is None or wanted is None:
        return ()
    year, reading = found
    opened = sighting.way.startswith("(")
    if opened != bool(wanted["open"]) and _before(document, sighting.entry) is None:
        return ()  # no name stands before it, so this may be no year of that kind
    edits = least(reading, 0, len(reading.text.rstrip(_QUOTES)), wanted["signs"])
    if opened and not wanted["open"]:
        return (AmendText(at=Span(start=year.start - 1, end=year.start), text=""), *edits)
    if wanted["open"] and not opened:
        return (AmendText(at=Span(start=year.start, end=year.start), text="("), *edits)
    return edits


def _before(document: Document, entry: Entry) -> tuple[Reading, int] | None:
    """Give what stands between the names and the year, and the place of its comma or for it."""
    names = printed_at(entry, "author") or printed_at(entry, "editor")
    found = _gap(document, entry)
    if names is None or found is None:
        return None
    reading = between(document, entry, names.end, found[0].start)
    met = _BEFORE.fullmatch(reading.text) if reading else None
    if reading is None or met is None:
        return None
    return reading, met.start("comma") if met["comma"] else met.end("names")


def _seen_before(document: Document, entry: Entry) -> Iterator[Sighting]:
    found = _before(document, entry)
    if found is not None:
        reading, place = found
        comma = reading.text[place : place + 1] == ","
        at = reading.printed(place, place + 1) if comma else entry.span
        yield Sighting(entry, _WITH if comma else _WITHOUT, at)


def _mended_before(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found = _before(document, sighting.entry)
    if found is None:
        return ()
    reading, place = found
    if way == _WITHOUT:
        return (AmendText(at=reading.printed(place, place + 1), text=""),)
    if not reading.text:
        return ()
    return (AmendText(at=reading.printed(place, place), text=","),)


YEAR = Trait(
    key="year",
    what="year and what follows it",
    rule="STY001",
    ways=_WAY,
    example="(2003), Title",
    seen=_seen,
    mended=each(_mended),
)

BEFORE_YEAR = Trait(
    key="before_year",
    what="comma before the year",
    rule="STY001",
    ways={_WITH: "a comma", _WITHOUT: "no comma"},
    example=_WITHOUT,
    seen=_seen_before,
    mended=each(_mended_before),
)
