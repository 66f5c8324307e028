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

from joinedup_refs.check.example_notices import of_a_notice
from joinedup_refs.check.notices import notices, told
from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Update
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries about whose work there is an expression of concern."""
    del context
    yield from told(
        RULE,
        "An expression of concern about this work appeared",
        notices(document, evidence, "concern"),
    )


RULE = Rule(
    code="RET002",
    name="expression-of-concern",
    severity="warning",
    check=check,
    examples=of_a_notice(
        Update(kind="concern", label="expression_of_concern", doi="10.1080/1", date="2004-05-06")
    ),
)
