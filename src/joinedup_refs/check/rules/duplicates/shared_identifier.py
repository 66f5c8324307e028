"""Two different works bear the same identifier.

## What it does

Names an entry that prints the DOI, the PubMed number, or the ISBN of a whole book, of an earlier
entry which is another work. Chapters under the identifier of their book are left alone. Where the
two entries are one work, duplicate-entry tells it.

## Why it matters

At least one of the two leads readers and programs to the wrong work; reference managers that merge
by identifier will make one of them disappear.

## Fix safety

A best guess, your decision, one for each of the two entries: the identifier is taken out of it.
Which of them it belongs to can only be seen by following it, so neither is done for you.

## Sources

ISO 26324:2022 (DOI: one identifier, one object); ISO 2108:2017 (ISBN: one for each edition).
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from joinedup_refs.check.copies import Sharing, sharing
from joinedup_refs.check.printed_works import PrintedWork
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Span

_ALIKE = 75  # likeness of 100, of titles that may be one in two wordings
_LEAD = re.compile(
    r"[\s,;.(\[]{0,4}(?:https?://(?:dx\.|www\.)?doi\.org/|(?:doi|pmid|pmcid|isbn)\b\s?[:=]?\s?){0,2}$",
    re.IGNORECASE,
)
_REACH = 40


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries with the identifier of another work."""
    del evidence, context
    for shared in sharing(document):
        if not _are_two(shared.earlier, shared.later):
            continue
        earlier, later = shared.earlier.entry, shared.later.entry
        fixes = [
            _without(document, work, shared, which)
            for work, which in ((shared.later, "this entry"), (shared.earlier, "the earlier one"))
        ]
        line = document.text.line(earlier.span.start)
        yield RULE.finding(
            f"This entry and the one in line {line} are different works with the same "
            f"{shared.kind}, {shared.identifier}; it can belong to one of them only.",
            later.span,
            related=(earlier.span,),
            entries=(later.id, earlier.id),
            fixes=[fix for fix in fixes if fix is not None],
        )


def _are_two(one: PrintedWork, other: PrintedWork) -> bool:
    """Whether two entries under one identifier are plainly different works."""
    if not one.title or not other.title:
        return False
    left, right = " ".join(one.title), " ".join(other.title)
    if fuzz.token_set_ratio(left, right) >= _ALIKE or _within(one, other) or _within(other, one):
        return False
    parts = [work for work in (one, other) if work.kind in {"chapter", "conference-paper"}]
    whole = {" ".join(work.title) for work in (one, other) if work not in parts}
    books = {" ".join(work.container) for work in parts}
    return not parts or not (len(books) == 1 or whole & books)


def _within(one: PrintedWork, other: PrintedWork) -> bool:
    """Whether a title stands in the other entry, which was then only taken apart otherwise."""
    return f" {' '.join(one.title)} " in f" {' '.join(other.words)} "


def _without(document: Document, work: PrintedWork, shared: Sharing, which: str) -> Fix | None:
    """Take an identifier out of an entry; None where its place is not plain."""
    origin = work.entry.origins.get(shared.kind)
    if not isinstance(origin, Printed):
        return None
    printed = document.text.printed
    lead = _LEAD.search(
        printed, max(work.entry.span.start, origin.at.start - _REACH), origin.at.start
    )
    start = lead.start() if lead else origin.at.start
    return Fix(
        title=f"Take the {shared.kind} out of {which}",
        safety="unsafe",
        edits=(AmendText(at=Span(start=start, end=origin.at.end), text=""),),
    )


_ONE = (
    "Adams, B. (2001), Joint plans for rivers. Policy Studies, 22, 1, pp. 31–49. doi:10.5555/ps.12"
)
_TWO = "Brown, C. (2002), The cost of ferries. Policy Studies, 23, 1, pp. 1–9. doi:10.5555/ps.12"

RULE = Rule(
    code="DUP901",
    name="shared-identifier",
    severity="error",
    check=check,
    examples=(
        Example(
            text=f"{_ONE}\n{_TWO}\n",
            list_only=True,
            finds=(_TWO,),
            after=f"{_ONE}\n{_TWO.removesuffix('. doi:10.5555/ps.12')}\n",
            safety="unsafe",
            why="Two articles under one DOI.",
        ),
        Example(
            text=f"{_ONE}\n{_ONE.replace('22, 1', '22')}\n",
            list_only=True,
            why="One article twice is duplicate-entry's story.",
        ),
        Example(
            text=(
                "Clark, D. (2003), Night ferries. In: Dunn, E. (Ed.), Crossing Water (Harbour "
                "Press), pp. 1–20. doi:10.5555/cw\n"
                "Eaton, F. (2003), Tolls and tides. In: Dunn, E. (Ed.), Crossing Water (Harbour "
                "Press), pp. 21–40. doi:10.5555/cw\n"
            ),
            list_only=True,
            why="Two chapters with the DOI of their book.",
        ),
        Example(
            text=(
                "@book{adams01, author = {Adams, Bea}, title = {Joint Plans}, isbn = {????}}\n"
                "@book{brown02, author = {Brown, Cy}, title = {Ferries}, isbn = {????}}\n"
            ),
            bib=True,
            why="A place held for an ISBN is none.",
        ),
    ),
)
