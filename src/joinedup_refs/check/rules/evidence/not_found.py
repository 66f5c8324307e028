"""No record was found for an entry, which proves nothing.

## What it does

Names the entries about which every source was asked and none had a record that could be of the
work.

## Why it matters

What is printed there was not confirmed by anything. That is no sign that the work does not exist:
books, reports, older works and works in many languages are often in no source.

## Fix safety

Shown only.

## Sources

The sources that were asked.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries without a record."""
    del context
    if evidence is None or not evidence.asked:
        return
    for entry in document.entries:
        met = any(m.verdict != "reject" for m in evidence.of(entry.id))
        if not met and entry.id not in evidence.unreachable:
            yield RULE.finding(
                "No record of this work was found, which proves nothing.",
                entry.span,
                entries=(entry.id,),
            )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="EVD003",
    name="not-found",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"title": "Wide Rivers"}, "", verdict="reject")),
            finds=(_LINE.strip(),),
            why="The source had nothing but another work.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(unreachable=("r1",)),
            why="A source that did not answer has not been asked.",
        ),
        Example(text=_LINE, list_only=True, why="No source was asked."),
    ),
)
