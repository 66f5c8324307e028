"""Dates and names as Zotero has them.

Sources: Zotero's Web API documentation, version 3 (creators, accessDate); names and suffixes as its
importer was measured to keep them.
"""

import re
from collections.abc import Iterable, Mapping

from joinedup_refs.formats import edtf
from joinedup_refs.formats.leftovers import people_of
from joinedup_refs.formats.plain_names import particle_of
from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name, Person, Verbatim
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_from_csl, date_to_csl

_SUFFIX = re.compile(r"(.{1,200}), ((?:Jr|Sr)\.?|I{2,3}|IV)")
_ACCESSED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?Z?)?")
_NO_DAY = re.compile(r"(\d{4}(?:-(?!00)\d\d)?)(?:-00){1,2}")


def read_date(text: str) -> dict[str, Json]:
    """Give a date field as CSL-JSON has it; what is not understood stays as its text.

    >>> read_date("2006-03-00"), read_date("2014-06-12T21:28:55Z")
    ({'date-parts': [[2006, 3]]}, {'date-parts': [[2014, 6, 12]]})
    >>> read_date("winter term")
    {'literal': 'winter term'}
    """
    text = text.strip()
    if found := _ACCESSED.fullmatch(text) or _NO_DAY.fullmatch(text):
        text = found[1]
    date = edtf.parse(text) or dates.parse(text)
    return {"literal": text} if date is None else date_to_csl(date)


def write_date(value: Json) -> str:
    """Give a CSL date as Zotero's date fields hold one; empty where there is none.

    >>> write_date({"date-parts": [[2006, 3]]}), write_date({"literal": "winter term"})
    ('2006-03', 'winter term')
    """
    date = date_from_csl(value)
    if date is None:
        return ""
    if isinstance(date, Verbatim):
        return date.text
    if date.start is not None and date.start.month is not None:
        date = date.model_copy(update={"season": None})  # the month says more
    return edtf.format(date) or dates.format(date)


def write_accessed(value: Json) -> str:
    """Give a CSL date for the field accessDate, which takes whole days alone; or else nothing."""
    date = date_from_csl(value)
    if not isinstance(date, Date) or date.start is None or date.start.day is None or date.end:
        return ""
    return edtf.format(date.model_copy(update={"circa": False}))


def read_names(creators: Iterable[Mapping[str, Json]]) -> list[Json]:
    """Give creators as CSL-JSON has names: a name in one field is that of an institution.

    >>> read_names([{"firstName": "Martin, Jr.", "lastName": "King"}, {"name": "Cabinet Office"}])
    [{'family': 'King', 'given': 'Martin', 'suffix': 'Jr.'}, {'literal': 'Cabinet Office'}]
    """
    found: list[Json] = []
    for creator in creators:
        whole = _text(creator.get("name"))
        family, given = _text(creator.get("lastName")), _text(creator.get("firstName"))
        if whole:
            found.append({"literal": whole})
        elif family or given:
            found.append(_person(family or given, given if family else ""))
    return found


def said(creator: Mapping[str, Json]) -> str:
    """Give a creator on one line, as a reference list would.

    >>> said({"lastName": "Quist", "firstName": "Wim"}), said({"name": "Cabinet Office"})
    ('Quist, Wim', 'Cabinet Office')
    """
    parts = (_text(creator.get(part)) for part in ("name", "lastName", "firstName"))
    return ", ".join(part for part in parts if part)


def write_names(kind: str, value: Json) -> list[Json]:
    """Give the names of a CSL variable as creators of a kind; nothing where one is no name."""
    return [{"creatorType": kind, **_creator(name)} for name in people_of(value)]


def _person(family: str, given: str) -> dict[str, Json]:
    particle, rest = particle_of(family)
    suffixed = _SUFFIX.fullmatch(given)
    parts: dict[str, Json] = {
        "family": family,
        "given": suffixed[1] if suffixed else given,
        "suffix": suffixed[2] if suffixed else "",
    }
    if particle and f"{particle} {rest}" == family:
        parts |= {"family": rest, "non-dropping-particle": particle}
    return {part: value for part, value in parts.items() if value}


def _creator(name: Name) -> dict[str, Json]:
    if not isinstance(name, Person):
        return {"name": name.text if isinstance(name, Verbatim) else name.name}
    family = " ".join(p for p in (name.dropping_particle, name.particle, name.family) if p)
    given = ", ".join(p for p in (name.given, name.suffix) if p)
    return {"firstName": given, "lastName": family}


def _text(value: Json) -> str:
    return value.strip() if isinstance(value, str) else ""
