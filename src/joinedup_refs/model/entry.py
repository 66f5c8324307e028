"""An entry of a reference list: where it stands, what it says, and where each value comes from."""

from typing import Literal, TypeAlias

from joinedup_refs.model.origin import Origin, Probability
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Value

Suspicion: TypeAlias = Literal["border", "cut-start", "cut-end"]
"""A second reference seems to begin here; the start or the end seems to be missing."""

_LONGEST = 100_000
_MOST_LINES = 2_000
"""Some hundred references on four lines each, of which none shows where it begins."""


def is_endless(characters: int, lines: int) -> bool:
    """Whether a stretch of a list goes on for too long to be an entry, or several run together.

    It is left over: to take it apart would take all time and memory.
    """
    return characters > _LONGEST or lines > _MOST_LINES


class Mark(Value):
    """Something about an entry's text that the parser noticed and did not act on."""

    what: Suspicion
    at: int
    """The code point of the text, or of the string given, that it is about."""


class Entry(Value):
    """One item of the list, split at printed and decided borders."""

    id: str
    """Its printed ordinal, with a letter after a split: `r11`, `r11b`; stable across decisions."""
    at: tuple[Span, ...]
    """Where it stands, without bullet or number; several stretches after a merge."""
    marker: str = ""
    """The number or label printed before it, without brackets: `12`, `Smi05`."""
    reference: Reference
    origins: dict[str, Origin] = {}
    """For each CSL variable with a value, where the value comes from."""
    confidence: Probability = 1.0
    """How sure the parser is of the reference as a whole."""
    unread: tuple[Span, ...] = ()
    """Text that no variable owns, punctuation aside."""
    marks: tuple[Mark, ...] = ()

    @property
    def span(self) -> Span:
        """From its first character to its last, whatever stands between its stretches."""
        return Span(start=self.at[0].start, end=self.at[-1].end)
