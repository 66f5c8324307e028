"""What the sources said: data that rules read, never findings."""

from typing import Literal, TypeAlias

from joinedup_refs.model.origin import Probability, Record
from joinedup_refs.model.value import Json, Value

Verdict: TypeAlias = Literal["accept", "review", "related", "reject"]
"""Shown as found, possibly this, a related version, and not this."""

Agreement: TypeAlias = Literal["equal", "close", "differs", "missing"]
"""How an entry's value stands to the record's; `missing` where one of them has none."""


AddressState: TypeAlias = Literal["answers", "gone", "unreachable"]
"""Whether a web address leads anywhere; `unreachable` where nobody knows."""


class Update(Value):
    """A notice that a record has about its work."""

    kind: Literal["retraction", "concern", "correction", "replacement", "other"]
    label: str
    """The source's own word: `expression_of_concern`, `erratum`…"""
    doi: str = ""
    """The notice itself."""
    date: str = ""
    """When it appeared, ISO 8601."""


class FreeCopy(Value):
    """A place where a work may be read by everybody."""

    url: str
    version: Literal["published", "accepted", "submitted", ""] = ""
    """Which text stands there; empty where the record does not say."""


class Candidate(Value):
    """A record of a source, as it came, before anything is decided about it."""

    origin: Record
    item: dict[str, Json]
    """The record as a CSL item, its DOI without resolver."""
    years: tuple[int, ...] = ()
    """The year of every date that the record gives the work: online, in print, issued."""
    online_year: int | None = None
    """The year of its appearance online, where the record tells it apart."""
    print_year: int | None = None
    subtitle: str = ""
    """What a record keeps apart from the title, joined to it in `item`: a subtitle, most often."""
    aliases: tuple[str, ...] = ()
    """Other DOIs of the same work."""
    related: tuple[tuple[str, str], ...] = ()
    """Pairs of relation and DOI: `is-preprint-of`, `has-version`…"""
    updates: tuple[Update, ...] = ()
    free_copy: FreeCopy | None = None
    """The best that the record knows of."""
    levels: dict[str, str] = {}
    """Where a record was put together by hand: for a CSL variable, who says so."""


class Match(Value):
    """A record held against an entry."""

    entry: str
    verdict: Verdict
    score: Probability
    candidate: Candidate
    agreement: dict[str, Agreement]
    """Field by field, by CSL variable."""
    reason: str
    """One sentence, for a reader."""
    runner_up: bool = False
    """Whether another work's record fits nearly as well, which makes this one ambiguous."""
    stands_without: tuple[str, ...] = ()
    """CSL variables on which nothing hangs: with any one left out, the record is accepted still."""


class Address(Value):
    """What came of asking for a web address that an entry prints."""

    entry: str
    url: str
    state: AddressState
    told: str
    """What happened, as the end of a sentence that begins with the address."""


class Evidence(Value):
    """All that was found, and what could not be asked."""

    matches: tuple[Match, ...] = ()
    """For each entry that was asked about: the accepted record first, then others worth knowing."""
    unreachable: tuple[str, ...] = ()
    """Entries about which a source could not be asked; this is not the same as not found."""
    failures: tuple[str, ...] = ()
    """What went wrong, each once, in words for a reader."""
    asked: tuple[str, ...] = ()
    """Names of the sources that were asked."""
    addresses: tuple[Address, ...] = ()
    """Web addresses that were asked for, where that was wanted."""

    @property
    def incomplete(self) -> bool:
        """Whether something could not be asked that was to be."""
        return bool(self.unreachable) or any(one.state == "unreachable" for one in self.addresses)

    def of(self, entry: str) -> tuple[Match, ...]:
        """Give the matches of one entry."""
        return tuple(m for m in self.matches if m.entry == entry)

    def accepted(self, entry: str) -> tuple[Match, ...]:
        """Give the accepted records of one entry; several where several sources have it."""
        return tuple(m for m in self.matches if m.entry == entry and m.verdict == "accept")
