"""Words of an entry were not understood and belong to no field.

## What it does

Names stretches of at least four words that no field of the record holds: they are neither names,
nor title, journal, date, numbers, publisher nor an identifier. Notes on how or when something was
found, as data bases add them, are passed over. So it names what goes on in a list for 100,000
characters or 2,000 lines without a place where an entry begins: that is kept as it came, and not
checked.

## Why it matters

What no field holds is in no record and in no other style. Often such words are a second title, a
series, or a part of the next entry.

## Fix safety

Shown only: nothing is guessed. The list in its own style keeps the words where they stand.

## Sources

The parser's own account of what it has read.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import is_endless
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span, Text
from joinedup_refs.tables import rows

_FEWEST = 4  # words that nobody owns, from which on they are told
_SHOWN = 60
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+(?:[-'’][^\W\d_]++)*(?!\w)")
_UNOWNED = frozenset(row["word"] for row in rows("unowned_words"))


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name stretches that no field holds, once for each entry, and those that are no entry."""
    del evidence, context
    yield from (_endless(document.text, span) for span in document.endless)
    for entry in document.entries:
        found = [span for span in entry.unread if _tells(document.text.read(span).text)]
        if not found:
            continue
        said = " ".join(document.text.read(found[0]).text.split())
        shown = said if len(said) <= _SHOWN else said[:_SHOWN].rsplit(" ", 1)[0] + " …"
        more = f", nor do {len(found) - 1} more such stretches" if len(found) > 1 else ""
        yield RULE.finding(
            f"“{shown}” belongs to no field that was understood{more}.",
            found[0],
            related=found[1:],
            entries=(entry.id,),
        )


def _endless(text: Text, span: Span) -> Finding:
    lines = text.lines(span)
    shown = min(span.end, text.line_bounds(lines[0])[1], span.start + _SHOWN)
    held = f"{len(lines):,} lines" if is_endless(0, len(lines)) else f"{len(span):,} characters"
    return RULE.finding(
        f"In these {held} no place was found where an entry begins; they were kept as they came "
        "and not checked. Give each reference a line of its own.",
        Span(start=span.start, end=shown),
    )


def _tells(words: str) -> bool:
    bare = " ".join(word for word in words.split() if "/" not in word and "@" not in word)
    told = [w for w in _WORD.findall(bare) if w.casefold() not in _UNOWNED]
    return len(told) >= _FEWEST


RULE = Rule(
    code="LST105",
    name="unparsed-residue",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=(
                "Rivers Group (2001) Adams B, Cole R, Dunn E, Frost G, et al. (2001) Joint plans "
                "for wide rivers. Policy Studies 22: 1–9.\n"
            ),
            list_only=True,
            finds=("Adams B, Cole R, Dunn E, Frost G",),
            why="The head stands twice, and the second one is in no field.",
        ),
        Example(
            text=(
                "Adams B. Joint plans. Policy Studies. 2001;22(1):1–9. Epub ahead of print "
                "2001/02/01. PubMed Central PMCID: PMCPMC123456.\n"
                "Brown C. Joint teams [Internet]. Leeds: Lock Press; 2002 [updated 3 May 2003]. "
                "Available from: https://example.org/teams\n"
            ),
            list_only=True,
            why="Notes that data bases add.",
        ),
    ),
)
