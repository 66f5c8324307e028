"""What a report says of a rule."""

from dataclasses import dataclass

from joinedup_refs.model.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCard:
    """A rule as a report for machines describes it."""

    code: str
    name: str
    severity: Severity
    summary: str
    """One line."""
    page: str
    """Its page, in Markdown."""
