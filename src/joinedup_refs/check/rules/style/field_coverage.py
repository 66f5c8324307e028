"""An entry lacks what the others of its type give.

## What it does

For each type of reference with at least four entries: where three in four or more give a volume,
pages, a publisher or a place, names the entries that give none. Issue numbers have a rule of their
own (`missing-issue`), and so have editors of books and days of access. Silent where part of the
entry was not understood, for what seems to lack may stand there, and about the publisher and place
of what is read on the web.

## Why it matters

A list that gives the place of one book gives it for all; a volume left out sends a reader
searching.

## Fix safety

Shown only: the list does not tell what is missing.

## Sources

The list's own majority; no house style is assumed, so a list without places is silent.
"""

from collections.abc import Iterator

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding

_ENOUGH = 4  # entries of one type that make a habit
_SHARE = 0.75
_CONFIDENT = 0.5  # below this the parser may have missed the field
_FIELDS = {
    "article": (("volume", "volume"), ("pages", "pages")),
    "book": (("publisher", "publisher"), ("publisher_place", "place of publication")),
    "chapter": (
        ("pages", "pages"),
        ("publisher", "publisher"),
        ("publisher_place", "place of publication"),
    ),
    "conference-paper": (("pages", "pages"),),
    "report": (("publisher", "publisher"), ("publisher_place", "place of publication")),
    "thesis": (("publisher", "university"),),
}
_OF_PAPER = frozenset({"publisher", "publisher_place"})
_PLURALS = {
    "article": "journal articles",
    "book": "books",
    "chapter": "chapters",
    "conference-paper": "conference papers",
    "report": "reports",
    "thesis": "theses",
}


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name entries that lack a field most entries of their type have."""
    del evidence, context
    for kind, fields in _FIELDS.items():
        entries = [e for e in document.entries if e.reference.kind == kind]
        lacking: dict[str, list[str]] = {}
        for field, word in fields:
            without = [e for e in entries if not getattr(e.reference, field, None)]
            having = len(entries) - len(without)
            if len(entries) < _ENOUGH or having < _SHARE * len(entries):
                continue
            them = "them" if word == "pages" else "one"
            told = f"no {word} ({having} of {len(entries)} {_PLURALS[kind]} have {them})"
            for entry in without:
                on_web = bool(entry.reference.url) and field in _OF_PAPER
                if not on_web and _is_understood(document, entry):
                    lacking.setdefault(entry.id, []).append(told)
        for entry in entries:
            if entry.id in lacking:
                message = " and ".join(lacking[entry.id])
                yield RULE.finding(
                    f"{message[0].upper()}{message[1:]}.", entry.span, entries=(entry.id,)
                )


def _is_understood(document: Document, entry: Entry) -> bool:
    """Whether the entry is out, and all of it was read, so that what is not there is missing."""
    issued = entry.reference.issued
    if isinstance(issued, Date) and issued.forthcoming:
        return False
    unread = "".join(document.text.read(span).text for span in entry.unread)
    return entry.confidence >= _CONFIDENT and not any(c.isalnum() for c in unread)


_BOOKS = (
    "Adams, B. (2001), Joint Plans (Routledge, London).\n"
    "Brown, C. (2002), Joint Teams (Palgrave, Basingstoke).\n"
    "Clark, D. (2003), Joint Funds (Oxford University Press, Oxford).\n"
)

RULE = Rule(
    code="STY003",
    name="field-coverage",
    inputs="prose",
    severity="note",
    check=check,
    examples=(
        Example(
            text=_BOOKS + "Davis, E. (2004), Joint Goals (Routledge).\n",
            list_only=True,
            finds=("Davis, E. (2004), Joint Goals (Routledge).",),
            why="Three of four books have a place.",
        ),
        Example(
            text=(
                "Adams, B. (2001), Joint Plans (Routledge).\n"
                "Brown, C. (2002), Joint Teams (Palgrave).\n"
                "Clark, D. (2003), Joint Funds (Oxford University Press).\n"
                "Davis, E. (2004), Joint Goals (Routledge).\n"
            ),
            list_only=True,
            why="A list that gives no places.",
        ),
    ),
)
