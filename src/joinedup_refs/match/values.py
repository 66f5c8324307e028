"""The values of a reference and of a record, made ready to be held against each other."""

from typing import NamedTuple

from joinedup_refs.model.date import Date
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.name import Name, Person
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates, names, numbering
from joinedup_refs.notation import pages as page_notation
from joinedup_refs.notation.csl import name_from_csl, to_csl
from joinedup_refs.notation.identifiers import doi as doi_notation
from joinedup_refs.sources.words import plain

_CONTAINERS = ("container-title", "container-title-short", "collection-title", "event-title")
_IN_WORDS = (
    *("title", "container-title", "volume", "issue", "page", "publisher", "genre", "status"),
    *("DOI", "URL", "note"),
)
_EARLIEST, _LATEST = 1000, 2100  # a year beyond these is dirt in a record
_BETWEEN = str.maketrans(",;", "  ")
"""What parts several numbers."""


class Printed(NamedTuple):
    """What a reference prints."""

    text: str
    """The reference on one line."""
    kind: str
    """Its CSL type."""
    title: str
    people: tuple[Name, ...]
    """Authors, or the editors of a work that has no author."""
    year: int | None
    promise: str
    """What is said of a work that is not out yet: `in press`, `in preparation`."""
    containers: tuple[str, ...]
    volume: str
    issue: str
    pages: tuple[str, str]
    """First and last page, or an article's number twice."""
    publisher: str
    doi: str
    url: str
    isbn: str

    @property
    def families(self) -> tuple[str, ...]:
        """Family names, or the names of bodies."""
        return tuple(n.family if isinstance(n, Person) else names.display(n) for n in self.people)

    @property
    def nowhere(self) -> bool:
        """Whether nothing is printed that says where the work appeared."""
        return not (self.containers or self.volume or any(self.pages) or self.publisher or self.url)

    @classmethod
    def of(cls, reference: Reference, text: str, item: dict[str, Json] | None = None) -> "Printed":
        """Take the values of a reference, those in `other` included; `item` is its CSL item."""
        item = to_csl(reference) if item is None else item
        issued = reference.issued
        return cls(
            text=" ".join(text.split()) or _in_words(item, reference),
            kind=str(item.get("type", "")),
            title=plain(reference.title),
            people=reference.author or reference.editor,
            year=issued.year if isinstance(issued, Date) else None,
            promise=issued.forthcoming if isinstance(issued, Date) else "",
            containers=containers_of(item),
            volume=numbering.bare_volume(text_of(item, "volume")),
            issue=numbering.bare_issue(text_of(item, "issue")),
            pages=pages_of(item),
            publisher=plain(text_of(item, "publisher")),
            doi=doi_of(text_of(item, "DOI")),
            url=reference.url,
            isbn=bare_isbn(text_of(item, "ISBN").partition(";")[0]),
        )


class Recorded(NamedTuple):
    """What a record says."""

    kind: str
    titles: tuple[str, ...]
    """Its title, then others that it goes by."""
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    years: tuple[int, ...]
    containers: tuple[str, ...]
    volume: str
    issue: str
    pages: tuple[str, str]
    number: str
    """An article's number, or a report's."""
    publisher: str
    dois: tuple[str, ...]
    """Its DOI, then other DOIs of the same work."""
    isbns: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title, or nothing."""
        return self.titles[0] if self.titles else ""

    @classmethod
    def of(cls, candidate: Candidate) -> "Recorded":
        """Take the values of a record; what makes no sense in it is left out."""
        item = candidate.item
        titles = [plain(text_of(item, v)) for v in ("title", "original-title") if v in item]
        years = {*candidate.years, candidate.online_year, candidate.print_year, year_of(item)}
        dois = (doi_of(text_of(item, "DOI")), *map(doi_of, candidate.aliases))
        return cls(
            kind=text_of(item, "type"),
            titles=tuple(dict.fromkeys([t for t in titles if t])),
            authors=people_of(item, "author"),
            editors=people_of(item, "editor"),
            years=tuple(sorted([y for y in years if y and _EARLIEST <= y <= _LATEST])),
            containers=containers_of(item),
            volume=numbering.bare_volume(text_of(item, "volume")),
            issue=numbering.bare_issue(text_of(item, "issue")),
            pages=pages_of(item),
            number=text_of(item, "number"),
            publisher=plain(text_of(item, "publisher")),
            dois=tuple(dict.fromkeys([d for d in dois if d])),
            isbns=_isbns_of(item) if "ISBN" in item else (),
        )


def _in_words(item: dict[str, Json], reference: Reference) -> str:
    """Write the values of a reference that has no text, as those of a library."""
    people = "; ".join(names.display(n) for n in reference.author or reference.editor)
    rest = (text_of(item, variable) for variable in _IN_WORDS)
    return ", ".join(part for part in (people, str(year_of(item) or ""), *rest) if part)


def text_of(item: dict[str, Json], variable: str) -> str:
    """Give a variable as text; a list's members parted by blanks, nothing for other shapes."""
    value = item.get(variable)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(str(v) for v in value if isinstance(v, (str, int)))
    return str(value) if isinstance(value, (int, float)) else ""


def containers_of(item: dict[str, Json]) -> tuple[str, ...]:
    """Give what the work appeared in, under all names that the item has for it."""
    texts = [text_of(item, variable) for variable in _CONTAINERS if variable in item]
    return tuple(dict.fromkeys([name for name in map(plain, texts) if name]))


def people_of(item: dict[str, Json], variable: str) -> tuple[Name, ...]:
    """Give the names under a name variable."""
    value = item.get(variable)
    if not value or not isinstance(value, list):
        return ()
    return tuple([name for name in map(name_from_csl, value) if name is not None])


def _isbns_of(item: dict[str, Json]) -> tuple[str, ...]:
    return tuple(map(bare_isbn, text_of(item, "ISBN").translate(_BETWEEN).split()))


def year_of(item: dict[str, Json]) -> int | None:
    """Give the year of issue."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and type(first[0]) is int:
        return first[0]
    if isinstance(first, list) and first and str(first[0]).removeprefix("-").isdecimal():
        return int(str(first[0]))
    literal = issued.get("literal") or issued.get("raw") if isinstance(issued, dict) else issued
    date = dates.parse(str(literal)) if literal else None
    return date.year if date else None


def pages_of(item: dict[str, Json]) -> tuple[str, str]:
    """Give first and last page in lower case, the last one's elided digits filled in."""
    text = text_of(item, "page")
    if not text:
        return "", ""
    first, last = page_notation.ends(text) or (text, text)
    return first.casefold(), last.casefold()


def doi_of(text: str) -> str:
    """Give a bare DOI in lower case; what is no DOI stays as it is, in lower case."""
    return doi_notation.parse(text) or text.strip().casefold()


def bare_isbn(text: str) -> str:
    """Give the digits of an ISBN without its group prefix and check digit, alike for both lengths.

    >>> bare_isbn("978-0-19-929619-4"), bare_isbn("0-19-929619-8")
    ('019929619', '019929619')
    """
    digits = "".join(c for c in text if c.isdigit() or c in "Xx")
    return digits[-10:-1] if len(digits) in {10, 13} else ""
