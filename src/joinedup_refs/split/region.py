"""Finds where the reference lists of a text stand."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from joinedup_refs.model.layout import Layout
from joinedup_refs.model.markup import MarkedItem
from joinedup_refs.notation.ends import closes
from joinedup_refs.split.headings import caption, heading, normal, rights
from joinedup_refs.split.likeness import (
    are_short_entries,
    is_entry,
    is_prose,
    is_title,
    likeness,
)
from joinedup_refs.split.lines import Line
from joinedup_refs.split.markers import marker
from joinedup_refs.split.notes import are_notes

_SEEN = 14
"""Lines behind a heading among which an entry must begin."""
_NUMBERED = 40
"""Lines behind a heading in which the first numbers of a list must stand."""
_RUNNING = 4
"""Numbers that run on and make a list of what stands under a heading."""
_AHEAD = 3
"""Paragraphs looked at before a list is held to have ended."""
_BLOCK = 8
"""Lines of one entry, at most, that are looked at together."""
_UNLIKE = 8
"""Lines at most before the first that looks like an entry, where no heading tells its beginning."""
_APART = 600
"""Characters between two entries of one marked list at most."""


_SEVERAL = 3
"""Entries that make a list of an earlier chapter even if other lines stand among them."""
_SURELY = 0.4
"""Likeness of the first line of a shorter list."""


class Region(NamedTuple):
    """A run of lines that are a reference list, its heading left out."""

    first: int
    end: int
    """One past the last line."""
    marked: tuple[MarkedItem, ...] = ()
    """Its entries, where the page's markup tells them."""


def regions(
    lines: Sequence[Line], layout: Layout, items: Sequence[MarkedItem] = ()
) -> list[Region]:
    """Find the lists: the whole text, what markup or headings tell, or the longest run."""
    if layout.list_only:
        return _trimmed(lines, _whole(lines, layout.heading))
    headed = [at for at, line in enumerate(lines) if heading(line.string, layout.heading) == "list"]
    if not layout.heading and (told := _marked(lines, items, headed)):
        return told
    named = _named(lines, headed, layout.heading)
    good = [at for at in headed if at in named or _heads_a_list(lines, at)]
    for above in reversed(good):
        found = _with_neighbours(lines, headed, above)
        if found:
            limit = max(at for at in headed if at < found[0].first)
            return _elsewhere(lines, [at for at in good if at < limit], limit) + found
    run = _longest_run(lines)
    if run:
        strings = [line.string for line in lines[run.first : run.end] if not line.empty]
        return [] if are_notes(strings) else _trimmed(lines, run)
    for at in reversed(headed):
        last = Region(at + 1, _end(lines, at + 1))
        strings = [line.string for line in lines[last.first : last.end] if not line.empty]
        if strings and (at * 2 > len(lines) or are_short_entries(strings)):
            return _trimmed(lines, last)
    return []


def _named(lines: Sequence[Line], headed: Sequence[int], own: str) -> set[int]:
    """Give the last heading that the caller names and that something stands under: a list's."""
    if not own:
        return set()
    wanted = normal(own)
    under = (
        at
        for at in reversed(headed)
        if normal(lines[at].string) == wanted
        and any(not heading(line.string, own) for _, line in _filled(lines, at + 1, 1))
    )
    return set(islice(under, 1))


def passed_over(lines: Sequence[Line], layout: Layout, taken: Sequence[Region]) -> list[int]:
    """Give the lines of headings whose lists are none of those taken, such as of other chapters."""
    if layout.list_only or not taken:
        return []
    first = min(region.first for region in taken)
    return [
        at
        for at, line in enumerate(lines[:first])
        if heading(line.string, layout.heading) == "list"
        and _heads_a_list(lines, at)
        and _next_filled(lines, at) < first
    ]


def unread(lines: Sequence[Line], headings: Sequence[int]) -> list[int]:
    """Give the lines of entries under headings that were passed over."""
    found: list[int] = []
    for at, after in pairwise((*headings, len(lines))):
        end = _end(lines, at + 1, stop=after)
        found += [n for n in range(at + 1, end) if is_entry(lines[n].string)]
    return found


def _next_filled(lines: Sequence[Line], at: int) -> int:
    return next((number for number, _ in _filled(lines, at + 1, 1)), at)


