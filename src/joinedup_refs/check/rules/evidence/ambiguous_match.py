"""More than one record may be of the work that an entry means.

## What it does

Names the entries for which the records of two works fit nearly alike. Neither is then used for
anything.

## Why it matters

Taking the wrong one would replace a work by another: two editions, a paper and its talk, two parts
of one series.

## Fix safety

Shown only: a page number, an issue or a DOI added to the entry tells them apart.

## Sources

The sources that were asked.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries that several works' records fit."""
    del context
    for entry in document.entries if evidence is not None else ():
        rivals = [m for m in evidence.of(entry.id) if m.runner_up] if evidence is not None else []
        if rivals:
            yield RULE.finding(
                "The records of several works fit this entry; none was used.",
                entry.span,
                entries=(entry.id,),
                reasons=tuple(dict.fromkeys(_described(m) for m in rivals)),
            )


def _described(match: Match) -> str:
    origin, title = match.candidate.origin, match.candidate.item.get("title")
    called = f"“{title}”" if isinstance(title, str) and title else "a record without a title"
    return (
        f"{origin.source} has {called} as {origin.id}"
        if origin.id
        else f"{origin.source} has {called}"
    )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="EVD002",
    name="ambiguous-match",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"title": "Joint plans, I"}, verdict="review", runner_up=True),
                _match("r1", {"title": "Joint plans, II"}, verdict="review", runner_up=True),
            ),
            finds=(_LINE.strip(),),
            why="Two parts of one series.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"title": "Joint plans"})),
            why="One record, and no other comes near.",
        ),
    ),
)
