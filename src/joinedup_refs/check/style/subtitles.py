"""The sign between a title and its subtitle."""

import re
from collections.abc import Iterator

from joinedup_refs.check.style.mending import least, printed_at
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Reading

COLON = "Title: subtitle"
_SIGNS = {
    COLON: re.compile(r"(?<=[\w)?!”’])\s?:(?=\s\S)"),
    "Title—subtitle": re.compile(r"(?<=[\w)?!”’])\s?—\s?(?=\S)"),
    "Title – subtitle": re.compile(r"(?<=[\w)?!”’])\s–(?=\s\S)"),
}


def _found(document: Document, entry: Entry) -> tuple[Reading, list[tuple[int, int, str]]] | None:
    """Give a title, and every sign in it that could set off a subtitle, in order."""
    at = printed_at(entry, "title")
    if at is None:
        return None
    reading = document.text.read(at)
    return reading, sorted(
        (*met.span(), way) for way, sign in _SIGNS.items() for met in sign.finditer(reading.text)
    )


def _seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    """See the first sign; a dash that has a second one sets off no subtitle."""
    found = _found(document, entry)
    if found is None or not found[1]:
        return
    reading, signs = found
    start, end, way = signs[0]
    if way != COLON and sum(w == way for _, _, w in signs) > 1:
        return
    blanks = end - start - len(reading.text[start:end].lstrip())
    yield Sighting(entry, way, reading.printed(start + blanks, start + blanks + 1))


def _mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    """Put another sign, where the title has no more than one."""
    found = _found(document, sighting.entry)
    if found is None or len(found[1]) != 1:
        return ()
    reading, ((start, end, _),) = found
    while reading.text[end] == " ":
        end += 1
    return least(reading, start, end, way.removeprefix("Title").removesuffix("subtitle"))


SUBTITLE = Trait(
    key="subtitle",
    what="sign before a subtitle",
    rule="STY002",
    ways={
        COLON: "a colon",
        "Title—subtitle": "an em dash",
        "Title – subtitle": "an en dash",
    },
    example=COLON,
    seen=_seen,
    mended=each(_mended),
    enough=3,
)
