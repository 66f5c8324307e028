"""Entries were read with little certainty.

## What it does

Names the entries of a list of which the parser is hardly sure, once for all of them. Words that no
field took are told by unparsed-residue.

## Why it matters

A list comes out as it came in. Records hold fields alone, and a doubtful field is in a BibTeX file
as if it were certain.

## Fix safety

Shown only: look at the entries. `joinedup-refs parse --explain` shows word by word how one was
read.

## Sources

The parser's own certainty, which was held against references read by people: of those of which it
is sure to nine tenths or more, nine in ten are right or more.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_DOUBTFUL = 0.3
"""Certainty below which every field of an entry should be looked at."""


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name what was hardly understood."""
    del evidence, context
    doubtful = [entry for entry in document.entries if entry.confidence < _DOUBTFUL]
    if doubtful:
        yield RULE.finding(
            f"{_counted(len(doubtful))} read with little certainty: look at every field.",
            doubtful[0].span,
            related=[entry.span for entry in doubtful[1:]],
            entries=[entry.id for entry in doubtful],
        )


def _counted(number: int) -> str:
    return "One entry was" if number == 1 else f"{number} entries were"


_LINE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
_CASE = "Donoghue v Stevenson [1932] AC 562 (HL)\n"

RULE = Rule(
    code="DOC008",
    name="doubtful-reading",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_LINE + _CASE,
            list_only=True,
            finds=(_CASE.strip(),),
            why="A case, which is hard to tell from other things.",
        ),
        Example(
            text=_LINE + _LINE.replace("plans", "goals").replace("1–9", "11–19"),
            list_only=True,
            why="Entries of a common form.",
        ),
    ),
)
