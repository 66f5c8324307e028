"""Whether the place of publication is given beside a publisher."""

from collections.abc import Iterator

from joinedup_refs.check.style.trait import Sighting, Trait
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.traits import Published

GIVEN, LEFT_OUT = "given", "left out"
PLACE_KINDS = frozenset({"book", "chapter"})


def _seen(document: Document, entry: Entry) -> Iterator[Sighting]:
    """See books and chapters with a publisher, those on the web left out of account."""
    del document
    work = entry.reference
    if work.kind in PLACE_KINDS and isinstance(work, Published) and work.publisher and not work.url:
        yield Sighting(entry, GIVEN if work.publisher_place else LEFT_OUT, entry.span)


PLACE = Trait(
    key="place",
    what="place of publication",
    rule="STY010",
    ways={GIVEN: "given", LEFT_OUT: "left out"},
    example=GIVEN,
    seen=_seen,
)
