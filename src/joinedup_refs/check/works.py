"""What is known of a work, folded so that two of them can be held against each other."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import NamedTuple, TypeAlias

from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name, Person, Verbatim
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.reference import Reference
from joinedup_refs.notation import names, version_words
from joinedup_refs.notation.journal_names import weighty
from joinedup_refs.notation.persons import folded
from joinedup_refs.sources.words import words_of
from joinedup_refs.tables import rows

Words: TypeAlias = tuple[str, ...]

_APART = {row["word"]: row["kind"] for row in rows("apart_words")}
_BOOKS = frozenset({"book", "thesis", "report", "standard"})


class Author(NamedTuple):
    """Who comes first, second… as far as it counts in comparing."""

    family: str
    initial: str
    """The first initial; empty where none is printed."""


class Work(ABC):
    """What is known of a work; texts are folded, empty for what is not known.

    Most works are never held against another one, so what only that needs is read late.
    """

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.title = words_of(reference.title)
        self.printed_title = reference.title
        self.volume = number_of(getattr(reference, "volume", ""))
        self.page = first_page(reference)
        """The first page or the article number."""
        self.identifiers = identifiers_of(reference)
        """Pairs of kind (`DOI`, `PMID`, `ISBN`) and identifier."""

    @property
    def region(self) -> int:
        """The list that it stands in, from 0."""
        return 0

    @property
    def is_record(self) -> bool:
        """Whether its title is one for certain, and not read out of a string."""
        return False

    @property
    @abstractmethod
    def words(self) -> Words:
        """All words by which versions of a work are told."""

    @property
    @abstractmethod
    def letters(self) -> str:
        """All its letters and digits; empty where equal ones would say nothing."""

    @property
    @abstractmethod
    def numbers(self) -> frozenset[str]:
        """Every number but those of identifiers, addresses and dates of access."""

    @property
    def kind(self) -> str:
        """The type of reference."""
        return self.reference.kind

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        """Its authors, or else its editors."""
        return _authors(self.reference.author or self.reference.editor)

    @cached_property
    def translators(self) -> frozenset[str]:
        """The family names of those who translated it."""
        return frozenset(one.family for one in _authors(self.reference.translator))

    @property
    def cut_short(self) -> bool:
        """Whether it gives up its further authors."""
        return "author" in self.reference.and_others

    @cached_property
    def container(self) -> Words:
        """The journal or book, without small words."""
        return self._weighty("container_title")

    @cached_property
    def containers(self) -> tuple[Words, ...]:
        """All names of the journal or book."""
        return (self.container,) if self.container else ()

    @cached_property
    def issns(self) -> frozenset[str]:
        """Numbers of the journal that its name is not needed beside."""
        return frozenset()

    @cached_property
    def publisher(self) -> Words:
        """The publisher, without small words."""
        return self._weighty("publisher")

    @property
    def issued(self) -> Date | None:
        """The date, where it was understood."""
        issued = self.reference.issued
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
        return number_of(getattr(self.reference, "issue", ""))

    @cached_property
    def edition(self) -> str:
        """The edition."""
        return number_of(getattr(self.reference, "edition", ""))

    @cached_property
    def number(self) -> str:
        """Of a report, a standard, a law."""
        return number_of(getattr(self.reference, "number", ""))

    @property
    def url(self) -> str:
        """The address without scheme and `www.`."""
        bare = self.reference.url.casefold().rstrip("/").partition("://")[2]
        return bare.removeprefix("www.")

    @cached_property
    def versions(self) -> frozenset[str]:
        """Correction, reply, preprint and their like, by the words that tell them."""
        return frozenset(version_words.in_title(self.title) | version_words.anywhere(self.words))

    @cached_property
    def apart(self) -> frozenset[str]:
        """Abstract, protocol, translation, part…: they share their work's title and are not it."""
        return frozenset(_APART[word] for word in self.words if word in _APART)

    @property
    def is_whole(self) -> bool:
        """Whether it is a work by itself and no part of a journal or a book."""
        return self.kind in _BOOKS and not self.container

    def _weighty(self, field: str) -> Words:
        return tuple(weighty(words_of(str(getattr(self.reference, field, "")))))


def number_of(value: object) -> str:
    """Fold a number such as a volume's: no case, blanks, signs or leading noughts."""
    text = str(value) if value else ""
    plain = text.isascii() and text.isdecimal()  # as most are
    return (text if plain else "".join(words_of(text))).lstrip("0")


def first_page(reference: Reference) -> str:
    """Give the first page, folded; empty where the pages were not understood."""
    pages = getattr(reference, "pages", None)
    return number_of(pages.ranges[0].first) if isinstance(pages, Pages) else ""


def _authors(people: tuple[Name, ...]) -> tuple[Author, ...]:
    return tuple(
        Author(
            "".join(names.family_key(name).split()),
            folded(name.given)[:1] if isinstance(name, Person) else "",
        )
        for name in people
        if not isinstance(name, Verbatim) or any(c.isalpha() for c in name.text)
    )


def identifiers_of(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Give pairs of kind (`DOI`, `PMID`, `ISBN`) and identifier, of those that tell a work."""
    found = []
    if any(map(str.isdecimal, reference.doi.partition("/")[2])):
        found.append(("DOI", reference.doi.casefold()))  # else it was cut off in the journal's part
    for kind in ("PMID", "PMCID"):
        value = str(reference.other.get(kind, "")).casefold().strip() if reference.other else ""
        if value:
            found.append((kind, value))
    isbn = str(getattr(reference, "isbn", "") or reference.other.get("ISBN", ""))
    isbn = "".join(filter(str.isalnum, isbn.partition(";")[0].casefold()))  # the first of several
    if any(map(str.isdigit, isbn)) and "container-title" not in reference.other:
        found.append(("ISBN", isbn))  # and not `????`, for one that is not known
    return tuple(found)
