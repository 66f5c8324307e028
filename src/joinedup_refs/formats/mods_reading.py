"""One MODS record as a reference."""

import re
from collections.abc import Iterator

from lxml import etree

from joinedup_refs.formats import edtf, keys, languages, mods_names, xml_paths
from joinedup_refs.formats.field_table import group
from joinedup_refs.formats.format import Record
from joinedup_refs.formats.gathering import gathered
from joinedup_refs.formats.mods_table import TABLE
from joinedup_refs.formats.xml_records import attribute, child, children, inner, local
from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl, from_csl, name_to_csl

_TOLD_APART = {
    "titleInfo": "type",
    "relatedItem": "type",
    "identifier": "type",
    "note": "type",
    "detail": "type",
    "placeTerm": "type",
    "genre": "authority",
    "extent": "unit",
}
"""The attribute that tells elements of one name apart."""
_PASSED_OVER = frozenset(
    ["typeOfResource", "issuance", "recordInfo", "name", "subject", "language"]
)
_DATES = ("dateIssued", "copyrightDate", "dateCreated")
_CITEKEY = "identifier[type=citekey]"
_HOST = "relatedItem[type=host]"
_ORIGINAL = "relatedItem[type=original]"
_IN_HOST = {"book": "chapter", "article-magazine": "article-journal"}
"""What a work is whose journal or book is of this kind."""
_NUMBER_OF_PAGES = re.compile(r"(\d{1,6}) ?p(?:\.|ages|p\.)?")
_BLANKS = re.compile(r"[ \t\r\n]+")
_ODD = re.compile(r"[\]/\n]")


def begins(name: str, rest: str) -> bool:  # noqa: ARG001  (one signature for all formats)
    """Whether a tag begins a record."""
    return name == "mods"


def record(node: etree._Element, place: int) -> Record:
    """Read a record."""
    fields: dict[str, list[str]] = {}
    for path, text in _leaves(node, ""):
        fields.setdefault(path, []).append(text)
    kind = _kind(node)
    known = _dates(node) | _people(node, kind, fields)
    fields = {path: kept for path, values in fields.items() if (kept := _unread(path, values))}
    fields |= _other_fields(node)
    key = _key(node, fields)
    if key:
        known["citation-key"] = key
    found = gathered(kind, fields, TABLE, note="note[type=]", known=known)
    other = {f"mods.{path}": _set_in(value) for path, value in found.other.items()}
    return Record(key or f"record{place}", from_csl(other | found.item | found.told), key)


def _set_in(value: Json) -> Json:
    """Give a text without the blanks by which a file sets its lines in."""
    lines = value.splitlines() if isinstance(value, str) else []
    return "\n".join(line.strip() for line in lines) if len(lines) > 1 else value


def _unread(path: str, values: list[str]) -> list[str]:
    """Leave out the genres that tell what a work or its journal is."""
    told = "genre[authority=" in path and not path.endswith("=]")
    return [value for value in values if not (told and TABLE.knows(value))]


def _key(node: etree._Element, fields: dict[str, list[str]]) -> str:
    """Give the citation key: the record's identifier, or where other programs put it."""
    named = [inner(n) for n in xml_paths.find(node, "recordInfo/recordIdentifier")]
    named += [*fields.get(_CITEKEY, []), attribute(node, "ID")]
    for key in named:
        if keys.is_key(key) and not key.isdigit() and "/" not in key:
            if key in fields.get(_CITEKEY, []):
                del fields[_CITEKEY]
            return key
    return ""


def _leaves(node: etree._Element, before: str) -> Iterator[tuple[str, str]]:
    """Give the texts of elements that hold no others, by path; titles and pages as one text."""
    for one in node:
        name = local(one)
        dated = name in _DATES or (name == "date" and before.endswith("part/"))
        if not name or name in _PASSED_OVER or dated:
            continue
        told = _TOLD_APART.get(name, "")
        value = attribute(one, told) if told else ""
        value = "" if _ODD.search(value) else value
        path = f"{before}{name}[{told}={value}]" if told else f"{before}{name}"
        if name == "titleInfo":
            yield from _title(one, path)
        elif name == "extent" and value:
            yield path, _pages(one)
        elif len(one):
            yield from _leaves(one, f"{path}/")
        elif text := inner(one):
            yield path, text


