"""Printed text, and how it reads once web-page residue and lost line breaks are left out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

from pydantic import model_validator

from joinedup_refs.model.markup import Markup
from joinedup_refs.model.span import Span
from joinedup_refs.model.value import Value

__all__ = ["Cut", "Reading", "Span", "Text"]

_LINE_END = re.compile(r"\r\n?|\n")


class Cut(Value):
    """A stretch of the printed text that reading leaves out or reads otherwise."""

    printed: Span
    """The stretch; empty where something is read that is not printed."""
    reading: str
    """What is read in its place, often nothing."""
    why: str
    """The reason as a hyphened word: `link-residue`, `page-furniture`, `list-marker`…"""


class _Piece(NamedTuple):
    """A run of the reading and the run of the printed text that it comes from."""

    reading: int
    start: int
    end: int
    copied: bool


class Reading(NamedTuple):
    """A text as it reads, with the way back to what is printed."""

    text: str
    pieces: tuple[_Piece, ...]

    def printed(self, start: int, end: int) -> Span:
        """Give the printed span behind the half-open range `start`–`end` of the reading."""
        if not self.pieces:
            return Span(start=0, end=0)
        if end <= start:
            at = self._place(start)
            return Span(start=at, end=at)
        first = self._piece(start)
        last = self._piece(end - 1)
        left = first.start + (start - first.reading if first.copied else 0)
        right = last.start + end - last.reading if last.copied else last.end
        return Span(start=left, end=max(left, right))

    def _piece(self, at: int) -> _Piece:
        return self.pieces[max(0, bisect_right(self.pieces, at, key=lambda p: p.reading) - 1)]

    def _place(self, at: int) -> int:
        piece = self._piece(at)
        if not piece.copied:
            return piece.start if at <= piece.reading else piece.end
        return min(piece.start + max(0, at - piece.reading), piece.end)


class Text(Value):
    """A decoded input: `printed` with newlines untouched, and the cuts that make its reading."""

    printed: str
    """The decoded input, character for character."""
    cuts: tuple[Cut, ...] = ()
    """What reading leaves out or reads otherwise, in order, none touching another."""
    form: str = ""
    """The format of a library file, as users call it (`bibtex`); empty for prose."""
    encoding: str = ""
    """How a library file was encoded, so that it can be written as it came."""
    markup: Markup = Markup()
    """What the carrier's markup says of stretches of the text."""

    @model_validator(mode="after")
    def _cuts_in_order(self) -> Self:
        for before, after in pairwise(self.cuts):
            end, start = before.printed.end, after.printed.start
            if end >= start and (end > start or before.printed.touches(after.printed)):
                msg = f"cuts overlap at {after.printed.start} ({before.why}, {after.why})"
                raise ValueError(msg)
        if self.cuts and self.cuts[-1].printed.end > len(self.printed):
            msg = f"a cut ends at {self.cuts[-1].printed.end}, after the text"
            raise ValueError(msg)
        return self

    @property
    def whole(self) -> Span:
        """The span of the whole text."""
        return Span(start=0, end=len(self.printed))

    @cached_property
    def reading(self) -> str:
        """The text as it reads, without what the cuts leave out."""
        return self.read(self.whole).text

    def slice(self, span: Span) -> str:
        """Give the printed characters of `span`."""
        return self.printed[span.start : span.end]

    def line(self, at: int) -> int:
        """Give the number of the line, from 1, that holds the code point `at`."""
        return bisect_right(self._line_starts, at)

    def lines(self, span: Span) -> range:
        """Give the numbers of the lines that a span lies on."""
        return range(self.line(span.start), self.line(max(span.start, span.end - 1)) + 1)

    def column(self, at: int) -> int:
        """Give the column, from 1, of the code point `at` in its line."""
        return at - self._line_starts[self.line(at) - 1] + 1

    def line_bounds(self, number: int) -> tuple[int, int]:
        """Give a line, counted from 1, as its first code point and one past its line end."""
        starts = self._line_starts
        after = starts[number] if number < len(starts) else len(self.printed)
        return starts[number - 1], after

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        if "\r" in self.printed:
            return (0, *(found.end() for found in _LINE_END.finditer(self.printed)))
        *lines, _ = self.printed.split("\n")
        return (0, *accumulate(len(line) + 1 for line in lines))

    @cached_property
    def _cut_ends(self) -> tuple[int, ...]:
        return tuple(cut.printed.end for cut in self.cuts)

    def read(self, *spans: Span) -> Reading:
        """Read the given spans, one blank between them, as the cuts have it.

        A cut that reaches over the edge of a span counts for the part inside it; an empty cut
        counts for the span that it lies in or whose end it touches.
        """
        if len(spans) == 1 and (plain := self._uncut(spans[0])):
            return plain
        parts: list[str] = []
        pieces: list[_Piece] = []
        at = 0
        for number, span in enumerate(spans):
            runs = self._runs(span)
            if number and at and runs:
                runs.insert(0, (span.start, span.start, " ", False))
            for start, end, string, copied in runs:
                if string:
                    pieces.append(_Piece(at, start, end, copied))
                    parts.append(string)
                    at += len(string)
        return Reading("".join(parts), tuple(pieces))

    def _uncut(self, span: Span) -> Reading | None:
        """Read a span that no cut touches, as most are; None for another, and for an empty one."""
        start, end = span.start, span.end
        first = bisect_left(self._cut_ends, start)
        if start == end or (first < len(self.cuts) and self.cuts[first].printed.start <= end):
            return None
        return Reading(self.printed[start:end], (_Piece(0, start, end, copied=True),))

    def _runs(self, span: Span) -> list[tuple[int, int, str, bool]]:
        begin, last = span.start, span.end
        here = begin
        ends = self._cut_ends
        first = bisect_right(ends, begin)
        while first and ends[first - 1] >= begin and not len(self.cuts[first - 1].printed):
            first -= 1
        runs: list[tuple[int, int, str, bool]] = []
        for number in range(first, len(ends)):
            cut = self.cuts[number]
            at = cut.printed
            start, end = max(at.start, begin), min(at.end, last)
            if at.start > last or (at.end > at.start and start >= end):
                break
            if here < start:
                runs.append((here, start, self.printed[here:start], True))
            runs.append((start, end, cut.reading, False))
            here = end
        if here < last:
            runs.append((here, last, self.printed[here:last], True))
        return runs

    def with_cuts(self, cuts: Iterable[Cut]) -> "Text":
        """Add cuts; one that meets a cut already there takes its place when it covers it.

        A new cut that only overlaps an old one in part is widened to cover it, the old reading
        kept for the part outside.
        """
        given = list(cuts)
        # where none overlaps another, their order is all one
        new = sorted(given, key=_place)
        if not all(a.printed.end <= b.printed.start for a, b in pairwise(new)):
            text = self  # what comes later goes over what came before
            for one in given:
                text = text.with_cuts((one,))
            return text
        before: list[Cut] = []
        after = list(reversed(self.cuts))
        for one in new:
            while after and after[-1].printed.end < one.printed.start:
                before.append(after.pop())
            near: list[Cut] = []
            while after and after[-1].printed.start <= one.printed.end:
                near.append(after.pop())
            met = [old for old in near if old.printed.touches(one.printed)]
            apart = [old for old in near if old not in met]
            laid = sorted((*apart, _over(one, met)), key=_place)
            # what reaches behind the new cut may meet the next one
            after += reversed(laid)
        return self.reading_as((*before, *reversed(after)))

    def reading_as(self, cuts: Iterable[Cut]) -> "Text":
        """Give the same text with other cuts."""
        return Text(
            printed=self.printed,
            cuts=tuple(cuts),
            form=self.form,
            encoding=self.encoding,
            markup=self.markup,
        )


def _place(cut: Cut) -> tuple[int, int]:
    return cut.printed.start, cut.printed.end


def _over(new: Cut, met: list[Cut]) -> Cut:
    """Lay a cut over those it meets; what they read outside of it is kept."""
    if not met:
        return new
    start = min([new.printed.start, *(c.printed.start for c in met)])
    end = max([new.printed.end, *(c.printed.end for c in met)])
    before = "".join(c.reading for c in met if c.printed.start < new.printed.start)
    after = "".join(
        c.reading
        for c in met
        if c.printed.end > new.printed.end and c.printed.start >= new.printed.start
    )
    return Cut(
        printed=Span(start=start, end=end), reading=before + new.reading + after, why=new.why
    )
