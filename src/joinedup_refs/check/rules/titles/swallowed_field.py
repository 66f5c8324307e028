"""A title holds the journal, the publisher or the place as well.

## What it does

Names entries whose title ends with what another entry of the list gives as its journal, its
publisher, or its place and publisher, where the entry itself gives none of these: within the
title's quotation marks, or in the title field of a library file.

## Why it matters

The work cannot be found under such a title, and the journal or publisher is missing where a style
asks for it.

## Fix safety

A best guess: the end of the title is taken off and put where it belongs, in the records only. What
is printed in your list stays.

## Sources

The list's other entries; CSL 1.0.2, `container-title`, `publisher` and `publisher-place`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.check.rule import Context, Example, Rule
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import ChangeType, Edit, Fix, SetField
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence
from joinedup_refs.model.finding import Finding
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.origin import Rule as ByRule

_FIELDS = {"container_title": "container-title", "publisher": "publisher"}
_WORDS = {"container-title": "journal or book", "publisher": "publisher"}
_BORDER = re.compile(r"(?:[.,:;?!]|\s[–—])[”’\"»]?\s|[\s,.]?\((?=[^()]{3,80}\)$)")
_CLOSING = ("”", "’", '"', "'", "»", "“", "}")
_MOST_BORDERS = 6
_SHORTEST = 5  # letters of a publisher that stands in a title by no chance
_SERIAL = frozenset({"article", "news"})
_MAY_BE_SERIAL = frozenset({"book", "unclassified"})


class _Swallowed(NamedTuple):
    """The end of a title that is another field's value."""

    title: str
    """The title without it."""
    place: str
    """The place before a publisher; empty where none stands there."""
    value: str
    variable: str
    witness: Entry
    """An entry that has the value in its place."""


def check(document: Document, evidence: Evidence | None, context: Context) -> Iterator[Finding]:
    """Name titles that end with the journal or publisher of other entries."""
    del evidence, context
    known: dict[str, tuple[str, Entry]] = {}
    for entry in document.entries:
        for field, variable in _FIELDS.items():
            value = getattr(entry.reference, field, "")
            if _is_telling(value, variable):
                known.setdefault(value.casefold(), (variable, entry))
    for entry in document.entries:
        found = _swallowed(entry, known)
        if found is None or not _is_closed(document, entry):
            continue
        origin = entry.origins.get("title")
        yield RULE.finding(
            f"The title seems to hold the {_WORDS[found.variable]} “{found.value}”.",
            origin.at if isinstance(origin, Printed) else entry.span,
            related=(found.witness.span,),
            entries=(entry.id,),
            reasons=(f"another entry has “{found.value}” as its {_WORDS[found.variable]}",),
            fixes=(_fix(entry, found),),
        )


def _is_closed(document: Document, entry: Entry) -> bool:
    """Whether the list itself has all of it as the title, by quotation marks or as a field."""
    origin = entry.origins.get("title")
    if not isinstance(origin, Printed):
        return True
    behind = document.text.printed[origin.at.end : origin.at.end + 2].lstrip(".,?!")
    return behind[:1] in _CLOSING


def _is_telling(value: str, variable: str) -> bool:
    """Whether a name stands at the end of a title by no chance, as `Nature` may."""
    if variable == "container-title":
        return " " in value
    return sum(map(str.isalpha, value)) >= _SHORTEST


def _swallowed(entry: Entry, known: dict[str, tuple[str, Entry]]) -> _Swallowed | None:
    """Find the longest end of a title, behind a sign, that other entries have elsewhere."""
    if any(getattr(entry.reference, field, "") for field in _FIELDS):
        return None
    title = entry.reference.title
    borders = list(_BORDER.finditer(title))[-_MOST_BORDERS:]
    for number, border in enumerate(borders):
        value = title[border.end() :].strip(" ().,;")
        variable, witness = known.get(value.casefold(), ("", entry))
        if witness is entry or not title[: border.start()].strip():
            continue
        first, place = border, ""
        if variable == "publisher" and border[0].startswith(":") and number:
            first = borders[number - 1]
            place = title[first.end() : border.start()].strip(" (")
        kept = title[: first.start() + (first[0][0] in "?!")].rstrip(" ,.:;")
        return _Swallowed(kept, place, value, variable, witness) if kept else None
    return None


def _fix(entry: Entry, found: _Swallowed) -> Fix:
    before = entry.origins.get("title")
    origin = ByRule(
        code=RULE.code,
        witnesses=(f"another entry has “{found.value}” in its place",),
        instead_of=before if isinstance(before, Printed) else None,
    )
    values = {"title": found.title, found.variable: found.value, "publisher-place": found.place}
    edits: list[Edit] = [
        SetField(entry=entry.id, field=field, value=value, origin=origin)
        for field, value in values.items()
        if value
    ]
    serial = found.witness.reference.kind in _SERIAL and found.variable == "container-title"
    if serial and entry.reference.kind in _MAY_BE_SERIAL:
        csl_type = found.witness.reference.csl_type
        edits.insert(0, ChangeType(entry=entry.id, type=csl_type, origin=origin))
    return Fix(title=f"Take “{found.value}” off the title", safety="unsafe", edits=tuple(edits))


_USUAL = (
    "Adams, B. (2001), Joint plans. Borough Affairs, 22, 1, pp. 1–9.\n"
    "Brown, C. (2002), Joint Teams. Kilcott: Harrowgate Books.\n"
)
_ODD = "Clark, D. (2003), “{}”.\n"

RULE = Rule(
    code="TTL506",
    name="swallowed-field",
    severity="warning",
    check=check,
    examples=(
        Example(
            text=_USUAL + _ODD.format("Joint funds: Borough Affairs"),
            list_only=True,
            finds=("Joint funds: Borough Affairs",),
            values={
                "r3": {
                    "type": "article-journal",
                    "title": "Joint funds",
                    "container-title": "Borough Affairs",
                }
            },
            safety="unsafe",
            why="Another entry shows that it is a journal.",
        ),
        Example(
            text=_USUAL + _ODD.format("Joint funds: A view from Borough Affairs"),
            list_only=True,
            why="A title that speaks of a journal.",
        ),
        Example(
            text=_USUAL
            + "Clark, D. (2003), Joint funds: Borough affairs. Local Papers, 24, 1, pp. 1–9.\n",
            list_only=True,
            why="The entry has its journal; what looks like another is a subtitle.",
        ),
    ),
)
