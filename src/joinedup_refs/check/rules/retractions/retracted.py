"""The work of an entry was retracted.

## What it does

Names the entries whose record says that the work was retracted, withdrawn or removed. A work that
was retracted and replaced is told by a rule of its own.

## Why it matters

A retracted work is no longer vouched for by those who published it. Citing it without saying so
misleads readers.

## Fix safety

Shown only: whether to drop the work, or to cite it as retracted, is for its author to decide.

## Sources

Crossref's update records, which take in those of Retraction Watch; COPE, *Retraction guidelines*.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.notices import notices, replaced_entries
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Update
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose work was retracted."""
    del context
    told_elsewhere = replaced_entries(document, evidence)
    for notice in notices(document, evidence, "retraction"):
        if notice.entry.id in told_elsewhere:
            continue
        yield RULE.finding(
            f"This work was retracted{notice.told}.",
            notice.entry.span,
            entries=(notice.entry.id,),
            reasons=notice.reasons,
        )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_NOTICE = Update(kind="retraction", label="retraction", doi="10.1080/1", date="2004-05-06")

RULE = Rule(
    code="RET001",
    name="retracted",
    severity="error",
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
