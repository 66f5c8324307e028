"""What stands for the year is none.

## What it does

Names entries whose year has a letter among its digits (`20l7`, `2O15`), a blank within it, a digit
too few or too many (`199`, `20016`), or digits that put it far ahead (`2105`). Silent where a list
has the small figure of an edition behind its years again and again (`2001⁶`, read as five digits).

## Why it matters

Such a year sorts wrongly, no citation leads to it, and programs read it as another year or as none.

## Fix safety

A best guess, for the letter alone does not say what was meant: where the text cites the work with a
year that is one slip away, or where a single reading is possible, that year is proposed. Otherwise
the entry is shown only.

## Sources

The list and the text themselves; what character recognition confuses: O and 0, l and 1, S and 5, B
and 8.
"""

from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.naming import names_fit, unexplained
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span
from joinedup_refs.notation import suspect_years
from joinedup_refs.notation.suspect_years import Suspect

_EDITIONS = 2  # years of five digits that are a list's way to mark editions
_TOLD = {
    "letters": "a letter stands among the digits",
    "blank": "a blank stands within it",
    "lost": "a digit is missing",
    "extra": "it has a digit too many, unless the last is the small figure of an edition or a note",
    "order": "it lies far ahead",
}


class _Year(NamedTuple):
    """A text that stands for a year, and where."""

    entry: Entry
    at: Span
    text: str
    suspect: Suspect


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose year is malformed."""
    del evidence, context
    found = [year for entry in document.entries if (year := _year(document, entry))]
    editions = sum(year.suspect.why == "extra" for year in found)
    for year in found:
        if year.suspect.why == "extra" and editions >= _EDITIONS:
            continue
        citing = _citing(document, year)
        fixes, reasons = _fixes(year, citing)
        yield RULE.finding(
            f"“{year.text}” is no year: {_TOLD[year.suspect.why]}.",
            year.at,
            related=[c.at for c in citing],
            entries=(year.entry.id,),
            reasons=reasons,
            fixes=fixes,
        )


def _year(document: Document, entry: Entry) -> _Year | None:
    origin, issued = entry.origins.get("issued"), entry.reference.issued
    if not isinstance(origin, Printed) or not isinstance(issued, (Date, Verbatim)):
        return None
    text = document.text.read(origin.at).text.strip(" ()[].,;:")
    suspect = suspect_years.read(text)
    if suspect is None or (isinstance(issued, Date) and suspect.why != "extra"):
        return None
    start = document.text.slice(origin.at).find(text)
    at = Span(start=origin.at.start + start, end=origin.at.start + start + len(text))
    return _Year(entry, at if start >= 0 else origin.at, text, suspect)


def _citing(document: Document, year: _Year) -> tuple[Citation, ...]:
    """Give the citations of the entry, and those without another entry that may be meant for it."""
    linked = document.citing(year.entry.id)
    if linked and year.suspect.why != "extra":
        return linked
    authors = document.reading(year.entry).partition(year.text)[0]
    return linked + tuple(
        c
        for c in unexplained(document, year.entry.id)
        if c not in linked and names_fit(c, authors) and _may_be(c.year[:4], year)
    )


def _may_be(cited: str, year: _Year) -> bool:
    """Whether a cited year is one slip away from what is printed."""
    if year.suspect.years:
        return cited.isdecimal() and int(cited) in year.suspect.years
    rest = iter(cited)
    return all(digit in rest for digit in year.text if digit.isdecimal())


def _fixes(year: _Year, citing: tuple[Citation, ...]) -> tuple[tuple[Fix, ...], tuple[str, ...]]:
    cited = {c.year[:4] for c in citing if _may_be(c.year[:4], year)}
    years = cited or {str(y) for y in year.suspect.years}
    if len(years) != 1:
        return (), ()
    chosen = years.pop()
    told = next((c for c in citing if c.year.startswith(chosen)), None)
    reasons = (
        (f"your text cites ({told.names[0] if told.names else 'this work'}, {chosen})",)
        if told
        else (f"nothing else than {chosen} looks so",)
    )
    new = chosen + year.suspect.letter
    fix = Fix(title=f"Write {new}", safety="unsafe", edits=(AmendText(at=year.at, text=new),))
    return (fix,), reasons


_OTHERS = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 11–19.\n"
)
_ODD = "Clark, D. ({}), Joint funds. Policy Studies, 24, 1, pp. 21–29.\n"

RULE = Rule(
    code="DAT401",
    name="malformed-year",
    severity="error",
    check=check,
    examples=(
        Example(
            text="Funds differ (Clark, 2013).\n\nReferences\n\n" + _OTHERS + _ODD.format("20l3"),
            finds=("20l3",),
            after="Funds differ (Clark, 2013).\n\nReferences\n\n" + _OTHERS + _ODD.format("2013"),
            values={"r3": {"issued": {"date-parts": [[2013]]}, "title": "Joint funds"}},
            safety="unsafe",
            why="A small l for a 1, and the text has the year.",
        ),
        Example(
            text=_OTHERS + _ODD.format("2O13a"),
            list_only=True,
            finds=("2O13a",),
            after=_OTHERS + _ODD.format("2013a"),
            safety="unsafe",
            why="A capital O; the year's own letter stays.",
        ),
        Example(
            text=_OTHERS + _ODD.format("199"),
            list_only=True,
            finds=("199",),
            why="Any digit may be missing, so nothing is proposed.",
        ),
        Example(
            text="Funds differ (Clark, 2016).\n\nReferences\n\n" + _OTHERS + _ODD.format("20016"),
            finds=("20016",),
            after="Funds differ (Clark, 2016).\n\nReferences\n\n" + _OTHERS + _ODD.format("2016"),
            safety="unsafe",
            why="Of 2001, 2006 and 2016 the text has one.",
        ),
        Example(
            text=_OTHERS.replace("2001", "20013").replace("2002", "19924") + _ODD.format("2003"),
            list_only=True,
            why="A list that marks editions by a small figure behind the year.",
        ),
        Example(
            text=_OTHERS + _ODD.format("n.d.") + _ODD.format("in press").replace("D", "E"),
            list_only=True,
            why="No year is meant.",
        ),
    ),
)
