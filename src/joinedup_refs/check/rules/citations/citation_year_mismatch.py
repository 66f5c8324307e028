"""A citation has the names of an entry, but another year.

## What it does

Names each place where the text cites a work by names that the list has under another year only,
when no other citation leads to that entry and no other entry can be meant.

## Why it matters

One of the two is wrong. A reader who follows the citation finds nothing under that year, and a
program that links citations drops it.

## Fix safety

A best guess, in both directions, to change the text or to change the list: which of the two is
right the document cannot say, so neither is made for you. With a record of the work that has one of
the years and not the other, that direction is well supported: list and record against the text, or
text and record against the list, the latter only where at least three other fields agree with the
record and the record is of the work itself. Where the works cited in one pair of brackets run by
date, changing the text also moves the work to its date.

## Sources

An editorial in *Public Money & Management* (2016), which cites a book of 2002 with the year 2006.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.clusters import Clusters, Rewritten
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.pairing import OPEN, Paired, Verdict, claimed, judged, paired, told
from joinedup_refs.check.publisher import as_cited, link_reasons
from joinedup_refs.check.recorded import issued_year, years_of
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix, Safety, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.value import Json
from joinedup_refs.notation.csl import date_to_csl

_YEAR = re.compile(r"(\d{4})([a-z]?)")


_BY_DATE = "works within brackets stand by date in your text"


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the citations whose year is not the list's."""
    del context
    clusters = Clusters(document)
    for one in paired(document, "year"):
        yield _told(document, clusters, one, evidence)


def _told(
    document: Document, clusters: Clusters, one: Paired, evidence: Evidence | None
) -> Finding:
    citation, entry = one
    verdict = _judged(citation, entry, evidence)
    reasons = (
        *verdict.reasons,
        "only this citation and this entry fit each other",
        *link_reasons(document, citation),
    )
    listed = _listed(entry)
    place = clusters.moved(citation, listed) if listed else None
    return told(
        RULE,
        one,
        f"The text cites {as_cited(document, citation)}; the list has {listed or 'no year'}.",
        (*reasons, _BY_DATE) if place else reasons,
        wrong=verdict.wrong,
        to_list=_change_text(place, citation, listed, verdict.safety_for("text")),
        to_text=_change_list(document, citation, entry, reasons, verdict.safety_for("list")),
    )


def _judged(citation: Citation, entry: Entry, evidence: Evidence | None) -> Verdict:
    issued, cited = entry.reference.issued, _YEAR.fullmatch(citation.year)
    listed = issued.year if isinstance(issued, Date) else None
    if listed is None or cited is None:
        return OPEN
    claims = claimed(evidence, entry, "issued")
    known = [years_of(claim.match.candidate) for claim in claims]
    return judged(
        "issued",
        claims,
        cited=cited[1],
        listed=str(listed),
        have=lambda year: [int(year) in years for years in known],
        same=_same_year,
    )


def _same_year(one: Json, other: Json) -> bool:
    years = [issued_year({"issued": value}) for value in (one, other)]
    return years[0] is not None and years[0] == years[1]


def _listed(entry: Entry) -> str:
    issued = entry.reference.issued
    if not isinstance(issued, Date):
        return issued.text if issued else ""
    year = f"{issued.year}" if issued.year is not None else issued.forthcoming
    return year + issued.letter


def _change_text(
    place: Rewritten | None, citation: Citation, listed: str, safety: Safety
) -> tuple[Fix, ...]:
    if not listed or citation.year_at is None:
        return ()
    edit = (
        AmendText(at=place.at, text=place.text)
        if place
        else AmendText(at=citation.year_at, text=listed)
    )
    title = f"Change the text to {listed}"
    if place:
        title += " and move the work to its date"
    return (Fix(title=title, safety=safety, edits=(edit,)),)


def _change_list(
    document: Document,
    citation: Citation,
    entry: Entry,
    reasons: tuple[str, ...],
    safety: Safety,
) -> tuple[Fix, ...]:
    cited, issued = _YEAR.fullmatch(citation.year), entry.reference.issued
    before = entry.origins.get("issued")
    if cited is None or not isinstance(issued, Date) or not isinstance(before, Printed):
        return ()
    old = f"{issued.year}{issued.letter}"
    reading = document.text.read(before.at)
    at = reading.text.find(old)
    if at < 0 or issued.start is None or issued.end is not None:
        return ()
    start = DatePart(year=int(cited[1]), month=issued.start.month, day=issued.start.day)
    date = issued.model_copy(update={"start": start, "letter": cited[2]})
    origin = ByRule(code=RULE.code, witnesses=reasons, instead_of=before)
    edits: tuple[AmendText | SetField, ...] = (
        AmendText(at=reading.printed(at, at + len(old)), text=citation.year),
        SetField(entry=entry.id, field="issued", value=date_to_csl(date), origin=origin),
    )
    if cited[2]:
        letter = SetField(entry=entry.id, field="year-suffix", value=cited[2], origin=origin)
        edits = (*edits, letter)
    return (Fix(title=f"Change the list to {citation.year}", safety=safety, edits=edits),)


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. and Moss, E. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Young, F. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT203",
    name="citation-year-mismatch",
    inputs="prose",
    severity="error",
    check=check,
    examples=(
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002) and Young (2004); but see Clark "
            "and Moss (2008)." + _LIST,
            finds=("Clark and Moss (2008)",),
            after="Much is joint (Adams, 2001), said Brown (2002) and Young (2004); but see Clark "
            "and Moss (2003)." + _LIST,
            safety="unsafe",
            why="The list has these authors with another year, and nothing else cites that entry.",
        ),
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002) and Young (2004); but see Clark "
            "and Moss (2008)." + _LIST,
            evidence=_evidence(
                _match("r3", {"issued": {"date-parts": [[2003]]}}, "author title issued")
            ),
            finds=("Clark and Moss (2008)",),
            after="Much is joint (Adams, 2001), said Brown (2002) and Young (2004); but see Clark "
            "and Moss (2003)." + _LIST,
            safety="evident",
            why="The list and a record agree against the text.",
        ),
        Example(
            text="Much is joint (Adams, 2001), said Brown (2002) and Young (2004); but see Clark "
            "and Moss (2008)." + _LIST,
            evidence=_evidence(_match("r3", {"issued": {"date-parts": [[2008]]}})),
            finds=("Clark and Moss (2008)",),
            after="Much is joint (Adams, 2001), said Brown (2002) and Young (2004); but see Clark "
            "and Moss (2008)." + _LIST.replace("2003", "2008"),
            values={"r3": {"issued": {"date-parts": [[2008]]}}},
            safety="evident",
            why="The text and a record agree against the list.",
        ),
        Example(
            text=(
                "Plans (Young, 2004; Clark and Moss, 2007). Teams (Brown, 2002; Young, 2004). "
                "Again (Adams, 2001; Young, 2004)." + _LIST
            ),
            finds=("Clark and Moss, 2007",),
            after=(
                "Plans (Clark and Moss, 2003; Young, 2004). Teams (Brown, 2002; Young, 2004). "
                "Again (Adams, 2001; Young, 2004)." + _LIST
            ),
            safety="unsafe",
            why="Works in brackets run by date, so the change moves this one.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002; Clark and Moss, 2003; Young, 2004)."
            + _LIST,
            why="Names and years agree.",
        ),
    ),
)
