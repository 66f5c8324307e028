"""An entry refers to one that is not there, or that BibTeX has read already.

## What it does

Names the keys in `crossref`, `xdata` and `xref` that no entry of the file has, an entry that refers
to itself, and, in a file for BibTeX, one that stands behind the entry it refers to.

## Why it matters

What the entry was to have from there, its book, its editors, its year, is missing. BibTeX gives an
entry the fields of another only where that one stands further down; biber does not mind the order.

## Fix safety

Shown only. Another file may hold the entry; moving entries about is left to you.

## Sources

O. Patashnik, BibTeXing (1988), section 4, cross references; the biblatex manual 3.19, section 2.4.
"""

from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_REFERENCES = frozenset({"crossref", "xdata", "xref"})


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the references to entries that give nothing."""
    del evidence, context
    file = BibFile(document)
    for block, field in file.fields():
        if field.name not in _REFERENCES:
            continue
        at = field.start
        for written in field.value.split(","):
            key = written.strip()
            start = at + len(written) - len(written.lstrip())
            at += len(written) + 1
            said = _wrong(document, file, block, field.name, key) if key else ""
            if said:
                plain = field.shape in {"braces", "quotes"}
                end = start + len(key) if plain else field.end
                span = file.at(start if plain else field.start, end)
                yield RULE.finding(said, span, entries=file.ids(block))


def _wrong(document: Document, file: BibFile, block: Block, name: str, key: str) -> str:
    parent = file.by_key.get(key.lower())
    if parent is None:
        return f"No entry has the key {key} that {name} names, so nothing comes from there."
    if parent is block:
        return f"{key} refers to itself."
    if name == "crossref" and file.dialect == "bibtex" and parent.start < block.start:
        line = document.text.line(file.at(parent.start, parent.start).start)
        return (
            f"{key} stands on line {line}, before the entry that refers to it; BibTeX takes "
            "nothing from there."
        )
    return ""


_CHILD = "@incollection{adams01, author = {Adams, Bea}, title = {Plans}, crossref = {brown02}}\n"
_PARENT = "@book{brown02, editor = {Brown, Cy}, title = {Teams}, year = {2002}}\n"

RULE = Rule(
    code="BIB019",
    name="missing-parent",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(text=_CHILD, bib=True, finds=("brown02",), why="No such entry."),
        Example(
            text=_PARENT + _CHILD,
            bib=True,
            finds=("brown02",),
            why="BibTeX has read the book before it knows that it is wanted.",
        ),
        Example(
            text=_CHILD.replace("crossref = {brown02}", "xdata = {brown02, clark03}") + _PARENT,
            bib=True,
            finds=("clark03",),
            why="One of two is missing.",
        ),
        Example(
            text=_CHILD.replace("brown02", "Brown02") + _PARENT, bib=True, why="As it should be."
        ),
        Example(
            text=_PARENT.replace("year", "date") + _CHILD,
            bib=True,
            why="biber does not mind the order.",
        ),
    ),
)
