"""Which new items are works that a library has already."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from joinedup_refs.model.value import Json


def existing(
    held: "Sequence[Mapping[str, Json]]", new: "Sequence[Mapping[str, Json]]"
) -> dict[int, str]:
    """Give the places of new items that are works of a library, each with the key it has there.

    The same work is what the rule duplicate-entry takes for one.
    """
    from joinedup_refs.build import build
    from joinedup_refs.check.copies import copies
    from joinedup_refs.formats.zotero_json import printed
    from joinedup_refs.model.text import Text

    text = Text(printed=printed([*held, *new]), form="zotero-json", encoding="utf-8")
    document = build(text)
    places = {entry.id: number for number, entry in enumerate(document.entries)}
    found = {}
    for copy in copies(document):
        earlier, later = places[copy.earlier.entry.id], places[copy.later.entry.id]
        if earlier < len(held) <= later:
            found[later - len(held)] = str(held[earlier].get("key", ""))
    return found
