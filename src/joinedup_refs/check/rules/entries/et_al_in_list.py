"""An entry stops before its last author, with *et al.* in place of the others.

## What it does

Says once for a list which entries end their authors or editors with *et al.*, *u. a.*, *and others*
or the like. With a record of the work at hand it says for each entry whose names are missing. It is
a note where the list does so by rule, always after the same number of names (three or more).

## Why it matters

Some styles ask for it; others, and most data bases, want every author. The names that are not
printed are in no record that is made of the list: BibTeX and BibLaTeX get `and others`, CSL-JSON a
mark under `custom`, other formats a line in their note.

## Fix safety

Shown only without a record. With one, well supported, and made: the names that the record has
beyond the printed ones are filled in, in the records; the list keeps its *et al.* The record must
be accepted on at least three other fields, and begin with the printed names.

## Sources

ICMJE/NLM, *Citing Medicine* (six names, then et al.); BibTeX's `and others`.
"""

from collections import Counter
from collections.abc import Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.people import recorded_people
from joinedup_refs.check.recorded import Claim, accepted, claims, filling
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, otherwise
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json
from joinedup_refs.notation import and_others, names
from joinedup_refs.notation.csl import name_to_csl

_BY_RULE = 3  # entries, and names before et al., from which on the list has a rule
_SHARE = 0.9
_NAMED = 4  # people named in a message


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries with et al., those with a record each by itself."""
    del context
    cut = [entry for entry in document.entries if entry.reference.and_others]
    bare: list[Entry] = []
    for entry in cut:
        finding = _filled(document, entry, evidence) if evidence is not None else None
        if finding is None:
            bare.append(entry)
        else:
            yield finding
    if bare:
        yield _told_together(document, bare, _rule_of(document, cut))


def _told_together(document: Document, entries: list[Entry], after: int) -> Finding:
    places = [_place(entry) for entry in entries]
    how_many = "One entry gives" if len(entries) == 1 else f"{len(entries)} entries give"
    by_rule = f", after {after} names, as some styles ask" if after else ""
    finding = RULE.finding(
        f"{how_many} up further authors or editors for “{_sign(document, places[0])}”{by_rule}; "
        "what is exported names only those printed.",
        places[0],
        related=places[1:],
        entries=[entry.id for entry in entries],
    )
    return finding.model_copy(update={"severity": "note"}) if after else finding


def _place(entry: Entry) -> Span:
    origin = entry.origins.get("custom")
    return origin.at if isinstance(origin, Printed) else entry.span


def _sign(document: Document, at: Span) -> str:
    said = document.text.read(at).text.strip(" ,;:()[]")
    return f"{said}." if said.endswith((" al", " a")) else said


def _rule_of(document: Document, cut: list[Entry]) -> int:
    """Give the number of names after which the list stops by rule; 0 where it has no such rule."""
    counts = Counter(len(e.reference.author) for e in cut if "author" in e.reference.and_others)
    after, times = counts.most_common(1)[0] if counts else (0, 0)
    if after < _BY_RULE or times < max(_BY_RULE, _SHARE * counts.total()):
        return 0
    longer = sum(len(entry.reference.author) > after + 1 for entry in document.entries)
    return after if longer <= (1 - _SHARE) * len(document.entries) else 0


def _filled(document: Document, entry: Entry, evidence: Evidence) -> Finding | None:
    """Fill in the people whom an accepted record has beyond the printed ones."""
    for field in entry.reference.and_others:
        printed: tuple[Name, ...] = getattr(entry.reference, field, ())
        told = tuple(
            claim
            for claim in claims(accepted(evidence, entry.id), field)
            if _goes_on(printed, claim, field)
        )
        chosen = filling(told, field, _same_people)
        if chosen is None:
            continue
        claim, safety = chosen
        more = _people(claim.value)[len(printed) :]
        left = [v for v in entry.reference.and_others if v != field]
        custom = and_others.custom_with(entry.reference.other.get("custom"), left)
        value: list[Json] = [name_to_csl(name) for name in (*printed, *more)]
        fix = Fix(
            title=f"Fill in {_listed(more)}",
            safety=safety,
            edits=(
                SetField(entry=entry.id, field=field, value=value, origin=claim.origin),
                SetField(entry=entry.id, field="custom", value=custom, origin=claim.origin),
            ),
        )
        place = _place(entry)
        return RULE.finding(
            f"“{_sign(document, place)}” stands for {_listed(more)}.",
            place,
            entries=(entry.id,),
            reasons=filter(
                None, (f"{named(claim.match)} names them", otherwise(claim.match, field))
            ),
            fixes=(fix,),
        )
    return None


def _goes_on(printed: tuple[Name, ...], claim: Claim, field: str) -> bool:
    """Whether a record begins with the printed people, has more, and is not cut short itself."""
    recorded = _people(claim.value)
    known = all(isinstance(name, (Person, Organization)) for name in recorded)
    whole = field not in and_others.of(claim.match.candidate.item)
    same = all(
        names.family_key(one) == names.family_key(other)
        for one, other in zip(printed, recorded, strict=False)
    )
    return bool(printed) and known and whole and same and len(recorded) > len(printed)


def _people(value: Json) -> tuple[Name, ...]:
    return recorded_people({"author": value})


def _same_people(one: Json, other: Json) -> bool:
    return list(map(names.family_key, _people(one))) == list(map(names.family_key, _people(other)))


def _listed(people: tuple[Name, ...]) -> str:
    told = [names.display(name) for name in people[:_NAMED]]
    rest = len(people) - len(told)
    if rest:
        return f"{', '.join(told)} and {rest} more"
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


_LINE = "Adams, B., et al. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_PEOPLE: list[Json] = [
    {"family": "Adams", "given": "Beth"},
    {"family": "Cole", "given": "Tom"},
    {"family": "Dunn", "given": "Eve"},
]
_RECORD: dict[str, Json] = {"title": "Joint plans", "author": _PEOPLE}

RULE = Rule(
    code="LST107",
    name="et-al-in-list",
    inputs="prose",
    phase="structure",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE + "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n",
            list_only=True,
            finds=("et al",),
            values={"r1": {"custom": {"and-others": ["author"]}}},
            why="The mark is kept for records; without one nobody knows the names.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", _RECORD, "title container-title volume page")),
            finds=("et al",),
            safety="evident",
            values={
                "r1": {
                    "author": [{"family": "Adams", "given": "B."}, *_PEOPLE[1:]],
                    "custom": None,
                }
            },
            why="The record begins with the printed author and goes on.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", _RECORD | {"author": _PEOPLE[1:]}, "title container-title volume")
            ),
            finds=("et al",),
            why="A record that begins with somebody else fills in nothing.",
        ),
        Example(
            text=(
                "Alvarado, E. and Alten, F. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Brown, C., Etal, J. and Cole, R. (2002), Joint teams. Policy Studies, 23, 1, "
                "pp. 1–9.\n"
            ),
            list_only=True,
            why="Names that look like it.",
        ),
    ),
)
