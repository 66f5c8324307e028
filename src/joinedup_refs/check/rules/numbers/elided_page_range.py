"""The last page of a range is shortened where the list gives it in full.

## What it does

Where at least five ranges that could be shortened, and at least four in five of them, are printed
in full (517–538), names those that are shortened (517–38). A house style takes the place of the
majority. A list that shortens throughout has that style, and a range that cannot be shortened
(98–103) tells nothing. How many digits to leave out is for no program to guess, so pages in full
are never named.

## Why it matters

Shortened and full ranges side by side look unfinished, and some programs take 517–38 for a range
that runs backwards.

## Fix safety

Tidying, where the completed page is larger than the first: the digits are put in, and the pages
stay the same. Records that are written for programs have all pages in full, whatever the list has.

## Sources

The list's own majority, or the house style. For how ranges are shortened: The Chicago Manual of
Style, 17th ed., 9.61.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, deviants
from joinedup_refs.check.style.pages import FULL, PAGE_RANGE, ranges_of
from joinedup_refs.check.style.trait import judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose pages are shortened in a list that gives pages in full."""
    del evidence
    pages = (one for entry in document.entries for one in ranges_of(entry))
    if all(len(one.last) >= len(one.first) for one in pages):
        return
    judged = judge(document, PAGE_RANGE, context.house_style)
    if judged.norm is not None and judged.norm.way == FULL:
        yield from deviants(RULE, document, context, Held(PAGE_RANGE, _message, _title, judged))


def _message(odd: Deviance) -> tuple[str, str]:
    asked = odd.asked(verb="give the last page", of_house="gives the last page")
    return f"The last page is shortened to {odd.printed}", asked


def _title(odd: Deviance) -> str:
    del odd
    return "give the last page in full"


_FULL = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 111–119.\n"
    "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 221–229.\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 331–349.\n"
    "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 161–179.\n"
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 101–109.\n"
)
_SHORT = "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 517–38.\n"

RULE = Rule(
    code="NUM705",
    name="elided-page-range",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_FULL + _SHORT,
            list_only=True,
            finds=("38",),
            after=_FULL + _SHORT.replace("–38", "–538"),
            safety="safe",
            values={"r6": {"page": "517-538"}},
            why="Five ranges in full and one shortened.",
        ),
        Example(
            text=_SHORT,
            list_only=True,
            house_style=HouseStyle(traits={"page_range": "full"}),
            finds=("38",),
            after=_SHORT.replace("–38", "–538"),
            safety="safe",
            why="A house style needs no majority.",
        ),
        Example(
            text=_FULL.replace("–1", "–").replace("–2", "–").replace("–3", "–") + _SHORT,
            list_only=True,
            why="A list that shortens throughout.",
        ),
        Example(
            text=_FULL + _SHORT.replace("517–38", "517–12"),
            list_only=True,
            why="A range that runs backwards is no shortened one.",
        ),
    ),
)
