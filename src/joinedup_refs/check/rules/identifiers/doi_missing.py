"""An entry has no DOI, and its record has one.

## What it does

Names the entries without a DOI whose record, found beyond doubt, has one. Silent where the records
of several sources have different DOIs.

## Why it matters

A DOI leads to the very work, and many journals ask for it in every entry that has one.

## Fix safety

Well supported where at least three fields agree with the record; a best guess otherwise. The field
is filled and nothing that is printed changes. A DOI is never made up.

## Sources

Crossref's display guidelines for DOIs.
"""

from collections.abc import Callable, Iterator

from joinedup_refs.check.amending import filled
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import Claim, claims, filling, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import reasons
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as notation


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose record has a DOI that they lack."""
    del context
    for entry, matches in found(document, evidence):
        told = tuple(c for c in claims(matches, "DOI") if notation.parse(str(c.value)))
        chosen = filling(told, "DOI", _same(told))
        if chosen is None or _has_one(document, entry):
            continue
        claim, safety = chosen
        value = notation.parse(str(claim.value)) or ""
        fix = Fix(
            title=f"Fill in the DOI {value}",
            safety=safety,
            edits=(filled(entry, "DOI", claim, value),),
        )
        yield RULE.finding(
            f"The record of this work has a DOI: {value}.",
            entry.span,
            entries=(entry.id,),
            reasons=reasons(claim, "DOI", "this DOI"),
            fixes=(fix,),
        )


def _has_one(document: Document, entry: Entry) -> bool:
    if entry.reference.doi or "DOI" in entry.reference.other:
        return True
    return "doi.org/" in entry.reference.url or "doi.org/" in document.reading(entry)


def _same(told: tuple[Claim, ...]) -> Callable[[Json, Json], bool]:
    """Compare DOIs, knowing from the records which of them are of one work."""
    known = [_names(claim) for claim in told]

    def same(one: Json, other: Json) -> bool:
        pair = {str(one).casefold(), str(other).casefold()}
        return len(pair) == 1 or any(pair <= names for names in known)

    return same


def _names(claim: Claim) -> set[str]:
    return {str(claim.value).casefold(), *map(str.casefold, claim.match.candidate.aliases)}


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_DOI = "10.1080/01442870120026853"

RULE = Rule(
    code="IDN804",
    name="doi-missing",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"DOI": _DOI})),
            finds=(_LINE.strip(),),
            after=_LINE,
            values={"r1": {"DOI": _DOI}},
            safety="evident",
            why="The record was found beyond doubt; the printed list stays as it is.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"DOI": _DOI}, levels={"DOI": "C"})),
            finds=(_LINE.strip(),),
            values={"r1": {"DOI": _DOI}},
            safety="evident",
            why="Another work's list may fill what is empty.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"DOI": _DOI}, levels={"DOI": "M"})),
            why="A DOI that somebody only remembers is none.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"DOI": _DOI}, verdict="related")),
            why="The record of another version has a DOI of its own.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"DOI": _DOI}),
                _match("r1", {"DOI": "10.1080/2"}, source="library"),
            ),
            why="Two records with different DOIs.",
        ),
    ),
)
