"""What a source of records is."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol, runtime_checkable

from joinedup_refs.model.evidence import Candidate


class Query(NamedTuple):
    """What is asked about one reference."""

    text: str
    """The reference as it reads, on one line."""
    doi: str = ""
    """The DOI printed, if one is; without resolver."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Family names, or the names of bodies."""
    year: str = ""
    container: str = ""
    volume: str = ""
    page: str = ""
    """The first page."""
    kind: str = ""
    """The CSL type of the work, where it is known."""
    isbn: str = ""
    """The ISBN printed, without hyphens."""
    pmid: str = ""
    pmcid: str = ""
    """With its letters: `PMC1234567`."""
    arxiv: str = ""
    """The identifier at arXiv, its version kept."""


@runtime_checkable
class Source(Protocol):
    """Somewhere that has records.

    A source may be asked from several threads at once.
    """

    @property
    def name(self) -> str:
        """What the source is called in origins and reports: `crossref`."""

    def candidates(self, query: Query, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the records that may be of the work asked for, likeliest first, `most` at the most.

        A printed DOI is looked up as well as searched around. Nothing found is an empty tuple.

        Raises:
            SourceUnavailable: the source could not be asked, or its answer made no sense.
        """


@runtime_checkable
class Portable(Protocol):
    """A source that asks nobody, and that other processes can open for themselves."""

    def again(self) -> "Callable[[], Source]":
        """Give what opens it once more, in this process or in another: it pickles."""


@runtime_checkable
class Selective(Protocol):
    """A source that has works of some kinds only."""

    def suits(self, query: Query) -> bool:
        """Whether it may have such a work; it need not be asked about any other."""


@runtime_checkable
class Specialised(Protocol):
    """A source that is made for works of some kinds, and asked about them before others are."""

    def is_made_for(self, query: Query) -> bool:
        """Whether works of this kind are what it is for."""


@runtime_checkable
class Announced(Protocol):
    """A source that saves requests when it knows beforehand what it will be asked."""

    def announce(self, queries: Iterable[Query]) -> None:
        """Take note of what `candidates` is going to be asked; nothing hangs on it."""


class Plan(NamedTuple):
    """What a source would be asked about some references."""

    source: str
    searches: int
    """Requests that search for a reference."""
    lookups: int
    """Requests that look printed identifiers up, many in each."""
    kept: int
    """Answers that are at hand already."""
    per_second: float
    """How many of these requests are made in a second, at the most."""
    hint: str = ""
    """What would make it quicker, if anything would."""
    printed: str = "DOIs"
    """The identifiers that are looked up."""
    days: int = 1
    """On how many days at the least, where the service allows only so much in a day."""

    @property
    def requests(self) -> int:
        """All of them."""
        return self.searches + self.lookups

    @property
    def seconds(self) -> float:
        """How long they take, at the least."""
        return self.requests / self.per_second


@runtime_checkable
class Prefetching(Protocol):
    """A source that saves requests when it knows beforehand which DOIs it will be asked about."""

    def prefetch(self, dois: Iterable[str]) -> None:
        """Take note of printed DOIs that `candidates` is going to be asked about, or fetch them.

        Nothing hangs on it: what comes to nothing here is asked for again by `candidates`.
        """


@runtime_checkable
class Planning(Protocol):
    """A source that can tell beforehand what it is going to be asked."""

    def plan(self, queries: Iterable[Query], *, most: int = 5) -> Plan:
        """Count the requests that `candidates` would make for these; nothing is asked."""
