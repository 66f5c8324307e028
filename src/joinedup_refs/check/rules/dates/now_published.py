"""A work that the list calls forthcoming has appeared, or a preprint was published.

## What it does

Names the entries with *in press*, *forthcoming* or the like in place of a year, where the record
found for them has volume or pages; and preprints of which the record of the published article was
met, with the same title and people. What is only in preparation is never taken for something that
appeared.

## Why it matters

A reader can look the article up now; and a work in press is cited by a year that no one else uses.

## Fix safety

Well supported where the record was accepted on at least three other fields and no other source
contradicts it: the year takes the place of the promise, in the list and where the text cites the
entry, and volume, issue and pages are filled in, in the records. A best guess where another entry
of the same first author has that year, since the two may need letters. For a preprint it is shown
only: it may be the preprint that was read.

## Sources

Crossref's metadata schema, `issued` and `relation`; CSL 1.0.2, `status`.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import filled, replaced
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.people import printed_people
from joinedup_refs.check.recorded import Claim, accepted, claims, filling, issued_year, support
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, otherwise, reasons
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.reference import Preprint
from joinedup_refs.model.text import Span
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names

_PLACES = ("volume", "issue", "page")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries that have appeared since."""
    del context
    for entry in document.entries if evidence is not None else ():
        issued = entry.reference.issued
        if evidence is None:
            return
        if isinstance(issued, Date) and issued.forthcoming and issued.year is None:
            told = claims(accepted(evidence, entry.id), "issued")
            told = tuple(claim for claim in told if _is_placed(claim.match))
            if told:
                yield _appeared(document, entry, issued, told)
        elif isinstance(entry.reference, Preprint):
            yield from _published(entry, evidence)


def _is_placed(match: Match) -> bool:
    return any(match.candidate.item.get(variable) for variable in ("volume", "page"))


def _appeared(document: Document, entry: Entry, issued: Date, told: tuple[Claim, ...]) -> Finding:
    chosen = support(told, "issued", _same_year)
    claim = chosen[0] if chosen else told[0]
    year = claim.match.candidate.print_year or issued_year(claim.match.candidate.item)
    because = reasons(claim, "issued", str(year))
    fixes: tuple[Fix, ...] = ()
    if chosen is not None and year is not None:
        edits = _edits(document, entry, issued, year, because)
        safety = "unsafe" if _has_twin(document, entry, year) else chosen[1]
        where = _filling(entry, told)
        if edits:
            title = f"Write {year} for “{issued.forthcoming}”"
            title += f" and fill in {' and '.join(e.field for e in where)}" if where else ""
            fixes = (Fix(title=title, safety=safety, edits=(*edits, *where)),)
    return RULE.finding(
        f"The list has “{issued.forthcoming}”; this has appeared: {_place(claim.match, year)}.",
        entry.span,
        entries=(entry.id,),
        reasons=because,
        fixes=fixes,
    )


def _edits(
    document: Document, entry: Entry, issued: Date, year: int, because: tuple[str, ...]
) -> tuple[Edit, ...]:
    """Write the year for the promise wherever it stands; nothing where one place is not plain."""
    origin = entry.origins.get("issued")
    value: Json = {"date-parts": [[year]]}
    setting = replaced(entry, "issued", value, RULE.code, because)
    if setting is None or not isinstance(origin, Printed):
        return ()
    places = [origin.at]
    places += [c.year_at for c in document.citing(entry.id) if c.year_at is not None]
    amendments = [_written(document, place, issued.forthcoming, year) for place in places]
    if any(one is None for one in amendments):
        return ()
    return (*(one for one in amendments if one is not None), setting)


def _written(document: Document, place: Span, promise: str, year: int) -> AmendText | None:
    reading = document.text.read(place)
    at = reading.text.casefold().find(promise.casefold())
    if at < 0:
        return None
    return AmendText(at=reading.printed(at, at + len(promise)), text=str(year))


