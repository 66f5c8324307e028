"""Takes the reference lists of a text apart, so that no character of them is lost."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from joinedup_refs.model.entry import is_endless
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.markup import MarkedItem
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.ends import closes
from joinedup_refs.split.headings import unnumbered
from joinedup_refs.split.items import Item, Parts
from joinedup_refs.split.likeness import is_entry, is_title, likeness
from joinedup_refs.split.lines import Line, lines_of, printed_at
from joinedup_refs.split.markers import Marker, marker, run, stray
from joinedup_refs.split.notes import notes_of
from joinedup_refs.split.region import passed_over, regions, unread
from joinedup_refs.split.stacked import joint, stacked
from joinedup_refs.split.starts import starts
from joinedup_refs.split.titles import titles
from joinedup_refs.split.together import divided

_NO_HINTS = Layout()


class _Found(NamedTuple):
    """An item, or a stretch that is none, with where its marker begins."""

    marked_at: int
    start: int
    end: int
    marker: str
    is_item: bool


def split(text: Text, layout: Layout = _NO_HINTS) -> Parts:
    """Find the reference lists of a text and take them apart into items.

    The lists are what the last good heading heads, or without one the longest run of lines that
    look like entries; `layout` may name the heading or say that all is list. A text without a list
    gives empty parts. Markers, separators and line breaks within items become cuts.
    """
    lines = divided(text, lines_of(text))
    spans: list[Span] = []
    items: list[Item] = []
    cuts: list[Cut] = []
    leftover: list[Span] = []
    headings: list[Span] = []
    found = regions(lines, layout, text.markup.items)
    for region in found:
        part = _part(text, lines[region.first : region.end], region.marked)
        spans += part.regions
        items += part.items
        cuts += part.cuts
        leftover += part.leftover
        headings += part.headings
    over = passed_over(lines, layout, found)
    notes = [] if layout.list_only else notes_of(lines, [(r.first, r.end) for r in found])
    return Parts(
        tuple(spans),
        tuple(items),
        tuple(cuts),
        tuple(leftover),
        passed_over=_spans(lines, over),
        unread=_spans(lines, unread(lines, over)),
        notes=tuple(notes),
        headings=tuple(headings),
    )


def _spans(lines: Sequence[Line], numbers: Iterable[int]) -> tuple[Span, ...]:
    return tuple(Span(start=lines[at].start, end=lines[at].end) for at in numbers)


def _part(text: Text, lines: Sequence[Line], marked: Sequence[MarkedItem]) -> Parts:
    """Take one list apart, by its markup where there is some."""
    if marked:
        told, others = _told(lines, marked)
        return _taken_apart(text, lines, told, others, joint)
    if labelled := stacked(lines):
        return _taken_apart(text, lines, labelled, set(), joint)
    heads = titles(lines)
    strings = ["" if at in heads else line.string for at, line in enumerate(lines)]
    marks = run(strings, likeness)
    begun: dict[int, Marker | None] = dict(marks)
    if marks:
        begun |= _unmarked(lines, heads, marks)
    else:
        shown = [_hidden(line) if at in heads else line for at, line in enumerate(lines)]
        begun |= {at: stray(lines[at].string) for at in starts(shown)}
    return _taken_apart(text, lines, begun, heads, _joint)


def _told(
    lines: Sequence[Line], marked: Sequence[MarkedItem]
) -> tuple[dict[int, Marker | None], set[int]]:
    """Give the lines that begin entries, and those that stand between them, as markup has it."""
    starts = [line.start for line in lines]
    begun: dict[int, Marker | None] = {}
    others: set[int] = set()
    inside: set[int] = set()
    for item in marked:
        first = bisect_right(starts, item.at.start) - 1
        last = bisect_right(starts, max(item.at.start, item.at.end - 1)) - 1
        while first < last and lines[first].empty:
            first += 1
        begun[first] = marker(lines[first].string)
        inside.update(range(first, last + 1))
        if last + 1 < len(lines):
            others.add(last + 1)
    # where links lead only to some entries, only those have a name
    for at, line in enumerate(lines):
        if at not in inside and is_entry(line.string):
            begun[at] = marker(line.string)
    return begun, others - begun.keys()


def _taken_apart(
    text: Text,
    lines: Sequence[Line],
    begun: dict[int, Marker | None],
    others: set[int],
    joined: Callable[[str, str], str],
) -> Parts:
    """Make items of the lines from each start to the next, and leave the others over.

    `joined` says what is read where two lines of an item meet.
    """
    found: list[_Found] = []
    headings: list[Span] = []
    cuts: list[Cut] = []
    edges = sorted({*begun, *others, len(lines)})
    if edges[0] != 0:
        edges.insert(0, 0)
    for first, end in pairwise(edges):
        filled = [line for line in lines[first:end] if not line.empty]
        if not filled:
            continue
        mark = None if first in others else begun.get(first)
        one = _found(text, filled, mark, is_item=first not in others)
        if one and is_endless(one.end - one.start, len(filled)):
            found.append(one._replace(is_item=False))
        elif one:
            found.append(one)
            if first in others and _heads_a_section(filled):
                headings.append(Span(start=one.start, end=one.end))
            cuts += _line_breaks(text, filled, one, joined)
    if not found:
        return Parts((), (), (), ())
    region = Span(start=found[0].marked_at, end=found[-1].end)
    between, lost = _gaps(text, region, found)
    return Parts(
        regions=(region,),
        items=tuple(
            Item(at=(Span(start=f.start, end=f.end),), marker=f.marker) for f in found if f.is_item
        ),
        cuts=tuple(sorted((*cuts, *between), key=lambda c: c.printed.start)),
        leftover=tuple(
            sorted(
                (*(Span(start=f.start, end=f.end) for f in found if not f.is_item), *lost),
                key=lambda s: s.start,
            )
        ),
        headings=tuple(headings),
    )


def _heads_a_section(filled: Sequence[Line]) -> bool:
    """Whether a stretch that is no item is a heading, and no text of a page between its entries."""
    return len(filled) == 1 and is_title(unnumbered(filled[0].string))


def _hidden(line: Line) -> Line:
    return line._replace(string="", gone="title")


def _unmarked(
    lines: Sequence[Line], heads: set[int], marks: dict[int, Marker]
) -> dict[int, Marker | None]:
    """Find entries of a marked list that have lost their marker."""
    filled = [at for at, line in enumerate(lines) if not line.empty and at not in heads]
    found: dict[int, Marker | None] = {}
    before = ""
    for at in filled:
        if at not in marks and (not before or _is_lost(lines, at, before, marks)):
            found[at] = None
        before = lines[at].string
    return found


def _is_lost(lines: Sequence[Line], at: int, before: str, marks: dict[int, Marker]) -> bool:
    previous = at - 1
    while previous >= 0 and lines[previous].empty:
        previous -= 1
    if previous in marks and marks[previous].end >= len(lines[previous].string):
        return False
    if at + 1 < len(lines) and not lines[at - 1].empty and len(before) < 200:
        return False
    return closes(before) and likeness(lines[at].string) >= 0.6


def _found(
    text: Text, filled: Sequence[Line], mark: Marker | None, *, is_item: bool
) -> _Found | None:
    first, last = filled[0], filled[-1]
    marked_at = printed_at(text, first, 0)
    start = marked_at
    if mark and mark.end < len(first.string):
        start = printed_at(text, first, mark.end)
    elif mark and len(filled) > 1:
        start = printed_at(text, filled[1], 0)
    elif mark:
        is_item = False
    end = printed_at(text, last, len(last.string))
    if end <= start:
        return None
    return _Found(marked_at, start, end, mark.value if mark else "", is_item)


def _line_breaks(
    text: Text, filled: Sequence[Line], one: _Found, joined: Callable[[str, str], str]
) -> Iterator[Cut]:
    """Join the lines of one item."""
    for left, right in pairwise(filled):
        begin = printed_at(text, left, len(left.string))
        end = printed_at(text, right, 0)
        if begin < one.start:
            continue
        reading = joined(left.string, right.string)
        for start, stop in _uncovered(text, begin, end):
            yield Cut(printed=Span(start=start, end=stop), reading=reading, why="line-break")
            reading = ""


_WORD_GOES_ON = re.compile(r"[^\W_][-‐‑]$")
_RANGE_GOES_ON = re.compile(r"\d[–—-]$")
_ADDRESS_GOES_ON = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)\S{0,500}[/_=&-]$")
_SUSPENDS = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|o|e|en|of)\b")


def _joint(left: str, right: str) -> str:
    """Say what is read where two lines of an item meet."""
    tail = left[-600:]
    if _RANGE_GOES_ON.search(tail) and right[:1].isdigit():
        return ""
    if _ADDRESS_GOES_ON.search(tail):
        return ""
    return "" if _WORD_GOES_ON.search(tail) and not _SUSPENDS.match(right) else " "


def _uncovered(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the stretches of a range that none of the text's own cuts owns."""
    for cut in _cuts_within(text, start, end):
        if cut.printed.start > start:
            yield start, cut.printed.start
        start = max(start, cut.printed.end)
    if start < end:
        yield start, end


