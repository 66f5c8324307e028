"""A month is written out where BibTeX has a macro for it.

## What it does

Names the `month` fields that hold the name of one month in braces or quotation marks; in a file for
BibTeX its number too. Days, seasons and several months are passed over.

## Why it matters

The macros `jan` to `dec` let each style print months its own way and in its own language; biber
does not sort by a month that it reads as a word.

## Fix safety

Tidying: the macro stands for the same month.

## Sources

O. Patashnik, BibTeXing (1988), section 3.2, `month`; the biblatex manual 3.19, section 2.3.9.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dates import month_of
from joinedup_refs.formats.bib_parts import MONTHS
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the months that are written out."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name != "month" or field.shape in {"joined", "open"}:
            continue
        number = month_of(field.value) if field.value.strip() else None
        is_number = field.value.strip().isdigit()
        if number is None or (is_number and file.dialect == "biblatex"):
            continue
        if field.shape == "bare" and not is_number:
            continue
        macro = MONTHS[number - 1]
        around = 0 if field.shape == "bare" else 1
        edit = file.put(field.start - around, field.after, macro)
        # beside signs that do not belong there the end of a bare word would be another one
        fix = Fix(title=f"Write {macro}", safety="safe", edits=(edit,))
        yield RULE.finding(
            f"The month {field.value.strip()} is written out; the macro is {macro}.",
            file.at(field.start, field.end),
            entries=file.ids(block),
            fixes=(fix,) if block.plain else (),
        )


def _book(month: str, year: str = "year") -> str:
    return f"@book{{adams01, title = {{Joint Plans}}, {year} = {{2001}}, month = {month}}}"


RULE = Rule(
    code="BIB016",
    name="month-not-macro",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_book("{January}"),
            bib=True,
            finds=("January",),
            after=_book("jan"),
            safety="safe",
            why="The name of a month.",
        ),
        Example(
            text=_book('"Sept."'),
            bib=True,
            finds=("Sept.",),
            after=_book("sep"),
            safety="safe",
            why="Shortened.",
        ),
        Example(
            text=_book("{09}"),
            bib=True,
            finds=("09",),
            after=_book("sep"),
            safety="safe",
            why="A number, which BibTeX prints as it stands.",
        ),
        Example(
            text=_book("{09}", "date"), bib=True, why="In a file for biblatex a number is right."
        ),
        Example(
            text=_book("{June--July}")
            + _book("{Spring}").replace("01", "02")
            + _book("jun # {~3}").replace("01", "03"),
            bib=True,
            why="Two months, a season, a month with its day.",
        ),
    ),
)
