"""A journal is named otherwise than in the record, and is the same.

## What it does

Says, only when asked for by name, where the printed name of a journal or book and the record's are
two forms of one: `&` and `and`, an article, a qualifier in brackets, an abbreviation.

## Why it matters

It does not matter for finding the work, and records often have `and` where the journal itself has
`&`. A list that is to be uniform may want to know.

## Fix safety

Shown only: what is printed may well be the better form.

## Sources

ISO 4:1997; Crossref's metadata schema, `container-title`.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import claims, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import says
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_QUALIFIER = re.compile(r"\([^()]{0,80}\)$")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the journals that the record has in another form."""
    del context
    for entry, matches in found(document, evidence):
        printed = str(getattr(entry.reference, "container_title", ""))
        for claim in claims(matches, "container-title"):
            recorded = str(claim.value)
            agreed = claim.match.agreement.get("container-title") in {"equal", "close"}
            if printed and _written(printed) != _written(recorded) and agreed:
                yield RULE.finding(
                    f"The list has “{printed}”; the record has “{recorded}”.",
                    entry.span,
                    entries=(entry.id,),
                    reasons=(says(claim, "container-title", "this"),),
                )
                break


def _written(title: str) -> str:
    """Fold case, blanks, and a qualifier such as that of a place."""
    return " ".join(_QUALIFIER.sub("", title.rstrip()).casefold().split())


_LINE = "Adams, B. (2001), Joint plans. Policy & Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="CON603",
    name="container-variant",
    severity="note",
    check=check,
    by_default=False,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"container-title": "Policy and Studies"})),
            finds=(_LINE.strip(),),
            why="The record writes the sign out.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"container-title": "Policy & Studies (London)"})),
            why="The same form.",
        ),
    ),
)
