"""A citation has the year of an entry, and nearly its names.

## What it does

Names each place where the text cites a work by a name that is spelt a little otherwise in the list,
with the same year, when no other citation leads to that entry and no other entry can be meant.

## Why it matters

A misspelt name is not found by searching, and the author is credited under a name that is not
theirs.

## Fix safety

A best guess, in both directions, to change the text or to change the list: which spelling is right
the document cannot say, so neither is made for you. With a record of the work that has one of the
spellings, that direction is well supported: list and record against the text, or text and record
against the list, the latter only where at least three other fields agree with the record and the
record is of the work itself.

## Sources

An editorial in *Public Money & Management* (2016), which has Bennington in the text and Benington
in the list.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from joinedup_refs.check.clipped import is_clipped
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.order import folded
from joinedup_refs.check.pairing import OPEN, Paired, Verdict, claimed, judged, paired, told
from joinedup_refs.check.people import field_of, printed_people, recorded_people
from joinedup_refs.check.publisher import as_cited, link_reasons
from joinedup_refs.check.recorded import Claim
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix, Safety, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import name_to_csl
from joinedup_refs.notation.inflection import inflected, without_elision


class _Pair(NamedTuple):
    """A cited name that is not the list's, the author's place from 0, and the listed name."""

    cited: str
    number: int
    listed: str


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the citations whose names are not quite the list's."""
    del context
    for one in paired(document, "name"):
        # letters lost at the head of an entry are that entry's story
        if not is_clipped(document.reading(one.entry)[:400]):
            yield _told(document, one, evidence)


def _told(document: Document, one: Paired, evidence: Evidence | None) -> Finding:
    citation, entry = one
    reasons = (_only(document, entry), *link_reasons(document, citation))
    pair = _differing(citation, entry.reference.author or entry.reference.editor)
    shown = as_cited(document, citation)
    if pair is None:
        message = f"The names of {shown} are not those of the entry that it seems to mean."
        return told(RULE, one, message, reasons)
    cited, _, listed = pair
    verdict = _judged(entry, pair, evidence)
    reasons = (*verdict.reasons, *reasons)
    safety = verdict.safety_for("text")
    as_bent = min((listed, *inflected(listed)), key=lambda form: OSA.distance(cited, form))
    return told(
        RULE,
        one,
        f"The text has “{cited}” in {shown}; the list has “{listed}”.",
        reasons,
        wrong=verdict.wrong,
        to_list=_change_text(document, citation, cited, as_bent, safety),
        to_text=_change_list(document, entry, pair, reasons, verdict.safety_for("list"))
        if as_bent == listed  # what a sentence has bent cannot stand in the list
        else (),
    )


def _judged(entry: Entry, pair: _Pair, evidence: Evidence | None) -> Verdict:
    """Judge by the records that name everybody; one of the first author says nothing of others."""
    claims = claimed(evidence, entry, field_of(entry))
    said = [_name_at(claim, pair.number, entry) for claim in claims]
    if not all(said):
        return OPEN
    return judged(
        field_of(entry),
        claims,
        cited=pair.cited,
        listed=pair.listed,
        have=lambda name: [folded(name) in keys for keys in said],
        same=_same_people,
    )


def _same_people(one: Json, other: Json) -> bool:
    keys = [
        [names.family_key(name) for name in recorded_people({"author": value})]
        for value in (one, other)
    ]
    return keys[0] == keys[1]


def _name_at(claim: Claim, number: int, entry: Entry) -> frozenset[str]:
    """Give the spellings of the name that a record has in a place, all in the entry's order."""
    people = recorded_people(claim.match.candidate.item)
    if len(people) != len(printed_people(entry)):
        return frozenset()
    name = people[number]
    family = name.family if isinstance(name, Person) else _listed(name)
    return frozenset({folded(_listed(name)), folded(family)})


def _only(document: Document, entry: Entry) -> str:
    if any(c.link == "exact" for c in document.citing(entry.id)):
        return "no other entry of this year has nearly these names"
    return "only this citation and this entry fit each other"


def _listed(name: Name) -> str:
    match name:
        case Person():
            return " ".join(p for p in (name.dropping_particle, name.particle, name.family) if p)
        case Organization():
            return name.name
        case _:
            return name.text


