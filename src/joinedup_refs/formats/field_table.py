"""The mapping between CSL and a format, as both its writer and its reader use it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from joinedup_refs.formats import leftovers
from joinedup_refs.formats.bib_table import group_of
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.tables import rows

UNWRITTEN = "-"
"""The field of a variable that goes to a note in records of these groups."""
_REST = "*"
_TYPES = frozenset(row["type"] for row in rows("csl_types"))
_VARIABLES = frozenset(row["variable"] for row in rows("csl_variables"))


class Row(NamedTuple):
    """One row: a CSL variable and the field that carries it in records of some groups."""

    variable: str
    kind: str
    groups: frozenset[str]
    """Empty for the groups that no other row of the variable names."""
    field: str
    also: tuple[str, ...]


def group(csl_type: str) -> str:
    """Give the group of a CSL type, papers of a conference apart."""
    return "conference" if csl_type == "paper-conference" else group_of(csl_type)


class FieldTable:
    """The tables `NAME_types` and `NAME_fields`.

    `name` and `type` pair the types of the format with those of CSL: with `use` `written` both
    ways, `read` one way, `also` a further CSL type that is written so. `none` is the format's name
    for what it has no type for.
    """

    def __init__(self, name: str, none: str) -> None:
        self._name = name
        self._none = none
        self._by_group: dict[str, tuple[Row, ...]] = {}
        self._by_field: dict[str, dict[str, tuple[Row, ...]]] = {}

    def written_type(self, csl_type: str) -> str:
        """Give the format's type for a CSL type."""
        return self._written.get(csl_type, self._none)

    def read_type(self, name: str) -> str:
        """Give the CSL type of a type of the format, in any case; else a document."""
        return self._read.get(name.casefold(), "document")

    def knows(self, name: str) -> bool:
        """Whether the format has a type of that name."""
        return name.casefold() in self._read

    def group(self, csl_type: str) -> str:
        """Give the group of a CSL type: the type itself, where rows are for it alone."""
        return csl_type if any(csl_type in row.groups for row in self._rows) else group(csl_type)

    def rows_for(self, group_name: str) -> tuple[Row, ...]:
        """Give the rows that hold for a group, in the order of writing."""
        if group_name not in self._by_group:
            wider = group(group_name) if group_name in _TYPES else group_name
            own, shared = (
                {row.variable for row in self._rows if name in row.groups}
                for name in (group_name, wider)
            )
            self._by_group[group_name] = tuple(
                row
                for row in self._rows
                if group_name in row.groups
                or (wider in row.groups and row.variable not in own)
                or (not row.groups and row.variable not in own | shared)
            )
        return self._by_group[group_name]

    def read_as(self, field: str, group_name: str) -> tuple[Row, ...]:
        """Give the rows that a field can be read by in a group, the one written so first."""
        if group_name not in self._by_field:
            own = self.rows_for(group_name)
            found: dict[str, list[Row]] = {}
            for row in own:
                found.setdefault(row.field, []).append(row)
            for row in own:
                for name in row.also:
                    found.setdefault(name, []).append(row)
            self._by_field[group_name] = {name: tuple(held) for name, held in found.items()}
        return self._by_field[group_name].get(field, ())

    def fields(self) -> Iterator[str]:
        """Give the fields that are written, in their order."""
        return (row.field for row in self._rows if row.field != UNWRITTEN)

    @cached_property
    def _written(self) -> Mapping[str, str]:
        return {row["type"]: row["name"] for row in self._types if row["use"] != "read"}

    @cached_property
    def _read(self) -> Mapping[str, str]:
        return {row["name"].casefold(): row["type"] for row in self._types if row["use"] != "also"}

    @cached_property
    def _types(self) -> tuple[dict[str, str], ...]:
        return rows(f"{self._name}_types")

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(
                row["variable"],
                row["kind"],
                frozenset() if row["groups"] == _REST else frozenset(row["groups"].split(",")),
                row["field"],
                tuple(name for name in (row["also"] or "").split(",") if name),
            )
            for row in rows(f"{self._name}_fields")
        )


class Left:
    """The variables of a reference that are still to be written, each once."""

    def __init__(
        self, reference: Reference, table: FieldTable, *, shared: tuple[str, ...], kind: str = ""
    ) -> None:
        """Take a reference to be written as `kind`, or under its usual type of the format."""
        self._item: dict[str, Json] = dict(to_csl(reference))
        self.type = kind or table.written_type(str(self._item["type"]))
        kind = str(self._item.pop("type"))
        self._item.pop("citation-key", None)
        self._beside: dict[str, Json] = {}
        if table.read_type(self.type) != kind:
            self._beside["type"] = kind
        self.group = table.group(kind)
        self._rows = table.rows_for(self.group)
        self._shared = shared
        self._used: set[str] = set()

    def rows(self) -> Iterator[tuple[Row, Json]]:
        """Give the rows that can be written, in their order, with the value of each.

        A field is given once, but for those that several variables share.
        """
        for row in self._rows:
            value = self._item.get(row.variable)
            free = row.field in self._shared or row.field not in self._used
            if row.field != UNWRITTEN and value not in (None, "", []) and free:
                yield row, value

    def take(self, row: Row) -> None:
        """Note that a row was written."""
        self._item.pop(row.variable, None)
        self._used.add(row.field)

    def keep(self, variable: str, value: Json) -> None:
        """Have the note tell a value that its field tells in part."""
        self._beside[variable] = value

    def own_variables(self) -> Iterator[tuple[str, str]]:
        """Give texts of CSL variables that are left."""
        return ((k, v) for k, v in self._item.items() if isinstance(v, str) and k in _VARIABLES)

    def own(self) -> Iterator[tuple[str, str]]:
        """Give texts that no CSL variable is named for, as fields of the format itself are kept."""
        for variable in list(self._item):
            value = self._item[variable]
            if isinstance(value, str) and variable not in _VARIABLES:
                yield variable, value

    def drop(self, variable: str) -> None:
        """Note that a variable was written otherwise."""
        self._item.pop(variable, None)

    def note(self) -> str:
        """Give what is left as lines of a note."""
        return leftovers.write(self._beside | self._item)
