"""How a DOI is printed: what leads it in, and whether a full stop follows it."""

import re
from collections.abc import Iterator

from joinedup_refs.check.style.mending import least, whole
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Reading
from joinedup_refs.notation.identifiers import doi as notation

_EXAMPLE = "10.1000/182"
_LEADS = r"(?:doi\s?:?\s?|doi\.\s)?(?:(?:https?://)?(?:www\.|dx\.)?doi\.org/(?:doi:\s?)?)?"
_BEFORE = re.compile(rf"(?<![\w/.]){_LEADS}\Z", re.IGNORECASE)
_WAYS = rf"(?i:{_LEADS}){re.escape(_EXAMPLE)}"
STOP, _NO_STOP = "a full stop", "no full stop"


def _found(document: Document, entry: Entry) -> tuple[Reading, int, int, int] | None:
    """Give the only DOI of an entry: where its lead begins, where the number does, and the end."""
    reading = whole(document, entry)
    met = list(notation.find(reading.text)) if reading else []
    if reading is None or len(met) != 1:
        return None
    start, end, _ = met[0]
    number = reading.text.find("10.", start, end)
    lead = _BEFORE.search(reading.text, 0, number)
    if number < 0 or lead is None or lead.start() > start:
        return None  # the address of a publisher or a library, which is no form of the DOI
    return reading, lead.start(), number, end


def _lead_seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    found = _found(document, entry)
    if found is not None:
        reading, start, number, end = found
        lead = " ".join(reading.text[start:number].split(" "))
        yield Sighting(entry, f"{lead}{_EXAMPLE}", reading.printed(start, end))


def _lead_mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found = _found(document, sighting.entry)
    if found is None:
        return ()
    reading, start, number, _ = found
    return least(reading, start, number, way.removesuffix(_EXAMPLE))


def _stop_seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    found = _found(document, entry)
    if found is not None:
        reading, _, number, end = found
        behind = reading.text[end:].strip()
        if behind in {"", "."}:
            at = reading.printed(end, end + 1) if behind else reading.printed(number, end)
            yield Sighting(entry, STOP if behind else _NO_STOP, at)


def _stop_mended(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found = _found(document, sighting.entry)
    if found is None:
        return ()
    reading, _, _, end = found
    return least(reading, end, len(reading.text.rstrip()), "." if way == STOP else "")


DOI = Trait(
    key="doi",
    what="form of DOIs",
    rule="IDN801",
    ways=_WAYS,
    example=f"https://doi.org/{_EXAMPLE}",
    seen=_lead_seen,
    mended=each(_lead_mended),
)

DOI_STOP = Trait(
    key="after_doi",
    what="full stop after a last DOI",
    rule="IDN801",
    ways={STOP: STOP, _NO_STOP: _NO_STOP},
    example=_NO_STOP,
    seen=_stop_seen,
    mended=each(_stop_mended),
)
