"""An author has fewer given names or initials than in the record.

## What it does

Names the authors for whom the record of the work has further given names, or a fuller family name.
Titles such as Professor, which some records keep in a name, are left out. Where only a record of
another work by the same people is at hand, a fuller family name in it is shown.

## Why it matters

Further initials tell people of a common name apart. Many lists leave them out on purpose, so this
is an offer and no complaint.

## Fix safety

Always a best guess: the given names are offered, and written as initials where the list has
initials.

## Sources

Crossref's metadata schema, `author`; CSL 1.0.2, name variables.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import replaced
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.people import (
    Pair,
    field_of,
    given_put,
    initials_as_listed,
    likeness,
    others_work,
    pairs,
    printed_people,
)
from joinedup_refs.check.recorded import Claim, accepted, claims
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, reasons, says
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Edit, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names, persons
from joinedup_refs.notation.csl import name_to_csl


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose record has fuller names."""
    del context
    for entry in document.entries if evidence is not None else ():
        if evidence is None or not printed_people(entry):
            continue
        told = claims(accepted(evidence, entry.id), field_of(entry))
        told = told or claims(accepted(evidence, entry.id), "editor")
        told = tuple(claim for claim in told if claim.standing != "list")
        if told:
            yield from _offered(document, entry, told[0])
        else:
            yield from _elsewhere(entry, evidence)


def _offered(document: Document, entry: Entry, claim: Claim) -> Iterator[Finding]:
    found = pairs(entry, claim.match.candidate.item)
    short = tuple(pair for pair in found if likeness(pair) == "incomplete")
    if not short:
        return
    shown = " and ".join(names.display(pair.recorded) for pair in short)
    because = reasons(claim, field_of(entry), shown)
    printed = " and ".join(names.display(pair.printed) for pair in short)
    fixes = _fixes(document, entry, short, because)
    who = f"the record has {shown}" if fixes else says(claim, field_of(entry), shown)
    yield RULE.finding(
        f"The list has {printed}; {who}.",
        entry.span,
        entries=(entry.id,),
        reasons=because if fixes else (),
        fixes=fixes,
    )


def _fixes(
    document: Document, entry: Entry, short: tuple[Pair, ...], because: tuple[str, ...]
) -> tuple[Fix, ...]:
    people = list(printed_people(entry))
    edits: list[Edit] = []
    for pair in short:
        if pair.fuller:  # which of the words are the family name, a record alone does not settle
            continue
        initials = persons.is_all_initials(pair.printed.given)
        recorded = pair.recorded.given
        given = initials_as_listed(document, recorded) if initials else recorded
        edit = given_put(document, entry, pair.printed, given)
        if edit is None:
            return ()
        edits.append(edit)
        people[pair.number] = pair.printed.model_copy(update={"given": recorded})
    value: Json = [name_to_csl(person) for person in people]
    setting = replaced(entry, field_of(entry), value, RULE.code, because)
    if setting is None or not edits:
        return ()
    told = (names.inverted(people[pair.number]) for pair in short if not pair.fuller)
    title = f"Give the whole name: {'; '.join(told)}"
    return (Fix(title=title, safety="unsafe", edits=(*edits, setting)),)


def _elsewhere(entry: Entry, evidence: Evidence) -> Iterator[Finding]:
    for match in others_work(evidence, entry):
        fuller = [pair for pair in pairs(entry, match.candidate.item) if pair.fuller]
        if fuller:
            printed = " and ".join(names.display(pair.printed) for pair in fuller)
            shown = " and ".join(names.display(pair.recorded) for pair in fuller)
            yield RULE.finding(
                f"The list has {printed}; another work by these people has {shown} "
                f"({named(match)}).",
                entry.span,
                entries=(entry.id,),
            )
            return


_LINE = "Adams, B. and Cole, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_COLE: Json = {"family": "Cole", "given": "Dora"}

RULE = Rule(
    code="NAM303",
    name="initials-incomplete",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams Professor", "given": "Bea R."}, _COLE]})
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("B.", "B. R."),
            values={
                "r1": {
                    "author": [
                        {"family": "Adams", "given": "Bea R."},
                        {"family": "Cole", "given": "D."},
                    ]
                }
            },
            safety="unsafe",
            why="A second given name; the title in the record is no part of the name.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "Bea"}, _COLE]})
            ),
            why="A given name written out where the list has its initial.",
        ),
    ),
)
