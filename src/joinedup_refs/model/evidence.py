"""What the sources said: data that rules read, never findings."""

from typing import Literal, TypeAlias

from joinedup_refs.model.origin import Probability, Record
from joinedup_refs.model.value import Json, Value

Verdict: TypeAlias = Literal["accept", "review", "related", "reject"]
"""Shown as found, possibly this, a related version, and not this."""


class Match(Value):
    """A record held against an entry."""

    entry: str
    verdict: Verdict
    score: Probability
    origin: Record
    record: dict[str, Json]
    """The record as a CSL item."""
    agreement: dict[str, Literal["equal", "close", "differs", "missing"]]
    """Field by field, by CSL variable."""
    reason: str
    """One sentence."""


class Evidence(Value):
    """All that was found, and what could not be asked."""

    matches: tuple[Match, ...] = ()
    unreachable: tuple[str, ...] = ()
    """Entries whose source could not be asked; this is not the same as not found."""
    asked: tuple[str, ...] = ()
    """Names of the sources that were asked."""

    def of(self, entry: str) -> tuple[Match, ...]:
        """Give the matches of one entry."""
        return tuple(m for m in self.matches if m.entry == entry)
