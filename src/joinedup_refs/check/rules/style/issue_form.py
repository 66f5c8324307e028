"""The issue number is joined to the volume otherwise than in the rest of the list.

## What it does

Learns from the list how an issue number follows its volume: `84(3)`, `84, 3`, `84, no. 3`. Where at
least five entries agree, and at least four in five of all, names those that differ. A house style
takes the place of the majority.

## Why it matters

Programs that take the numbers apart go by such signs, and a copy-editor has to put them right.

## Fix safety

Tidying: brackets, signs and the word before the issue change, and both numbers stay. Where the
volume has a word before it as well (`vol. 28, no. 3`), nothing is changed for a form without words.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, deviants
from joinedup_refs.check.style.example_lists import five_articles
from joinedup_refs.check.style.numbering import ISSUE
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose issue number is joined on otherwise than in nearly all others."""
    del evidence
    yield from deviants(RULE, document, context, Held(ISSUE, _message, _title))


def _message(odd: Deviance) -> tuple[str, str]:
    asked = odd.asked(
        "entries with an issue number", "have the form of", "writes volume and issue as"
    )
    return f"Volume and issue are printed as in {odd.way}", asked


def _title(odd: Deviance) -> str:
    return f"write volume and issue as in {odd.usual}"


_USUAL = five_articles("{name} ({year}), Joint {noun}. {journal}, {volume}({issue}), pp. {pages}.")
_ODD = "Grant, H. (2007), Joint costs. Policy Studies, 28, no. 3, pp. 11–19.\n"

RULE = Rule(
    code="STY011",
    name="issue-form",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=(", no. 3",),
            after=_USUAL + _ODD.replace(", no. 3", "(3)"),
            safety="safe",
            values={"r6": {"volume": "28", "issue": "3", "page": "11-19"}},
            why="Five entries have brackets.",
        ),
        Example(
            text=_ODD.replace(", no. 3", " (3)"),
            list_only=True,
            house_style=HouseStyle(traits={"issue": "84, 3"}),
            finds=(" (3)",),
            after=_ODD.replace(", no. 3", ", 3"),
            safety="safe",
            values={"r1": {"volume": "28", "issue": "3", "page": "11-19"}},
            why="A house style without brackets.",
        ),
        Example(
            text=_USUAL + _ODD.replace(", no. 3", " (s3)"),
            list_only=True,
            finds=(" (s3)",),
            after=_USUAL + _ODD.replace(", no. 3", "(s3)"),
            safety="safe",
            why="A supplement in brackets, as the issues are.",
        ),
        Example(
            text=_ODD.replace(", no. 3", "(s3)"),
            list_only=True,
            house_style=HouseStyle(traits={"issue": "84, 3"}),
            why="Where issues have no brackets, supplements are written in ways of their own.",
        ),
        Example(
            text=_USUAL + _ODD.replace(", no. 3", ", 3(25)"),
            list_only=True,
            why="A third number in brackets: which is volume and which is issue is not plain.",
        ),
        Example(
            text=_ODD.replace("28, no. 3", "vol. 28, no. 3"),
            list_only=True,
            house_style=HouseStyle(traits={"issue": "84(3)"}),
            finds=(", no. 3",),
            after=_ODD.replace("28, no. 3", "vol. 28, no. 3"),
            why="Half mended, it would read vol. 28(3).",
        ),
        Example(
            text=_USUAL + _ODD.replace(", no. 3", ""),
            list_only=True,
            why="An entry without an issue number is another matter.",
        ),
    ),
)
