"""A range of pages spans a thousand pages, or names one page twice.

## What it does

Names articles, chapters, papers and news items whose pages span a thousand pages or more, as
`12–1340` does, and ranges whose first and last page are the same (`408–408`). Books and reports may
well have a thousand pages; and in a .bib file `408--408` is how many programs write a single page.

## Why it matters

A digit too many sends the reader astray. One page twice is a single page, and most styles then have
another word before it.

## Fix safety

Shown only: which digit is wrong the list does not tell.

## Sources

The entry itself.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.mending import printed_at
from joinedup_refs.check.style.pages import ranges_of
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.pages import PageRange
from joinedup_refs.notation.pages import completed

_TOO_MANY = 1000  # pages
_PARTS = frozenset({"article", "chapter", "conference-paper", "news"})


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries with pages that cannot well be."""
    del evidence, context
    printed = document.written is None
    for entry in document.entries:
        at = printed_at(entry, "page")
        told = next(filter(None, (_told(pages, printed) for pages in ranges_of(entry))), "")
        if at is not None and told and entry.reference.kind in _PARTS:
            yield RULE.finding(told, at, entries=(entry.id,))


def _told(pages: PageRange, printed: bool) -> str:
    whole = completed(pages)
    if whole.first == whole.last:
        return f"The first page and the last are the same: {whole.first}." if printed else ""
    if not (whole.first.isdecimal() and whole.last.isdecimal()):
        return ""
    span = int(whole.last) - int(whole.first) + 1
    if span < _TOO_MANY:
        return ""
    return f"The pages {pages.first}–{pages.last} span {span:,} pages."


RULE = Rule(
    code="NUM709",
    name="implausible-page-range",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 12–1340.\n",
            list_only=True,
            finds=("12–1340",),
            why="No article has 1,329 pages.",
        ),
        Example(
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 408–408.\n",
            list_only=True,
            finds=("408–408",),
            why="One page twice.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 998–1012.\n"
                "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. 517–38.\n"
                "Clark, D. (2003), Joint funds. Public Administration, 81, 2, p. 408.\n"
            ),
            list_only=True,
            why="A thousand is passed, a page is shortened, and a page stands alone.",
        ),
        Example(
            text="@article{adams01, author = {Adams, Bea}, title = {Joint Plans},\n"
            "  journal = {Policy Studies}, year = 2001, volume = 22, pages = {408--408}}\n",
            bib=True,
            why="A single page as many programs write it.",
        ),
    ),
)
