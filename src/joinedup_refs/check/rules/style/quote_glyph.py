"""Straight and curly quotation marks are mixed.

## What it does

Looks at the pairs of quotation marks in the list. Where at least five entries have one glyph
throughout, and at least four in five of all, names the entries with the other. A house style takes
the place of the majority. Apostrophes are no quotation marks and are left alone, and so are marks
that do not pair.

## Why it matters

The mixture shows where an entry was pasted from elsewhere.

## Fix safety

Tidying: the glyph is changed, and the words stay.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, deviants
from joinedup_refs.check.style.example_lists import five_articles
from joinedup_refs.check.style.quotes import GLYPHS
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose quotation marks are of the other glyph."""
    del evidence
    yield from deviants(RULE, document, context, Held(GLYPHS, _message, _title))


def _message(odd: Deviance) -> tuple[str, str]:
    asked = odd.asked("entries with quotation marks")
    marks = "quotation marks" if odd.norm.house else "ones"
    return f"The quotation marks are {odd.sighting.way}", f"{asked} {marks}"


def _title(odd: Deviance) -> str:
    return f"put {odd.norm.way} quotation marks"


_USUAL = five_articles(
    "{name} ({year}), ‘Joint {noun}’, {journal}, {volume}, {issue}, pp. {pages}."
)
_ODD = "Grant, H. (2007), 'Joint costs', Policy Studies, 28, 1, pp. 11–19.\n"

RULE = Rule(
    code="STY005",
    name="quote-glyph",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=("'Joint costs'",),
            after=_USUAL + _ODD.replace("'Joint costs'", "‘Joint costs’"),
            safety="safe",
            values={"r6": {"title": "Joint costs"}},
            why="One entry in straight marks.",
        ),
        Example(
            text='Adams, B. (2001), "Joint plans", Policy Studies, 22, 1, pp. 1–9.\n',
            list_only=True,
            house_style=HouseStyle(traits={"quotation_marks": "curly"}),
            finds=('"Joint plans"',),
            after="Adams, B. (2001), “Joint plans”, Policy Studies, 22, 1, pp. 1–9.\n",
            safety="safe",
            why="A house style needs no majority.",
        ),
        Example(
            text=_USUAL
            + "Grant, H. (2007), ‘The town's joint costs and its clerks' pay’, Policy Studies, 28, "
            "1, pp. 11–19.\n",
            list_only=True,
            why="Straight apostrophes beside curly quotation marks.",
        ),
        Example(
            text=_USUAL.replace("‘", "'").replace("’", "'") + _ODD,
            list_only=True,
            why="Straight marks throughout.",
        ),
    ),
)
