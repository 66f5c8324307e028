"""What parsing one string gives."""

from typing import NamedTuple, TypeAlias

from joinedup_refs.model.entry import Mark
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json

Places: TypeAlias = dict[str, tuple[int, int, float]]
"""For each CSL variable with a value: half-open code points of the string, probability."""
Stretches: TypeAlias = tuple[tuple[int, int], ...]
"""Half-open stretches of the string."""


class Plain(NamedTuple):
    """A CSL item and where in the string its values stand: cheap to make and to hand over."""

    item: dict[str, Json]
    """The CSL item, without an `id`."""
    places: Places
    unread: Stretches
    """What no variable owns, punctuation aside."""
    confidence: float
    """How sure the parser is of the whole, 0 to 1."""
    marks: tuple[Mark, ...] = ()


class Parsed(NamedTuple):
    """A typed reference and where in the string its values stand."""

    reference: Reference
    places: Places
    unread: Stretches
    """What no variable owns, punctuation aside."""
    confidence: float
    """How sure the parser is of the whole, 0 to 1."""
    marks: tuple[Mark, ...]
    """Suspected borders and missing ends; nothing is split."""
