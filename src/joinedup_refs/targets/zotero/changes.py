"""What differs between items as they are and as they were mended, field by field.

Only what a field of its own or the list of creators holds is ever written. Type, tags, notes and
Extra stay as they are, and so does whatever an item has no field for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.formats import zotero_items
from joinedup_refs.formats.zotero_items import CREATORS, EXTRA, TAGS
from joinedup_refs.formats.zotero_schema import ItemType, item_type, item_types
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import to_csl

_TYPES = frozenset({"type", "itemType"})


class Difference(NamedTuple):
    """A variable that was mended, before and after, as CSL-JSON has it; None for nothing."""

    variable: str
    before: Json
    after: Json


class Change(NamedTuple):
    """An item to be changed."""

    entry: Entry
    """The entry as it was."""
    key: str
    version: int
    before: dict[str, Json]
    """The item as Zotero has it."""
    patch: dict[str, Json]
    """The fields that change, as they are to be."""
    differences: tuple[Difference, ...]


class Kept(NamedTuple):
    """Something that was mended and is not written."""

    entry: Entry
    key: str
    difference: Difference
    why: str


class Plan(NamedTuple):
    """All that is to be done, and what is not."""

    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]


def plan(
    items: Sequence[Mapping[str, Json]], before: Sequence[Entry], after: Sequence[Entry]
) -> Plan:
    """Compare items, in their order, with their entries as they were and as they were mended."""
    changes: list[Change] = []
    kept: list[Kept] = []
    for item, old, new in zip(items, before, after, strict=True):
        differences = tuple(_differences(to_csl(old.reference), to_csl(new.reference)))
        if not differences:
            continue
        patch: dict[str, Json] = {}
        written: list[Difference] = []
        for one in differences:
            why = _put(item, patch, one)
            if why:
                kept.append(Kept(old, str(item.get("key", "")), one, why))
            else:
                written.append(one)
        if patch:
            version = item.get("version")
            number = version if isinstance(version, int) else 0
            changes.append(Change(old, str(item["key"]), number, dict(item), patch, tuple(written)))
    return Plan(tuple(changes), tuple(kept))


def may_be_written(kind: ItemType, field: str) -> bool:
    """Whether a field of an item is one that is ever written."""
    return field == CREATORS or (field in kind.fields and field != EXTRA)


def _differences(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterable[Difference]:
    for variable in dict.fromkeys((*old, *new)):
        if old.get(variable) != new.get(variable):
            yield Difference(variable, old.get(variable), new.get(variable))


def _put(item: Mapping[str, Json], patch: dict[str, Json], one: Difference) -> str:
    """Put a difference into what is to be sent; say why, where it is not."""
    kind = item_type(str(item.get("itemType", "")))
    field = zotero_items.take(item).fields.get(one.variable, "")
    if why := _left_alone(kind, field, one.variable):
        return why
    if field == CREATORS or isinstance(one.after, list):
        return _put_names(item, patch, one, kind)
    field = field or kind.field_for(one.variable)
    if not may_be_written(kind, field):
        return f"an item of the type {kind.name} has no field for it"
    text = zotero_items.field_value(one.variable, one.after)
    if field in patch or (one.after is not None and not text):
        return f"the field {field} cannot hold it"
    patch[field] = text
    return ""


def _left_alone(kind: ItemType, field: str, variable: str) -> str:
    """Say why a variable is never written; empty where it may be."""
    if variable in _TYPES:
        return "the type of an item is not changed from here; change it in Zotero"
    if field == EXTRA or variable in {"note", "custom"}:
        return "it stands in Extra, which stays as it is"
    if field == TAGS or variable == "keyword":
        return "tags stay as they are"
    return "" if kind.name in item_types() else "this type of item is not known here"


def _put_names(
    item: Mapping[str, Json], patch: dict[str, Json], one: Difference, kind: ItemType
) -> str:
    held = {**item, CREATORS: patch.get(CREATORS, item.get(CREATORS))}
    creators = zotero_items.with_names(held, one.variable, one.after or [], kind)
    if creators is None:
        return f"an item of the type {kind.name} has no such creators"
    patch[CREATORS] = creators
    return ""
