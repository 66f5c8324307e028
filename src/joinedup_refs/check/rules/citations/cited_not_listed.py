"""The text cites a work that the list does not have.

## What it does

Names each place where the text cites a work by author and year for which no entry can be meant:
none with these names and this year, and none left over that differs from it in one of the two only.
A work "cited in" another is not expected in the list, and neither is one of the authors' own that
was made anonymous for review. A work that stands in a list that was passed over, as that of another
chapter, is told with that list.

## Why it matters

The reader cannot find the work, and a copy-editor will ask for it.

## Fix safety

Shown only: the missing entry is for you to supply.

## Sources

The author-date rules of the common styles: every citation has its entry.
"""

from collections.abc import Iterator

from joinedup_refs.check.numbered import cites_by_number
from joinedup_refs.check.passed_over import PassedOver
from joinedup_refs.check.publisher import as_cited, link_reasons
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.notation.hidden_authors import hides_author


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the citations that lead to no entry."""
    del evidence, context
    if not document.entries:
        return
    yield from _labels(document)
    if cites_by_number(document):
        return
    passed_over = PassedOver(document)
    for citation in document.citations:
        if citation.link != "none" or citation.form == "numeric":
            continue
        # seen in another work, of which alone the list has to tell; or made anonymous for review
        if citation.through or hides_author(citation):
            continue
        reasons = link_reasons(document, citation)
        cause = passed_over.cause(citation)
        where = "stands in a list that was not read" if cause else "the list does not have"
        yield RULE.finding(
            f"The text cites {as_cited(document, citation)}, which {where}.",
            citation.at,
            reasons=() if citation.linked_by_publisher else reasons,
            because_of=cause,
        )


def _labels(document: Document) -> Iterator[Finding]:
    """Name labels, such as `[Smi05]`, that no entry has; numbers are another rule's."""
    for citation in document.citations:
        label = citation.number
        if citation.form == "numeric" and citation.link == "none" and not label[:1].isdigit():
            message = f"The text cites {label}, a label that no entry of the list has."
            yield RULE.finding(message, citation.at)


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="CIT201",
    name="cited-not-listed",
    inputs="prose",
    severity="error",
    check=check,
    examples=(
        Example(
            text="Much is joint [Ada01, Bro02], and little is shared [Cla03; see Oka98]."
            "\n\nReferences\n\n"
            "[Ada01] Adams, B. Joint plans. Policy Studies, 22:1–9, 2001.\n"
            "[Bro02] Brown, C. Joint teams. Policy Studies, 23:1–9, 2002.\n"
            "[Cla03] Clark, D. Joint funds. Policy Studies, 24:1–9, 2003.\n",
            finds=("Oka98",),
            why="A label.",
        ),
        Example(
            text=(
                "Much is joint (Adams, 2001; Brown, 2002; Clark, 2003). Little is shared "
                "(Okafor, 1998), as Okafor (1998) says." + _LIST
            ),
            finds=("Okafor, 1998", "Okafor (1998)"),
            why="One finding for each place.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002), said Clark (2003)." + _LIST,
            why="Every citation has its entry.",
        ),
        Example(
            text=(
                "Much is joint (Okafor, 1958, cited in Adams, 2001; Brown, 2002; Author, 2015), "
                "said Clark (2003)." + _LIST
            ),
            why="Okafor was seen in Adams, and the third is the authors' own.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002), said Clark (2003).\n",
            why="No list was pasted, so nothing can be said to be missing from it.",
        ),
    ),
)
