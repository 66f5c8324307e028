"""The text as it would be printed with the decisions, and what differs from what was given."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.text import Text as Screen

from joinedup_refs.model.document import Document, Outcome
from joinedup_refs.model.edit import AmendText, Edit, MergeInto, MoveEntry, SplitAt, edits_of
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.moving import in_line, stretches
from joinedup_refs.model.text import Span, Text
from joinedup_refs.report.briefly import plain
from joinedup_refs.report.source_lines import safe

_MARKER = 12
"""Characters that bullet and blanks before an entry take at most."""
_CONTEXT = 1
"""Lines shown on each side of a change."""
_COLOURS = {"-": "red", "+": "green"}
_NO_END = "\\ No newline at end of file\n"


class Replacement(NamedTuple):
    """A stretch of the printed text and what is to stand there."""

    at: Span
    text: str


def mended_text(outcome: Outcome) -> str:
    """Give the whole text with the amendments made and a line for each entry split off.

    Whatever no decision touched stays character for character, web-page text included.
    """
    if outcome.result.written is not None:
        return outcome.result.written.reading
    return _replaced(outcome.text.printed, _made(outcome), 0, len(outcome.text.printed))


def replacements(document: Document, edits: Iterable[Edit]) -> tuple[Replacement, ...]:
    """Say edits as replacements of printed text, in order; those of values alone have none.

    `document` is the one before any decision, whose printed entries say how entries are parted.
    What is amended in an entry that is moved goes along with it.
    """
    edits = tuple(edits)
    changes = sorted(_changes(document, edits), key=lambda r: (r.at.start, r.at.end))
    moves = [edit for edit in edits if isinstance(edit, MoveEntry)]
    return _moved(document.text.printed, changes, moves) if moves else tuple(changes)


def _changes(document: Document, edits: Iterable[Edit]) -> Iterator[Replacement]:
    text = document.text
    entries = document.as_printed
    order = {entry.id: number for number, entry in enumerate(entries)}
    for edit in edits:
        if isinstance(edit, AmendText):
            yield Replacement(edit.at, edit.text)
        elif isinstance(edit, SplitAt):
            before = text.printed[max(0, edit.at - _MARKER) : edit.at]
            start = edit.at - len(before) + len(before.rstrip())
            new = _gap(text, entries, order.get(edit.entry)) or _like_its_line(text, edit.at)
            yield Replacement(Span(start=start, end=edit.at), new)
        elif isinstance(edit, MergeInto):
            yield from _joined(entries, order.get(edit.other, -1), order.get(edit.entry, -1))


def _moved(
    printed: str, changes: Sequence[Replacement], moves: Sequence[MoveEntry]
) -> tuple[Replacement, ...]:
    """Take what is moved out of its place, and put it in as it is changed."""
    kept = _apart(changes)
    starts = [one.at.start for one in kept]
    gone: set[Replacement] = set()
    out: list[tuple[int, int, Replacement]] = []
    for move in sorted(moves, key=lambda m: (m.turn, m.at[0].start)):
        parts: list[str] = []
        for stretch in stretches(printed, move):
            start, end = stretch.at.start, stretch.at.end
            near = kept[bisect_left(starts, start) : bisect_right(starts, end)]
            own = [change for change in near if stretch.owns(change.at)]
            gone.update(own)
            parts.append(_replaced(printed, own, start, end))
            out.append((start, 3, Replacement(stretch.at, "")))
        put = Replacement(Span(start=move.to, end=move.to), "".join(parts))
        out.append((move.to, 1, put))
    for one in kept:
        if one not in gone:
            before = in_line(printed, one.at.start)
            out.append((one.at.start, 3 if len(one.at) else 0 if before else 2, one))
    return tuple(one for *_, one in sorted(out, key=lambda ranked: ranked[:2]))


def _made(outcome: Outcome) -> list[Replacement]:
    """Give the replacements of all decisions, none reaching into another."""
    if outcome.result.written is not None:
        return [Replacement(cut.printed, cut.reading) for cut in outcome.result.written.cuts]
    return _apart(replacements(outcome.document, edits_of(outcome.decisions)))


def _apart(changes: Iterable[Replacement]) -> list[Replacement]:
    """Leave out what reaches into a change before it."""
    kept: list[Replacement] = []
    here = 0
    for one in changes:
        if one.at.start >= here:
            kept.append(one)
            here = one.at.end
    return kept


def _replaced(printed: str, changes: Iterable[Replacement], start: int, end: int) -> str:
    parts: list[str] = []
    here = start
    for at, new in changes:
        parts += (printed[here : at.start], new)
        here = at.end
    return "".join((*parts, printed[here:end]))


def _gap(text: Text, entries: Sequence[Entry], here: int | None) -> str:
    """Give what parts an entry from its neighbours: line ends, a blank line, a bullet."""
    if here is None:
        return ""
    for before, after in ((here - 1, here), (here, here + 1)):
        if before >= 0 and after < len(entries):
            gap = text.printed[entries[before].span.end : entries[after].span.start]
            if _parts(gap):
                return gap
    return ""


def _parts(gap: str) -> bool:
    """Whether a gap is nothing but layout; a number would have to be another one."""
    short = len(gap.strip()) <= _MARKER and len(gap) <= 4 * _MARKER
    return short and ("\n" in gap or "\r" in gap) and not any(char.isalnum() for char in gap)


def _like_its_line(text: Text, at: int) -> str:
    """Give the line end, and the bullet or indentation, that the line there has."""
    number = text.line(at)
    start, end = text.line_bounds(number)
    row = text.printed[start : min(end, start + _MARKER)]
    marker = row[: next((n for n, char in enumerate(row) if char.isalnum()), 0)]
    return (_end_of(text, number) or _end_of(text, number - 1) or "\n") + marker


def _end_of(text: Text, number: int) -> str:
    """Give how a line ends; empty for the last one, and for none."""
    if number < 1:
        return ""
    start, end = text.line_bounds(number)
    ending = text.printed[max(start, end - 2) : end]
    return next((kind for kind in ("\r\n", "\n", "\r") if ending.endswith(kind)), "")


def _joined(entries: Sequence[Entry], one: int, other: int) -> Iterator[Replacement]:
    """Put two entries, of which one follows on the other, in one line."""
    first, second = min(one, other), max(one, other)
    if first >= 0 and second == first + 1:
        start = entries[first].span.end
        yield Replacement(Span(start=start, end=max(start, entries[second].span.start)), " ")


class _Block(NamedTuple):
    """Lines that change together, by their place in the old text."""

    first: int
    old: list[str]
    new: list[str]


def diff(outcome: Outcome, name: str, *, raw: bool = False) -> str:
    """Give a unified diff from the text as given to the text as mended; empty without a change.

    Values filled in that the text does not print are in the report, not here. With `raw` the lines
    are as they are, so that the diff can be applied; otherwise they are safe to be shown.
    """
    printed = outcome.text.printed
    rows = _rows(printed)
    blocks = list(_blocks(outcome, rows))
    if not blocks:
        return ""
    shown = plain(name)
    out = [f"--- {shown}\t(as given)\n", f"+++ {shown}\t(mended)\n"]
    shift = 0
    for hunk in _hunks(blocks):
        first = max(0, hunk[0].first - _CONTEXT)
        last = min(len(rows), hunk[-1].first + len(hunk[-1].old) + _CONTEXT)
        lines = list(_hunk_lines(rows, hunk, first, last))
        old = sum(line[0] in " -" for line in lines)
        new = sum(line[0] in " +" for line in lines)
        out.append(f"@@ -{_range(first, old)} +{_range(first + shift, new)} @@\n")
        out += [_shown(line, raw=raw) for line in lines]
        shift += new - old
    return "".join(out)


def coloured(told: str) -> Screen:
    """Set a diff out for a terminal."""
    screen = Screen(end="")
    for line in told.splitlines(keepends=True):
        head = line.startswith(("---", "+++", "@@"))
        screen.append(line, style="bold" if head else _COLOURS.get(line[:1], ""))
    return screen


def _blocks(outcome: Outcome, rows: Sequence[str]) -> Iterator[_Block]:
    """Give the lines that differ; only those that a change reaches are looked at."""
    text = Text(printed=outcome.text.printed)
    groups: list[tuple[int, int, list[Replacement]]] = []
    for one in _made(outcome):
        first, last = text.line(one.at.start) - 1, text.line(one.at.end) - 1
        if groups and first <= groups[-1][1]:
            start, end, held = groups[-1]
            groups[-1] = (start, max(end, last), [*held, one])
        else:
            groups.append((first, last, [one]))
    for first, last, held in groups:
        start, end = text.line_bounds(first + 1)[0], text.line_bounds(last + 1)[1]
        old = list(rows[first : last + 1])
        new = _rows(_replaced(text.printed, held, start, end))
        same = _alike(old, new)
        behind = _alike(old[same:][::-1], new[same:][::-1])
        block = _Block(first + same, old[same : len(old) - behind], new[same : len(new) - behind])
        if block.old or block.new:
            yield block


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the lines that two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _hunks(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].first - len(hunk[-1].old) > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _hunk_lines(
    rows: Sequence[str], hunk: Sequence[_Block], first: int, last: int
) -> Iterator[str]:
    here = first
    for block in hunk:
        yield from (f" {row}" for row in rows[here : block.first])
        yield from (f"-{row}" for row in block.old)
        yield from (f"+{row}" for row in block.new)
        here = block.first + len(block.old)
    yield from (f" {row}" for row in rows[here:last])


def _range(first: int, length: int) -> str:
    """Say lines as unified diffs do: from 1, and an empty range by the line before it."""
    start = first + 1 if length else first
    return f"{start}" if length == 1 else f"{start},{length}"


def _rows(printed: str) -> list[str]:
    """Give the lines with their ends; none after the last end."""
    text = Text(printed=printed)
    rows = []
    for number in range(1, text.line(len(printed)) + 1):
        start, end = text.line_bounds(number)
        if start < end:
            rows.append(printed[start:end])
    return rows


def _shown(line: str, *, raw: bool) -> str:
    ended = line.endswith(("\n", "\r"))
    if raw:
        return line if line.endswith("\n") else f"{line}\n" + ("" if ended else _NO_END)
    kept = (char if char == "\t" else safe(char) for char in line.rstrip("\r\n"))
    return "".join(kept) + "\n" + ("" if ended else _NO_END)
