"""Numbers as law reviews print them: `3 J.L. & Econ. 1 (1960)`, `1983 Wis. L. Rev. 379`.

Source: The Bluebook (21st ed.), rules 15.1 (books), 16.4 and 16.5 (journals).
"""

import re

from joinedup_refs.parse.draft import Label

__all__ = ["with_law_review_numbers"]

_NUMBERS = frozenset({"volume", "issue", "page", "number", "edition"})
_PAGES = re.compile(r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?")
_BOOK = re.compile(
    r"\s\((?:\d{1,2}(?:st|d|nd|rd|th)\s(?:rev\.\s)?ed|rev\.\sed|[^()]{3,60}?\seds?\.|(?:1[5-9]|20)\d\d)"
)
"""What stands behind the page of a book: `167 (1991)`, `33 (6th ed. 2003)`."""
_EDITION_AND_YEAR = re.compile(
    r"\s\((?:\d{1,2}(?:st|d|nd|rd|th)\s(?:rev\.\s)?ed\.|rev\.\sed\.)\s(?:1[5-9]|20)\d\d\)"
)
_PAGE_IN_TITLE = re.compile(r"(?<=[^\W\d_])\s(?P<page>\d{1,4}(?:[-–]\d{1,4})?)$")
_YEAR = re.compile(r"\s\((?:[A-Z][a-z]{2,5}\.?\s)?(?:1[5-9]|20)\d\d\)")


_TITLES = frozenset({"title", "container-title"})


def with_law_review_numbers(labels: list[Label], raw: str) -> list[Label]:
    """Read bare numbers where law reviews print them.

    - Behind a book's title, before its edition or year, stands a page.
    - Behind a journal that has its volume before it, or its year for a volume, stands the first
      page, and what a comma parts from that is the page that is cited.
    - A title with an edition, and with no volume or title beside, is the book's own.
    """
    labels = _without_page(labels, raw)
    kinds = [x.label for x in labels]
    for at in range(1, len(labels)):
        one, before = labels[at], labels[at - 1]
        if one.label not in _NUMBERS or before.label not in _TITLES:
            continue
        if not _PAGES.fullmatch(raw, one.start, one.end):
            continue
        if before.label == "title" and _is_page_of_book(labels, at, raw):
            return [*labels[:at], one._replace(label="page"), *labels[at + 1 :]]
        if before.label == "container-title" and at > 1 and _is_first_page(labels, at, raw):
            behind = [x for x in labels[at + 1 :] if x.label not in _NUMBERS]
            return [*labels[:at], one._replace(label="page"), *behind]
    if {"container-title", "edition"} <= set(kinds) and _is_book(labels, raw):
        return [x._replace(label="title") if x.label == "container-title" else x for x in labels]
    return labels


def _without_page(labels: list[Label], raw: str) -> list[Label]:
    """Part the page from a title that took it in, before the edition and the year."""
    for at, one in enumerate(labels):
        if one.label != "title" or not raw[one.end - 1].isdecimal():
            continue
        found = _PAGE_IN_TITLE.search(raw, one.start, one.end)
        if found and _EDITION_AND_YEAR.match(raw, one.end):
            page = Label("page", found.start("page"), one.end, one.confidence / 2)
            return [*labels[:at], one._replace(end=found.start()), page, *labels[at + 1 :]]
    return labels


def _is_page_of_book(labels: list[Label], at: int, raw: str) -> bool:
    gap = raw[labels[at - 1].end : labels[at].start]
    held = any(x.label == "container-title" for x in labels)
    return gap == " " and not held and _BOOK.match(raw, labels[at].end) is not None


def _is_first_page(labels: list[Label], at: int, raw: str) -> bool:
    ahead, journal, one = labels[at - 2 : at + 1]
    if raw[journal.end : one.start] not in {" ", ". "} or raw[ahead.end : journal.start] != " ":
        return False
    if ahead.label == "volume":
        return _YEAR.match(raw, one.end) is not None
    for_volume = ahead.label == "issued" and raw[ahead.start : ahead.end].isdecimal()
    return (
        for_volume
        and raw[max(0, ahead.start - 2) : ahead.start] == ", "
        and raw[one.end : one.end + 1] in {"", ",", "."}
    )


def _is_book(labels: list[Label], raw: str) -> bool:
    """Whether the only title is that of a book: no part of it, no journal and no `pp.` beside."""
    kinds = [x.label for x in labels]
    if {"title", "volume", "issue"} & set(kinds) or kinds.count("container-title") > 1:
        return False
    before_pages = [raw[max(0, x.start - 4) : x.start] for x in labels if x.label == "page"]
    return not any("p" in before for before in before_pages)
