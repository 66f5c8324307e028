"""What an entry prints of its work, folded so that two entries can be held against each other."""

import re
from typing import NamedTuple

from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Person, Verbatim
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.text import Span
from joinedup_refs.notation import names, repeats, version_words
from joinedup_refs.notation.journal_names import weighty
from joinedup_refs.notation.persons import folded
from joinedup_refs.sources.words import words_of
from joinedup_refs.tables import rows

_BESIDE = ("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "accessed")
"""Variables whose digits say nothing about the work itself."""
_NUMBER = re.compile(r"\w{0,3}\d\w{0,9}|\b[IVXLC]{1,7}\b")
_DOI_DIGIT = re.compile(r"/.*\d")
_AND = frozenset({"and", "und", "et", "y"})
_APART = {row["word"]: row["kind"] for row in rows("apart_words")}
_BOOKS = frozenset({"book", "thesis", "report", "standard"})


class Author(NamedTuple):
    """Who comes first, second… as far as it counts in comparing."""

    family: str
    initial: str
    """The first initial; empty where none is printed."""


class PrintedWork(NamedTuple):
    """What an entry prints of its work; texts are folded, empty for what is not printed."""

    entry: Entry
    region: int
    """The list that it stands in, from 0."""
    letters: str
    """All its letters and digits; those of the authors before it where a dash stands for them."""
    words: tuple[str, ...]
    kind: str
    authors: tuple[Author, ...]
    cut_short: bool
    """Whether it gives up its further authors."""
    title: tuple[str, ...]
    printed_title: str
    container: tuple[str, ...]
    publisher: tuple[str, ...]
    year: int | None
    letter: str
    day: tuple[int, int] | None
    """Month and day."""
    volume: str
    issue: str
    page: str
    """The first page or the article number."""
    edition: str
    number: str
    """Of a report, a standard, a law."""
    identifiers: tuple[tuple[str, str], ...]
    """Pairs of kind (`DOI`, `PMID`, `ISBN`) and identifier."""
    url: str
    versions: frozenset[str]
    """Correction, reply, preprint and their like, by the words that tell them."""
    apart: frozenset[str]
    """Abstract, protocol, translation, part…: they share their work's title and are not it."""
    numbers: frozenset[str]
    """Every number but those of identifiers, addresses and dates of access."""

    @property
    def is_whole(self) -> bool:
        """Whether it is a work by itself and no part of a journal or a book."""
        return self.kind in _BOOKS and not self.container


def work_of(document: Document, entry: Entry) -> PrintedWork:
    """Make an entry ready to be held against others."""
    reference = entry.reference
    words = words_of(document.reading(entry))
    people = _authors(reference.author or reference.editor)
    title = words_of(reference.title)
    issued = reference.issued if isinstance(reference.issued, Date) else None
    start = issued.start if issued else None
    container = str(getattr(reference, "container_title", ""))
    return PrintedWork(
        entry=entry,
        region=_region(document, entry),
        letters=_letters(document, entry, words, people),
        words=words,
        kind=reference.kind,
        authors=people,
        cut_short="author" in reference.and_others,
        title=title,
        printed_title=reference.title,
        container=tuple(weighty(words_of(container))),
        publisher=tuple(weighty(words_of(str(getattr(reference, "publisher", ""))))),
        year=start.year if start else None,
        letter=issued.letter if issued else "",
        day=(start.month, start.day or 0) if start and start.month else None,
        volume=_number(getattr(reference, "volume", "")),
        issue=_number(getattr(reference, "issue", "")),
        page=_first_page(reference),
        edition="".join(words_of(str(getattr(reference, "edition", "")))),
        number="".join(words_of(str(getattr(reference, "number", "")))),
        identifiers=tuple(_identifiers(reference)),
        url=reference.url.casefold().rstrip("/").partition("://")[2].removeprefix("www."),
        versions=frozenset(version_words.in_title(title) | version_words.anywhere(words)),
        apart=frozenset(_APART[word] for word in words if word in _APART),
        numbers=_numbers(document, entry),
    )


def _region(document: Document, entry: Entry) -> int:
    at = entry.span
    return next((n for n, region in enumerate(document.regions) if region.covers(at)), 0)


def _authors(people: tuple[Name, ...]) -> tuple[Author, ...]:
    return tuple(
        Author(
            "".join(names.family_key(name).split()),
            folded(name.given)[:1] if isinstance(name, Person) else "",
        )
        for name in people
        if not isinstance(name, Verbatim) or any(c.isalpha() for c in name.text)
    )


def _letters(
    document: Document, entry: Entry, words: tuple[str, ...], people: tuple[Author, ...]
) -> str:
    plain = "".join(word for word in words if word not in _AND)
    if not repeats.match(document.reading(entry)):
        return plain
    return "".join(author.family for author in people) + plain if people else ""


def _number(value: object) -> str:
    return "".join(words_of(str(value))).lstrip("0")


def _first_page(reference: Reference) -> str:
    pages = getattr(reference, "pages", None)
    return _number(pages.ranges[0].first) if isinstance(pages, Pages) else ""


def _identifiers(reference: Reference) -> list[tuple[str, str]]:
    found = []
    if _DOI_DIGIT.search(reference.doi):  # else it was cut off behind the journal's part
        found.append(("DOI", reference.doi.casefold()))
    found += [
        (kind, value)
        for kind in ("PMID", "PMCID")
        if (value := str(reference.other.get(kind, "")).casefold().strip())
    ]
    isbn = str(getattr(reference, "isbn", "") or reference.other.get("ISBN", ""))
    if isbn and "container-title" not in reference.other:
        found.append(("ISBN", "".join(c for c in isbn.casefold() if c.isalnum())))
    return found


def _numbers(document: Document, entry: Entry) -> frozenset[str]:
    beside = sorted(
        (origin.at.start, origin.at.end)
        for variable in _BESIDE
        if isinstance(origin := entry.origins.get(variable), Printed)
    )
    here, parts = entry.span.start, []
    for start, end in (*beside, (entry.span.end, entry.span.end)):
        if here < start:
            parts.append(document.text.read(Span(start=here, end=start)).text)
        here = max(here, end)
    return frozenset(n.lstrip("0") for part in parts for n in _NUMBER.findall(part))
