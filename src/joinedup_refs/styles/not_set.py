"""What of references a list does not say, or says unusually, though it was read: for the reader."""

from collections.abc import Iterable, Mapping

from joinedup_refs.formats import Record
from joinedup_refs.formats.keys import MARKUP
from joinedup_refs.model.date import Date
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.reference import Reference
from joinedup_refs.notation import dates, pages
from joinedup_refs.styles.csl_items import promise_of
from joinedup_refs.styles.csl_styles import Style
from joinedup_refs.styles.unread import some

_PREPRINT = "[preprint]"
_DOUBTS = b"is-uncertain-date"
"""What a style asks by when it marks a year as approximate (CSL 1.0.2, Conditions)."""


def of_promises(records: Iterable[Record], printed: Mapping[str, str]) -> list[str]:
    """Tell of works still to come that the list does not say to be so.

    `printed` has what is printed of a record, by its identifier.
    """
    lost = [
        f"“{promise}” ({record.key or record.id})"
        for record in records
        if (promise := promise_of(record.reference))
        and not _says(printed.get(record.id), promise, record.reference.title)
    ]
    return [f"Left out, as the style has no place for it: {some(lost)}."] if lost else []


def _says(printed: str | None, promise: str, title: str) -> bool:
    """Whether what is printed says a promise, other than as a word of the title."""
    if printed is None:
        return True
    said, word = printed.casefold(), promise.casefold()
    in_title = MARKUP.sub("", title).casefold().count(word)
    return said.count(word) > in_title


def promise_alone(record: Record) -> bool:
    """Whether a promise stands in the place of the year, where styles of BibTeX print it."""
    issued = record.reference.issued
    return isinstance(issued, Date) and bool(issued.forthcoming) and issued.start is None


def of_doubtful_years(records: Iterable[Record], style: Style) -> list[str]:
    """Tell of approximate years that a style prints as if they were certain."""
    if _DOUBTS in style.xml:
        return []
    bare = [
        f"“{dates.format(issued)}” ({record.key or record.id})"
        for record in records
        if isinstance(issued := record.reference.issued, Date) and issued.circa
    ]
    return [f"Printed as certain, as the style marks no doubt: {some(bare)}."] if bare else []


def of_preprints(records: Iterable[Record], printed: Mapping[str, str]) -> list[str]:
    """Tell of articles of journals that a style calls preprints, for want of a volume or pages."""
    called = [
        record.key or record.id
        for record in records
        if record.reference.csl_type == "article-journal"
        and _PREPRINT in printed.get(record.id, "").casefold()
        and _PREPRINT not in record.reference.title.casefold()
    ]
    if not called:
        return []
    return [f"Called a preprint by the style, for want of a volume or pages: {some(called)}."]


def of_pages(records: Iterable[Record]) -> list[str]:
    """Tell of pages that run backwards."""
    odd = [
        f"{pages.format(found, '–')} ({record.key or record.id})"
        for record in records
        if (found := _pages(record.reference)) and any(map(pages.falls, found.ranges))
    ]
    return [f"Pages that run backwards are printed as they stand: {some(odd)}."] if odd else []


def _pages(reference: Reference) -> Pages | None:
    found = getattr(reference, "pages", None)
    return found if isinstance(found, Pages) else None