def _differing(citation: Citation, people: tuple[Name, ...]) -> _Pair | None:
    """Give the one cited name that differs, and the author that it stands for."""
    differing: list[_Pair] = []
    for number, (cited, person) in enumerate(zip(citation.names, people, strict=False)):
        whole = _listed(person)
        family = person.family if isinstance(person, Person) else whole
        if folded(cited) not in {folded(whole), folded(family)}:
            near = family if _nearer(cited, family, whole) else whole
            bare = cited if isinstance(person, Person) else _bare(cited, near)
            differing.append(_Pair(bare, number, near))
    return differing[0] if len(differing) == 1 else None


def _bare(cited: str, listed: str) -> str:
    """Leave out the article that a sentence puts before a body's name."""
    first, _, rest = cited.partition(" ")
    article = first.islower() and rest and listed.partition(" ")[0].casefold() != first
    return without_elision(rest if article else cited)


def _nearer(cited: str, one: str, other: str) -> bool:
    return abs(len(one) - len(cited)) <= abs(len(other) - len(cited))


def _change_text(
    document: Document, citation: Citation, cited: str, listed: str, safety: Safety
) -> tuple[Fix, ...]:
    place = _place(document, citation.names_at or citation.at, cited)
    if place is None:
        return ()
    edit = AmendText(at=place, text=listed)
    return (Fix(title=f"Change the text to “{listed}”", safety=safety, edits=(edit,)),)


def _change_list(
    document: Document,
    entry: Entry,
    pair: _Pair,
    reasons: tuple[str, ...],
    safety: Safety,
) -> tuple[Fix, ...]:
    cited, number, listed = pair
    field = "author" if entry.reference.author else "editor"
    before = entry.origins.get(field)
    if not isinstance(before, Printed):
        return ()
    place = _place(document, before.at, listed)
    if place is None:
        return ()
    people = [
        _renamed(person, cited, listed) if n == number else person
        for n, person in enumerate(entry.reference.author or entry.reference.editor)
    ]
    origin = ByRule(code=RULE.code, witnesses=reasons, instead_of=before)
    edits = (
        AmendText(at=place, text=cited),
        SetField(
            entry=entry.id,
            field=field,
            value=[dict(name_to_csl(person)) for person in people],
            origin=origin,
        ),
    )
    return (Fix(title=f"Change the list to “{cited}”", safety=safety, edits=edits),)


def _renamed(person: Name, cited: str, listed: str) -> Name:
    match person:
        case Person():
            parts = {"family": cited}
            if person.family != listed:  # the spelling takes the particles in
                parts |= {"particle": "", "dropping_particle": ""}
            return person.model_copy(update=parts)
        case Organization():
            return person.model_copy(update={"name": cited})
        case _:
            return person.model_copy(update={"text": cited})


def _place(document: Document, within: Span, name: str) -> Span | None:
    reading = document.text.read(within)
    at = reading.text.find(name)
    return reading.printed(at, at + len(name)) if at >= 0 and name else None


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. and Benington, E. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)

_CLARK: Json = {"family": "Clark", "given": "Dee"}
_BENINGTON: Json = {"family": "Benington", "given": "Eve"}
_BENNINGTON: Json = {"family": "Bennington", "given": "Eve"}

RULE = Rule(
    code="CIT204",
    name="citation-name-mismatch",
    inputs="prose",
    severity="error",
    check=check,
    examples=(
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Bennington "
            "(2003)." + _LIST,
            finds=("Clark and Bennington (2003)",),
            after="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Benington "
            "(2003)." + _LIST,
            safety="unsafe",
            why="One letter apart, the same year, and nothing else cites that entry.",
        ),
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Bennington "
            "(2003)." + _LIST,
            evidence=_evidence(_match("r3", {"author": [_CLARK, _BENINGTON]}, "author title")),
            finds=("Clark and Bennington (2003)",),
            after="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Benington "
            "(2003)." + _LIST,
            safety="evident",
            why="The list and a record agree against the text.",
        ),
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Bennington "
            "(2003)." + _LIST,
            evidence=_evidence(
                _match("r3", {"author": [_CLARK, _BENNINGTON]}, "title container-title volume")
            ),
            finds=("Clark and Bennington (2003)",),
            after="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Bennington "
            "(2003)." + _LIST.replace("Benington", "Bennington"),
            safety="evident",
            why="The text and a record agree against the list.",
        ),
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Bennington "
            "(2003)." + _LIST,
            evidence=_evidence(_match("r3", {"author": [_CLARK]}, "author title volume page")),
            finds=("Clark and Bennington (2003)",),
            after="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Benington "
            "(2003)." + _LIST,
            safety="unsafe",
            why="A record of the first author alone does not decide it.",
        ),
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Benington "
            "(2003)." + _LIST,
            why="The names agree.",
        ),
    ),
)
