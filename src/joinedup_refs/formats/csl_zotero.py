"""CSL items rewritten so that Zotero's importer keeps all of them.

It refuses a whole file for one item of a type that it does not know, which are `software`,
`document`, `standard` and all others of CSL 1.0.2; it discards particles, suffixes, ends of ranges
and *circa*; it drops what an item's type has no field for; names of a kind that the type has not
become those of its authors. Measured on Zotero's importer of June 2026; types, fields and creators
are those of its schema.
"""

from joinedup_refs.formats import leftovers
from joinedup_refs.formats.zotero_kept import keeps, keeps_names
from joinedup_refs.formats.zotero_schema import ItemType, item_type, type_of
from joinedup_refs.formats.zotero_values import write_accessed, write_date
from joinedup_refs.model.date import Date
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import date_from_csl

_KNOWN_AS = {"document": "pamphlet", "hearing": "bill"}
"""Types that the importer knows for such as it does not, and of which it makes the same items.

It makes a document of a pamphlet, and a hearing of a bill with a publisher.
"""
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
_EVERYWHERE = frozenset({"title", "DOI", "note", "citation-key"})
_UNREAD = frozenset({"license", "status", "original-date"})
"""Variables that are fields of items, and that the importer does not read."""


def rewritten(item: dict[str, Json]) -> dict[str, Json]:
    """Give an item as Zotero keeps it; what it has no field for stands in `note`.

    >>> rewritten({"type": "software", "version": "2.2", "keyword": "data"})
    {'type': 'book', 'version': '2.2', 'note': 'keyword: data'}
    """
    csl_type = str(item.get("type", "document"))
    kind = type_of(csl_type)
    if kind.name == "standard":
        kind = item_type("report")
    out: dict[str, Json] = {"type": _KNOWN_AS.get(kind.csl, kind.csl)}
    left: dict[str, Json] = {} if out["type"] == csl_type else {"type": csl_type}
    event = kind.name == "conferencePaper" and "event-title" in item
    for variable, value in item.items():
        if variable == "type":
            continue
        own = _kept(kind, variable, value) if variable != "publisher-place" or not event else None
        if own is None:
            left[variable] = value
        else:
            out[variable] = own
    _as_program(out, left)
    if "container-title-short" in out:
        out["journalAbbreviation"] = out["container-title-short"]
    lines = leftovers.write(left)
    if lines:
        out["note"] = f"{out['note']}\n{lines}" if out.get("note") else lines
    return out


def _as_program(out: dict[str, Json], left: dict[str, Json]) -> None:
    """Have a program pass as the book with a version that Zotero makes one of."""
    if out["type"] == "software":
        out["type"] = "book"
        if not out.get("version"):
            left.setdefault("type", "software")


def _kept(kind: ItemType, variable: str, value: Json) -> Json:
    """Give a value in the form that Zotero keeps; None where it does not keep it."""
    if isinstance(value, list):
        return [_name(name) for name in value] if keeps_names(kind, variable) else None
    if variable in _UNREAD or not (variable in _EVERYWHERE or keeps(kind, variable)):
        return None
    return _date(variable, value) if isinstance(value, dict) else value


def _name(name: Json) -> Json:
    if not isinstance(name, dict) or "family" not in name:
        return (
            {"literal": name["literal"]} if isinstance(name, dict) and "literal" in name else name
        )
    parts = (name.get("dropping-particle"), name.get("non-dropping-particle"), name["family"])
    family = " ".join(str(part) for part in parts if part)
    given = ", ".join(str(p) for p in (name.get("given"), name.get("suffix")) if p)
    return {"family": family, "given": given} if given else {"family": family}


def _date(variable: str, value: dict[str, Json]) -> Json:
    """Give a date; one that numbers alone do not tell as Zotero's field for dates holds it."""
    date = date_from_csl(value)
    if not isinstance(date, Date):
        return value
    if variable == "accessed":
        return value if write_accessed(value) else None  # the field takes whole days alone
    if date.end is not None or date.circa:
        return {"literal": write_date(value)}
    season = value.get("season")
    if isinstance(season, int) and 1 <= season <= 4:
        return value | {"season": _SEASONS[season]}
    return value
