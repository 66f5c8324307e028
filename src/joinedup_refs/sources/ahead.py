"""Identifiers that will be asked about, looked up many at a time when the first of them is."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar
from urllib.parse import quote

_T = TypeVar("_T")
_LONGEST = 3000
"""Characters that they may take in its address, encoded; one of 8 kB is refused."""
_HELD = 10_000
"""Answers held until they are asked for; the oldest are let go."""


class Ahead(Generic[_T]):
    """Answers about identifiers announced beforehand, fetched in batches; for many threads.

    `fetch` gives what it found, by identifier, about `most` of them at a time; it may leave any of
    them out, and raises nothing.
    """

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, _T]], most: int) -> None:
        self._fetch = fetch
        self._most = most
        self._lock = threading.Lock()
        self._wanted: dict[str, None] = {}
        self._under_way: dict[str, threading.Event] = {}
        self._found: dict[str, _T] = {}

    def announce(self, identifiers: Iterable[str]) -> None:
        """Take note of what will be asked about; what cannot stand in a list is left out."""
        with self._lock:
            for one in identifiers:
                if one not in self._found and one not in self._under_way and _listable(one):
                    self._wanted[one] = None

    def of(self, one: str) -> _T | None:
        """Give what is found for one together with others; None leaves it to be asked alone."""
        with self._lock:
            if one in self._found:
                return self._found[one]
            under_way = self._under_way.get(one)
            batch = [] if under_way or one not in self._wanted else self._batch(one)
        if under_way:
            under_way.wait()
        elif len(batch) > 1:
            self._bring(batch)
        with self._lock:
            return self._found.get(one)

    def _batch(self, one: str) -> list[str]:
        """Take one and others out of those wanted."""
        del self._wanted[one]
        batch, length = [one], len(quote(one))
        for other in self._wanted:
            length += len(quote(other)) + len("%2Cdoi%3A")
            if len(batch) == self._most or length > _LONGEST:
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
                for one in batch:
                    del self._under_way[one]
                for one in list(self._found)[: max(0, len(self._found) - _HELD)]:
                    del self._found[one]
            event.set()


def _listable(one: str) -> bool:
    """Whether it can stand in a list: a comma would end it there, and a long one fill it."""
    return bool(one) and one.isprintable() and "," not in one and len(quote(one)) < _LONGEST // 4
