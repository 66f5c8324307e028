"""Where brackets open and close in prose."""

import re
from bisect import bisect_right
from typing import NamedTuple

_EVENT = re.compile(r"[()\[\]]|\n[ \t]*\n")
_CLOSES = {")": "(", "]": "["}


class Bracket(NamedTuple):
    """A pair of brackets: half-open code points, the signs themselves included."""

    start: int
    end: int
    closed: bool


class Brackets:
    """The brackets of a text; one that is not closed ends with its paragraph."""

    def __init__(self, text: str) -> None:
        found: list[Bracket] = []
        stack: list[tuple[str, int]] = []
        for event in _EVENT.finditer(text):
            sign = event[0]
            if sign in "([":
                stack.append((sign, event.start()))
            elif sign in _CLOSES:
                if any(s == _CLOSES[sign] for s, _ in stack[-4:]):
                    while stack[-1][0] != _CLOSES[sign]:
                        found.append(Bracket(stack.pop()[1], event.start(), closed=False))
                    found.append(Bracket(stack.pop()[1], event.end(), closed=True))
            else:
                found += [Bracket(at, event.start(), closed=False) for _, at in stack]
                stack = []
        found += [Bracket(at, len(text), closed=False) for _, at in stack]
        self.all = sorted(found)
        self._starts = [b.start for b in self.all]

    def around(self, at: int) -> Bracket | None:
        """Give the innermost brackets that hold the code point `at`."""
        here = bisect_right(self._starts, at - 1)
        for bracket in reversed(self.all[max(0, here - 40) : here]):
            if bracket.end > at:
                return bracket
        return None
