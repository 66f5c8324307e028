"""The types of reference; a type is never guessed, and `Unclassified` says so."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from joinedup_refs.model.date import AnyDate
from joinedup_refs.model.name import Name
from joinedup_refs.model.traits import (
    AtEvent,
    Described,
    InBook,
    InSerial,
    InSeries,
    Numbered,
    Paged,
    Published,
    Versioned,
)


class Article(InSerial, Paged, Described):
    """An article in a journal, reviews included."""

    kind: Literal["article"] = "article"
    csl_type: Literal["article-journal", "review", "review-book"] = "article-journal"


class Book(InSeries, Published, Described):
    """A book, edited ones included."""

    kind: Literal["book"] = "book"
    csl_type: Literal["book", "classic"] = "book"


class Chapter(InBook, InSeries, Published, Paged, Described):
    """A chapter, or an entry of a work of reference."""

    kind: Literal["chapter"] = "chapter"
    csl_type: Literal["chapter", "entry", "entry-dictionary", "entry-encyclopedia"] = "chapter"


class ConferencePaper(AtEvent, InBook, InSeries, Published, Paged, Described):
    """A paper in proceedings, or given at a conference."""

    kind: Literal["conference-paper"] = "conference-paper"
    csl_type: Literal["paper-conference"] = "paper-conference"


class Thesis(Numbered, Published, Described):
    """A thesis; its publisher is the institution, its genre the degree."""

    kind: Literal["thesis"] = "thesis"
    csl_type: Literal["thesis"] = "thesis"
    number_of_pages: str = ""


class Report(Numbered, Published, Paged, Described):
    """A report, a working paper, a command paper."""

    kind: Literal["report"] = "report"
    csl_type: Literal["report", "pamphlet"] = "report"
    collection_title: str = ""
    collection_number: str = ""
    number_of_pages: str = ""
    isbn: str = ""


class Preprint(Numbered, Versioned, Published, Described):
    """A preprint; its publisher is the server, its number the identifier there."""

    kind: Literal["preprint"] = "preprint"
    csl_type: Literal["article"] = "article"
    archive: str = ""
    archive_location: str = ""
    status: str = ""


class Dataset(Numbered, Versioned, Published, Described):
    """A data set."""

    kind: Literal["dataset"] = "dataset"
    csl_type: Literal["dataset"] = "dataset"


class Software(Numbered, Versioned, Published, Described):
    """A program or a package."""

    kind: Literal["software"] = "software"
    csl_type: Literal["software"] = "software"


class Webpage(Numbered, Published, Described):
    """A page or a post on the web."""

    kind: Literal["webpage"] = "webpage"
    csl_type: Literal["webpage", "post", "post-weblog"] = "webpage"
    container_title: str = ""


class NewsItem(InSerial, Paged, Published, Described):
    """An article in a newspaper or a magazine."""

    kind: Literal["news"] = "news"
    csl_type: Literal["article-newspaper", "article-magazine"] = "article-newspaper"
    section: str = ""
    edition: str = ""


class Patent(Numbered, Described):
    """A patent."""

    kind: Literal["patent"] = "patent"
    csl_type: Literal["patent"] = "patent"
    authority: str = ""
    jurisdiction: str = ""
    submitted: AnyDate | None = None


class Standard(Numbered, Published, Described):
    """A standard; its author is often the body that publishes it."""

    kind: Literal["standard"] = "standard"
    csl_type: Literal["standard"] = "standard"
    version: str = ""
    isbn: str = ""


class Legal(InSerial, Numbered, Paged, Published, Described):
    """Legislation, a case, a treaty or a hearing."""

    kind: Literal["legal"] = "legal"
    csl_type: Literal["legislation", "legal_case", "bill", "hearing", "regulation", "treaty"] = (
        "legislation"
    )
    authority: str = ""
    jurisdiction: str = ""
    section: str = ""
    chapter_number: str = ""


class AudioVisual(Numbered, Versioned, Published, Described):
    """A film, a recording, a broadcast, a picture."""

    kind: Literal["audiovisual"] = "audiovisual"
    csl_type: Literal[
        "motion_picture", "broadcast", "song", "graphic", "musical_score", "performance"
    ] = "motion_picture"
    container_title: str = ""
    collection_title: str = ""
    director: tuple[Name, ...] = ()
    producer: tuple[Name, ...] = ()
    performer: tuple[Name, ...] = ()
    composer: tuple[Name, ...] = ()


class Unpublished(AtEvent, Numbered, Published, Described):
    """A manuscript, a talk, a letter, an interview."""

    kind: Literal["unpublished"] = "unpublished"
    csl_type: Literal["manuscript", "speech", "interview", "personal_communication", "event"] = (
        "manuscript"
    )
    archive: str = ""
    archive_location: str = ""
    recipient: tuple[Name, ...] = ()


class Unclassified(InBook, InSeries, Published, Numbered, Paged, Described):
    """A reference whose type the text does not tell, or one that has no class here."""

    kind: Literal["unclassified"] = "unclassified"
    csl_type: Literal["document", "collection", "figure", "map", "periodical"] = "document"
    container_title_short: str = ""
    issue: str = ""
    issn: str = ""


Reference: TypeAlias = Annotated[
    Article
    | Book
    | Chapter
    | ConferencePaper
    | Thesis
    | Report
    | Preprint
    | Dataset
    | Software
    | Webpage
    | NewsItem
    | Patent
    | Standard
    | Legal
    | AudioVisual
    | Unpublished
    | Unclassified,
    Field(discriminator="kind"),
]
"""A typed reference."""

TYPES: tuple[type[Described], ...] = (
    Article,
    Book,
    Chapter,
    ConferencePaper,
    Thesis,
    Report,
    Preprint,
    Dataset,
    Software,
    Webpage,
    NewsItem,
    Patent,
    Standard,
    Legal,
    AudioVisual,
    Unpublished,
    Unclassified,
)
"""Every type of reference, as the union has them."""
