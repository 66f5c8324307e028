"""Part of a file of records was not read as it should be.

## What it does

Names the lines of a file of records (RIS, NBIB, XML, CSL-JSON, …) that belong to no record, records
that are cut short or were passed over, and declarations of documents and entities, which are never
followed. What a .bib file has of this is told by rules of its own.

## Why it matters

What is not read is checked by nothing, and is in nothing that is written of it.

## Fix safety

Shown only: what was meant to stand there, only whoever wrote the file can tell.

## Sources

The descriptions of the formats; W3C, Extensible Markup Language (XML) 1.0, 4.4, on entities.
"""

from collections.abc import Iterator

from joinedup_refs import formats
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_OWN_RULES = frozenset({"", "bibtex", "biblatex"})
"""Prose, which is no file of records, and .bib files."""


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what of a file of records was not read."""
    del evidence, context
    form = document.text.form
    gaps = None if form in _OWN_RULES else formats.find(form).gaps
    if gaps is None:
        return
    printed = document.text.printed
    starts = _starts(printed)
    for gap in gaps(printed):
        start = starts[min(gap.line, len(starts)) - 1]
        end = printed.find("\n", start)
        line = printed[start : end if end >= 0 else len(printed)].rstrip()
        message = gap.message[:1].upper() + gap.message[1:].replace("\n", "; ")
        yield RULE.finding(f"{message.rstrip('.')}.", Span(start=start, end=start + len(line)))


def _starts(text: str) -> list[int]:
    """Give where each line starts, as the formats count them."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


_READ = "TY  - JOUR\nAU  - Adams, B.\nTI  - Joint plans\nPY  - 2001\nER  - \n"

RULE = Rule(
    code="DOC007",
    name="record-unread",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_READ + "this belongs to nothing\n" + _READ.replace("plans", "tolls"),
            finds=("this belongs to nothing",),
            why="A line between two records of RIS, which no program reads.",
        ),
        Example(text=_READ, finds=(), why="Every line belongs to the record."),
        Example(
            text="@article{adams2001,\n  author = {Adams, B.},\n  year = {2001}\n}\nA remark.\n",
            bib=True,
            finds=(),
            why="What stands between entries of a .bib file is a remark, and has its own rules.",
        ),
    ),
)