def _marked(
    lines: Sequence[Line], items: Sequence[MarkedItem], headed: Sequence[int]
) -> list[Region]:
    """Give the lists whose entries the page's markup names as such."""
    starts = [line.start for line in lines]
    groups: list[list[tuple[MarkedItem, int, int]]] = []
    before = 0
    for item in items:
        if not item.reference:
            continue
        first = bisect_right(starts, item.at.start) - 1
        last = bisect_right(starts, max(item.at.start, item.at.end - 1)) - 1
        apart = (
            item.at.start - before > _APART
            or any(
                heading(line.string) in {"list", "end"}
                for line in lines[groups[-1][-1][2] + 1 : first]
            )
            if groups
            else True
        )
        if apart:
            groups.append([])
        groups[-1].append((item, first, last))
        before = item.at.end
    told = []
    for group in groups:
        above = bisect_right(headed, group[0][1]) - 1
        first, end = _with_unnamed(lines, headed[above] if above >= 0 else -1, group)
        under = above >= 0 and all(line.empty for line in lines[headed[above] + 1 : first])
        if len(group) > 1 or under:
            told.append(Region(first, end, tuple(item for item, _, _ in group)))
    return told


def _with_unnamed(
    lines: Sequence[Line], above: int, group: Sequence[tuple[MarkedItem, int, int]]
) -> tuple[int, int]:
    """Give the lines of a marked list, with entries at its ends that the markup does not name."""
    first, end = group[0][1], group[-1][2] + 1
    between = [at for at in range(above + 1, first) if not lines[at].empty]
    if above >= 0 and between and all(is_entry(lines[at].string) for at in between):
        first = between[0]
    for at, line in _filled(lines, end, len(lines)):
        if not is_entry(line.string):
            break
        end = at + 1
    return first, end


def _elsewhere(lines: Sequence[Line], good: Sequence[int], limit: int) -> list[Region]:
    """Give the lists of earlier chapters, where what stands under a heading is plainly one."""
    found: list[Region] = []
    for at in reversed(good):
        one = _trimmed(lines, Region(at + 1, min(limit, _end(lines, at + 1, stop=limit))))
        if one and _is_plainly_a_list(lines, one[0]):
            found = one + found
            limit = at
    return found


def _is_plainly_a_list(lines: Sequence[Line], region: Region) -> bool:
    filled = [line for line in lines[region.first : region.end] if not line.empty]
    entries = sum(likeness(line.string) >= 0.35 and not is_prose(line.string) for line in filled)
    prose = sum(len(line.string) for line in filled if is_prose(line.string))
    whole = sum(len(line.string) for line in filled)
    if entries < _SEVERAL:
        # one or two may be quoted in a text; those of a list are whole, and nothing is with them
        first = likeness(filled[0].string) >= _SURELY
        return first and not prose and closes(filled[-1].string) and len(filled) <= entries * 4
    return entries * 8 >= len(filled) and prose * 4 <= whole


def _whole(lines: Sequence[Line], own: str) -> Region:
    """Give all lines, but for a heading and what stands above it that has no number in it."""
    for at, line in enumerate(lines):
        if heading(line.string, own) == "list":
            return Region(at + 1, len(lines))
        if any(map(str.isdigit, line.string)):
            break
    return Region(0, len(lines))


def _trimmed(lines: Sequence[Line], region: Region) -> list[Region]:
    """Leave out empty lines at both ends; nothing where nothing is left."""
    first, end = region.first, region.end
    while first < end and lines[first].empty:
        first += 1
    while end > first and lines[end - 1].empty:
        end -= 1
    return [Region(first, end)] if end > first else []


def _filled(lines: Sequence[Line], begin: int, most: int) -> Iterator[tuple[int, Line]]:
    """Give the next lines that are not empty."""
    for at in range(begin, len(lines)):
        if not most:
            return
        if not lines[at].empty:
            most -= 1
            yield at, lines[at]


def _heads_a_list(lines: Sequence[Line], at: int) -> bool:
    seen: list[str] = []
    for _, line in _filled(lines, at + 1, _SEEN):
        kind = heading(line.string)
        if kind in {"list", "end"}:
            return False
        if likeness(line.string) >= 0.35:
            return True
        seen.append(line.string)
    first = marker(seen[0]) if seen else None
    if first is None or first.value != "1":
        return False
    return likeness(" ".join(seen[:6])) >= 0.35 or _run_on(lines, at + 1, first.kind)


def _run_on(lines: Sequence[Line], begin: int, kind: str) -> bool:
    """Whether lines are numbered from 1 on, one number at a time, as entries of any look are."""
    awaited = 1
    for _, line in _filled(lines, begin, _NUMBERED):
        found = marker(line.string)
        if found and found.kind == kind and found.value == str(awaited):
            awaited += 1
    return awaited > _RUNNING


def _with_neighbours(lines: Sequence[Line], headed: Sequence[int], last: int) -> list[Region]:
    """Give the list under the last heading, and those that stand right before it."""
    found = _trimmed(lines, Region(last + 1, _end(lines, last + 1)))
    follows = last
    for at in reversed([h for h in headed if h < last]):
        if not _heads_a_list(lines, at) or _end(lines, at + 1, stop=follows) < follows:
            break
        found = _trimmed(lines, Region(at + 1, follows)) + found
        follows = at
    return found


