"""A text as lines: where each stands, and how it reads without what reading cut away."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation import heads
from joinedup_refs.notation.heads import Head

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_PAGE_EDGE = "running-head"
_IGNORED = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u2060\x00"
"""Signs without width that a line may begin with."""


class Line(NamedTuple):
    """A printed line, its line break left out."""

    start: int
    end: int
    string: str
    """The line as it reads, blanks at its ends left out."""
    indent: int
    """Blanks before it; a tab counts as eight."""
    gone: str
    """Why the whole line is left out (`page-furniture`, `link-residue`), or empty."""

    @property
    def empty(self) -> bool:
        """Whether nothing is to be read on it."""
        return not self.string


def lines_of(text: Text) -> list[Line]:
    """Take a text apart at its line breaks; several blank lines in a row are given as one."""
    return list(_lines(text))


def printed_at(text: Text, line: Line, offset: int) -> int:
    """Give the code point of the text behind code point `offset` of a line's string."""
    span = Span(start=line.start, end=line.end)
    reading = text.read(span)
    lead = len(reading.text) - len(reading.text.lstrip().lstrip(_IGNORED).lstrip())
    if offset >= len(line.string):
        last = reading.printed(lead, lead + len(line.string))
        return last.end
    return reading.printed(lead + offset, lead + offset + 1).start


@lru_cache(maxsize=4096)
def head_of(string: str) -> Head | None:
    """Read the head that a line, or what stands behind its marker, begins with."""
    return heads.match(string)


def _lines(text: Text) -> Iterator[Line]:
    printed, cuts = text.printed, text.cuts
    cut = 0
    empty: Line | None = None
    for met in _LINE.finditer(printed):
        start, end = met.span(1)
        if start == len(printed) and start and not met[2]:
            break
        while cut < len(cuts) and cuts[cut].printed.end <= start:
            cut += 1
        raw = met[1]
        string, gone = raw, ""
        if cut < len(cuts) and cuts[cut].printed.start < max(end, start + 1):
            string = text.read(Span(start=start, end=end)).text
            whole = cuts[cut].printed.start <= start + len(raw) - len(raw.lstrip())
            gone = cuts[cut].why if whole and not string.strip() else ""
        elif not raw and cut and cuts[cut - 1].printed.end == start:
            gone = cuts[cut - 1].why if cuts[cut - 1].why == _PAGE_EDGE else ""
        string = string.strip().strip(_IGNORED).strip()
        if not string:
            # blank lines of one kind make one, or a text of nothing else would take all memory
            if empty is not None and empty.gone == gone:
                continue
            empty = Line(start, end, "", 0, gone)
            yield empty
            continue
        empty = None
        blanks = raw[: len(raw) - len(raw.lstrip())]
        yield Line(start, end, string, len(blanks.expandtabs()), gone)
