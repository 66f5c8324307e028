"""A title stands in other quotation marks than the rest of the list, or in none.

## What it does

Learns from the list which quotation marks stand round the titles of articles and chapters, or that
none do. Where at least five entries agree, and at least four in five of all, names those that
differ. A house style takes the place of the majority. Straight and curly marks are the same here;
`quote-glyph` tells them apart. Books are left alone, and so is what may be a book.

## Why it matters

Where the others have marks, a title without them reads as that of a book.

## Fix safety

Tidying: the marks are put in, changed or taken out, and the title stays. Nothing is mended where
the title has such marks of its own.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import deviants, said
from joinedup_refs.check.style.quotes import TITLE_QUOTES
from joinedup_refs.check.style.trait import Norm, Sighting
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name articles and chapters with other marks round their title than nearly all others."""
    del evidence

    def message(one: Sighting, norm: Norm) -> str:
        asked = said(TITLE_QUOTES, norm, "articles and chapters")
        return f"The title is printed as {TITLE_QUOTES.called(one.way)}; {asked}."

    def title(norm: Norm) -> str:
        if norm.way == "Title":
            return "take the quotation marks from the title"
        return f"put the title as {TITLE_QUOTES.called(norm.way)}"

    yield from deviants(RULE, TITLE_QUOTES, document, context, message, title)


_USUAL = (
    "Adams, B. (2001), ‘Joint plans’, Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), ‘Joint teams’, Local Government Studies, 23, 4, pp. 21–29.\n"
    "Clark, D. (2003), ‘Joint funds’, Public Administration, 81, 2, pp. 31–49.\n"
    "Davis, E. (2004), ‘Joint goals’, Policy Studies, 25, 1, pp. 61–79.\n"
    "Evans, F. (2005), ‘Joint rules’, Policy Studies, 26, 1, pp. 1–9.\n"
)
_ODD = "Grant, H. (2007), Joint costs, Policy Studies, 28, 1, pp. 11–19.\n"

RULE = Rule(
    code="STY009",
    name="title-quotes",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=("Joint costs",),
            after=_USUAL + _ODD.replace("Joint costs", "‘Joint costs’"),
            safety="safe",
            values={"r6": {"title": "Joint costs"}},
            why="Five of six articles have the marks.",
        ),
        Example(
            text=_ODD.replace("Joint costs", "“Joint costs”"),
            list_only=True,
            house_style=HouseStyle(traits={"article_title": "Title"}),
            finds=("“Joint costs”",),
            after=_ODD,
            safety="safe",
            values={"r1": {"title": "Joint costs"}},
            why="A house style without marks.",
        ),
        Example(
            text=_USUAL + "Grant, H. (2007), Joint Costs (London: Routledge).\n",
            list_only=True,
            why="A book.",
        ),
        Example(
            text=_USUAL + _ODD.replace("Joint costs", "'Joint costs'"),
            list_only=True,
            why="Straight marks of the same kind.",
        ),
    ),
)
