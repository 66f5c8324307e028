"""The list has a work that the text never cites.

## What it does

Names each entry that no citation of the text leads to. Says nothing where only a list was given, or
where no citation at all was found.

## Why it matters

Most journals ask for a list of works cited and no others. An entry that nothing cites may also be
the trace of a citation that was misspelt or dropped.

## Fix safety

Shown only. An entry is never deleted for you: a bibliography may hold works for further reading.

## Sources

The author-date and numeric rules of the common styles: every entry is cited.
"""

from collections.abc import Iterator

from joinedup_refs.check.copies import copies
from joinedup_refs.check.numbered import cites_by_number
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the entries that no citation leads to."""
    del evidence, context
    cited = {identifier for c in document.citations for identifier in c.references}
    if not cited:
        return
    by_number = cites_by_number(document)  # then a name that was clipped explains nothing
    uncited = [entry for entry in document.entries if entry.id not in cited]
    told = _copies_of_cited(document, cited) if uncited else set()
    if by_number and len(document.regions) == 1:
        # of entries that share a number, each may be meant; number-out-of-range tells of them
        numbers = {entry.marker for entry in document.entries if entry.id in cited}
        told |= {entry.id for entry in uncited if entry.marker and entry.marker in numbers}
    for entry in uncited:
        if entry.id not in told:
            yield RULE.finding(
                "The text does not cite this work.",
                entry.span,
                entries=(entry.id,),
                because_of="" if by_number else None,
            )


def _copies_of_cited(document: Document, cited: set[str]) -> set[str]:
    """Give the entries whose work is cited through another entry; duplicate-entry tells of them."""
    found: set[str] = set()
    for copy in copies(document):
        both = {copy.earlier.entry.id, copy.later.entry.id}
        if both & (cited | found):
            found |= both
    return found


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT202",
    name="listed-not-cited",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Much is joint (Adams, 2001), said Clark (2003)." + _LIST,
            finds=("Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.",),
            why="Nothing cites the second entry.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002), said Clark (2003)." + _LIST,
            why="Every entry is cited.",
        ),
        Example(
            text="Much is joint [1, 2], said Clark [3]."
            + _LIST.replace("Adams", "1. Adams")
            .replace("Brown", "2. Brown")
            .replace("Clark", "2. Clark")
            + "3. Dunn, E. (2004), Joint boards. Policy Studies, 25, 1, pp. 1–9.\n",
            why="Two entries are numbered 2, and 2 is cited.",
        ),
        Example(
            text=_LIST.lstrip().removeprefix("References\n\n"),
            list_only=True,
            why="Without the text nobody knows what it cites.",
        ),
    ),
)
