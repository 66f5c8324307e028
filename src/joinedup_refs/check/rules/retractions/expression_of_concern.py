"""There is an expression of concern about the work of an entry.

## What it does

Names the entries whose record says that an expression of concern was published about the work.

## Why it matters

Its editors doubt the work, or are looking into it. A reader should know before leaning on it.

## Fix safety

Shown only: what follows from it is for the author who cites it to decide.

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
    """Name the entries about whose work there is an expression of concern."""
    del context
    for notice in notices(document, evidence, "concern"):
        yield RULE.finding(
            f"An expression of concern about this work appeared{notice.told}.",
            notice.entry.span,
            entries=(notice.entry.id,),
            reasons=notice.reasons,
        )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_NOTICE = Update(kind="concern", label="expression_of_concern", doi="10.1080/1", date="2004-05-06")

RULE = Rule(
    code="RET002",
    name="expression-of-concern",
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
