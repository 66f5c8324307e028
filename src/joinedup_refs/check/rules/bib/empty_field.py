"""A field has no value.

## What it does

Names the fields with nothing in their braces or quotation marks. One with nothing at all behind its
sign of equality is an error.

## Why it matters

A reader of the file takes the field for filled in, and some styles print a lone comma for it. At
`year = ,` BibTeX gives up the rest of the entry.

## Fix safety

Tidying: the field is taken out. In an entry that has others from a `crossref` or `xdata` nothing is
changed, as an empty field keeps the other entry's value out.

## Sources

O. Patashnik, BibTeXing (1988), section 2; the biblatex manual 3.19, section 2.4.1.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the fields without a value."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.value.strip() or field.shape in {"open", "joined"}:
            continue
        inherits = any(f.name in {"crossref", "xdata"} for f in block.fields)
        fix = Fix(title=f"Take {field.name} out", safety="safe", edits=(file.without(field),))
        missing = field.shape == "bare"
        finding = RULE.finding(
            f"{field.name} has no value" + ("; BibTeX stops here." if missing else "."),
            file.at(field.at, field.at + len(field.name)),
            entries=file.ids(block),
            fixes=() if inherits else (fix,),
        )
        yield finding.model_copy(update={"severity": "error"}) if missing else finding


_ENTRY = "@book{adams01,\n  title = {Joint Plans},\n  year = {2001}\n}\n"

RULE = Rule(
    code="BIB004",
    name="empty-field",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_ENTRY.replace("  year", "  doi   = {},\n  year"),
            bib=True,
            finds=("doi",),
            after=_ENTRY,
            safety="safe",
            why="Nothing in the braces.",
        ),
        Example(
            text="@book{adams01, title = {Joint Plans}, note = , year = {2001}}",
            bib=True,
            finds=("note",),
            after="@book{adams01, title = {Joint Plans}, year = {2001}}",
            safety="safe",
            why="Nothing at all.",
        ),
        Example(
            text="@inbook{adams01, crossref = {brown02}, volume = {}}\n"
            "@book{brown02, volume = {2}}",
            bib=True,
            finds=("volume",),
            why="An empty field that keeps the volume of the whole out stays.",
        ),
        Example(text=_ENTRY.replace("{2001}", "0"), bib=True, why="Nought is a value."),
    ),
)
