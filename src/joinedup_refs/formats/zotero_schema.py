"""What Zotero's items hold: types, fields and creators, and the CSL variable that each is.

Source: Zotero's schema, version 42, in tables.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from joinedup_refs.tables import rows

ASIDE = frozenset({"attachment", "note", "annotation"})
"""Items that are no works."""
UNMAPPED = frozenset(
    {"itemType", "key", "version", "parentItem", "extra", "deleted", "inPublications"}
)
"""Members of an item that say nothing of the work, Extra aside."""


class ItemType(NamedTuple):
    """A type of item."""

    name: str
    csl: str
    fields: Mapping[str, str]
    """Each field, and the one that it stands for, or itself."""
    creators: tuple[str, ...]
    """The kinds of creators, the primary one first."""

    @property
    def primary(self) -> str:
        """The kind of creators that are an item's author."""
        return self.creators[0]

    def variable(self, field: str) -> str:
        """Give the CSL variable that a field is; empty where CSL has none."""
        return variables().get(self.fields.get(field, field), "")

    def name_variable(self, creator: str) -> str:
        """Give the CSL variable that a kind of creators is, or else its own name."""
        return "author" if creator == self.primary else _names().get(creator, creator)

    def field_for(self, variable: str) -> str:
        """Give the field that a CSL variable goes to, or that of its own name; empty for none."""
        bases = _bases().get(variable, (variable,))
        found = (f for base in bases for f, stands_for in self.fields.items() if stands_for == base)
        return next(found, "")

    def creator_for(self, variable: str) -> str:
        """Give the kind of creators that a CSL variable is read from; empty where there is none."""
        if variable == "author":
            return self.primary
        others = self.creators[1:]
        return next((kind for kind in others if _names().get(kind, kind) == variable), "")

    def leads(self, variable: str) -> bool:
        """Whether the primary creators are what CSL calls so, as a film's are its directors."""
        return _names().get(self.primary, self.primary) == variable


@cache
def item_types() -> Mapping[str, ItemType]:
    """Give every type of item that is a work, by its name."""
    found = {}
    for row in rows("zotero_items"):
        pairs = (told.partition("=") for told in row["fields"].split(","))
        fields = {field: base or field for field, _, base in pairs}
        creators = tuple(row["creators"].split(","))
        found[row["item"]] = ItemType(row["item"], row["csl"], fields, creators)
    return found


def item_type(name: str) -> ItemType:
    """Give the type of that name; one that is not known reads as a document of any fields."""
    known = item_types().get(name)
    return known or ItemType(name, "document", _every_field(), item_types()["document"].creators)


def type_of(csl: str) -> ItemType:
    """Give the type of item that a CSL type becomes; a document where Zotero has none."""
    return item_types()[_of_csl().get(csl, "document")]


@cache
def variables() -> Mapping[str, str]:
    """Give the CSL variable of each field that stands for itself."""
    return {row["field"]: row["variable"] for row in rows("zotero_variables")}


@cache
def dates() -> frozenset[str]:
    """Give the CSL variables that are dates."""
    return frozenset(r["variable"] for r in rows("zotero_variables") if r["kind"] == "date")


@cache
def _bases() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, variable in variables().items():
        found[variable] = (*found.get(variable, ()), field)
    return found


@cache
def _names() -> Mapping[str, str]:
    return {row["creator"]: row["variable"] for row in rows("zotero_names")}


@cache
def _of_csl() -> Mapping[str, str]:
    return {row["type"]: row["item"] for row in rows("zotero_types")}


@cache
def _every_field() -> Mapping[str, str]:
    return {f: base for kind in item_types().values() for f, base in kind.fields.items()}
