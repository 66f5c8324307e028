"""Fields of a record, in the names of its format, gathered to a CSL item."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.formats import keywords, leftovers, plain_names
from joinedup_refs.formats.field_table import FieldTable, Row
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import name_to_csl

_LISTS = frozenset({"names", "keywords", "notes"})
_RESOLVERS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/")


class Gathered(NamedTuple):
    """What fields say."""

    item: dict[str, Json]
    other: dict[str, Json]
    """Fields that found no variable, under their own names."""
    told: dict[str, Json]
    """Variables that stood as lines in a note."""

    def all(self) -> dict[str, Json]:
        """Give the whole item."""
        return self.other | self.item | self.told


def gathered(
    kind: str,
    fields: Mapping[str, Sequence[str]],
    table: FieldTable,
    *,
    note: str,
    known: Mapping[str, Json],
) -> Gathered:
    """Put fields into the variables that they are read as, in the order of the fields.

    `kind` is the CSL type, `note` the field whose lines may name variables, `known` what is known
    already.
    """
    told: dict[str, Json] = {}
    fields = {**fields, note: without_leftovers(fields.get(note, ()), told)}
    item: dict[str, Json] = {"type": kind, **known}
    other: dict[str, Json] = {}
    place = table.group(str(told.get("type", kind)))
    for name, values in fields.items():
        rest = _placed(name, values, table.read_as(name, place), item)
        if rest:
            other[name] = "\n".join(rest)
    if isinstance(words := item.get("keyword"), list):
        item["keyword"] = keywords.join([str(word) for word in words])
    return Gathered(item, other, told)


def without_leftovers(values: Sequence[str], told: dict[str, Json]) -> list[str]:
    """Take out the notes that hold nothing but what the format has no field for."""
    kept = []
    for value in values:
        before, found = leftovers.read(value)
        if found and not before:
            told |= found
        else:
            kept.append(value)
    return kept


def bare_doi(text: str) -> str:
    """Give a DOI without the resolver or the label in front of it."""
    for prefix in (*_RESOLVERS, "doi:", "DOI:"):
        text = text.removeprefix(prefix)
    return text.strip()


def _placed(
    name: str, values: Sequence[str], rows: Sequence[Row], item: dict[str, Json]
) -> list[str]:
    """Put values into the first variable that is free for them; give those that found none."""
    rest = []
    for value in values:
        for row in rows:
            held = item.get(row.variable)
            if row.kind in _LISTS:
                item[row.variable] = _added(row.kind, held, value)
                break
            plain = bare_doi(value) if row.kind == "doi" else value
            if held is None and _fits(row, name, plain):
                item[row.variable] = plain
                break
            if held == plain:
                break
        else:
            rest.append(value)
    return rest


def _fits(row: Row, name: str, value: str) -> bool:
    """Whether a field that can hold several things may hold a value of this row."""
    if row.kind == "pmid":
        return value.isdecimal() and len(value) < 10
    return row.kind != "doi" or row.field == name or value.startswith("10.")


def _added(kind: str, held: Json, value: str) -> Json:
    """Add a value to those that a variable has; a list is added to as it stands."""
    if kind == "notes":
        return f"{held}\n{value}" if held else value
    found: list[Json] = held if isinstance(held, list) else []
    if kind == "keywords":
        found.append(value)
    elif (name := plain_names.read(value)) is not None:
        found.append(name_to_csl(name))
    return found
