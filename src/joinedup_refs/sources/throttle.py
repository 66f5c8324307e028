"""Politeness towards a service: pace, back-off, and leaving it alone once it is down."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Timing:
    """Where time comes from; a test gives its own, so that nothing really waits."""

    clock: Callable[[], float] = time.monotonic
    """Seconds that never go back."""
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    """A number from 0 up to 1."""
    today: Callable[[], date] = _today
    """The day, in Coordinated Universal Time."""


REAL = Timing()
"""The machine's own clock."""


class Throttle:
    """Lets requests through at a pace, a few at once; for any number of threads.

    `per_second` is the pace, `places` how many may be under way together; throttles that share a
    semaphore share its places.
    """

    def __init__(
        self, per_second: float, places: threading.Semaphore, timing: Timing = REAL
    ) -> None:
        self._apart_s = 1 / per_second
        self._places = places
        self._timing = timing
        self._lock = threading.Lock()
        self._next = timing.clock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and hold a place until the block ends."""
        with self._places:
            while (wait_s := self._book()) > 0:
                self._timing.sleep(wait_s)
            yield

    def pause(self, seconds: float) -> None:
        """Let nobody through for so many seconds, as a service asks that is overrun."""
        with self._lock:
            self._next = max(self._next, self._timing.clock() + seconds)

    def _book(self) -> float:
        """Take the turn if it has come and give 0, or else give the seconds until it may come."""
        with self._lock:
            now = self._timing.clock()
            if now < self._next:
                return self._next - now
            self._next = now + self._apart_s
            return 0.0


class Breaker:
    """Leaves a service alone for a while once several requests in a row found it down.

    Without it a long list would wait for the last try of every one of its entries.
    """

    def __init__(self, failures: int, rest_s: float, timing: Timing = REAL) -> None:
        self._allowed = failures
        self._rest_s = rest_s
        self._timing = timing
        self._lock = threading.Lock()
        self._row = 0
        self._until = timing.clock()
        self._why = ""

    def open_because(self) -> str:
        """Say why the service is left alone now; empty when it may be asked."""
        with self._lock:
            return self._why if self._timing.clock() < self._until else ""

    def failed(self, why: str) -> None:
        """Count a request that found the service down."""
        with self._lock:
            self._row += 1
            if self._row >= self._allowed:
                self._why = why
                self._until = self._timing.clock() + self._rest_s

    def rest(self, why: str, seconds: float) -> None:
        """Leave the service alone for so many seconds at once, as it asked."""
        with self._lock:
            self._why = why
            self._until = max(self._until, self._timing.clock() + seconds)

    def answered(self) -> None:
        """Count a request that the service answered."""
        with self._lock:
            self._row = 0


def backoff_s(attempt: int, timing: Timing = REAL, *, first_s: float = 1.0) -> float:
    """Give the seconds to wait after attempt number `attempt`, from 1: doubling, half of it jitter.

    Source: "Exponential backoff and jitter", Amazon's Architecture Blog (2015), "equal jitter".
    """
    full: float = first_s * 2 ** (attempt - 1)
    return full / 2 + full / 2 * timing.jitter()
