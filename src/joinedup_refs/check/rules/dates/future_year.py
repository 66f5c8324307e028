"""The year of an entry lies ahead.

## What it does

Names entries whose date lies more than half a year after the day of the check and that say nothing
of being in press or forthcoming. Half a year, because journals date issues ahead. Silent where the
day of the check is not known, and where another year stands in the entry, for then the first may be
a word of the title (*2030 Agenda*).

## Why it matters

Most such years are slips of typing (2041 for 2014), and a work still to come has to say so.

## Fix safety

Shown only: the list does not tell which year was meant.

## Sources

The calendar; the promises of the manuals (in press, forthcoming, im Erscheinen, à paraître).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span
from joinedup_refs.notation import dates

_AHEAD = timedelta(days=183)  # journals date their issues so far ahead


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries with a date well after the day of the check."""
    del evidence
    if context.today is None:
        return
    for entry in document.entries:
        issued = entry.reference.issued
        if not isinstance(issued, Date) or issued.forthcoming or issued.start is None:
            continue
        first = issued.start
        if not 1 <= first.year <= date.max.year:
            continue
        earliest = date(first.year, first.month or 1, 1)
        if earliest - context.today > _AHEAD and not _promises(document, entry):
            yield RULE.finding(
                f"The year {first.year} lies ahead, and nothing says that the work is still to "
                "come.",
                _place(entry),
                entries=(entry.id,),
            )


def _promises(document: Document, entry: Entry) -> bool:
    """Whether a promise, or a second year, stands anywhere in the entry."""
    reading = document.reading(entry).replace("(", ",").replace(")", ",")
    years = {found.year for _, _, found in dates.find(reading)}
    parts = reading.replace(".", ",").split(",")
    return len(years) > 1 or any(dates.is_promise(part) for part in parts)


def _place(entry: Entry) -> Span:
    origin = entry.origins.get("issued")
    return origin.at if isinstance(origin, Printed) else entry.span


_LINE = "Adams, B. ({}), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
_DAY = date(2026, 11, 28)

RULE = Rule(
    code="DAT402",
    name="future-year",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE.format("2041"),
            list_only=True,
            today=_DAY,
            finds=("2041",),
            why="Two digits in the wrong order.",
        ),
        Example(
            text=_LINE.format("2027"),
            list_only=True,
            today=_DAY,
            why="An issue of next spring, out in November.",
        ),
        Example(
            text=_LINE.format("2041"),
            list_only=True,
            why="The day of the check is not known.",
        ),
        Example(
            text="Adams, B.: 2041 Goals for Towns. London: Routledge, 2021.\n",
            list_only=True,
            today=_DAY,
            why="The first year is a word of the title.",
        ),
        Example(
            text="Adams, B. (forthcoming 2029), Joint Plans (Routledge).\n",
            list_only=True,
            today=_DAY,
            why="It says that it is still to come.",
        ),
    ),
)
