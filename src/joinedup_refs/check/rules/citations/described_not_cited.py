"""The text describes works by title and pages, and the list does not have them.

## What it does

Gathers the works that the prose names by a quoted title and pages in brackets, as an editorial
introduces the articles of its issue, and that are not in the list. One note tells of them all.

## Why it matters

It is information, not a defect: an issue's own articles need no entry. In another text such a work
may have been meant to be cited.

## Fix safety

Shown only.

## Sources

An editorial in *Public Money & Management* (2016), which introduces nine articles so.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check import quotations
from joinedup_refs.check.order import folded
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_PAGES = re.compile(r",\s?(?:see\s|in\s)?pp?\.\s?\w{1,8}(?:\s?[–—-]\s?\w{1,8})?\s?[);,]")
_RANGE = re.compile(r"[–—-]")
_BEFORE = re.compile(r"[(\[](?:see |cf\. |in )?$")
_SHORTEST = 40  # folded characters of a title that are looked for in the list


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Gather the works described by title and pages that the list does not have."""
    del evidence, context
    if not document.entries:
        return
    listed = [folded(document.reading(entry)) for entry in document.entries]
    places = []
    ranges = 0
    for quotation in quotations.find(document):
        pages = _PAGES.match(document.text.printed, quotation.at.end)
        before = document.text.printed[max(0, quotation.at.start - 8) : quotation.at.start]
        if pages is None or not _BEFORE.search(before):
            continue
        title = folded(quotation.words)[:_SHORTEST]
        if quotation.words[:1].islower() or not title or any(title in entry for entry in listed):
            continue
        places.append(quotation.at)
        ranges += _RANGE.search(pages[0]) is not None
    if not ranges:  # a single page behind quoted words is a locator
        return
    number = len(places)
    works = "a work" if number == 1 else f"{number} works"
    them = "it" if number == 1 else "them"
    yield RULE.finding(
        f"The text describes {works} by title and pages; the list does not have {them}.",
        places[0],
        related=places[1:],
    )


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT209",
    name="described-not-cited",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=(
                "Plans are many (Adams, 2001). We open with Ada Cole (‘Against plans’, see p. 4), "
                "then hear Ben Dorn (‘What is a “team” today?’, pp. 7–14)." + _LIST
            ),
            finds=("‘Against plans’",),
            why="Two articles of the issue; one note tells of both.",
        ),
        Example(
            text=(
                "Plans are many (Adams, 2001). Brown (2002) is against them (‘not a team in "
                "sight’, p. 3) as was Adams (‘Joint plans’, pp. 1–9)." + _LIST
            ),
            why="Quoted words with their page, and a work that the list has.",
        ),
    ),
)
