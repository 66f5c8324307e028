"""The publisher's page linked nearly every citation, but not this one.

## What it does

Where a text was copied from a page that turns citations into links, the linked ones can be told by
what the links leave behind. Names each citation without, when at least three quarters of them, and
five, have it.

## Why it matters

A publisher links a citation to its entry by program. One that it could not link often has a name or
a year that differs from the list, or an entry that is lost inside another. It is a free second
opinion, and other findings name it as a reason.

## Fix safety

Shown only: it is information, and no defect by itself.

## Sources

Pages of Taylor & Francis journals as they come when copied.
"""

from collections.abc import Iterator

from joinedup_refs.check.publisher import as_cited, links_citations
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the citations that the publisher's page could not link."""
    del evidence, context
    if not links_citations(document):
        return
    named = [c for c in document.citations if c.form != "numeric"]
    linked = sum(c.linked_by_publisher for c in named)
    for citation in named:
        if not citation.linked_by_publisher:
            yield RULE.finding(
                f"The publisher's page linked {linked} of {len(named)} citations to the list, "
                f"but not {as_cited(document, citation)}.",
                citation.at,
                entries=citation.references,
            )


_LIST = (
    "\n\nReferences\n\n"
    "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
    "Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
    "Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
    "Frost, G. (2006), Joint risks. Policy Studies, 27, 1, pp. 1–9.\n"
)

RULE = Rule(
    code="DOC006",
    name="publisher-link-missing",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=(
                "Much is joint (Adams, Citation2001; Brown, Citation2002; Clark, Citation2003), "
                "and more will be (Davis, Citation2004; Evans, Citation2005; Frost, 2007)." + _LIST
            ),
            finds=("Frost, 2007",),
            why="Five of six were linked; the sixth has another year than the list.",
        ),
        Example(
            text=(
                "Much is joint (Adams, 2001; Brown, 2002; Clark, 2003), and more will be "
                "(Davis, 2004; Evans, 2005; Frost, 2007)." + _LIST
            ),
            why="A text whose citations were never links.",
        ),
    ),
)
