"""Records under new citation keys, and what of a record names another by its key."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.formats.format import Record
from joinedup_refs.formats.keys import KeyMaker, new_keys
from joinedup_refs.model.value import Json

REFERRING = frozenset(["crossref", "xref", "related", "entryset"])
"""Fields of .bib files that name other entries by their keys."""
KEY = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
"""One of several keys with commas between."""


class Keyed(NamedTuple):
    """Records with their keys."""

    records: tuple[Record, ...]
    changes: Mapping[str, str]
    """The keys that changed, old to new."""


def keyed(records: Sequence[Record], maker: KeyMaker, *, every: bool = False) -> Keyed:
    """Give records without a key one, or with `every` all of them, unique ignoring case.

    A record of which no key can be made keeps its own.

    What a record has of another's key (`related`, `entryset`, `crossref`) follows.
    """
    had = [record.key or record.reference.citation_key for record in records]
    pairs = zip(records, had, strict=True)
    kept = ["" if every and maker.plain(record) else key for record, key in pairs]
    made = new_keys(records, kept, maker)
    changes: dict[str, str] = {}
    for old, new in zip(had, made, strict=True):
        if old and old != new:
            changes.setdefault(old, new)
    under = (_under(one, key, changes) for one, key in zip(records, made, strict=True))
    return Keyed(tuple(under), changes)


def _under(record: Record, key: str, changes: Mapping[str, str]) -> Record:
    reference = record.reference
    update: dict[str, object] = {}
    if key != reference.citation_key:
        update["citation_key"] = key
    naming = REFERRING.intersection(reference.other) if changes else ()
    if naming:
        other = dict(reference.other)
        other |= {name: _following(other[name], changes) for name in naming}
        update["other"] = other
    made = reference.model_copy(update=update) if update else reference
    return record._replace(reference=made, key=key)


def _following(value: Json, changes: Mapping[str, str]) -> Json:
    if not isinstance(value, str):
        return value
    return KEY.sub(lambda found: changes.get(found[0], found[0]), value)
