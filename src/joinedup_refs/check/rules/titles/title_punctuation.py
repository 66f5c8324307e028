"""The title of an entry has other punctuation than its record.

## What it does

Says, only when asked for by name, where a printed title and the record's have the same words and
differ in commas, dashes or colons.

## Why it matters

It does not matter for finding the work. A list that is to follow title pages to the letter may want
to know.

## Fix safety

Shown only: how a subtitle is set off is a matter of a list's style, and records have styles of
their own.

## Sources

Crossref's metadata schema, `title` and `subtitle`.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import claims, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import says
from joinedup_refs.check.wording import compare
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the titles that differ from their record's in punctuation."""
    del context
    for entry, matches in found(document, evidence):
        told = claims(matches, "title")
        printed = entry.reference.title
        compared = [compare(printed, str(c.value)).difference for c in told]
        if printed and compared and all(one == "punctuation" for one in compared):
            yield RULE.finding(
                f"The record has other punctuation: “{told[0].value}”.",
                entry.span,
                entries=(entry.id,),
                reasons=(says(told[0], "title", "this"),),
            )


_LINE = "Brown, C. (2003), Working Together—Practice of Teams (Routledge).\n"

RULE = Rule(
    code="TTL504",
    name="title-punctuation",
    severity="note",
    check=check,
    by_default=False,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"title": "Working Together: Practice of Teams"})),
            finds=(_LINE.strip(),),
            why="A colon in the record.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"title": "Working together—practice of teams"})),
            why="Only capitals differ.",
        ),
    ),
)
