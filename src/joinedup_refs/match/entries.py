"""Parsed entries, or strings of references with their parse, held against a source."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from joinedup_refs.errors import JoinedUpError
from joinedup_refs.match.asking import MOST, Asked
from joinedup_refs.match.decide import decide_printed
from joinedup_refs.match.in_order import in_order
from joinedup_refs.match.query import asked_of
from joinedup_refs.match.values import Printed
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Match
from joinedup_refs.sources.source import Portable, Query, Source
from joinedup_refs.spread import SELDOM, cores, spread

_AT_ONCE = 3
_AHEAD = 150
"""Entries taken before their turn: their printed DOIs are looked up together."""

_BATCH = 32
"""Entries handed to another process at a time."""


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
    with SELDOM:
        query, printed = asked_of(entry.reference, text)
        return decide_printed(entry.id, printed, source.candidates(query, most=MOST))


def match_many(
    entries: Iterable[tuple[Entry, str] | Entry],
    source: Source,
    *,
    on_progress: Callable[[int], None] | None = None,
    apart: bool = False,
    processes: int | None = 1,
) -> Iterator[Answer]:
    """Match entries, each alone or with its text, lazily and in order: one in, one answer out.

    A source that fails gives answers with a `failure` and raises nothing. `on_progress` is told how
    many are done. Some entries are taken before their turn; with `apart` that happens in a thread
    of its own, so that an answer need not wait for the next entry. With `processes` above 1, or
    None for as many as there are cores, and an index as the source, the work is shared among so
    many fresh interpreters, which pays from some thousand entries on; under
    `if __name__ == "__main__":`, as always with processes.
    """
    number = cores() if processes is None else processes
    answers: Iterator[Answer]
    if number > 1 and isinstance(source, Portable):
        work = partial(_matched_there, again=source.again())
        answers = (found for _, found in spread(work, entries, processes=number, batch=_BATCH))
    else:
        answers = _in_threads(entries, Asked(source), apart=apart)
    for done, answer in enumerate(answers, 1):
        yield answer
        if on_progress is not None:
            on_progress(done)


def match_each(entries: Iterable[tuple[Entry, str] | Entry], source: Source) -> list[Answer]:
    """Match some entries one after the other, as `match_many` does, and give all the answers."""
    asked = Asked(source)
    return [_answer(asked, _question(one)) for one in entries]


def _in_threads(
    entries: Iterable[tuple[Entry, str] | Entry], asked: Asked, *, apart: bool
) -> Iterator[Answer]:
    def questions() -> Iterator[_Question]:
        for one in entries:
            question = _question(one)
            asked.announce([question.query])
            yield question

    return in_order(
        lambda question: _answer(asked, question),
        questions(),
        workers=_AT_ONCE,
        ahead=_AHEAD,
        apart=apart,
    )


def _matched_there(
    entries: list[tuple[Entry, str] | Entry], *, again: Callable[[], Source]
) -> list[Answer]:
    """Match a batch in a process of its own, where the source is opened with the first batch."""
    try:
        return match_each(entries, again())
    except JoinedUpError as error:
        return [Answer((), str(error)) for _ in entries]


class _Question(NamedTuple):
    """An entry, and what is asked about it."""

    entry: str
    query: Query
    printed: Printed


def _question(one: tuple[Entry, str] | Entry) -> _Question:
    entry, text = (one, "") if isinstance(one, Entry) else one
    return _Question(entry.id, *asked_of(entry.reference, text))


def _answer(asked: Asked, question: _Question) -> Answer:
    found = asked.ask(question.query)
    if isinstance(found, str):
        return Answer((), found)
    return Answer(decide_printed(question.entry, question.printed, found))
