"""Zotero RDF, both directions: written flat, every field of an item as an element `z:FIELD`.

Sources: Zotero's schema for item types, fields and creators; what its importer reads is measured.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from lxml import etree

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import keys, keywords, leftovers, xml_library
from joinedup_refs.formats.format import Format, Gap, Library, Record, Target
from joinedup_refs.formats.xml_records import NO_XML, Part, attribute, parts
from joinedup_refs.formats.zotero_rdf_reading import is_item, record
from joinedup_refs.formats.zotero_schema import item_type
from joinedup_refs.formats.zotero_values import write_date
from joinedup_refs.model.name import Name, Person, Verbatim
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.tables import rows

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_Z = "http://www.zotero.org/namespaces/export#"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_BIB = "http://purl.org/net/biblio#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_SCHEMA = "http://schema.org/"
_VIDEO = "http://nwalsh.com/rdf/video#"
_SPACES = {"rdf": _RDF, "z": _Z, "dc": _DC, "dcterms": _DCTERMS, "bib": _BIB, "foaf": _FOAF}
_OWN = re.compile(r"zotero\.[A-Za-z]{1,60}")
"""A field of Zotero's own, as reading keeps it."""
_HEAD = re.compile(r"<rdf:RDF\b[^>]{0,3000}")
_TYPES = {row["type"]: row for row in rows("zotero_types")}
_FIELDS = [(r["variable"], r["field"], r["items"].split(",")) for r in rows("zotero_fields")]
_CREATORS = [(r["variable"], r["element"], r["items"].split(",")) for r in rows("zotero_creators")]
_NEWEST = tuple(dict.fromkeys(row["variable"] for row in rows("zotero_variables")))
_SHARED = {"authors", "editors", "contributors"}
"""Creators whose element stands in the namespace `bib`."""


def write(records: Sequence[Record], target: Target = "zotero") -> str:  # noqa: ARG001  (one signature for all formats)
    """Write records as Zotero RDF in their order.

    What Zotero has no field for stands in its field Extra as lines `variable: value`.
    """
    root = etree.Element(_name(_RDF, "RDF"), nsmap=_SPACES)
    notes = count(1)
    made = keys.citation_keys(records)
    for number, (one, key) in enumerate(zip(records, made, strict=True), 1):
        _Item(one.reference, key, number, notes).add_to(root)
    written: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return written.decode("utf-8")


def read(text: str) -> tuple[Record, ...]:
    """Read the items of a file in their order; one without a citation key goes by its place.

    Raises:
        FormatInvalid: the file is not empty and holds no item, or it declares entities.
    """
    held = parts(text, _begins)
    nodes = {attribute(part.node, "about"): part.node for part in held}
    items = _items(held)
    if not items and text.strip("\ufeff \t\r\n"):
        raise FormatInvalid("there is no item of Zotero's in it (z:itemType)", 1)
    return tuple(record(part.node, place, nodes) for place, part in enumerate(items, 1))


def gaps(text: str) -> tuple[Gap, ...]:
    """Give what could not be read as it should, in the order of the lines."""
    return tuple(gap for part in parts(text, _begins) for gap in part.gaps)


def open_library(text: str) -> Library:
    """Read a file as items, each with the place of its element; notes and journals are aside.

    Raises:
        FormatInvalid: as `read` does.
    """
    return xml_library.opened(text, _items(parts(text, _begins)), read(text))


def sniff(head: str) -> bool:
    """Whether a text begins as such a file does."""
    found = _HEAD.search(head) if xml_library.begins_as_xml(head) else None
    return found is not None and _Z in found[0]


