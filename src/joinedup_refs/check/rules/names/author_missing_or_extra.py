"""An entry and its record do not have the same authors.

## What it does

Names the authors that the record has and the entry lacks, and the other way round; and those who
are on the title page in another role (“with”). Family names are compared, slips of one letter
aside. Silent where the entry stops with et al., where the record names its first author alone, as
short records do, and where several records do not agree among themselves.

## Why it matters

An author left out gets no credit, and the work is not found under that name.

## Fix safety

Shown only: whether somebody counts as an author, title pages and catalogues see differently.

## Sources

Crossref's metadata schema, `author`; CSL 1.0.2, `contributor`.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.people import field_of, printed_people, recorded_people
from joinedup_refs.check.recorded import Claim, claims, found
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, says
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Name, Person, Verbatim
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names, persons
from joinedup_refs.notation.csl import name_from_csl

_SLIP = 84  # likeness, of 100, from which two family names are one with a slip of the pen
_NAMED = 4  # people named in a message
_MANY = 7  # authors, from which styles leave some out


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries with other authors than their record."""
    del context
    for entry, matches in found(document, evidence):
        if not printed_people(entry) or not _is_whole(document, entry):
            continue
        told = claims(matches, "author")
        told = told or claims(matches, "editor")
        counts = {len(recorded_people(claim.match.candidate.item)) for claim in told}
        finding = _told(document, entry, told[0]) if len(counts) == 1 else None
        if finding is not None:
            yield finding
            continue
        yield from _with(entry, claims(matches, "contributor"))


def _is_whole(document: Document, entry: Entry) -> bool:
    origin = entry.origins.get(field_of(entry))
    end = origin.at.end if isinstance(origin, Printed) else entry.span.start
    head = document.text.printed[entry.span.start : end + 20].casefold()
    marks = ("et al", "and others", "u. a.", "…", "...")
    known = not any(isinstance(name, Verbatim) for name in printed_people(entry))
    return known and not any(mark in head for mark in marks)


def _told(document: Document, entry: Entry, claim: Claim) -> Finding | None:
    printed, recorded = printed_people(entry), recorded_people(claim.match.candidate.item)
    # among people, a record's bodies are most often where they work
    missing = [n for n in recorded if isinstance(n, Person) and not _stands_in(n, printed)]
    extra = [n for n in printed if not _stands_in(n, recorded) and not _is_given(n, recorded)]
    reading = persons.folded(document.reading(entry))
    if any(names.family_key(name) in reading for name in missing):
        return None  # the name stands there and was not read as one
    shortened = (len(recorded) == 1 and len(printed) > 1) or (len(recorded) >= _MANY and not extra)
    if shortened or (missing and extra) or not (missing or extra):
        return None  # with both, names are written otherwise rather than missing
    who = _listed(missing or extra)
    record = named(claim.match)
    return RULE.finding(
        f"The list leaves out {who}; {record} has them."
        if missing
        else f"The list has {who}; {record} does not.",
        entry.span,
        entries=(entry.id,),
    )


def _with(entry: Entry, told: tuple[Claim, ...]) -> Iterator[Finding]:
    for claim in told:
        people = claim.value if isinstance(claim.value, list) else []
        known = [name for name in map(name_from_csl, people) if name is not None]
        others = [name for name in known if not _stands_in(name, printed_people(entry))]
        if others:
            who = _listed(others)
            yield RULE.finding(
                f"Beside the authors, {says(claim, 'contributor', who)}; the list does not.",
                entry.span,
                entries=(entry.id,),
            )
            return


def _is_given(name: Name, others: tuple[Name, ...]) -> bool:
    """Whether what was read as a name is too short for one, or somebody's given name."""
    own = names.family_key(name)
    given = {names.family_key(n.given) for n in others if isinstance(n, Person)}
    return len(own) < 3 or own in given


def _listed(people: Sequence[Name]) -> str:
    told = [names.display(name) for name in people[:_NAMED]]
    rest = len(people) - len(told)
    if rest:
        return f"{', '.join(told)} and {rest} more"
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _stands_in(name: Name, others: tuple[Name, ...]) -> bool:
    own = names.family_key(name)
    return any(_one_name(own, names.family_key(other)) for other in others)


def _one_name(one: str, other: str) -> bool:
    if one == other or one.endswith(f" {other}") or other.endswith(f" {one}"):
        return True
    return (
        one.startswith(f"{other} ")
        or other.startswith(f"{one} ")
        or fuzz.ratio(one, other) >= _SLIP
    )


_LINE = "Adams, B. and Cole, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_TWO: list[Json] = [{"family": "Adams", "given": "Bea"}, {"family": "Cole", "given": "Dora"}]
_THIRD: Json = {"family": "Finch", "given": "Mike"}

RULE = Rule(
    code="NAM304",
    name="author-missing-or-extra",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"author": [*_TWO, _THIRD]})),
            finds=(_LINE.strip(),),
            why="The record has a third author.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"author": _TWO, "contributor": [_THIRD]})),
            finds=(_LINE.strip(),),
            why="The title page has somebody who helped.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"author": _TWO})),
            why="The same two.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"author": _TWO[:1]})),
            why="A record of the first author alone.",
        ),
    ),
)
