"""Sentences that several reports share."""

from collections.abc import Iterable

from joinedup_refs.report import words
from joinedup_refs.report.briefly import plain
from joinedup_refs.report.story import Count

_HOUSE = "the house style "


def shape(count: Count) -> str:
    """Say how much of what a text holds."""
    if count.library:
        return words.count(count.references, "entry", "entries")
    held = words.count(count.references, "reference")
    if count.items != count.references:
        held = f"{words.count(count.items, 'list item')} holding {held}"
    if not count.has_text:
        return held
    return f"{words.count(count.citations, 'citation')}; {held}"


def because(reasons: Iterable[str]) -> str:
    """Give reasons as one sentence, separated as the reasons' own commas allow.

    >>> because(["the house style has “pp.”", "you said so", "the house style has “&”"])
    'because the house style has “pp.”, has “&”, and you said so.'
    """
    parts = [reason.strip().rstrip(".;,") for reason in reasons]
    asked = [part for part in parts if part.startswith(_HOUSE)]
    rest = [part for part in parts if part not in asked]
    parts = [*asked[:1], *(part.removeprefix(_HOUSE) for part in asked[1:]), *rest]
    joined = words.listed(parts) if not any("," in p for p in parts) else "; ".join(parts)
    return f"because {joined}."


def beyond(message: str, reasons: Iterable[str]) -> tuple[str, ...]:
    """Give the reasons, made plain, that a message does not give itself.

    >>> beyond("Here stands a dot; the others have none.", ["the others have none", "so say I"])
    ('so say I',)
    """
    said = plain(message)
    return tuple(reason for reason in map(plain, reasons) if reason not in said)


def citations(count: Count, where: str) -> str:
    """Say how citations and list fit each other, or why nothing can be said of it.

    `where` says where the report tells of paired ones: above, or below.
    """
    if count.library:
        return "Which entries your documents cite is not known here."
    if count.keys and not count.citations:
        return by_key(count)
    if count.notes and not count.citations:
        held = footnotes(count.notes)
        return f"The text cites in notes. {held} Which entries they cite is not known."
    if not count.has_text:
        return (
            "No text stands with this list: whether each entry is cited, and each citation "
            "listed, is not known."
        )
    if not count.citations:
        return "No citation was found in the text, so nothing is known of how it fits the list."
    paired = f", {count.paired} paired {where}" if count.paired else ""
    return (
        f"Citations: {count.exact} found in the list{paired}, {count.lost} lost. "
        f"Entries never cited: {count.never_cited}."
        f"{' ' if count.keys else ''}{by_key(count)}"
        f"{f' {footnotes(count.notes)}' if count.notes else ''}"
    )


ENDLESS = "A reference list was found, and no place in it where a reference begins."


def by_key(count: Count) -> str:
    """Say what is known of citations by key: nothing, but that they are there."""
    if not count.keys:
        return ""
    said = words.count(count.keys, "pandoc citation")
    if not count.bibliographies:
        return f"{said}, not checked: no bibliography given."
    return (
        f"{said}, not checked: the bibliography was not read ({', '.join(count.bibliographies)})."
    )


def footnotes(number: int) -> str:
    """Say that references stand in notes.

    >>> footnotes(12)
    '12 footnotes hold references: these are notes, not a list, and are left as they are.'
    """
    held = "1 footnote holds" if number == 1 else f"{number:,} footnotes hold"
    return f"{held} references: these are notes, not a list, and are left as they are."
