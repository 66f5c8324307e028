"""How pages are printed: the word before them, the sign between them, shortened or in full."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.style.mending import least, printed_at, whole
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.pages import PageRange, Pages
from joinedup_refs.model.text import Reading
from joinedup_refs.notation.pages import completed

DASH, HYPHEN = "–", "-"
FULL, ELIDED = "full", "shortened"
_DASH = re.compile(r"\W{1,5}")
_NONE = "none"
_BETWEEN = re.compile(
    r"(?<![\w-])[A-Za-z]{0,2}\d{1,6}\s?(?P<sign>-{1,2}|[‐‒−–])\s?(?=[A-Za-z]{0,2}\d{1,6}(?![\w-]))"
    r"|(?<![\w-])[ivxlc]{1,8}(?P<roman>[-–])(?=[ivxlc]{1,8}(?![\w-]))"
)
_LABEL = re.compile(
    r"(?<![\w.])(?P<label>pp?\.?|P(?:p\.?|\.)|pages?|pgs?\.?|S\.|Seiten|ss?\.|págs?\.?|pagg?\.)\s?\Z"
)
_LABELS = r"none|[^\W\d_]{1,6}\.?"


class Shortened(NamedTuple):
    """A range whose last page may be shortened, and what stands for that page."""

    printed: str
    whole: str
    """All digits of the last page."""


def ranges_of(entry: Entry) -> tuple[PageRange, ...]:
    """Give the ranges of pages of an entry that are printed."""
    pages = getattr(entry.reference, "pages", None)
    if not isinstance(pages, Pages) or printed_at(entry, "page") is None:
        return ()
    return tuple(r for r in pages.ranges if r.last)


def _reading(document: Document, entry: Entry) -> Reading | None:
    at = printed_at(entry, "page")
    return document.text.read(at) if at is not None and ranges_of(entry) else None


def _dash_seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    reading = _reading(document, entry)
    for met in _BETWEEN.finditer(reading.text) if reading else ():
        group = met.lastgroup or 0
        start, end = met.span(group)
        while reading and reading.text[start - 1] == " ":
            start -= 1
        while reading and reading.text[end : end + 1] == " ":
            end += 1
        if reading:
            way = DASH if met[group] == DASH else HYPHEN
            yield Sighting(entry, way, reading.printed(start, end))


def _dash_mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    del document
    return (AmendText(at=sighting.at, text=way),)


def shortened(one: PageRange) -> Shortened | None:
    """Say how the last page of a range is printed, if it could be shortened or is; else None.

    >>> shortened(PageRange(first="517", last="38"))
    Shortened(printed='38', whole='538')
    >>> shortened(PageRange(first="98", last="103")) is None
    True
    >>> shortened(PageRange(first="415", last="Q85")) is None
    True
    """
    last = completed(one).last
    if not (one.first.isdecimal() and last.isdecimal() and len(last) == len(one.first)):
        return None
    if int(last) <= int(one.first):
        return None
    if last == one.last and last[0] != one.first[0]:
        return None
    return Shortened(one.last, last)


def _range_seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    reading = _reading(document, entry)
    at = 0
    for one in ranges_of(entry) if reading else ():
        known = shortened(one)
        last = _last_page(reading.text, at, one.first, one.last) if reading else -1
        if last < 0 or reading is None:
            return
        at = last + len(one.last)
        if known:
            way = FULL if known.printed == known.whole else ELIDED
            yield Sighting(entry, way, reading.printed(last, at))


def _last_page(text: str, at: int, first: str, last: str) -> int:
    """Give where the last page stands behind its first one and a dash; -1 where it does not."""
    while (at := text.find(first, at)) >= 0:
        at += len(first)
        dash = _DASH.match(text, at)
        if dash and text.startswith(last, dash.end()):
            end = dash.end() + len(last)
            if not text[end : end + 1].isalnum() and text[end : end + 1] != "_":
                return dash.end()
    return -1


def _range_mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    """Put in the digits that were left out; how many to leave out is for no program to guess."""
    if way != FULL:
        return ()
    printed = document.text.read(sighting.at).text
    for one in ranges_of(sighting.entry):
        known = shortened(one)
        if known and known.printed == printed != known.whole:
            missing = known.whole[: -len(printed)]
            at = sighting.at.model_copy(update={"end": sighting.at.start})
            return (AmendText(at=at, text=missing),)
    return ()


def _prefix(document: Document, entry: Entry) -> tuple[Reading, int, int] | None:
    """Give the reading of an entry, and where the word before its pages stands or would."""
    reading, at = whole(document, entry), printed_at(entry, "page")
    if reading is None or at is None or len(ranges_of(entry)) != 1:
        return None
    end = len(document.text.read(entry.at[0].model_copy(update={"end": at.start})).text)
    label = _LABEL.search(reading.text, 0, end)
    return reading, label.start("label") if label else end, end


def _prefix_seen(document: Document, entry: Entry, kinds: frozenset[str]) -> Iterator[Sighting]:
    found = _prefix(document, entry) if entry.reference.kind in kinds else None
    if found is not None:
        reading, start, end = found
        way = reading.text[start:end].strip() or _NONE
        yield Sighting(entry, way, reading.printed(start, end) if start < end else entry.span)


def _prefix_of_articles(document: Document, entry: Entry) -> Iterator[Sighting]:
    return _prefix_seen(document, entry, frozenset({"article"}))


def _prefix_of_chapters(document: Document, entry: Entry) -> Iterator[Sighting]:
    return _prefix_seen(document, entry, frozenset({"chapter", "conference-paper"}))


def _prefix_mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found = _prefix(document, sighting.entry)
    if found is None:
        return ()
    reading, start, end = found
    if start == end and reading.text[start - 1] != " ":
        return ()  # `84:517–538` has no room for a word, and its colon may be part of the style
    return least(reading, start, end, "" if way == _NONE else f"{way} ")


PAGE_DASH = Trait(
    key="page_dash",
    what="sign between pages",
    rule="NUM703",
    ways={DASH: "a dash", HYPHEN: "a hyphen"},
    example=DASH,
    seen=_dash_seen,
    mended=each(_dash_mended),
    enough=3,
    share=0.5,
)

PAGE_RANGE = Trait(
    key="page_range",
    what="last page of a range",
    rule="NUM705",
    ways={FULL: "in full", ELIDED: "shortened"},
    example=FULL,
    seen=_range_seen,
    mended=each(_range_mended),
)

ARTICLE_PAGES = Trait(
    key="article_page_prefix",
    what="word before pages of articles",
    rule="STY006",
    ways=_LABELS,
    example="pp.",
    seen=_prefix_of_articles,
    mended=each(_prefix_mended),
    said={_NONE: "nothing"},
)

CHAPTER_PAGES = Trait(
    key="chapter_page_prefix",
    what="word before pages of chapters",
    rule="STY006",
    ways=_LABELS,
    example="pp.",
    seen=_prefix_of_chapters,
    mended=each(_prefix_mended),
    said={_NONE: "nothing"},
)