def _title(node: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    first, main, sub = (
        _BLANKS.sub(" ", inner(found)) if (found := child(node, name)) is not None else ""
        for name in ("nonSort", "title", "subTitle")
    )
    joint = "" if first.endswith(("'", "’", "-")) or not first else " "
    title = f"{first}{joint}{main}" + (f": {sub}" if sub else "")
    if title:
        yield f"{path}/title", title
    for name in ("partNumber", "partName"):
        yield from ((f"{path}/{name}", inner(one)) for one in children(node, name))


def _pages(node: etree._Element) -> str:
    first, last, listed, total = (
        inner(found) if (found := child(node, name)) is not None else ""
        for name in ("start", "end", "list", "total")
    )
    if first and last and first != last:
        return f"{first}–{last}"
    return first or last or listed or total or inner(node)


def _kind(node: etree._Element) -> str:
    """Tell the CSL type by a local genre, one of the MARC list, or that of the journal or book."""
    for path in ("genre[authority=local]", "genre[authority=marcgt]", "genre"):
        for one in xml_paths.find(node, path):
            if TABLE.knows(inner(one)):
                return TABLE.read_type(inner(one))
    for one in xml_paths.find(node, f"{_HOST}/genre"):
        if TABLE.knows(inner(one)):
            kind = TABLE.read_type(inner(one))
            return _IN_HOST.get(kind, kind)
    return "document"


def _people(node: etree._Element, kind: str, fields: dict[str, list[str]]) -> dict[str, Json]:
    """Give the names by variable; conferences are added to the fields."""
    found: dict[str, Json] = {}
    ways = ("", f"{_HOST}/", "relatedItem[type=series]/", f"{_ORIGINAL}/")
    for way in ways:
        for one in xml_paths.find(node, f"{way}name"):
            if attribute(one, "type") == "conference":
                said = " ".join(inner(part) for part in children(one, "namePart"))
                fields.setdefault("name[type=conference]/namePart", []).append(said)
                continue
            name = mods_names.read(one)
            row = next(
                iter(TABLE.read_as(f"{way}name:{mods_names.role_of(one)}", group(kind))), None
            )
            variable = row.variable if row else "contributor"
            held = found.setdefault(variable, [])
            if name is not None and isinstance(held, list):
                held.append(name_to_csl(name))
    return found


def _dates(node: etree._Element) -> dict[str, Json]:
    found: dict[str, Json] = {}
    ways = [f"{way}originInfo/{name}" for name in _DATES for way in ("", f"{_HOST}/")]
    for path in (*ways, f"{_HOST}/part/date", "part/date"):
        if "issued" not in found and (held := list(xml_paths.find(node, path))):
            found |= {"issued": date} if (date := _date(held)) else {}
    if held := list(xml_paths.find(node, f"{_ORIGINAL}/originInfo/dateIssued")):
        found |= {"original-date": date} if (date := _date(held)) else {}
    for url in xml_paths.find(node, "location/url"):
        if text := attribute(url, "dateLastAccessed"):
            found["accessed"] = _read_date(text)
    return found


def _date(nodes: list[etree._Element]) -> Json:
    """Give a date: of several elements the one in a known encoding, or the ends of a range."""
    told = [n for n in nodes if inner(n)]
    best = [n for n in told if attribute(n, "encoding") in {"w3cdtf", "iso8601", "edtf"}] or told
    if not best:
        return None
    ends = {attribute(n, "point"): inner(n) for n in best}
    if "start" in ends and "end" in ends:
        whole = _read_date(f"{ends['start']}/{ends['end']}")
    else:
        whole = _read_date(inner(best[0]))
    if attribute(best[0], "qualifier") == "approximate" and "date-parts" in whole:
        whole["circa"] = True
    return whole


def _read_date(text: str) -> dict[str, Json]:
    """Read a date in EDTF, or in the form of MARC: `20190507`; else in words."""
    if len(text) == 8 and text.isdecimal():
        try:
            part = DatePart(year=int(text[:4]), month=int(text[4:6]), day=int(text[6:]))
        except ValueError:
            return {"literal": text}
        return date_to_csl(Date(start=part))
    date = edtf.parse(text) or dates.parse(text)
    return {"literal": text} if date is None else date_to_csl(date)


def _other_fields(node: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in xml_paths.find(node, "language/languageTerm"):
        text = inner(one)
        if text and attribute(one, "type") == "code":
            found["language/languageTerm"] = [languages.two(text)]
        elif text:
            found.setdefault("language/languageTerm", [languages.two(text)])
    words = [inner(one) for one in xml_paths.find(node, "subject/topic")]
    found["subject/topic"] = [" ".join(word.split()) for word in words if word]
    extents = xml_paths.find(node, "physicalDescription/extent[unit=]")
    if held := [inner(one) for one in extents if inner(one)]:
        pages = _NUMBER_OF_PAGES.fullmatch(held[0])
        found["physicalDescription/extent[unit=]"] = [pages[1] if pages else held[0], *held[1:]]
    source = "recordInfo/recordContentSource"
    if held := [inner(one) for one in xml_paths.find(node, source) if inner(one)]:
        found[source] = held
    return found
