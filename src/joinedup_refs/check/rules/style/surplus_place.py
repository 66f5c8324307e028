"""A place of publication is given where the list gives none.

## What it does

Where at least five books and chapters with a publisher, and at least four in five of all, give no
place, names those that give one; with a house style that leaves the place out, all that give one.
What lacks a place where the others have one is the matter of `field-coverage`.

## Why it matters

Many styles no longer ask for the place, and one that stands alone was pasted from elsewhere.

## Fix safety

Shown only: taking the place out would lose what is printed.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.mending import printed_at
from joinedup_refs.check.style.places import LEFT_OUT, PLACE
from joinedup_refs.check.style.trait import judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name books and chapters with a place in a list without places."""
    del evidence
    judged = judge(document, PLACE, context.house_style)
    norm = judged.norm
    if norm is None or norm.way != LEFT_OUT:
        return
    for one in (s for found in judged.deviants(PLACE).values() for s in found):
        at = printed_at(one.entry, "publisher-place")
        if at is None:
            continue
        place = " ".join(document.text.read(at).text.split())
        asked = (
            "the house style gives no place"
            if norm.house
            else f"{norm.agreeing} of {norm.total} books and chapters give none"
        )
        yield RULE.finding(
            f"The place of publication is given ({place}); {asked}.", at, entries=(one.entry.id,)
        )


_BOOKS = (
    "Adams, B. (2001), Joint Plans (Routledge).\n"
    "Brown, C. (2002), Joint Teams (Palgrave).\n"
    "Clark, D. (2003), Joint Funds (Oxford University Press).\n"
    "Davis, E. (2004), Joint Goals (Routledge).\n"
    "Evans, F. (2005), Joint Rules (Sage).\n"
)
_ODD = "Grant, H. (2007), Joint Costs (London: Routledge).\n"

RULE = Rule(
    code="STY010",
    name="surplus-place",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_BOOKS + _ODD,
            list_only=True,
            finds=("London",),
            why="Five of six books give no place.",
        ),
        Example(
            text=_ODD,
            list_only=True,
            house_style=HouseStyle(traits={"place": "left out"}),
            finds=("London",),
            why="A house style needs no majority.",
        ),
        Example(
            text=_ODD + _BOOKS.replace("(Routledge)", "(London: Routledge)"),
            list_only=True,
            why="Places as often as not.",
        ),
    ),
)
