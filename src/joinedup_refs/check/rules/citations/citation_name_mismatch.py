"""A citation has the year of an entry, and nearly its names.

## What it does

Names each place where the text cites a work by a name that is spelt a little otherwise in the list,
with the same year, when no other citation leads to that entry and no other entry can be meant.

## Why it matters

A misspelt name is not found by searching, and the author is credited under a name that is not
theirs.

## Fix safety

Both directions are offered, to change the text or to change the list. Which spelling is right the
document cannot say, so neither is made for you.

## Sources

An editorial in *Public Money & Management* (2016), which has Bennington in the text and Benington
in the list.
"""

from collections.abc import Iterator

from joinedup_refs.check.clipped import is_clipped
from joinedup_refs.check.order import folded
from joinedup_refs.check.publisher import as_cited, link_reasons
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.text import Span
from joinedup_refs.notation.csl import name_to_csl


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the citations whose names are not quite the list's."""
    del evidence, context
    entries = {entry.id: entry for entry in document.entries}
    for citation in document.citations:
        if citation.link != "paired" or citation.differs != "name":
            continue
        entry = entries.get(citation.references[0]) if citation.references else None
        # letters lost at the head of an entry are that entry's story
        if entry is not None and not is_clipped(document.reading(entry)[:400]):
            yield _told(document, citation, entry)


def _told(document: Document, citation: Citation, entry: Entry) -> Finding:
    reasons = (_only(document, entry), *link_reasons(document, citation))
    pair = _differing(citation, entry.reference.author or entry.reference.editor)
    if pair is None:
        return RULE.finding(
            f"The names of {as_cited(document, citation)} are not those of the entry that it "
            "seems to mean.",
            citation.at,
            related=(entry.span,),
            entries=(entry.id,),
            reasons=reasons,
        )
    cited, number, listed = pair
    return RULE.finding(
        f"The text has “{cited}” in {as_cited(document, citation)}; the list has “{listed}”.",
        citation.at,
        related=(entry.span,),
        entries=(entry.id,),
        reasons=reasons,
        fixes=(
            *_change_text(document, citation, cited, listed),
            *_change_list(document, entry, number, cited, listed, reasons),
        ),
    )


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


def _differing(citation: Citation, people: tuple[Name, ...]) -> tuple[str, int, str] | None:
    """Give the one cited name that differs, and the author that it stands for."""
    differing: list[tuple[str, int, str]] = []
    for number, (cited, person) in enumerate(zip(citation.names, people, strict=False)):
        whole = _listed(person)
        family = person.family if isinstance(person, Person) else whole
        if folded(cited) not in {folded(whole), folded(family)}:
            near = family if _nearer(cited, family, whole) else whole
            differing.append((cited, number, near))
    return differing[0] if len(differing) == 1 else None


def _nearer(cited: str, one: str, other: str) -> bool:
    return abs(len(one) - len(cited)) <= abs(len(other) - len(cited))


def _change_text(
    document: Document, citation: Citation, cited: str, listed: str
) -> tuple[Fix, ...]:
    place = _place(document, citation.names_at or citation.at, cited)
    if place is None:
        return ()
    edit = AmendText(at=place, text=listed)
    return (Fix(title=f"Change the text to “{listed}”", safety="unsafe", edits=(edit,)),)


def _change_list(
    document: Document,
    entry: Entry,
    number: int,
    cited: str,
    listed: str,
    reasons: tuple[str, ...],
) -> tuple[Fix, ...]:
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
    return (Fix(title=f"Change the list to “{cited}”", safety="unsafe", edits=edits),)


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

RULE = Rule(
    code="CIT204",
    name="citation-name-mismatch",
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
            text="Much is joint (Adams, 2001), said Brown (2002); but see Clark and Benington "
            "(2003)." + _LIST,
            why="The names agree.",
        ),
    ),
)
