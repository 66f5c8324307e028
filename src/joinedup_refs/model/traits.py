"""What several reference types share, so that a rule can ask for the trait and not the type.

Fields bear the names of CSL variables in snake case; CSL's `page` is `pages`. The table
`tables/csl_variables.tsv` pairs the two, and a test holds the classes to it.
"""

from joinedup_refs.model.custom import and_others_of
from joinedup_refs.model.date import AnyDate
from joinedup_refs.model.name import Name
from joinedup_refs.model.pages import AnyPages
from joinedup_refs.model.value import Json, Value


class Described(Value):
    """What every reference can have."""

    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    title: str = ""
    title_short: str = ""
    issued: AnyDate | None = None
    original_date: AnyDate | None = None
    accessed: AnyDate | None = None
    language: str = ""
    doi: str = ""
    url: str = ""
    note: str = ""
    abstract: str = ""
    keyword: str = ""
    citation_key: str = ""
    other: dict[str, Json] = {}
    """What this type has no field for, by CSL variable and as CSL-JSON has it."""

    @property
    def and_others(self) -> tuple[str, ...]:
        """The variables, such as `author`, whose names end in et al. where they are printed."""
        return and_others_of(self.other.get("custom"))


class Paged(Value):
    """Stands on certain pages of something larger."""

    pages: AnyPages | None = None


class InSerial(Value):
    """Appears in a journal, a magazine or a newspaper."""

    container_title: str = ""
    container_title_short: str = ""
    volume: str = ""
    issue: str = ""
    issn: str = ""


class Published(Value):
    """Has a publisher."""

    publisher: str = ""
    publisher_place: str = ""


class InSeries(Value):
    """A volume that can have editions and stand in a series."""

    edition: str = ""
    volume: str = ""
    number_of_volumes: str = ""
    number_of_pages: str = ""
    collection_title: str = ""
    collection_number: str = ""
    collection_editor: tuple[Name, ...] = ()
    isbn: str = ""


class InBook(Value):
    """Is part of a book or of proceedings."""

    container_title: str = ""
    container_author: tuple[Name, ...] = ()
    chapter_number: str = ""


class AtEvent(Value):
    """Was given at a conference or the like."""

    event_title: str = ""
    event_place: str = ""
    event_date: AnyDate | None = None


class Numbered(Value):
    """Bears a number and says of what kind it is: `Command Paper`, `Cm 6683`."""

    genre: str = ""
    number: str = ""


class Versioned(Value):
    """Has versions."""

    version: str = ""
    medium: str = ""
