"""What items of Zotero have had a field for in all its versions of late.

Zotero's schema grows: what only its newest version has a field for is told in Extra, which every
version keeps. Source: the tables of fields and creators that its RDF is written by.
"""

from collections.abc import Mapping
from functools import cache

from joinedup_refs.formats.zotero_schema import ItemType
from joinedup_refs.tables import rows


def keeps(kind: ItemType, variable: str) -> bool:
    """Whether items of a type have a field for a variable that is no name."""
    return kind.field_for(variable) != "" and _has(kind.name, variable, "zotero_fields")


def keeps_names(kind: ItemType, variable: str) -> bool:
    """Whether items of a type have a kind of creators for the names of a variable."""
    return variable == "author" or _has(kind.name, variable, "zotero_creators")


def place_of(kind: ItemType, variable: str, *, names: bool) -> str:
    """Give the field or kind of creators of an item that a variable belongs to; empty for none.

    Fields go by the one that they stand for, and the creators that lead an item as `primary`.
    """
    if names:
        if variable == "author":
            return "primary"
        return kind.creator_for(variable) if keeps_names(kind, variable) else ""
    return kind.fields[kind.field_for(variable)] if keeps(kind, variable) else ""


def filled(table: str, name: str, item: str) -> str:
    """Give what a field or tag of another format fills in items of a type; empty for nothing.

    `table` names what the importer of that format does, field by field.
    """
    known = _filling(table)
    return known.get((name, item)) or known.get((name, "*"), "")


@cache
def _filling(table: str) -> Mapping[tuple[str, str], str]:
    return {
        (row["field"], item): row["to"] for row in rows(table) for item in row["items"].split(",")
    }


def _has(item: str, variable: str, table: str) -> bool:
    found = _items(table).get(variable, frozenset())
    return item in found or "*" in found


@cache
def _items(table: str) -> Mapping[str, frozenset[str]]:
    """Give the items of each variable."""
    found: dict[str, frozenset[str]] = {}
    for row in rows(table):
        own = frozenset(row["items"].split(","))
        found[row["variable"]] = found.get(row["variable"], frozenset()) | own
    return found
