"""A title stands in other quotation marks than the rest of the list, or in none.

## What it does

Learns from the list which quotation marks stand round the titles of articles, newspaper articles
among them, and of chapters, or that none do. Where at least five entries agree, and at least four
in five of all, names those that differ. A house style takes the place of the majority. Straight
and curly marks are the same here; `quote-glyph` tells them apart. Books are left alone, and so is
what may be a book, and a newspaper article without marks unless its full date is printed.

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
from joinedup_refs.check.style.deviants import Deviance, Held, deviants
from joinedup_refs.check.style.example_lists import five_articles
from joinedup_refs.check.style.quotes import TITLE_QUOTES
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name articles and chapters with other marks round their title than nearly all others."""
    del evidence
    yield from deviants(RULE, document, context, Held(TITLE_QUOTES, _message, _title))


def _message(odd: Deviance) -> tuple[str, str]:
    return f"The title is printed as {odd.way}", odd.asked(
        "articles and chapters", of_house="writes titles as"
    )


def _title(odd: Deviance) -> str:
    if odd.norm.way == "Title":
        return "take the quotation marks from the title"
    return f"put the title as {odd.usual}"


_USUAL = five_articles(
    "{name} ({year}), ‘Joint {noun}’, {journal}, {volume}, {issue}, pp. {pages}."
)
_PLAIN = five_articles("{name} ({year}), Joint {noun}, {journal}, {volume}, {issue}, pp. {pages}.")
_MIXED = (
    "Grant, H. (2000) {open}The lost towns{close} in L. Stone (ed.) Tolls. Leeds: Sage, pp. 1–9.\n",
    "Hill, K. (2004) {open}Towns run dry{close} The Guardian, 13 July.\n",
    "Irwin, T. (2009) {open}Hills of glass{close} The Guardian, 5 March.\n",
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
            text=_PLAIN + "".join(line.format(open="'", close="',") for line in _MIXED),
            list_only=True,
            why="A chapter and two newspaper articles have marks, which is no slip.",
        ),
        Example(
            text=_PLAIN * 3 + "".join(line.format(open="'", close="',") for line in _MIXED),
            list_only=True,
            finds=("'The lost towns'", "'Towns run dry'", "'Hills of glass'"),
            after=_PLAIN * 3 + "".join(line.format(open="", close=",") for line in _MIXED),
            safety="safe",
            why="All three are mended, or none: half of them would leave two ways.",
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
