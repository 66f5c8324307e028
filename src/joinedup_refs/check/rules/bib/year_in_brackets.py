"""A year stands in brackets.

## What it does

Names fields `year` whose whole value is a year in brackets (`[1986]`, `(1986)`).

## Why it matters

biber takes only a bare number for a year, and BibTeX prints the brackets as they stand, so that a
style makes `((1986))` of them. Brackets that tell of a year found elsewhere than on the work belong
in a note.

## Fix safety

A best guess: the brackets are left out. They may have been meant.

## Sources

The biblatex manual 3.19, section 2.2.2: `year` is a whole number.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_BRACKETED = re.compile(
    r"\s{0,9}(?P<whole>\[\s?(?P<square>\d{4}[a-z]?)\s?\]|\(\s?(?P<round>\d{4}[a-z]?)\s?\))\.?\s{0,9}"
)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the years in brackets."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name != "year" or field.shape not in {"braces", "quotes"}:
            continue
        found = _BRACKETED.fullmatch(field.value)
        if found is None:
            continue
        start, end = (field.start + at for at in found.span("whole"))
        year = found["square"] or found["round"]
        yield RULE.finding(
            f"The year {year} stands in brackets, and programs read a bare number alone.",
            file.at(start, end),
            entries=file.ids(block),
            fixes=(
                Fix(title=f"Write {year}", safety="unsafe", edits=(file.put(start, end, year),)),
            ),
        )


_BOOK = "@book{adams01, author = {Adams, B.}, title = {Joint Plans}, year = {%s}}"

RULE = Rule(
    code="BIB024",
    name="year-in-brackets",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_BOOK % "[1986]",
            bib=True,
            finds=("[1986]",),
            after=_BOOK % "1986",
            safety="unsafe",
            why="A year in square brackets, as catalogues print one that the work does not show.",
        ),
        Example(
            text=_BOOK % "(1986a)",
            bib=True,
            finds=("(1986a)",),
            after=_BOOK % "1986a",
            safety="unsafe",
            why="A style would print a second pair of brackets; the letter stays.",
        ),
        Example(
            text=_BOOK % "1986 [1922]",
            bib=True,
            why="The brackets hold the year of the first edition.",
        ),
        Example(
            text=_BOOK.replace("year", "date") % "[1986,1988]",
            bib=True,
            why="One of two years, as extended dates write it.",
        ),
    ),
)
