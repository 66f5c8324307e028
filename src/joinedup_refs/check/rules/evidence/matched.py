"""A record was found for an entry: a status, not a defect.

## What it does

Tells each entry for which a record was found beyond doubt, with the fields that agree with it and
those that differ.

## Why it matters

It shows what was looked at. An entry without this status was not confirmed by anything.

## Fix safety

Shown only.

## Sources

The sources that were asked.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import field, named
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Tell the entries whose record was found."""
    del context
    for entry, matches in found(document, evidence):
        told = "; ".join(_told(match) for match in matches)
        yield RULE.finding(f"Found: {told}.", entry.span, entries=(entry.id,))


def _told(match: Match) -> str:
    agree = [field(v) for v, how in match.agreement.items() if how in {"equal", "close"}]
    differ = [field(v) for v, how in match.agreement.items() if how == "differs"]
    parts = [f"{', '.join(agree)} the same" if agree else "", *([f"{', '.join(differ)} not"])]
    told = ", ".join(part for part in parts[: 1 + bool(differ)] if part)
    return f"{named(match)} ({told})" if told else named(match)


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="EVD001",
    name="matched",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"DOI": "10.1080/0"}, differ="page")),
            finds=(_LINE.strip(),),
            why="A record beyond doubt.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"DOI": "10.1080/0"}, verdict="review")),
            why="One that is only possibly of this work.",
        ),
    ),
)
