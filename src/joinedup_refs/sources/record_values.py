"""Values out of records of any service, whatever stands where they should be."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names as name_notation
from joinedup_refs.notation.csl import name_to_csl
from joinedup_refs.sources.crossref_text import plain

_EARLIEST = 1400
_LATEST = 2029
"""A year beyond these is dirt; but see `date_parts`."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", re.ASCII)
_LONGEST_NAME = 300


def read_json(body: bytes) -> dict[str, Json]:
    """Read an answer that is an object.

    Raises:
        ValueError: it is no JSON, or nested without end.
        TypeError: it is none.
    """
    try:
        return as_object(json.loads(body), "an answer that is no object")
    except RecursionError:
        raise ValueError("nested without end") from None


def as_object(value: Json, otherwise: str) -> dict[str, Json]:
    """Give what must be an object.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, dict):
        raise TypeError(otherwise)
    return value


def objects(value: Json) -> list[dict[str, Json]]:
    """Give the objects of a list, or the one that stands for it."""
    if not value:
        return []
    members: Sequence[Json] = value if isinstance(value, list) else [value]
    return [member for member in members if isinstance(member, dict)]


def inner(value: Mapping[str, Json] | Json, *path: str) -> Json:
    """Follow a path of names into objects; None where there is no such path."""
    for name in path[:-1]:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value.get(path[-1]) if isinstance(value, Mapping) else None


def texts(value: Json) -> list[str]:
    """Give the texts of a list that say something, or the one that stands for it."""
    members: Sequence[Json] = value if isinstance(value, list) else [value]
    return [text for text in map(plain, members) if text]


def date_parts(value: Json, retrieved: str = "") -> list[int]:
    """Give year, month and day of an ISO 8601 date, as far as they are known.

    Years before 1400 and after 2029, or more than three years after the day of retrieval, are
    taken for mistakes.

    >>> date_parts("2019-05-17T08:00:00Z"), date_parts("2019-13"), date_parts(2019), date_parts("x")
    ([2019, 5, 17], [2019], [2019], [])
    """
    found = _DATE.match(plain(value))
    if found is None:
        return []
    year, month, day = (int(part or 0) for part in found.groups())
    latest = max(_LATEST, int(retrieved[:4]) + 3) if retrieved[:4].isdecimal() else _LATEST
    if not _EARLIEST <= year <= latest:
        return []
    if not 1 <= month <= 12:
        return [year]
    return [year, month, day] if 1 <= day <= 31 else [year, month]


def years_in(text: str) -> tuple[int, ...]:
    """Give the years that a date in words names, each once.

    >>> years_in("c1999, reprinted March 2003"), years_in("n.d.")
    ((1999, 2003), ())
    """
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))


def issued(parts: Sequence[int]) -> Json:
    """Give a date as CSL-JSON has it; None for none."""
    return {"date-parts": [list[Json](parts)]} if parts else None


def years(dates: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """Give the years of some dates, each once."""
    return tuple(dict.fromkeys(date[0] for date in dates if date))


def split_name(text: str) -> dict[str, Json]:
    """Give a name that is written in one, in either order, as CSL-JSON has it.

    >>> split_name("Ada de la Cruz")
    {'family': 'Cruz', 'given': 'Ada', 'dropping-particle': 'de la'}
    >>> split_name("Cruz, Ada"), split_name("World Health Organization")
    ({'family': 'Cruz', 'given': 'Ada'}, {'literal': 'World Health Organization'})
    """
    text = plain(text)[:_LONGEST_NAME]
    name = name_notation.parse(text)
    if name is None or isinstance(name, Verbatim):
        return {"literal": text} if any(char.isalnum() for char in text) else {}
    return name_to_csl(name)


def person(family: Json, given: Json, suffix: Json = "") -> dict[str, Json]:
    """Give a name whose parts a record tells apart; empty without a family name."""
    parts = {"family": plain(family), "given": plain(given), "suffix": plain(suffix)}
    return {part: text for part, text in parts.items() if text} if parts["family"] else {}


def filled(item: Mapping[str, Json]) -> dict[str, Json]:
    """Give the variables of an item that say something."""
    return {variable: value for variable, value in item.items() if value not in (None, "", [])}
