"""Learns a house style from a good list."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from joinedup_refs.check.style import needs
from joinedup_refs.check.style.table import TRAITS
from joinedup_refs.check.style.trait import Norm, Trait, judge
from joinedup_refs.model.document import Document
from joinedup_refs.model.house_style import HouseStyle

_ENOUGH = 3  # entries that make a habit: the list is said to be a good one
_SHARE = 0.8
_NO_HOUSE = HouseStyle()


class Learnt(NamedTuple):
    """What a list shows of a trait."""

    trait: Trait
    norm: Norm | None
    """None where nothing was learnt."""
    ways: Mapping[str, int]
    """Each way seen, and in how many entries; the most frequent first."""


class Lesson(NamedTuple):
    """What was learnt from a list."""

    entries: int
    """How many entries it has."""
    learnt: tuple[Learnt, ...]
    needs: Mapping[str, tuple[str, ...]]
    """For a type of reference, the CSL variables that nine of its entries in ten give."""
    kinds: Mapping[str, int]
    """How many entries of each type there are."""

    @property
    def style(self) -> HouseStyle:
        """The house style itself."""
        traits = {one.trait.key: one.norm.way for one in self.learnt if one.norm is not None}
        return HouseStyle(traits=traits, needs=dict(self.needs))


def learn(document: Document) -> Lesson:
    """Learn every trait that three entries show alike, and four in five of those that show it."""
    return Lesson(
        entries=len(document.entries),
        learnt=tuple(_learnt(document, trait) for trait in TRAITS),
        needs=needs.learn(document),
        kinds=Counter(entry.reference.kind for entry in document.entries),
    )


def _learnt(document: Document, trait: Trait) -> Learnt:
    judged = judge(document, trait, _NO_HOUSE, enough=_ENOUGH, share=_SHARE)
    seen = {(one.entry.id, one.way) for one in judged.sightings}
    ways = Counter(way for _, way in seen)
    return Learnt(trait, judged.norm, dict(sorted(ways.items(), key=lambda w: (-w[1], w[0]))))
