"""An entry could not be checked, because a source gave no answer.

## What it does

Names the entries about which a source could not be asked: it did not answer, refused, or its answer
made no sense. What other sources said of them stands. Where web addresses were asked for, it names
those that gave no answer.

## Why it matters

It is not the same as not found, and not the same as nothing to complain of: nobody knows.

## Fix safety

Shown only: run the check again later.

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
    """Name the entries that could not be checked."""
    del context
    if evidence is None:
        return
    for entry in document.entries:
        if entry.id in evidence.unreachable:
            yield RULE.finding(
                "This entry could not be checked: a source gave no answer.",
                entry.span,
                entries=(entry.id,),
                reasons=tuple("; ".join(told.splitlines()) for told in evidence.failures),
            )
    silent = {one.entry: one for one in evidence.addresses if one.state == "unreachable"}
    for entry in document.entries:
        if one := silent.get(entry.id):
            yield RULE.finding(
                f"The address {one.url} could not be checked: it {one.told}.",
                entry.span,
                entries=(entry.id,),
            )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="EVD004",
    name="source-unreachable",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(unreachable=("r1",)),
            finds=(_LINE.strip(),),
            why="The source did not answer.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"title": "Joint plans"})),
            why="It did.",
        ),
    ),
)
