"""What a trait of style is, and what is usual in a list."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.house_style import HouseStyle
from joinedup_refs.model.text import Span

_SHOWN = 3
"""Entries that must show a way itself; others may show a part of it and agree."""


class Sighting(NamedTuple):
    """How an entry, or one name or sign in it, shows a trait."""

    entry: Entry
    way: str
    """One of the trait's ways, written as an example of it: `(2003), Title`."""
    at: Span
    """Where it shows; what a deviant's finding points at."""


Seen: TypeAlias = Callable[[Document, Entry], Iterable[Sighting]]
Mended: TypeAlias = Callable[[Document, Sequence[Sighting], str], tuple[AmendText, ...]]
"""Mends deviances of one entry, given in order; nothing unless it can mend each of them."""


def equal(way: str, usual: str) -> bool:
    """Whether a way is the usual one: the plain case."""
    return way == usual


def plain(way: str) -> int:
    """Give the rank of a way that always shows the whole trait."""
    del way
    return 2


def unmended(document: Document, sightings: Sequence[Sighting], way: str) -> tuple[AmendText, ...]:
    """Mend nothing: what the trait asks for stands in the work and not in the list."""
    del document, sightings, way
    return ()


def each(mend: Callable[[Document, Sighting, str], tuple[AmendText, ...]]) -> Mended:
    """Mend deviances one by one."""

    def mended(
        document: Document, sightings: Sequence[Sighting], way: str
    ) -> tuple[AmendText, ...]:
        parts = [mend(document, one, way) for one in sightings]
        return tuple(edit for part in parts for edit in part) if all(parts) else ()

    return mended


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One row of the table of style traits."""

    key: str
    """Its name in a house style file."""
    what: str
    """What it is, in a few words."""
    rule: str
    """The code of the rule that holds a list to it."""
    ways: str | Mapping[str, str]
    """A pattern for the ways, or the ways, each with how it is called in a sentence."""
    example: str
    """A way, to show in messages."""
    said: Mapping[str, str] = field(default_factory=dict)
    """How ways are called that do not speak for themselves, where `ways` is a pattern."""
    seen: Seen
    mended: Mended = unmended
    agrees: Callable[[str, str], bool] = equal
    """Whether a way seen, which may show only a part, is that of the list."""
    rank: Callable[[str], int] = plain
    """Whether a way shows all of the trait (2), most of it (1) or too little to be usual (0)."""
    enough: int = 5
    """Entries that make a habit."""
    share: float = 0.8
    """The share of the entries that makes one."""

    def knows(self, way: str) -> bool:
        """Whether a way is one of this trait's."""
        if isinstance(self.ways, str):
            return re.fullmatch(self.ways, way) is not None and self.rank(way) > 0
        return way in self.ways

    def called(self, way: str) -> str:
        """Name a way in a sentence."""
        if isinstance(self.ways, str):
            return self.said.get(way, f"“{way}”")
        return self.ways.get(way, way)


class Norm(NamedTuple):
    """What an entry is held to, and on whose word."""

    way: str
    agreeing: int
    """Entries that show the trait so."""
    total: int
    """Entries that show it at all."""
    house: bool
    """Whether a house style asks for it; otherwise the list's own majority does."""


class Judged(NamedTuple):
    """A list seen by one trait."""

    norm: Norm | None
    """None where there is no house style and no habit."""
    sightings: tuple[Sighting, ...]

    def deviants(self, trait: Trait) -> dict[str, list[Sighting]]:
        """Give the sightings that are not as usual, by entry, in the order of the list."""
        out: dict[str, list[Sighting]] = {}
        if self.norm is None:
            return out
        for one in self.sightings:
            if not trait.agrees(one.way, self.norm.way):
                out.setdefault(one.entry.id, []).append(one)
        return out


def judge(
    document: Document, trait: Trait, house: HouseStyle, *, enough: int = 0, share: float = 0
) -> Judged:
    """See a list by a trait: what the house style asks for, or else what is usual.

    `enough` and `share` take the place of the trait's own where they are given.
    """
    sightings = tuple(s for entry in document.entries for s in trait.seen(document, entry))
    by_entry: dict[str, list[str]] = {}
    for one in sightings:
        by_entry.setdefault(one.entry.id, []).append(one.way)
    asked = house.traits.get(trait.key)
    if asked is not None:
        norm = _norm(trait, asked, by_entry, house=True)
        return Judged(norm, sightings)
    ways = Counter(way for own in by_entry.values() for way in set(own))
    for rank in (2, 1):
        candidates = [way for way in ways if trait.rank(way) == rank]
        if candidates:
            usual = max(candidates, key=lambda way: (ways[way], way))
            norm = _norm(trait, usual, by_entry, house=False)
            shown = ways[usual] >= min(_SHOWN, enough or trait.enough)
            habit = norm.agreeing >= (enough or trait.enough) and (
                norm.agreeing >= (share or trait.share) * norm.total
            )
            if shown and habit:
                return Judged(norm, sightings)
    return Judged(None, sightings)


def held_to(trait: Trait, judged: Judged, way: str) -> Judged:
    """Hold a list to `way`, which says more than its norm does, if that is still its habit."""
    norm = judged.norm
    if norm is None:
        return judged
    by_entry: dict[str, list[str]] = {}
    for one in judged.sightings:
        by_entry.setdefault(one.entry.id, []).append(one.way)
    fuller = _norm(trait, way, by_entry, house=norm.house)
    habit = norm.house or fuller.agreeing >= max(trait.enough, trait.share * fuller.total)
    return Judged(fuller, judged.sightings) if habit else judged


def _norm(trait: Trait, way: str, by_entry: Mapping[str, list[str]], *, house: bool) -> Norm:
    agreeing = sum(all(trait.agrees(w, way) for w in own) for own in by_entry.values())
    return Norm(way, agreeing, len(by_entry), house)
