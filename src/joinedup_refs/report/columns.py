"""Text in columns of a terminal: what of it is shown, how wide that is, where lines break."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from joinedup_refs.report.briefly import clip, plain

_JOINERS = "\u200c\u200d"
"""Characters without a width that letters of some scripts are shaped by."""
_LONGEST = 600


class Cell(NamedTuple):
    """A character as it is shown."""

    char: str
    width: int
    """Columns of the terminal: 2 for wide ones, 0 for what is set upon the one before."""
    at: int
    """The code point of the string that it was."""


def cells_of(text: str) -> list[Cell]:
    r"""Give what can be shown of a text: nothing that commands, a blank for each line break.

    >>> [cell.char for cell in cells_of("a\x1b\n中")]
    ['a', ' ', '中']
    """
    if text.isascii() and text.isprintable():
        return [Cell(char, 1, at) for at, char in enumerate(text)]
    out: list[Cell] = []
    for at, char in enumerate(text):
        hidden = unicodedata.category(char) == "Cf" and char not in _JOINERS
        shown = "" if hidden else plain(char)
        if not shown and char.isspace():
            shown = " "
        if shown:
            out.append(Cell(shown, cell_len(shown), at))
    return out


def wrapped(cells: Sequence[Cell], width: int) -> Iterator[Sequence[Cell]]:
    """Break at the last blank that leaves a line of at most `width` columns, or else anywhere.

    Blanks at a break are left out, and no mark is parted from the letter that it is set upon.
    """
    start = 0
    while start < len(cells):
        used, end, after_blank = 0, start, 0
        while end < len(cells) and used + cells[end].width <= width:
            used += cells[end].width
            end += 1
            if cells[end - 1].char == " ":
                after_blank = end
        if end < len(cells) and cells[end].char != " " and after_blank > start:
            end = after_blank
        line = cells[start : max(end, start + 1)]
        start += len(line)
        while start < len(cells) and cells[start].char == " ":
            start += 1
        while line and line[-1].char == " ":
            line = line[:-1]
        if line:
            yield line


def in_lines(text: str, width: int, longest: int = _LONGEST) -> list[str]:
    """Give a text in lines of at most `width` columns, shortened to `longest` characters.

    >>> in_lines("one two three", 7)
    ['one two', 'three']
    >>> in_lines("", 7)
    ['']
    """
    cells = cells_of(clip(text, longest))
    return ["".join(cell.char for cell in line) for line in wrapped(cells, width)] or [""]
