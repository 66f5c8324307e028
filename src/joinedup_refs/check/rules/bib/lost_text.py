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
from itertools import islice

from joinedup_refs.check.bib_file import BibFile
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.formats.bib_parts import Block
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_FIELD = r"[A-Za-z][\w-]{1,30}[ \t]{0,20}=[ \t]{0,20}[{\"\d]"
_HEAD = re.compile(
    rf"^[ \t]{{0,40}}([A-Za-z]{{2,20}})[ \t]{{0,4}}\{{[ \t]{{0,4}}[^\s,{{}}=]{{1,80}}[ \t]{{0,4}},"
    rf"(?=[ \t]{{0,40}}\r?\n[ \t]{{0,40}}{_FIELD})",
    re.MULTILINE,
)
_AT_ONCE = re.compile(rf"(?:[\s,}}]|%[^\n]{{0,400}}\n){{0,80}}({_FIELD})")
_IN_LINES = re.compile(rf"^[ \t,]{{0,40}}({_FIELD})", re.MULTILINE)
_NAME = re.compile(r"[\w-]+")
_SEVERAL = 2  # lines with fields that are no prose about the file


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what between entries looks like an entry or its fields."""
    del evidence, context
    file = BibFile(document)
    ends = {block.end: block for block in file.entries}
    commented = {end for _, end in file.held.aside}
    for start, end in file.held.between:
        before = ends.get(_behind_blanks(file.text, start))
        stretch = file.text[start:end]
        head, at_once = _HEAD.search(stretch), _AT_ONCE.match(stretch)
        if head is not None:
            span = file.at(start + head.start(1), start + head.end())
            yield RULE.finding(f"An entry {head[1]} without its @ is passed over.", span)
        elif _behind_blanks(file.text, start) in commented:
            continue  # what is left of an entry whose first line is commented out
        elif at_once is not None:
            yield _told(file, before, start + at_once.start(1))
        else:
            lines = list(islice(_IN_LINES.finditer(stretch), _SEVERAL))
            if len(lines) == _SEVERAL:
                yield _told(file, None, start + lines[0].start(1))


def _behind_blanks(text: str, start: int) -> int:
    """Give where what stands before a stretch ends."""
    while start and text[start - 1].isspace():
        start -= 1
    return start


def _told(file: BibFile, block: Block | None, at: int) -> Finding:
    name = _NAME.match(file.text, at)
    end = name.end() if name else at
    behind = f"; {block.key or block.type} ends before it, at a brace too many" if block else ""
    return RULE.finding(
        f"The field {file.text[at:end]} stands in no entry{behind}.",
        file.at(at, end),
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
            'Use the field\ntype = "Patent"\nwhere there is one.\n'
            "%@book{old,\n title = {Old},\n}\n% title = {Plans}\n@book{brown02, title = {Teams}}\n",
            bib=True,
            why="Words about the file, and lines commented out.",
        ),
    ),
)
