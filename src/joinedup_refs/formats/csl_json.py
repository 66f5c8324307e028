"""CSL-JSON: an array of items.

Source: the schema csl-data.json of CSL 1.0.2; `id` is required there, and a string or a number.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import edtf, keys, leftovers, one_by_one
from joinedup_refs.formats.csl_json_broken import Member, members
from joinedup_refs.formats.csl_zotero import rewritten
from joinedup_refs.formats.format import (
    Each,
    Format,
    Gap,
    Library,
    Place,
    Record,
    Target,
    stretch,
    whole,
)
from joinedup_refs.formats.line_library import Lines
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import date_to_csl, from_csl, to_csl
from joinedup_refs.tables import rows

_BOM = "\ufeff"
_SEASONS = {row["word"]: int(row["season"]) for row in rows("seasons")}
_ARRAY = re.compile(r"\ufeff?\s*\[\s*")
_BETWEEN = re.compile(r"\s*,?\s*")
_EDTF = re.compile(r"-?\d{4}[^/]{0,8}[/~]")
_DEPTH = 40
"""How deep JSON may be nested; CSL needs five levels."""


def read(text: str) -> tuple[Record, ...]:
    """Read an array of CSL items, a single item, or a library with its items under `items`.

    An item without an `id` goes by its citation key, or else by its place, `item3`.

    Raises:
        FormatInvalid: it is no JSON, or a member of the array is no object; says the line.
    """
    return _records(_read(text)[0])


def stream(text: str, gaps: list[Gap]) -> Iterator[Record]:
    """Read a file as `read` does, each item given up when it is read.

    Raises:
        FormatInvalid: as `read` does.
    """
    items, broken = _read(text)
    gaps += broken
    items.reverse()
    place = 0
    while items:
        place += 1
        yield _record(items.pop(), place)


def gaps(text: str) -> tuple[Gap, ...]:
    """Give the items of a broken list that could not be read, in the order of the lines."""
    return _read(text)[1]


def _read(text: str) -> tuple[list[Any], tuple[Gap, ...]]:
    """Give the items of a file; of a broken list those that are whole."""
    if not text.removeprefix(_BOM).strip():
        return [], ()
    fault = FormatInvalid("some members of the list are no records in braces")
    try:
        found = loaded(text.removeprefix(_BOM))
    except FormatInvalid as error:
        fault = error
    else:
        if not isinstance(found, list) or len({isinstance(one, dict) for one in found}) < 2:
            return _items(found), ()
    held, broken = salvaged(text, fault)
    return [one.item for one in held], broken


def _no_record(place: int, value: Any) -> str:
    return f"member {place} of the list is {_told(value)}, not a record in braces"


def salvaged(text: str, error: FormatInvalid) -> tuple[list[Member], tuple[Gap, ...]]:
    """Give the members of a broken list that are whole, and where others could not be read.

    Raises:
        FormatInvalid: `error`, which reading the whole has raised; no member is whole.
    """
    first = Gap(error.line or 1, str(error).removeprefix(f"line {error.line}: "))
    held = list(members(text))
    kept = [one for one in held if one.item is not None]
    if not any(one.item for one in kept) or any(_depth_over(one.item, _DEPTH) for one in kept):
        raise error
    told = "the record that begins here is broken, and was not read"
    end = held[-1].at[1]
    lines = Lines(text)
    found = [
        Gap(
            lines.of(one.at[0]),
            told if one.value is None else f"{_no_record(place, one.value)}; it was not read",
            lost=True,
        )
        for place, one in enumerate(held, 1)
        if one.item is None
    ]
    if held[-1].item is not None and text[end:].strip() not in {"]", ""}:
        told = "the list is broken here; what follows was not read"
        found.append(Gap(lines.of(end), told, lost=True))
    return kept, tuple(found) or (first,)


def _records(items: Sequence[Any]) -> tuple[Record, ...]:
    return tuple(_record(item, place) for place, item in enumerate(items, 1))


def _record(item: Any, place: int) -> Record:
    if not isinstance(item, dict):
        raise FormatInvalid(_no_record(place, item))
    identifier = item.get("id")
    if identifier in (None, "") or isinstance(identifier, (dict, list, bool)):
        identifier = item.get("citation-key") or f"item{place}"
    known = {variable: with_number_of_season(value) for variable, value in item.items()}
    if known.get("journalAbbreviation") == known.get("container-title-short"):
        known.pop("journalAbbreviation", None)  # what is written twice for Zotero
    return Record(str(identifier), from_csl(_with_note(known)), key_of(item))


def _with_note(item: dict[str, Json]) -> dict[str, Json]:
    """Give an item with what lines of its note tell, as Zotero has them in its field Extra."""
    note = item.get("note")
    said, told = leftovers.read(note) if isinstance(note, str) and ": " in note else ("", {})
    again = {v: told.pop(v) for v in tuple(told) if v in item and v not in {"type", "custom"}}
    if not told:
        return item
    rest = "\n".join(part for part in (said, leftovers.write(again)) if part)
    return {v: value for v, value in (item | told | {"note": rest}).items() if value != ""}


def open_library(text: str) -> Library:
    """Read a JSON file as records, each with the place of its item; the marks between are aside.

    Raises:
        FormatInvalid: as `read` does.
    """
    items, broken = _read(text)
    records = _records(items)
    places = [m.at for m in members(text) if m.item is not None] if broken else list(_places(text))
    if len(places) != len(records):  # items under a name: the file is their place
        edge = (len(text) - len(text.lstrip()), len(text.rstrip()))
        places = [edge] * len(records)
    entries = tuple(whole(r, at) for r, at in zip(records, places, strict=True))
    edges = [0, *(edge for at in dict.fromkeys(places) for edge in at), len(text)]
    between = [p for a, b in zip(edges[::2], edges[1::2], strict=True) for p in stretch(text, a, b)]
    lost = tuple(place for place in between if "{" in text[slice(*place)])
    return Library(
        entries, aside=tuple(place for place in between if place not in lost), leftover=lost
    )


def _places(text: str) -> Iterator[Place]:
    """Give where the members of an array stand."""
    found = _ARRAY.match(text)
    at = found.end() if found else len(text)
    decode = json.JSONDecoder().raw_decode
    while at < len(text) and text[at] != "]":
        end = decode(text, at)[1]
        yield at, end
        between = _BETWEEN.match(text, end)
        at = between.end() if between else len(text)


def write(records: Sequence[Record], target: Target = "bibtex") -> str:
    """Write records as an array of CSL items, each with its `id`; for Zotero as it keeps them."""
    return one_by_one.write(EACH, records, target)


def _parts(record: Record, target: Target) -> tuple[str, ...]:
    item = to_csl(record.reference)
    if target == "zotero":
        item = rewritten(item | ({"citation-key": record.key} if record.key else {}))
    text = json.dumps({"id": 0, **item}, ensure_ascii=False, indent=2, allow_nan=False)
    before, _, behind = text.replace("\n", "\n  ").partition('"id": 0')
    return f'  {before}"id": ', behind


def _keys(records: Sequence[Record]) -> tuple[str, ...]:
    return tuple(json.dumps(own, ensure_ascii=False) for own in keys.identifiers(records))


def _join(texts: Sequence[str]) -> str:
    return "[\n" + ",\n".join(texts) + "\n]\n" if texts else "[]\n"


EACH = Each(_parts, _keys, _join)


def with_number_of_season(value: Json) -> Json:
    """Give a date with its season as a number, and a range or *circa* in EDTF as date parts.

    Zotero and others write the word; for Zotero the two are written as `literal`.
    """
    if not isinstance(value, dict):
        return value
    season, literal = value.get("season"), value.get("literal")
    if isinstance(literal, str) and len(value) == 1 and _EDTF.search(literal):
        date = edtf.parse(literal.strip())
        return value if date is None else date_to_csl(date)
    if not isinstance(season, str):
        return value
    return value | {"season": _SEASONS.get(season.strip().lower(), season)}


def key_of(item: Mapping[str, Any]) -> str:
    """Give the key that people cite the item by; numbers and addresses are no such key."""
    for name in ("citation-key", "id"):
        key = item.get(name)
        if isinstance(key, str) and keys.is_key(key) and "//" not in key and not key.isdigit():
            return key
    return ""


def _items(loaded: Any) -> list[Any]:
    if isinstance(loaded, dict):
        inner = loaded.get("items")
        return inner if isinstance(inner, list) and "type" not in loaded else [loaded]
    if isinstance(loaded, list):
        return loaded
    msg = f"a list of records was expected, and {_told(loaded)} stands there"
    raise FormatInvalid(msg, 1)


def loaded(text: str) -> Json:
    """Load JSON that people or programs wrote; it is neither cut short nor nested too deep.

    Raises:
        FormatInvalid: it is; says the line where there is one.
    """
    try:
        value: Json = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        what = error.msg.lower().removesuffix(" at")
        msg = f"this is no JSON: {what} at column {error.colno}"
        raise FormatInvalid(msg, error.lineno) from None
    except RecursionError:
        msg = "the JSON is nested too deep to be a list of records"
        raise FormatInvalid(msg) from None
    except ValueError as error:
        raise FormatInvalid(f"this is no JSON: {error}") from None
    if "\\ud" in text.lower():
        try:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            msg = "a \\u escape names half a character, so the text was cut or mistreated"
            raise FormatInvalid(msg) from None
    if _depth_over(value, _DEPTH):
        msg = "the JSON is nested too deep to be a list of records"
        raise FormatInvalid(msg)
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _depth_over(value: Json, limit: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return limit == 0 or any(_depth_over(v, limit - 1) for v in inner)


def _told(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "a string"
        case int() | float():
            return "a number"
        case _:
            return "a list"


FORMAT = Format(
    name="csl-json",
    title="CSL-JSON",
    suffixes=(".json", ".csljson"),
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
    stream=stream,
    each=EACH,
    targets=("zotero",),
)
