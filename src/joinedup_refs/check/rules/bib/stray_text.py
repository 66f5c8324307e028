"""Text within an entry belongs to no field.

## What it does

Names what stands between the fields of an entry and is none, comments among it.

## Why it matters

BibTeX reports an error there and passes over the rest of the entry. It knows no comments within an
entry: a `%` is no comment to it, though it is one to biber.

## Fix safety

Shown only: what the words are meant for is not told by them.

## Sources

O. Patashnik, BibTeXing (1988), section 2; the grammar of biber's parser btparse, `bibtex.g`.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_SHOWN = 40


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what is no field in an entry."""
    del evidence, context
    file = BibFile(document)
    blocks = {block.start: block for block in file.entries}
    for fault in file.held.faults:
        block = blocks.get(fault.block)
        if fault.what != "stray" or block is None or not block.closed:
            continue
        said = " ".join(file.text[fault.at : fault.end].split())
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        comment = said.startswith("%")
        if comment and file.dialect == "biblatex":
            continue
        why = "BibTeX knows no comments within an entry" if comment else "it belongs to no field"
        yield RULE.finding(
            f"“{shown}” stands in the entry; {why}, and BibTeX loses what follows.",
            file.at(fault.at, fault.end),
            entries=file.ids(block),
        )


_ENTRY = "@book{adams01,\n  title = {Joint Plans},\n  year = {2001}\n}\n"

RULE = Rule(
    code="BIB021",
    name="stray-text",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text=_ENTRY.replace("  year", "  to be checked,\n  year"),
            bib=True,
            finds=("to be checked",),
            why="A remark without a field.",
        ),
        Example(
            text=_ENTRY.replace("  year", "  % title = {Plans},\n  year"),
            bib=True,
            finds=("% title = {Plans}",),
            why="A comment is none to BibTeX.",
        ),
        Example(
            text=_ENTRY.replace("year", "date").replace("  date", "  % checked\n  date"),
            bib=True,
            why="To biber it is one.",
        ),
        Example(text=_ENTRY.replace("{2001}\n", "{2001},,\n"), bib=True, why="A comma too many."),
    ),
)
