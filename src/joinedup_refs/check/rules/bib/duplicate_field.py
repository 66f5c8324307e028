"""A field stands twice in one entry.

## What it does

Names each field that its entry has already. Where both say the same, or only programs read the
field, it is a note.

## Why it matters

BibTeX takes the first of the two and says so in its log only; biber takes the last. What the other
one says is lost.

## Fix safety

Tidying where both values are the same: the second is taken out. Where they differ, keeping the one
or the other is your decision.

## Sources

`bibtex.web`, "I'm ignoring … extra … field"; biber 2.18, as measured.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dialect import fields_read_by
from joinedup_refs.formats.bib_parts import Block, Field
from joinedup_refs.formats.untex import decode
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_SHOWN = 60


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the fields that stand in their entry already."""
    del evidence, context
    file = BibFile(document)
    for block in file.entries:
        first: dict[str, Field] = {}
        for field in block.fields:
            before = first.setdefault(field.name, field)
            if before is not field and block.closed:
                yield _told(file, block, before, field)


def _told(file: BibFile, block: Block, before: Field, field: Field) -> Finding:
    same = " ".join(before.value.split()) == " ".join(field.value.split())
    if same:
        said = f"{field.name} stands twice and says the same both times."
        fixes = [Fix(title="Take the second out", safety="safe", edits=(file.without(field),))]
    else:
        said = f"{field.name} stands twice: {_shown(before)}, then {_shown(field)}."
        fixes = [
            Fix(title=f"Keep {_shown(kept)}", safety="unsafe", edits=(file.without(other),))
            for kept, other in ((before, field), (field, before))
        ]
    finding = RULE.finding(
        said,
        file.at(field.at, field.at + len(field.name)),
        related=[file.at(before.at, before.at + len(before.name))],
        entries=file.ids(block),
        fixes=fixes,
    )
    printed = fields_read_by().get(field.name, "program") != "program"
    return finding if printed and not same else finding.model_copy(update={"severity": "note"})


def _shown(field: Field) -> str:
    said = decode(field.value)
    return f"“{said[:_SHOWN]}{'…' if len(said) > _SHOWN else ''}”"


_ENTRY = "@book{adams01,\n  title = {Joint Plans},\n  year = {2001},\n}\n"

RULE = Rule(
    code="BIB003",
    name="duplicate-field",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text=_ENTRY.replace("  year", "  Title = {Joint  Plans},\n  year"),
            bib=True,
            finds=("Title",),
            after=_ENTRY,
            safety="safe",
            why="The same again.",
        ),
        Example(
            text=_ENTRY.replace("},\n}", "},\n  year = {2002},\n}"),
            bib=True,
            finds=("year",),
            after=_ENTRY,
            safety="unsafe",
            why="Two years: keeping the first is one of two ways.",
        ),
        Example(
            text=_ENTRY.replace("  year", "  booktitle = {Joint Plans},\n  year"),
            bib=True,
            why="Two fields with one value.",
        ),
    ),
)