def _items(held: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(part for part in held if is_item(part.node))


def _begins(name: str, rest: str) -> bool:
    return name != "RDF" and ("about=" in rest or "nodeID=" in rest)


_READ_AS = {
    "programmers": ("schema", _SCHEMA, "author"),
    "producers": ("schema", _SCHEMA, "producer"),
    "scriptwriters": ("video", _VIDEO, "writer"),
}
"""Creators that Zotero writes as elements `z:` and its importer looks for in another namespace."""


class _Item:
    """Takes the variables of one reference, each once; what is left goes to Extra."""

    def __init__(self, reference: Reference, key: str, number: int, notes: Iterator[int]) -> None:
        self._left: dict[str, Json] = dict(to_csl(reference))
        self._key = key
        self._about = f"#item_{number}"
        self._notes = notes
        kind = str(self._left.pop("type"))
        row = _TYPES.get(kind)
        if row is None or _default(row["item"]) != kind:
            self._left["type"] = kind
        row = row or _TYPES["document"]
        self._item, self._author = row["item"], row["creator"]
        self._left.pop("citation-key", None)
        self._at_event = self._item == "conferencePaper" and "event-title" in self._left
        """Whether its place is that of the conference, not of the publisher."""
        self._used: set[str] = set()

    def add_to(self, root: etree._Element) -> None:
        node = etree.SubElement(root, _name(_RDF, "Description"))
        node.set(_name(_RDF, "about"), self._about)
        _text(node, _Z, "itemType", self._item)
        _text(node, _Z, "citationKey", self._key)
        _text(node, _DC, "title", self._plain("title"))
        self._people(node)
        fields = item_type(self._item).fields
        for variable, field, items in _FIELDS:
            if (items == ["*"] or self._item in items) and field in fields:
                self._field(node, variable, field)
        self._lately(node)
        for word in keywords.split(self._plain("keyword")):
            _text(node, _DC, "subject", word)
        note = self._plain("note")
        for name in [v for v in self._left if _OWN.fullmatch(v)]:
            for line in str(self._left.pop(name)).split("\n"):
                _text(node, _Z, name.removeprefix("zotero."), line)
        _text(node, _Z, "extra", leftovers.write(self._left))
        if note:
            self._note(root, node, note)

    def _plain(self, variable: str) -> str:
        value = self._left.get(variable)
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            return ""
        return str(self._left.pop(variable))

    def _people(self, node: etree._Element) -> None:
        own = [("author", f"{self._author}s", [self._item])]
        for variable, element, items in (*own, *_CREATORS):
            people = leftovers.people_of(self._left.get(variable, []))
            if people and (items == ["*"] or self._item in items) and element not in self._used:
                del self._left[variable]
                self._used.add(element)
                space = _BIB if element in _SHARED else _Z
                _creators(etree.SubElement(node, _name(space, element)), people)
                if element in _READ_AS:
                    prefix, space, name = _READ_AS[element]
                    again = etree.SubElement(node, _name(space, name), nsmap={prefix: space})
                    _creators(again, people)

    def _field(self, node: etree._Element, variable: str, field: str) -> None:
        elsewhere = self._at_event and variable == "publisher-place"
        if field in self._used or not self._left.get(variable) or elsewhere:
            return
        value = self._left[variable]
        text = write_date(value) if isinstance(value, dict) else self._plain(variable)
        if text:
            self._left.pop(variable, None)
            self._used.add(field)
            _text(node, _Z, field, text)

    def _lately(self, node: etree._Element) -> None:
        """Add what only the newest schema has a field for; for older ones it stays in Extra."""
        kind = item_type(self._item)
        for variable in [v for v in _NEWEST if v in self._left and not self._told_elsewhere(v)]:
            field, value = kind.field_for(variable), self._left[variable]
            if field and field not in self._used and not isinstance(value, list):
                text = write_date(value) if isinstance(value, dict) else str(value)
                self._used.add(field)
                _text(node, _Z, field, text)

    def _told_elsewhere(self, variable: str) -> bool:
        return self._at_event and variable == "publisher-place"

    def _note(self, root: etree._Element, node: etree._Element, note: str) -> None:
        about = f"#note_{next(self._notes)}"
        link = etree.SubElement(node, _name(_DCTERMS, "isReferencedBy"))
        link.set(_name(_RDF, "resource"), about)
        memo = etree.SubElement(root, _name(_BIB, "Memo"))
        memo.set(_name(_RDF, "about"), about)
        _text(memo, _RDF, "value", _as_html(note))


def _default(item: str) -> str:
    return next(row["type"] for row in _TYPES.values() if row["item"] == item)


def _creators(node: etree._Element, people: tuple[Name, ...]) -> None:
    seq = etree.SubElement(node, _name(_RDF, "Seq"))
    for person in people:
        _person(etree.SubElement(seq, _name(_RDF, "li")), person)


def _person(node: etree._Element, name: Name) -> None:
    person = etree.SubElement(node, _name(_FOAF, "Person"))
    if isinstance(name, Person):
        parts = (name.dropping_particle, name.particle, name.family)
        _text(person, _FOAF, "surname", " ".join(p for p in parts if p))
        _text(person, _FOAF, "givenName", ", ".join(p for p in (name.given, name.suffix) if p))
    else:
        _text(person, _FOAF, "surname", name.text if isinstance(name, Verbatim) else name.name)


def _as_html(note: str) -> str:
    """Give a note as the HTML that Zotero keeps notes in."""
    escaped = note.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parts = (part.replace("\n", "<br/>") for part in escaped.split("\n\n"))
    return "".join(f"<p>{part}</p>" for part in parts)


def _text(node: etree._Element, space: str, name: str, text: str) -> None:
    kept = NO_XML.sub("", text)
    if kept:
        etree.SubElement(node, _name(space, name)).text = kept


def _name(space: str, name: str) -> str:
    return f"{{{space}}}{name}"


FORMAT = Format(
    name="zotero-rdf",
    title="Zotero RDF",
    suffixes=(".rdf",),
    sniff=sniff,
    read=read,
    gaps=gaps,
    open=open_library,
    write=write,
    target="zotero",
)
