"""The mapping between CSL and RIS, as both the writer and the reader use it."""

from functools import cache
from typing import NamedTuple

from joinedup_refs.formats.bib_table import group_of
from joinedup_refs.tables import rows

_REST = "*"
_NO_TYPE = "GEN"


class Row(NamedTuple):
    """One row: a CSL variable and the tag that carries it in records of some groups."""

    variable: str
    kind: str
    groups: frozenset[str]
    """Empty for the groups that no other row of the variable names."""
    tag: str
    also: tuple[str, ...]


def group(csl_type: str) -> str:
    """Give the group of a CSL type, papers of a conference apart."""
    return "conference" if csl_type == "paper-conference" else group_of(csl_type)


def ris_type(csl_type: str) -> str:
    """Give the reference type for a CSL type; the generic one where RIS has none.

    >>> ris_type("report"), ris_type("periodical"), ris_type("performance")
    ('RPRT', 'JFULL', 'GEN')
    """
    return _written().get(csl_type, _NO_TYPE)


def csl_type(ris: str) -> str:
    """Give the CSL type of a reference type; a document for one that RIS does not have."""
    return _read().get(ris.upper(), "document")


def rows_for(group_name: str) -> tuple[Row, ...]:
    """Give the rows that hold for a group, in the order of writing."""
    return _for_group(group_name)


def read_as(tag: str, group_name: str) -> tuple[Row, ...]:
    """Give the rows that a tag can be read by in a group, the one that is written so first."""
    own = _for_group(group_name)
    return tuple(row for row in own if row.tag == tag) + tuple(
        row for row in own if tag in row.also
    )


@cache
def _written() -> dict[str, str]:
    return {row["type"]: row["ris"] for row in rows("ris_types") if row["use"] != "read"}


@cache
def _read() -> dict[str, str]:
    return {row["ris"]: row["type"] for row in rows("ris_types") if row["use"] != "also"}


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(
        Row(
            row["variable"],
            row["kind"],
            frozenset() if row["groups"] == _REST else frozenset(row["groups"].split(",")),
            row["tag"],
            tuple(tag for tag in (row["also"] or "").split(",") if tag),
        )
        for row in rows("ris_tags")
    )


@cache
def _for_group(name: str) -> tuple[Row, ...]:
    named = {row.variable for row in _rows() if name in row.groups}
    return tuple(
        row
        for row in _rows()
        if name in row.groups or (not row.groups and row.variable not in named)
    )
