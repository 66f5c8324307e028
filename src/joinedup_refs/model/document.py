"""A text taken apart: its list, its citations, and what was left over."""

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.edit import Decision
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span, Text
from joinedup_refs.model.value import Value


class Document(Value):
    """What `build` makes of a text and of decisions.

    Every character of a list region belongs to an entry, to a cut or to `leftover`.
    """

    text: Text
    """The text with all its cuts: those of reading, of the list's layout, and amendments."""
    regions: tuple[Span, ...] = ()
    """The reference lists, headings left out."""
    entries: tuple[Entry, ...] = ()
    citations: tuple[Citation, ...] = ()
    leftover: tuple[Span, ...] = ()
    """Stretches of a list region that are no entry."""
    notes: tuple[Span, ...] = ()
    """Footnotes or endnotes that hold references: works that are cited, and no list of them."""

    def entry(self, identifier: str) -> Entry | None:
        """Give the entry of that identifier, if there is one."""
        return next((e for e in self.entries if e.id == identifier), None)

    def reading(self, entry: Entry) -> str:
        """Give an entry's text as it reads, on one line."""
        return self.text.read(*entry.at).text

    def citing(self, identifier: str) -> tuple[Citation, ...]:
        """Give the citations that lead to an entry, paired ones included."""
        return tuple(c for c in self.citations if identifier in c.references)

    def in_list(self, span: Span) -> bool:
        """Whether a span lies in a reference list."""
        return any(region.covers(span) for region in self.regions)


class Outcome(Value):
    """What cleaning a text gives: all that was seen, offered and decided, and the result."""

    text: Text
    """The text as read."""
    document: Document
    """The text as built before any decision."""
    evidence: Evidence | None
    """None when no source was asked."""
    findings: tuple[Finding, ...]
    """Findings, those mended included, in the order of the text."""
    decisions: tuple[Decision, ...]
    """What was taken and refused."""
    result: Document
    """The document built with the decisions."""

    def taken(self, finding: Finding) -> Decision | None:
        """Give the decision that mended a finding, if one did."""
        return next(
            (
                d
                for d in self.decisions
                if d.taken and d.code == finding.code and d.fix in finding.fixes
            ),
            None,
        )
