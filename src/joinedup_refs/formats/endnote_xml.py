"""EndNote's XML, both directions.

Written as EndNote itself exports it: a body's name ends with a comma, italics and the like are runs
of `style`, the citation key is the label. Source: files that EndNote exports.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import (
    endnote_styles,
    keys,
    keywords,
    leftovers,
    plain_names,
    ris_dates,
    xml_library,
    xml_paths,
)
from joinedup_refs.formats.field_table import FieldTable, Left
from joinedup_refs.formats.format import Format, Gap, Library, Record, Target
from joinedup_refs.formats.gathering import gathered
from joinedup_refs.formats.one_line import one_line
from joinedup_refs.formats.xml_records import NO_XML, Part, child, children, inner, local, parts
from joinedup_refs.model.date import Date
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_from_csl, date_to_csl, from_csl
from joinedup_refs.tables import rows

TABLE = FieldTable("endnote", none="Generic")
_NUMBERS = {row["name"]: row["number"] for row in rows("endnote_types")}
_NAMES = {row["number"]: row["name"] for row in rows("endnote_types")}
_HEAD = re.compile(r"<xml>\s{0,80}<records>|\A\s{0,80}<records?>\s{0,80}<record>")
_PASSED_OVER = frozenset(
    ["ref-type", "database", "source-app", "rec-number", "foreign-keys", "dates", "label"]
)
_ORDER = {
    name: place
    for place, name in enumerate(
        dict.fromkeys(
            ["rec-number", "ref-type", *(p.partition("/")[0] for p in TABLE.fields()), "label"]
        )
    )
}
_EDITED = "Edited Book"
"""Its authors are editors."""
_PERIODICAL = "periodical/full-title"
_LEVELS = ("", "contributors", "titles", "periodical", "alt-periodical", "keywords", "urls")
"""Elements that hold others."""


def write(records: Sequence[Record], target: Target = "endnote") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write records in their order; `label` holds each one's citation key.

    What EndNote has no field for stands in `notes` as lines `variable: value`.
    """
    root = etree.Element("xml")
    held = etree.SubElement(root, "records")
    made = keys.citation_keys(records)
    for number, (record, key) in enumerate(zip(records, made, strict=True), 1):
        node = etree.SubElement(held, "record")
        left = Left(record.reference, TABLE, shared=())
        etree.SubElement(node, "rec-number").text = str(number)
        kind = etree.SubElement(node, "ref-type", name=left.type)
        kind.text = _NUMBERS[left.type]
        _fill(node, left, key)
    return xml_library.written(root, mixed="style")


def read(text: str) -> tuple[Record, ...]:
    """Read the records of a file in their order; one without a label goes by its place.

    Raises:
        FormatInvalid: the file is not empty and holds no record, or it declares entities.
    """
    held = parts(text, _begins)
    if not held and text.strip("\ufeff \t\r\n"):
        msg = "there is no <record> in it, as EndNote's XML has them"
        raise FormatInvalid(msg, 1)
    return tuple(_record(part, place) for place, part in enumerate(held, 1))


def gaps(text: str) -> tuple[Gap, ...]:
    """Give what could not be read as it should, in the order of the lines."""
    found: list[Gap] = []
    for part in parts(text, _begins):
        found += part.gaps
        name = _type_name(part.node)
        if not TABLE.knows(name):
            told = f"EndNote has no type {name}; it was read as a document"
            found.append(Gap(part.line, told if name else "it says no type: read as a document"))
    return tuple(found)


def open_library(text: str) -> Library:
    """Read a file as records, each with the place of its element.

    Raises:
        FormatInvalid: as `read` does.
    """
    return xml_library.opened(text, parts(text, _begins), read(text))


def sniff(head: str) -> bool:
    """Whether a text begins as such a file does."""
    return xml_library.begins_as_xml(head) and _HEAD.search(head) is not None


def _begins(name: str, rest: str) -> bool:  # noqa: ARG001  (one signature for all formats)
    return name == "record"


def _fill(node: etree._Element, left: Left, key: str) -> None:
    noted = None
    for row, value in left.rows():
        left.take(row)
        if row.field == "notes":
            noted = _put(node, row.field, str(value))
            continue
        for field, text in _values(row.kind, row.field, value):
            _put(node, field, text, rich=row.kind in {"title", "journal", "line"})
        if row.kind in {"issued", "accessed"}:
            date = date_from_csl(value)
            if date is not None and not (ris_dates.told(date) and _plain_year(date)):
                plain = date.model_copy(update={"letter": ""}) if isinstance(date, Date) else date
                left.keep(row.variable, date_to_csl(plain))
    _own(node, left)
    if rest := left.note():
        if noted is None:
            _put(node, "notes", rest)
        else:  # apart from the note, as a second paragraph of it
            noted.text = f"{noted.text}\r\r{NO_XML.sub('', rest)}".replace("\n", "\r")
    _put(node, "label", key)
    node[:] = sorted(node, key=lambda one: _ORDER.get(one.tag, len(_ORDER)))


def _own(node: etree._Element, left: Left) -> None:
    """Write the elements of EndNote's own that were read and have no variable."""
    for field, text in left.own():
        if field.startswith("endnote."):
            left.drop(field)
            for one in text.split("\n"):
                _put(node, field.removeprefix("endnote."), one)


