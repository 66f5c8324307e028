"""The rows of the table of pairs: what two records say, side by side."""

from collections.abc import Callable, Iterator, Sequence

from joinedup_refs.check.same_work import same_container, same_people, title_agrees
from joinedup_refs.duplicates import cells
from joinedup_refs.duplicates.reading import Held
from joinedup_refs.duplicates.recorded_works import RecordedWork
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.notation.names import display

_SHOWN = {
    "title": "title",
    "authors": "author",
    "year": "issued",
    "journal or book": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "DOI": "DOI",
    "PMID": "PMID",
    "ISBN": "ISBN",
    "type": "type",
}
"""What is shown of records, and the variables that hold it."""
_LONGEST = 8_000
"""Characters of a value that are shown; spreadsheets take 32,767 in a cell."""
_MOST_DIFFERING = 30_000
_TWICE = ("file", "line", "key", "database", *_SHOWN, "mark")
COLUMNS = (
    "decision",
    "verdict",
    "agree",
    "differ",
    "doubt",
    *(f"{name} {which}" for name in _TWICE for which in (1, 2)),
)
"""The columns; a person writes into the first, `mark` is how a decision finds its records again."""


def pair_row(
    told: Sequence[str], doubt: str, records: Sequence[Held], works: Sequence[RecordedWork]
) -> list[str]:
    """Give a row: decision, verdict and what agrees are `told`."""
    values = [_values(record, work) for record, work in zip(records, works, strict=True)]
    differ = "; ".join(
        f"{name}: {values[0][name]} | {values[1][name]}" for name in differing(works, values)
    )
    beside = [values[which][name] for name in _TWICE for which in (0, 1)]
    return [*told, differ[:_MOST_DIFFERING], doubt, *beside]


def differing(works: Sequence[RecordedWork], values: Sequence[dict[str, str]]) -> Iterator[str]:
    """Name what both of two records say and say otherwise."""
    (one, other), (here, there) = works, values
    for name in _SHOWN:
        if here[name] and there[name] and not _AGREE.get(name, _equal(name))(one, other):
            yield name


def _equal(name: str) -> Callable[[RecordedWork, RecordedWork], bool]:
    return lambda one, other: _folded(one, name) == _folded(other, name)


def _folded(work: RecordedWork, name: str) -> object:
    match name:
        case "pages":
            return work.page
        case "type":
            return work.kind
        case "DOI" | "PMID" | "ISBN":
            return {value for kind, value in work.identifiers if kind == name}
        case _:
            return getattr(work, name)


_AGREE: dict[str, Callable[[RecordedWork, RecordedWork], bool]] = {
    "title": lambda one, other: bool(title_agrees(one, other)),
    "authors": same_people,
    "journal or book": same_container,
}


def _values(record: Held, work: RecordedWork) -> dict[str, str]:
    item = to_csl(record.record.reference)
    found = {name: cells.shown(item.get(variable, "")) for name, variable in _SHOWN.items()}
    reference = record.record.reference
    found["authors"] = "; ".join(display(name) for name in reference.author or reference.editor)
    found = {name: _cut(value) for name, value in found.items()}
    found["year"] = str(work.year or "")
    found |= {"file": record.file, "line": str(record.line or ""), "key": record.key}
    return found | {"database": record.database, "mark": work.mark}


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
