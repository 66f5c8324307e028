"""The year of an entry is none of those that its record has.

## What it does

Names the entries whose year differs from every date of their record: online, in print, issued.
Silent for what is still to appear, where the text cites the work with another year than the list,
which is a story of its own, and where the record's year stands elsewhere in the entry but for its
title: then another number was taken for the year.

## Why it matters

A wrong year separates the entry from its citations and from its volume.

## Fix safety

Well supported for an article whose record is of this work whatever its year, at least three other
fields agreeing, volume or pages among them, and no other source contradicts it. A difference of one
year is a best guess unless the record tells when the work was printed; so is every change in a
book, which may be of another edition. Citations that have the list's year are changed with it.

## Sources

Crossref's metadata schema, `published-online`, `published-print` and `issued`.
"""

from collections.abc import Iterable, Iterator

from joinedup_refs.check.amending import put, put_within, replaced, stands_elsewhere
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import (
    Claim,
    claims,
    found,
    issued_year,
    support,
    years_of,
)
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import named, reasons
from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Edit, Fix, Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.reference import Article
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import date_to_csl


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose year is none of their record's."""
    del context
    for entry, matches in found(document, evidence):
        issued = entry.reference.issued
        if not isinstance(issued, Date) or issued.year is None or issued.forthcoming:
            continue
        known = [years_of(match.candidate) for match in matches]
        paired = any(c.differs == "year" for c in document.citing(entry.id))
        other = any(known) and all(issued.year not in years for years in known)
        if other and not paired and not _is_there(document, entry, frozenset().union(*known)):
            yield _told(document, entry, issued, matches)


def _is_there(document: Document, entry: Entry, years: Iterable[int]) -> bool:
    return any(
        stands_elsewhere(document, entry, "issued", str(year), but=("title",)) for year in years
    )


def _told(document: Document, entry: Entry, issued: Date, matches: tuple[Match, ...]) -> Finding:
    told = claims(matches, "issued")
    chosen = support(told, "issued", _same)
    years = sorted({year for m in matches for year in years_of(m.candidate)})
    shown = " and ".join(map(str, years))
    because: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    if told:
        claim = chosen[0] if chosen else told[0]
        because = reasons(claim, "issued", shown)
        year = claim.match.candidate.print_year or issued_year(claim.match.candidate.item)
        if chosen and year:
            safety = _safety(entry, issued, year, claim, chosen[1])
            fixes = _fixes(document, entry, issued, year, safety, because)
    who = f"the record has {shown}" if fixes else f"{named(matches[0])} has {shown}"
    return RULE.finding(
        f"The list has {issued.year}; {who}.",
        entry.span,
        entries=(entry.id,),
        reasons=because if fixes else (),
        fixes=fixes,
    )


def _safety(entry: Entry, issued: Date, year: int, claim: Claim, safety: Safety) -> Safety:
    agreement = claim.match.agreement
    placed = any(agreement.get(variable) in {"equal", "close"} for variable in ("volume", "page"))
    near = abs((issued.year or 0) - year) == 1 and claim.match.candidate.print_year is None
    if not isinstance(entry.reference, Article) or not placed or near or issued.letter:
        return "unsafe"
    return safety


def _fixes(
    document: Document,
    entry: Entry,
    issued: Date,
    year: int,
    safety: Safety,
    because: tuple[str, ...],
) -> tuple[Fix, ...]:
    start = DatePart(year=year)
    date = issued.model_copy(update={"start": start, "end": None})
    setting = replaced(entry, "issued", date_to_csl(date), RULE.code, because)
    amendment = put(document, entry, "issued", str(issued.year), str(year))
    if setting is None or amendment is None or issued.end is not None:
        return ()
    edits: list[Edit] = [amendment, setting]
    for citation in document.citing(entry.id):
        if citation.link == "exact" and citation.year_at is not None:
            change = put_within(document, citation.year_at, str(issued.year), str(year))
            edits += [change] if change else []
    return (Fix(title=f"Change the year to {year}", safety=safety, edits=tuple(edits)),)


def _same(one: Json, other: Json) -> bool:
    years = [issued_year({"issued": value}) for value in (one, other)]
    return years[0] is not None and years[0] == years[1]


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"
_IN_1998: dict[str, Json] = {"issued": {"date-parts": [[1998]]}}
_IN_2000: dict[str, Json] = {"issued": {"date-parts": [[2000]]}}

RULE = Rule(
    code="DAT404",
    name="year-conflict",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", _IN_1998, differ="issued")),
            finds=(_LINE.strip(),),
            after=_LINE.replace("2001", "1998"),
            values={"r1": {**_IN_1998}},
            safety="evident",
            why="Volume and all else agree with the record.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", _IN_2000, differ="issued")),
            finds=(_LINE.strip(),),
            after=_LINE.replace("2001", "2000"),
            safety="unsafe",
            why="One year apart may be online and in print.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", _IN_2000, years=(2000, 2001))),
            why="One of the record's years is the list's.",
        ),
        Example(
            text="Adams B. Joint plans. Annals of Planning since 1800. 2021;44(5):215-217.\n",
            list_only=True,
            evidence=_evidence(_match("r1", {"issued": {"date-parts": [[2021]]}})),
            why="The record's year is there; 1800 is the journal's.",
        ),
    ),
)
