"""A text and decisions to a document. Pure: undoing a decision is building without it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING

from joinedup_refs import library
from joinedup_refs.errors import DecisionRefused, InputUnreadable
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import (
    AmendText,
    ChangeType,
    Decision,
    Edit,
    Held,
    MergeInto,
    MoveEntry,
    SetField,
    SplitAt,
    edits_of,
)
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.moving import moved
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.csl import retype, with_value

if TYPE_CHECKING:  # loads a model's machinery, which a library file does without
    from joinedup_refs.parse.model_file import Model
    from joinedup_refs.split import Item

MOST_ENTRIES = 15_000
"""Entries of a text that are parsed at most: some three hundred pages, and half a minute."""

_NO_HINTS = Layout()


@dataclass(frozen=True, slots=True)
class _Named:
    """An item of the list under its identifier."""

    id: str
    item: "Item"


def build(
    text: Text,
    decisions: Iterable[Decision] = (),
    layout: Layout = _NO_HINTS,
    model: "Model | None" = None,
) -> Document:
    """Take a text apart at its printed and decided borders, parse, link, and set decided values.

    `model` is the one that parses, by default the shipped one.

    Raises:
        DecisionRefused: two of the edits overlap, or one names an entry that is not there.
        InputUnreadable: the lists have more entries than are parsed at once.
        ModelInvalid: the model is missing, or was changed.
    """
    edits = edits_of(decisions)
    _refuse_overlaps(edits)
    if text.form:
        opened = library.document(text, edits)
        _refuse_unknown(edits, {e.id for e in opened.entries})
        return opened.model_copy(update={"entries": _with_decided_values(opened.entries, edits)})
    from joinedup_refs.link import link  # noqa: PLC0415
    from joinedup_refs.parse.keyed import with_keys  # noqa: PLC0415
    from joinedup_refs.parse.linked import with_links  # noqa: PLC0415
    from joinedup_refs.split import split  # noqa: PLC0415

    parts = split(text, layout)
    named = [_Named(f"r{n}", item) for n, item in enumerate(parts.items, 1)]
    named, gaps = _at_decided_borders(text, named, edits)
    _refuse_number(len(named))
    amended = [
        Cut(printed=e.at, reading=e.text, why="amended") for e in edits if isinstance(e, AmendText)
    ]
    laid = text.with_cuts((*parts.cuts, *gaps)).with_cuts(amended)
    entries = _with_decided_values(with_links(laid, _entries(laid, named, model)), edits)
    _refuse_unknown(edits, {e.id for e in entries} | {one.id for one in named})
    moves = tuple(edit for edit in edits if isinstance(edit, MoveEntry))
    _refuse_misplaced(text, moves)
    return Document(
        text=laid,
        regions=parts.regions,
        entries=moved(entries, moves, parts.regions),
        citations=()
        if layout.list_only
        else with_keys(laid, entries, link(laid, parts.regions, entries, parts.unread)),
        leftover=parts.leftover,
        passed_over=parts.passed_over,
        unread=parts.unread,
        notes=parts.notes,
        headings=parts.headings,
        moves=moves,
    )


def _entries(text: Text, named: list[_Named], model: "Model | None") -> tuple[Entry, ...]:
    from joinedup_refs.parse.entries import Stretch, read_entries  # noqa: PLC0415

    stretches = [Stretch(one.id, one.item.at, one.item.marker) for one in named]
    return read_entries(text, stretches, model=model)


def _refuse_overlaps(edits: tuple[Edit, ...]) -> None:
    held = Held()
    for edit in edits:
        if other := held.against(edit):
            told = f"{_told(other[0])}, and {_told(edit)}"
            msg = f"two decisions overlap and neither was applied: {told}\ntake one of them back"
            raise DecisionRefused(msg)
        held.add(edit)


def _refuse_number(entries: int) -> None:
    if entries > MOST_ENTRIES:
        msg = (
            f"the list has {entries:,} entries; more than {MOST_ENTRIES:,} are not taken at once\n"
            "give it in parts; joinedup-refs parse --lines takes any number, a line each"
        )
        raise InputUnreadable(msg)


def _refuse_unknown(edits: tuple[Edit, ...], known: set[str]) -> None:
    for edit in edits:
        named = {edit.entry} if isinstance(edit, (SetField, ChangeType, MoveEntry)) else set()
        if isinstance(edit, MoveEntry) and edit.behind:
            named.add(edit.behind)
        if missing := sorted(named - known):
            msg = f"there is no entry {missing[0]} in this text, so {_told(edit)} cannot be done"
            raise DecisionRefused(msg)


def _refuse_misplaced(text: Text, moves: Iterable[MoveEntry]) -> None:
    """Refuse moves of what is not there, of a stretch twice, and of one into itself."""
    for move in moves:
        spans = sorted(move.at, key=lambda span: span.start)
        apart = all(a.end <= b.start for a, b in pairwise(spans))
        outside = all(not span.start < move.to < span.end for span in spans)
        if not apart or not outside or max(spans[-1].end, move.to) > len(text.printed):
            msg = f"{_told(move)} does not fit this text\ntake the decision back"
            raise DecisionRefused(msg)


def _told(edit: Edit) -> str:
    match edit:
        case SplitAt():
            return f"begin a new entry at character {edit.at} of {edit.entry}"
        case MergeInto():
            return f"join {edit.entry} to {edit.other}"
        case SetField():
            return f"set {edit.field} of {edit.entry}"
        case ChangeType():
            return f"make {edit.entry} a {edit.type}"
        case MoveEntry():
            return f"put {edit.entry} {f'behind {edit.behind}' if edit.behind else 'first'}"
        case AmendText():
            return f"put {edit.text!r} at characters {edit.at.start}–{edit.at.end}"


def _at_decided_borders(
    text: Text, named: list[_Named], edits: tuple[Edit, ...]
) -> tuple[list[_Named], list[Cut]]:
    out: list[_Named] = []
    gaps: list[Cut] = []
    borders = _borders(named, edits)
    for one in named:
        pieces, between = _split_item(text, one, sorted(borders[one.id]))
        out += pieces
        gaps += between
    for edit in edits:
        if isinstance(edit, MergeInto):
            out = _merged(out, edit)
    return out, gaps


def _borders(named: Iterable[_Named], edits: tuple[Edit, ...]) -> dict[str, list[int]]:
    """Give where items are to be split; a split of a part is one of the item that it was part of.

    Raises:
        DecisionRefused: a split is of no item, nor of a part that another split makes.
    """
    borders: dict[str, list[int]] = {one.id: [] for one in named}
    splits = [edit for edit in edits if isinstance(edit, SplitAt)]
    for edit in splits:
        if edit.entry in borders:
            borders[edit.entry].append(edit.at)
    first = {identifier: min(places) for identifier, places in borders.items() if places}
    for edit in splits:
        if edit.entry in borders:
            continue
        whole = edit.entry.rstrip(ascii_lowercase)
        if first.get(whole, edit.at) >= edit.at:
            msg = f"there is no entry {edit.entry} to split at character {edit.at}"
            raise DecisionRefused(msg)
        borders[whole].append(edit.at)
    return borders


def _split_item(text: Text, one: _Named, borders: list[int]) -> tuple[list[_Named], list[Cut]]:
    pieces = [one]
    gaps: list[Cut] = []
    for number, border in enumerate(borders, 1):
        last = pieces.pop()
        before = tuple(
            Span(start=s.start, end=min(s.end, border)) for s in last.item.at if s.start < border
        )
        after = tuple(
            Span(start=max(s.start, border), end=s.end) for s in last.item.at if s.end > border
        )
        kept = before[-1].start + len(text.slice(before[-1]).rstrip()) if before else border
        if not before or not after or kept <= before[-1].start:
            msg = f"character {border} is no place inside {one.id} where an entry could begin"
            raise DecisionRefused(msg)
        if kept < before[-1].end:
            gap = Span(start=kept, end=before[-1].end)
            gaps.append(Cut(printed=gap, reading=" ", why="separator"))
        before = (*before[:-1], Span(start=before[-1].start, end=kept))
        pieces.append(replace(last, item=last.item._replace(at=before)))
        identifier = f"{one.id}{ascii_lowercase[number % 26]}"
        value, begin = _number_at(text, border, one.item.marker)
        if begin > border:
            gaps.append(Cut(printed=Span(start=border, end=begin), reading="", why="list-marker"))
            after = (Span(start=begin, end=after[0].end), *after[1:])
        pieces.append(_Named(identifier, last.item._replace(at=after, marker=value)))
    return pieces, gaps


def _number_at(text: Text, border: int, above: str) -> tuple[str, int]:
    """Read the number of an item where a split begins with one, and give where it ends.

    `above` is the number of the item that is split; one that does not follow it is none.
    """
    from joinedup_refs.split.markers import marker  # noqa: PLC0415

    found = marker(text.printed[border : border + 12])
    if found is None or found.kind == "1" or not (found.value.isdecimal() and above.isdecimal()):
        return "", border
    if not 0 < int(found.value) - int(above) <= len(ascii_lowercase):
        return "", border
    return found.value, border + found.end


def _merged(named: list[_Named], edit: MergeInto) -> list[_Named]:
    by_id = {one.id: one for one in named}
    if edit.entry not in by_id or edit.other not in by_id or edit.entry == edit.other:
        msg = f"there are no two entries {edit.entry} and {edit.other} to join"
        raise DecisionRefused(msg)
    spans = sorted((*by_id[edit.other].item.at, *by_id[edit.entry].item.at), key=lambda s: s.start)
    joined = replace(by_id[edit.other], item=by_id[edit.other].item._replace(at=tuple(spans)))
    return [joined if one.id == edit.other else one for one in named if one.id != edit.entry]


def _with_decided_values(entries: Iterable[Entry], edits: tuple[Edit, ...]) -> tuple[Entry, ...]:
    decided: dict[str, list[ChangeType | SetField]] = {}
    for edit in edits:
        if isinstance(edit, (ChangeType, SetField)):
            decided.setdefault(edit.entry, []).append(edit)
    return tuple(
        _decided(entry, decided[entry.id]) if entry.id in decided else entry for entry in entries
    )


def _decided(entry: Entry, edits: Iterable[ChangeType | SetField]) -> Entry:
    reference, origins = entry.reference, dict(entry.origins)
    for edit in edits:
        if isinstance(edit, ChangeType):
            reference = retype(reference, edit.type)
            continue
        reference = with_value(reference, edit.field, edit.value)
        origins[edit.field] = edit.origin
        if edit.value is None:
            del origins[edit.field]
    return entry.model_copy(update={"reference": reference, "origins": origins})
