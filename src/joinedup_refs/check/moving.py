"""Moves that put misplaced entries where an alphabetical list has room for them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple, TypeAlias

from joinedup_refs.check.order import Keys, ListOrder, folded
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import MoveEntry
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.span import Span
from joinedup_refs.notation import heads, repeats

_Rank: TypeAlias = tuple[int, tuple[str, ...], int, str]
_Way: TypeAlias = Callable[[Entry], _Rank]
_LAST_YEAR = 9999
"""Of a work in press, which stands last."""
_NEWLINES = "\r\n"
_OF_PAGES = frozenset({"page-furniture", "running-head", "page-number"})
"""Reasons of cuts of what stands at the edges of pages, whatever entry is there."""


def moves(document: Document, order: ListOrder) -> dict[str, tuple[MoveEntry, ...]]:
    """Give for each misplaced entry that can be moved the moves to where it belongs.

    Entries that a dash joins to it go along, one move each. There is none in a list with numbers,
    where the place is not plain, where a dash would come to hang on another entry, beside one that
    may go on with it, and where an entry does not have its lines for itself.
    """
    if not order.misplaced or _is_numbered(document):
        return {}
    found: dict[str, tuple[MoveEntry, ...]] = {}
    layout, places = _Layout(document), _Places(document, order)
    wanted: list[tuple[Entry, int, Entry | None]] = []
    for first, *others in groups(document, order):
        entry = document.entry(first)
        if entry is not None and (place := places.of(entry)) is not None:
            wanted.append((entry, 1 + len(others), place.behind))
    used: set[Span] = set()
    turns = places.turns([entry for entry, _, _ in wanted])
    for entry, count, behind in wanted:
        move = layout.move(entry, count, behind, used, turns[entry.id])
        if move:
            found[entry.id] = move
            used.update(span for one in move for span in one.at)
    return found


def moves_behind(
    document: Document, wanted: Iterable[tuple[Entry, Entry]]
) -> dict[str, tuple[MoveEntry, ...]]:
    """Give the moves that put entries each behind another of its list, where it can be moved."""
    if _is_numbered(document):
        return {}
    layout, used = _Layout(document), set[Span]()
    found: dict[str, tuple[MoveEntry, ...]] = {}
    for turn, (entry, behind) in enumerate(wanted):
        found[entry.id] = layout.move(entry, 1, behind, used, turn)
        used.update(span for one in found[entry.id] for span in one.at)
    return found


def groups(document: Document, order: ListOrder) -> list[tuple[str, ...]]:
    """Give the misplaced entries, each with those behind it that begin with a dash for its people.

    What stands for the people of the entry before is out of place with it, and goes where it goes.
    """
    places = {identifier: at for at, identifier in enumerate(order.ids)}
    found: list[tuple[str, ...]] = []
    for identifier in order.misplaced:
        last = found[-1][-1] if found else ""
        if last and places[last] + 1 == places[identifier] and _hangs(document, identifier):
            found[-1] += (identifier,)
        else:
            found.append((identifier,))
    return found


def _hangs(document: Document, identifier: str) -> bool:
    entry = document.entry(identifier)
    return entry is not None and repeats.match(document.reading(entry)) is not None


def _is_numbered(document: Document) -> bool:
    """Whether entries are cited or counted by number, be it printed or that of their place."""
    return any(citation.form == "numeric" for citation in document.citations) or any(
        entry.marker.strip("[](). ").rstrip(ascii_lowercase).isdigit() for entry in document.entries
    )


class _Place(NamedTuple):
    behind: Entry | None
    """None before all entries."""


class _Places:
    """Where entries belong in an alphabetical list."""

    def __init__(self, document: Document, order: ListOrder) -> None:
        self._document = document
        self._keys = dict(zip(order.ids, order.keys, strict=True))
        self._kept = [e for i in order.sorted_as if (e := document.entry(i)) is not None]
        self._names = list(order.sorted_as.values())
        self._alike: dict[Keys, list[int]] = {}
        for number, entry in enumerate(self._kept):
            self._alike.setdefault(self._keys[entry.id], []).append(number)
        self._way = _way([self._kept[n] for n in same] for same in self._alike.values())

    def of(self, entry: Entry) -> _Place | None:
        """Give the place of an entry; None where the list may sort it in one place or another."""
        keys = self._keys[entry.id]
        alike = self._alike.get(keys)
        if alike:
            first, last = alike[0], alike[-1] + 1
        else:
            first = max(bisect_left(self._names, key) for key in keys)
            last = min(bisect_right(self._names, key) for key in keys)
        if first > last:
            return None
        at = first + _among(entry, self._kept[first:last], self._way)
        return _Place(self._kept[at - 1] if at else None)

    def turns(self, entries: Sequence[Entry]) -> dict[str, int]:
        """Give the order among entries that are moved."""
        ranked = sorted(entries, key=lambda entry: (min(self._keys[entry.id]), self._way(entry)))
        return {entry.id: number for number, entry in enumerate(ranked)}


def _way(works: Iterable[Sequence[Entry]]) -> _Way:
    """Tell how a list sorts the works of one first author: the way that most neighbours follow."""
    held = [group for group in works if len(group) > 1]

    def following(way: _Way) -> int:
        return sum(way(a) <= way(b) for group in held for a, b in pairwise(group))

    return max((_by_names, _by_number, _by_year), key=following)  # the first of several alike


def _among(entry: Entry, others: Sequence[Entry], way: _Way) -> int:
    """Give how many works by the same first author stand before an entry."""
    own = way(entry)
    return max((n for n, other in enumerate(others, 1) if way(other) <= own), default=0)


def _by_names(entry: Entry) -> _Rank:
    names = entry.reference.author or entry.reference.editor or ()
    return 0, tuple(map(_sorted_as, names)), *_year(entry)


def _by_number(entry: Entry) -> _Rank:
    """Rank works of one author before those of two, and these before those of more, by year."""
    names = entry.reference.author or entry.reference.editor or ()
    second = tuple(map(_sorted_as, names[1:2])) if len(names) == 2 else ()
    return min(len(names), 3), second, *_year(entry)


def _by_year(entry: Entry) -> _Rank:
    return 0, (), *_year(entry)


def _sorted_as(name: Name) -> str:
    match name:
        case Person():
            return folded(f"{name.family} {name.given}")
        case Organization():
            return folded(name.name)
        case _:
            return folded(name.text)


def _year(entry: Entry) -> tuple[int, str]:
    issued = entry.reference.issued
    if not isinstance(issued, Date) or issued.year is None:
        return _LAST_YEAR, ""
    return issued.year, issued.letter


class _Layout:
    """What lines entries stand on, and which of these can be moved."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._printed = document.as_printed
        self._number = {entry.id: n for n, entry in enumerate(self._printed)}
        self._of = cache(self._find)
        self._leftover = sorted(span.start for span in document.leftover)
        cuts = document.text.cuts
        self._edges = [cut.printed.start for cut in cuts if cut.why in _OF_PAGES]
        self._comments = [cut.printed.start for cut in cuts if cut.why == "comment"]

    def move(
        self, entry: Entry, count: int, behind: Entry | None, used: set[Span], turn: int
    ) -> tuple[MoveEntry, ...]:
        """Move the lines of `count` entries; no line break that is `used` goes along."""
        number = self._number[entry.id]
        numbers = range(number, number + count)
        lines = [self._of(one) for one in numbers if one < len(self._printed)]
        first = self._first(number)
        target = first if behind is None else self._number[behind.id]
        aim = self._of(target)
        if aim is None or self._first(target) != first or len(lines) < count:
            return ()
        if target in numbers or (behind is not None and target == number - 1):
            return ()
        following = first if behind is None else target + 1
        bound = any(map(self._is_repeat, (number, numbers.stop, following)))
        torn = any(map(self._may_go_on, (number, numbers.stop)))
        noted = any(map(self._has_comment, numbers)) or (
            behind is None and self._has_comment(first)
        )
        if bound or torn or noted:
            return ()
        gaps = self._gaps(numbers, used)
        return tuple(
            MoveEntry(
                entry=self._printed[one].id,
                behind="" if behind is None else behind.id,
                at=(own, gap) if behind is None else (gap, own),
                to=aim.start if behind is None else aim.end,
                turn=turn,
            )
            for one, own, gap in zip(numbers, lines, gaps, strict=False)
            if own is not None and None not in lines
        )

    def _gaps(self, numbers: range, used: set[Span]) -> list[Span]:
        """Give the line breaks that go along, one for each entry: those before, or those behind."""
        for shift in (0, 1):
            gaps = [self._gap(one - 1 + shift, one + shift) for one in numbers]
            free = [gap for gap in gaps if gap is not None and gap not in used]
            if len(free) == len(gaps):
                return free
        return []

    def _first(self, number: int) -> int:
        """Give the number of the first entry of the section that an entry stands in."""
        if self._document.list_of(self._printed[number].span) is None:
            return -1
        start = self._document.section_of(self._printed[number])
        return bisect_left(self._printed, start, key=lambda entry: entry.span.start)

    def _is_repeat(self, number: int) -> bool:
        """Whether an entry begins with a sign for the authors of the one before."""
        if not 0 <= number < len(self._printed):
            return False
        return repeats.match(self._document.reading(self._printed[number])) is not None

    def _may_go_on(self, number: int) -> bool:
        """Whether an entry may go on with the one before it, and be none of its own."""
        if not 0 < number < len(self._printed):
            return False
        before, reading = map(self._document.reading, self._printed[number - 1 : number + 1])
        if heads.match(reading) is not None:
            return False
        return not reading[:1].isupper() or before[-1:].isalpha() or before[-1:] in ",;:&–-"

    def _gap(self, one: int, other: int) -> Span | None:
        """Give what parts two entries, if that is only line breaks."""
        if one < 0 or other >= len(self._printed) or self._first(one) != self._first(other):
            return None
        before, after = self._of(one), self._of(other)
        if before is None or after is None:
            return None
        gap = self._document.text.printed[before.end : after.start]
        return Span(start=before.end, end=after.start) if gap.isspace() else None

    def _find(self, number: int) -> Span | None:
        """Give the lines of an entry, if it has them for itself."""
        document, entry = self._document, self._printed[number]
        text, printed = document.text, document.text.printed
        inside = document.list_of(entry.span)
        if inside is None:
            return None
        start = text.line_bounds(text.line(entry.span.start))[0]
        end = self._line_end(entry.span.end)
        last = number + 1 == len(self._printed)
        limit = len(printed) if last else self._printed[number + 1].span.start
        at = bisect_left(text.cuts, end, key=lambda cut: cut.printed.start)
        while at < len(text.cuts) and (cut := text.cuts[at]).printed.end <= limit:
            if printed[end : cut.printed.start].strip():
                break
            if cut.why == "link-residue":  # the buttons of a page, below the entry they belong to
                end = self._line_end(cut.printed.end)
            at += 1
        before = printed[start : document.regions[inside].start]
        region_end = document.regions[inside].end
        behind = text.read(Span(start=region_end, end=max(region_end, end))).text
        above = self._printed[number - 1].span.end if number else 0
        if above > start or end > limit or before.strip() or behind.strip():
            return None
        others = any(_any_within(places, start, end) for places in (self._leftover, self._edges))
        return None if others else Span(start=start, end=end)

    def _has_comment(self, number: int) -> bool:
        """Whether a comment stands in or before an entry, which it means."""
        above = self._printed[number - 1].span.end if number else 0
        return _any_within(self._comments, above, self._printed[number].span.end)

    def _line_end(self, at: int) -> int:
        text = self._document.text
        start, end = text.line_bounds(text.line(max(0, at - 1)))
        return start + len(text.printed[start:end].rstrip(_NEWLINES))


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which are in order, lies from `start` to before `end`."""
    return bisect_left(places, start) < bisect_left(places, end)
