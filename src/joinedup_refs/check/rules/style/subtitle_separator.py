"""Subtitles are set off by different signs.

## What it does

Counts how the list's titles set off their subtitles: by a colon, by an em dash, or by an en dash
between blanks. Where two ways occur, says so once, naming the entries that are in the minority.

## Why it matters

Styles ask for one sign throughout, most for the colon. Whether a dash is the publisher's own
punctuation, to be kept, only the book can tell.

## Fix safety

Shown only: which sign is right is a matter of taste, or of the title page.

## Sources

The list's own majority. The Chicago Manual of Style, 17th ed., 14.89–14.91, on subtitles.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.order import printed_name
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span

_ENOUGH = 3  # subtitles that make a habit
_SHOWN = 6  # entries that the message names
_SIGNS = {
    "a colon": re.compile(r"(?<=[\w)?!”’])\s?:(?=\s\S)"),
    "an em dash": re.compile(r"(?<=[\w)?!”’])\s?—\s?(?=\S)"),
    "an en dash": re.compile(r"(?<=[\w)?!”’])\s–(?=\s\S)"),
}


class _Sign(NamedTuple):
    entry: Entry
    what: str
    at: Span


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report a list that sets off subtitles in more than one way."""
    del evidence, context
    signs = [sign for entry in document.entries if (sign := _sign(document, entry))]
    ways: dict[str, list[_Sign]] = {}
    for sign in signs:
        ways.setdefault(sign.what, []).append(sign)
    if len(ways) < 2 or len(signs) < _ENOUGH:
        return
    (usual, most), *others = sorted(ways.items(), key=lambda way: -len(way[1]))
    if len(most) == len(others[0][1]):
        others = [(usual, most), *others]
        told = "Subtitles are set off in different ways"
    else:
        told = f"Subtitles are set off by {usual} in {len(most)} {_entries(len(most))}"
    parts = [
        f"by {what} in {len(found)} {_entries(len(found))} ({_named(document, found)})"
        for what, found in others
    ]
    odd = sorted((s for _, found in others for s in found), key=lambda s: s.at.start)
    yield RULE.finding(
        f"{told}{', ' if others[0][0] != usual else ': '}{', '.join(parts)}.",
        odd[0].at,
        related=[s.at for s in odd[1:]],
        entries=[s.entry.id for s in odd],
    )


def _sign(document: Document, entry: Entry) -> _Sign | None:
    """Give the sign between the title and the subtitle; none where a dash has a second one."""
    origin = entry.origins.get("title")
    if not isinstance(origin, Printed):
        return None
    reading = document.text.read(origin.at)
    found = [(m, what) for what, sign in _SIGNS.items() for m in sign.finditer(reading.text)]
    if not found:
        return None
    first, what = min(found, key=lambda f: f[0].start())
    if what != "a colon" and sum(w == what for _, w in found) > 1:
        return None
    blanks = len(first[0]) - len(first[0].lstrip())
    start = first.start() + blanks
    return _Sign(entry, what, reading.printed(start, start + 1))


def _named(document: Document, signs: list[_Sign]) -> str:
    names = [_name(document, sign.entry) for sign in signs]
    more = len(names) - _SHOWN
    return "; ".join(names if more <= 0 else [*names[:_SHOWN], f"{more} more"])


def _name(document: Document, entry: Entry) -> str:
    """Name an entry as a citation would."""
    year = getattr(entry.reference.issued, "year", None)
    people = entry.reference.author or entry.reference.editor
    names = [p.family if isinstance(p, Person) else getattr(p, "name", "") for p in people]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return " ".join(p for p in (who or printed_name(document.reading(entry)), str(year or "")) if p)


def _entries(count: int) -> str:
    return "entry" if count == 1 else "entries"


_COLONS = (
    "Adams, B. (2001), Joint plans: a review. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams: four cases. Local Government Studies, 23, 4, pp. 21–29.\n"
)

RULE = Rule(
    code="STY002",
    name="subtitle-separator",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_COLONS + "Clark, D. (2003), Joint Funds—Theory and Practice (Routledge).\n",
            list_only=True,
            finds=("—",),
            why="Two colons and a dash.",
        ),
        Example(
            text=_COLONS + "Clark, D. (2003), Packing more punch? Developing the field of teams. "
            "Policy Studies, 24, 1, pp. 1–9.\n",
            list_only=True,
            why="A question mark sets off a subtitle in any style.",
        ),
    ),
)
