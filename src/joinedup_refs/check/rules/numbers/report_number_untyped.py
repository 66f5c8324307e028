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

The table `report_series`; CSL 1.0.2, variables `number` and `genre` of a report.
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
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.tables import rows

_SERIES = tuple(
    (
        re.compile(
            rf"(?:(?<=[,;(\[.—–:])|(?<=[,;.:]\s)|^)(?:{row['pattern']})(?=\s?[,;)\]([]|\.(?:\s|$)|$)"
        ),
        row["genre"] or "",
    )
    for row in rows("report_series")
)
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
        for pattern, genre in _SERIES:
            found = pattern.search(reading.text[:_LONGEST])
            if found is None or _taken_up(found[0], str(item.get("number", ""))):
                continue
            yield RULE.finding(
                f"“{found[0]}” is the number of a government paper and was not read as one.",
                reading.printed(found.start(), found.end()),
                entries=(entry.id,),
                fixes=(_fix(entry, found[0], genre),),
            )
            break


def _taken_up(number: str, known: str) -> bool:
    """Whether the entry has a number already; two numbers are for a person to sort out."""
    return bool(known) or not number


def _fix(entry: Entry, number: str, genre: str) -> Fix:
    witnesses = (f"“{number}” is printed in this entry, in the form of such numbers",)

    def origin(variable: str) -> ByRule:
        before = entry.origins.get(variable)
        return ByRule(
            code=RULE.code,
            witnesses=witnesses,
            instead_of=before if isinstance(before, Printed) else None,
        )

    item = to_csl(entry.reference)
    edits: list[Edit] = [
        SetField(entry=entry.id, field="number", value=number, origin=origin("number"))
    ]
    if genre and not item.get("genre"):
        edits.append(SetField(entry=entry.id, field="genre", value=genre, origin=origin("genre")))
    if entry.reference.kind in _UNSURE:
        edits.append(ChangeType(entry=entry.id, type="report", origin=origin("type")))
    for variable in _MAY_HOLD_IT:
        value = item.get(variable)
        if isinstance(value, str) and number in value:
            rest = _without(value, number)
            edits.append(
                SetField(
                    entry=entry.id, field=variable, value=rest or None, origin=origin(variable)
                )
            )
    return Fix(title=f"read “{number}” as the report's number", safety="safe", edits=tuple(edits))


def _without(value: str, number: str) -> str:
    """Take the number, and the brackets or the comma that set it off, out of a value."""
    before, _, after = value.partition(number)
    before, after = before.rstrip(), after.lstrip()
    if before.endswith(("(", "[")) and after.startswith((")", "]")):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    before = before.rstrip(",;:–— ")
    after = after.lstrip(",;: ") if not before else after
    joined = f"{before} {after}" if after[:1].isalnum() else f"{before}{after}"
    return joined.strip(" ,;")


RULE = Rule(
    code="NUM707",
    name="report-number-untyped",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=(
                "European Commission (2005), Working Together for Growth and Jobs, "
                "COM(2005) 24 final (Brussels).\n"
            ),
            list_only=True,
            finds=("COM(2005) 24 final",),
            safety="safe",
            values={
                "r1": {
                    "type": "report",
                    "number": "COM(2005) 24 final",
                    "title": "Working Together for Growth and Jobs",
                }
            },
            why="A number of the European Commission inside a title.",
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
