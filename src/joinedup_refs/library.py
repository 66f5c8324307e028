"""A library file as a document: its records are the entries, and nothing is split or parsed.

A fix changes the file where it says so (`AmendText`, as the file writes it) or fills a value in
(`SetField`), for which the format finds the place. The file with both is what is read, so a
document tells what the mended file will say.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from joinedup_refs.errors import DecisionRefused
from joinedup_refs.formats import Library, find
from joinedup_refs.formats.format import Format, Place, Placed, Record
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText, Edit, MergeInto, MoveEntry, SetField, SplitAt
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.reference import Reference
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.csl import to_csl, with_value


def document(text: Text, edits: Sequence[Edit]) -> Document:
    """Open a library file as amended and filled by `edits`; values set in it are not set here.

    Raises:
        DecisionRefused: an edit divides, joins or moves entries, which is not done in a file of
            records.
    """
    for edit in edits:
        if isinstance(edit, (SplitAt, MergeInto, MoveEntry)):
            msg = "entries of a library file are not divided, joined or moved\ndo it in the file"
            raise DecisionRefused(msg)
    form = find(text.form)
    amended = [
        Cut(printed=e.at, reading=e.text, why="amended") for e in edits if isinstance(e, AmendText)
    ]
    written = text.with_cuts(amended) if amended else text
    opened = _opened(form, written)
    filled = _filled(form, written, opened, edits)
    if filled is not None:
        written, opened = filled, _opened(form, filled)
    return _document(written, opened)


def _opened(form: Format, written: Text) -> Library:
    assert form.open is not None  # noqa: S101  (no other file is read as a library)
    return form.open(written.reading)


def _filled(form: Format, written: Text, opened: Library, edits: Iterable[Edit]) -> Text | None:
    """Put the values set that the file does not have into it; None where there are none."""
    wanted: dict[int, Reference] = {}
    for edit in edits:
        number = _number(edit.entry) if isinstance(edit, SetField) else 0
        if not isinstance(edit, SetField) or not 0 < number <= len(opened.entries):
            continue
        reference = wanted.get(number - 1, opened.entries[number - 1].record.reference)
        if edit.value is not None and edit.field not in to_csl(reference):
            wanted[number - 1] = with_value(reference, edit.field, edit.value)
    if not wanted or form.fill is None:
        return None
    reading = written.read(written.whole)
    cuts = {(c.printed.start, c.printed.end): c for c in written.cuts}
    for at, line in form.fill(reading.text, wanted):
        place = reading.printed(at, at).start
        before = cuts.get((place, place))
        whole = before.reading + line if before else line
        span = Span(start=place, end=place)
        cuts[place, place] = Cut(printed=span, reading=whole, why="amended")
    return written.reading_as(cuts[at] for at in sorted(cuts))


def _number(identifier: str) -> int:
    digits = identifier.removeprefix("r")
    return int(digits) if digits.isdecimal() and len(digits) < 9 else 0


def _document(written: Text, opened: Library) -> Document:
    places = _Places(written)
    changes = sorted((*opened.changes, *((start, end, "") for start, end in opened.aside)))
    return Document(
        text=written.reading_as(places.cuts(changes)),
        regions=(written.whole,),
        entries=tuple(_entry(n, one, places) for n, one in enumerate(opened.entries, 1)),
        leftover=tuple(places.printed(place) for place in opened.leftover),
        written=written,
    )


def _entry(number: int, placed: Placed, places: "_Places") -> Entry:
    """Make an entry in one step, which for a large library is much faster than part by part."""
    return Entry.model_validate(
        {
            "id": f"r{number}",
            "at": (places.edges(placed.at),),
            "reference": _keyed(placed.record),
            "origins": {
                variable: {"kind": "printed", "at": places.edges(place)}
                for variable, place in placed.places.items()
            },
        }
    )


def _keyed(record: Record) -> Reference:
    """Give a reference with the key that it is cited by, which some formats hold beside it."""
    if record.reference.citation_key or not record.key:
        return record.reference
    return record.reference.model_copy(update={"citation_key": record.key})


class _Change(NamedTuple):
    """A stretch of the mended file that reads otherwise than it is printed or written."""

    start: int
    end: int
    reading: str
    cut: Cut | None
    """The amendment or the byte that it comes from; None for the notation of the format."""


class _Places:
    """From code points of the file as mended to those of the file as printed."""

    def __init__(self, written: Text) -> None:
        self._written = written
        self._reading = written.read(written.whole)
        self._same = not written.cuts

    def printed(self, place: Place) -> Span:
        start, end = place
        return Span(start=start, end=end) if self._same else self._reading.printed(start, end)

    def edges(self, place: Place) -> dict[str, int]:
        if self._same:
            return {"start": place[0], "end": place[1]}
        span = self._reading.printed(*place)
        return {"start": span.start, "end": span.end}

    def cuts(self, changes: Iterable[tuple[int, int, str]]) -> Iterator[Cut]:
        """Give the cuts of the printed text: notation, amendments, and both where they meet."""
        if self._same:
            for start, end, reading in changes:
                yield Cut(printed=Span(start=start, end=end), reading=reading, why="notation")
            return
        every = sorted(
            (*self._amended(), *(_Change(*change, None) for change in changes)),
            key=lambda change: (change.start, change.end),
        )
        group: list[_Change] = []
        for change in every:
            if group and change.start >= max(c.end for c in group):
                yield self._joined(group)
                group = []
            group.append(change)
        if group:
            yield self._joined(group)

    def _amended(self) -> Iterator[_Change]:
        """Give where the cuts of the written text stand in the mended file."""
        ahead = 0  # code points that the mended file has more than the printed one so far
        for cut in self._written.cuts:
            start = cut.printed.start + ahead
            yield _Change(start, start + len(cut.reading), cut.reading, cut)
            ahead += len(cut.reading) - len(cut.printed)

    def _joined(self, group: list[_Change]) -> Cut:
        """Make one cut of changes that overlap; where notation lies in an amendment, it is read."""
        one = group[0]
        cuts = [change.cut for change in group if change.cut]
        if len(group) == 1 and one.cut:
            return one.cut
        start, end = one.start, max(change.end for change in group)
        parts: list[str] = []
        here = start
        for change in group:
            if change.cut is None and change.start >= here:
                parts += (self._reading.text[here : change.start], change.reading)
                here = change.end
        reading = "".join((*parts, self._reading.text[here:end]))
        span = self._reading.printed(start, end)
        for cut in cuts:  # also what was taken out at an edge
            span = Span(
                start=min(span.start, cut.printed.start), end=max(span.end, cut.printed.end)
            )
        return Cut(printed=span, reading=reading, why="amended" if cuts else "notation")
