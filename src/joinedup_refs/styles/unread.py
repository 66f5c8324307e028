"""What of references a list leaves out because it could not be read, for whoever reads the list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from joinedup_refs.formats import Record
from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.value import Json
from joinedup_refs.tables import rows

_NAMED = 3
_SHOWN = 60  # characters of what could not be read


def of_dates(records: Iterable[Record], printed: Mapping[str, str]) -> list[str]:
    """Tell of dates of issue that could not be read and are not printed.

    `printed` has what is printed of a record, by its identifier; one that is missing prints all.
    """
    lost = [
        f"“{said[:_SHOWN]}” ({record.key or record.id})"
        for record in records
        if (said := _date(record.reference)) and said not in printed.get(record.id, said)
    ]
    return [f"Left out, as no date could be read in it: {some(lost)}."] if lost else []


def of_names(records: Iterable[Record]) -> list[str]:
    """Tell of people whose names could not be read."""
    lost = [
        f"{variable} of {record.key or record.id}"
        for record in records
        for variable in _names(record.reference)
    ]
    return [f"Left out, as no name could be read in it: {some(lost)}."] if lost else []


def some(names: Sequence[str]) -> str:
    """Give the first few, and how many more there are."""
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown


def _date(reference: Reference) -> str:
    if isinstance(reference.issued, Verbatim):
        return reference.issued.text
    return _words(reference.other.get("issued"))


def _words(value: Json) -> str:
    """Give what an unreadable value of CSL-JSON holds, on one line."""
    match value:
        case dict():
            return _words([*value.values()])
        case list():
            return " ".join(word for one in value if (word := _words(one)))
        case None | bool():
            return ""
        case _:
            return " ".join(str(value).split())


def _names(reference: Reference) -> Iterator[str]:
    return (v for v, value in reference.other.items() if value and v in _of_names())


@cache
def _of_names() -> frozenset[str]:
    return frozenset(row["variable"] for row in rows("csl_variables") if row["kind"] == "names")
