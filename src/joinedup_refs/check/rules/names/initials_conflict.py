"""The initials of an author are not those of the record.

## What it does

Holds the initials of each author against the record of the same family name. Fewer initials than
the record has are no conflict; nor is an initial that stands further on in the record's. Where only
a record of another work by the same people is at hand, its names are shown.

## Why it matters

Initials tell people of one family name apart. With wrong ones the author is credited as somebody
else.

## Fix safety

Well supported where the record is of this work whatever its authors' initials, at least three other
fields agreeing, and no other source contradicts it. A best guess where a short name may explain the
difference (Bob, Robert), where the record says less than the list (one initial for a name written
out), or where the record has the name by circumstance only. A record of another
work by the same people is shown and changes nothing.

## Sources

Crossref's metadata schema, `author`; CSL 1.0.2, name variables.
"""

from collections.abc import Iterable, Iterator

from joinedup_refs.check.amending import replaced
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.people import (
    Pair,
    field_of,
    given_put,
    initials_as_listed,
    letters,
    likeness,
    may_be_short_name,
    others_work,
    pairs,
    printed_people,
)
from joinedup_refs.check.recorded import Claim, accepted, claims, support
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, reasons, says
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Edit, Fix, Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names, persons
from joinedup_refs.notation.csl import name_to_csl


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose authors have other initials in their record."""
    del context
    for entry in document.entries if evidence is not None else ():
        if evidence is None or not printed_people(entry):
            continue
        told = claims(accepted(evidence, entry.id), field_of(entry))
        told = told or claims(accepted(evidence, entry.id), "editor")
        if told:
            differing = [_conflicts(entry, claim) for claim in told]
            if all(differing):
                yield _told(document, entry, told)
        else:
            yield from _elsewhere(entry, evidence)


def _conflicts(entry: Entry, claim: Claim) -> tuple[Pair, ...]:
    found = pairs(entry, claim.match.candidate.item)
    return tuple(pair for pair in found if likeness(pair) == "conflict")


def _told(document: Document, entry: Entry, told: tuple[Claim, ...]) -> Finding:
    chosen = support(told, "author", _same_initials, compared=False)
    claim = chosen[0] if chosen else told[0]
    wrong = _conflicts(entry, claim)
    shown = _listed(pair.recorded for pair in wrong)
    because = reasons(claim, field_of(entry), shown)
    fixes = _fixes(document, entry, wrong, chosen[1], because) if chosen else ()
    printed = _listed(pair.printed for pair in wrong)
    who = f"the record has {shown}" if fixes else says(claim, field_of(entry), shown)
    return RULE.finding(
        f"The list has {printed}; {who}.",
        entry.span,
        entries=(entry.id,),
        reasons=because if fixes else (),
        fixes=fixes,
    )


def _fixes(
    document: Document,
    entry: Entry,
    wrong: tuple[Pair, ...],
    safety: Safety,
    because: tuple[str, ...],
) -> tuple[Fix, ...]:
    people = list(printed_people(entry))
    edits: list[Edit] = []
    for pair in wrong:
        short = persons.is_all_initials(pair.printed.given)
        recorded = pair.recorded.given
        given = initials_as_listed(document, recorded) if short else recorded
        edit = given_put(document, entry, pair.printed, given)
        if edit is None:
            return ()
        edits.append(edit)
        people[pair.number] = pair.printed.model_copy(update={"given": given})
        if may_be_short_name(pair) or _says_less(pair):
            safety = "unsafe"
    value: Json = [name_to_csl(person) for person in people]
    setting = replaced(entry, field_of(entry), value, RULE.code, because)
    if setting is None:
        return ()
    changed = "; ".join(names.inverted(people[pair.number]) for pair in wrong)
    return (Fix(title=f"Write {changed}", safety=safety, edits=(*edits, setting)),)


def _says_less(pair: Pair) -> bool:
    """Whether the record has an initial where the list has a name or several initials."""
    printed, recorded = letters(pair.printed.given), letters(pair.recorded.given)
    spelt = not persons.is_all_initials(pair.printed.given)
    return len(recorded) < len(printed) or (spelt and persons.is_all_initials(pair.recorded.given))


def _elsewhere(entry: Entry, evidence: Evidence) -> Iterator[Finding]:
    """Show what a record of another work by the same people has."""
    for match in others_work(evidence, entry):
        found = pairs(entry, match.candidate.item)
        wrong = [pair for pair in found if likeness(pair) == "conflict"]
        if wrong:
            printed = _listed(pair.printed for pair in wrong)
            shown = _listed(pair.recorded for pair in wrong)
            yield RULE.finding(
                f"The list has {printed}; another work by these people has {shown} "
                f"({named(match)}).",
                entry.span,
                entries=(entry.id,),
            )
            return


def _listed(people: Iterable[Person]) -> str:
    return " and ".join(names.display(person) for person in people)


def _same_initials(one: Json, other: Json) -> bool:
    return _given(one) == _given(other)


def _given(value: Json) -> tuple[str, ...]:
    people = value if isinstance(value, list) else []
    given = (str(p.get("given", "")) if isinstance(p, dict) else "" for p in people)
    return tuple(names.initials_of(g)[:1].casefold() for g in given)


_LINE = "Adams, B. and Cole, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_COLE: Json = {"family": "Cole", "given": "Dora"}
_OTHER_WORK: dict[str, Json] = {
    "title": "Wide Care",
    "author": [{"family": "Adams", "given": "Jane"}, _COLE, {"family": "Finch", "given": "Edna"}],
}

RULE = Rule(
    code="NAM302",
    name="initials-conflict",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "Jane M."}, _COLE]})
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("B.", "J. M."),
            values={
                "r1": {
                    "author": [
                        {"family": "Adams", "given": "J. M."},
                        {"family": "Cole", "given": "D."},
                    ]
                }
            },
            safety="evident",
            why="The record of this work has another Adams.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "William"}, _COLE]})
            ),
            finds=(_LINE.strip(),),
            after=_LINE.replace("B.", "W."),
            safety="unsafe",
            why="B. may be Bill.",
        ),
        Example(
            text=_LINE.replace("B.", "Beatrice"),
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "J."}, _COLE]})
            ),
            finds=(_LINE.strip().replace("B.", "Beatrice"),),
            after=_LINE.replace("B.", "J."),
            safety="unsafe",
            why="The record has less than the list, which is not given up for it.",
        ),
        Example(
            text=_LINE.replace(" and Cole, D.", ", Cole, D. and Finch, E."),
            list_only=True,
            evidence=_evidence(_match("r1", _OTHER_WORK, "author", verdict="reject")),
            finds=(_LINE.strip().replace(" and Cole, D.", ", Cole, D. and Finch, E."),),
            why="Another work by the same three people: shown and no more.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"author": [{"family": "Adams", "given": "Bea R."}, _COLE]})
            ),
            why="The record has more initials, not other ones.",
        ),
    ),
)
