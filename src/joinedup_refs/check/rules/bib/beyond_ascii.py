"""Letters beyond ASCII in a file for BibTeX.

## What it does

Where the file is for BibTeX (`clean --for bibtex`), names the fields with letters that BibTeX takes
for two or more. Fields that LaTeX does not read are passed over.

## Why it matters

BibTeX counts bytes: it sorts `Öberg` behind `Z`, makes the initial of `Émile` half a letter, and an
old LaTeX stops at either. biber and biblatex take all of Unicode.

## Fix safety

Tidying: the letter becomes the command that prints it. Letters that have none stay.

## Sources

O. Patashnik, BibTeXing (1988), section 4, special characters; LaTeX's table of accents.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.ascii_tex import in_ascii
from joinedup_refs.formats.bib_library import VERBATIM
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_BEYOND = re.compile(r"[^\x00-\x7f]")


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the fields with letters that BibTeX cannot count."""
    del evidence
    if context.target != "bibtex":
        return
    file = BibFile(document)
    for block, field in file.fields():
        if field.name in VERBATIM or field.value.isascii() or field.shape in {"bare", "joined"}:
            continue
        found = [(m.start(), m[0], in_ascii(m[0])) for m in _BEYOND.finditer(field.value)]
        edits = tuple(
            file.put(field.start + at, field.start + at + 1, new)
            for at, char, new in found
            if new != char
        )
        stay = sum(new == char for _, char, new in found)
        yield RULE.finding(
            f"{field.name} has letters beyond ASCII"
            + (f", {stay} of them without a command in LaTeX." if stay else "."),
            file.at(field.start + found[0][0], field.start + found[0][0] + 1),
            entries=file.ids(block),
            fixes=(Fix(title="Write them as LaTeX commands", safety="safe", edits=edits),)
            if edits
            else (),
        )


RULE = Rule(
    code="BIB020",
    name="beyond-ascii",
    inputs="bib",
    severity="note",
    check=check,
    examples=(
        Example(
            text="@book{adams01, author = {Müller, Émile}, title = {Łódź – 東京}}",
            bib=True,
            target="bibtex",
            finds=("ü", "Ł"),
            after="@book{adams01, author = {M{\\\"u}ller, {\\'E}mile}, "
            "title = {{\\L}{\\'o}d{\\'z} -- 東京}}",
            safety="safe",
            why="Accents, a letter with a command of its own, and letters without one.",
        ),
        Example(
            text='@book{adams01, author = {M{\\"u}ller}, url = {https://example.org/ü}}',
            bib=True,
            target="bibtex",
            why="Commands, and an address.",
        ),
        Example(
            text="@book{adams01, author = {Müller, Émile}}",
            bib=True,
            why="biber takes all of Unicode.",
        ),
    ),
)