def _cuts_within(text: Text, start: int, end: int) -> Iterable[Cut]:
    low, high = 0, len(text.cuts)
    while low < high:
        middle = (low + high) // 2
        if text.cuts[middle].printed.end <= start:
            low = middle + 1
        else:
            high = middle
    for cut in text.cuts[low:]:
        if cut.printed.start >= end:
            return
        yield cut


def _gaps(text: Text, region: Span, found: Sequence[_Found]) -> tuple[list[Cut], list[Span]]:
    """Make cuts of what stands between items; what is neither blank nor marker is left over."""
    cuts: list[Cut] = []
    lost: list[Span] = []
    here = region.start
    for one in found:
        separator = "\n" if here > region.start else ""
        for start, end in _uncovered(text, here, one.marked_at):
            if text.printed[start:end].strip(" \t\r\n\f\v\x85\u00a0\ufeff\u200b\u200e\u200f\x00"):
                lost.append(Span(start=start, end=end))
                continue
            span = Span(start=start, end=end)
            cuts.append(Cut(printed=span, reading=separator, why="separator"))
            separator = ""
        for start, end in _uncovered(text, one.marked_at, one.start):
            cuts.append(Cut(printed=Span(start=start, end=end), reading="", why="list-marker"))
        here = one.end
    return cuts, lost
