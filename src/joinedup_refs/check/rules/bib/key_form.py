r"""A key cannot be cited as it is, or is missing.

## What it does

Names the entries without a key, and those whose key holds a blank or a sign that BibTeX, biber or
LaTeX read as something else.

## Why it matters

What has no key cannot be cited, and `\cite{two words}` asks for another one.

## Fix safety

Shown only: documents cite the entry by its key.

## Sources

O. Patashnik, BibTeXing (1988), section 2; the grammar of biber's parser btparse, `bibtex.g`.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_UNFIT = re.compile(r"[\s%\\~\"]")
_UNFIT_FOR_BIBER = re.compile(r"[\s%\\~\"'()]")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the keys that cannot be cited."""
    del evidence, context
    file = BibFile(document)
    signs = _UNFIT_FOR_BIBER if file.dialect == "biblatex" else _UNFIT
    for block in file.entries:
        end = block.key_at + len(block.key)
        unfit = signs.search(block.key)
        if unfit is not None:
            sign = "a blank" if unfit[0].isspace() else unfit[0]
            said = f"The key {block.key} holds {sign}, so that it cannot be cited."
            yield RULE.finding(said, file.at(block.key_at, end), entries=file.ids(block))
        elif not block.key and block.closed:
            span = file.at(block.type_at, block.type_at + len(block.type))
            said = f"An entry @{block.type} has no key, so that it cannot be cited."
            yield RULE.finding(said, span, entries=file.ids(block))


RULE = Rule(
    code="BIB013",
    name="key-form",
    inputs="bib",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="@book{adams brown 01, title = {Joint Plans}}",
            bib=True,
            finds=("adams brown 01",),
            why="Blanks in a key.",
        ),
        Example(
            text="@book{, title = {Joint Plans}}\n@book{title = {Joint Teams}}",
            bib=True,
            finds=("book", "book"),
            why="No key, with and without its comma.",
        ),
        Example(
            text="@book{O'Hara01, title = {Joint Plans}, date = {2001}}",
            bib=True,
            finds=("O'Hara01",),
            why="biber reads the apostrophe as the end of the key.",
        ),
        Example(text="@book{O'Hara01, year = {2001}}", bib=True, why="BibTeX does not."),
        Example(
            text="@book{DBLP:conf/x/Adams-01.a_b+c, title = {Joint Plans}}",
            bib=True,
            why="Colons, slashes, dots and the like do well.",
        ),
    ),
)
