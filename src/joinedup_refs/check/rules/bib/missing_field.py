"""An entry lacks a field that its type cannot do without.

## What it does

Names, for each entry, the fields that its type needs and that neither it nor the entry it refers to
has. A file with `date` and `journaltitle` is measured by what biblatex needs for the reference to
be whole, any other by what BibTeX asks for.

## Why it matters

The reference comes out with a hole: BibTeX warns of an empty field and prints the commas around it.

## Fix safety

Shown only; what is missing stands on the work. Checking against records (`--source`) may find it.

## Sources

O. Patashnik, BibTeXing (1988), section 3.1; the biblatex manual 3.19, section 2.1.1.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_dialect import alias, fields_read_by, required
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_PARENTS = ("crossref", "xdata")
_FROM_TITLE = {"title": "booktitle"}


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the fields that entries lack."""
    del evidence, context
    file = BibFile(document)
    for block in file.entries:
        groups = required(block.type, file.dialect) if block.closed else ()
        if not groups:
            continue
        there = {alias(f.name) for f in block.fields if f.value.strip()}
        if any(name in there for name in _PARENTS):
            there |= _inherited(file, block)
        missing = [" or ".join(group) for group in groups if not _has(there, group)]
        if missing:
            yield RULE.finding(
                f"An entry @{block.type} needs {_listed(missing)}; "
                f"{block.key or 'this one'} has none.",
                file.at(block.type_at, block.type_at + len(block.type)),
                entries=file.ids(block),
            )


def _has(there: set[str], group: tuple[str, ...]) -> bool:
    """Whether an entry has one of a group; what is in press needs no year."""
    names = [alias(name) for name in group]
    if any(name in there for name in names) or ("year" in group and "pubstate" in there):
        return True
    unknown = there - fields_read_by().keys()  # a slip in the name is told by another rule
    return any(OSA.distance(n, m, score_cutoff=1) < 2 for n in names for m in unknown if len(m) > 3)


def _inherited(file: BibFile, block: Block) -> set[str]:
    there: set[str] = set()
    for field in block.fields:
        for key in field.value.split(",") if field.name in _PARENTS else ():
            parent = file.by_key.get(key.strip().lower())
            if parent is None:  # told by another rule, and what it has is not known
                return {
                    alias(name) for group in required(block.type, file.dialect) for name in group
                }
            names = {alias(f.name) for f in parent.fields if f.value.strip()}
            there |= names | {_FROM_TITLE.get(name, name) for name in names}
    return there


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


RULE = Rule(
    code="BIB007",
    name="missing-field",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="@article{adams01, author = {Adams, Bea}, title = {Joint Plans}, year = 2001}",
            bib=True,
            finds=("article",),
            why="An article without its journal.",
        ),
        Example(
            text="@article{adams01, author = {Adams, Bea}, title = {Joint Plans},\n"
            "  journaltitle = {Policy Studies}, date = {2001-03}}\n"
            "@book{brown02, editor = {Brown, Cy}, title = {Joint Teams}, date = {2002}}",
            bib=True,
            why="Names that biblatex has; and no publisher, which biblatex lets pass.",
        ),
        Example(
            text="@incollection{adams01, author = {Adams, Bea}, title = {Joint Plans},\n"
            "  crossref = {brown02}}\n"
            "@book{brown02, editor = {Brown, Cy}, title = {Joint Teams}, publisher = {Sage},\n"
            "  year = {2002}}",
            bib=True,
            why="Title, publisher and year of the book come from its own entry.",
        ),
        Example(
            text="@article{adams01, author = {Adams, Bea}, title = {Plans}, year = 2001,\n"
            "  joural = {Policy Studies}}",
            bib=True,
            why="A misspelt field is told as such.",
        ),
        Example(
            text="@misc{adams01, title = {Joint Plans}}", bib=True, why="`@misc` needs nothing."
        ),
    ),
)
