"""The references of a CITATION.cff, in the Citation File Format 1.2.0. Written only.

A CITATION.cff is about a work of one's own, of which a list of references says nothing: its title
and authors are left to be filled in. Source: Citation File Format 1.2.0, schema guide.
"""

import re
from collections.abc import Callable, Sequence

import yaml

from joinedup_refs.formats import csl_markup, edtf, keywords, leftovers
from joinedup_refs.formats.field_table import FieldTable, Left, Row
from joinedup_refs.formats.format import Format, Record, Target
from joinedup_refs.formats.one_line import one_line
from joinedup_refs.model.date import Date
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages
from joinedup_refs.notation.csl import date_from_csl

TABLE = FieldTable("cff", none="generic")
_HEAD = (
    "# Fill in the title and the authors of your own work, or move the references below to the\n"
    "# CITATION.cff that you have.\n"
)
_OWN = {
    "cff-version": "1.2.0",
    "message": "If you use this work, please cite it and the works that it refers to.",
    "title": "[title of your work]",
    "authors": [{"name": "[authors of your work]"}],
}
_NOBODY = "[no author]"
"""What stands where a record says nobody, as the format wants somebody: square brackets mark what
the one who describes a work has added. `anonymous` would say that its author hid the name."""
_VALID = {
    "doi": re.compile(r"10\.\d{4,9}(?:\.\d{1,9})?/[A-Za-z0-9:/_;\-.()\[\]\\]{1,300}"),
    "isbn": re.compile(r"[0-9\- ]{10,17}X?"),
    "issn": re.compile(r"\d{4}-\d{3}[\dxX]"),
    "pmcid": re.compile(r"PMC\d{7}"),
    "url": re.compile(r"(?:https?|s?ftp)://[^\s\"<>\\^`{|}]{1,4000}"),
}
"""What the schema takes; other values go to the notes."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def write(records: Sequence[Record], target: Target = "bibtex") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write records as `references` in their order; what has no key stands in `notes`."""
    held = {**_OWN, "references": [_reference(record) for record in records]}
    if not records:
        del held["references"]
    made: str = yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=100)
    return _HEAD + made


def _reference(record: Record) -> dict[str, Json]:
    left = Left(record.reference, TABLE, shared=())
    made: dict[str, Json] = {"type": left.type}
    for row, value in left.rows():
        if _WRITERS.get(row.kind, _line)(made, row, value):
            left.take(row)
    _places(made, left)
    made.setdefault("authors", [{"name": _NOBODY}])
    made.setdefault("title", "[untitled]")
    if rest := left.note():
        made["notes"] = f"{made['notes']}\n\n{rest}" if "notes" in made else rest
    return made


def _places(made: dict[str, Json], left: Left) -> None:
    """Write places beside the body or the conference that they belong to."""
    own = dict(left.own_variables())
    for variable, keys, name in (
        ("publisher-place", ("publisher", "institution"), "city"),
        ("event-place", ("conference",), "location"),
    ):
        held = next((made[key] for key in keys if key in made), None)
        if isinstance(held, dict) and variable in own:
            held[name] = one_line(own[variable])
            left.drop(variable)


def _line(made: dict[str, Json], row: Row, value: Json) -> bool:
    text = csl_markup.plain(one_line(str(value)))
    if text:
        made[row.field] = text
    return bool(text)


def _lines(made: dict[str, Json], row: Row, value: Json) -> bool:
    made[row.field] = csl_markup.plain(str(value))
    return True


def _people(made: dict[str, Json], row: Row, value: Json) -> bool:
    told = [_name(name) for name in leftovers.people_of(value)]
    made[row.field] = [one for n, one in enumerate(told) if one not in told[:n]]
    return bool(told)


def _name(name: Name) -> dict[str, Json]:
    match name:
        case Organization():
            return {"name": name.name}
        case Person():
            parts: dict[str, Json] = {
                "family-names": name.family,
                "given-names": name.given,
                "name-particle": " ".join(p for p in (name.dropping_particle, name.particle) if p),
                "name-suffix": name.suffix,
            }
            return {key: text for key, text in parts.items() if text}
        case _:
            return {"name": name.text}


def _entity(made: dict[str, Json], row: Row, value: Json) -> bool:
    made[row.field] = {"name": csl_markup.plain(one_line(str(value)))}
    return True


def _issued(made: dict[str, Json], row: Row, value: Json) -> bool:
    date = date_from_csl(value)
    if not isinstance(date, Date) or date.start is None:
        return False
    made[row.field] = date.start.year
    if date.start.month:
        made["month"] = date.start.month
    text = edtf.format(date)
    if _DAY.fullmatch(text):
        made["date-published"] = text
    return date.end is None and not date.circa and not date.forthcoming and not date.season


def _year(made: dict[str, Json], row: Row, value: Json) -> bool:
    date = date_from_csl(value)
    text = edtf.format(date) if isinstance(date, Date) else ""
    if isinstance(date, Date) and date.start is not None and text.lstrip("-").isdecimal():
        made[row.field] = date.start.year
        return True
    return False


def _day(made: dict[str, Json], row: Row, value: Json) -> bool:
    date = date_from_csl(value)
    text = edtf.format(date) if isinstance(date, Date) else ""
    if _DAY.fullmatch(text) is None:
        return False
    made[row.field] = text
    return True


def _pages(made: dict[str, Json], row: Row, value: Json) -> bool:
    found = pages.parse(str(value))
    if found is not None and len(found.ranges) == 1 and found.ranges[0].last:
        made |= {"start": found.ranges[0].first, "end": found.ranges[0].last}
    else:
        made[row.field] = one_line(str(value))
    return True


def _valid(made: dict[str, Json], row: Row, value: Json) -> bool:
    text = str(value).strip()
    if _VALID[row.field].fullmatch(text) is None:
        return False
    made[row.field] = text
    return True


def _keywords(made: dict[str, Json], row: Row, value: Json) -> bool:
    made[row.field] = list(dict.fromkeys(keywords.split(str(value))))
    return bool(made[row.field])


def _language(made: dict[str, Json], row: Row, value: Json) -> bool:
    code = str(value).partition("-")[0].lower()
    if _LANGUAGE.fullmatch(code) is None:
        return False
    made[row.field] = [code]
    return code == value


_WRITERS: dict[str, Callable[[dict[str, Json], Row, Json], bool]] = {
    "names": _people,
    "lines": _lines,
    "entity": _entity,
    "event": _entity,
    "issued": _issued,
    "year": _year,
    "day": _day,
    "pages": _pages,
    "keywords": _keywords,
    "language": _language,
    "doi": _valid,
    "isbn": _valid,
    "issn": _valid,
    "pmcid": _valid,
    "url": _valid,
}

FORMAT = Format(
    name="cff",
    title="Citation File Format",
    suffixes=(".cff",),
    write=write,
)
