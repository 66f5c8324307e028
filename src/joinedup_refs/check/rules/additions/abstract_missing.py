"""An entry has no abstract, and its record has one.

## What it does

Fills in the abstract from the record of the work, found beyond doubt. It runs only when it is asked
for: `--add abstract`.

## Why it matters

In a library of references the abstract is what one searches and skims. No list prints it, so that
it goes into records only: BibTeX, RIS, CSL-JSON, Zotero.

## Fix safety

Well supported where at least three fields agree with the record; a best guess otherwise. Nothing
that is printed changes. Where several records have one, that of the record which agrees best is
taken, with its name; wordings of an abstract differ without contradicting each other.

## Sources

Crossref, DataCite, OpenAlex, Europe PMC, arXiv, and files of records.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import filled
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import claims, filling, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, otherwise
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_NAMED = 3  # words of an abstract that are shown


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Give the entries without an abstract that of their record."""
    del context
    for entry, matches in found(document, evidence):
        told = [c for c in claims(matches, "abstract") if isinstance(c.value, str)]
        chosen = filling(told, "abstract", lambda _one, _other: True)
        if chosen is None or entry.reference.abstract:
            continue
        claim, safety = chosen
        value = str(claim.value)
        words = value.split()
        fix = Fix(
            title=f"Fill in the abstract, {len(words)} words",
            safety=safety,
            edits=(filled(entry, "abstract", claim, value),),
        )
        told_of = (f"{named(claim.match)} has it", otherwise(claim.match, "abstract"))
        yield RULE.finding(
            f"The record of this work has an abstract: “{' '.join(words[:_NAMED])}…”.",
            entry.span,
            entries=(entry.id,),
            reasons=filter(None, told_of),
            fixes=(fix,),
        )


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_ABSTRACT = "Plans that are made together last longer."

RULE = Rule(
    code="ADD001",
    name="abstract-missing",
    severity="note",
    check=check,
    by_default=False,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"abstract": _ABSTRACT})),
            finds=(_LINE.strip(),),
            after=_LINE,
            values={"r1": {"abstract": _ABSTRACT}},
            safety="evident",
            why="The printed list stays as it is.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"abstract": "Plans made jointly last."}, agree="title"),
                _match("r1", {"abstract": _ABSTRACT}, source="library"),
            ),
            finds=(_LINE.strip(),),
            values={"r1": {"abstract": _ABSTRACT}},
            safety="evident",
            why="Of two wordings, that of the record which agrees better.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"abstract": _ABSTRACT}, verdict="related")),
            why="The abstract of another version.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"title": "Joint plans"})),
            why="The record has none.",
        ),
    ),
)
