"""The text has no reference list that can be told, or several.

## What it does

Says that no list was found in an article that cites works, by name, number or key, or runs to forty
words, that a list under a heading of its own was passed over because another one stands further
down, or that several lists were read, as of chapters or a supplement.

## Why it matters

Without a list nothing can be checked, and nothing that was not checked passes: it is a warning, so
that `check` ends with 1. A chapter's list that was passed over is not checked either. A citation
belongs to the list of its chapter, the next one after it; numbers that begin anew in each list are
read so.

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
from joinedup_refs.notation.list_parts import whole_lists

_ARTICLE = 40  # words from which on a text is expected to have a list
_BY_KEY = "; check their bibliography file instead"
_LONGEST = 80  # code points of a file's name that are shown
_FEWEST = 2  # numbers or keys in brackets that make an article; one may be anything


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Report a missing list, lists passed over, and several that were read together."""
    del evidence, context
    text = document.text
    if not document.entries:
        yield from _missing(document)
        return
    line = text.line(document.as_printed[0].span.start)
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
        apart = len(whole_lists(text.printed, document.regions)) > 1
        finding = RULE.finding(
            f"{len(lines)} reference lists were found, from lines {listed} on. "
            + (
                "A citation belongs to the next list after it."
                if apart
                else "Nothing but headings stands between them, so they are read as one."
            ),
            document.regions[0],
            related=document.regions[1:],
        )
        yield finding.model_copy(update={"severity": "note"})


def _missing(document: Document) -> Iterator[Finding]:
    if document.endless:  # a list it is, if one that could not be taken apart
        return
    cited = _cited(document)
    if not cited and len(document.text.reading.split()) < _ARTICLE:
        return
    files = document.text.markup.bibliographies
    if files and cited.endswith(_BY_KEY):
        yield RULE.finding(
            f"The text has no list of its own; what it cites by key is in {files[0][:_LONGEST]}, "
            "which was not opened. Check that file too.",
            _first_line(document),
        )
        return
    several = len(document.notes)
    notes = f" {several} footnotes hold references; they were not taken apart." if several else ""
    yield RULE.finding(
        "No reference list was found"
        + (f", though the text cites {cited}." if cited else ".")
        + notes,
        _first_line(document),
    )


def _first_line(document: Document) -> Span:
    printed = document.text.printed
    start = len(printed) - len(printed.lstrip())
    end = printed.find("\n", start)
    return Span(start=start, end=end if end >= 0 else len(printed.rstrip()))


def _cited(document: Document) -> str:
    """Say how many works the text cites, and by what where that is not their names."""
    named = len({(*c.names, c.year) for c in document.citations if c.names})
    if named:
        return "1 work" if named == 1 else f"{named} works"
    for way, told in (
        ("number", {c.number for c in document.citations if c.number}),
        ("key", {key.key for key in document.text.markup.keys}),
    ):
        if len(told) >= _FEWEST:
            works = f"{len(told)} works by {way}"
            return f"{works}{_BY_KEY}" if way == "key" else works
    return ""


_ONE = "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
_TWO = "Brown, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
_PROSE = (
    "Plans are made by many hands, and few of them agree on what is to be done, when it is to be "
    "done, and who is to pay for it in the end, whatever the plans themselves may say of it.\n"
)
_CHAPTERS = (
    "First chapter\n\nMuch is joint (Adams, 2001).\n\nReferences\n\n"
    + _ONE
    + "\nSecond chapter\n\n"
    + _PROSE
    + "\n"
    + _PROSE
    + "\nTeams are rare (Brown, 2002).\n\nReferences\n\n"
    + _TWO
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
            text=_CHAPTERS,
            finds=(_ONE.strip(),),
            why="Two chapters, each with its list: both are read.",
        ),
        Example(
            text=_CHAPTERS.replace(_ONE + "\nSecond chapter\n\n", _ONE),
            finds=("References",),
            why="The first list runs into the text behind it: only the last is read.",
        ),
        Example(
            text="Much is joint (Adams, 2001; Brown, 2002).\n\nBibliography\n\nSources\n\n"
            + _ONE
            + "\nLiterature\n\n"
            + _TWO,
            finds=(_ONE.strip(),),
            why="Two parts of one list, each under its heading: they are read as one.",
        ),
        Example(
            text="Much is joint (Adams, 2001).\n\nReferences\n\n" + _ONE + _TWO,
            why="One list under its heading.",
        ),
        Example(
            text="On plans\n\nMuch is joint [1, 2], it is said [3].\n",
            finds=("On plans",),
            why="Three works are cited by their numbers.",
        ),
        Example(text="On plans\n\nSee figure [1].\n", why="One number may be anything."),
        Example(text="A note on plans.\n", why="A line of text needs no list."),
    ),
)
