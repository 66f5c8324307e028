"""The mapping between CSL and .bib files, as both the writers and the reader use it."""

from collections.abc import Collection
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.formats.format import Target
from joinedup_refs.tables import rows

Dialect: TypeAlias = Literal["bibtex", "biblatex"]
_REST = "*"


class Row(NamedTuple):
    """One row: a CSL variable and the fields that carry it in entries of some groups."""

    variable: str
    kind: str
    groups: frozenset[str]
    """Empty for the groups that no other row of the variable names."""
    written: dict[str, str]
    """The field by `bibtex`, `biblatex`, and the two with `-zotero`; empty where it has none."""
    also: tuple[str, ...]


class Kind(NamedTuple):
    """What an entry is: its CSL type, the group whose fields it takes, a genre its type tells."""

    type: str
    group: str
    genre: str


def entry_type(csl_type: str, dialect: Dialect, target: Target) -> str:
    """Give the entry type for a CSL type; that of a `document` for one that CSL does not know."""
    row = _types().get(csl_type) or _types()["document"]
    return row["zotero" if target == "zotero" else dialect]


def group_of(csl_type: str) -> str:
    """Give the group whose fields entries of a CSL type take."""
    return (_types().get(csl_type) or _types()["document"])["group"]


def kind_of(entry: str, subtype: str) -> Kind:
    """Tell what an entry is by its type and its `entrysubtype`.

    The subtype is `newspaper`, `magazine` or a CSL type.

    >>> kind_of("article", "newspaper").type, kind_of("phdthesis", "").genre
    ('article-newspaper', 'PhD thesis')
    """
    named = f"article-{subtype}" if subtype in {"newspaper", "magazine"} else subtype
    if named in _types():
        return Kind(named, group_of(named), "")
    row = _entries().get(entry, _entries()["misc"])
    return Kind(row["type"], group_of(row["type"]), row["genre"] or "")


def is_entry_type(entry: str) -> bool:
    """Whether BibTeX, biblatex or one of their usual extensions has the entry type."""
    return entry in _entries()


def entry_types() -> Collection[str]:
    """Give the entry types of BibTeX, biblatex and their usual extensions."""
    return _entries().keys()


def field_names() -> frozenset[str]:
    """Give the names of the fields that are read or written."""
    return frozenset(n for row in _rows() for n in (*row.written.values(), *row.also) if n)


def subtype(csl_type: str, entry: str, *, genre: bool) -> str:
    """Give the `entrysubtype` that an entry needs to be read back as what it is, or nothing.

    `genre` tells whether the entry says its genre itself.
    """
    kind = kind_of(entry, "")
    if csl_type not in _types() or (kind.type == csl_type and (genre or not kind.genre)):
        return ""
    return csl_type.removeprefix("article-") if csl_type in _NEWS else csl_type


_NEWS = ("article-newspaper", "article-magazine")


def rows_for(group: str) -> tuple[Row, ...]:
    """Give the rows that hold for a group, in the order of writing."""
    return _for_group()[group]


def reading(group: str) -> dict[str, Row]:
    """Give for each field the row that tells how it is read in entries of a group."""
    return _reading()[group]


@cache
def _types() -> dict[str, dict[str, str]]:
    return {row["type"]: row for row in rows("bibtex_types")}


@cache
def _entries() -> dict[str, dict[str, str]]:
    return {row["entry"]: row for row in rows("bib_entries")}


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(_row(row) for row in rows("bib_fields"))


def _row(row: dict[str, str]) -> Row:
    written = {}
    for dialect in ("bibtex", "biblatex"):
        own = row[dialect]
        for_zotero = own if row["zotero"] == "=" else row["zotero"]
        written[dialect] = own.strip("-")
        written[f"{dialect}-zotero"] = for_zotero.strip("-")
    groups = frozenset() if row["groups"] == _REST else frozenset(row["groups"].split(","))
    also = tuple(name for name in (row["also"] or "").split(",") if name)
    return Row(row["variable"], row["kind"], groups, written, also)


@cache
def _for_group() -> dict[str, tuple[Row, ...]]:
    found = {}
    for group in {row["group"] for row in _types().values()}:
        named = {row.variable for row in _rows() if group in row.groups}
        found[group] = tuple(
            row
            for row in _rows()
            if group in row.groups or (not row.groups and row.variable not in named)
        )
    return found


@cache
def _reading() -> dict[str, dict[str, Row]]:
    """For each group its own rows first, then what the rest of the rows read."""
    found = {}
    for group, own in _for_group().items():
        others = [row for row in _rows() if not row.groups and row not in own]
        fields: dict[str, Row] = {}
        for names in (lambda row: tuple(row.written.values()), lambda row: row.also):
            for row in (*own, *others):
                for name in names(row):
                    fields.setdefault(name, row)
        fields.pop("", None)
        found[group] = fields
    return found
