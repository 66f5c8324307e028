"""What a web page has around an article: view counts, permissions, navigation."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from joinedup_refs.tables import rows


class Furniture(NamedTuple):
    """A stretch of lines that belong to the page and not to the article."""

    start: int
    end: int


class _Line(NamedTuple):
    start: int
    end: int
    string: str
    furniture: bool


_COUNT = re.compile(r"\d[\d,.\u00a0 ]{0,12}[kKmM]?")
_LINE = re.compile(r"[^\r\n]+")
_AFTERWARDS = frozenset({"additional information", "notes", "articles", "article"})
"""Headings that are furniture only with furniture beside them."""
_LONGEST = 600
"""Characters that a line of furniture has at most."""


def find(text: str) -> Iterator[Furniture]:
    """Find page furniture: half-open stretches of whole lines, blank lines between them included.

    A counter is a number and its name on two lines (`1,783`, `Views`). A line that could also be
    an article's own (`Articles`, `Additional information`) counts only beside certain furniture.
    """
    block: list[_Line] = []
    for line in _marked(text):
        if line.furniture:
            block.append(line)
        elif block:
            yield Furniture(block[0].start, block[-1].end)
            block = []
    if block:
        yield Furniture(block[0].start, block[-1].end)


def is_line(string: str) -> bool:
    """Whether a line, read by itself, is furniture for certain."""
    return _kind(string) == "certain"


def _marked(text: str) -> list[_Line]:
    """Give the lines that are not blank, each with whether it is furniture."""
    places = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m[0].isspace()]
    lines = [text[s:e].strip().strip("\ufeff") if e - s <= _LONGEST else "" for s, e in places]
    kinds = [_kind(line) for line in lines]
    for at, line in enumerate(lines[:-1]):
        if kinds[at + 1] == "counter" and _COUNT.fullmatch(line):
            kinds[at] = kinds[at + 1] = "certain"
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            if kinds[at] == "possible" and kinds[at + step] == "certain":
                kinds[at] = "certain"
    return [
        _Line(s, e, line, kind == "certain")
        for (s, e), line, kind in zip(places, lines, kinds, strict=True)
    ]


@cache
def _table() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    of: dict[str, list[str]] = {"counter": [], "line": [], "start": []}
    for row in rows("furniture"):
        of[row["kind"]].append(row["text"].casefold())
    return frozenset(of["counter"]), frozenset(of["line"]), tuple(of["start"])


def _kind(line: str) -> str:
    """Tell furniture for certain, a counter's name, what may be furniture, and the rest."""
    counters, lines, starts = _table()
    folded = line.casefold()
    if not folded or len(folded) > _LONGEST:
        return ""
    if folded in counters:
        return "counter"
    if folded in _AFTERWARDS or (folded in lines and " " not in folded):
        return "possible"
    return "certain" if folded in lines or folded.startswith(starts) else ""
