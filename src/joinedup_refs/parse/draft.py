"""A reference in the making: values by CSL variable, and who owns which stretch of the string."""

from dataclasses import dataclass, field
from typing import NamedTuple

from joinedup_refs.model.value import Json
from joinedup_refs.tables import rows

_CONNECTIVES = frozenset(row["word"] for row in rows("connectives"))
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

    def __post_init__(self) -> None:
        self._owned = bytearray(len(self.raw))

    def put(self, variable: str, value: Json, start: int, end: int, sure: float) -> None:
        """Set a variable that stands at `start`–`end`, unless it has a value already."""
        self.own(start, end)
        if variable not in self.item and value not in ("", None, [], {}):
            self.item[variable] = value
            self.places[variable] = (start, end, sure)

    def take_back(self, variable: str) -> None:
        """Undo a variable; its stretch stays owned until another claims or frees it."""
        self.item.pop(variable, None)
        self.places.pop(variable, None)

    def own(self, start: int, end: int) -> None:
        """Claim a stretch that carries no value of its own, such as a citation number."""
        self._owned[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> None:
        """Give a stretch back."""
        self._owned[start:end] = bytes(end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nobody owns any character of a stretch."""
        return self._owned.find(1, start, end) < 0

    def gaps(self) -> list[tuple[int, int]]:
        """Give the stretches that nobody owns, in order."""
        out: list[tuple[int, int]] = []
        start = self._owned.find(0)
        while start >= 0:
            end = self._owned.find(1, start)
            end = end if end >= 0 else len(self.raw)
            out.append((start, end))
            start = self._owned.find(0, end)
        return out

    def unread(self) -> tuple[tuple[int, int], ...]:
        """Give the stretches of words that nobody owns, connectives and punctuation aside."""
        found = (_without_connectives(self.raw, start, end) for start, end in self.gaps())
        return tuple(stretch for stretch in found if stretch is not None)


def words_at(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the runs of letters and digits between `start` and `end`."""
    out: list[tuple[int, int]] = []
    at = start
    while at < end:
        if text[at].isalnum():
            first = at
            while at < end and text[at].isalnum():
                at += 1
            out.append((first, at))
        else:
            at += 1
    return out


def _without_connectives(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = words_at(text, start, end)
    telling = [word for word in words if not _is_connective(text, word)]
    return (telling[0][0], telling[-1][1]) if telling else None


def _is_connective(text: str, word: tuple[int, int]) -> bool:
    return word[1] - word[0] <= _LONGEST_WORD and text[word[0] : word[1]].casefold() in _CONNECTIVES
