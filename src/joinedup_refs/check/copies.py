"""The entries of a list that are the same work, printed twice.

Entries are held against each other only where they have a key in common (all words, an identifier,
either end of the title, volume and page), and there only against the last few that came before: the
cost grows with the list and not with its square.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from joinedup_refs.check.printed_works import PrintedWork
from joinedup_refs.check.same_work import Agreed, agreeing
from joinedup_refs.check.works import Work, identifiers_of
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry

Key: TypeAlias = tuple[str, ...]

_NEAREST = 6
"""Earlier entries with the same key that an entry is held against."""
_END = 24
"""Letters at either end of a title that are a key; a slip spoils one of the two at most."""


class Copy(NamedTuple):
    """An entry that is the same work as one before it."""

    earlier: PrintedWork
    later: PrintedWork
    agree: Agreed


class Sharing(NamedTuple):
    """Two works under one identifier."""

    earlier: PrintedWork
    later: PrintedWork
    kind: str
    """`DOI`, `PMID`, `PMCID` or `ISBN`."""
    identifier: str


def copies(document: Document) -> tuple[Copy, ...]:
    """Give each entry that is the same work as an earlier one, beside the first that is.

    Lists of their own, such as those of two chapters, are not held against each other.
    """
    works = tuple(PrintedWork(document, entry) for entry in document.entries)
    first: dict[int, int] = {}
    found: list[Copy] = []
    for earlier, later in _neighbours(works):
        if later in first:
            continue
        for origin in dict.fromkeys((first.get(earlier, earlier), earlier)):
            agree = agreeing(works[origin], works[later])
            if agree is not None and later not in first:
                first[later] = origin
                found.append(Copy(works[origin], works[later], agree))
    return tuple(found)


def sharing(document: Document) -> Iterator[Sharing]:
    """Give neighbours in the list that have an identifier in common and are two works."""
    last: dict[tuple[str, str], Entry] = {}
    for entry in document.entries:
        for kind, identifier in identifiers_of(entry.reference):
            before = last.get((kind, identifier))
            if before is not None:
                works = PrintedWork(document, before), PrintedWork(document, entry)
                if agreeing(*works) is None:
                    yield Sharing(*works, kind, identifier)
            last[kind, identifier] = entry


def _neighbours(works: Sequence[PrintedWork]) -> Iterator[tuple[int, int]]:
    """Give places in the list, the earlier first, that have a key in common."""
    seen: dict[Key, list[int]] = {}
    for place, work in enumerate(works):
        for key in dict.fromkeys(keys_of(work)):
            before = seen.setdefault(key, [])
            if before:
                yield from ((one, place) for one in before[-_NEAREST:])
            before.append(place)


def keys_of(work: Work) -> Iterator[Key]:
    """Give the keys of which two works that are one have some in common."""
    here = str(work.region)
    title = "".join(work.title)
    if not title or not work.is_record:  # all words are dear to read, and no record needs them
        yield here, "words", work.letters
    for kind, identifier in work.identifiers:
        yield here, kind, identifier
    if title:
        yield here, "title", title[:_END]
        yield here, "end", title[-_END:]
    if work.page:
        yield here, "page", work.volume, work.page
