"""What looks like an entry, or like fields of one, stands outside of all entries.

## What it does

Looks at the text between entries, which BibTeX passes over, and names what begins as an entry does
but for its `@`, and fields that no entry holds, as behind a brace too many. Comments, and prose
about the file, are passed over.

## Why it matters

BibTeX and biber pass over it without a word; the work is missing, or the entry before has lost what
stands there.

## Fix safety

Shown only: it came to stand there by a slip that only its writer can tell.

## Sources

O. Patashnik, BibTeXing (1988), section 2: what is outside of an entry is a comment.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_table import entry_types
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_HEAD = re.compile(
    r"^[ \t]{0,40}([A-Za-z]{2,20})[ \t]{0,4}\{[ \t]{0,4}[^\s,{}=]{1,80}[ \t]{0,4},", re.MULTILINE
)
_FIELD = re.compile(
    r"^[ \t,}]{0,40}([A-Za-z][\w-]{1,30})[ \t]{0,20}=[ \t]{0,20}[{\"\d]", re.MULTILINE
)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what between entries looks like an entry or its fields."""
    del evidence, context
    file = BibFile(document)
    ends = {block.end: block for block in file.entries}
    for start, end in file.held.between:
        stretch = file.text[start:end]
        head = next((m for m in _HEAD.finditer(stretch) if m[1].lower() in entry_types()), None)
        field = _FIELD.search(stretch)
        if head is not None:
            span = file.at(start + head.start(1), start + head.end())
            yield RULE.finding(f"An entry {head[1]} without its @ is passed over.", span)
        elif field is not None:
            before = max((b for b in ends if b <= start), default=None)
            block = ends[before] if before is not None else None
            behind = f"; {block.key} ends before it, at a brace too many" if block else ""
            yield RULE.finding(
                f"The field {field[1]} stands in no entry{behind}.",
                file.at(start + field.start(1), start + field.end(1)),
                related=[file.at(block.end - 1, block.end)] if block else [],
                entries=file.ids(block) if block else (),
            )


RULE = Rule(
    code="BIB010",
    name="lost-text",
    inputs="bib",
    severity="error",
    check=check,
    examples=(
        Example(
            text="article{adams01,\n  title = {Plans}\n}\n\n@book{brown02, title = {Teams}}\n",
            bib=True,
            finds=("article{adams01,",),
            why="The sign before the type is missing.",
        ),
        Example(
            text="@book{adams01,\n  title = {Joint Plans}},\n  year = {2001}\n}\n",
            bib=True,
            finds=("year",),
            why="A brace too many ends the entry after its title.",
        ),
        Example(
            text="This file was made by hand: book{key, and year = what you think.\n"
            "% title = {Plans}\n%@book{old, title = {Old}}\n@book{brown02, title = {Teams}}\n",
            bib=True,
            why="Words about the file, and lines commented out.",
        ),
    ),
)
