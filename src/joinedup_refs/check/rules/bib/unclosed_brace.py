"""A brace or a quotation mark of a .bib file is never closed.

## What it does

Names each value and each entry that is opened and not closed. Where a line begins the next entry,
reading starts afresh, so that one missing brace is told once and costs one entry at most.

## Why it matters

BibTeX and biber read on into the entries that follow, lose them, and complain of some other line
far below.

## Fix safety

Shown only: where the value was meant to end its writer alone knows. The entry stands in the mended
file exactly as it came.

## Sources

O. Patashnik, BibTeXing (1988), section 2; the grammar of biber's parser btparse, `bibtex.g`.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Block, Fault
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what is opened and never closed, once for each entry."""
    del evidence, context
    file = BibFile(document)
    blocks = {block.start: block for block in file.entries}
    told: dict[int, Fault] = {}
    for fault in file.held.faults:
        if fault.what == "open-value" or (fault.what == "open-block" and fault.block not in told):
            before = told.get(fault.block)
            if before is None or before.what == "open-block":
                told[fault.block] = fault
    for begun, fault in told.items():
        block = blocks.get(begun)
        lines = document.text
        line = lines.line(file.at(begun, begun).start)
        where = _where(block, fault, line)
        follows = next((b for b in file.entries if b.start > begun), None) if block else None
        if follows is not None:
            below = lines.line(file.at(follows.start, follows.start).start)
            where += f" Reading starts afresh at line {below}."
        yield RULE.finding(
            where,
            file.at(fault.at, fault.end),
            related=[file.at(begun, begun + 1)] if fault.at != begun else [],
            entries=file.ids(block) if block else (),
        )


def _where(block: Block | None, fault: Fault, line: int) -> str:
    if fault.what == "open-value":
        field = next((f for f in block.fields if f.start - 1 == fault.at), None) if block else None
        named = f"The value of {field.name}" if field else "A value"
        return f"{named} is never closed, in what begins on line {line}."
    what = f"The entry {block.key}" if block and block.key else "What"
    return f"{what} begins on line {line} and is never closed."


_NEXT = "@book{brown02,\n  title = {Joint Teams}\n}\n"

RULE = Rule(
    code="BIB001",
    name="unclosed-brace",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text="@book{adams01,\n  title = {Joint Plans,\n  year = {2001}\n}\n\n" + _NEXT,
            bib=True,
            finds=("{",),
            why="A brace missing in a value; the next entry is read.",
        ),
        Example(
            text='@book{adams01,\n  title = "Joint Plans,\n  year = "2001"\n}\n' + _NEXT,
            bib=True,
            finds=('"',),
            why="A quotation mark missing.",
        ),
        Example(
            text="@book{adams01,\n  title = {Joint Plans}\n\n" + _NEXT,
            bib=True,
            finds=("@book{",),
            why="The brace at the end of an entry is missing.",
        ),
        Example(
            text="@book{adams01,\n  title = {Joint {P}lans: {\\'E}tude {\\{}a{\\}}},\n}\n" + _NEXT,
            bib=True,
            why="Braces within braces, all of them closed.",
        ),
    ),
)
