"""The entries of a list that have a dash, or `ders.`, in place of their authors."""

from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.clipped import is_clipped
from joinedup_refs.check.inner import inner_heads
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.text import Span
from joinedup_refs.notation import repeats
from joinedup_refs.notation.repeats import Repeat, StoodFor

_BULLETS = 0.5  # of the entries, from which on a doubtful dash is rather a bullet


class Repeated(NamedTuple):
    """An entry with a sign for the people of an earlier one."""

    entry: Entry
    sign: Repeat
    named: Entry
    """The entry before it that names them."""
    stands_for: StoodFor
    pending: bool
    """Whether that entry has a defect of its own that hides who is meant."""
    sure: bool
    """Whether nobody else can be meant."""


def find(document: Document) -> Iterator[Repeated]:
    """Find the entries whose people are those of the nearest earlier entry that names its own."""
    signs = {entry.id: _sign(document, entry) for entry in document.entries}
    told = [sign for sign in signs.values() if sign is not None]
    if not told:
        return
    one_each = any(sign.dashes > 1 for sign in told)
    bullets = sum(sign.weak for sign in told) >= _BULLETS * len(document.entries)
    named: Entry | None = None
    people: tuple[Name, ...] = ()
    for entry in document.entries:
        sign = signs[entry.id]
        if named is not None and not _in_one_list(document, named, entry):
            named = None
        if sign is None or (sign.weak and bullets):
            named, people = entry, _printed_people(entry)
        elif named is not None:
            found = repeats.stood_for(sign, document.reading(entry), people)
            pending = _hides(document, named)
            sure = _is_sure(sign, found, people, one_each=one_each)
            sure = sure and _is_at_head(document, named)
            yield Repeated(entry, sign, named, found, pending, sure)
            people = found.people or people


def _sign(document: Document, entry: Entry) -> Repeat | None:
    sign = repeats.match(document.reading(entry))
    if sign is not None and sign.weak and _own_printed(entry) is not None:
        return None  # a bullet before an entry that names its authors
    return sign


def _is_sure(sign: Repeat, found: StoodFor, people: tuple[Name, ...], *, one_each: bool) -> bool:
    """Whether the sign is plain; in lists with a dash for each person, one dash is one person."""
    if one_each and sign.dashes == 1 and len(people) > 1:
        return bool(found.added) and not sign.weak
    return found.sure


def _printed_people(entry: Entry) -> tuple[Name, ...]:
    """Give the people at the head of an entry: editors, where authors are read only behind them."""
    author, editor = (printed_before(entry, field) for field in ("author", "editor"))
    if author and editor and editor.at.start < author.at.start and entry.reference.editor:
        return entry.reference.editor
    return entry.reference.author or entry.reference.editor


def _is_at_head(document: Document, entry: Entry) -> bool:
    """Whether the people of an entry begin it; behind a title's words they are doubtful."""
    places = [one.at for field in ("author", "editor") if (one := printed_before(entry, field))]
    if not places:
        return True
    first = min(place.start for place in places)
    before = document.text.read(Span(start=entry.span.start, end=max(first, entry.span.start))).text
    return ":" not in before and not any(map(str.isdigit, before))


def _own_printed(entry: Entry) -> Printed | None:
    origin = entry.origins.get("author")
    return origin if isinstance(origin, Printed) else None


def printed_before(entry: Entry, field: str) -> Printed | None:
    """Give where an entry prints a field's value, also where a rule has set it anew."""
    origin = entry.origins.get(field)
    if isinstance(origin, ByRule):
        return origin.instead_of
    return origin if isinstance(origin, Printed) else None


def _hides(document: Document, entry: Entry) -> bool:
    return is_clipped(document.reading(entry)) or bool(inner_heads(document, entry))


def _in_one_list(document: Document, one: Entry, other: Entry) -> bool:
    return not document.list_begins(one.span.end, other.span.start)
