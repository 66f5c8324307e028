"""What records say was published about a work after it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from joinedup_refs.check.recorded import found
from joinedup_refs.check.rule import Rule
from joinedup_refs.check.witnesses import named
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, Match, Update
from joinedup_refs.model.finding import Finding


class Notice(NamedTuple):
    """A notice about the work of an entry."""

    entry: Entry
    match: Match
    update: Update

    @property
    def told(self) -> str:
        """When it appeared and where, as the end of a sentence; empty where that is not known."""
        date = f" on {self.update.date}" if self.update.date else ""
        return date + (f" (doi:{self.update.doi})" if self.update.doi else "")

    @property
    def reasons(self) -> tuple[str, ...]:
        """Who says so."""
        label = self.update.label.replace("_", " ")
        return (f"{named(self.match)} says so" + (f", as “{label}”" if label else ""),)


def notices(document: Document, evidence: Evidence | None, kind: str) -> Iterator[Notice]:
    """Give the notices of one kind, one for each entry, the latest."""
    for entry, matches in found(document, evidence):
        told = [(u, m) for m in matches for u in m.candidate.updates if u.kind == kind]
        if told:
            update, match = max(told, key=lambda pair: pair[0].date)
            yield Notice(entry, match, update)


def told(rule: Rule, sentence: str, found: Iterable[Notice]) -> Iterator[Finding]:
    """Report each notice in a sentence that its date and DOI end: `This work was retracted`."""
    for notice in found:
        yield rule.finding(
            f"{sentence}{notice.told}.",
            notice.entry.span,
            entries=(notice.entry.id,),
            reasons=notice.reasons,
        )


def replaced_entries(document: Document, evidence: Evidence | None) -> frozenset[str]:
    """Give the entries whose work was retracted and replaced, which is one story."""
    return frozenset(n.entry.id for n in notices(document, evidence, "replacement"))
