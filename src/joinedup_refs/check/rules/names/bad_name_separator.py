"""Nothing, or too much, stands between two names.

## What it does

Looks at what parts the names of an entry, and names the places where nothing does (`Doe, J. Ray,
K.`), where signs or conjunctions are doubled (`Doe, J.,, Ray, K.`, `Doe, J. and and Ray, K.`), and
where one entry mixes comma and semicolon between its names. A list that parts names by nothing
again and again has a custom of its own.

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

_FEWEST = 3  # places of a separator that make a habit
_SHARE = 0.6
_CUSTOM = 2  # entries whose names nothing parts; more, and a third of the places, are a custom
_NOTHING = "Nothing parts"
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
    before: int
    """The place among the names of the one before it."""
    last: bool
    """Whether it stands before the last name."""

    @property
    def text(self) -> str:
        return self.names.reading.text[self.start : self.end]


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose names are badly parted."""
    del evidence, context
    gaps = [gap for names in printed_names(document) for gap in _gaps(names)]
    usual = {last: _usual(gap.text for gap in gaps if gap.last == last) for last in (True, False)}
    bare = sum(bool(_STOPS.fullmatch(gap.text)) for gap in gaps)
    by_names: dict[tuple[str, str], list[_Gap]] = {}
    for gap in gaps:
        by_names.setdefault((gap.names.entry.id, gap.names.variable), []).append(gap)
    custom = sum(any(_STOPS.fullmatch(g.text) for g in group) for group in by_names.values())
    for group in by_names.values():
        told = [(gap, how) for gap in group if (how := _told(gap, _rare(group)))]
        if told and not (told[0][1] == _NOTHING and custom > _CUSTOM and 3 * bare > len(gaps)):
            yield _finding(told, usual)


def _rare(group: list[_Gap]) -> str:
    """Give the rarer of two signs that part the names of an entry by turns; "" for one sign."""
    signs = Counter(gap.text.strip()[:1] for gap in group if gap.text.strip()[:1] in {",", ";"})
    return min(signs, key=lambda sign: signs[sign]) if len(signs) > 1 else ""


def _gaps(names: PrintedNames) -> Iterator[_Gap]:
    """Give what stands between the people of an entry; bodies have signs within."""
    if not all(isinstance(name, Person) and name.given for name in names.names):
        return
    text = names.reading.text
    for before, (one, other) in enumerate(pairwise(names.spans)):
        end = one[0] + len(text[one[0] : one[1]].rstrip())
        start = other[1] - len(text[other[0] : other[1]].lstrip())
        if end <= start and _are_whole(text, one[0], end, start):
            yield _Gap(names, end, start, before, last=before == len(names.names) - 2)


def _are_whole(text: str, first: int, end: int, start: int) -> bool:
    """Whether places begin and end with words; those of names with odd blanks may not."""
    return not any(text[max(0, at - 1) : at + 1].isalpha() for at in (first, end, start) if at)


def _usual(texts: Iterator[str]) -> str:
    """Give what most often parts names, if it does so often enough."""
    told = Counter(t for t in texts if t.strip(" .") and not _DOUBLED.search(t))
    if not told:
        return ""
    text, times = told.most_common(1)[0]
    return text if times >= _FEWEST and times >= _SHARE * told.total() else ""


def _told(gap: _Gap, rare: str) -> str:
    """Say what is wrong with what parts two names; "" for nothing."""
    if _STOPS.fullmatch(gap.text):
        return _NOTHING
    if _DOUBLED.search(gap.text):
        return f"“{gap.text.strip()}” parts"
    if rare and not gap.last and gap.text.strip() == rare:
        return "Now a comma and now a semicolon parts"
    return ""


def _finding(told: list[tuple[_Gap, str]], usual: dict[bool, str]) -> Finding:
    """Tell what is wrong within one entry, by the first place of it."""
    gaps = [gap for gap, _ in told]
    names = gaps[0].names
    edits = tuple(_edit(gap, usual[gap.last] or usual[False]) for gap in gaps)
    fixes: tuple[Fix, ...] = ()
    if all(edits):
        put = tuple(edit for edit in edits if edit is not None)
        sign = (usual[gaps[0].last] or usual[False]).strip()
        fixes = (Fix(title=f"Part the names by “{sign}”", safety="unsafe", edits=put),)
    first, last = gaps[0].before, gaps[-1].before + 1
    shown = [f"“{p.family}”" for p in names.names[first : first + 2] if isinstance(p, Person)]
    more = f", and so in {len(gaps) - 1} more places" if len(gaps) > 2 else ""
    more = ", and so in another place" if len(gaps) == 2 else more
    return RULE.finding(
        f"{told[0][1]} the names {' and '.join(shown)}{more}.",
        names.reading.printed(names.spans[first][0], names.spans[last][1]),
        entries=(names.entry.id,),
        fixes=fixes,
    )


def _edit(gap: _Gap, usual: str) -> AmendText | None:
    """Put the usual sign between two names; the stop of the first one's initials stays."""
    if not usual or usual == gap.text:
        return None
    stop = "." if gap.text.startswith(".") and not usual.startswith(".") else ""
    return AmendText(at=gap.names.reading.printed(gap.start, gap.end), text=stop + usual)


_USUAL = (
    "Adams, B., Brown, C. and Clark, D. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Davis, E., Evans, F. and Frost, G. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Grant, H., Hughs, I. and Irwin, J. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)
_ODD = "Jones, K.{}Kelly, L. and Lowe, M. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"

RULE = Rule(
    code="NAM306",
    name="bad-name-separator",
    inputs="prose",
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
