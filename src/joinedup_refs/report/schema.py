"""The shape of the JSON report, version 1; its JSON Schema follows from these classes.

Positions are half-open code points of the decoded input, newlines untranslated, so that
`text == input[start:end]` everywhere.
"""

from typing import Literal

from pydantic import Field

from joinedup_refs.model.citation import Link
from joinedup_refs.model.document import State
from joinedup_refs.model.edit import Decision, Edit, Safety
from joinedup_refs.model.evidence import Agreement, Update, Verdict
from joinedup_refs.model.finding import Severity
from joinedup_refs.model.origin import Origin, Probability
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json, Value


class Tool(Value):
    """What made the report."""

    name: Literal["joinedup-refs"] = "joinedup-refs"
    version: str
    parser_model: str = ""
    """The parsing model's name, empty where it is not known."""


class Stretch(Value):
    """A stretch of the input."""

    start: int
    end: int
    text: str
    """What is printed there."""


class ReferenceItem(Stretch):
    """An entry, as split where two stood in one item; without its bullet or number."""

    id: str
    at: tuple[Span, ...]
    """Its stretches, several where an entry was printed in pieces."""
    reading: str
    """Its text as mended, on one line."""
    csl: dict[str, Json]
    """The CSL item."""
    confidence: Probability
    """How sure the parser is."""
    origins: dict[str, Origin]
    """For each CSL variable, where its value comes from."""


class CitationItem(Stretch):
    """One work cited at one place."""

    id: str
    link: Link
    references: tuple[str, ...]
    locator: str = ""


class FixItem(Value):
    """One way to repair something."""

    title: str
    safety: Safety
    taken: bool
    edits: tuple[Edit, ...]


class FindingItem(Stretch):
    """Something found, and what follows from it."""

    code: str
    rule: str
    severity: Severity
    line: int
    """The line it begins on, from 1."""
    message: str
    references: tuple[str, ...]
    related: tuple[Span, ...]
    because: tuple[str, ...]
    """What speaks for it, in words."""
    state: State = "open"
    """`mended` where a fix of it is taken, `settled` where it goes with the mend of its cause.

    In what `check` reports, that is what `clean` would do.
    """
    fixes: tuple[FixItem, ...]
    consequences: tuple["FindingItem", ...] = ()


class SuppressedItem(Stretch):
    """Something found that was to be left alone."""

    code: str
    rule: str
    severity: Severity
    line: int
    message: str
    references: tuple[str, ...]
    reason: str
    """Why, in the words of whoever left it alone."""
    where: str
    """Where that is said: a line of the text, or of a file of settings."""
    in_text: bool


class Severities(Value):
    """How many findings of each severity, consequences left out."""

    error: int
    warning: int
    note: int


_NONE = Severities(error=0, warning=0, note=0)


class DifferenceItem(Value):
    """A field in which the list and a record are not the same."""

    field: str
    """In the word that readers see."""
    printed: str
    """Empty where nothing is printed."""
    recorded: str


class RecordItem(Value):
    """A record held against a reference."""

    verdict: Verdict
    source: str
    id: str
    url: str
    """Where it can be seen, http or https; empty where it cannot."""
    score: Probability
    reason: str
    agreement: dict[str, Agreement]
    """Field by field, by CSL variable."""
    differences: tuple[DifferenceItem, ...]
    csl: dict[str, Json]
    """The record as a CSL item."""
    updates: tuple[Update, ...]
    """Notices about the work: a retraction, a correction."""


class EvidenceItem(Value):
    """What the sources said of one reference."""

    reference: str
    status: str
    """In the words that readers see: found, no record found, could not be checked."""
    records: tuple[RecordItem, ...]


class EvidencePart(Value):
    """What was asked, of whom, and what came of it."""

    asked: tuple[str, ...]
    """Names of the sources."""
    unreachable: tuple[str, ...]
    """References about which a source could not be asked; this is not the same as not found."""
    failures: tuple[str, ...]
    references: tuple[EvidenceItem, ...]


class Summary(Value):
    """The figures."""

    input: str
    """The input's name."""
    encoding: str
    """How its bytes were read; empty where it came as text."""
    items: int
    """Items of the list as printed."""
    references: int
    citations: int
    exact: int
    paired: int
    lost: int
    """Citations that lead to no entry, though one is expected."""
    keyed: int = 0
    """Citations by key of a bibliography file; none of them was checked."""
    never_cited: int | None
    """Entries without a citation; None where there is no text to cite them."""
    findings: Severities
    left: Severities = _NONE
    """Findings neither mended nor settled, those that follow from an open one left out."""
    mended: int
    """Fixes taken."""
    open: int
    """Findings with a fix that nobody took or refused."""
    suppressed: int = 0
    """Findings left out because someone has said so."""
    checked: bool
    """Whether any source of records was asked; False means nothing was verified."""


class Report(Value):
    """The whole report."""

    version: Literal[1] = Field(default=1, serialization_alias="schema", validation_alias="schema")
    """Of this shape; a change that breaks readers raises it."""
    tool: Tool
    references: tuple[ReferenceItem, ...]
    citations: tuple[CitationItem, ...]
    findings: tuple[FindingItem, ...]
    leftover: tuple[Stretch, ...]
    """Stretches of the list that are no entry."""
    decisions: tuple[Decision, ...]
    """What was taken and refused; enough to build the same result again."""
    evidence: EvidencePart | None = None
    """What sources of records said; None where none was asked."""
    suppressed: tuple[SuppressedItem, ...] = ()
    """Findings that were to be left alone, with the reason given."""
    summary: Summary


class Unreadable(Value):
    """An input that could not be read."""

    input: str
    message: str
    """Why not, and what to do."""


class Totals(Value):
    """The figures of several texts together."""

    files: int
    passed_over: int
    """Files of a folder that hold no reference list."""
    references: int
    findings: Severities
    left: Severities = _NONE
    mended: int
    open: int
    suppressed: int


class Reports(Value):
    """The reports of several texts, or of a folder."""

    version: Literal[1] = Field(default=1, serialization_alias="schema", validation_alias="schema")
    files: tuple[Report, ...]
    unreadable: tuple[Unreadable, ...] = ()
    summary: Totals
