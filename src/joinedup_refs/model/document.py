"""A text taken apart: its list, its citations, and what was left over."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from typing import Literal, TypeAlias

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.edit import Decision, MoveEntry
from joinedup_refs.model.entry import Entry, is_endless
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding, Suppressed
from joinedup_refs.model.moving import Stretch, in_moved_order
from joinedup_refs.model.text import Reading, Span, Text
from joinedup_refs.model.value import Value

State: TypeAlias = Literal["open", "mended", "settled"]
"""What became of a finding: nothing, one of its fixes was taken, or its cause was mended."""


class Document(Value):
    """What `build` makes of a text and of decisions.

    Every character of a list region belongs to an entry, to a cut or to `leftover`.
    """

    text: Text
    """The text with all its cuts: those of reading, of the list's layout, and amendments."""
    regions: tuple[Span, ...] = ()
    """The reference lists, headings left out."""
    entries: tuple[Entry, ...] = ()
    """In the order of the list, as decided: one that was moved stands in its new place."""
    citations: tuple[Citation, ...] = ()
    leftover: tuple[Span, ...] = ()
    """Stretches of a list region that are no entry."""
    passed_over: tuple[Span, ...] = ()
    """Headings of further lists in the text, whose entries are not among these."""
    unread: tuple[Span, ...] = ()
    """Lines under those headings that are entries, and were not taken apart."""
    written: Text | None = None
    """A library file as it is to be written: with what is amended and put in, and nothing read
    otherwise; None for prose."""
    notes: tuple[Span, ...] = ()
    """Footnotes or endnotes that hold references: works that are cited, and no list of them."""
    headings: tuple[Span, ...] = ()
    """Headings within the lists, which part them into sections; each is left over too."""
    moves: tuple[MoveEntry, ...] = ()
    """The moves that were decided; the text itself stands as it is printed."""

    def as_ordered(self, within: Span) -> tuple[Stretch, ...]:
        """Give the stretches of a part of the text in the order in which entries stand now."""
        return tuple(in_moved_order(self.text.printed, within, self.moves))

    def place(self, at: int) -> int:
        """Give where a printed place comes to stand once entries are moved."""
        starts, shifts = self._shifts
        return at + shifts[max(0, bisect_right(starts, at) - 1)] if starts else at

    @cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        """Where the stretches begin as printed, in order, and by how much each is shifted."""
        found: list[tuple[int, int]] = []
        here = 0
        for stretch in self.as_ordered(self.text.whole) if self.moves else ():
            found.append((stretch.at.start, here - stretch.at.start))
            here += len(stretch.at)
        found.sort()
        return [start for start, _ in found], [shift for _, shift in found]

    @property
    def endless(self) -> tuple[Span, ...]:
        """What is left over because it goes on for too long to be an entry."""
        lines = self.text.lines
        return tuple(span for span in self.leftover if is_endless(len(span), len(lines(span))))

    @cached_property
    def as_printed(self) -> tuple[Entry, ...]:
        """The entries as the text has them, whatever was moved."""
        return tuple(sorted(self.entries, key=lambda entry: entry.span.start))

    def entry(self, identifier: str) -> Entry | None:
        """Give the entry of that identifier, if there is one."""
        return self._by_id.get(identifier)

    def reading(self, entry: Entry) -> str:
        """Give an entry's text as it reads, on one line."""
        reading = self.read(entry).text
        return reading if self.written is None else " ".join(reading.split())

    def read(self, entry: Entry) -> Reading:
        """Read an entry, with the way back to what is printed; read once, for many rules ask."""
        if entry.at not in self._read:
            self._read[entry.at] = self.text.read(*entry.at)
        return self._read[entry.at]

    @cached_property
    def _read(self) -> dict[tuple[Span, ...], Reading]:
        return {}

    def citing(self, identifier: str) -> tuple[Citation, ...]:
        """Give the citations that lead to an entry, paired ones included."""
        return tuple(self._citing.get(identifier, ()))

    @cached_property
    def linked_by_publisher(self) -> tuple[int, int]:
        """Of the citations by name, how many the publisher's page had linked; and their number."""
        named = [c.linked_by_publisher for c in self.citations if c.form != "numeric"]
        return sum(named), len(named)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in reversed(self.entries)}

    @cached_property
    def _citing(self) -> dict[str, list[Citation]]:
        found: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation in self.citations:
            for identifier in dict.fromkeys(citation.references):
                found[identifier].append(citation)
        return dict(found)

    def in_list(self, span: Span) -> bool:
        """Whether a span lies in a reference list."""
        return self.list_of(span) is not None

    def list_of(self, span: Span) -> int | None:
        """Give the number of the list that a span lies in, from 0; None outside of all."""
        at = bisect_right(self._lists, span.start, key=lambda one: one[0]) - 1
        number = self._lists[at][1] if at >= 0 else 0
        return number if at >= 0 and self.regions[number].covers(span) else None

    def section_of(self, entry: Entry) -> int:
        """Give where the section of a list that an entry stands in begins: a code point."""
        at = bisect_right(self._sections, entry.span.start) - 1
        return self._sections[at] if at >= 0 else 0

    @cached_property
    def _sections(self) -> list[int]:
        """Where lists, and the sections that headings part them into, begin, in order."""
        begun = (*(region.start for region in self.regions), *(h.end for h in self.headings))
        return sorted(begun)

    def meets_list(self, span: Span) -> bool:
        """Whether a span has a character of a reference list."""
        at = bisect_right(self._lists, span.start, key=lambda one: one[0])
        return any(self.regions[n].touches(span) for _, n in self._lists[max(0, at - 1) : at + 1])

    def list_begins(self, start: int, end: int) -> bool:
        """Whether a reference list begins at one of the code points from `start` to `end`."""
        at = bisect_left(self._lists, start, key=lambda one: one[0])
        return at < len(self._lists) and self._lists[at][0] <= end

    @cached_property
    def _lists(self) -> list[tuple[int, int]]:
        """Where the lists begin, in order, each with its number."""
        return sorted((region.start, number) for number, region in enumerate(self.regions))


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
    suppressed: tuple[Suppressed, ...] = ()
    """Findings left out because someone has said so, in the order of the text."""
    settled: frozenset[str] = frozenset()
    """Keys of findings that no longer hold since their cause is mended, without a fix of theirs."""

    def taken(self, finding: Finding) -> Decision | None:
        """Give the decision that mended a finding, if one did."""
        keys = ((finding.code, fix.model_dump_json()) for fix in finding.fixes)
        return next((self._taken[key] for key in keys if key in self._taken), None)

    def state(self, finding: Finding) -> State:
        """Tell whether a finding is open, was mended, or went with the mend of its cause."""
        if self.taken(finding) is not None:
            return "mended"
        return "settled" if finding.key in self.settled else "open"

    def settled_by(self, finding: Finding) -> Decision | None:
        """Give the decision that mended the cause of a finding that went with it."""
        cause = self._by_key.get(finding.because_of or "")
        return self.taken(cause) if cause is not None and finding.key in self.settled else None

    @cached_property
    def _by_key(self) -> dict[str, Finding]:
        return {finding.key: finding for finding in self.findings}

    @cached_property
    def _taken(self) -> dict[tuple[str, str], Decision]:
        made = reversed(self.decisions)  # the first of two alike is the one that is given
        return {(d.code, d.fix.model_dump_json()): d for d in made if d.taken}
