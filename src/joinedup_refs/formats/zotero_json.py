"""Items as Zotero's Web API has them, in JSON: both directions, each value with its place.

An item reads as a reference does: names, then what a reference list would print; keys, tags, Extra,
abstracts and the marks of JSON are left out of the reading, and so of what a source is asked.

Source: Zotero's Web API documentation, version 3: an item is an object, or has it under `data`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile, takewhile
from json.decoder import JSONDecoder
from typing import NamedTuple

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import keys, zotero_items, zotero_values
from joinedup_refs.formats.csl_json import loaded, salvaged
from joinedup_refs.formats.format import (
    Format,
    Gap,
    Library,
    Place,
    Placed,
    Record,
    Target,
    stretch,
)
from joinedup_refs.formats.zotero_schema import item_type
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import from_csl, to_csl

_BOM = "\ufeff"
_BLANKS = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_SHOWN_FIRST = ("key", "version", "itemType", "creators")
_ORDER = (
    *("date", "title", "publicationTitle", "reporter", "code", "conferenceName", "meetingName"),
    *("series", "seriesTitle", "seriesNumber", "edition", "volume", "codeNumber", "issue"),
    *("section", "type", "number", "authority", "versionNumber", "pages", "place", "publisher"),
    *("DOI", "ISBN", "ISSN", "url"),
)
"""Fields that a reference list would print, in its order; each as what it stands for."""


class Item(NamedTuple):
    """An item in a text."""

    data: dict[str, Json]
    at: Place
    members: Mapping[str, Place]
    """Where the value of each of its members stands, in its quotation marks."""


def read(text: str) -> tuple[Record, ...]:
    """Read an array of items, or a single one; attachments, notes and annotations are no records.

    Raises:
        FormatInvalid: it is no JSON, or holds something else than items.
    """
    return tuple(placed.record for placed in open_library(text).entries)


def open_library(text: str) -> Library:
    """Read items as records, each value placed where its field says it.

    Raises:
        FormatInvalid: as `read` does.
    """
    works = [item for item in _read(text)[0] if zotero_items.is_work(item.data)]
    entries = tuple(_placed(text, item) for item in works)
    edges = [0, *(edge for item in works for edge in item.at), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return Library(
        entries,
        changes=tuple(change for item in works for change in _changes(text, item)),
        aside=tuple(place for start, end in gaps for place in stretch(text, start, end)),
    )


def items(text: str) -> Iterator[Item]:
    """Give the items of a text, in order; of a broken list those that are whole.

    Raises:
        FormatInvalid: it is no JSON, or a member of the array is no item.
    """
    yield from _read(text)[0]


def gaps(text: str) -> tuple[Gap, ...]:
    """Give the items of a broken list that could not be read, in the order of the lines."""
    return _read(text)[1]


def _read(text: str) -> tuple[list[Item], tuple[Gap, ...]]:
    start = len(_BOM) if text.startswith(_BOM) else 0
    if not text.strip(_BOM + " \t\r\n"):
        return [], ()
    try:
        loaded(text[start:])
    except FormatInvalid as error:
        whole, found = salvaged(text, error)
        return [_known(text, one.at, n) for n, one in enumerate(whole, 1)], found
    at = _skipped(text, start)
    places = [place for _, place in _elements(text, at)] if text[at] == "[" else [_whole(text, at)]
    return [_known(text, place, number) for number, place in enumerate(places, 1)], ()


def _known(text: str, place: Place, number: int) -> Item:
    item = _item(text, place) if text[place[0]] == "{" else None
    if item is None:
        msg = f"member {number} of the list is no item of Zotero (it has no itemType)"
        raise FormatInvalid(msg, text.count("\n", 0, place[0]) + 1)
    return item


def printed(data: Sequence[Mapping[str, Json]]) -> str:
    """Print items for people: a line for each field and creator, what is empty left out."""
    return "[\n" + ",\n".join(_lines(one) for one in data) + "\n]\n" if data else "[]\n"


def write(records: Sequence[Record], target: Target = "zotero") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write records as new items in their order; what Zotero has no field for is in Extra."""
    return printed([new_item(record) for record in records])


def new_item(record: Record) -> dict[str, Json]:
    """Give a record as a new item, under the citation key that it came with, if any."""
    key: dict[str, Json] = {"citation-key": record.key} if record.key else {}
    return zotero_items.make(to_csl(record.reference) | key)


