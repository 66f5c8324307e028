"""A volume or an editor is given, and no journal or book that they belong to.

## What it does

Names entries with a volume and pages or an issue number that give no journal, articles and
conference papers without the journal or proceedings that they stand in, and works that stand *in*
something of which only the editors are told. Silent where part of the entry was not understood, and
where what is read as the title holds more than one sentence, for the journal may stand in it.

## Why it matters

Nobody can find a volume of an unnamed journal.

## Fix safety

Shown only: the list does not tell what is missing.

## Sources

The entry itself.
"""

import re
from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.check.understood import is_out, is_understood
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.reference import Article, Book, Chapter, ConferencePaper, Unclassified
from joinedup_refs.model.text import Span

_TWO = re.compile(r"[.?!]\s|,\s[^\W\d_a-zß-ÿ]")
"""In what is read as a title: the end of a sentence, or a capital behind a comma."""
_IN = re.compile(r"(?:^|[\s.,;:?!”\"’)])(?:in|dans)\s?:?\s{0,2}$", re.IGNORECASE)


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries that stand in something unnamed."""
    del evidence, context
    for entry in document.entries:
        told = _told(document, entry)
        if told and is_out(entry) and is_understood(document, entry):
            yield RULE.finding(told, entry.span, entries=(entry.id,))


def _told(document: Document, entry: Entry) -> str:
    """Say what is missing; empty where nothing is, or where it may stand in the title."""
    work = entry.reference
    title = work.title
    told = ""
    if not title or _TWO.search(title) or getattr(work, "container_title", None):
        return told
    match work:
        case Article():
            told = "No journal is named."
        case Unclassified() if work.volume and (work.pages or work.issue):
            told = "No journal is named, though a volume is given."
        case Chapter():
            told = "The book that this chapter stands in is not named."
        case ConferencePaper() if not work.event_title:
            told = "The proceedings that this paper stands in are not named."
        case Book() if work.author and work.editor and _is_in(document, entry):
            told = "The book that this stands in is not named; only its editors are."
        case _:
            pass
    return told


def _is_in(document: Document, entry: Entry) -> bool:
    """Whether "in" stands right before the editors."""
    editors = entry.origins.get("editor")
    if not isinstance(editors, Printed) or not entry.span.covers(editors.at):
        return False
    before = document.text.read(Span(start=entry.span.start, end=editors.at.start)).text
    return bool(_IN.search(before[-20:]))


_IN_NOTHING = "Adams, B. (2001), Joint plans, in Brown, C. (ed.) (London: Routledge), pp. 1–9."

RULE = Rule(
    code="CON601",
    name="missing-container",
    inputs="prose",
    severity="warning",
    check=check,
    examples=(
        Example(
            text="Adams, B. (2001), Joint plans of towns. 22(1), pp. 1–9.\n",
            list_only=True,
            finds=("Adams, B. (2001), Joint plans of towns. 22(1), pp. 1–9.",),
            why="A volume of what?",
        ),
        Example(
            text=_IN_NOTHING + "\n",
            list_only=True,
            finds=(_IN_NOTHING,),
            why="The editor of what?",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint plans. Policy Studies, 22, 1, pp. 1–9.\n"
                "Brown, C. (2002), Joint Teams, vol. 2 (London: Routledge).\n"
                "Clark, D. (2003), Joint Funds, 2nd ed., edited by Davis, E. (London: Routledge).\n"
            ),
            list_only=True,
            why="A journal, a book in volumes, and a book with author and editor.",
        ),
    ),
)
