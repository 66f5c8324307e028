"""Words are quoted from a work, and no page is given.

## What it does

Names quotations of five words and more, in quotation marks, whose citation stands right before or
right behind them and gives no page, section or paragraph. Single words and phrases in quotation
marks are let alone, and so are titles.

## Why it matters

The common styles ask for the place of quoted words, and a reader wants to find them.

## Fix safety

Shown only: the page is for you to supply. Sources without pages have none to give.

## Sources

*Publication Manual of the American Psychological Association*, 7th edition, section 8.25; *The
Chicago Manual of Style*, 17th edition, section 15.23.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from joinedup_refs.check import quotations
from joinedup_refs.check.publisher import as_cited
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_FEWEST_WORDS = 5
_NEAR_BEFORE = 60  # characters between a citation and the quotation it introduces
_LOCATOR = re.compile(
    r"[\s(\[,.;:]{0,4}(?:see |at )?(?:pp?\.|pages?|para(?:s|graphs?)?\.?|§|ch(?:ap)?\.|sect?\.|"
    r"S\.|l{1,2}\.)\s?\w",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s,.;:]{0,3}[(\[]?")
_SENTENCE_END = re.compile(r"[.?!]\s|[;\n]")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the quotations whose citation has no locator."""
    del evidence, context
    citations = sorted(
        (c for c in document.citations if c.form != "numeric"), key=lambda c: c.at.start
    )
    if not citations:
        return
    starts = [c.at.start for c in citations]
    ends = sorted((c.cluster.end, n) for n, c in enumerate(citations))
    for quotation in quotations.find(document):
        if len(quotation.words.split()) < _FEWEST_WORDS:
            continue
        if _LOCATOR.match(document.text.printed, quotation.at.end):
            continue
        citation = _behind(document, quotation.at, citations, starts)
        citation = citation or _before(document, quotation.at, citations, ends)
        if citation is None or citation.locator:
            continue
        yield RULE.finding(
            f"Words are quoted from {as_cited(document, citation)}, and no page is given.",
            quotation.at,
            related=(citation.at,),
            entries=citation.references,
        )


def _behind(
    document: Document, at: Span, citations: Sequence[Citation], starts: list[int]
) -> Citation | None:
    """Give the citation in brackets right behind a quotation, if it is the only one there."""
    met = _BEHIND.match(document.text.printed, at.end)
    number = bisect_left(starts, at.end)
    if met is None or number == len(citations):
        return None
    citation = citations[number]
    if citation.form != "parenthetical" or citation.cluster.start > met.end():
        return None
    if citation.prefix or not document.text.printed[at.end : citation.cluster.start + 1].strip(
        " ,"
    ):
        return None
    alone = sum(c.cluster == citation.cluster for c in citations[number : number + 2]) == 1
    return citation if alone else None


def _before(
    document: Document, at: Span, citations: Sequence[Citation], ends: list[tuple[int, int]]
) -> Citation | None:
    """Give the citation in the sentence that introduces a quotation shortly before it."""
    place = bisect_right(ends, (at.start, len(citations)))
    if not place:
        return None
    end, number = ends[place - 1]
    citation = citations[number]
    between = document.text.printed[end : at.start]
    if citation.form != "narrative" or len(between) > _NEAR_BEFORE:
        return None
    return None if _SENTENCE_END.search(between) else citation


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT208",
    name="quotation-without-locator",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=(
                "Adams (2001) calls this ‘the slow union of unwilling partners’. It is ‘a team "
                "without anybody’s consent at all’ (Brown, 2002)." + _LIST
            ),
            finds=(
                "‘the slow union of unwilling partners’",
                "‘a team without anybody’s consent at all’",
            ),
            why="The citation before, and the citation behind.",
        ),
        Example(
            text=(
                "Adams (2001) calls this ‘the slow union of unwilling partners’ (p. 4). It is ‘a "
                "team without anybody’s consent at all’ (Brown, 2002, p. 7), a ‘so-called team’ "
                "(Brown, 2002). Cole’s paper (‘A union of quite unwilling partners’, pp. 23–30) "
                "agrees with Adams (2001)." + _LIST
            ),
            why="Pages are given; the third is a phrase, and the fourth a title.",
        ),
    ),
)
