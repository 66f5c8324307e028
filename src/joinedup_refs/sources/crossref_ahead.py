"""DOIs that will be asked about, looked up many at a time when the first of them is."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar
from urllib.parse import quote

_T = TypeVar("_T")
MOST = 50
"""DOIs in one request; Crossref answers so many fastest."""
_LONGEST = 3000
"""Characters that they may take in its address, encoded; one of 8 kB is refused."""
_HELD = 10_000
"""Answers held until they are asked for; the oldest are let go."""


class Ahead(Generic[_T]):
    """Answers about DOIs announced beforehand, fetched in batches; for any number of threads.

    `fetch` gives what it found, by DOI; it may leave any of them out, and raises nothing.
    """

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, _T]]) -> None:
        self._fetch = fetch
        self._lock = threading.Lock()
        self._wanted: dict[str, None] = {}
        self._under_way: dict[str, threading.Event] = {}
        self._found: dict[str, _T] = {}

    def announce(self, dois: Iterable[str]) -> None:
        """Take note of DOIs that will be asked about; one that cannot stand in a list is not."""
        with self._lock:
            for doi in dois:
                if doi not in self._found and doi not in self._under_way and _listable(doi):
                    self._wanted[doi] = None

    def of(self, doi: str) -> _T | None:
        """Give what is found for a DOI together with others; None leaves it to be asked alone."""
        with self._lock:
            if doi in self._found:
                return self._found[doi]
            under_way = self._under_way.get(doi)
            batch = [] if under_way or doi not in self._wanted else self._batch(doi)
        if under_way:
            under_way.wait()
        elif len(batch) > 1:
            self._bring(batch)
        with self._lock:
            return self._found.get(doi)

    def _batch(self, doi: str) -> list[str]:
        """Take a DOI and others out of those wanted."""
        del self._wanted[doi]
        batch, length = [doi], len(quote(doi))
        for other in self._wanted:
            length += len(quote(other)) + len("%2Cdoi%3A")
            if len(batch) == MOST or length > _LONGEST:
                break
            batch.append(other)
        if len(batch) > 1:
            event = threading.Event()
            for other in batch:
                self._wanted.pop(other, None)
                self._under_way[other] = event
        return batch

    def _bring(self, batch: Sequence[str]) -> None:
        event = self._under_way[batch[0]]
        found: Mapping[str, _T] = {}
        try:
            found = self._fetch(batch)
        finally:
            with self._lock:
                self._found.update(found)
                for doi in batch:
                    del self._under_way[doi]
                for doi in list(self._found)[: max(0, len(self._found) - _HELD)]:
                    del self._found[doi]
            event.set()


def _listable(doi: str) -> bool:
    """Whether a DOI can stand in a list: a comma would end it there, and a long one fill it."""
    one_word = doi.split() == [doi] and doi.isprintable()
    return one_word and "," not in doi and len(quote(doi)) < _LONGEST // 4
