"""Which fields a style gives for every entry of a type."""

from collections.abc import Mapping

from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.notation.csl import gives

FIELDS: Mapping[str, Mapping[str, str]] = {
    "article": {
        "container-title": "journal",
        "volume": "volume",
        "issue": "issue number",
        "page": "pages",
        "DOI": "DOI",
    },
    "book": {"publisher": "publisher", "ISBN": "ISBN", "number-of-pages": "number of pages"},
    "chapter": {
        "container-title": "book",
        "editor": "editor",
        "page": "pages",
        "publisher": "publisher",
    },
    "conference-paper": {"container-title": "proceedings", "page": "pages"},
    "report": {"publisher": "publisher", "number": "number"},
    "thesis": {"publisher": "university", "genre": "kind of thesis"},
    "webpage": {"URL": "address", "accessed": "day of access"},
}
"""For a type of reference, the CSL variables that a style may ask for, each in words."""

PLURALS: Mapping[str, str] = {
    "article": "journal articles",
    "book": "books",
    "chapter": "chapters",
    "conference-paper": "conference papers",
    "report": "reports",
    "thesis": "theses",
    "webpage": "web pages",
}

_ENOUGH = 3  # entries of a type that make a habit
_SHARE = 0.9


def has(entry: Entry, variable: str) -> bool:
    """Whether an entry gives a variable; the number of an article stands for its pages."""
    given = gives(entry.reference, variable)
    return given or (variable == "page" and gives(entry.reference, "number"))


def learn(document: Document) -> dict[str, tuple[str, ...]]:
    """Learn from a good list which fields it gives for nine entries of a type in ten, or more."""
    out: dict[str, tuple[str, ...]] = {}
    for kind, fields in FIELDS.items():
        entries = [e for e in document.entries if e.reference.kind == kind]
        if len(entries) < _ENOUGH:
            continue
        given = {v: sum(has(e, v) for e in entries) for v in fields}
        found = tuple(v for v, number in given.items() if number >= _SHARE * len(entries))
        if found:
            out[kind] = found
    return out
