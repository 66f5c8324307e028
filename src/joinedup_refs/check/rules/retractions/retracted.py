"""The work of an entry was retracted.

## What it does

Names the entries whose record says that the work was retracted, withdrawn or removed. A work that
was retracted and replaced is told by a rule of its own.

## Why it matters

A retracted work is no longer vouched for by those who published it. Citing it without saying so
misleads readers.

## Fix safety

Shown only: whether to drop the work, or to cite it as retracted, is for the author who cites it to
decide.

## Sources

Crossref's update records, which take in those of Retraction Watch; COPE, *Retraction guidelines*.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_notices import of_a_notice
from joinedup_refs.check.notices import notices, replaced_entries, told
from joinedup_refs.check.rule import Context, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Update
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose work was retracted."""
    del context
    elsewhere = replaced_entries(document, evidence)
    found = notices(document, evidence, "retraction")
    yield from told(
        RULE, "This work was retracted", (n for n in found if n.entry.id not in elsewhere)
    )


RULE = Rule(
    code="RET001",
    name="retracted",
    severity="error",
    check=check,
    examples=of_a_notice(
        Update(kind="retraction", label="retraction", doi="10.1080/1", date="2004-05-06")
    ),
)