def _put(node: etree._Element, field: str, text: str, *, rich: bool = False) -> etree._Element:
    made = xml_paths.put(node, field)
    plain = NO_XML.sub("", text.strip("\n"))
    if rich and endnote_styles.marked(plain):
        endnote_styles.put(made, plain)
    else:
        made.text = plain.replace("\r\n", "\n").replace("\n", "\r")
    return made


def _values(kind: str, field: str, value: Json) -> Iterator[tuple[str, str]]:
    match kind:
        case "names":
            yield from ((field, plain_names.write(name)) for name in leftovers.people_of(value))
        case "keywords":
            yield from ((field, word) for word in keywords.split(str(value)))
        case "issued":
            date = date_from_csl(value)
            if date is not None:
                yield field, ris_dates.year(date)
                if rest := _day(date):
                    yield "dates/pub-dates/date", rest
        case "accessed":
            date = date_from_csl(value)
            yield field, "" if date is None else ris_dates.whole(date) or ris_dates.year(date)
        case "journal":
            yield field, one_line(str(value))
            yield _PERIODICAL, one_line(str(value))
        case "lines":
            yield field, str(value)
        case _:
            yield field, one_line(str(value))


def _plain_year(date: object) -> bool:
    """Whether a day beside the year is understood: of years before our era it is not."""
    return not isinstance(date, Date) or date.start is None or date.start.year >= 0


def _day(date: object) -> str:
    """Give what EndNote shows beside the year: `May 7`, `Spring`."""
    if not isinstance(date, Date) or date.start is None or not _plain_year(date):
        return ""
    if date.season:
        return ris_dates.SEASONS[date.season - 1]
    if not date.start.month:
        return ""
    month = ris_dates.MONTHS[date.start.month - 1]
    return f"{month} {date.start.day}" if date.start.day else month


def _record(part: Part, place: int) -> Record:
    fields = _fields(part.node)
    known = _dates(part.node)
    label = child(part.node, "label")
    key = inner(label) if label is not None else ""
    if keys.is_key(key) and not key.isdigit():
        known["citation-key"] = key
    elif key:
        fields["label"] = [key]
        key = ""
    else:
        key = ""
    if accessed := fields.pop("access-date", []):
        known["accessed"] = ris_dates.read(accessed[0])
    kind = TABLE.read_type(_type_name(part.node))
    found = gathered(kind, fields, TABLE, note="notes", known=known)
    if _type_name(part.node) == _EDITED and "editor" not in found.item:
        found.item.update({"editor": found.item.pop("author", [])})
    other = {f"endnote.{name}": value for name, value in found.other.items()}
    reference = from_csl(other | found.item | found.told)
    kept = str(known.get("citation-key", ""))
    return Record(kept or f"record{place}", reference, kept)


def _type_name(node: etree._Element) -> str:
    kind = child(node, "ref-type")
    if kind is None:
        return ""
    named = str(kind.get("name", "")).strip()
    return named if TABLE.knows(named) else _NAMES.get(inner(kind), named)


def _fields(node: etree._Element) -> dict[str, list[str]]:
    """Give the texts of a record by the paths of their elements, abbreviated titles last."""
    found: dict[str, list[str]] = {}
    for level in _LEVELS:
        for outer in [node] if not level else list(children(node, level)):
            for inside in outer:
                name = f"{level}/{local(inside)}".lstrip("/")
                if name not in _LEVELS and name not in _PASSED_OVER:
                    _collect(inside, name, found)
    notes = found.get("notes", [])
    found["notes"] = [part for note in notes for part in _paragraphs(note)]
    return found


def _collect(node: etree._Element, name: str, found: dict[str, list[str]]) -> None:
    """Add the text of an element, or where it holds further elements the texts of those."""
    held = [n for n in node if local(n) and local(n) != "style"]
    for one in held:
        _collect(one, f"{name}/{local(one)}", found)
    text = "" if held else endnote_styles.text_of(node)
    if text:
        found.setdefault(name, []).append(text)


def _paragraphs(note: str) -> tuple[str, ...]:
    """Take the last paragraph of a note apart, where it is lines of variables and nothing else."""
    before, _, last = note.rpartition("\n\n")
    said, told = leftovers.read(last)
    return (before, last) if before and told and not said.strip() else (note,)


def _dates(node: etree._Element) -> dict[str, Json]:
    year, day = (
        next((inner(n) for n in xml_paths.find(node, path)), "")
        for path in ("dates/year", "dates/pub-dates/date")
    )
    if not year and not day:
        return {}
    if not day:
        return {"issued": ris_dates.read(year)}
    whole = ris_dates.read(day) if year and year in day else ris_dates.read(f"{day} {year}".strip())
    if "literal" not in whole:
        return {"issued": whole}
    parsed = dates.parse(year)
    return {
        "issued": ris_dates.read(year) if parsed else whole,
        **({"endnote.dates/pub-dates/date": day} if parsed else {}),
    }


FORMAT = Format(
    name="endnote-xml",
    title="EndNote XML",
    suffixes=(".xml",),
    sniff=sniff,
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
    target="endnote",
)
