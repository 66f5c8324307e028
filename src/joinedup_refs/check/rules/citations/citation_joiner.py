"""Two names in a citation are joined otherwise than in the other citations.

## What it does

Learns from the citations in brackets, and by themselves from those in the sentence, whether the
last name is joined on by `&` or by a word. Where at least five agree, and at least four in five of
all, names those that differ. Many styles want `&` in brackets and `and` in the sentence; that is no
difference. A name that holds such a sign itself is passed over.

## Why it matters

`(Adams & Brown, 2001; Clark and Davis, 2002)` looks unfinished, and copy-editors put it right by
hand.

## Fix safety

Tidying: the sign that the others have is put in, and no name changes.

## Sources

The text's own majority. *Publication Manual of the American Psychological Association*, 7th
edition, section 8.17; *The Chicago Manual of Style*, 17th edition, section 15.29.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Fix
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.span import Span

_FEWEST = 5  # citations that make a habit
_SHARE = 0.8
_JOINER = re.compile(r"(?<=[\s,])(?:&|and|und|et|y|en|och|og|e)(?=\s)")
_PLACES = {"parenthetical": "in brackets", "narrative": "in the sentence"}


class _Joined(NamedTuple):
    at: Span
    sign: str


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name citations whose last name is joined on otherwise than in nearly all others."""
    del evidence, context
    for form, place in _PLACES.items():
        joined = [
            one
            for citation in document.citations
            if citation.form == form and (one := _joiner(document, citation)) is not None
        ]
        counts = Counter(one.sign for one in joined)
        for usual, agreeing in counts.most_common(1):
            if agreeing < _FEWEST or agreeing < _SHARE * len(joined):
                break
            habit = f"{agreeing} of {len(joined)} citations of several names {place} have “{usual}”"
            for one in joined:
                if (one.sign == "&") != (usual == "&"):
                    yield _told(one, usual, habit)


def _told(one: _Joined, usual: str, habit: str) -> Finding:
    edit = AmendText(at=one.at, text=usual)
    return RULE.finding(
        f"Before the last name stands “{one.sign}”; {habit}.",
        one.at,
        reasons=(habit,),
        fixes=(Fix(title=f"Write “{usual}”", safety="safe", edits=(edit,)),),
    )


def _joiner(document: Document, citation: Citation) -> _Joined | None:
    """Give what stands before the last name, where only one such sign is there."""
    if len(citation.names) < 2 or citation.names_at is None or citation.et_al:
        return None
    reading = document.text.read(citation.names_at)
    found = list(_JOINER.finditer(reading.text))
    if len(found) != 1:
        return None
    return _Joined(reading.printed(*found[0].span()), found[0][0])


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. and Brown, C. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Clark, D. and Davis, E. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Evans, F. and Grant, H. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)
_NINE = (
    "Much is joint (Adams & Brown, 2001; Clark & Davis, 2002; Evans & Grant, 2003). It was so "
    "(Adams & Brown, 2001), is so (Clark & Davis, 2002), and will be (Evans & Grant, 2003). As was "
    "said (Adams & Brown, 2001; Clark & Davis, 2002; Evans & Grant, 2003), "
)

RULE = Rule(
    code="CIT213",
    name="citation-joiner",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_NINE + "it is joint (Clark and Davis, 2002)." + _LIST,
            finds=("and",),
            after=_NINE + "it is joint (Clark & Davis, 2002)." + _LIST,
            safety="safe",
            why="One of ten in brackets has the word.",
        ),
        Example(
            text=_NINE + "Clark and Davis (2002) agree." + _LIST,
            why="In the sentence the word stands, as many styles have it.",
        ),
        Example(
            text=_NINE.replace("Evans & Grant", "Evans and Grant")
            + "it is joint (Clark and Davis, 2002)."
            + _LIST,
            why="Too many differ to make a habit of the others.",
        ),
        Example(
            text=_NINE
            + "it is joint (Food and Drug Administration, 2004)."
            + _LIST
            + "Food and Drug Administration (2004), Joint Rules (Harbour Press).\n",
            why="The word belongs to the name of a body.",
        ),
    ),
)
