"""A CSL item in the shape of a Crossref work, so that one way leads to terms and to answers."""

from collections.abc import Mapping

from joinedup_refs.model.value import Json
from joinedup_refs.tables import rows

_SAME = ("publisher", "volume", "issue", "page", "abstract", "language", "URL", "DOI")
_PEOPLE = ("author", "editor", "translator", "chair")


def _types() -> dict[str, str]:
    """Give, for a CSL type, the first of Crossref's types that is read as it."""
    found: dict[str, str] = {}
    for row in rows("crossref_types"):
        if row["subtype"] == "*":
            found.setdefault(row["csl"], row["type"])
    return found | {"article": "posted-content"}


_TYPES = _types()


def work_of(item: Mapping[str, Json]) -> dict[str, Json]:
    """Give a CSL item as a work; what its `custom` says of dates and of other DOIs is taken in."""
    work: dict[str, Json] = {"type": _TYPES.get(str(item.get("type")), "other")}
    work |= {name: str(item[name]) for name in _SAME if _said(item.get(name))}
    for name in ("title", "container-title", "original-title"):
        work[name] = [str(item[name])] if _said(item.get(name)) else []
    for name, source in (
        ("short-container-title", "container-title-short"),
        ("short-title", "title-short"),
    ):
        if _said(item.get(source)):
            work[name] = [str(item[source])]
    for name, source in (
        ("publisher-location", "publisher-place"),
        ("edition-number", "edition"),
        ("article-number", "number"),
    ):
        if _said(item.get(source)):
            work[name] = str(item[source])
    for name in ("ISSN", "ISBN"):
        if _said(item.get(name)):
            work[name] = list[Json](str(item[name]).replace(",", " ").replace(";", " ").split())
    if _said(item.get("event-title")):
        work["event"] = {"name": str(item["event-title"])}
    for role in _PEOPLE:
        people = item.get(role)
        made = [
            _person(p, first=n == 0)
            for n, p in enumerate(people if isinstance(people, list) else ())
        ]
        if made:
            work[role] = [person for person in made if person]
    return work | _dates(item)


def _dates(item: Mapping[str, Json]) -> dict[str, Json]:
    custom = item.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    found: dict[str, Json] = {}
    if isinstance(parts, list) and parts:
        found["issued"] = found["published"] = {"date-parts": [parts[0]]}
    for name, key in (("published-online", "online-year"), ("published-print", "print-year")):
        if _said(custom.get(key)):
            found[name] = {"date-parts": [[custom[key]]]}
    aliases = custom.get("aliases")
    if isinstance(aliases, list) and aliases:
        same: list[Json] = [
            {"id-type": "doi", "id": str(one), "asserted-by": "subject"} for one in aliases
        ]
        found["relation"] = {"is-same-as": same}
    return found


def _person(value: Json, *, first: bool) -> dict[str, Json]:
    """Give a name as Crossref has it; particles go before the family name."""
    if not isinstance(value, dict):
        return {}
    sequence = "first" if first else "additional"
    literal = value.get("literal")
    if _said(literal):
        return {"name": str(literal), "sequence": sequence, "affiliation": []}
    family = " ".join(
        str(value[n]) for n in ("non-dropping-particle", "family") if _said(value.get(n))
    )
    given = " ".join(str(value[n]) for n in ("given", "dropping-particle") if _said(value.get(n)))
    person: dict[str, Json] = {"given": given, "family": family, "suffix": value.get("suffix")}
    person = {name: text for name, text in person.items() if _said(text)}
    return person | {"sequence": sequence, "affiliation": []} if person else {}


def _said(value: Json) -> bool:
    return (
        isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip() != ""
    )
