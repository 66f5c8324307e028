"""The records of an entry's work contradict each other.

## What it does

Where several records of one work were found, names the particulars in which they differ: volume,
issue, pages, year, number of authors. Years of appearance online and in print are no contradiction.

## Why it matters

Where the sources disagree, none of them may settle what the entry should say.

## Fix safety

Shown only, and nothing is changed on the word of one of them.

## Sources

The sources that were asked.
"""

from collections.abc import Callable, Iterator

from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import claims, found, years_of
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import field, named
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.value import Json
from joinedup_refs.notation import numbering
from joinedup_refs.notation import pages as page_notation


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose records disagree."""
    del context
    for entry, matches in found(document, evidence):
        told = [
            *(_disagreement(matches, variable) for variable in _WRITTEN),
            _years(matches),
        ]
        differing = [one for one in told if one]
        if differing:
            yield RULE.finding(
                f"The records of this work disagree: {'; '.join(differing)}.",
                entry.span,
                entries=(entry.id,),
            )


def _pages(value: Json) -> str:
    pages = page_notation.parse(str(value))
    return "–".join(page_notation.first_and_last(pages)) if pages else ""


def _volume(value: Json) -> str:
    return numbering.bare_volume(str(value))


def _issue(value: Json) -> str:
    return numbering.bare_issue(str(value))


def _authors(value: Json) -> str:
    number = len(value) if isinstance(value, list) else 0
    return {0: "", 1: "1 author"}.get(number, f"{number} authors")


_WRITTEN: dict[str, Callable[[Json], str]] = {
    "volume": _volume,
    "issue": _issue,
    "page": _pages,
    "author": _authors,
}


def _disagreement(matches: tuple[Match, ...], variable: str) -> str:
    """Say who has what, where that is not the same."""
    said: dict[str, str] = {}
    for claim in claims(matches, variable):
        written = _WRITTEN[variable](claim.value)
        if written:
            said.setdefault(written, named(claim.match))
    if len(said) < 2:
        return ""
    label = "" if variable == "author" else f"{field(variable)} "
    return ", ".join(f"{who} has {label}{what}" for what, who in said.items())


def _years(matches: tuple[Match, ...]) -> str:
    known = [(match, years_of(match.candidate)) for match in matches]
    known = [(match, years) for match, years in known if years]
    if len(known) < 2 or frozenset.intersection(*(years for _, years in known)):
        return ""
    if max(max(y) for _, y in known) - min(min(y) for _, y in known) <= 1:
        return ""  # one has the year online and the other that in print
    told = (f"{named(match)} has {', '.join(map(str, sorted(years)))}" for match, years in known)
    return ", ".join(told)


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="EVD005",
    name="source-conflict",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"page": "31-48"}), _match("r1", {"page": "31-49"}, source="library")
            ),
            finds=(_LINE.strip(),),
            why="Two records, two last pages.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"page": "31-49"}, years=(2000, 2001)),
                _match("r1", {"page": "31–49"}, years=(2001,), source="library"),
            ),
            why="A dash for a hyphen, and the year online beside that in print.",
        ),
    ),
)
