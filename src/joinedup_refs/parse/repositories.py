"""The repository that keeps a preprint, data or software: its publisher, as CSL has it."""

import re
from functools import cache

from joinedup_refs.parse.draft import Draft
from joinedup_refs.tables import rows

_SURE = 0.9


def put_repository(draft: Draft) -> bool:
    """Take a repository's name that stands by itself for the publisher, where no other is named.

    Says whether it did: what a repository keeps is no book for that.
    """
    if "publisher" in draft.item or {"volume", "issue", "page"} & draft.item.keys():
        return False
    container = draft.places.get("container-title")
    if container is not None:
        start, end, sure = container
        if not _names().fullmatch(draft.raw, start, end):
            return False
        draft.take_back("container-title")
        draft.put("publisher", draft.raw[start:end], start, end, sure)
        return True
    for found in _apart().finditer(draft.raw):
        start, end = found.span("name")
        if not any(a < end and start < b for a, b, _ in draft.places.values()):
            draft.put("publisher", found["name"], start, end, _SURE)
            return True
    return False


@cache
def _names() -> re.Pattern[str]:
    names = sorted((row["name"] for row in rows("repositories")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    """The name between a separating mark and the end of a sentence, a year or an address."""
    return re.compile(rf"(?<=[.,;:?!\])] )(?P<name>{_names().pattern})(?=\s?(?:[.,;(]|$))")
