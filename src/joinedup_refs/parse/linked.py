"""Identifiers that an entry's links give it: the DOI behind a button of its page."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from joinedup_refs.model.entry import Entry
from joinedup_refs.model.markup import Hyperlink
from joinedup_refs.model.origin import Linked
from joinedup_refs.model.text import Text
from joinedup_refs.notation.csl import with_value
from joinedup_refs.notation.identifiers import addresses
from joinedup_refs.notation.identifiers.addresses import Variable

_VARIABLES: tuple[Variable, ...] = ("DOI", "PMID", "PMCID")
_MOST_ENTRIES = 2
"""Entries that one identifier may be linked with; what more have in common is the page's own."""


class _Given(NamedTuple):
    """What one link of an entry gives."""

    variable: Variable
    value: str
    direct: bool
    link: Hyperlink


def with_links(text: Text, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Fill identifiers that are not printed from the links that stand with an entry on its page.

    Links that disagree give nothing, and neither does what is linked with several entries, nor a
    link behind an item that was divided, where nobody knows which part it means.
    """
    if not text.markup.links:
        return tuple(entries)
    given = {entry.id: tuple(_given(text, entry, end)) for entry, end in _reaches(text, entries)}
    common = Counter(
        key for several in given.values() for key in {(g.variable, g.value) for g in several}
    )
    divided = {_item(entry) for entry in entries if _item(entry) != entry.id}
    return tuple(
        entry
        if _item(entry) in divided
        else _filled(
            entry,
            [g for g in given[entry.id] if common[(g.variable, g.value)] <= _MOST_ENTRIES],
        )
        for entry in entries
    )


def _item(entry: Entry) -> str:
    """Give the identifier of the item that an entry is, or is a part of."""
    return entry.id.rstrip(ascii_lowercase)


def _reaches(text: Text, entries: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """Give each entry with the end of what belongs to it: its item, or the buttons behind it."""
    items = text.markup.items
    for number, entry in enumerate(entries):
        span = entry.span
        at = bisect_left(items, span.start + 1, key=lambda item: item.at.start) - 1
        if at >= 0 and items[at].at.end >= span.end:
            yield entry, items[at].at.end
            continue
        limit = len(text.printed)
        if number + 1 < len(entries) and entries[number + 1].span.start >= span.end:
            limit = entries[number + 1].span.start
        yield entry, min(limit, _behind(text, span.end))


def _behind(text: Text, end: int) -> int:
    """Give the end of the link texts right behind an entry."""
    at = bisect_left(text.cuts, end, key=lambda cut: cut.printed.start)
    for cut in text.cuts[at : at + 40]:
        if text.printed[end : cut.printed.start].strip():
            break
        end = cut.printed.end
    return end


def _given(text: Text, entry: Entry, end: int) -> Iterator[_Given]:
    links = text.markup.links
    first = bisect_left(links, entry.span.start, key=lambda link: link.at.start)
    for link in links[first:]:
        if link.at.start > end:
            return
        found = addresses.parse(link.address)
        if found and link.at.end <= end:
            yield _Given(found.variable, found.value, found.direct, link)


def _filled(entry: Entry, given: Sequence[_Given]) -> Entry:
    reference, origins = entry.reference, dict(entry.origins)
    for variable in _VARIABLES:
        if variable in origins:
            continue
        of_it = [g for g in given if g.variable == variable]
        direct = [g for g in of_it if g.direct] or of_it
        if len({g.value for g in direct}) != 1:
            continue
        reference = with_value(reference, variable, direct[0].value)
        origins[variable] = Linked(at=direct[0].link.at, address=direct[0].link.address)
    return entry.model_copy(update={"reference": reference, "origins": origins})
