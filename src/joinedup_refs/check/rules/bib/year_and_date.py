"""The fields `year` and `date` of an entry contradict each other.

## What it does

Names the entries that have both, with different years.

## Why it matters

BibTeX reads `year` and biber `date`, so that the same entry is of two years.

## Fix safety

A best guess, with both ways out: which of the two is right only the work tells.

## Sources

The biblatex manual 3.19, sections 2.2.2 and 2.3.8.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Field
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_YEAR = re.compile(r"\s{0,9}(\d{4})(?!\d)")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose year is not that of their date."""
    del evidence, context
    file = BibFile(document)
    for block in file.entries:
        fields = {field.name: field for field in block.fields if field.shape != "joined"}
        year, date = fields.get("year"), fields.get("date")
        if year is None or date is None:
            continue
        one, other = _YEAR.match(year.value), _YEAR.match(date.value)
        if one is None or other is None or one[1] == other[1]:
            continue
        ways = ((year, one, other[1], "year"), (date, other, one[1], "date"))
        yield RULE.finding(
            f"The entry has the year {one[1]} and the date {date.value.strip()}.",
            _at(file, year, one),
            related=[_at(file, date, other)],
            entries=file.ids(block),
            fixes=[
                Fix(
                    title=f"Change the {name} to {new}",
                    safety="unsafe",
                    edits=(file.put(field.start + m.start(1), field.start + m.end(1), new),),
                )
                for field, m, new, name in ways
            ],
        )


def _at(file: BibFile, field: Field, found: re.Match[str]) -> Span:
    return file.at(field.start + found.start(1), field.start + found.end(1))


_BOOK = "@book{adams01, title = {Joint Plans}, year = {2001}, date = {2001-03}}"

RULE = Rule(
    code="BIB017",
    name="year-and-date",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_BOOK.replace("{2001}", "{2000}"),
            bib=True,
            finds=("2000",),
            after=_BOOK,
            safety="unsafe",
            why="Two years; the first of two ways out.",
        ),
        Example(text=_BOOK, bib=True, why="The date says more, and nothing else."),
    ),
)
