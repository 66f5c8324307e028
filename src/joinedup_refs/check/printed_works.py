"""What an entry prints of its work, folded so that two entries can be held against each other."""

import re
from functools import cached_property
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
_AND = frozenset({"and", "und", "et", "y"})
_APART = {row["word"]: row["kind"] for row in rows("apart_words")}
_BOOKS = frozenset({"book", "thesis", "report", "standard"})


class Author(NamedTuple):
    """Who comes first, second… as far as it counts in comparing."""

    family: str
    initial: str
    """The first initial; empty where none is printed."""


class PrintedWork:
    """What an entry prints of its work; texts are folded, empty for what is not printed.

    Most entries are never held against another one, so what only that needs is read late.
    """

    def __init__(self, document: Document, entry: Entry) -> None:
        self.entry = entry
        self._document = document
        self._reference = entry.reference
        self.title = words_of(entry.reference.title)
        self.printed_title = entry.reference.title
        self.volume = _number(getattr(entry.reference, "volume", ""))
        self.page = _first_page(entry.reference)
        """The first page or the article number."""
        self.identifiers = _identifiers(entry.reference)
        """Pairs of kind (`DOI`, `PMID`, `ISBN`) and identifier."""

    @cached_property
    def region(self) -> int:
        """The list that it stands in, from 0."""
        return self._document.list_of(self.entry.span) or 0

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All its words."""
        return words_of(self._document.reading(self.entry))

    @cached_property
    def letters(self) -> str:
        """All its letters and digits; those of the authors too where a dash stands for them.

        Empty where nobody knows for whom the dash stands.
        """
        plain = "".join(word for word in self.words if word not in _AND)
        if not repeats.match(self._document.reading(self.entry)):
            return plain
        return "".join(author.family for author in self.authors) + plain if self.authors else ""

    @property
    def kind(self) -> str:
        """The type of reference."""
        return self._reference.kind

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        """Its authors, or else its editors."""
        return _authors(self._reference.author or self._reference.editor)

    @property
    def cut_short(self) -> bool:
        """Whether it gives up its further authors."""
        return "author" in self._reference.and_others

    @cached_property
    def container(self) -> tuple[str, ...]:
        """The journal or book, without small words."""
        return self._weighty("container_title")

    @cached_property
    def publisher(self) -> tuple[str, ...]:
        """The publisher, without small words."""
        return self._weighty("publisher")

    @property
    def issued(self) -> Date | None:
        """The date, where it was understood."""
        issued = self._reference.issued
        return issued if isinstance(issued, Date) else None

    @property
    def year(self) -> int | None:
        """The year, or the first year of a range."""
        return self.issued.year if self.issued else None

    @property
    def day(self) -> tuple[int, int] | None:
        """Month and day; 0 for a day that is not printed."""
        start = self.issued.start if self.issued else None
        return (start.month, start.day or 0) if start and start.month else None

    @cached_property
    def issue(self) -> str:
        """The issue."""
        return _number(getattr(self._reference, "issue", ""))

    @cached_property
    def edition(self) -> str:
        """The edition."""
        return _number(getattr(self._reference, "edition", ""))

    @cached_property
    def number(self) -> str:
        """Of a report, a standard, a law."""
        return _number(getattr(self._reference, "number", ""))

    @property
    def url(self) -> str:
        """The address without scheme and `www.`."""
        bare = self._reference.url.casefold().rstrip("/").partition("://")[2]
        return bare.removeprefix("www.")

    @cached_property
    def versions(self) -> frozenset[str]:
        """Correction, reply, preprint and their like, by the words that tell them."""
        return frozenset(version_words.in_title(self.title) | version_words.anywhere(self.words))

    @cached_property
    def apart(self) -> frozenset[str]:
        """Abstract, protocol, translation, part…: they share their work's title and are not it."""
        return frozenset(_APART[word] for word in self.words if word in _APART)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number but those of identifiers, addresses and dates of access."""
        return _numbers(self._document, self.entry)

    @property
    def is_whole(self) -> bool:
        """Whether it is a work by itself and no part of a journal or a book."""
        return self.kind in _BOOKS and not self.container

    def _weighty(self, field: str) -> tuple[str, ...]:
        return tuple(weighty(words_of(str(getattr(self._reference, field, "")))))


def _authors(people: tuple[Name, ...]) -> tuple[Author, ...]:
    return tuple(
        Author(
            "".join(names.family_key(name).split()),
            folded(name.given)[:1] if isinstance(name, Person) else "",
        )
        for name in people
        if not isinstance(name, Verbatim) or any(c.isalpha() for c in name.text)
    )


def _number(value: object) -> str:
    return "".join(words_of(str(value))).lstrip("0") if value else ""


def _first_page(reference: Reference) -> str:
    pages = getattr(reference, "pages", None)
    return _number(pages.ranges[0].first) if isinstance(pages, Pages) else ""


def _identifiers(reference: Reference) -> tuple[tuple[str, str], ...]:
    found = []
    if any(
        c.isdecimal() for c in reference.doi.partition("/")[2]
    ):  # else it was cut off behind the journal's part
        found.append(("DOI", reference.doi.casefold()))
    found += [
        (kind, value)
        for kind in ("PMID", "PMCID")
        if (value := str(reference.other.get(kind, "")).casefold().strip())
    ]
    isbn = str(getattr(reference, "isbn", "") or reference.other.get("ISBN", ""))
    isbn = "".join(c for c in isbn.casefold() if c.isalnum())
    if any(map(str.isdigit, isbn)) and "container-title" not in reference.other:
        found.append(("ISBN", isbn))  # and not `????`, for one that is not known
    return tuple(found)


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
