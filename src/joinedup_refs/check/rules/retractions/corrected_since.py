"""The work of an entry was corrected after it appeared.

## What it does

Names the entries whose record says that a correction or an erratum to the work was published.

## Why it matters

What is cited may be the very thing that was corrected.

## Fix safety

Shown only: only someone who reads the correction can say whether it matters here.

## Sources

Crossref's update records, which take in those of Retraction Watch; COPE, *Retraction guidelines*.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.notices import notices
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Update
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose work was corrected."""
    del context
    for notice in notices(document, evidence, "correction"):
        yield RULE.finding(
            f"A correction to this work appeared{notice.told}.",
            notice.entry.span,
            entries=(notice.entry.id,),
            reasons=notice.reasons,
        )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_NOTICE = Update(kind="correction", label="correction", doi="10.1080/1", date="2004-05-06")

RULE = Rule(
    code="RET003",
    name="corrected-since",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"DOI": "10.1080/0"}, updates=(_NOTICE,))),
            finds=(_LINE.strip(),),
            why="The record of this work says so.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"DOI": "10.1080/0"}, updates=(_NOTICE,), verdict="review")
            ),
            why="Of a record that may be of another work nothing is said.",
        ),
    ),
)
