"""Puts a value into an entry as its list prints such values."""

import re
from collections import Counter

from joinedup_refs.check.recorded import Claim
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.pages import PageRange, Pages
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages as page_notation

_FEWEST = 3  # entries that make a notation
_SHARE = 0.75


def replaced(
    entry: Entry, variable: str, value: Json, code: str, told: tuple[str, ...]
) -> SetField | None:
    """Set a variable in place of what is printed; None where nothing is printed for it."""
    before = entry.origins.get(variable)
    if not isinstance(before, Printed):
        return None
    origin = ByRule(code=code, witnesses=told, instead_of=before)
    return SetField(entry=entry.id, field=variable, value=value, origin=origin)


def filled(entry: Entry, variable: str, claim: Claim, value: Json) -> SetField:
    """Set an empty variable from a record."""
    return SetField(entry=entry.id, field=variable, value=value, origin=claim.origin)


def stands_elsewhere(
    document: Document, entry: Entry, variable: str, number: str, *, but: tuple[str, ...] = ()
) -> bool:
    """Whether a number stands in an entry outside of what is printed for some variables.

    Where a record's number does, the entry may have been misunderstood rather than be wrong.
    """
    passed = [at for v in (variable, *but) if isinstance(at := entry.origins.get(v), Printed)]
    if not isinstance(entry.origins.get(variable), Printed) or not number:
        return False
    found = re.compile(rf"(?<!\w){re.escape(number)}(?!\w)", re.IGNORECASE)
    start = entry.span.start
    for end, after in sorted([(p.at.start, p.at.end) for p in passed] + [(entry.span.end,) * 2]):
        if start < end and found.search(document.text.read(Span(start=start, end=end)).text):
            return True
        start = max(start, after)
    return False


def put(document: Document, entry: Entry, variable: str, old: str, new: str) -> AmendText | None:
    """Write `new` for the one `old` in what is printed for a variable; None where it is not plain.

    Only what differs is written anew, so that a dash beside it is left to others.
    """
    before = entry.origins.get(variable)
    if not isinstance(before, Printed):
        return None
    return put_within(document, before.at, old, new)


def put_within(document: Document, within: Span, old: str, new: str) -> AmendText | None:
    """Write `new` for the one `old` in a stretch of the text."""
    reading = document.text.read(within)
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", reading.text)]
    if len(places) != 1 or old == new:
        return None
    at, end = places[0], places[0] + len(old)
    while old and new and old[0] == new[0]:
        old, new, at = old[1:], new[1:], at + 1
    return AmendText(at=reading.printed(at, end), text=new)


def pages_put(document: Document, entry: Entry, pages: Pages, to: Pages) -> tuple[Edit, ...]:
    """Write other pages in the list's own way; nothing where that is not plain."""
    before = entry.origins.get("page")
    if not isinstance(before, Printed) or len(pages.ranges) != 1 or len(to.ranges) != 1:
        return ()
    own, other = pages.ranges[0], _elided(pages.ranges[0], to.ranges[0])
    reading = document.text.read(before.at)
    first = reading.text.find(own.first)
    last = reading.text.rfind(own.last) if own.last else first
    if first < 0 or (own.last and last < first + len(own.first)):
        return ()
    edits: list[Edit] = []
    for old, new, at in ((own.first, other.first, first), (own.last, other.last, last)):
        if old and old != new:
            place = reading.printed(at, at + len(old))
            edit = put_within(document, place, old, new)
            if edit is None:
                return ()
            edits.append(edit)
    return tuple(edits)


def _elided(own: PageRange, other: PageRange) -> PageRange:
    """Shorten a last page where the printed one is shortened."""
    kept = len(own.last)
    if not own.last.isdigit() or not own.first.isdigit() or kept >= len(own.first):
        return other
    if len(other.first) != len(other.last) or other.first[:-kept] != other.last[:-kept]:
        return other
    return PageRange(first=other.first, last=other.last[-kept:])


def issue_put(document: Document, entry: Entry, issue: str) -> AmendText | None:
    """Write an issue number behind the volume as the other articles of the list have it.

    None where they have no common way, or where the volume's place is not known.
    """
    ways: Counter[tuple[str, str]] = Counter()
    for other in document.entries:
        way = _way(document, other) if other.id != entry.id else None
        if way is not None:
            ways[way] += 1
    volume = entry.origins.get("volume")
    if not ways or not isinstance(volume, Printed):
        return None
    (before, after), times = ways.most_common(1)[0]
    if times < _FEWEST or times < _SHARE * ways.total():
        return None
    end = volume.at.end
    return AmendText(at=Span(start=end, end=end), text=f"{before}{issue}{after}")


def _way(document: Document, entry: Entry) -> tuple[str, str] | None:
    """Give what stands between volume and issue, and a bracket that closes behind the issue."""
    volume, issue = entry.origins.get("volume"), entry.origins.get("issue")
    if not isinstance(volume, Printed) or not isinstance(issue, Printed):
        return None
    start, end = volume.at.end, issue.at.start
    if not start < end <= start + 12:
        return None
    between = document.text.read(Span(start=start, end=end)).text
    if any(c.isdigit() for c in between) or "\n" in between:
        return None
    behind = document.text.printed[issue.at.end : issue.at.end + 1]
    return between, ")" if "(" in between and behind == ")" else ""


def pages_behind(document: Document, entry: Entry, pages: Pages) -> AmendText | None:
    """Write pages behind the volume or the issue as the other articles of the list have them.

    None where they have no common way, where the place is not known, or where more than the end of
    the entry or of a sentence follows it.
    """
    ways: Counter[str] = Counter()
    dashes: Counter[str] = Counter()
    issued = bool(entry.origins.get("issue"))
    for other in document.entries:
        way = _way_to_pages(document, other) if other.id != entry.id else None
        if way is not None and bool(other.origins.get("issue")) is issued:
            ways[way] += 1
            dashes["–" if _has_dash(document, other) else "-"] += 1
    place = entry.origins.get("issue") or entry.origins.get("volume")
    if not ways or not isinstance(place, Printed):
        return None
    between, times = ways.most_common(1)[0]
    if times < _FEWEST or times < _SHARE * ways.total():
        return None
    end, printed = place.at.end, document.text.printed
    if between.startswith(")"):
        if printed[end : end + 1] != ")":
            return None
        end, between = end + 1, between[1:]
    if end < entry.span.end and printed[end] not in ".;,":
        return None
    written = page_notation.format(pages, dashes.most_common(1)[0][0])
    return AmendText(at=Span(start=end, end=end), text=f"{between}{written}")


def _way_to_pages(document: Document, entry: Entry) -> str | None:
    """Give what stands between the volume or the issue of an entry and its pages."""
    place = entry.origins.get("issue") or entry.origins.get("volume")
    at = entry.origins.get("page")
    if not isinstance(place, Printed) or not isinstance(at, Printed):
        return None
    if not place.at.end < at.at.start <= place.at.end + 12:
        return None
    between = document.text.read(Span(start=place.at.end, end=at.at.start)).text
    return None if any(c.isdigit() for c in between) or "\n" in between else between


def _has_dash(document: Document, entry: Entry) -> bool:
    at = entry.origins.get("page")
    return isinstance(at, Printed) and "–" in document.text.slice(at.at)
