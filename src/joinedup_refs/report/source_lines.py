"""Lines of a text with signs under the places that are meant, for a terminal."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from joinedup_refs.model.text import Span, Text
from joinedup_refs.report.columns import Cell

_TAB = 4
_JOINERS = "\u200c\u200d"
"""Characters without a width that letters of some scripts are shaped by."""
_PICTURES = 0x2400
"""Where Unicode has pictures of the control characters, in their order."""
_DELETE = 0x7F
_UNSHOWN = "\ufffd"
_BEFORE = 24
"""Columns kept before a place that stands far to the right."""
_REACH = 4
"""Code points looked at on each side of a place, for each column; marks take none."""
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the text as far as it fits, and the signs under it."""

    number: int
    """Of the line, from 1."""
    text: str
    signs: str
    """Blanks and signs, as wide as what stands above them."""


def shown(text: Text, span: Span, width: int, *, sign: str = "^", most: int = 3) -> Iterator[Shown]:
    """Give the lines that a span takes in, each at most `width` columns, `most` of them.

    A long line is shown around the place. Signs stand under what is meant, and one stands even
    where nothing does, as between two characters.
    """
    last = max(span.start, span.end - 1)
    numbers = range(text.line(span.start), text.line(last) + 1)
    for number in numbers[:most]:
        yield _line(text, number, span, width, sign)


def left_out(text: Text, span: Span, most: int = 3) -> int:
    """Count the lines of a span that `shown` does not give."""
    last = max(span.start, span.end - 1)
    return max(0, text.line(last) - text.line(span.start) + 1 - most)


def cells_of(line: str) -> list[Cell]:
    r"""Give a line as it can be shown: a tab as blanks, a sign for whatever commands a terminal.

    >>> [cell.char for cell in cells_of("a\x1b\t中")]
    ['a', '␛', '    ', '中']
    """
    return [Cell(char, cell_len(char), at) for at, char in enumerate(map(safe, line)) if char]


def safe(char: str) -> str:
    """Give a character as it can be shown: a tab as blanks, a sign for what commands a screen."""
    category = unicodedata.category(char)
    if char == "\t":
        return " " * _TAB
    if category == "Cc":
        code = ord(char)
        return chr(_PICTURES + code) if code < 0x20 else "\u2421" if code == _DELETE else _UNSHOWN
    if (
        category in {"Cs", "Co", "Cn"}
        or "\u202a" <= char <= "\u202e"
        or "\u2066" <= char <= "\u2069"
    ):
        return _UNSHOWN
    if category == "Cf" and char not in _JOINERS:
        return ""
    return " " if char.isspace() else char


def _line(text: Text, number: int, span: Span, width: int, sign: str) -> Shown:
    """Give a line, cut to the columns around the place where it is longer."""
    start, end = _bounds(text, number)
    place = max(start, min(span.start, end))
    low, high = max(start, place - _REACH * width), min(end, place + _REACH * width)
    cells = cells_of(text.printed[low:high])
    first = bisect_left(cells, place - low, key=lambda cell: cell.at)
    behind = bisect_left(cells, span.end - low, key=lambda cell: cell.at)
    left, right = 0, len(cells)
    if low > start or high < end or _wide(cells) > width:
        left = _left(cells, first, _wide(cells[first:behind]), width)
        right = _right(cells, left, width - 2)
    before = _MORE if left or low > start else ""
    after = _MORE if right < len(cells) or high < end else ""
    indent = len(before) + _wide(cells[left:first])
    marked = _wide(cells[first : min(behind, right)])
    if not marked and indent and first < behind:
        indent -= 1  # a mark set upon the letter before it
    body = "".join(cell.char for cell in cells[left:right])
    return Shown(number, before + body + after, " " * indent + sign * max(1, marked))


def _bounds(text: Text, number: int) -> tuple[int, int]:
    start, end = text.line_bounds(number)
    while end > start and text.printed[end - 1] in "\r\n":
        end -= 1
    return start, end


def _wide(cells: Sequence[Cell]) -> int:
    return sum(cell.width for cell in cells)


def _left(cells: Sequence[Cell], first: int, place: int, width: int) -> int:
    """Tell where to begin: what is meant is seen, and as much before it as is fair."""
    room = min(width // 2, max(_BEFORE, (width - place) // 2))
    room = max(room, width - 2 - _wide(cells[first:]))  # near the end of a line
    left = first
    while left and room >= cells[left - 1].width:
        left -= 1
        room -= cells[left].width
    while left < first and not cells[left].width:
        left += 1  # no mark without its letter
    return left


def _right(cells: Sequence[Cell], left: int, room: int) -> int:
    right = left
    while right < len(cells) and room >= cells[right].width:
        room -= cells[right].width
        right += 1
    return right
