"""Quotation marks: round the titles of what is part of a whole, and straight or curly anywhere."""

import re
from collections.abc import Iterator

from joinedup_refs.check.style.mending import least, printed_at, whole
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.reference import Article, NewsItem
from joinedup_refs.model.text import Reading

STRAIGHT, CURLY = "straight", "curly"
_NONE = "Title"
_PAIRS = ("‘’", "“”", "''", '""', "«»", "»«", "„“", "‚‘", "‹›")
_SPACED = "« Title »"
_IN_A_WHOLE = frozenset({"article", "chapter", "conference-paper", "news"})
_MARKS = frozenset("'\"‘’“”„‚«»‹›")
_LONGEST = 800
_DOUBLE = re.compile(rf'(?<![\w"])"(?P<words>[^"“”]{{1,{_LONGEST}}})"(?![\w"])')
_SINGLE = re.compile(
    rf"(?<![\w'])'(?P<words>(?:[^'‘’]|'(?=\w)|’(?=\w)){{1,{_LONGEST}}}+)'(?![\w'])"
)
_CURLY_DOUBLE = re.compile(rf"“(?P<words>[^\"“”]{{1,{_LONGEST}}})”")
_CURLY_SINGLE = re.compile(
    rf"(?<!\w)‘(?P<words>(?:[^'‘’]|'(?=\w)|’(?=\w)){{1,{_LONGEST}}}+)’(?!\w)"
)
_GLYPHS = ((STRAIGHT, _DOUBLE), (STRAIGHT, _SINGLE), (CURLY, _CURLY_DOUBLE), (CURLY, _CURLY_SINGLE))
_TURNED = {'"': "“”", "'": "‘’", "“": '""', "‘": "''"}
_CURLED = str.maketrans({"'": "‘", '"': "“"})


def _around(document: Document, entry: Entry) -> tuple[Reading, int, int] | None:
    """Give the reading of an entry and where its title stands in it."""
    at, reading = printed_at(entry, "title"), whole(document, entry)
    if entry.reference.kind not in _IN_A_WHOLE or at is None or reading is None:
        return None
    own = entry.at[0]
    start = len(document.text.read(own.model_copy(update={"end": at.start})).text)
    return reading, start, start + len(document.text.read(at).text)


def _opened(text: str, start: int) -> int:
    """Give how many characters of an opening mark stand before a title."""
    before = text[max(0, start - 2) : start]
    if before[-1:] in _MARKS:
        return 1
    return 2 if before[:1] == "«" and before[1:].isspace() else 0


def _closed(text: str, end: int) -> tuple[int, int] | None:
    """Give where the closing mark stands, behind a comma or stop that it may take in."""
    found = re.compile(r"[.,]?(?P<mark>\s?»|['\"’”“«‘›])").match(text, end)
    return found.span("mark") if found else None


def _seen_round(document: Document, entry: Entry) -> Iterator[Sighting]:
    found = _around(document, entry)
    if found is None:
        return
    reading, start, end = found
    opening, closing = _opened(reading.text, start), _closed(reading.text, end)
    if not opening and closing is None:
        edges = {reading.text[start], reading.text[end - 1]}
        if _is_surely_in_a_whole(entry) and not _MARKS & edges:
            yield Sighting(entry, _NONE, reading.printed(start, end))
        return
    if not opening or closing is None:
        return
    left, right = reading.text[start - opening : start], reading.text[slice(*closing)]
    if f"{left}{right}".replace(" ", "").replace("\xa0", "") in _PAIRS:
        yield Sighting(entry, f"{left}Title{right}", reading.printed(start - opening, closing[1]))


def _is_surely_in_a_whole(entry: Entry) -> bool:
    """Whether an entry is an article or a chapter beyond doubt, and not a book taken for one."""
    work = entry.reference
    if isinstance(work, NewsItem):
        date = work.issued
        return isinstance(date, Date) and date.start is not None and date.start.day is not None
    if isinstance(work, Article):
        return bool((work.volume or work.issue) and work.pages)
    return bool(work.editor)


def _round_alike(way: str, usual: str) -> bool:
    """Whether the marks are the same; straight or curly is another trait's matter."""
    return _class(way) == _class(usual)


def _class(way: str) -> str:
    return way.translate(_CURLED)[:1] if way != _NONE else ""


def _mended_round(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found = _around(document, sighting.entry)
    if found is None:
        return ()
    reading, start, end = found
    left, _, right = way.partition("Title")
    opening, closing = _opened(reading.text, start), _closed(reading.text, end)
    inner = set(re.sub(r"\w['’]\w", "", reading.text[start:end]))
    if inner & {*left.strip(), *right.strip()}:
        return ()  # a title with such marks of its own would need others within
    close = closing or (end, end)
    return (
        *least(reading, start - opening, start, left),
        *least(reading, *close, right),
    )


def _glyphs_seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    reading = whole(document, entry)
    if reading is None or not _MARKS & set(reading.text):
        return
    for glyph, pair in _GLYPHS:
        for met in pair.finditer(reading.text):
            yield Sighting(entry, glyph, reading.printed(*met.span()))


def _mended_glyphs(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    del way
    reading = document.text.read(sighting.at)
    turned = _TURNED[reading.text[0]]
    last = len(reading.text)
    return (*least(reading, 0, 1, turned[0]), *least(reading, last - 1, last, turned[1]))


TITLE_QUOTES = Trait(
    key="article_title",
    what="quotation marks round titles",
    rule="STY009",
    ways="|".join((_NONE, _SPACED, *(f"{p[0]}Title{p[1]}" for p in _PAIRS))),
    example="‘Title’",
    seen=_seen_round,
    mended=each(_mended_round),
    agrees=_round_alike,
)

GLYPHS = Trait(
    key="quotation_marks",
    what="kind of quotation marks",
    rule="STY005",
    ways={STRAIGHT: "straight", CURLY: "curly"},
    example=CURLY,
    seen=_glyphs_seen,
    mended=each(_mended_glyphs),
)
