"""Changes as data: they can be shown, stored, refused and undone."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
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


class MoveEntry(Value):
    """Put an entry in another place of its list; every character goes along, and none is added."""

    kind: Literal["move"] = "move"
    entry: str
    behind: str
    """The entry that it is put behind, which stays; empty to put it before all of its list."""
    at: Annotated[tuple[Span, ...], Field(min_length=1)]
    """What goes along, in the order in which it is to stand: whole lines, and one line break."""
    to: int
    """The code point of the text where it is to stand: the end of a line, or the start of one."""
    turn: int = 0
    """Of several put in one place, those of a lower number stand first."""


Edit: TypeAlias = Annotated[
    SplitAt | MergeInto | SetField | ChangeType | AmendText | MoveEntry,
    Field(discriminator="kind"),
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
    if isinstance(one, MoveEntry) or isinstance(other, MoveEntry):
        return _move_clashes(one, other) if isinstance(one, MoveEntry) else clash(other, one)
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


def _move_clashes(move: MoveEntry, other: Edit) -> bool:
    match other:
        case MoveEntry():
            pairs = [(a, b) for a in move.at for b in other.at]
            into = [(move.to, b) for _, b in pairs] + [(other.to, a) for a, _ in pairs]
            return (
                move.entry in {other.entry, other.behind}
                or move.behind == other.entry
                or any(a.touches(b) for a, b in pairs)
                or any(span.start < to < span.end for to, span in into)
            )
        case AmendText():
            return any(other.at.start < border < other.at.end for border in _borders(move))
        case SplitAt():
            return other.entry in {move.entry, move.behind}
        case MergeInto():
            return not {move.entry, move.behind}.isdisjoint({other.entry, other.other})
        case _:
            return False


def _borders(move: MoveEntry) -> tuple[int, ...]:
    """Give the places where a move parts the text: nothing may be amended across them."""
    return (move.to, *(edge for span in move.at for edge in (span.start, span.end)))


def fixes_clash(one: Fix, other: Fix) -> bool:
    """Whether two fixes overlap, so that taking both would depend on the order."""
    return any(clash(a, b) for a in one.edits for b in other.edits)


_Key: TypeAlias = tuple[str | int, ...]


class _Spans:
    """Spans of edits by their place, none overlapping another."""

    def __init__(self) -> None:
        self._held: list[tuple[int, int, int]] = []
        """Start, end and number of the edit."""

    def add(self, span: Span, number: int) -> None:
        insort(self._held, (span.start, span.end, number))

    def near(self, span: Span) -> Iterator[int]:
        """Give the numbers of those that a span touches, if only at an edge, and the one before."""
        at = bisect_right(self._held, (span.end, span.end + 1))
        while at:  # what is held does not overlap, so the first that ends before is the last
            at -= 1
            _, end, number = self._held[at]
            yield number
            if end < span.start:
                break


class Held:
    """Edits taken, so kept that those which a new one may clash with are found without a search."""

    def __init__(self) -> None:
        self._places = _Spans()
        """Where the text is amended or divided."""
        self._moved = _Spans()
        """What is moved."""
        self._borders = _Spans()
        """Where moves part the text."""
        self._by_key: dict[_Key, list[int]] = {}
        self._edits: list[tuple[Edit, str]] = []

    def add(self, edit: Edit, owner: str = "") -> None:
        """Hold an edit in the name of its owner."""
        number = len(self._edits)
        self._edits.append((edit, owner))
        for key in (*_touched(edit), *_claimed(edit)):
            self._by_key.setdefault(key, []).append(number)
        if isinstance(edit, MoveEntry):
            for span in edit.at:
                self._moved.add(span, number)
            for border in _points(edit):
                self._borders.add(border, number)
        elif (place := _place(edit)) is not None:
            self._places.add(place, number)

    def against(self, edit: Edit) -> tuple[Edit, str] | None:
        """Give the first edit held that clashes with one, and its owner."""
        near = {number for key in _sought(edit) for number in self._by_key.get(key, ())}
        if isinstance(edit, MoveEntry):
            for border in _points(edit):
                near.update(self._places.near(border), self._moved.near(border))
            for span in edit.at:
                near.update(self._moved.near(span), self._borders.near(span))
        elif (place := _place(edit)) is not None:
            near.update(self._places.near(place), self._borders.near(place))
        held = (self._edits[number] for number in sorted(near))
        return next((one for one in held if clash(one[0], edit)), None)


def _touched(edit: Edit) -> tuple[_Key, ...]:
    """Give the entries that an edit changes, with which none may be joined to another."""
    match edit:
        case AmendText():
            return ()
        case MergeInto():
            return (edit.entry,), (edit.other,)
        case MoveEntry():
            return (edit.entry,), (edit.behind,)
        case _:
            return ((edit.entry,),)


def _claimed(edit: Edit) -> tuple[_Key, ...]:
    """Give what an edit lays hands on, so that no other may."""
    match edit:
        case AmendText():
            return ()
        case MergeInto():
            return (edit.entry, "joined"), (edit.other, "joined")
        case SetField():
            return ((edit.entry, "field", edit.field),)
        case ChangeType():
            return ((edit.entry, "type"),)
        case SplitAt():
            return (edit.entry, "split", edit.at), (edit.entry, "divided")
        case MoveEntry():
            return (edit.entry, "moved"), (edit.behind, "kept")


def _sought(edit: Edit) -> tuple[_Key, ...]:
    """Give what an edit may clash with, as `Held` files it."""
    joined = tuple((entry, "joined") for (entry,) in _touched(edit))
    match edit:
        case MergeInto():
            return _touched(edit)
        case SplitAt():
            place = (edit.entry, "split", edit.at)
            return place, (edit.entry, "moved"), (edit.entry, "kept"), *joined
        case MoveEntry():
            own = (edit.entry, "moved"), (edit.entry, "kept"), (edit.entry, "divided")
            return *own, (edit.behind, "moved"), (edit.behind, "divided"), *joined
        case _:
            return (*_claimed(edit), *joined)


def _points(move: MoveEntry) -> Iterator[Span]:
    return (Span(start=border, end=border) for border in set(_borders(move)))


def _place(edit: Edit) -> Span | None:
    match edit:
        case AmendText():
            return edit.at
        case SplitAt():
            return Span(start=edit.at, end=edit.at)
        case _:
            return None


def edits_of(decisions: Iterable[Decision]) -> tuple[Edit, ...]:
    """Give the edits of all decisions taken, each once, in a fixed order."""
    edits = {e.model_dump_json(): e for d in decisions if d.taken for e in d.fix.edits}
    return tuple(edits[key] for key in sorted(edits))
