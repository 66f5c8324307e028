"""A hyphen stands between page numbers where the list has a dash.

## What it does

Learns from the list which sign stands between the first page and the last. Where at least three
entries and most of them have the en dash (377–388), names the entries with a hyphen, a minus or
another short sign instead. In a list that uses the hyphen throughout, or as often as the dash,
nothing is said: that is a style too.

## Why it matters

A mixed list looks unfinished, and programs that look for one of the signs miss the other.

## Fix safety

Tidying: the sign is changed in your list, the pages stay the same. A hyphen that belongs to a page
itself (`A-12`) is left alone.

## Sources

The list's own majority. For the en dash between numbers: The Chicago Manual of Style, 17th ed.,
6.78; New Hart's Rules, 2nd ed., 4.11.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.text import Span

_ENOUGH = 3  # entries with a dash that make a habit
_DASH = "–"
_BETWEEN = re.compile(
    r"(?<![\w-])[A-Za-z]{0,2}\d{1,6}(?P<sign>\s?(?:-{1,2}|[‐‒−])\s?)(?=[A-Za-z]{0,2}\d{1,6}(?![\w-]))"
    r"|(?<![\w-])[ivxlc]{1,8}(?P<roman>-)(?=[ivxlc]{1,8}(?![\w-]))"
)


class _Sign(NamedTuple):
    entry: Entry
    at: Span


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries that have a hyphen in a list of dashes."""
    del evidence, context
    dashed = 0
    hyphens: list[_Sign] = []
    for entry in document.entries:
        place = _pages_at(entry)
        if place is None:
            continue
        reading = document.text.read(place)
        found = [
            (m.start(m.lastgroup or 0), m.end(m.lastgroup or 0))
            for m in _BETWEEN.finditer(reading.text)
        ]
        hyphens += [_Sign(entry, reading.printed(start, end)) for start, end in found]
        dashed += _DASH in reading.text and not found
    others = len({sign.entry.id for sign in hyphens})
    if dashed < _ENOUGH or dashed <= others:
        return
    for sign in hyphens:
        yield RULE.finding(
            f"A hyphen stands between the pages; {dashed} of {dashed + others} entries "
            "have a dash there.",
            sign.at,
            entries=(sign.entry.id,),
            fixes=(
                Fix(
                    title="put an en dash between the pages",
                    safety="safe",
                    edits=(AmendText(at=sign.at, text=_DASH),),
                ),
            ),
        )


def _pages_at(entry: Entry) -> Span | None:
    """Give the printed place of a range of pages."""
    pages = getattr(entry.reference, "pages", None)
    origin = entry.origins.get("page")
    if not isinstance(pages, Pages) or not isinstance(origin, Printed):
        return None
    return origin.at if any(r.last for r in pages.ranges) else None


_DASHED = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49.\n"
)
_HYPHEN = "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 61-79.\n"

RULE = Rule(
    code="NUM703",
    name="page-dash",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_DASHED + _HYPHEN,
            list_only=True,
            finds=("-",),
            after=_DASHED + _HYPHEN.replace("-", _DASH),
            safety="safe",
            values={"r4": {"page": "61-79"}},
            why="One hyphen in a list of dashes.",
        ),
        Example(
            text=_DASHED.replace(_DASH, "-") + _HYPHEN,
            list_only=True,
            why="Hyphens throughout.",
        ),
        Example(
            text=_DASHED
            + "Davis, E. (2004), Inter-agency goals. Policy Studies, 25, 1-2, pp. 61–79.\n",
            list_only=True,
            why="Hyphens in a title and a double issue are not pages.",
        ),
    ),
)
