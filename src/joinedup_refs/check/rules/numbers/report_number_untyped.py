"""A report or command-paper number was not read as one.

## What it does

Finds numbers of government papers, such as `Cm 6683`, `Cmnd 1234`, `HC 482` or `COM(2005) 24`, that
stand between commas, brackets or full stops and were taken for part of the title, the publisher or
the notes, or for nothing. A number that was read as the report's number is not mentioned.

## Why it matters

Libraries file such papers by number. Inside a title the number breaks the search for the work, and
a style cannot print it in its place.

## Fix safety

Tidying: the number, which your list prints, becomes the entry's number, and an entry of unknown
type becomes a report. The text of the list stays as it is.

## Sources

The table `report_numbers`; CSL 1.0.2, variables `number` and `genre` of a report.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import ChangeType, Edit, Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.notation import report_numbers
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.notation.report_numbers import ReportNumber

_BEFORE = re.compile(r"(?:[,;(\[.—–:]\s?|^)$")
_AFTER = re.compile(r"\s?[,;)\]([—–]|\.(?:\s|$)|$")
_NOT_A_REPORT = frozenset({"article", "chapter", "conference-paper", "news", "preprint", "patent"})
_UNSURE = frozenset({"unclassified", "book"})
_MAY_HOLD_IT = ("title", "publisher", "note", "collection-title", "container-title", "genre")
_LONGEST = 2000


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Find report numbers that no number of an entry takes up."""
    del evidence, context
    for entry in document.entries:
        if entry.reference.kind in _NOT_A_REPORT:
            continue
        item = to_csl(entry.reference)
        reading = document.text.read(*entry.at)
        found = next(_numbers(reading.text[:_LONGEST]), None)
        if found is None or item.get("number"):  # two numbers are for a person to sort out
            continue
        start, end, number = found
        yield RULE.finding(
            f"“{number.number}” is a report's number and was not read as one.",
            reading.printed(start, end),
            entries=(entry.id,),
            fixes=(_fix(entry, reading.text[start:end], number),),
        )


def _numbers(text: str) -> Iterator[tuple[int, int, ReportNumber]]:
    """Find numbers that carry the letters of their series and stand apart from words."""
    for start, end, number in report_numbers.find(text):
        lettered = number.number[:1].isalpha()
        if lettered and _BEFORE.search(text[max(0, start - 2) : start]) and _AFTER.match(text, end):
            yield start, end, number


def _fix(entry: Entry, printed: str, number: ReportNumber) -> Fix:
    witnesses = (f"“{printed}” is printed in this entry, in the form of such numbers",)

    def origin(variable: str) -> ByRule:
        before = entry.origins.get(variable)
        return ByRule(
            code=RULE.code,
            witnesses=witnesses,
            instead_of=before if isinstance(before, Printed) else None,
        )

    item = to_csl(entry.reference)
    edits: list[Edit] = [
        SetField(entry=entry.id, field="number", value=number.number, origin=origin("number"))
    ]
    if not item.get("genre"):
        edits.append(
            SetField(entry=entry.id, field="genre", value=number.genre, origin=origin("genre"))
        )
    if entry.reference.kind in _UNSURE:
        edits.append(ChangeType(entry=entry.id, type="report", origin=origin("type")))
    for variable in _MAY_HOLD_IT:
        value = item.get(variable)
        if isinstance(value, str) and printed in value:
            rest = _without(value, printed)
            edits.append(
                SetField(
                    entry=entry.id, field=variable, value=rest or None, origin=origin(variable)
                )
            )
    return Fix(
        title=f"read “{number.number}” as the report's number", safety="safe", edits=tuple(edits)
    )


def _without(value: str, number: str) -> str:
    """Take the number, and the brackets or the comma that set it off, out of a value."""
    before, _, after = value.partition(number)
    blank = " " if after[:1].isspace() else ""
    before, after = before.rstrip(), after.lstrip()
    if before.endswith(("(", "[")) and after.startswith((")", "]")):
        before, after, blank = before[:-1].rstrip(), after[1:].lstrip(), ""
    before = before.rstrip(",;:–— ")
    if after[:1] in {"–", "—"}:
        after = blank + after
    after = after.lstrip(",;: ") if not before else after
    joined = f"{before} {after}" if after[:1].isalnum() else f"{before}{after}"
    return joined.strip(" ,;")


RULE = Rule(
    code="NUM707",
    name="report-number-untyped",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=(
                "Cabinet Office (1999), Modernising government—Cm 4310—summary for managers "
                "(The Stationery Office).\n"
            ),
            list_only=True,
            finds=("Cm 4310",),
            safety="safe",
            values={
                "r1": {
                    "type": "report",
                    "number": "Cm 4310",
                    "title": "Modernising government—summary for managers",
                }
            },
            why="The number of a command paper inside a title.",
        ),
        Example(
            text="Cabinet Office (2007), Joined-Up Services, Cm 7001 (The Stationery Office).\n",
            list_only=True,
            why="A number in its usual place is read without help.",
        ),
        Example(
            text=(
                "Hall, P. (2009), Inhibition of HC 482 in yeast. Journal of Cell Studies, 29, 2, "
                "pp. 11–14.\n"
            ),
            list_only=True,
            why="Letters and digits in the title of an article.",
        ),
    ),
)
