"""Dates of Crossref records; some are of the next century or are no dates."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from joinedup_refs.model.value import Json

_EARLIEST = 1400
_LATEST = 2029
"""No work can be dated later, even one announced; but see `work_dates`."""
_WHOLE_NUMBERS = frozenset({int})
OF_THE_WORK = (
    "published-print",
    "published-online",
    "published-other",
    "issued",
    "published",
    "posted",
    "content-created",
    "approved",
)
"""Dates of the work, as against those of its record or its manuscript; the chosen one first."""


class WorkDates(NamedTuple):
    """When a work appeared."""

    issued: list[int]
    """Year, month and day as far as they are known; empty without a date."""
    years: tuple[int, ...]
    """Every year that a date of the work has, the chosen one first."""
    online_year: int | None
    print_year: int | None


def work_dates(message: Mapping[str, Json], retrieved: str = "") -> WorkDates:
    """Give the dates of a work; the date in print is chosen before all others.

    Years before 1400 and after 2029, or more than three years after the day of retrieval, are
    taken for mistakes.
    """
    latest = max(_LATEST, int(retrieved[:4]) + 3) if retrieved[:4].isdecimal() else _LATEST
    found: dict[str, list[int]] = {}
    for name in OF_THE_WORK:
        if (value := message.get(name)) is not None and (date := _date(value, latest)):
            found[name] = date
    dated = list(found.values())
    issue = message.get("journal-issue")
    if issue and isinstance(issue, dict):
        of_issue = [_date(issue.get(n), latest) for n in ("published-print", "published-online")]
        dated += filter(None, of_issue)
    online, in_print = found.get("published-online"), found.get("published-print")
    return WorkDates(
        issued=dated[0] if dated else [],
        years=tuple(dict.fromkeys([date[0] for date in dated])),
        online_year=online[0] if online else None,
        print_year=in_print[0] if in_print else None,
    )


def iso(value: Json) -> str:
    """Give the day of a Crossref date as ISO 8601, as far as it is known."""
    parts = _date(value, 9999)
    return "-".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(parts))


def _date(value: Json, latest: int) -> list[int]:
    """Give year, month, day out of `{"date-parts": [[2006, 9, 1]]}`, whatever stands there."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    found = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(found, list):
        return []
    numbers: Sequence[Any] = found
    if not _WHOLE_NUMBERS.issuperset(map(type, found)):
        numbers = list(_numbers(found))
    if not numbers or not _EARLIEST <= numbers[0] <= latest:
        return []
    if len(numbers) < 2 or not 1 <= numbers[1] <= 12:
        return list(numbers[:1])
    return list(numbers[: 3 if len(numbers) > 2 and 1 <= numbers[2] <= 31 else 2])


def _numbers(parts: list[Json]) -> Iterator[int]:
    """Give the numbers of a date as far as they are some."""
    for part in parts:
        if isinstance(part, bool) or not isinstance(part, (int, str)):
            return
        if isinstance(part, str) and not (part.isascii() and part.isdecimal() and len(part) < 5):
            return
        yield int(part)
