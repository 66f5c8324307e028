"""Nothing, or too much, stands between two names.

## What it does

Looks at what parts the names of an entry, and names the places where nothing does (`Doe, J. Ray,
K.`), where signs or conjunctions are doubled (`Doe, J.,, Ray, K.`, `Doe, J. and and Ray, K.`), and
where one entry mixes comma and semicolon between its names.

## Why it matters

Two names run together are read as one, and the second author is lost to search and to citations.

## Fix safety

A best guess: the sign that parts the names elsewhere in the list is put there. Where the list has
no common one, the place is shown only.

## Sources

The list's own majority; no house style is assumed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from joinedup_refs.check.printed_names import PrintedNames, printed_names
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.name import Person
from joinedup_refs.model.text import Span

_FEWEST = 3  # places of a separator that make a habit
_SHARE = 0.6
_DOUBLED = re.compile(
    r"[,;]\s?[,;]|\b(?P<word>and|und|et|y|e)\s(?P=word)\b|&\s?&|&\s(?:and|und|et)\b|\band\s&",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[\s.]*")


class _Gap(NamedTuple):
    """What stands between two names of an entry."""

    names: PrintedNames
    start: int
    end: int
    last: bool
    """Whether it stands before the last name."""

    @property
    def text(self) -> str:
        return self.names.reading.text[self.start : self.end]


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the places where names are badly parted."""
    del evidence, context
    gaps = [gap for names in printed_names(document) for gap in _gaps(names)]
    usual = {last: _usual(gap.text for gap in gaps if gap.last == last) for last in (True, False)}
    by_names: dict[tuple[str, str], list[_Gap]] = {}
    for gap in gaps:
        by_names.setdefault((gap.names.entry.id, gap.names.variable), []).append(gap)
    for group in by_names.values():
        signs = Counter(gap.text.strip()[:1] for gap in group if gap.text.strip()[:1] in {",", ";"})
        rare = min(signs, key=lambda sign: signs[sign]) if len(signs) > 1 else ""
        for gap in group:
            told = _told(gap, rare if not gap.last else "")
            if told:
                yield _finding(gap, told, usual[gap.last] or usual[False])


def _gaps(names: PrintedNames) -> Iterator[_Gap]:
    """Give what stands between the people of an entry; bodies have signs within."""
    if not all(isinstance(name, Person) and name.given for name in names.names):
        return
    count = len(names.names)
    for number, (one, other) in enumerate(pairwise(names.spans), 2):
        end = one[0] + len(names.reading.text[one[0] : one[1]].rstrip())
        if end <= other[0]:
            yield _Gap(names, end, other[0], number == count)


def _usual(texts: Iterator[str]) -> str:
    """Give what most often parts names, if it does so often enough."""
    told = Counter(t for t in texts if t.strip(" .") and not _DOUBLED.search(t))
    if not told:
        return ""
    text, times = told.most_common(1)[0]
    return text if times >= _FEWEST and times >= _SHARE * told.total() else ""


def _told(gap: _Gap, rare: str) -> str:
    if _STOPS.fullmatch(gap.text):
        return "Nothing parts"
    if _DOUBLED.search(gap.text):
        return f"“{gap.text.strip()}” parts"
    if rare and gap.text.strip() == rare:
        return f"“{rare}” and another sign by turns part"
    return ""


def _finding(gap: _Gap, told: str, usual: str) -> Finding:
    one = next(n for n, span in enumerate(gap.names.spans) if span[0] < gap.start <= span[1])
    people = gap.names.names[one : one + 2]
    shown = " and ".join(f"“{p.family}”" for p in people if isinstance(p, Person))
    stop = "." if gap.text.startswith(".") and not usual.startswith(".") else ""
    at = gap.names.reading.printed(gap.start, gap.end)
    fixes: tuple[Fix, ...] = ()
    if usual and usual != gap.text:
        edit = AmendText(at=at, text=stop + usual)
        fixes = (Fix(title=f"Put “{usual.strip()}” there", safety="unsafe", edits=(edit,)),)
    start, end = gap.names.spans[one][0], gap.names.spans[one + 1][1]
    return RULE.finding(
        f"{told} the names {shown}.",
        _around(gap, start, end),
        entries=(gap.names.entry.id,),
        fixes=fixes,
    )


def _around(gap: _Gap, start: int, end: int) -> Span:
    """Give the place of both names, which shows what a blank alone would not."""
    return gap.names.reading.printed(start, end)


_USUAL = (
    "Adams, B., Brown, C. and Clark, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Davis, E., Evans, F. and Frost, G. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Grant, H., Hughs, I. and Irwin, J. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)
_ODD = "Jones, K.{}Kelly, L. and Lowe, M. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"

RULE = Rule(
    code="NAM306",
    name="bad-name-separator",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD.format(" "),
            list_only=True,
            finds=("Jones, K. Kelly, L.",),
            after=_USUAL + _ODD.format(", "),
            safety="unsafe",
            why="A comma is missing.",
        ),
        Example(
            text=_USUAL + _ODD.format(",, "),
            list_only=True,
            finds=("Jones, K.,, Kelly, L.",),
            after=_USUAL + _ODD.format(", "),
            safety="unsafe",
            why="A comma too many.",
        ),
        Example(
            text=_ODD.format(" "),
            list_only=True,
            finds=("Jones, K. Kelly, L.",),
            why="One entry does not tell how the list parts names.",
        ),
        Example(
            text=_USUAL
            + "Moore, N., Jr., & Nash, O. (2005). Joint rules. Policy Studies, 26(1), 1–9.\n"
            + "Owens P, Price Q, Quinn R. Joint risks. Policy Stud 2006;27:1–9.\n",
            list_only=True,
            why="Other styles, and a suffix, are no defects.",
        ),
    ),
)
