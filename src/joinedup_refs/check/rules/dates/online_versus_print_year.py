"""An entry has the year in which its work appeared online; in print it is of another.

## What it does

Names the entries whose year is the one of the work's appearance online, where the record tells it
apart from the year in print. Silent where the entry has the year in print, which is the custom.

## Why it matters

Readers look for volume and year together, and the two are those of the printed issue. Some styles
ask for the earlier year, so neither is wrong.

## Fix safety

Shown only: which of the two a list should have is a matter of its style.

## Sources

Crossref's metadata schema, `published-online` and `published-print`.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries that have the year online."""
    del context
    for entry, matches in found(document, evidence):
        issued = entry.reference.issued
        year = issued.year if isinstance(issued, Date) else None
        candidates = [m.candidate for m in matches]
        prints = {c.print_year for c in candidates if c.print_year}
        online = [m for m in matches if m.candidate.online_year == year]
        if year is None or not online or not prints or year in prints:
            continue
        later = ", ".join(map(str, sorted(prints)))
        yield RULE.finding(
            f"The list has {year}, when this appeared online; in print it is of {later} "
            f"({named(online[0])}).",
            entry.span,
            entries=(entry.id,),
        )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="DAT403",
    name="online-versus-print-year",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {}, online_year=2001, print_year=2002)),
            finds=(_LINE.strip(),),
            why="The list has the year online.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {}, online_year=2000, print_year=2001)),
            why="The list has the year in print.",
        ),
    ),
)
