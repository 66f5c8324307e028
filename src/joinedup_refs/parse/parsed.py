"""What parsing one string gives."""

from typing import NamedTuple

from joinedup_refs.model.entry import Mark
from joinedup_refs.model.reference import Reference


class Parsed(NamedTuple):
    """A typed reference and where in the string its values stand."""

    reference: Reference
    places: dict[str, tuple[int, int, float]]
    """For each CSL variable with a value: half-open code points of the string, probability."""
    unread: tuple[tuple[int, int], ...]
    """Half-open stretches that no variable owns, punctuation aside."""
    confidence: float
    """How sure the parser is of the whole, 0 to 1."""
    marks: tuple[Mark, ...]
    """Suspected borders and missing ends; nothing is split."""
