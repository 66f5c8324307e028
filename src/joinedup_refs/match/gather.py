"""Asks sources about every entry, a few at a time, and lets no failure stop the rest."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from threading import Lock

from joinedup_refs.errors import JoinedUpError
from joinedup_refs.match.decide import decide
from joinedup_refs.match.query import query_of
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Candidate, Evidence, Match
from joinedup_refs.model.reference import Reference
from joinedup_refs.sources.source import Announced, Query, Selective, Source

PATIENCE = 5
"""Failures in a row after which a source is asked no more: it is down, and waiting is in vain."""

MOST = 5
"""Records a source is asked for about one reference."""

_AHEAD = 4  # questions that wait for each worker, so that a long list takes flat memory


def match_one(reference: Reference, text: str, source: Source) -> tuple[Match, ...]:
    """Ask a source about one reference and its text; matches of entry `r1`, best first.

    Raises:
        SourceUnavailable: the source could not be asked.
    """
    found = source.candidates(query_of(reference, text), most=MOST)
    return decide("r1", reference, text, found)


def gather(
    document: Document,
    sources: Sequence[Source],
    *,
    on_progress: Callable[[int, int], None] | None = None,
    workers: int = 3,
) -> Evidence:
    """Ask every source about every entry of a document, in threads, and judge what comes.

    `on_progress` is told how many entries are done and how many there are, from the calling
    thread. A source that fails leaves its entries `unreachable`, and what other sources found
    stays; after some failures in a row it is asked no more. Nothing is raised.
    """
    entries = document.entries
    asked = [_Asked(source) for source in sources]
    if any(source.is_announced_to for source in asked):
        queries = [query_of(entry.reference, document.reading(entry)) for entry in entries]
        for source in asked:
            source.announce(queries)
    matches: list[Match] = []
    unreachable: list[str] = []
    done = 0
    with ThreadPoolExecutor(max(1, workers)) as pool:
        questions = ((e, document.reading(e)) for e in entries if asked)
        waiting: list[tuple[str, Future[_Answer]]] = []

        def ask_more(most: int) -> None:
            for entry, text in islice(questions, most):
                future = pool.submit(_ask_all, asked, entry.id, entry.reference, text)
                waiting.append((entry.id, future))

        ask_more(_AHEAD * max(1, workers))
        while waiting:
            identifier, future = waiting.pop(0)
            found, failed = future.result()
            matches += found
            if failed:
                unreachable.append(identifier)
            done += 1
            if on_progress is not None:
                on_progress(done, len(entries))
            ask_more(1)
    return Evidence(
        matches=tuple(matches),
        unreachable=tuple(unreachable),
        failures=tuple(dict.fromkeys(m for source in asked for m in source.messages)),
        asked=tuple(dict.fromkeys(source.name for source in asked)),
    )


_Answer = tuple[tuple[Match, ...], bool]


def _ask_all(asked: list["_Asked"], identifier: str, reference: Reference, text: str) -> _Answer:
    query = query_of(reference, text)
    answers = [source.ask(query) for source in _suited(asked, query)]
    found = [candidate for answer in answers for candidate in answer or ()]
    matches = decide(identifier, reference, text, found)
    return tuple(m for m in matches if _worth_knowing(m)), any(a is None for a in answers)


def _suited(asked: list["_Asked"], query: Query) -> list["_Asked"]:
    """Give the sources that may have such a work; all of them where none says that it may."""
    return [source for source in asked if source.suits(query)] or asked


def _worth_knowing(match: Match) -> bool:
    """Whether a match tells anything: a rejected one may own the DOI or the names."""
    told = (match.agreement.get(field) for field in ("author", "editor", "DOI"))
    return match.verdict != "reject" or not {"equal", "close"}.isdisjoint(told)


class _Asked:
    """A source, and how it has borne up."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = Lock()
        self._failures = 0
        self.messages: list[str] = []

    @property
    def name(self) -> str:
        return self._source.name

    def suits(self, query: Query) -> bool:
        """Whether the source may have such a work."""
        try:
            return not isinstance(self._source, Selective) or self._source.suits(query)
        except Exception:  # noqa: BLE001  (a caller's own; it is asked, and shows what is wrong)
            return True

    @property
    def is_announced_to(self) -> bool:
        """Whether the source wants to know what is to come."""
        return isinstance(self._source, Announced)

    def announce(self, queries: Sequence[Query]) -> None:
        """Tell the source what is to come, if it wants to know."""
        if isinstance(self._source, Announced):
            with suppress(Exception):  # it only helps; what is wrong shows when it is asked
                self._source.announce([query for query in queries if self.suits(query)])

    def ask(self, query: Query) -> tuple[Candidate, ...] | None:
        """Give what the source has; None where it could not be asked."""
        if self._failures >= PATIENCE:
            return None
        try:
            found = tuple(self._source.candidates(query, most=MOST))
        except JoinedUpError as error:
            self._failed(str(error))
            return None
        # A source of a caller's own may raise anything; one reference must not cost all the others.
        except Exception as error:  # noqa: BLE001
            self._failed(f"{self.name} failed: {type(error).__name__}: {error}")
            return None
        if not all(isinstance(one, Candidate) for one in found):
            self._failed(f"{self.name} gave something that is no record")
            return None
        with self._lock:
            self._failures = 0
        return found

    def _failed(self, message: str) -> None:
        with self._lock:
            self._failures += 1
            if message not in self.messages:
                self.messages.append(message)
