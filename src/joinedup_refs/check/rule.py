"""What a rule is. Its page in the documentation is the docstring of its module."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from joinedup_refs.check.suppression import Suppression
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding, Severity
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.text import Span

Phase: TypeAlias = Literal["structure", "value", "last"]
"""Structure rules run to a fixpoint before evidence is gathered; value rules run once, after; and
what speaks of the other rules' findings runs last."""


_NO_HOUSE = HouseStyle()


Inputs: TypeAlias = Literal["any", "prose", "bib"]
"""What a rule speaks of: any input, a list in a text, or a .bib file."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside the document; there is no clock and no global."""

    today: date | None = None
    """The day of the check; None where nobody said, and rules that need it stay silent."""
    asked: frozenset[str] = frozenset()
    """Codes of rules asked for by name; those that are not `by_default` run only then."""
    suppressions: tuple[Suppression, ...] = ()
    """Those given beside the text; what stands in the text itself is found there."""
    spent: frozenset[tuple[Suppression, str]] = frozenset()
    """Each suppression with the code of a rule that it kept from being told."""
    ran: frozenset[str] | None = None
    """Codes of the rules that ran; None where nobody said, which means all."""
    house_style: HouseStyle = _NO_HOUSE
    """What the list is held to in place of its own majority."""
    target: str = ""
    """The program that the result is written for (`bibtex`); empty where none is named."""


Check: TypeAlias = Callable[[Document, Evidence | None, Context], Iterable[Finding]]
"""Pure: the same document, evidence and context give the same findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text that the rule speaks of or is silent about; every one is run as a test."""

    text: str
    """A document, or with `list_only` a reference list."""
    finds: tuple[str, ...] = ()
    """The printed text of each finding's primary span, in order; empty for silence."""
    after: str | None = None
    """The reading of the text once the first fix of each finding is taken, if that changes it."""
    entries: tuple[str, ...] = ()
    """The readings of the entries after the fixes, where the division into entries changes."""
    values: dict[str, dict[str, object]] = field(default_factory=dict)
    """Values after the fixes: entry identifier, CSL variable, value as CSL-JSON has it."""
    safety: str = ""
    """The safety of the first fix of the first finding; empty for a finding without a fix."""
    list_only: bool = False
    bib: bool = False
    """Whether the text is a .bib file; `after` is then the mended file."""
    target: str = ""
    """The program that the result is for; empty where none is named."""
    evidence: Evidence | None = None
    """What the sources said of its entries; None where none was asked."""
    today: date | None = None
    """The day of the check; None where nobody said."""
    house_style: HouseStyle = _NO_HOUSE
    """What the list is held to; empty for its own majority."""
    why: str = ""
    """What the example shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A defect that can be found, and who finds it."""

    code: str
    name: str
    """The defect's name, never the cure's."""
    phase: Phase = "value"
    inputs: Inputs = "any"
    severity: Severity
    check: Check
    examples: tuple[Example, ...]
    by_default: bool = True
    """False for a rule of mere taste, which runs only when it is asked for."""

    @property
    def family(self) -> str:
        """The letters of its code."""
        return self.code.rstrip("0123456789")

    @property
    def needs_records(self) -> bool:
        """Whether it can find nothing unless a source of records was asked."""
        return all(example.evidence is not None for example in self.examples if example.finds)

    def speaks_of(self, document: Document) -> bool:
        """Whether the rule is for a document of this kind."""
        kind = "prose" if document.written is None else "bib"
        return self.inputs == "any" or (
            self.inputs == kind and document.text.form in {"", "bibtex"}
        )

    def finding(
        self,
        message: str,
        primary: Span,
        *,
        related: Iterable[Span] = (),
        entries: Iterable[str] = (),
        reasons: Iterable[str] = (),
        fixes: Iterable[Fix] = (),
        because_of: str | None = None,
    ) -> Finding:
        """Make a finding of this rule."""
        return Finding(
            code=self.code,
            rule=self.name,
            severity=self.severity,
            message=message,
            primary=primary,
            related=tuple(related),
            entries=tuple(entries),
            reasons=tuple(reasons),
            fixes=tuple(fixes),
            because_of=because_of,
        )