def _lines(data: Mapping[str, Json]) -> str:
    kind = item_type(str(data.get("itemType", "")))
    rank = {base: number for number, base in enumerate(_ORDER)}
    fields = sorted(data, key=lambda name: rank.get(kind.fields.get(name, ""), len(rank)))
    order = [n for n in dict.fromkeys((*_SHOWN_FIRST, *fields)) if n in data]
    said = [name for name in order if data[name] not in ("", [], {}, None)]
    told = [f"  {_dumped(name)}: {_value(data[name])}" for name in said]
    return "{\n" + ",\n".join(told) + "\n}"


def _value(value: Json) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"    {_dumped(one)}" for one in value) + "\n  ]"
    return _dumped(value)


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _placed(text: str, item: Item) -> Placed:
    taken = zotero_items.take(item.data)
    places = {
        variable: _place(text, item, variable, field)
        for variable, field in taken.fields.items()
        if variable in taken.csl and variable != "type"
    }
    key = str(taken.csl.get("citation-key", ""))
    name = item.data.get("key")
    record = Record(
        name if isinstance(name, str) and name else key,
        from_csl(taken.csl),
        key if keys.is_key(key) else "",
    )
    return Placed(record, item.at, places)


def _place(text: str, item: Item, variable: str, field: str) -> Place:
    place = item.members.get(field, item.at)
    if field != zotero_items.CREATORS or text[place[0]] != "[":
        return place
    kind = item_type(str(item.data["itemType"]))
    roles = [
        (kind.name_variable(str(one.get("creatorType"))) if isinstance(one, dict) else "", at)
        for one, at in _elements(text, place[0])
    ]
    after = dropwhile(lambda told: told[0] != variable, roles)
    run = [at for _, at in takewhile(lambda told: told[0] == variable, after)]
    return (run[0][0], run[-1][1]) if run else place


def _item(text: str, place: Place) -> Item | None:
    members = dict(_members(text, place[0]))
    if "data" in members and text[members["data"][0]] == "{":
        members = dict(_members(text, members["data"][0]))
    data: dict[str, Json] = {
        name: json.loads(text[start:end], strict=False) for name, (start, end) in members.items()
    }
    if not isinstance(data.get("itemType"), str):
        return None
    inner = {
        name: (start + 1, end - 1) if text[start] == '"' else (start, end)
        for name, (start, end) in members.items()
    }
    return Item(data, place, inner)


def _members(text: str, at: int) -> Iterator[tuple[str, Place]]:
    """Give the members of the object that begins at a place."""
    decode = JSONDecoder(strict=False).raw_decode
    at = _skipped(text, at + 1)
    while text[at] != "}":
        name, end = decode(text, at)
        start = _skipped(text, _skipped(text, end) + 1)
        end = decode(text, start)[1]
        yield name, (start, end)
        at = _skipped(text, end)
        at = _skipped(text, at + 1) if text[at] == "," else at


def _elements(text: str, at: int) -> Iterator[tuple[Json, Place]]:
    """Give the elements of the array that begins at a place."""
    decode = JSONDecoder(strict=False).raw_decode
    at = _skipped(text, at + 1)
    while text[at] != "]":
        value, end = decode(text, at)
        yield value, (at, end)
        at = _skipped(text, end)
        at = _skipped(text, at + 1) if text[at] == "," else at


def _whole(text: str, at: int) -> Place:
    return at, JSONDecoder(strict=False).raw_decode(text, at)[1]


def _skipped(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _changes(text: str, item: Item) -> Iterator[tuple[int, int, str]]:
    """Give what is read in place of the JSON of an item, in order and apart."""
    here, between = item.at[0], ""
    for (start, end), said, before in sorted(_kept(text, item)):
        if start > here:
            yield here, start, before if between else ""
        if said is None:
            yield from _escapes(text, (start, end))
        else:
            yield start, end, said
        here, between = end, ". "
    yield here, item.at[1], ""


def _kept(text: str, item: Item) -> Iterator[tuple[Place, str | None, str]]:
    """Give the stretches that are read, as what unless as they are, and what stands before each."""
    kind = item_type(str(item.data["itemType"]))
    for name, place in item.members.items():
        if name == zotero_items.CREATORS and text[place[0]] == "[":
            between = ". "
            for creator, at in _elements(text, place[0]):
                said = zotero_values.said(creator) if isinstance(creator, dict) else ""
                if said:
                    yield at, said, between
                    between = "; "
        elif kind.fields.get(name, "") in _ORDER and text[place[0] - 1] == '"' and item.data[name]:
            yield place, None, ". "


def _escapes(text: str, place: Place) -> Iterator[tuple[int, int, str]]:
    for found in _ESCAPE.finditer(text, *place):
        yield found.start(), found.end(), json.loads(f'"{found[0]}"')


FORMAT = Format(
    name="zotero-json",
    title="Zotero JSON",
    suffixes=(".zotero-json",),
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
    target="zotero",
)
