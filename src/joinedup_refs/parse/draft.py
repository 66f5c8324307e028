"""A reference in the making: values by CSL variable, and who owns which stretch of the string."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from joinedup_refs.model.value import Json
from joinedup_refs.tables import rows

_CONNECTIVES = frozenset(row["word"] for row in rows("connectives"))
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 20  # a longer word is never a connective


class Label(NamedTuple):
    """One labelled stretch: half-open code points of the string, probability 0 to 1."""

    label: str
    start: int
    end: int
    confidence: float


@dataclass(slots=True)
class Draft:
    """What was read of one string so far."""

    raw: str
    item: dict[str, Json] = field(default_factory=dict)
    """Values as CSL-JSON has them."""
    places: dict[str, tuple[int, int, float]] = field(default_factory=dict)
    _owned: bytearray = field(init=False)
    """One byte for each code point: 1 where somebody owns it."""
    _gaps: list[tuple[int, int]] | None = None
    """The stretches of words that nobody owns, where they are known."""

    def __post_init__(self) -> None:
        self._owned = bytearray(len(self.raw))

    def put(self, variable: str, value: Json, start: int, end: int, sure: float) -> None:
        """Set a variable that stands at `start`–`end`, unless it has a value already.

        What sets nothing claims nothing, so that no text is lost.
        """
        if variable not in self.item and value not in ("", None, [], {}):
            self._claim(start, end)
            self.item[variable] = value
            self.places[variable] = (start, end, sure)

    def take_back(self, variable: str) -> None:
        """Undo a variable, and give back what no other value stands on."""
        self.item.pop(variable, None)
        place = self.places.pop(variable, None)
        if place is None:
            return
        start, end, _ = place
        self.free(start, end)
        for first, last, _ in self.places.values():
            if first < end and start < last:
                self._claim(first, last)

    def own(self, start: int, end: int) -> None:
        """Claim a stretch that carries no value of its own, such as a citation number."""
        self._claim(start, end)

    def _claim(self, start: int, end: int) -> None:
        self._owned[start:end] = b"\x01" * (end - start)
        self._gaps = None

    def free(self, start: int, end: int) -> None:
        """Give a stretch back."""
        self._owned[start:end] = bytes(end - start)
        self._gaps = None

    def is_free(self, start: int, end: int) -> bool:
        """Whether nobody owns any character of a stretch."""
        return self._owned.find(1, start, end) < 0

    def gaps(self) -> list[tuple[int, int]]:
        """Give the stretches that nobody owns, in order; those of marks alone are left out."""
        if self._gaps is None:
            self._gaps = []
            start = self._owned.find(0)
            while start >= 0:
                end = self._owned.find(1, start)
                end = end if end >= 0 else len(self.raw)
                if _WORD.search(self.raw, start, end):
                    self._gaps.append((start, end))
                start = self._owned.find(0, end)
        return list(self._gaps)

    def unread(self) -> tuple[tuple[int, int], ...]:
        """Give the stretches of words that nobody owns, connectives and punctuation aside."""
        found = (_without_connectives(self.raw, start, end) for start, end in self.gaps())
        return tuple(stretch for stretch in found if stretch is not None)


def _without_connectives(text: str, start: int, end: int) -> tuple[int, int] | None:
    telling = [word for word in _WORD.finditer(text, start, end) if not _is_connective(word)]
    return (telling[0].start(), telling[-1].end()) if telling else None


def _is_connective(word: re.Match[str]) -> bool:
    # lower, for folded `ß` is the `ss` of pages
    return word.end() - word.start() <= _LONGEST_WORD and word[0].lower() in _CONNECTIVES
