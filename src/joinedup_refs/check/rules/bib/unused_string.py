"""A string of the file is used by no entry.

## What it does

Lists the `@string` names that no entry and no other string uses. Silent in a file without entries,
which is a list of strings for other files.

## Why it matters

It may be what is left of an entry that was taken out, or stand for a journal that entries name by a
misspelt string.

## Fix safety

Shown only: another file may use it.

## Sources

O. Patashnik, BibTeXing (1988), section 2.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_SHOWN = 12


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """List the strings that nothing uses."""
    del evidence, context
    file = BibFile(document)
    used = {use.name for use in file.held.uses}
    unused = [macro for macro in file.held.macros if macro.name not in used]
    if not unused or not file.entries:
        return
    spans = [file.at(macro.at, macro.at + len(macro.name)) for macro in unused]
    names = ", ".join(macro.name for macro in unused[:_SHOWN])
    more = len(unused) - _SHOWN
    yield RULE.finding(
        f"No entry uses the string {names}."
        if len(unused) == 1
        else f"No entry uses the strings {names}{f' and {more} more' if more > 0 else ''}.",
        spans[0],
        related=spans[1:],
    )


_ENTRY = "@article{adams01, journal = polstud, year = 2001}\n"

RULE = Rule(
    code="BIB009",
    name="unused-string",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text="@string{polstud = {Policy Studies}}\n@string{lgs = {Local Government Studies}}\n"
            + _ENTRY,
            bib=True,
            finds=("lgs",),
            why="One of two strings is used.",
        ),
        Example(
            text="@string{pol = {Policy }}\n@string{polstud = pol # {Studies}}\n" + _ENTRY,
            bib=True,
            why="A string may be used by another string.",
        ),
        Example(
            text="@string{polstud = {Policy Studies}}\n",
            bib=True,
            why="A file of nothing but strings is for others to use.",
        ),
    ),
)
