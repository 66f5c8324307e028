"""Where the stretches of a text stand once entries are moved."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from joinedup_refs.model.edit import MoveEntry
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.span import Span
from joinedup_refs.model.value import Value


class Stretch(Value):
    """A stretch of the printed text, in its place among others."""

    at: Span
    owns_start: bool = True
    """Whether what is put in at its very start belongs to it."""
    owns_end: bool = True
    """Whether what is put in at its very end belongs to it."""

    def owns(self, place: Span) -> bool:
        """Whether what is changed at a place belongs to this stretch."""
        if len(place) or self.at.start < place.start < self.at.end:
            return self.at.covers(place)
        at_start, at_end = place.start == self.at.start, place.start == self.at.end
        return (at_start and self.owns_start) or (at_end and self.owns_end)


def in_moved_order(printed: str, within: Span, moves: Iterable[MoveEntry]) -> Iterator[Stretch]:
    """Give the stretches of `within` in the order in which they stand after the moves.

    Together they hold each character once. Moves that do not lie in `within` are passed over.
    """
    held = [m for m in moves if all(within.covers(s) for s in m.at)]
    held = [m for m in held if within.start <= m.to <= within.end]
    gone = sorted((span for move in held for span in move.at), key=lambda span: span.start)
    coming: dict[int, list[MoveEntry]] = {}
    for move in sorted(held, key=lambda m: (m.to, m.turn, m.at[0].start)):
        coming.setdefault(move.to, []).append(move)
    here = within.start
    borders = sorted({*coming, *(span.start for span in gone), within.end})
    ends = {span.start: span.end for span in gone}
    for border in borders:
        if here < border:
            yield _stretch(printed, here, border).model_copy(
                update={
                    "owns_start": here == within.start or not in_line(printed, here),
                    "owns_end": border == within.end or in_line(printed, border),
                }
            )
        here = max(here, border)
        for move in coming.get(border, ()):
            yield from stretches(printed, move)
        here = ends.get(border, here)


def stretches(printed: str, move: MoveEntry) -> Iterator[Stretch]:
    """Give what a move takes along, in the order in which it is to stand."""
    return (_stretch(printed, span.start, span.end) for span in move.at)


def _stretch(printed: str, start: int, end: int) -> Stretch:
    return Stretch(
        at=Span(start=start, end=end),
        owns_start=not in_line(printed, start),
        owns_end=in_line(printed, end),
    )


def in_line(printed: str, at: int) -> bool:
    """Whether a place has something before it on its line: what is put in there belongs to that."""
    return at > 0 and printed[at - 1] not in "\r\n"


def moved(
    entries: tuple[Entry, ...], moves: Iterable[MoveEntry], lists: tuple[Span, ...]
) -> tuple[Entry, ...]:
    """Give the entries in the order that moves make of it; each stays in its own list."""
    by_id = {entry.id: entry for entry in entries}
    begin = sorted(span.start for span in lists)
    behind: dict[str, list[Entry]] = {}
    first: dict[int, list[Entry]] = {}
    gone: set[str] = set()
    for move in sorted(moves, key=lambda m: (m.turn, m.at[0].start)):
        entry = by_id[move.entry]
        gone.add(entry.id)
        if move.behind:
            behind.setdefault(move.behind, []).append(entry)
        else:
            first.setdefault(_list_of(entry, begin), []).append(entry)
    if not gone:
        return entries
    out: list[Entry] = []
    for entry in entries:
        out += first.pop(_list_of(entry, begin), ())
        if entry.id not in gone:
            out += (entry, *behind.get(entry.id, ()))
    return tuple(out)


def _list_of(entry: Entry, begin: list[int]) -> int:
    """Give the number of the list that an entry stands in, from 1."""
    return bisect_right(begin, entry.span.start)
