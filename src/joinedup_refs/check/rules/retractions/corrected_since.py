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

from joinedup_refs.check.example_notices import of_a_notice
from joinedup_refs.check.notices import notices, told
from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Update
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose work was corrected."""
    del context
    yield from told(
        RULE, "A correction to this work appeared", notices(document, evidence, "correction")
    )


RULE = Rule(
    code="RET003",
    name="corrected-since",
    severity="warning",
    check=check,
    examples=of_a_notice(
        Update(kind="correction", label="correction", doi="10.1080/1", date="2004-05-06")
    ),
)
