"""Asks a source about a reference so that no failure of it stops the rest."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from threading import Lock

from joinedup_refs.errors import JoinedUpError, SourceUnavailable
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.sources.source import (
    Announced,
    Plan,
    Planning,
    Prefetching,
    Query,
    Selective,
    Source,
    Specialised,
)

PATIENCE = 5
"""Failures in a row after which a source is asked no more: it is down, and waiting is in vain."""

MOST = 5
"""Records a source is asked for about one reference."""


class Asked:
    """A source, and how it has borne up; for any number of threads."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = Lock()
        self._failures = 0
        self.messages: list[str] = []

    @property
    def name(self) -> str:
        """The source's."""
        return self._source.name

    def suits(self, query: Query) -> bool:
        """Whether the source may have such a work."""
        if not isinstance(self._source, Selective):
            return True
        try:
            return self._source.suits(query)
        except Exception:  # noqa: BLE001  (it is asked, and shows then what is wrong with it)
            return True

    def is_made_for(self, query: Query) -> bool:
        """Whether the source says that it is made for such works."""
        if not isinstance(self._source, Specialised):
            return False
        try:
            return self._source.is_made_for(query)
        except Exception:  # noqa: BLE001  (only an order is lost)
            return False

    def announce(self, queries: Iterable[Query]) -> None:
        """Tell the source what is to come, or only which DOIs, if it wants to know."""
        queries = list(queries)
        # it only helps; what is wrong shows when the source is asked
        with suppress(Exception):
            if isinstance(self._source, Announced):
                self._source.announce(queries)
        with suppress(Exception):
            if isinstance(self._source, Prefetching):
                self._source.prefetch([query.doi for query in queries if query.doi])

    def plan(self, queries: Iterable[Query]) -> Plan | None:
        """Tell what the source would be asked, if it can say."""
        if not isinstance(self._source, Planning):
            return None
        try:
            return self._source.plan(queries, most=MOST)
        except Exception:  # noqa: BLE001  (only something that is told beforehand is lost)
            return None

    def ask(self, query: Query) -> tuple[Candidate, ...] | str:
        """Give what the source has, or in words why it could not be asked.

        A source that knows when to leave its service alone is asked twice: the first question may
        have been the one that found it down.
        """
        if self._failures >= PATIENCE:
            return self.messages[-1]
        failure, ask_on = "", True
        for _ in range(2):
            found, ask_on = self._once(query)
            if not isinstance(found, str):
                with self._lock:
                    self._failures = 0
                return found
            failure = found or f"{self.name} could not be asked"
            if not ask_on:
                break
        with self._lock:
            self._failures += not ask_on
            if failure not in self.messages:
                self.messages.append(failure)
        return failure

    def _once(self, query: Query) -> tuple[tuple[Candidate, ...] | str, bool]:
        """Ask; tell too whether asking on is in order after a failure."""
        try:
            found = tuple(self._source.candidates(query, most=MOST))
        except SourceUnavailable as error:
            return str(error), error.ask_on
        except JoinedUpError as error:
            return str(error), False
        # A source of a caller's own may raise anything; one reference must not cost all the others.
        except Exception as error:  # noqa: BLE001
            return f"{self.name} failed: {type(error).__name__}: {error}", False
        if not all(isinstance(one, Candidate) for one in found):
            return f"{self.name} gave something that is no record", False
        return found, True


def suited(asked: Sequence[Asked], query: Query) -> tuple[Asked, ...]:
    """Give the sources that may have such a work, all of them where none says that it may.

    Those that are made for works of its kind come first.
    """
    may = [source for source in asked if source.suits(query)] or asked
    return tuple(sorted(may, key=lambda source: not source.is_made_for(query)))
