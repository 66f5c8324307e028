"""YAML to items with their places; a broken item spoils no other.

Built from the events of the parser, so that nothing but lists, tables and plain values can come of
it: no tags, no anchors, no aliases, which can multiply without bound.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from joinedup_refs.formats.format import Gap
from joinedup_refs.formats.line_library import Lines
from joinedup_refs.model.value import Json

LARGEST = 64_000_000
"""Characters of a file that are read at most."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 40
_REFERENCES = re.compile(r"(?m)^references:[ \t]*(?:#[^\n]*)?\r?$")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_FLOAT = re.compile(r"-?\d{1,15}\.\d{1,15}")
_CONSTANTS: dict[str, Json] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NO_YAML = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Item(NamedTuple):
    """An item and where it stands, half-open code points."""

    value: dict[str, Json]
    start: int
    end: int


class Loaded(NamedTuple):
    """What a file holds."""

    items: tuple[Item, ...]
    gaps: tuple[Gap, ...]
    broken: tuple[tuple[int, int], ...]
    """Where items stand that could not be read."""


class _Refused(Exception):  # noqa: N818  (it never leaves this module)
    """Something that is not read, with its place."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def loaded(text: str) -> Loaded:
    """Read a file; where it is broken, each item of its list by itself."""
    if len(text) > LARGEST:
        return Loaded((), (Gap(1, f"more than {LARGEST // 1_000_000} million characters"),), ())
    plain = _NO_YAML.sub(" ", text)
    try:
        return Loaded(tuple(_items(_values(plain))), (), ())
    except (yaml.YAMLError, _Refused, RecursionError) as error:
        return _one_by_one(plain, error)


def _one_by_one(text: str, error: Exception) -> Loaded:
    """Read the items of a broken file apart: each begins with a hyphen, set in as the first is."""
    found: list[Item] = []
    gaps: list[Gap] = []
    broken: list[tuple[int, int]] = []
    lines = Lines(text)
    for start, end in _stretches(text):
        piece = text[start:end]
        try:
            value = _values(piece)
            items = list(_items(value))
        except (yaml.YAMLError, _Refused, RecursionError) as inner:
            line, said = _told(inner)
            gaps.append(Gap(lines.of(start) + line - 1, said, lost=True))
            broken.append((start, end))
            continue
        found += [Item(one.value, one.start + start, one.end + start) for one in items]
    if not gaps:
        gaps = [Gap(*_told(error), lost=True)]
    return Loaded(tuple(found), tuple(gaps), tuple(broken))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    under = _REFERENCES.search(text)
    body = under.end() if under else 0
    first = re.compile(r"(?m)^([ \t]{0,20})-[ \t]").search(text, body)
    if first is None:
        return
    begins = re.compile(rf"(?m)^{first[1]}-[ \t]")
    starts = [found.start() for found in begins.finditer(text, first.start())]
    ends = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$").search(text, first.start())
    last = ends.start() if ends else len(text)
    starts = [start for start in starts if start < last]
    yield from zip(starts, [*starts[1:], last], strict=True)


def _told(error: Exception) -> tuple[int, str]:
    """Give the line of an error, and what is wrong."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark = error.problem_mark
        return mark.line + 1, f"this is no YAML: {error.problem} at column {mark.column + 1}"
    if isinstance(error, _Refused):
        return error.at, str(error)
    return 1, "this is no YAML, or nested too deep"


class _Value(NamedTuple):
    value: Json
    places: tuple[tuple[int, int], ...]
    """Of a list, where its members stand; of anything else where it stands itself."""
    inner: "dict[str, _Value]"
    """Of a table at the top, its values with their places."""


def _values(text: str) -> _Value:
    events = yaml.parse(text, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _value(event, events, 0)
    return _Value(None, (), {})


def _value(event: Any, events: Iterator[Any], depth: int) -> _Value:
    at = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _Refused("anchors and aliases of YAML are not read", at)
    if depth > _DEPTH:
        raise _Refused("nested too deep to be a list of records", at)
    if isinstance(event, yaml.ScalarEvent):
        place = (event.start_mark.index, event.end_mark.index)
        return _Value(_scalar(event), (place,), {})
    if isinstance(event, yaml.SequenceStartEvent):
        return _list(events, depth)
    start = event.start_mark.index
    made: dict[str, Json] = {}
    inner: dict[str, _Value] = {}
    for one in events:
        if isinstance(one, yaml.MappingEndEvent):
            return _Value(made, ((start, one.end_mark.index),), inner)
        name = _value(one, events, depth + 1).value
        value = _value(next(events), events, depth + 1)
        made[str(name)] = value.value
        if depth == 0:
            inner[str(name)] = value
    return _Value(made, (), inner)


def _list(events: Iterator[Any], depth: int) -> _Value:
    made: list[Json] = []
    places: list[tuple[int, int]] = []
    for one in events:
        if isinstance(one, yaml.SequenceEndEvent):
            break
        start = one.start_mark.index
        value = _value(one, events, depth + 1)
        made.append(value.value)
        places.append(value.places[0] if isinstance(value.value, dict) else (start, start))
    return _Value(made, tuple(places), {})


def _items(value: _Value) -> Iterator[Item]:
    top = value.value
    if isinstance(top, dict):
        listed = next((value.inner[n] for n in ("references", "items") if n in value.inner), None)
        if listed is not None and isinstance(listed.value, list):
            yield from _items(listed)
        elif "type" in top or "title" in top:
            yield Item(top, *value.places[0])
    elif isinstance(top, list):
        for one, place in zip(top, value.places, strict=True):
            if isinstance(one, dict):
                yield Item(one, *place)


def _scalar(event: Any) -> Json:
    """Give a plain value that reads the same as a number as one; `1.10` and `007` stay text."""
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text) and str(int(text)) == text:
        return int(text)
    if _FLOAT.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text
