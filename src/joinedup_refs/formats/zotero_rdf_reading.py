"""One item of a Zotero RDF file as a reference, be it written flat or as Zotero writes it.

Zotero keeps the journal, the book, the series and notes as nodes of their own, to which items
refer. Sources: Zotero's schema for item types, fields and creators; files that Zotero exports.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TypeAlias

from lxml import etree

from joinedup_refs.formats import edtf, keys, keywords, leftovers, plain_names
from joinedup_refs.formats.format import Record
from joinedup_refs.formats.gathering import bare_doi
from joinedup_refs.formats.xml_records import attribute, inner, local
from joinedup_refs.formats.zotero_schema import item_type
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl, from_csl, name_to_csl
from joinedup_refs.tables import rows

Nodes: TypeAlias = Mapping[str, etree._Element]  # noqa: SLF001  (lxml names its type so)
"""The nodes of a file by what they are called (`rdf:about`)."""

_TYPES = {row["item"]: row for row in reversed(rows("zotero_types"))}
_FIELDS = [(r["variable"], r["field"], r["items"].split(",")) for r in rows("zotero_fields")]
_CREATORS = [(r["variable"], r["element"], r["items"].split(",")) for r in rows("zotero_creators")]
_NESTED = {(row["of"], row["element"]): row["variable"] for row in rows("zotero_rdf")}
_DATES = frozenset(row["variable"] for row in rows("csl_variables") if row["kind"] == "date")
_LABEL = re.compile(r"(DOI|ISBN|ISSN) (\S.*)")
_KEY = re.compile(r"(?im)^(?:citation key|bibtex)\s*[:=]\s*(\S+)\s*$\n?")
_BREAK = re.compile(r"<br\s?/?>|</(?:div|li|h\d)>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</p>\s{0,9}<p\b[^<>]{0,200}>", re.IGNORECASE)
_HTML_TAG = re.compile(r"<[^<>]{0,500}>")
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_NO_ITEMS = frozenset(["attachment", "note", "annotation"])
_AGAIN = {"author": "programmers", "producer": "producers", "writer": "scriptwriters"}
"""Elements that repeat creators where Zotero's importer looks for them."""
_PASSED_OVER = frozenset(["itemType", "citationKey", "extra", "itemKey", "libraryKey"])


def is_item(node: etree._Element) -> bool:
    """Whether a node is a work, not a journal, a note, an attachment or a collection."""
    kind = next((inner(n) for n in node if local(n) == "itemType"), "")
    return bool(kind) and kind not in _NO_ITEMS


def record(node: etree._Element, place: int, nodes: Nodes) -> Record:
    """Read an item; a field that no variable is named for stays in `other` under its own name."""
    made = _Item(node, nodes)
    item = made.item()
    key = str(item.get("citation-key", ""))
    return Record(key or f"record{place}", from_csl(item), key)


