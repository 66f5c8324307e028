"""From strings, or stretches of a text, to entries."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from joinedup_refs.model.entry import Entry, Mark
from joinedup_refs.model.origin import Origin, Printed
from joinedup_refs.model.text import Span, Text
from joinedup_refs.parse.parse import parse

_BATCH = 64
"""Strings a process is handed at a time: enough to outweigh the handing over."""


def read_entry(text: Text, identifier: str, at: tuple[Span, ...], marker: str = "") -> Entry:
    """Parse the stretches `at` of a text as one entry."""
    reading = text.read(*at)
    parsed = parse(reading.text)
    origins: dict[str, Origin] = {
        variable: Printed(at=reading.printed(start, end), confidence=sure)
        for variable, (start, end, sure) in parsed.places.items()
    }
    return Entry(
        id=identifier,
        at=at,
        marker=marker,
        reference=parsed.reference,
        origins=origins,
        confidence=parsed.confidence,
        unread=tuple(reading.printed(start, end) for start, end in parsed.unread),
        marks=tuple(
            Mark(what=mark.what, at=reading.printed(mark.at, mark.at).start)
            for mark in parsed.marks
        ),
    )


def parse_entry(raw: str) -> Entry:
    """Parse one reference string; the entry is `r1`, and its spans are code points of `raw`.

    A string that is no reference gives an entry with an `Unclassified` reference; nothing is ever
    split: one string, one entry.
    """
    text = Text(printed=raw)
    return read_entry(text, "r1", (text.whole,))


def parse_many(strings: Iterable[str], *, processes: int = 1) -> Iterator[Entry]:
    """Parse strings lazily and in order: one in, one out, in flat memory.

    With `processes` above 1 the work is spread over that many fresh interpreters, which pays from
    some thousand strings on; under `if __name__ == "__main__":`, as always with processes.
    """
    if processes <= 1:
        yield from map(parse_entry, strings)
        return
    source = iter(strings)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Entry]]] = deque()
        while batch := list(islice(source, _BATCH)):
            waiting.append(pool.submit(_parse_batch, batch))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _parse_batch(batch: list[str]) -> list[Entry]:
    return [parse_entry(raw) for raw in batch]
