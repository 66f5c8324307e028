"""Zotero's items as CSL items and back, by tables.

Sources: Zotero's schema, version 42, for fields and creators; Zotero's documentation for the lines
of its field Extra (`Original Date: 1890`).
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from joinedup_refs.formats import keywords, leftovers, zotero_values
from joinedup_refs.formats.zotero_schema import (
    ASIDE,
    UNMAPPED,
    ItemType,
    dates,
    item_type,
    item_types,
    type_of,
)
from joinedup_refs.model.value import Json
from joinedup_refs.tables import rows

CREATORS = "creators"
EXTRA = "extra"
TAGS = "tags"
_OWN_TYPE = "itemType"
"""Not a CSL variable: the type of an item where its CSL type alone would make another of it."""
_SERVERS = frozenset({CREATORS, TAGS, "collections", "relations", "dateAdded", "dateModified"})
_BY_LABEL = {
    row["variable"].casefold().replace("_", "-"): row["variable"] for row in rows("csl_variables")
} | {"type": "type"}
_LABELLED = re.compile(r"([A-Za-z][A-Za-z _-]{1,40}): ?(\S.*)")
_CSL_TYPES = frozenset(row["type"] for row in rows("csl_types"))
_NOT_LABELS = frozenset({"note", "abstract", "keyword", "annote"})
"""Variables that are words of everyday use: such a line of Extra stays a note."""


class Taken(NamedTuple):
    """An item as CSL has it."""

    csl: dict[str, Json]
    fields: dict[str, str]
    """For each of its variables, the field of the item that holds it."""


def is_work(data: Mapping[str, Json]) -> bool:
    """Whether an item is one: not an attachment, a note, an annotation, or in the trash."""
    kind = data.get("itemType")
    return isinstance(kind, str) and bool(kind) and kind not in ASIDE and not data.get("deleted")


def take(data: Mapping[str, Json]) -> Taken:
    """Give an item as a CSL item, without an `id`, and where each variable of it stands.

    A field or kind of creators that CSL has no variable for keeps its own name.
    """
    kind = item_type(str(data.get("itemType", "")))
    csl: dict[str, Json] = {"type": kind.csl}
    fields: dict[str, str] = {"type": _OWN_TYPE}
    for field in _in_order(kind, data):
        text = _said(data[field])
        variable = kind.variable(field) or field
        if not text.strip() or field in UNMAPPED | _SERVERS:
            continue
        variable = field if variable in csl else variable
        csl[variable] = zotero_values.read_date(text) if variable in dates() else text
        fields[variable] = field
    _take_creators(kind, data.get(CREATORS), csl, fields)
    words = [_said(tag.get("tag")) for tag in _objects(data.get(TAGS))]
    if any(words):
        csl["keyword"], fields["keyword"] = keywords.join([w for w in words if w]), TAGS
    _take_extra(_said(data.get(EXTRA)), csl, fields)
    if type_of(str(csl["type"])).name != kind.name and kind.name in item_types():
        csl[_OWN_TYPE], fields[_OWN_TYPE] = kind.name, _OWN_TYPE
    return Taken(csl, fields)


def make(csl: Mapping[str, Json]) -> dict[str, Json]:
    """Give a CSL item as a new item of Zotero; what it has no field for stands in Extra."""
    left = {name: value for name, value in csl.items() if name not in {"id", "type", _OWN_TYPE}}
    kind = _type(csl)
    data: dict[str, Json] = {"itemType": kind.name}
    for variable in [*map(kind.variable, kind.fields), *left]:
        _put(kind, data, left, variable)
    creators = _creators(kind, left)
    data[CREATORS] = creators
    data[TAGS] = [{"tag": word} for word in keywords.split(_said(left.pop("keyword", "")))]
    note = _said(left.pop("note", ""))
    if kind.csl != csl.get("type"):
        left["type"] = csl.get("type")
    extra = "\n".join(filter(None, (note, leftovers.write(left))))
    if extra:
        data[EXTRA] = extra
    return data


def field_value(variable: str, value: Json) -> str:
    """Give what a field holds for the value of a variable; empty where it cannot hold it."""
    if value is None:
        return ""
    if variable == "accessed":
        return zotero_values.write_accessed(value)
    if variable in dates():
        return zotero_values.write_date(value)
    return _said(value)


def with_names(
    data: Mapping[str, Json], variable: str, names: Json, kind: ItemType
) -> list[Json] | None:
    """Give the creators of an item with other names for a variable, all else in its place.

    None where the item takes no such creators, or one of the names is none.
    """
    role = kind.creator_for(variable)
    made = zotero_values.write_names(role, names)
    if not role or len(made) != (len(names) if isinstance(names, list) else 0):
        return None
    before = data.get(CREATORS)
    old = list(before) if isinstance(before, list) else []
    mine = [n for n, c in enumerate(old) if isinstance(c, dict) and c.get("creatorType") == role]
    if len(mine) == len(made):
        for place, creator in zip(mine, made, strict=True):
            old[place] = creator
        return old
    at = mine[0] if mine else len(old)
    rest = [c for n, c in enumerate(old) if n not in set(mine)]
    return [*rest[:at], *made, *rest[at:]]


def _in_order(kind: ItemType, data: Mapping[str, Json]) -> list[str]:
    """Give the fields of an item, of two for one variable the one first that counts."""
    order = {variable: n for n, variable in enumerate(_preference())}
    known = [f for f in data if isinstance(data[f], str)]
    return sorted(known, key=lambda f: order.get(kind.fields.get(f, f), len(order)))


def _preference() -> list[str]:
    return [row["field"] for row in rows("zotero_variables")]


def _take_creators(
    kind: ItemType, creators: Json, csl: dict[str, Json], fields: dict[str, str]
) -> None:
    of_role: defaultdict[str, list[Mapping[str, Json]]] = defaultdict(list)
    for creator in _objects(creators):
        of_role[kind.name_variable(_said(creator.get("creatorType")) or "contributor")].append(
            creator
        )
    for variable, found in of_role.items():
        names = zotero_values.read_names(found)
        if names:
            csl[variable], fields[variable] = names, CREATORS


def _take_extra(extra: str, csl: dict[str, Json], fields: dict[str, str]) -> None:
    """Take the lines of Extra that name a variable which the item has no field for, or a type."""
    said, told = leftovers.read(extra)
    notes = []
    for line in said.splitlines():
        found = _LABELLED.fullmatch(line.strip())
        label = re.sub(r"[ _]+", "-", found[1].strip().casefold()) if found else ""
        variable = _BY_LABEL.get(label, "")
        known = variable != "type" or (found is not None and found[2].strip() in _CSL_TYPES)
        if found and variable and known and variable not in _NOT_LABELS | told.keys():
            told[variable] = leftovers.value(variable, found[2])
        else:
            notes.append(line)
    repeated = {v for v in told if v in csl and (v != "type" or told[v] not in _CSL_TYPES)}
    repeated |= told.keys() & {"note"}
    for variable, value in told.items():
        if variable not in repeated:
            csl[variable], fields[variable] = value, EXTRA
    if repeated:  # the line says again, or otherwise, what a field says
        notes.append(leftovers.write({v: told[v] for v in repeated}))
    if note := "\n".join(notes).strip("\n"):
        csl["note"], fields["note"] = note, EXTRA


def _type(csl: Mapping[str, Json]) -> ItemType:
    own = item_types().get(_said(csl.get(_OWN_TYPE)))
    if own is not None and own.csl == csl.get("type"):
        return own
    return type_of(_said(csl.get("type")))


def _put(kind: ItemType, data: dict[str, Json], left: dict[str, Json], variable: str) -> None:
    if variable not in left or isinstance(left[variable], list):
        return
    field = kind.field_for(variable)
    text = field_value(variable, left[variable]) if field else ""
    if field in {"", EXTRA} or field in data or not text:
        return
    data[field] = text
    del left[variable]


def _creators(kind: ItemType, left: dict[str, Json]) -> list[Json]:
    """Take the names that an item has kinds of creators for, those of the author first."""
    out: list[Json] = []
    used: set[str] = set()
    authored = isinstance(left.get("author"), list)
    for variable in ("author", *left.copy()):
        if not isinstance(left.get(variable), list):
            continue
        leads = not authored and kind.leads(variable)
        role = kind.primary if leads else kind.creator_for(variable)
        made = zotero_values.write_names(role, left.get(variable, [])) if role else []
        if made and role not in used:
            used.add(role)
            out += made
            del left[variable]
    return out


def _objects(value: Json) -> list[dict[str, Json]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _said(value: Json) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)