class _Item:
    """Gathers what an item and the nodes that it refers to say."""

    def __init__(self, node: etree._Element, nodes: Nodes) -> None:
        self._node = node
        self._nodes = nodes
        self._kind = next(inner(n) for n in node if local(n) == "itemType")
        row = _TYPES.get(self._kind)
        self._type = row["type"] if row else "document"
        self._creator = row["creator"] if row else "author"
        self._item: dict[str, Json] = {"type": self._type}
        self._other: dict[str, Json] = {} if row else {"zotero.itemType": self._kind}
        self._extra = ""
        self._notes: list[str] = []
        self._words: list[str] = []

    def item(self) -> dict[str, Json]:
        for one in self._node:
            self._element(one)
        if self._words:
            self._item["keyword"] = keywords.join(self._words)
        found = _KEY.search(self._extra)
        if found and keys.is_key(found[1]):
            self._set("citation-key", found[1])
            self._extra = self._extra[: found.start()] + self._extra[found.end() :]
        if self._kind == "conferencePaper" and "event-title" in self._item:
            place = self._item.pop("publisher-place", "")  # it is that of the conference
            self._item |= {"event-place": place} if place else {}
        said, told = leftovers.read(self._extra)
        notes = [said.strip()] if said.strip() else []
        if notes := [*notes, *self._notes]:
            self._item["note"] = "\n\n".join(notes)
        return self._other | self._item | told

    def _set(self, variable: str, text: str) -> bool:
        if not text or variable in self._item:
            return not text or self._item[variable] == text
        self._item[variable] = _date(text) if variable in _DATES else text
        return True

    def _element(self, node: etree._Element) -> None:
        name = _name(node)
        bare = local(node)
        target = attribute(node, "resource")
        if bare.endswith("s") and self._people(node, bare):
            return
        if bare in _AGAIN and any(local(one) == _AGAIN[bare] for one in self._node):
            return
        if name in {"dcterms:isPartOf", "bib:presentedAt"}:
            for part in [self._nodes[target]] if target in self._nodes else list(node):
                self._part(part, event=bare == "presentedAt")
        elif name == "dcterms:isReferencedBy":
            self._note(target)
        elif name == "dc:publisher":
            self._publisher(node)
        elif name == "dc:identifier":
            self._identifier(node, "number")
        elif name == "dc:subject":
            self._subject(node)
        elif name == "dc:description" or bare == "extra":
            self._extra = "\n".join(part for part in (self._extra, inner(node)) if part)
        elif bare == "citationKey":
            self._set("citation-key", inner(node) if keys.is_key(inner(node)) else "")
        elif bare not in _PASSED_OVER and not target:
            self._field(name, bare, node)

    def _field(self, name: str, bare: str, node: etree._Element) -> None:
        text = inner(node)
        variable = _NESTED.get(("item", name), "")
        if variable == "number" and self._type.startswith(("article-", "review")):
            variable = "issue"
        variable = variable or next(
            (v for v, field, items in _FIELDS if field == bare and _holds(items, self._kind)), ""
        )
        kind = item_type(self._kind)
        if not variable and bare in kind.fields:
            variable = kind.variable(bare)
        if not variable or not self._set(variable, text):
            self._keep(bare, text)

    def _keep(self, name: str, text: str) -> None:
        if text:
            held = self._other.get(f"zotero.{name}")
            self._other[f"zotero.{name}"] = f"{held}\n{text}" if held else text

    def _people(self, node: etree._Element, bare: str) -> bool:
        people = [name_to_csl(name) for name in _names(node)]
        if not people:
            return False
        variable = next(
            (v for v, element, items in _CREATORS if element == bare and _holds(items, self._kind)),
            "",
        )
        if bare in {f"{self._creator}s", "authors"}:
            variable = "author"
        variable = variable or next((v for v, e, _ in _CREATORS if e == bare), "contributor")
        held = self._item.setdefault(variable, [])
        if isinstance(held, list):
            held += people
        return True

    def _part(self, node: etree._Element, *, event: bool) -> None:
        of = local(node)
        for one in node:
            variable = "event-title" if event else _NESTED.get((of, _name(one)), "")
            if _name(one) == "dc:identifier":
                self._identifier(one, variable)
            elif variable and not (event and local(one) != "title"):
                self._set(variable, inner(one))
            elif _name(one) == "dcterms:isPartOf":
                for part in one:
                    self._part(part, event=False)

    def _identifier(self, node: etree._Element, otherwise: str) -> None:
        text = inner(node)
        found = _LABEL.fullmatch(text)
        if found:
            value = bare_doi(found[2]) if found[1] == "DOI" else found[2]
            if not self._set(found[1], value):
                self._keep("identifier", text)
        elif any(local(one) == "URI" for one in node):
            self._set("URL", text)
        elif otherwise and not self._set(otherwise, text):
            self._keep("identifier", text)

    def _publisher(self, node: etree._Element) -> None:
        for one in node.iter():
            if local(one) == "name":
                self._set("publisher", inner(one))
            elif local(one) == "locality":
                self._set("publisher-place", inner(one))

    def _subject(self, node: etree._Element) -> None:
        if any(local(one) == "LCC" for one in node):
            self._set("call-number", inner(node))
        elif text := " ".join(inner(node).split()):
            self._words.append(text)

    def _note(self, target: str) -> None:
        memo = self._nodes.get(target)
        for one in memo if memo is not None else ():
            if local(one) == "value" and (text := _plain(inner(one))):
                self._notes.append(text)


def _names(node: etree._Element) -> Iterator[Name]:
    for person in node.iter():
        if local(person) != "Person":
            continue
        parts = {local(one).lower(): inner(one) for one in person}
        surname, given = parts.get("surname", ""), parts.get("givenname", "")
        if not surname or not given:
            if surname or given:
                yield Organization(name=surname or given)
            continue
        particle, family = plain_names.particle_of(surname)
        first, comma, last = given.rpartition(", ")
        ends = comma and last.rstrip(".").casefold() in _SUFFIXES
        yield Person(
            family=family,
            given=first if ends else given,
            particle=particle,
            suffix=last if ends else "",
        )


def _holds(items: list[str], kind: str) -> bool:
    return items == ["*"] or kind in items


def _date(text: str) -> dict[str, Json]:
    date = edtf.parse(text[:10] if text[10:11] in {" ", "T"} else text) or dates.parse(text)
    return {"literal": text} if date is None else date_to_csl(date)


def _plain(html: str) -> str:
    """Give a note without its HTML: paragraphs apart by a blank line."""
    text = _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", html))
    return unescape(_HTML_TAG.sub("", text)).strip()


def _name(node: etree._Element) -> str:
    """Give the name of an element with the prefix that Zotero's files have for its namespace."""
    tag = node.tag
    return tag if isinstance(tag, str) else ""
