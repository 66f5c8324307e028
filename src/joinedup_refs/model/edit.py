"""Changes as data: they can be shown, stored, refused and undone."""

from collections.abc import Iterable
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from joinedup_refs.model.origin import Origin
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json, Value


class SplitAt(Value):
    """Begin a new entry inside another; what stood before keeps the identifier."""

    kind: Literal["split"] = "split"
    entry: str
    at: int
    """The code point of the text where the new entry begins."""


class MergeInto(Value):
    """Join an entry to the one that it continues."""

    kind: Literal["merge"] = "merge"
    entry: str
    other: str
    """The entry that takes it in."""


class SetField(Value):
    """Give a variable of an entry a value, or with None take it away."""

    kind: Literal["set"] = "set"
    entry: str
    field: str
    """A CSL variable name."""
    value: Json
    """The value as CSL-JSON has it."""
    origin: Origin
    """Why the value holds."""


class ChangeType(Value):
    """Make an entry a reference of another type; nothing in it is lost."""

    kind: Literal["type"] = "type"
    entry: str
    type: str
    """A CSL type."""
    origin: Origin


class AmendText(Value):
    """Read a stretch of the text otherwise; the printed text itself stays."""

    kind: Literal["amend"] = "amend"
    at: Span
    """The stretch; empty to put something in."""
    text: str
    """What is to stand there."""


Edit: TypeAlias = Annotated[
    SplitAt | MergeInto | SetField | ChangeType | AmendText, Field(discriminator="kind")
]
"""One change."""

Safety: TypeAlias = Literal["safe", "evident", "unsafe"]
"""How well a fix is supported: shown as tidying, well supported, and best guess."""


class Fix(Value):
    """A repair that a finding offers: all of its edits or none."""

    title: str
    """What it does, in a few words and the imperative."""
    safety: Safety
    edits: Annotated[tuple[Edit, ...], Field(min_length=1)]


class Decision(Value):
    """A fix that was taken or refused; the whole of what `build` needs to know."""

    code: str
    """The code of the rule that offered the fix."""
    fix: Fix
    taken: bool = True
    """False for a refusal, which keeps the fix from being offered again."""
    by: Literal["policy", "person"] = "policy"


def clash(one: Edit, other: Edit) -> bool:  # noqa: PLR0911  (one line for each pair of kinds)
    """Whether two edits lay hands on the same thing, so that their order would matter."""
    if one == other:
        return False
    match one, other:
        case AmendText(), AmendText():
            return one.at.touches(other.at)
        case SetField(), SetField():
            return one.entry == other.entry and one.field == other.field
        case ChangeType(), ChangeType():
            return one.entry == other.entry
        case SplitAt(), SplitAt():
            return one.entry == other.entry and one.at == other.at
        case SplitAt(), AmendText():
            return other.at.start < one.at < other.at.end
        case AmendText(), SplitAt():
            return clash(other, one)
        case MergeInto(), MergeInto():  # two may be joined to one, whichever comes first
            return one.entry in {other.entry, other.other} or one.other == other.entry
        case MergeInto(), SplitAt() | SetField() | ChangeType():
            return other.entry in {one.entry, one.other}
        case SplitAt() | SetField() | ChangeType(), MergeInto():
            return clash(other, one)
        case _:
            return False


def fixes_clash(one: Fix, other: Fix) -> bool:
    """Whether two fixes overlap, so that taking both would depend on the order."""
    return any(clash(a, b) for a in one.edits for b in other.edits)


def edits_of(decisions: Iterable[Decision]) -> tuple[Edit, ...]:
    """Give the edits of all decisions taken, each once, in a fixed order."""
    edits = {e.model_dump_json(): e for d in decisions if d.taken for e in d.fix.edits}
    return tuple(edits[key] for key in sorted(edits))
