"""The work of an entry was retracted and replaced by another version.

## What it does

Names the entries whose record says that the work was retracted and that another version took its
place.

## Why it matters

The version cited is no longer vouched for, and there is one that is.

## Fix safety

Shown only: whether to cite the new version only someone who has read it can say.

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
    """Name the entries whose work was retracted and replaced."""
    del context
    yield from told(
        RULE, "This work was retracted and replaced", notices(document, evidence, "replacement")
    )


RULE = Rule(
    code="RET004",
    name="retracted-and-replaced",
    severity="error",
    check=check,
    examples=of_a_notice(
        Update(
            kind="replacement",
            label="retraction_and_replacement",
            doi="10.1080/1",
            date="2004-05-06",
        )
    ),
)