def _filling(entry: Entry, told: tuple[Claim, ...]) -> tuple[SetField, ...]:
    """Fill in where it appeared, as far as the records agree and nothing is printed."""
    matches = [claim.match for claim in told]
    edits: list[SetField] = []
    for variable in _PLACES:
        chosen = filling(claims(matches, variable), variable, _same_text)
        if chosen is not None and variable not in entry.origins:
            edits.append(filled(entry, variable, chosen[0], str(chosen[0].value)))
    return tuple(edits)


def _has_twin(document: Document, entry: Entry, year: int) -> bool:
    """Whether another entry of the same first author has that year."""
    people = printed_people(entry)
    for other in document.entries if people else ():
        issued, beside = other.reference.issued, printed_people(other)
        if other.id == entry.id or not beside or not isinstance(issued, Date):
            continue
        if issued.year == year and names.family_key(beside[0]) == names.family_key(people[0]):
            return True
    return False


def _published(entry: Entry, evidence: Evidence) -> Iterator[Finding]:
    """Show the article that a preprint became."""
    for match in evidence.of(entry.id):
        item = match.candidate.item
        alike = match.agreement.get("title") == "equal" and match.agreement.get("author") in {
            "equal",
            "close",
        }
        journal = item.get("type") == "article-journal" and item.get("container-title")
        if match.verdict == "related" and alike and journal and _is_placed(match):
            told = otherwise(match, "issued")
            yield RULE.finding(
                "This preprint has been published: "
                f"{_place(match, issued_year(item))} ({named(match)}).",
                entry.span,
                entries=(entry.id,),
                reasons=(told,) if told else (),
            )
            return


def _place(match: Match, year: int | None) -> str:
    item = match.candidate.item
    numbers = [f"{word} {item[v]}" for v, word in _WORDS if item.get(v)]
    parts = (str(item.get("container-title") or ""), *numbers, str(year or ""))
    return ", ".join(part for part in parts if part)


_WORDS = (("volume", "volume"), ("issue", "issue"), ("page", "pages"))


def _same_year(one: Json, other: Json) -> bool:
    return issued_year({"issued": one}) == issued_year({"issued": other})


def _same_text(one: Json, other: Json) -> bool:
    return str(one).replace("–", "-") == str(other).replace("–", "-")


_LINE = "Adams, B. (in press), Joint plans. Policy Studies.\n"
_TEAMS = "Adams, B. (2001), Joint teams. Policy Studies, 21, 1, pp. 1–9.\n"
_CITING = f"Plans fail (Adams, in press).\n\nReferences\n\n{_LINE}"
_RECORD: dict[str, Json] = {
    "type": "article-journal",
    "title": "Joint plans",
    "container-title": "Policy Studies",
    "volume": "22",
    "page": "31-49",
    "issued": {"date-parts": [[2001]]},
}
_PREPRINT = "Adams, B. (2000). Joint plans. bioRxiv. https://doi.org/10.1101/2000.01.01.425001\n"

RULE = Rule(
    code="DAT405",
    name="now-published",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_CITING,
            evidence=_evidence(_match("r1", _RECORD, "author title container-title")),
            finds=(_LINE.strip(),),
            after=_CITING.replace("in press", "2001"),
            values={"r1": {"issued": {"date-parts": [[2001]]}, "volume": "22", "page": "31-49"}},
            safety="evident",
            why="The list and the citation get the year.",
        ),
        Example(
            text=_LINE + _TEAMS,
            list_only=True,
            evidence=_evidence(_match("r1", _RECORD, "author title container-title")),
            finds=(_LINE.strip(),),
            after=_LINE.replace("in press", "2001") + _TEAMS,
            safety="unsafe",
            why="Another work of the author is of that year, and letters may be needed.",
        ),
        Example(
            text=_PREPRINT,
            list_only=True,
            evidence=_evidence(_match("r1", _RECORD, "author title", verdict="related")),
            finds=(_PREPRINT.strip(),),
            why="A preprint and its article: shown only.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"title": "Joint plans", "issued": {"date-parts": [[2001]]}})
            ),
            why="A record without volume and pages: online, perhaps, and not in an issue yet.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", _RECORD, "author title", verdict="review")),
            why="It may be another work.",
        ),
    ),
)