def _end(lines: Sequence[Line], begin: int, stop: int | None = None) -> int:
    """Give the line where the list that begins at line `begin` is over."""
    before = ""
    blank = True
    limit = len(lines) if stop is None else stop
    for at in range(begin, limit):
        line = lines[at]
        if line.empty:
            if line.gone == "page-furniture" and not _goes_on(lines, at + 1):
                return at
            blank = True
            continue
        if _ends_here(lines, at, before, blank):
            return at
        before, blank = line.string, False
    return limit


def _ends_here(lines: Sequence[Line], at: int, before: str, blank: bool) -> bool:
    string = lines[at].string
    kind = heading(string)
    closed = not before or closes(before)
    if kind in {"list", "end"}:
        if kind == "end" and not blank and _goes_on(lines, at + 1):  # `Part I: …` of a title
            return False
        return kind == "list" or ((blank or closed) and not marker(string))
    if kind == "part" or not before or not (blank or closed):
        return False
    if blank and likeness(_block(lines, at)) >= 0.35 and not is_prose(_block(lines, at)):
        return False
    return _is_foreign(string, closed, blank) and not _goes_on(lines, at + 1)


def _block(lines: Sequence[Line], at: int) -> str:
    """Give what stands before the next blank line, on one line."""
    strings = []
    for line in lines[at : at + _BLOCK]:
        if line.empty:
            break
        strings.append(line.string)
    return " ".join(strings)


def _is_foreign(string: str, closed: bool, blank: bool) -> bool:
    """Whether a line behind an entry looks like something else than an entry or its rest."""
    if rights(string):
        return blank
    like = likeness(string)
    if caption(string) and closed and like < 0.5:
        return True
    if like > 0 or marker(string) or not closed:
        return False
    return (is_prose(string) and (blank or len(string) > 250)) or (blank and is_title(string))


def _goes_on(lines: Sequence[Line], begin: int) -> bool:
    """Whether an entry begins in one of the next paragraphs, or on the next lines of one."""
    paragraphs, seen, empty = 0, 0, True
    for line in lines[begin : begin + _AHEAD * _BLOCK * 2]:
        if line.empty:
            empty = True
            continue
        paragraphs += empty
        seen = 1 if empty else seen + 1
        empty = False
        if paragraphs > _AHEAD or (paragraphs == 1 and seen > _BLOCK):
            return False
        if heading(line.string) in {"end", "list"}:
            return False
        if likeness(line.string) >= 0.35 and (seen <= 3 or not is_prose(line.string)):
            return True
    return False


def _longest_run(lines: Sequence[Line]) -> Region | None:
    """Find the run of lines that looks most like a list, in a text without a heading."""
    best: tuple[float, Region] | None = None
    begun, weight, since, entries = 0, 0.0, 0, 0
    for at, line in enumerate(lines):
        if line.empty:
            continue
        like = likeness(line.string)
        over = heading(line.string) == "end"
        if over and at and lines[at - 1].empty:
            like = 0.0
        since = 0 if like >= 0.35 else since + 1
        if like >= 0.35 and not is_prose(line.string):
            gain = 1.0 + like
        elif like >= 0.35:
            gain = 0.3
        elif over or is_prose(line.string):
            gain = -4.0
        else:
            gain = -0.2 if since <= 6 and len(line.string) < 200 else -1.5
        if weight <= 0:
            begun, weight, entries = at, 0.0, 0
        weight += gain
        entries += like >= 0.35
        if entries and weight > 0 and (best is None or weight > best[0]):
            best = weight, Region(begun, at + 1)
    if best is None:
        return None
    return _accepted(lines, best[1])


def _accepted(lines: Sequence[Line], run: Region) -> Region | None:
    """Take a run of several entries, or of one where there is hardly anything else."""
    first, end = run.first, run.end
    while first < end and likeness(lines[first].string) < 0.35:
        first += 1
    region = Region(first, max(_end(lines, first), end))
    inside = sum(len(line.string) for line in lines[region.first : region.end])
    entries = sum(likeness(line.string) >= 0.35 for line in lines[region.first : region.end])
    whole = sum(len(line.string) for line in lines)
    if entries >= 3 or (entries >= 1 and inside * 10 >= whole * 6):
        return region._replace(first=_first_of_block(lines, first))
    return None


def _first_of_block(lines: Sequence[Line], first: int) -> int:
    """Go up from the first line that looks like an entry to those before it without a blank line.

    A list may begin with entries that do not look like ones; prose is none of them.
    """
    begin = first
    while begin and not lines[begin - 1].empty and first - begin < _UNLIKE:
        begin -= 1
    block = lines[begin:first]
    if not block or (begin and not lines[begin - 1].empty):
        return first
    whole = " ".join(line.string for line in block)
    listed = closes(whole) and any(map(str.isdigit, whole))
    plain = any(is_prose(line.string) or heading(line.string) for line in block)
    return begin if listed and not plain else first
