"""The text has no reference list that can be told, or several.

## What it does

Says that no list was found in an article that cites works or runs to forty words, that a list under
a heading of its own was passed over because another one stands further down, or that several lists
were read, as of chapters or a supplement.

## Why it matters

Without a list nothing can be checked, and a chapter's list that was passed over is not checked
either. A citation belongs to the list of its chapter, the next one after it; numbers that begin
anew in each list are read so.

## Fix safety

Shown only. Name the heading (`--heading`), say that all is list (`--list-only`), or give each part
by itself.

## Sources

The headings that the project knows, in its table `headings`.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.text import Span

_ARTICLE = 40  # words from which on a text is expected to have a list


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report a missing list, lists passed over, and several that were read together."""
    del evidence, context
    text = document.text
    if not document.entries:
        yield from _missing(document)
        return
    line = text.line(document.entries[0].span.start)
    if document.passed_over:
        at = document.passed_over
        also = "Another reference list" if len(at) == 1 else f"{len(at)} more reference lists"
        stands = "stands" if len(at) == 1 else "stand"
        yield RULE.finding(
            f"{also} {stands} in the text and {'was' if len(at) == 1 else 'were'} not read; only "
            f"the last one was, from line {line} on.",
            at[0],
            related=at[1:],
        )
    if len(document.regions) > 1:
        lines = [str(text.line(region.start)) for region in document.regions]
        listed = f"{', '.join(lines[:-1])} and {lines[-1]}"
        finding = RULE.finding(
            f"{len(lines)} reference lists were found, from lines {listed} on. A citation "
            "belongs to the next list after it.",
            document.regions[0],
            related=document.regions[1:],
        )
        yield finding.model_copy(update={"severity": "note"})


def _missing(document: Document) -> Iterator[Finding]:
    if document.endless:  # a list it is, if one that could not be taken apart
        return
    printed = document.text.printed
    cited = len({(*c.names, c.year) for c in document.citations if c.names})
    words = len(document.text.reading.split())
    if not cited and words < _ARTICLE:
        return
    works = "1 work" if cited == 1 else f"{cited} works"
    several = len(document.notes)
    notes = f" {several} footnotes hold references; they were not taken apart." if several else ""
    start = len(printed) - len(printed.lstrip())
    end = printed.find("\n", start)
    yield RULE.finding(
        "No reference list was found"
        + (f", though the text cites {works}." if cited else ".")
        + notes,
        Span(start=start, end=end if end >= 0 else len(printed.rstrip())),
    )


_ONE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
_TWO = "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
_PROSE = (
    "Plans are made by many hands, and few of them agree on what is to be done, when it is to be "
    "done, and who is to pay for it in the end, whatever the plans themselves may say of it.\n"
)

RULE = Rule(
    code="DOC005",
    name="list-not-found",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="On plans\n\nMuch is joint (Adams, 2001; Brown, 2002), said Adams (2001).\n",
            finds=("On plans",),
            why="Two works are cited, and no list was pasted.",
        ),
        Example(
            text=(
                "First chapter\n\nMuch is joint (Adams, 2001).\n\nReferences\n\n"
                + _ONE
                + "\nSecond chapter\n\n"
                + _PROSE
                + "\n"
                + _PROSE
                + "\nTeams are rare (Brown, 2002).\n\nReferences\n\n"
                + _TWO
            ),
            finds=("References",),
            why="Two chapters, each with its list: only the last is read.",
        ),
        Example(
            text="Much is joint (Adams, 2001).\n\nReferences\n\n" + _ONE + _TWO,
            why="One list under its heading.",
        ),
        Example(text="A note on plans.\n", why="A line of text needs no list."),
    ),
)
