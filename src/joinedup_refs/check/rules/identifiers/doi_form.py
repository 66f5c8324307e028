"""A DOI is written otherwise than the others of the list.

## What it does

Learns from the list how DOIs are led in: `https://doi.org/`, `http://dx.doi.org/`, `doi:`, nothing;
and whether a full stop follows a DOI that ends its entry. Where at least five entries agree, and at
least four in five of all, names those that differ. A house style takes the place of the majority.
The address of a publisher or a library that holds the DOI is no form of it and is left alone, and
so is an entry with two DOIs.

## Why it matters

Crossref asks for the address `https://doi.org/…`, and journals for one form throughout. A full stop
that looks like part of the DOI makes a link lead nowhere.

## Fix safety

Tidying: what leads the DOI in is changed, and the DOI stays the same.

## Sources

The list's own majority, or the house style; Crossref's display guidelines for DOIs.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, deviants
from joinedup_refs.check.style.dois import DOI, DOI_STOP, STOP
from joinedup_refs.check.style.example_lists import five_articles
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose DOI is led in or ended otherwise than nearly all others."""
    del evidence
    yield from deviants(
        RULE,
        document,
        context,
        Held(DOI, _lead_message, _lead_title),
        Held(DOI_STOP, _stop_message, _stop_title),
    )


def _lead_message(odd: Deviance) -> tuple[str, str]:
    asked = odd.asked("entries with a DOI", "have the form of", "writes DOIs as")
    return f"The DOI is printed as in {odd.way}", asked


def _lead_title(odd: Deviance) -> str:
    return f"write the DOI as in {odd.usual}"


def _stop_message(odd: Deviance) -> tuple[str, str]:
    asked = odd.asked("entries that end with a DOI")
    return f"Behind the DOI stands {odd.way}", f"{asked} behind it"


def _stop_title(odd: Deviance) -> str:
    stop = odd.norm.way == STOP
    return "put a full stop after the DOI" if stop else "take out the full stop after the DOI"


_USUAL = five_articles(
    "{name} ({year}), Joint {noun}. {journal}, {volume}, {issue}, pp. {pages}. "
    "https://doi.org/10.1080/0144287{year}"
)
_ODD = "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, pp. 11–19. doi:10.1080/01442872007\n"

RULE = Rule(
    code="IDN801",
    name="doi-form",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=("doi:10.1080/01442872007",),
            after=_USUAL + _ODD.replace("doi:", "https://doi.org/"),
            safety="safe",
            values={"r6": {"DOI": "10.1080/01442872007"}},
            why="Five addresses and a label.",
        ),
        Example(
            text=_USUAL + _ODD.replace("doi:", "https://doi.org/").replace("\n", ".\n"),
            list_only=True,
            finds=(".",),
            after=_USUAL + _ODD.replace("doi:", "https://doi.org/"),
            safety="safe",
            why="A full stop behind the address.",
        ),
        Example(
            text=_ODD,
            list_only=True,
            house_style=HouseStyle(traits={"doi": "https://doi.org/10.1000/182"}),
            finds=("doi:10.1080/01442872007",),
            after=_ODD.replace("doi:", "https://doi.org/"),
            safety="safe",
            why="A house style needs no majority.",
        ),
        Example(
            text=_USUAL.replace("https://doi.org/", "doi: ")
            + _ODD.replace("doi:", "https://www.jstor.org/stable/"),
            list_only=True,
            why="Labels throughout, and a library's address.",
        ),
    ),
)
