"""What the programs that read .bib files know: types, fields, and what an entry needs."""

from collections.abc import Sequence
from functools import cache

from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.formats.bib_table import Dialect
from joinedup_refs.tables import rows

TYPES_OF_BIBTEX = frozenset(
    [
        *("article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings"),
        *("manual", "mastersthesis", "misc", "phdthesis", "proceedings", "techreport"),
        "unpublished",
    ]
)
_ALIASES = {
    "journaltitle": "journal",
    "location": "address",
    "institution": "school",
    "date": "year",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
}
"""What BibTeX calls a field of biblatex, which reads both; its manual 3.19, section 2.2.5."""
_ONLY_BIBLATEX = frozenset(
    [
        *("date", "journaltitle", "maintitle", "booktitleaddon", "titleaddon", "eventtitle"),
        *("eventdate", "origdate", "origlanguage", "pagetotal", "pubstate", "shorthand"),
        *("sorttitle", "sortname", "indextitle", "hyphenation", "langid", "related", "ids"),
        *("relatedtype", "entrysubtype", "editortype", "eprinttype", "eprintclass", "xdata"),
        *("nameaddon", "bookpagination", "shortjournal", "options", "afterword", "foreword"),
    ]
)
_ENOUGH = 10  # entries among which one that only biblatex understands tells


def dialect_of(entries: Sequence[Block]) -> Dialect:
    """Tell whether a file is for biblatex, as one in ten entries shows by its fields."""
    telling = sum(any(f.name in _ONLY_BIBLATEX for f in entry.fields) for entry in entries)
    return "biblatex" if telling and _ENOUGH * telling >= len(entries) else "bibtex"


def alias(name: str) -> str:
    """Give the name that BibTeX has for a field of biblatex; other fields keep theirs."""
    return _ALIASES.get(name, name)


@cache
def fields_read_by() -> dict[str, str]:
    """Give the fields that are known, each with who reads it.

    `both`, `biblatex`, `extension` (styles beyond the standard ones of BibTeX), `program`.
    """
    return {row["field"]: row["read_by"] for row in rows("bib_known_fields")}


@cache
def required(entry: str, dialect: Dialect) -> tuple[tuple[str, ...], ...]:
    """Give what an entry of a type cannot do without; of each group one field is enough."""
    row = next((row for row in rows("bib_required") if row["entry"] == entry), None)
    named = (row[dialect] or "").split() if row else []
    return tuple(tuple(group.split("/")) for group in named)
