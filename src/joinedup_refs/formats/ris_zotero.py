"""RIS as Zotero's importer takes it: which tag fills the field that a value belongs to.

A tag that it would put elsewhere is not written; the value stands in `M2` then, which is Zotero's
field Extra. What it passes over is written in both, as other programs read the tag.
"""

import re
from collections.abc import Mapping
from functools import cache

from joinedup_refs.formats import zotero_kept
from joinedup_refs.formats.field_table import Row
from joinedup_refs.formats.ris_table import TABLE
from joinedup_refs.formats.zotero_kept import place_of
from joinedup_refs.formats.zotero_schema import ItemType, item_type, type_of, variables
from joinedup_refs.tables import rows

EXTRA = "M2"
_OWN = frozenset({"title", "keywords", "notes"})
"""Kinds of values that every item takes from the tag they have."""
_PREPRINT = "RPRT"
"""Zotero has no type of RIS for preprints, and takes UNPB for an article."""

_TAG_LIKE = re.compile(r"<(?=/?[A-Za-z!?])(?!/?(?:i|b|sub|sup|sc|span)\b)")
_NAMED = re.compile(r"&lt;(?=/?[A-Za-z!?])")


def shown(text: str) -> str:
    """Give a text in which no word would be left out for a tag of HTML.

    >>> shown("A <test> of <i>x</i>, p<q")
    'A &lt;test> of <i>x</i>, p&lt;q'
    """
    return _TAG_LIKE.sub("&lt;", text) if "<" in text else text


def read_shown(text: str) -> str:
    """Give a text with `<` and `>` where HTML names them.

    >>> read_shown("A &lt;test> of &lt;i&gt;x&lt;/i&gt; &lt; 3")
    'A <test> of <i>x</i> &lt; 3'
    """
    if "&lt;" not in text or _NAMED.search(text) is None:
        return text
    return _NAMED.sub("<", text).replace("&gt;", ">")


def type_for(csl_type: str) -> str:
    """Give the reference type for a CSL type; one of which Zotero makes the right item if any.

    >>> type_for("regulation"), type_for("report")
    ('STAT', 'RPRT')
    """
    if csl_type == "article":
        return _PREPRINT
    own, wanted = TABLE.written_type(csl_type), type_of(csl_type)
    near = TABLE.written_type(wanted.csl)
    return near if item_of(own) != wanted == item_of(near) else own


def item_of(ris_type: str) -> ItemType:
    """Give the type of item that Zotero makes of a reference type."""
    return item_type(_items()[ris_type])


def tag_for(kind: ItemType, row: Row, group: str) -> str:
    """Give the tag by which items of a type get the value of a row; empty where none does."""
    if row.kind in _OWN:
        return row.field
    wanted = _wanted(kind, row)
    tags = [row.field]
    tags += [t for t in row.also if any(r.variable == row.variable for r in _read(t, group))]
    return next((tag for tag in tags if wanted and filled(kind, tag) in wanted), "")


def drops(kind: ItemType, tag: str) -> bool:
    """Whether items of a type get nothing at all from a tag."""
    to = filled(kind, tag)
    return to in {"", "-"} or (to in variables() and to not in kind.fields.values())


def filled(kind: ItemType, tag: str) -> str:
    """Give the field, or the kind of creators, of an item that a tag fills."""
    return zotero_kept.filled("zotero_ris", tag, kind.name)


def _read(tag: str, group: str) -> tuple[Row, ...]:
    """Give the row that a tag is read by first."""
    return TABLE.read_as(tag, group)[:1]


def _wanted(kind: ItemType, row: Row) -> frozenset[str]:
    """Give what a value of a row belongs to in items of a type."""
    own = place_of(kind, row.variable, names=row.kind == "names")
    # versions differ in whether the place of a conference has a field of its own
    places = {"place"} if own and row.variable == "event-place" else set()
    return frozenset({own, *places} - {""})


@cache
def _items() -> Mapping[str, str]:
    return {row["name"]: row["zotero"] for row in rows("ris_types")}
