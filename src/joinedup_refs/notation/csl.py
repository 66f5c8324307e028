"""References to CSL items and back, losing nothing.

Source: the CSL-JSON schema (csl-data.json) of CSL 1.0.2. Beyond the schema nothing is written; a
name that was not understood is a `literal` with `parse-names`, which CSL keeps for such names.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, cast

from joinedup_refs.model.date import AnyDate, Date, DatePart
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.model.pages import AnyPages
from joinedup_refs.model.reference import TYPES, Reference, Unclassified
from joinedup_refs.model.traits import Described
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates, pages
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.tables import rows

_BY_FIELD = {row["field"]: row for row in rows("csl_variables")}
_CLASSES = {cls.__name__: cls for cls in TYPES}
_OF_TYPE = {row["type"]: _CLASSES[row["reference"]] for row in rows("csl_types")}
_OWN_TYPE = "csl-type"  # key of `other` for a type that CSL does not know

_NAME_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "dropping-particle": "dropping_particle",
    "suffix": "suffix",
}


def to_csl(reference: Reference) -> dict[str, Json]:
    """Give a reference as a CSL item, without an `id`."""
    item: dict[str, Json] = {"type": reference.csl_type}
    for name, variable, kind in _written(type(reference)):
        value = getattr(reference, name)
        if not value and value in (None, "", ()):  # to compare a value costs more than to ask it
            continue
        item[variable] = _value_to_csl(kind, value)
        if isinstance(value, Date) and value.letter and name == "issued":
            item["year-suffix"] = value.letter
    other = dict(reference.other)
    item["type"] = other.pop(_OWN_TYPE, item["type"])
    return item | other


def entry_to_csl(entry: Entry) -> dict[str, Json]:
    """Give an entry as a CSL item under its citation key, or else its identifier."""
    return {"id": entry.reference.citation_key or entry.id} | to_csl(entry.reference)


def from_csl(item: Mapping[str, Json]) -> Reference:
    """Give the reference that a CSL item describes; what has no field goes to `other`.

    Empty values are taken as absent. An item of an unknown type is `Unclassified` and keeps its
    type's name.

    Raises:
        NotationInvalid: the type is no word.
    """
    item = {k: v for k, v in item.items() if (v or v == 0) and k != "id"}
    csl_type = item.pop("type", "document")
    if isinstance(csl_type, (list, dict)):
        raise NotationInvalid("a CSL type, such as article-journal", str(csl_type))
    cls = _OF_TYPE.get(str(csl_type), Unclassified)
    known = _fields(cls)
    fields: dict[str, Any] = {"csl_type": csl_type} if csl_type in _OF_TYPE else {}
    other: dict[str, Json] = {} if csl_type in _OF_TYPE else {_OWN_TYPE: csl_type}
    suffix = item.pop("year-suffix", "")
    for variable, value in item.items():
        field, kind = known.get(variable, ("", ""))
        understood = _value_from_csl(kind, value) if field else None
        if understood is None:
            other[variable] = value
        else:
            fields[field] = understood
    if suffix:
        issued = fields.get("issued")
        if isinstance(issued, Date) and isinstance(suffix, str):
            fields["issued"] = issued.model_copy(update={"letter": suffix})
        else:
            other["year-suffix"] = suffix
    return cast("Reference", cls(**fields, other=other))


def gives(reference: Reference, variable: str) -> bool:
    """Whether the item of a reference has a value for a CSL variable."""
    field, _ = _fields(type(reference)).get(variable, ("", ""))
    return bool((field and getattr(reference, field)) or reference.other.get(variable))


def retype(reference: Reference, csl_type: str) -> Reference:
    """Make a reference one of another CSL type; what has no field there waits in `other`."""
    return from_csl(to_csl(reference) | {"type": csl_type})


def with_value(reference: Reference, variable: str, value: Json) -> Reference:
    """Set a CSL variable, or take it away with None; `value` is as CSL-JSON has it."""
    return from_csl(to_csl(reference) | {variable: value})


def name_to_csl(name: Name) -> dict[str, Json]:
    """Give a name as CSL-JSON has it."""
    match name:
        case Person():  # most are; and what an object is not, is dear to ask of these classes
            if (
                name.family
                and name.given
                and not (name.particle or name.dropping_particle or name.suffix)
            ):
                return {"family": name.family, "given": name.given}
            parts = ((csl, getattr(name, field)) for csl, field in _NAME_PARTS.items())
            return {csl: part for csl, part in parts if part}
        case Organization():
            return {"literal": name.name}
        case Verbatim():
            return {"literal": name.text, "parse-names": True}


@lru_cache(maxsize=4096)
def _person(family: str, given: str) -> Person:
    """Give a person, who may have written several works that are met one after another."""
    return Person(family=family, given=given)


def name_from_csl(value: Json) -> Name | None:
    """Give the name that CSL-JSON describes; None where it describes none."""
    if isinstance(value, str):
        return Verbatim(text=value) if value else None
    if not isinstance(value, dict):
        return None
    family, given = value.get("family"), value.get("given")
    if len(value) == 2 and family and isinstance(family, str) and isinstance(given, str):
        return _person(family, given)  # as nearly every name
    literal = value.get("literal")
    if isinstance(literal, str) and literal:
        return Verbatim(text=literal) if value.get("parse-names") else Organization(name=literal)
    parts: dict[str, Any] = {
        field: str(value[csl]) for csl, field in _NAME_PARTS.items() if value.get(csl) is not None
    }
    if not any(parts.values()):
        return None
    if not parts.get("family"):
        parts["family"] = parts.pop("given", "") or " ".join(parts.values())
    return Person(**parts)


def date_to_csl(date: AnyDate) -> dict[str, Json]:
    """Give a date as CSL-JSON has it, without the letter, which CSL keeps beside it."""
    if not isinstance(date, Date):
        return {"literal": date.text}
    out: dict[str, Json] = {}
    if date.start:
        out["date-parts"] = [_date_part(p) for p in (date.start, date.end) if p]
    if date.season:
        out["season"] = date.season
    if date.circa:
        out["circa"] = True
    if date.forthcoming:
        out["literal"] = date.forthcoming
    return out


def date_from_csl(value: Json) -> AnyDate | None:
    """Give the date that CSL-JSON describes; what is not understood stays as its text."""
    if isinstance(value, (str, int)):
        return dates.parse(str(value)) or Verbatim(text=str(value))
    if not isinstance(value, dict):
        return None
    literal = str(value.get("literal") or value.get("raw") or "")
    start, end = _parts(value.get("date-parts"))
    if start is None:
        return (dates.parse(literal) or Verbatim(text=literal)) if literal else None
    season = str(value.get("season"))
    return Date(
        start=start,
        end=end,
        season=int(season) if season in {"1", "2", "3", "4"} else None,
        circa=bool(value.get("circa")),
        forthcoming=literal if dates.is_promise(literal) else "",
    )


def _date_part(part: DatePart) -> list[Json]:
    return [p for p in (part.year, part.month, part.day) if p is not None]


def _parts(value: Json) -> tuple[DatePart | None, DatePart | None]:
    found: list[DatePart] = []
    for part in value if isinstance(value, list) else []:
        try:
            numbers = [int(str(p)) for p in part if p not in (None, "")]  # type: ignore[union-attr]
            found.append(_date_of(*numbers[:3]))
        except (TypeError, ValueError):
            break
    return (found[0] if found else None, found[1] if len(found) > 1 else None)


@lru_cache(maxsize=4096)
def _date_of(*numbers: int) -> DatePart:
    """Give a date from its year, month and day, which many works of a list share."""
    return DatePart(**dict(zip(("year", "month", "day"), numbers, strict=False)))


@cache
def _written(cls: type[Described]) -> tuple[tuple[str, str, str], ...]:
    """Give the fields of a class in order, and of each the CSL variable and what it holds."""
    paired = ((name, _BY_FIELD[name]) for name in cls.model_fields if name in _BY_FIELD)
    return tuple((name, row["variable"], row["kind"]) for name, row in paired)


@cache
def _fields(cls: type[Described]) -> dict[str, tuple[str, str]]:
    """Give the CSL variables of a class, and of each the field and what it holds."""
    return {variable: (name, kind) for name, variable, kind in _written(cls)}


def _value_to_csl(kind: str, value: Any) -> Json:
    match kind:
        case "names":
            return [name_to_csl(name) for name in value]
        case "date":
            return date_to_csl(value)
        case "pages":
            return value.text if isinstance(value, Verbatim) else pages.format(value)
        case _:
            return cast("str", value)


def _value_from_csl(kind: str, value: Json) -> Any:
    match kind:
        case "names":
            found = [name_from_csl(v) for v in (value if isinstance(value, list) else [value])]
            return tuple(n for n in found if n) if found and all(found) else None
        case "date":
            return date_from_csl(value)
        case "pages":
            return _pages(value)
        case _ if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return str(value)
        case _:
            return None


def _pages(value: Json) -> AnyPages | None:
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return None
    return pages.parse(str(value)) or Verbatim(text=str(value))
