"""Given names of an entry beside those of its record: what is told of them, and what is written."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from joinedup_refs.check.amending import replaced
from joinedup_refs.check.people import (
    Pair,
    field_of,
    given_put,
    initials_as_listed,
    others_work,
    pairs,
    printed_people,
)
from joinedup_refs.check.recorded import Claim, accepted, claims
from joinedup_refs.check.rule import Rule
from joinedup_refs.check.witnesses import named, reasons, says
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Edit, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names, persons
from joinedup_refs.notation.csl import name_to_csl


class Written(NamedTuple):
    """People of an entry with other given names, and the edits that write them."""

    people: tuple[Person, ...]
    """Those whose names change, as the list has them then."""
    recorded: tuple[Person, ...]
    """The same as the record that is made of the entry has them."""
    edits: tuple[Edit, ...]


def claimed(
    document: Document, evidence: Evidence | None
) -> Iterator[tuple[Entry, Evidence, tuple[Claim, ...]]]:
    """Give the entries that print names, with what the records accepted for each say of them."""
    for entry in document.entries if evidence is not None else ():
        if evidence is not None and printed_people(entry):
            matches = accepted(evidence, entry.id)
            told = claims(matches, field_of(entry)) or claims(matches, "editor")
            yield entry, evidence, told


def differing(entry: Entry, claim: Claim, differs: Callable[[Pair], bool]) -> tuple[Pair, ...]:
    """Give the people of whom `differs` holds, beside those of a record."""
    return tuple(filter(differs, pairs(entry, claim.match.candidate.item)))


def told(
    rule: Rule,
    entry: Entry,
    claim: Claim,
    people: tuple[Pair, ...],
    fixes: Callable[[tuple[str, ...]], tuple[Fix, ...]],
) -> Finding:
    """Tell what the list has and what the record has; `fixes` makes fixes out of the reasons."""
    shown = _listed(pair.recorded for pair in people)
    because = reasons(claim, field_of(entry), shown)
    made = fixes(because)
    who = f"the record has {shown}" if made else says(claim, field_of(entry), shown)
    return rule.finding(
        f"The list has {_listed(pair.printed for pair in people)}; {who}.",
        entry.span,
        entries=(entry.id,),
        reasons=because if made else (),
        fixes=made,
    )


def elsewhere(
    rule: Rule, entry: Entry, evidence: Evidence, differs: Callable[[Pair], bool]
) -> Iterator[Finding]:
    """Show what a record of another work by the same people has, and no more."""
    for match in others_work(evidence, entry):
        people = tuple(filter(differs, pairs(entry, match.candidate.item)))
        if people:
            yield rule.finding(
                f"The list has {_listed(pair.printed for pair in people)}; another work by these "
                f"people has {_listed(pair.recorded for pair in people)} ({named(match)}).",
                entry.span,
                entries=(entry.id,),
            )
            return


def written(
    document: Document,
    entry: Entry,
    people: Iterable[Pair],
    *,
    code: str,
    because: tuple[str, ...],
    whole: bool = False,
) -> Written | None:
    """Write the given names of records, as initials where the list has initials.

    With `whole` the record that is made of the entry has them whole. None where the place of one in
    the list is not plain.
    """
    everyone = list(printed_people(entry))
    changed: list[Person] = []
    recorded_as: list[Person] = []
    edits: list[Edit] = []
    for pair in people:
        recorded = pair.recorded.given
        short = persons.is_all_initials(pair.printed.given)
        given = initials_as_listed(document, recorded) if short else recorded
        edit = given_put(document, entry, pair.printed, given)
        if edit is None:
            return None
        edits.append(edit)
        as_listed = pair.printed.model_copy(update={"given": given})
        changed.append(as_listed)
        in_full = as_listed.model_copy(update={"given": recorded}) if whole else as_listed
        recorded_as.append(in_full)
        everyone[pair.number] = in_full
    value: Json = [name_to_csl(name) for name in everyone]
    setting = replaced(entry, field_of(entry), value, code, because)
    if setting is None or not edits:
        return None
    return Written(tuple(changed), tuple(recorded_as), (*edits, setting))


def _listed(people: Iterable[Person]) -> str:
    return " and ".join(names.display(person) for person in people)
