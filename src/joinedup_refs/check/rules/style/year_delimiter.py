"""What stands between year and title differs from the rest of the list.

## What it does

Learns from the list which signs stand between the year and the title: `), `, `). `, `: ` and so on.
Where at least five entries agree, and at least four in five of all, names those that differ.

## Why it matters

A missing comma is a small thing to a reader, but programs that take the list apart go by such
signs, and a copy-editor has to put it right.

## Fix safety

Tidying: the signs that the list has elsewhere are put in. Nothing but punctuation changes, and the
entry's brackets stay.

## Sources

The list's own majority; no house style is assumed.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Reading, Span

_ENOUGH = 5  # entries that make a habit
_LONGEST = 8  # code points between year and title
_QUOTES = "\"'“”‘’«»„‹›"
_BRACKETS = "()[]"


class _Gap(NamedTuple):
    """What stands between the year and the title of an entry."""

    entry: Entry
    signs: str
    reading: Reading


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose signs after the year differ from those of nearly all others."""
    del evidence, context
    gaps = [gap for entry in document.entries if (gap := _gap(document, entry))]
    if not gaps:
        return
    (usual, count), *_ = Counter(gap.signs for gap in gaps).most_common(1)
    if count < _ENOUGH or count < 0.8 * len(gaps):
        return
    for gap in gaps:
        if gap.signs == usual or _brackets(gap.signs) != _brackets(usual):
            continue
        edit = _edit(gap, usual)
        yield RULE.finding(
            f"After the year stands {_shown(gap.signs)}; {count} of {len(gaps)} entries "
            f"have {_shown(usual)} there.",
            edit.at if len(edit.at) else gap.reading.printed(0, max(1, len(gap.signs.rstrip()))),
            entries=(gap.entry.id,),
            fixes=(Fix(title=_title(gap.signs, usual), safety="safe", edits=(edit,)),),
        )


def _gap(document: Document, entry: Entry) -> _Gap | None:
    year, title = entry.origins.get("issued"), entry.origins.get("title")
    if not isinstance(year, Printed) or not isinstance(title, Printed):
        return None
    if not any(
        span.covers(Span(start=year.at.end, end=title.at.start))
        for span in entry.at
        if year.at.end <= title.at.start
    ):
        return None
    reading = document.text.read(Span(start=year.at.end, end=title.at.start))
    signs = reading.text.rstrip(_QUOTES)
    if not signs or len(reading.text) > _LONGEST or any(c.isalnum() for c in signs):
        return None
    return _Gap(entry, " ".join(signs.split(" ")), reading)


def _edit(gap: _Gap, usual: str) -> AmendText:
    """Change no more than what differs."""
    start = 0
    while start < min(len(gap.signs), len(usual)) and gap.signs[start] == usual[start]:
        start += 1
    end = 0
    while (
        end < min(len(gap.signs), len(usual)) - start
        and gap.signs[len(gap.signs) - end - 1] == usual[len(usual) - end - 1]
    ):
        end += 1
    at = gap.reading.printed(start, len(gap.signs) - end)
    return AmendText(at=at, text=usual[start : len(usual) - end])


def _brackets(signs: str) -> str:
    return "".join(c for c in signs if c in _BRACKETS)


def _shown(signs: str) -> str:
    return f"“{signs.strip()}”" if signs.strip() else "a blank"


def _title(signs: str, usual: str) -> str:
    if usual.replace(",", "", 1) == signs:
        return "put a comma after the year"
    return f"put {_shown(usual)} after the year"


_USUAL = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49.\n"
    "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–79.\n"
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
)
_ODD = "Grant, H. (2007) Joint costs. Policy Studies, 28, 1, pp. 1–9.\n"

RULE = Rule(
    code="STY001",
    name="year-delimiter",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=(")",),
            after=_USUAL + _ODD.replace("(2007)", "(2007),"),
            safety="safe",
            values={"r6": {"title": "Joint costs"}},
            why="A missing comma.",
        ),
        Example(
            text=_USUAL.replace("),", ").") + _ODD.replace(")", "),"),
            list_only=True,
            finds=(",",),
            after=_USUAL.replace("),", ").") + _ODD.replace(")", ")."),
            safety="safe",
            why="The list has a full stop there, so the comma is the odd one.",
        ),
        Example(
            text="\n".join(_USUAL.splitlines()[:2]) + "\n" + _ODD,
            list_only=True,
            why="Two entries make no habit.",
        ),
    ),
)
