"""What a source of records is."""

from collections.abc import Iterable
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
class Selective(Protocol):
    """A source that has works of some kinds only."""

    def suits(self, query: Query) -> bool:
        """Whether it may have such a work; it need not be asked about any other."""


@runtime_checkable
class Announced(Protocol):
    """A source that saves requests when it knows beforehand what it will be asked."""

    def announce(self, queries: Iterable[Query]) -> None:
        """Take note of what `candidates` is going to be asked; nothing hangs on it."""
