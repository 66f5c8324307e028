"""A work is cited by way of another that quotes or cites it.

## What it does

Names each place where the text says that a work was seen in another one: "Smith 1999, cited in
Jones 2004". Only the second is expected in the list, so the first is not reported as missing.

## Why it matters

It is information. The common styles allow such a citation only where the work itself cannot be had,
and a reader will want to know whether it was looked for.

## Fix safety

Shown only.

## Sources

*Publication Manual of the American Psychological Association*, 7th edition, section 8.6; *The
Chicago Manual of Style*, 17th edition, section 15.56.
"""

from collections.abc import Iterator

from joinedup_refs.check.publisher import as_cited
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span
from joinedup_refs.notation.secondhand import is_secondhand


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the works cited by way of another."""
    del evidence, context
    by_id = {citation.id: citation for citation in document.citations}
    ways = {citation.through for citation in document.citations if citation.through}
    for citation in document.citations:
        way = by_id.get(citation.through)
        if way is not None:
            yield RULE.finding(
                f"{as_cited(document, citation)} is cited by way of {as_cited(document, way)}.",
                _closed(document, citation.at.start, max(citation.at.end, way.at.end)),
                entries=way.references,
            )
        elif citation.id not in ways and is_secondhand(citation.prefix):
            yield RULE.finding(
                f"A work is cited by way of {as_cited(document, citation)}.",
                citation.at,
                entries=citation.references,
            )


def _closed(document: Document, start: int, end: int) -> Span:
    """Give the span with the bracket that closes one opened in it."""
    text = document.text.printed
    open_ = text.count("(", start, end) > text.count(")", start, end)
    return Span(start=start, end=end + (open_ and text[end : end + 1] == ")"))


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT210",
    name="secondary-citation",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text="Much is joint (Okafor, 1958, as cited in Adams, 2001), said Brown (2002)."
            + _LIST,
            finds=("Okafor, 1958, as cited in Adams, 2001",),
            why="Okafor was seen in Adams.",
        ),
        Example(
            text="Okafor (1958, cited in Adams, 2001) and Brown (2002) agree." + _LIST,
            finds=("Okafor (1958, cited in Adams, 2001)",),
            why="With the bracket that closes behind both.",
        ),
        Example(
            text="Okafor (as cited in Adams, 2001) and Brown (2002) agree." + _LIST,
            finds=("Adams, 2001",),
            why="The work seen in Adams is given without its year.",
        ),
        Example(
            text="Das gilt (Okafor 1958, zit. n. Adams 2001), so Brown (2002)." + _LIST,
            finds=("Okafor 1958, zit. n. Adams 2001",),
            why="In German.",
        ),
        Example(
            text="Much is joint (see Adams, 2001; reviewed in Brown, 2002), and Adams (2001) is "
            "often cited by Brown (2002)." + _LIST,
            why="A review, and a sentence about who cites whom.",
        ),
    ),
)
