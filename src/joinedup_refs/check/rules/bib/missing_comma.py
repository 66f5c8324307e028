"""No comma stands between two fields of an entry, or behind its key.

## What it does

Names each field that nothing sets off from the value, or the key, before it.

## Why it matters

BibTeX expects a comma or the end of the entry there; it reports an error and passes over the rest
of the entry, fields and all.

## Fix safety

Tidying: the comma is put in.

## Sources

O. Patashnik, BibTeXing (1988), section 2, and `bibtex.web`, sections on scanning a field.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the fields that no comma stands before."""
    del evidence, context
    file = BibFile(document)
    blocks = {block.start: block for block in file.entries}
    for fault in file.held.faults:
        block = blocks.get(fault.block)
        if fault.what != "comma" or block is None or not block.closed:
            continue
        field = next((f for f in block.fields if f.at >= fault.at), None)
        if field is None:
            continue
        title = "Put in the comma"
        edit = file.put(fault.at, fault.at, ",")
        yield RULE.finding(
            f"No comma stands before {field.name}; BibTeX loses the rest of the entry.",
            file.at(field.at, field.at + len(field.name)),
            entries=file.ids(block),
            fixes=(Fix(title=title, safety="safe", edits=(edit,)),),
        )


_ENTRY = "@book{adams01,\n  title = {Joint Plans},\n  year = {2001}\n}\n"

RULE = Rule(
    code="BIB002",
    name="missing-comma",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text=_ENTRY.replace("Plans},", "Plans}"),
            bib=True,
            finds=("year",),
            after=_ENTRY,
            safety="safe",
            why="No comma between two fields.",
        ),
        Example(
            text=_ENTRY.replace("adams01,", "adams01"),
            bib=True,
            finds=("title",),
            after=_ENTRY,
            safety="safe",
            why="No comma behind the key.",
        ),
        Example(
            text="@book{adams01\n , title = {Plans, Joint = Shared}\n , year = {2001}\n}\n",
            bib=True,
            why="Commas that begin their lines, and one within a value.",
        ),
    ),
)
