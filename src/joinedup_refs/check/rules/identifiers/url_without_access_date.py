"""A web address stands without the day on which it was looked at.

## What it does

Where at least three entries with a web address, and at least three in four of them, say when it was
looked at, names those that do not. Articles, books and chapters are counted apart from everything
else, for many styles ask for the day of web pages only. A DOI and other lasting addresses need no
day, and where part of the entry was not understood nothing is said.

## Why it matters

Pages change; a style that asks for the day asks for it throughout.

## Fix safety

Shown only: only you know when you looked.

## Sources

The list's own majority; ISO 690:2021, on online resources.
"""

import re
from collections.abc import Iterator, Sequence

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.understood import is_understood
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_ENOUGH = 3  # entries with a day that make a habit
_SHARE = 0.75
_PUBLISHED = frozenset({"article", "book", "chapter", "conference-paper", "preprint"})
_LASTING = re.compile(
    r"//(?:[\w-]{1,20}\.)*(?:doi\.org|handle\.net|arxiv\.org|jstor\.org|zenodo\.org|web\.archive\.org"
    r"|nbn-resolving\.(?:de|org))/|/(?:10\.\d{4,9}/|urn:|ark:/)",
    re.IGNORECASE,
)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries without a day of access in a list that gives it."""
    del evidence, context
    linked = [e for e in document.entries if e.reference.url and not _lasts(e)]
    published = [e for e in linked if e.reference.kind in _PUBLISHED]
    yield from _lacking(document, published, "articles, books and chapters with a web address")
    others = [e for e in linked if e.reference.kind not in _PUBLISHED]
    yield from _lacking(document, others, "web pages and the like")


def _lasts(entry: Entry) -> bool:
    return bool(entry.reference.doi) or bool(_LASTING.search(entry.reference.url))


def _lacking(document: Document, entries: Sequence[Entry], noun: str) -> Iterator[Finding]:
    without = [entry for entry in entries if entry.reference.accessed is None]
    having = len(entries) - len(without)
    if having < _ENOUGH or having < _SHARE * len(entries):
        return
    for entry in without:
        if is_understood(document, entry):
            yield RULE.finding(
                f"No day of access; {having} of the {len(entries)} {noun} have one.",
                entry.span,
                entries=(entry.id,),
            )


_DATED = (
    "Adams, B. (2001), Joint plans, http://example.org/plans (accessed 3 May 2011).\n"
    "Brown, C. (2002), Joint teams, http://example.org/teams (accessed 3 May 2011).\n"
    "Clark, D. (2003), Joint funds, http://example.org/funds (accessed 3 May 2011).\n"
)
_BARE = "Davis, E. (2004), Joint goals, http://example.org/goals.\n"

RULE = Rule(
    code="IDN808",
    name="url-without-access-date",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_DATED + _BARE,
            list_only=True,
            finds=(_BARE.strip(),),
            why="Three of four pages have a day.",
        ),
        Example(
            text=_BARE + _BARE.replace("Davis", "Evans") + _BARE.replace("Davis", "Grant"),
            list_only=True,
            why="A list without days.",
        ),
        Example(
            text=_DATED
            + "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–79, "
            + "http://example.org/goals.\n"
            + "Evans, F. (2005), Joint rules, https://doi.org/10.5281/zenodo.1234.\n",
            list_only=True,
            why="An article, and an address that lasts.",
        ),
    ),
)
