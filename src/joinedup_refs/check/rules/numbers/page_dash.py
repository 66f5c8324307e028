"""A hyphen stands between page numbers where the list has a dash.

## What it does

Learns from the list which sign stands between the first page and the last. Where at least three
entries and most of them have the en dash (377–388), names the entries with a hyphen, a minus or
another short sign instead. In a list that uses the hyphen throughout, or as often as the dash,
nothing is said: that is a style too. Held to a house style, names each entry with the other sign.

## Why it matters

A mixed list looks unfinished, and programs that look for one of the signs miss the other.

## Fix safety

Tidying: the sign is changed in your list, the pages stay the same. A hyphen that belongs to a page
itself (`A-12`) is left alone.

## Sources

The list's own majority, or the house style. For the en dash between numbers: The Chicago Manual of
Style, 17th ed., 6.78; New Hart's Rules, 2nd ed., 4.11.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.pages import DASH, HYPHEN, PAGE_DASH
from joinedup_refs.check.style.trait import Judged, Norm, judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle

_ENOUGH = 3  # entries with a dash that make a habit
_SIGNS = {DASH: "en dash", HYPHEN: "hyphen"}


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries that have a hyphen in a list of dashes, or another sign than the house style."""
    del evidence
    judged = judge(document, PAGE_DASH, context.house_style)
    norm = judged.norm if judged.norm is not None and judged.norm.house else _habit(judged)
    if norm is None:
        return
    for one in judged.sightings:
        if one.way == norm.way:
            continue
        asked = _asked(norm)
        yield RULE.finding(
            f"{_article(_SIGNS[one.way]).capitalize()} stands between the pages; {asked}.",
            one.at,
            entries=(one.entry.id,),
            reasons=(asked,),
            fixes=(
                Fix(
                    title=f"put {_article(_SIGNS[norm.way])} between the pages",
                    safety="safe",
                    edits=PAGE_DASH.mended(document, (one,), norm.way),
                ),
            ),
        )


def _habit(judged: Judged) -> Norm | None:
    """Give what a list of dashes has; where hyphens are as many, they are its style."""
    hyphened = {one.entry.id for one in judged.sightings if one.way == HYPHEN}
    dashed = len({one.entry.id for one in judged.sightings} - hyphened)
    if dashed < _ENOUGH or dashed <= len(hyphened):
        return None
    return Norm(DASH, dashed, dashed + len(hyphened), house=False)


def _asked(norm: Norm) -> str:
    if norm.house:
        return f"the house style has {_article(_SIGNS[norm.way])} between pages"
    return f"{norm.agreeing} of {norm.total} entries have a dash between pages"


def _article(noun: str) -> str:
    return f"an {noun}" if noun.startswith("e") else f"a {noun}"


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
            after=_DASHED + _HYPHEN.replace("-", DASH),
            safety="safe",
            values={"r4": {"page": "61-79"}},
            why="One hyphen in a list of dashes.",
        ),
        Example(
            text=_DASHED.replace(DASH, "-") + _HYPHEN,
            list_only=True,
            why="Hyphens throughout.",
        ),
        Example(
            text=_HYPHEN.replace("-", DASH),
            list_only=True,
            house_style=HouseStyle(traits={"page_dash": "-"}),
            finds=(DASH,),
            after=_HYPHEN,
            safety="safe",
            why="A house style with hyphens.",
        ),
        Example(
            text=_DASHED
            + "Davis, E. (2004), Inter-agency goals. Policy Studies, 25, 1-2, pp. 61–79.\n",
            list_only=True,
            why="Hyphens in a title and a double issue are not pages.",
        ),
    ),
)
