"""Parsed entries, or strings of references with their parse, held against a source."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import NamedTuple

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.match.decide import decide
from joinedup_refs.match.query import query_of
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Match
from joinedup_refs.sources.source import Source

_MOST = 5
_AT_ONCE = 3
_AHEAD = 16


class Answer(NamedTuple):
    """What a source had to say about one entry."""

    matches: tuple[Match, ...]
    """Best first; empty where nothing was found, and where nothing could be asked."""
    failure: str = ""
    """Why the source could not be asked; empty where it answered."""

    @property
    def best(self) -> Match | None:
        """The match to act on, if there is one."""
        return self.matches[0] if self.matches else None


def match_entry(entry: Entry, source: Source, *, text: str = "") -> tuple[Match, ...]:
    """Find the records of a source that may be of an entry's work, judged, best first.

    `text` is the entry as printed, where it is at hand: a poorly parsed reference is then compared
    by its words too.

    Raises:
        SourceUnavailable: the source could not be asked; this is not the same as nothing found.
    """
    found = source.candidates(query_of(entry.reference, text), most=_MOST)
    return decide(entry.id, entry.reference, text, found)


def match_many(
    entries: Iterable[tuple[Entry, str] | Entry],
    source: Source,
    *,
    on_progress: Callable[[int], None] | None = None,
) -> Iterator[Answer]:
    """Match entries, each alone or with its text, lazily and in order: one in, one answer out.

    A source that fails gives answers with a `failure` and raises nothing. `on_progress` is told how
    many are done.
    """
    pairs = ((one, "") if isinstance(one, Entry) else one for one in entries)
    done = 0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: deque[Future[Answer]] = deque()
        while True:
            for entry, text in islice(pairs, _AHEAD - len(waiting)):
                waiting.append(pool.submit(_answer, entry, source, text))
            if not waiting:
                return
            yield waiting.popleft().result()
            done += 1
            if on_progress is not None:
                on_progress(done)


def _answer(entry: Entry, source: Source, text: str) -> Answer:
    try:
        return Answer(match_entry(entry, source, text=text))
    except SourceUnavailable as error:
        return Answer((), str(error))
