"""The last page of a range comes before the first.

## What it does

Names entries whose pages run backwards, as 90–12 does: in figures, in figures behind the same
letter (`S12–S8`), in roman numerals. A shortened last page (517–38) is completed first; where even
so it comes before the first page, the range is named too. `61–1` is left alone, for it may be the
first page of section 61.

## Why it matters

One of the two pages is wrong, and programs that sort or compare by pages stumble.

## Fix safety

Shown only: which page is wrong, or whether the two were exchanged, the list does not tell.

## Sources

The entry itself.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.style.mending import printed_at
from joinedup_refs.check.style.pages import ranges_of
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.pages import PageRange
from joinedup_refs.notation import roman
from joinedup_refs.notation.pages import completed

_LETTERED = re.compile(r"(?P<letters>[A-Za-z]{0,2})(?P<number>\d{1,6})")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries whose pages run backwards."""
    del evidence, context
    for entry in document.entries:
        at = printed_at(entry, "page")
        backwards = next((r for r in ranges_of(entry) if _runs_backwards(r)), None)
        if at is not None and backwards is not None:
            yield RULE.finding(
                f"The pages run backwards: {backwards.first}–{backwards.last}.",
                at,
                entries=(entry.id,),
            )


def _runs_backwards(pages: PageRange) -> bool:
    if pages.first.isdecimal() and pages.last.isdecimal() and int(pages.first) <= int(pages.last):
        return False
    whole = completed(pages)
    first, last = _LETTERED.fullmatch(whole.first), _LETTERED.fullmatch(whole.last)
    if first and last:
        alike = first["letters"].casefold() == last["letters"].casefold()
        section = first["number"].endswith(last["number"]) or last["number"] == "1"
        return alike and int(last["number"]) < int(first["number"]) and not section
    one, other = roman.parse(whole.first), roman.parse(whole.last)
    return one is not None and other is not None and other < one


RULE = Rule(
    code="NUM704",
    name="reversed-page-range",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 90–12.\n",
            list_only=True,
            finds=("90–12",),
            why="Neither in full nor shortened.",
        ),
        Example(
            text="Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 517–12.\n",
            list_only=True,
            finds=("517–12",),
            why="512 comes before 517.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 517–38.\n"
                "Brown, C. (2002), Joint teams. Local Government Studies, 23, 4, pp. xii–xv.\n"
                "Clark, D. (2003), Joint funds. Public Administration, 81, 2, pp. S98–S103.\n"
                "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 61–1.\n"
            ),
            list_only=True,
            why="A shortened page, roman numerals, pages of a supplement, and one of a section.",
        ),
    ),
)
