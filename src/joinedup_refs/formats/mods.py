"""MODS, the Metadata Object Description Schema, both directions.

Source: MODS 3.8 (Library of Congress), schema and user guidelines.
"""

import re
from collections.abc import Callable, Sequence

from lxml import etree

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import (
    edtf,
    keys,
    keywords,
    leftovers,
    mods_names,
    xml_library,
    xml_paths,
)
from joinedup_refs.formats.field_table import Left, Row
from joinedup_refs.formats.format import Format, Gap, Library, Record, Target
from joinedup_refs.formats.mods_reading import begins, record
from joinedup_refs.formats.mods_table import SPACE, TABLE, term_of
from joinedup_refs.formats.one_line import one_line
from joinedup_refs.formats.xml_records import NO_XML, parts
from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates, pages
from joinedup_refs.notation.csl import date_from_csl

_HEAD = re.compile(r"<(?:\w{1,20}:)?mods(?:Collection)?[\s>]")
_W3CDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_HOSTED = frozenset(["serial", "part", "conference"])
"""Groups of works that appear in another."""


def write(records: Sequence[Record], target: Target = "bibtex") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write records as a collection in their order; `recordIdentifier` holds their citation keys.

    What MODS has no element for stands in a note of its own as lines `variable: value`.
    """
    root = etree.Element(f"{{{SPACE}}}modsCollection", nsmap={None: SPACE})
    made = keys.citation_keys(records)
    for one, key in zip(records, made, strict=True):
        node = etree.SubElement(root, f"{{{SPACE}}}mods", version="3.8")
        _fill(node, Left(one.reference, TABLE, shared=()), key)
    return xml_library.written(root)


def read(text: str) -> tuple[Record, ...]:
    """Read the records of a file in their order; one without an identifier goes by its place.

    An element that is not known stays in `other` under its path.

    Raises:
        FormatInvalid: the file is not empty and holds no record, or it declares entities.
    """
    held = parts(text, begins)
    if not held and text.strip("\ufeff \t\r\n"):
        raise FormatInvalid("there is no element <mods> in it", 1)
    return tuple(record(part.node, place) for place, part in enumerate(held, 1))


def gaps(text: str) -> tuple[Gap, ...]:
    """Give what could not be read as it should, in the order of the lines."""
    return tuple(gap for part in parts(text, begins) for gap in part.gaps)


def open_library(text: str) -> Library:
    """Read a file as records, each with the place of its element.

    Raises:
        FormatInvalid: as `read` does.
    """
    return xml_library.opened(text, parts(text, begins), read(text))


def sniff(head: str) -> bool:
    """Whether a text begins as such a file does."""
    return xml_library.begins_as_xml(head) and _HEAD.search(head) is not None


def _fill(node: etree._Element, left: Left, key: str) -> None:
    xml_paths.put(node, "genre[authority=local]", left.type, space=SPACE)
    if term := term_of(left.type):
        way = "relatedItem[type=host]/" if left.group in _HOSTED else ""
        xml_paths.put(node, f"{way}genre[authority=marcgt]", term, space=SPACE)
    for row, value in left.rows():
        if _WRITERS.get(row.kind, _line)(node, row, value):
            left.take(row)
    for field, text in left.own():
        if field.startswith("mods."):
            left.drop(field)
            for one in text.split("\n"):
                xml_paths.put(node, field.removeprefix("mods."), one, space=SPACE, apart=True)
    if rest := left.note():
        xml_paths.put(node, "note[type=]", rest, space=SPACE)
    xml_paths.put(node, "recordInfo/recordIdentifier", key, space=SPACE)


def _line(node: etree._Element, row: Row, value: Json) -> bool:
    xml_paths.put(node, row.field, one_line(str(value)), space=SPACE)
    return True


def _lines(node: etree._Element, row: Row, value: Json) -> bool:
    xml_paths.put(node, row.field, str(value), space=SPACE)
    return True


def _people(node: etree._Element, row: Row, value: Json) -> bool:
    people = leftovers.people_of(value)
    for name in people:
        mods_names.put(node, row.field, name, SPACE)
    return bool(people)


def _issued(node: etree._Element, row: Row, value: Json) -> bool:
    date = date_from_csl(value)
    if date is None:
        return False
    if isinstance(date, Verbatim):
        text, encoding = date.text, ""
    else:
        text = edtf.format(date)
        encoding = "w3cdtf" if _W3CDTF.fullmatch(text) else "edtf" if text else ""
        text = text or dates.format(date)
    made = xml_paths.put(node, row.field, text, space=SPACE)
    if encoding:
        made.set("encoding", encoding)
    return True


def _accessed(node: etree._Element, row: Row, value: Json) -> bool:
    date = date_from_csl(value)
    url = next(xml_paths.find(node, row.field.partition("@")[0]), None)
    text = "" if date is None or isinstance(date, Verbatim) else edtf.format(date)
    if url is None or not text:
        return False
    url.set("dateLastAccessed", text)
    return True


def _language(node: etree._Element, row: Row, value: Json) -> bool:
    made = xml_paths.put(node, row.field, one_line(str(value)), space=SPACE)
    made.set("type", "code")
    made.set("authority", "rfc5646")
    return True


def _extent(node: etree._Element, row: Row, value: Json) -> bool:
    text = one_line(str(value))
    xml_paths.put(node, row.field, f"{text} p." if text.isdecimal() else text, space=SPACE)
    return True


def _keywords(node: etree._Element, row: Row, value: Json) -> bool:
    for word in keywords.split(str(value)):
        subject = etree.SubElement(node, f"{{{SPACE}}}subject")
        xml_paths.put(subject, row.field.partition("/")[2], word, space=SPACE)
    return True


def _pages(node: etree._Element, row: Row, value: Json) -> bool:
    text = one_line(str(value))
    found = pages.parse(text)
    extent = xml_paths.put(node, row.field, space=SPACE)
    if found is not None and len(found.ranges) == 1 and found.ranges[0].last:
        etree.SubElement(extent, f"{{{SPACE}}}start").text = NO_XML.sub("", found.ranges[0].first)
        etree.SubElement(extent, f"{{{SPACE}}}end").text = NO_XML.sub("", found.ranges[0].last)
    else:
        etree.SubElement(extent, f"{{{SPACE}}}list").text = NO_XML.sub("", text)
    return True


_WRITERS: dict[str, Callable[[etree._Element, Row, Json], bool]] = {
    "names": _people,
    "issued": _issued,
    "accessed": _accessed,
    "language": _language,
    "extent": _extent,
    "keywords": _keywords,
    "pages": _pages,
    "lines": _lines,
    "notes": _lines,
}

FORMAT = Format(
    name="mods",
    title="MODS",
    suffixes=(".mods", ".xml"),
    sniff=sniff,
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
)
