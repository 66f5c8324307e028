"""The pages of an entry are not those of its record.

## What it does

Where a record was found for an entry, holds the printed pages against those of the record. Ranges
are compared by their first and last page, shortened ones completed; where one of the two gives only
the first page, nothing is said. Silent too where another record has the pages as printed, and where
the record's page stands in another place of the entry, which may then have been misunderstood.

## Why it matters

A wrong page sends the reader of a printed volume astray, and programs that match references by
volume and page find nothing.

## Fix safety

Well supported where the record is of this work whatever its pages, at least three other fields
agreeing, and no other source contradicts it. Otherwise, and where the record's pages begin at 1 as
those of articles ahead of print do, a best guess. Another work's reference list replaces nothing.

## Sources

Crossref's metadata schema, `first_page` and `last_page`; CSL 1.0.2, variable `page`.
"""

from collections.abc import Iterator

from joinedup_refs.check.amending import pages_put, replaced, stands_elsewhere
from joinedup_refs.check.example_records import evidence as _evidence
from joinedup_refs.check.example_records import match as _match
from joinedup_refs.check.recorded import Claim, claims, found, support
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.witnesses import reasons, says
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, Safety
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.pages import Pages
from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages as notation


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries whose pages differ from their record's."""
    del context
    for entry, matches in found(document, evidence):
        pages = getattr(entry.reference, "pages", None)
        told = claims(matches, "page")
        if not isinstance(pages, Pages) or not told:
            continue
        elsewhere = any(_is_misread(document, entry, pages, claim.value) for claim in told)
        if all(_conflicts(pages, claim.value) for claim in told) and not elsewhere:
            yield _told(document, entry, pages, told)


def _told(document: Document, entry: Entry, pages: Pages, told: tuple[Claim, ...]) -> Finding:
    chosen = support(told, "page", _same)
    claim = chosen[0] if chosen else told[0]
    recorded = _pages(claim.value)
    shown = notation.format(recorded, "–") if recorded else ""
    because = reasons(claim, "page", shown)
    fixes: tuple[Fix, ...] = ()
    if chosen is not None and recorded is not None:
        fixes = _fixes(document, entry, pages, recorded, chosen[1], because)
    who = f"the record has {shown}" if fixes else says(claim, "page", shown)
    return RULE.finding(
        f"The list has pages {notation.format(pages, '–')}; {who}.",
        entry.span,
        entries=(entry.id,),
        reasons=because if fixes else (),
        fixes=fixes,
    )


def _fixes(
    document: Document,
    entry: Entry,
    pages: Pages,
    recorded: Pages,
    safety: Safety,
    because: tuple[str, ...],
) -> tuple[Fix, ...]:
    value = notation.format(recorded)
    setting = replaced(entry, "page", value, RULE.code, because)
    amendments = pages_put(document, entry, pages, recorded)
    if setting is None or not amendments:
        return ()
    if notation.first_and_last(recorded)[0] == "1" != notation.first_and_last(pages)[0]:
        safety = "unsafe"  # as articles ahead of print are numbered
    title = f"Change the pages to {notation.format(recorded, '–')}"
    return (Fix(title=title, safety=safety, edits=(*amendments, setting)),)


def _pages(value: Json) -> Pages | None:
    return notation.parse(value) if isinstance(value, str) else None


def _conflicts(printed: Pages, value: Json) -> bool:
    recorded = _pages(value)
    if recorded is None:
        return False
    one, other = _ends(printed), _ends(recorded)
    if _is_single(printed) and _is_single(recorded):
        return one != other and one[0].isdigit() and other[0].isdigit()
    if _is_single(printed) or _is_single(recorded):
        return False  # a first page alone, or the number of an article
    return one != other


def _is_misread(document: Document, entry: Entry, pages: Pages, value: Json) -> bool:
    """Whether a page that only the record has stands in another place of the entry."""
    recorded = _pages(value)
    new = set(notation.first_and_last(recorded)) - set(_ends(pages)) if recorded else set()
    return any(len(page) > 1 and stands_elsewhere(document, entry, "page", page) for page in new)


def _same(one: Json, other: Json) -> bool:
    left, right = _pages(one), _pages(other)
    return left is not None and right is not None and _ends(left) == _ends(right)


def _ends(pages: Pages) -> tuple[str, str]:
    first, last = notation.first_and_last(pages)
    return first.casefold().lstrip("0"), last.casefold().lstrip("0")


def _is_single(pages: Pages) -> bool:
    first, last = _ends(pages)
    return first == last


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 31–49.\n"

RULE = Rule(
    code="NUM706",
    name="pages-conflict",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"page": "31-48", "DOI": "10.1/a"}, differ="page")),
            finds=(_LINE.strip(),),
            after=_LINE.replace("49", "48"),
            values={"r1": {"page": "31-48"}},
            safety="evident",
            why="All else agrees with the record.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"page": "31-48"}, "author title", differ="page")),
            finds=(_LINE.strip(),),
            after=_LINE.replace("49", "48"),
            safety="unsafe",
            why="Two fields alone do not carry a change.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"page": "31-48"}, levels={"page": "C"})),
            finds=(_LINE.strip(),),
            why="Another work's list does not replace what is printed.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(_match("r1", {"page": "31"})),
            why="A first page alone contradicts nothing.",
        ),
        Example(
            text=_LINE,
            list_only=True,
            evidence=_evidence(
                _match("r1", {"page": "31-48"}), _match("r1", {"page": "31-49"}, source="library")
            ),
            why="One of two records has the pages as printed.",
        ),
    ),
)
