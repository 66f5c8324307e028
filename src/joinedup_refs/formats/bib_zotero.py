"""Entries of .bib files as Zotero's importer takes them: which field fills the one meant.

What it would put elsewhere, or pass over, stands in `annote`, which becomes a note of the item.
"""

from collections.abc import Mapping
from functools import cache

from joinedup_refs.formats.bib_table import Row
from joinedup_refs.formats.zotero_kept import filled, place_of
from joinedup_refs.formats.zotero_schema import ItemType, item_type
from joinedup_refs.model.value import Json
from joinedup_refs.tables import rows

_OWN = frozenset({"title", "note", "annote", "keyword", "PMID", "PMCID"})
"""Variables that every item takes from the field they have."""


def item_of(entry: str) -> ItemType:
    """Give the type of item that Zotero makes of an entry; a document for one that it drops."""
    return item_type(_items().get(entry, "document"))


def takes(kind: ItemType, row: Row, field: str) -> bool:
    """Whether items of a type get the value of a row from a field, where it belongs."""
    if row.variable in _OWN:
        return reads(field)
    wanted = place_of(kind, row.variable, names=row.kind == "names")
    return wanted != "" and filled("zotero_bib", field, kind.name) == wanted


def takes_lately(kind: ItemType, row: Row, field: str) -> bool:
    """Whether the newest items of a type get a value from a field that older ones do not have."""
    if row.kind != "line" or row.variable in _OWN or not (own := kind.field_for(row.variable)):
        return False
    return filled("zotero_bib", field, kind.name) == kind.fields[own]


def beside(variable: str, title: str, written: str) -> dict[str, Json]:
    r"""Give a title to be told in `annote`, too, where a backslash stands as LaTeX's line break.

    >>> beside("title", "From C:\\temp", r"From C:\\temp"), beside("title", "At home", "At home")
    ({'title': 'From C:\\temp'}, {})
    """
    return {variable: title} if r"\\" in written else {}


def reads(field: str) -> bool:
    """Whether the importer does anything with a field."""
    return filled("zotero_bib", field, "") != ""


@cache
def _items() -> Mapping[str, str]:
    return {row["entry"]: row["zotero"] for row in rows("bib_entries") if row["zotero"] != "-"}
