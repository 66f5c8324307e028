"""An entry does not say under which licence its work stands, and its record does.

## What it does

Fills in the open licence that the record of the work names, such as `CC BY 4.0`. It runs only when
it is asked for: `--add licence`. Terms of a publisher that are no open licence are not taken for
one.

## Why it matters

A licence says what may be done with a work beyond reading it, and funders ask for it.

## Fix safety

Well supported where at least three fields agree with the record; a best guess otherwise. Nothing
that is printed changes. Where records name different licences, it is told who names which, and none
of them is filled in.

## Sources

Crossref, DataCite, OpenAlex, Europe PMC, and files of records.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import filled
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import Claim, claims, filling, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import reasons, says
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.value import Json
from joinedup_refs.notation import licences


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Give the entries the licence that their records name."""
    del context
    for entry, matches in found(document, evidence):
        told = [c for c in claims(matches, "license") if licences.parse(str(c.value))]
        if not told or "license" in entry.reference.other:
            continue
        told.sort(key=lambda claim: not _licence(claim.value).version)
        chosen = filling(told, "license", _same)
        if chosen is None:
            yield RULE.finding(
                "The records of this work name different licences.",
                entry.span,
                entries=(entry.id,),
                reasons=(says(claim, "license", _name(claim)) for claim in told),
            )
            continue
        claim, safety = chosen
        fix = Fix(
            title=f"Fill in the licence {_name(claim)}",
            safety=safety,
            edits=(filled(entry, "license", claim, _name(claim)),),
        )
        yield RULE.finding(
            f"The record of this work names its licence: {_name(claim)}.",
            entry.span,
            entries=(entry.id,),
            reasons=reasons(claim, "license", "this licence"),
            fixes=(fix,),
        )


def _licence(value: Json) -> licences.Licence:
    return licences.parse(str(value)) or licences.Licence("")


def _name(claim: Claim) -> str:
    return licences.format(_licence(claim.value))


def _same(one: Json, other: Json) -> bool:
    return licences.same(_licence(one), _licence(other))


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="ADD002",
    name="licence-missing",
    severity="note",
    check=check,
    by_default=False,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"license": "CC BY 4.0"})),
            finds=(_LINE.strip(),),
            after=_LINE,
            values={"r1": {"license": "CC BY 4.0"}},
            safety="evident",
            why="The printed list stays as it is.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"license": "CC BY"}),
                _match("r1", {"license": "CC BY 4.0"}, source="library"),
            ),
            finds=(_LINE.strip(),),
            values={"r1": {"license": "CC BY 4.0"}},
            safety="evident",
            why="One record says more than the other.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"license": "CC BY 4.0"}),
                _match("r1", {"license": "CC BY-NC 4.0"}, source="library"),
            ),
            finds=(_LINE.strip(),),
            why="Two licences: both are told, and neither is filled in.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"license": "https://example.org/terms"})),
            why="A publisher's terms are no open licence.",
        ),
    ),
)
