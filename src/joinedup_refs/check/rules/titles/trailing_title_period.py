"""A title ends with a full stop that is not its own.

## What it does

Names titles whose value keeps the stop that ends them, as library files often have it
(`title = {Joint plans.}`), and quoted titles with a stop before the closing quotation mark in a
list that has none there. Abbreviations at the end of a title keep their stop, and so do three dots;
a list that sets stop or comma inside its quotation marks has a style of its own.

## Why it matters

Styles put a stop behind a title themselves, so that there are two.

## Fix safety

Tidying: the stop goes, and no word changes.

## Sources

Crossref's and BibTeX's records, which have titles without their closing stop; the list's own
majority for the quotation marks.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule
from joinedup_refs.model.text import Span

_CLOSING = re.compile(r"(?P<inside>[.,?!]?)[”’\"»“]")
_FEWEST = 3  # quoted titles without a stop inside that make a habit
_SHARE = 0.25
_ABBREVIATIONS = frozenset(
    [
        *("etc", "al", "ed", "eds", "edn", "vol", "vols", "inc", "ltd", "co", "corp", "jr", "sr"),
        *("dr", "mr", "mrs", "ms", "st", "no", "nos", "vs", "ca", "cf", "ff", "bros", "dept"),
        *("hrsg", "bd", "usw", "bzw", "ggf", "evtl", "jh", "anm", "gmbh", "ibid", "rev", "suppl"),
    ]
)
_SHORT = 3  # letters of a capitalised word that may be an abbreviation


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name titles with a stop at their end."""
    del evidence, context
    inside: list[tuple[Entry, Span]] = []
    outside = 0
    for entry in document.entries:
        title = entry.reference.title
        if _has_stop(title):
            yield _finding(entry, _fix_value(entry, title))
        elif stop := _stop_inside(document, entry):
            at, sign = stop
            outside += not sign
            if sign == ".":
                inside.append((entry, at))
    if outside < _FEWEST or len(inside) > _SHARE * (outside + len(inside)):
        return
    for entry, at in inside:
        edit = AmendText(at=at, text="")
        yield _finding(entry, Fix(title="Take out the stop", safety="safe", edits=(edit,)), at)


def _has_stop(title: str) -> bool:
    """Whether a title ends with one stop that belongs to no abbreviation."""
    if not title.endswith(".") or title.endswith("..") or len(title.split()) < 2:
        return False
    last = title[:-1].rsplit(maxsplit=1)[-1].strip("([“‘\"'")
    word = last.casefold()
    short = len(last) <= _SHORT and not last.islower()
    return bool(last) and not ("." in last or short or len(last) == 1 or word in _ABBREVIATIONS)


def _stop_inside(document: Document, entry: Entry) -> tuple[Span, str] | None:
    """Give the sign before the quotation mark that closes a title, "" for none, and its place."""
    origin = entry.origins.get("title")
    if not isinstance(origin, Printed) or origin.at.start == 0:
        return None
    printed, end = document.text.printed, origin.at.end
    found = _CLOSING.match(printed, end)
    if found is None or printed[origin.at.start - 1] not in "“‘\"'«„»‚":
        return None
    if found["inside"] == "." and not _has_stop(f"{entry.reference.title}."):
        return None
    return Span(start=end, end=end + len(found["inside"])), found["inside"]


def _fix_value(entry: Entry, title: str) -> Fix:
    before = entry.origins.get("title")
    origin = ByRule(
        code=RULE.code,
        witnesses=("titles have no stop at their end",),
        instead_of=before if isinstance(before, Printed) else None,
    )
    edit = SetField(entry=entry.id, field="title", value=title[:-1].rstrip(), origin=origin)
    return Fix(title="Take the stop off the title", safety="safe", edits=(edit,))


def _finding(entry: Entry, fix: Fix, at: Span | None = None) -> Finding:
    origin = entry.origins.get("title")
    place = at or (origin.at if isinstance(origin, Printed) else entry.span)
    return RULE.finding(
        "The title ends with a full stop that is not its own.",
        place,
        entries=(entry.id,),
        fixes=(fix,),
    )


_USUAL = (
    "Adams, B. (2001), ‘Joint plans’, Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), ‘Joint teams’, Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), ‘Joint funds?’ Policy Studies, 24, 1, pp. 1–9.\n"
    "Davis, E. (2004), ‘Joint goals’, Policy Studies, 25, 1, pp. 1–9.\n"
)
_ODD = "Evans, F. (2005), ‘Joint rules.’, Policy Studies, 26, 1, pp. 1–9.\n"
_AMERICAN = "Adams, Ben. “Joint plans.” Policy Studies 22, no. 1 (2001): 1–9.\n"

RULE = Rule(
    code="TTL502",
    name="trailing-title-period",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=(".",),
            after=_USUAL + _ODD.replace(".’", "’"),
            values={"r5": {"title": "Joint rules"}},
            safety="safe",
            why="The other titles have no stop before the quotation mark.",
        ),
        Example(
            text=_AMERICAN + _AMERICAN.replace("Adams", "Brown").replace("plans", "teams"),
            list_only=True,
            why="Stops inside the quotation marks are a style.",
        ),
        Example(
            text=_USUAL + _ODD.replace("Joint rules.’", "Joint rules of the Pratt Bros.’"),
            list_only=True,
            why="The stop is the abbreviation's.",
        ),
    ),
)
