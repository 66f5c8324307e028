"""What the elements of a page are: entries, buttons, what is not shown, what is no article."""

import re
from collections.abc import Mapping
from functools import cache

from joinedup_refs.tables import rows

NEVER_READ = frozenset(
    {
        *("head", "script", "style", "template", "noscript", "svg", "nav", "button", "select"),
        *("textarea", "object", "iframe", "audio", "video", "canvas", "dialog", "datalist"),
        *("annotation", "annotation-xml"),
    }
)
"""Elements that hold no text of an article."""
PARAGRAPHS = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"),
        *("section", "article", "figure"),
    }
)
"""Elements that stand apart from what is around them."""
LINES = frozenset(
    {
        *("div", "li", "tr", "dt", "dd", "header", "footer", "main", "aside", "address"),
        *("figcaption", "caption", "form", "fieldset", "body", "html", "hr", "details", "summary"),
        *("center", "thead", "tbody", "tfoot"),
    }
)
"""Elements that begin and end a line."""
SLANTED = frozenset({"i", "em", "cite"})

_ENTRIES = frozenset({"li", "div", "p", "dd", "tr", "span"})
_LISTS = frozenset({"ul", "ol", "dl"})
_NAMED = re.compile(
    r"(?:.{0,80}[._-])?(?:cit|ref|references?|cr|bibr?|bb|b|r|cite)[-_.]?(?:[a-z]{1,4}[-_]?)?"
    r"\d{1,5}(?![\w.:-]{0,60}(?:sec|list|title|head))[\w.:-]{0,60}",
    re.IGNORECASE,
)
"""Names of entries that links lead to: `CIT0012`, `ref-CR12`, `bibr12-00953997`, `B12`."""
_OTHER_ENDS = re.compile(
    r"(?:fn|ft?note|en|note|aff|au|auth|corr?|tbl?|table|fig|figure|eq|app|sec?|section|box|t|f|s|n)"
    r"[-_.]?\d",
    re.IGNORECASE,
)
_TARGETS = ("data-rid", "data-xml-rid", "reveal-id", "rid")
"""Attributes that name the entry where the link itself leads nowhere."""


def parts_of(tag: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """Tell what an element is by its attributes: an entry, a button, not shown, no article."""
    found: set[str] = set()
    for attribute, value in attributes.items():
        for part, beginning in _table().get(attribute, ()):
            if attribute == "class":
                if beginning in value.split():
                    found.add(part)
            elif value == beginning if attribute == "role" else value.startswith(beginning):
                found.add(part)
    style = attributes.get("style", "").replace(" ", "").casefold()
    if "hidden" in attributes or "display:none" in style or "visibility:hidden" in style:
        found.add("unseen")
    if "display:inline" in style:
        found.add("inline")
    if tag not in _LISTS:
        found.discard("list")
    if names_entry(tag, attributes.get("id", "")) or ("reference" in found and tag in _ENTRIES):
        found.add("reference")
    else:
        found.discard("reference")
    return frozenset(found)


def names_entry(tag: str, name: str) -> bool:
    """Whether an element with that name is an entry of a reference list."""
    return tag in _ENTRIES and _NAMED.fullmatch(name) is not None


def anchor_meant(attributes: Mapping[str, str]) -> str:
    """Give the name of the entry that a link in the text leads to, empty where it leads to none.

    >>> anchor_meant({"href": "#ref-CR12"}), anchor_meant({"href": "#fn1"})
    ('ref-CR12', '')
    >>> anchor_meant({"href": "#", "data-rid": "CIT0005"})
    'CIT0005'
    """
    names = [attributes[a].split()[0] for a in _TARGETS if attributes.get(a, "").strip()]
    address = attributes.get("href", "")
    if "#" in address:
        names.append(address.rpartition("#")[2])
    for name in names:
        if _NAMED.fullmatch(name) and not _OTHER_ENDS.match(name):
            return name
    return ""


@cache
def _table() -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for row in rows("page_parts"):
        table.setdefault(row["attribute"], []).append((row["part"], row["value"] or ""))
    return {attribute: tuple(found) for attribute, found in table.items()}
