"""What a rule has to say about a place in a document."""

from typing import Literal, TypeAlias

from joinedup_refs.model.edit import Fix
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Value

Severity: TypeAlias = Literal["error", "warning", "note"]
"""How much it matters: wrong, doubtful, or a matter of information and taste."""


class Finding(Value):
    """One defect, or one thing worth knowing, at one place."""

    code: str
    """The rule's code: `LST101`."""
    rule: str
    """The rule's name: `merged-entries`."""
    severity: Severity
    message: str
    """What is the matter, in words for a researcher."""
    primary: Span
    related: tuple[Span, ...] = ()
    entries: tuple[str, ...] = ()
    """Identifiers of the entries concerned."""
    reasons: tuple[str, ...] = ()
    """The witnesses, each in words; shown after "because"."""
    fixes: tuple[Fix, ...] = ()
    """Alternatives, at most one to be taken; none when there is only something to show."""
    because_of: str | None = None
    """The `key` of the finding that this one follows from; it is told there.

    Empty where it surely follows from none, None where its rule does not say.
    """

    @property
    def key(self) -> str:
        """A name for this finding, the same each time the same text is checked."""
        return key_of(self.code, self.primary)


def key_of(code: str, primary: Span) -> str:
    """Give the `key` of a finding of the rule with this code at this place."""
    return f"{code}@{primary.start}-{primary.end}"


class Suppressed(Value):
    """A finding that someone has said is to be left alone."""

    finding: Finding
    reason: str
    """Why, in that person's words; empty where none was given."""
    where: str
    """Where it is said, in words: `line 12`, `pyproject.toml, line 40`."""
    in_text: bool
    """Whether it is said in the text itself, and not in a file of settings."""
