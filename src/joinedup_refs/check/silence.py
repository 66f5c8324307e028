"""Lays suppressions over a document, and takes the findings that they mean aside."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from joinedup_refs.check.rule import Rule
from joinedup_refs.check.selection import codes_named
from joinedup_refs.check.suppression import Suppression, comments
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.finding import Finding, Suppressed
from joinedup_refs.model.text import Span

T = TypeVar("T")

_FEW = 2
"""Entries that a finding is about; one that names more is about the list."""
_BRACKETS = "([ ", ")] "


class Laid(NamedTuple):
    """A suppression and what it means in a document."""

    suppression: Suppression
    codes: frozenset[str]
    entries: tuple[Entry, ...]
    citations: tuple[Span, ...]

    @property
    def place(self) -> Span | None:
        """Where to speak of it: the comment, or what it means; None where that is not there."""
        if self.suppression.at is not None:
            return self.suppression.at
        places = (*(entry.span for entry in self.entries), *self.citations)
        return min(places, key=lambda span: (span.start, span.end), default=None)

    def told(self, rule: Rule, message: str, place: Span, reasons: Iterable[str] = ()) -> Finding:
        """Report something about it, with the entries that it means."""
        written = self.suppression.at is not None
        return rule.finding(
            message,
            place,
            related=(entry.span for entry in self.entries) if written else (),
            entries=(entry.id for entry in self.entries),
            reasons=reasons,
        )


class Apart(NamedTuple):
    """Findings that are told, those that are not, and what kept them from it."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    spent: frozenset[tuple[Suppression, str]]


def apart(
    document: Document, findings: Iterable[Finding], given: Iterable[Suppression] = ()
) -> Apart:
    """Take the findings aside that a suppression means: one given, or a comment in the text.

    A finding is about an entry that it stands in, and about those it names if they are one or two;
    about a citation that it stands in; and about a stretch of text that begins as was said.
    """
    findings = tuple(findings)
    all_of_them = laid(document, given)
    if not all_of_them:
        return Apart(findings, (), frozenset())
    held = _Held(document, all_of_them)
    kept: list[Finding] = []
    aside: list[Suppressed] = []
    spent: set[tuple[Suppression, str]] = set()
    for finding in findings:
        one = next((s for s in held.about(finding) if finding.code in s.codes), None)
        if one is None:
            kept.append(finding)
            continue
        told = one.suppression
        spent.add((told, finding.code))
        aside.append(
            Suppressed(
                finding=finding, reason=told.reason, where=told.where, in_text=told.at is not None
            )
        )
    return Apart(tuple(kept), tuple(aside), frozenset(spent))


def asks(told: Suppression, word: str) -> str:
    """Say where it is asked that a rule be silent: the same words for every text."""
    return f"{told.where}, asks for {word} to be silent"


def laid(document: Document, given: Iterable[Suppression]) -> tuple[Laid, ...]:
    """Find what each suppression means: those given, and those that stand in the text."""
    given = tuple(given)
    written = tuple(comments(document.text))
    out = [_laid(one, _next_to(document, one, document.as_printed), ()) for one in written]
    if not given:
        return tuple(out)
    names: dict[str, list[Entry]] = {}
    for entry in document.entries:
        for name in {entry.id, entry.marker, entry.reference.citation_key} - {""}:
            names.setdefault(name, []).append(entry)
    heads = _Beginnings((document.reading(entry), entry) for entry in document.entries)
    cited = _Beginnings((document.text.read(c.at).text, c.at) for c in document.citations)
    for one in given:
        by_name = names.get(one.entry, ()) if one.entry else ()
        by_text = tuple(heads.beginning(one.text)) if one.text else ()
        places = tuple(cited.beginning(_bare(one.text))) if one.text else ()
        out.append(_laid(one, (*by_name, *by_text), places))
    return tuple(out)


def _laid(one: Suppression, entries: Iterable[Entry], citations: tuple[Span, ...]) -> Laid:
    codes = frozenset(code for word in one.rules for code in codes_named(word))
    return Laid(one, codes, tuple(entries), citations)


def _next_to(document: Document, one: Suppression, order: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give the entry that a comment stands in, behind on its line, or before.

    Where lines are taken as they come, a comment can look like the end of the entry before it.
    """
    assert one.at is not None  # noqa: S101  (comments have a place)
    after = bisect_left(order, one.at.start, key=lambda entry: entry.span.start)
    if after:
        before = order[after - 1]
        rest = Span(start=min(one.at.end, before.span.end), end=before.span.end)
        if before.span.end > one.at.end and document.text.slice(rest).strip():
            return (before,)
        line = document.text.line_bounds(document.text.line(one.at.start))[0]
        ahead = document.text.slice(Span(start=line, end=one.at.start))
        if before.span.end > line and ahead.strip():
            return (before,)
    while after < len(order) and order[after].span.end <= one.at.end:
        after += 1
    return tuple(order[after : after + 1])


class _Beginnings(Generic[T]):
    """Things by how they begin."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        self._sorted = sorted(((_even(text), thing) for text, thing in things), key=lambda t: t[0])

    def beginning(self, text: str) -> Iterator[T]:
        """Give those whose text begins so, blanks aside."""
        wanted = _even(text)
        at = bisect_left(self._sorted, wanted, key=lambda t: t[0])
        while wanted and at < len(self._sorted) and self._sorted[at][0].startswith(wanted):
            yield self._sorted[at][1]
            at += 1


class _Held:
    """What suppressions mean, to be asked for a finding."""

    def __init__(self, document: Document, all_of_them: tuple[Laid, ...]) -> None:
        self._text = document.text
        self._by_entry: dict[str, list[Laid]] = {}
        self._by_citation: dict[Span, list[Laid]] = {}
        for one in all_of_them:
            for entry in one.entries:
                self._by_entry.setdefault(entry.id, []).append(one)
            for at in one.citations:
                self._by_citation.setdefault(at, []).append(one)
        self._by_text: dict[str, list[Laid]] = {}
        for one in all_of_them:
            if beginning := _bare(one.suppression.text):
                self._by_text.setdefault(beginning, []).append(one)
        self._lengths = sorted({len(beginning) for beginning in self._by_text})
        self._entries = document.as_printed
        self._citations = sorted(self._by_citation, key=lambda span: span.start)

    def about(self, finding: Finding) -> Iterator[Laid]:
        """Give the suppressions that mean what a finding is about."""
        at = finding.primary
        near = bisect_right(self._entries, at.start, key=lambda entry: entry.span.start)
        if near and self._entries[near - 1].span.covers(at):
            yield from self._by_entry.get(self._entries[near - 1].id, ())
        if len(finding.entries) <= _FEW:
            for identifier in finding.entries:
                yield from self._by_entry.get(identifier, ())
        near = bisect_right(self._citations, at.start, key=lambda span: span.start)
        if near and self._citations[near - 1].covers(at):
            yield from self._by_citation[self._citations[near - 1]]
        if self._by_text:
            said = _bare(self._text.read(at).text)
            for length in self._lengths:
                yield from self._by_text.get(said[:length], ())


def _even(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """Leave out the brackets that a whole citation is written in."""
    opening, closing = _BRACKETS
    even = _even(text)
    return even.strip(opening + closing) if even[:1] in opening else even
