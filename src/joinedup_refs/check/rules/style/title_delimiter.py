"""Another sign stands between an article's title and its journal than in the rest of the list.

## What it does

Learns from the list whether a full stop or a comma parts the titles of articles from their
journals. Where at least five articles agree, and at least nine in ten of all, names those that have
the other sign. A house style takes the place of the majority. Whether the sign stands before or
behind a quotation mark is all one. Titles that end in a question mark or in what may be an
abbreviation are left alone, and so is every article of which it is not quite sure where its title
ends.

## Why it matters

A reader tells title from journal by it, and so do programs that read the list.

## Fix safety

Tidying: one sign is put for another.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, deviants
from joinedup_refs.check.style.example_lists import five_articles
from joinedup_refs.check.style.titles import AFTER_TITLE, COMMA
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name articles with another sign behind their title than nearly all others."""
    del evidence
    yield from deviants(RULE, document, context, Held(AFTER_TITLE, _message, _title))


def _message(odd: Deviance) -> tuple[str, str]:
    return f"The title is followed by {odd.way}", f"{odd.asked('articles')} after the title"


def _title(odd: Deviance) -> str:
    return f"put {odd.usual} behind the title"


_USUAL = five_articles("{name} ({year}), Joint {noun}. {journal}, {volume}, {issue}, pp. {pages}.")
_TEN = _USUAL.replace("Joint", "Wide").replace("Policy", "Town")
_GRANT = "Grant, H. (2007), Joint costs{sign} Policy Studies, 28, 1, pp. 11–19.\n"
_ODD = _GRANT.format(sign=",")

RULE = Rule(
    code="STY012",
    name="title-delimiter",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _TEN + _ODD,
            list_only=True,
            finds=(",",),
            after=_USUAL + _TEN + _GRANT.format(sign="."),
            safety="safe",
            values={"r11": {"title": "Joint costs", "container-title": "Policy Studies"}},
            why="Ten of eleven articles have a full stop.",
        ),
        Example(
            text=_GRANT.format(sign="."),
            list_only=True,
            house_style=HouseStyle(traits={"after_title": COMMA}),
            finds=(".",),
            after=_ODD,
            safety="safe",
            values={"r1": {"title": "Joint costs", "container-title": "Policy Studies"}},
            why="A house style with commas.",
        ),
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            why="Five of six are less than nine in ten.",
        ),
        Example(
            text=_USUAL + _TEN + _GRANT.format(sign="?"),
            list_only=True,
            why="A question mark is the title's own.",
        ),
        Example(
            text=_USUAL + _TEN + _ODD.replace("Joint costs", "Joint costs in the U.S."),
            list_only=True,
            why="Behind an abbreviation a stop would be lost.",
        ),
        Example(
            text=_USUAL + _TEN + "Grant, H. (2007), Joint Costs, Leeds: Harbour Press.\n",
            list_only=True,
            why="A book.",
        ),
    ),
)
