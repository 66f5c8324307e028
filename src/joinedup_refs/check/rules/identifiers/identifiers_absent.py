"""No entry of the list carries a DOI, an ISBN or an address.

## What it does

Says once for the whole list that no entry has an identifier, where there are at least three
entries and most are of kinds that usually have one: articles, books, chapters, papers, preprints,
data sets.

## Why it matters

An identifier leads a reader to the very work, and lets a program check the reference without
guessing. Many journals ask for DOIs where they exist.

## Fix safety

Shown only: an identifier is never made up. Checked against records, those of accepted works are
offered one by one.

## Sources

Crossref's display guidelines for DOIs; ISO 2108:2017 (ISBN).
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_ENOUGH = 3  # entries that make a list
_KINDS = frozenset({"article", "book", "chapter", "conference-paper", "preprint", "dataset"})
_FIELDS = ("doi", "url", "isbn", "issn")
_OTHERS = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID"})
_LOOKS_SO = re.compile(
    r"https?://|\bwww\.|\bdoi\b|\bISBN\b|\bISSN\b|\barXiv\b|\bhandle\b|\b10\.\d{4}", re.IGNORECASE
)
"""What is left unread may hold an identifier all the same."""


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report a list without any identifier."""
    del evidence, context
    entries = document.as_printed
    usual = [entry for entry in entries if entry.reference.kind in _KINDS]
    if len(entries) < _ENOUGH or 2 * len(usual) <= len(entries):
        return
    if any(_has_one(entry) or _LOOKS_SO.search(document.reading(entry)) for entry in entries):
        return
    of_usual_kinds = "all" if len(usual) == len(entries) else f"{len(usual)}"
    yield RULE.finding(
        f"None of the {len(entries)} entries prints an identifier (DOI, ISBN or web address), "
        f"though {of_usual_kinds} are of kinds that usually have one.",
        Span(start=entries[0].span.start, end=entries[-1].span.end),
        entries=[entry.id for entry in entries],
    )


def _has_one(entry: Entry) -> bool:
    reference = entry.reference
    known = any(getattr(reference, field, "") for field in _FIELDS)
    return known or bool(_OTHERS & reference.other.keys())


_PLAIN = (
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint Teams (Routledge).\n"
    "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. 31–49."
)

RULE = Rule(
    code="IDN807",
    name="identifiers-absent",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(text=_PLAIN, list_only=True, finds=(_PLAIN,), why="Three works, no identifier."),
        Example(
            text=_PLAIN + " https://doi.org/10.1111/1467-9299.00300\n",
            list_only=True,
            why="One DOI is enough: the list is not without.",
        ),
        Example(
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n",
            list_only=True,
            why="One entry makes no habit.",
        ),
    ),
)
