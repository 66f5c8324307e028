"""The word before the pages differs from the rest of the list.

## What it does

Learns from the list what stands before the pages of an article, and apart from that before those
of a chapter: `pp.`, `S.`, nothing. Where at least five entries agree, and at least four in five of
all, names those that differ. A house style takes the place of the majority. Only ranges are looked
at: for a single page many styles have another word.

## Why it matters

Styles have one way for articles and one for chapters, and a copy-editor has to put the others
right.

## Fix safety

Tidying: the word is put in, taken out or changed; the pages stay the same. Where there is no room
for a word, as in `84:517–538`, nothing is mended.

## Sources

The list's own majority, or the house style.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.deviants import Deviance, Held, Wording, deviants
from joinedup_refs.check.style.example_lists import five_articles
from joinedup_refs.check.style.pages import ARTICLE_PAGES, CHAPTER_PAGES
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.house_style import HouseStyle


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries with another word before their pages than the others of their kind."""
    del evidence
    yield from deviants(
        RULE,
        document,
        context,
        Held(ARTICLE_PAGES, _message("articles"), _title),
        Held(CHAPTER_PAGES, _message("chapters"), _title),
    )


def _message(noun: str) -> Wording:
    return lambda odd: (f"Before the pages stands {odd.way}", f"{odd.asked(noun)} before the pages")


def _title(odd: Deviance) -> str:
    return "leave out the word before the pages" if odd.norm.way == "none" else f"put {odd.usual}"


_USUAL = five_articles("{name} ({year}), Joint {noun}. {journal}, {volume}, {issue}, pp. {pages}.")
_ODD = "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, 11–19.\n"

RULE = Rule(
    code="STY006",
    name="page-prefix",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD,
            list_only=True,
            finds=(_ODD.strip(),),
            after=_USUAL + _ODD.replace("11–19", "pp. 11–19"),
            safety="safe",
            values={"r6": {"page": "11-19"}},
            why="Five of six articles have the word.",
        ),
        Example(
            text=_ODD + _ODD.replace("Grant", "Hill").replace(", 11–19", ", pp. 21–29"),
            list_only=True,
            house_style=HouseStyle(traits={"article_page_prefix": "none"}),
            finds=("pp. ",),
            after=_ODD + _ODD.replace("Grant", "Hill").replace("11–19", "21–29"),
            safety="safe",
            why="A house style needs no majority.",
        ),
        Example(
            text=_USUAL.replace("pp. ", "")
            + "Grant, H. (2007), Joint costs, in Hill, J. (ed.), The Costs (London: Routledge), "
            "pp. 11–19.\n",
            list_only=True,
            why="Articles without and a chapter with the word, as many styles have it.",
        ),
        Example(
            text=_USUAL + "Grant, H. (2007), Joint costs. Policy Studies, 28, 1, p. 11.\n",
            list_only=True,
            why="A single page has another word.",
        ),
    ),
)
