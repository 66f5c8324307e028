"""The DOI of an entry belongs to another work.

## What it does

Names the entries whose printed DOI leads to a record that contradicts what the entry says, so that
it cannot be of the same work. Where the right record was found too, its DOI is told.

## Why it matters

A reader who follows the DOI arrives at another work, and every program that trusts identifiers
counts the citation there.

## Fix safety

Shown only: whether the DOI or the rest of the entry is wrong, only its author can say.

## Sources

Crossref's registry of DOIs.
"""

from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import accepted
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import field
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose DOI leads to another work."""
    del context
    for entry in document.entries if evidence is not None else ():
        printed = entry.reference.doi.casefold()
        if not printed or evidence is None:
            continue
        there = [m for m in evidence.of(entry.id) if printed in _names(m)]
        wrong = next((m for m in there if m.verdict == "reject"), None)
        if wrong is None or any(m.verdict != "reject" for m in there):
            continue
        others = (str(m.candidate.item.get("DOI") or "") for m in accepted(evidence, entry.id))
        right = next((doi for doi in others if doi), "")
        yield RULE.finding(
            f"The DOI {entry.reference.doi} leads to another work{_called(wrong)}.",
            entry.span,
            entries=(entry.id,),
            reasons=_reasons(wrong, right),
        )


def _names(match: Match) -> set[str]:
    candidate = match.candidate
    own = str(candidate.item.get("DOI") or "")
    return {name.casefold() for name in (own, *candidate.aliases) if name}


def _called(match: Match) -> str:
    title = match.candidate.item.get("title")
    return f", “{title}”" if isinstance(title, str) and title else ""


def _reasons(wrong: Match, right: str) -> tuple[str, ...]:
    differing = [field(v) for v, how in wrong.agreement.items() if how == "differs"]
    told = [f"{' and '.join(differing[:3])} of that work differ"] if differing else []
    return (*told, *([f"the record found for this reference has the DOI {right}"] if right else []))


_LINE = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49. "
    "https://doi.org/10.1080/01442870120026853\n"
)
_THERE = {"DOI": "10.1080/01442870120026853", "title": "Wide Rivers"}

RULE = Rule(
    code="IDN803",
    name="doi-of-another-work",
    severity="error",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", _THERE, "", verdict="reject", differ="author title container-title")
            ),
            finds=(_LINE.strip(),),
            why="Nothing of that record is this work's.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", _THERE, "title", verdict="review")),
            why="Where it is not certain, nothing is said.",
        ),
    ),
)
