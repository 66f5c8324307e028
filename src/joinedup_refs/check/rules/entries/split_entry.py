"""The continuation of an entry stands as an entry of its own.

## What it does

Finds an item that does not begin as the other entries do and goes on where the one before it broke
off: that one ends in the middle of a sentence, or the item begins in one, with a page, a volume, an
address or a word in lower case, and has no year of its own.

## Why it matters

The first half is exported without its journal and pages, the second half becomes a work that does
not exist and that nothing cites.

## Fix safety

Well supported, and made, when the entry before breaks off though the others are closed, and the
item begins as no entry does: in mid-sentence, or without the authors and year that the others have.
Where the entry before is closed, or where the item has a number of its own, which your text may
cite, it is a best guess.

## Sources

Lists whose line breaks became new items in a word processor or on a web page.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from joinedup_refs.check.clipped import clipped_head
from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import Fix, MergeInto
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.notation import heads, repeats
from joinedup_refs.notation.ends import closes

_FEWEST = 4  # entries whose way of beginning and ending makes a habit
_SHARE = 0.75
_MOST_HEADLESS = 0.34
_MID_SENTENCE = re.compile(
    r"[^\W\d_a-zA-Z]*[a-z]+(?:[\s,.;:-]|$)"
    r"|(?:pp?|vol|no|S|Bd|H)\.\s?\d|\d{1,4}\s?[(:,;–-]\s?\d|(?:1[5-9]|20)\d\d\s?;"
    r"|[Ii]n:\s|https?://|www\.|doi\b|10\.\d{4}|[,;:)]"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)|\bn\.d\.|\bin press\b|\bforthcoming\b")
_OPEN = re.compile(r"(?:[^\W\d_]|[,;:&–-])$")
_SHOWN = 40


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name the items that go on with the entry before them."""
    del evidence, context
    readings = {entry.id: document.reading(entry) for entry in document.entries}
    pairs = tuple(pairwise(document.as_printed))
    if not any(_may_go_on(readings[a.id], readings[b.id]) for a, b in pairs):
        return
    headed = {identifier for identifier, reading in readings.items() if _begins(reading)}
    closed = sum(not _is_open(reading) for reading in readings.values())
    count = len(readings)
    if count - len(headed) > max(1, _MOST_HEADLESS * count):
        return  # a list that has no one way of beginning
    root: Entry | None = None
    for before, entry in pairs:
        if root is None or before.id in headed:
            root = before
        if entry.id in headed or not _in_one_list(document, before, entry):
            continue
        told = _reasons(
            readings[before.id],
            readings[entry.id],
            open_end=closed >= _SHARE * (count - 1),
            unlike=len(headed) >= _FEWEST,
        )
        if told:
            yield _told(document, root, before, entry, told)


def _may_go_on(before: str, reading: str) -> bool:
    """Whether a text may go on with another: a cheap look before the dear one."""
    return bool(_MID_SENTENCE.match(reading)) or _is_open(before)


def _told(
    document: Document, root: Entry, before: Entry, entry: Entry, told: tuple[str, ...]
) -> Finding:
    sure = len(told) > 1 and told[0].startswith("the entry before") and not entry.marker
    reading = document.reading(entry)
    shown = reading if len(reading) <= _SHOWN else reading[:_SHOWN].rsplit(" ", 1)[0] + " …"
    line = document.text.line(before.span.start)
    return RULE.finding(
        f"“{shown}” goes on with the entry before it, in line {line}, and is none of its own.",
        entry.span,
        related=(before.span,),
        entries=(entry.id, root.id),
        reasons=told,
        fixes=(
            Fix(
                title="Join it to the entry before it",
                safety="evident" if sure else "unsafe",
                edits=(MergeInto(entry=entry.id, other=root.id),),
            ),
        ),
    )


def _begins(reading: str) -> bool:
    """Whether a text begins as an entry does: with authors, a clipped name, or a sign for them."""
    return bool(heads.match(reading) or repeats.match(reading) or clipped_head(reading))


def _is_open(reading: str) -> bool:
    """Whether a text breaks off."""
    return bool(_OPEN.search(reading.rstrip())) and not closes(reading)


def _reasons(before: str, reading: str, *, open_end: bool, unlike: bool) -> tuple[str, ...]:
    """Give what tells that a text goes on with another; nothing where too little does."""
    open_ = open_end and _is_open(before)
    middle = bool(_MID_SENTENCE.match(reading))
    bare = unlike and not _YEAR.search(reading)
    told = (
        ("the entry before breaks off", open_),
        ("it begins in the middle of a sentence", middle),
        ("it has neither the authors nor the year that the other entries have", bare),
    )
    enough = (open_ and (middle or bare)) or (middle and (bare or not _YEAR.search(before)))
    return tuple(words for words, holds in told if holds) if enough else ()


def _in_one_list(document: Document, one: Entry, other: Entry) -> bool:
    return not document.list_begins(one.span.end, other.span.start)


_ADAMS = "• Adams, B. (2001), Joint plans for rivers. Policy Studies, 22, 1, pp. 1–9.\n"
_BROKEN = "• Brown, C. (2002), Joint teams for wide rivers, in\n• Policy Studies, 23, 1, pp. 1–9.\n"
_REST = (
    "• Clark, D. (2003), Joint funds. Policy Studies, 24, 1, pp. 1–9.\n"
    "• Davis, E. (2004), Joint goals. Policy Studies, 25, 1, pp. 1–9.\n"
    "• Evans, F. (2005), Joint rules. Policy Studies, 26, 1, pp. 1–9.\n"
)
_WHOLE = (
    "Adams, B. (2001), Joint plans for rivers. Policy Studies, 22, 1, pp. 1–9.",
    "Brown, C. (2002), Joint teams for wide rivers, in Policy Studies, 23, 1, pp. 1–9.",
    *(line.removeprefix("• ") for line in _REST.splitlines()),
)

RULE = Rule(
    code="LST102",
    name="split-entry",
    inputs="prose",
    phase="structure",
    severity="error",
    check=check,
    examples=(
        Example(
            text=_ADAMS + _BROKEN + _REST,
            list_only=True,
            finds=("Policy Studies, 23, 1, pp. 1–9.",),
            entries=_WHOLE,
            safety="evident",
            why="The second entry breaks off, and the item behind it has no author and no year.",
        ),
        Example(
            text=_ADAMS + "• Brown, C. (2002), Joint teams for wide rivers.\n• pp. 1–9.\n" + _REST,
            list_only=True,
            finds=("pp. 1–9.",),
            safety="unsafe",
            entries=(
                _WHOLE[0],
                "Brown, C. (2002), Joint teams for wide rivers. pp. 1–9.",
                *_WHOLE[2:],
            ),
            why="What stands before is closed, so only the item itself tells.",
        ),
        Example(
            text=_ADAMS
            + "• de Bruin, C. (2002), Joint teams. Policy Studies, 23, 1, pp. 1–9.\n"
            + "• eurostat (2002), Key figures on rivers. Luxembourg.\n"
            + _REST,
            list_only=True,
            why="A particle, and a body that writes itself with a small letter.",
        ),
        Example(
            text=(
                "• https://example.org/rivers\n• https://example.org/locks\n"
                "• https://example.org/ferries\n• Adams, B. (2001), Joint plans. Policy Studies, "
                "22, 1, pp. 1–9.\n"
            ),
            list_only=True,
            why="A list of addresses.",
        ),
    ),
)
