"""Politeness towards a service: pace, back-off, and leaving it alone once it is down."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


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


class Room(Protocol):
    """What holds so many at once, as a semaphore or `Places` does."""

    def acquire(self, *, timeout: float | None = None) -> bool:
        """Take a place, and wait for one so many seconds at the most; tell whether it was had."""

    def release(self) -> None:
        """Give a place back."""


class Places:
    """Room for so many requests at once, which a service may narrow later."""

    def __init__(self, most: int) -> None:
        self._most = self._now = most
        self._taken = 0
        self._free = threading.Condition()

    def acquire(self, *, timeout: float | None = None) -> bool:
        """Take a place, and wait for one so many seconds at the most; tell whether it was had."""
        with self._free:
            had = self._free.wait_for(lambda: self._taken < self._now, timeout)
            self._taken += had
            return had

    def release(self) -> None:
        """Give a place back."""
        with self._free:
            self._taken -= 1
            self._free.notify_all()

    def limit(self, most: int) -> None:
        """Let so many be under way from now on, but never more than at first, and one at least."""
        with self._free:
            self._now = min(max(most, 1), self._most)
            self._free.notify_all()


class Throttle:
    """Lets requests through at a pace, a few at once; for any number of threads.

    `per_second` is the pace, `places` how many may be under way together; throttles that are given
    the same places share them.
    """

    def __init__(self, per_second: float, places: Room, timing: Timing = REAL) -> None:
        self._first = per_second
        self._apart_s = 1 / per_second
        self._places = places
        self._timing = timing
        self._lock = threading.Lock()
        self._next = timing.clock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and hold a place until the block ends."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def enter(self, patience_s: float | None = None) -> None:
        """Wait for one's turn and take a place, which `leave` gives back.

        Nobody holds a place while he waits for his turn, so that those who share them may go.

        Raises:
            TimeoutError: no place became free in so many seconds.
        """
        while True:
            if not self._places.acquire(timeout=patience_s):
                raise TimeoutError
            wait_s = self._book()
            if wait_s <= 0:
                return
            self._places.release()
            self._timing.sleep(wait_s)

    def leave(self) -> None:
        """Give the place back."""
        self._places.release()

    def pause(self, seconds: float) -> None:
        """Let nobody through for so many seconds, as a service asks that is overrun."""
        with self._lock:
            self._next = max(self._next, self._timing.clock() + seconds)

    def slow_to(self, per_second: float) -> None:
        """Keep to another pace from now on, but never to a quicker one than at first."""
        with self._lock:
            self._apart_s = 1 / min(per_second, self._first)

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

    Without it a long list would wait for the last try of every one of its entries. When the while
    is over, one request tries whether it is up again.
    """

    def __init__(self, failures: int, rest_s: float, timing: Timing = REAL) -> None:
        self._allowed = failures
        self._rest_s = rest_s
        self._timing = timing
        self._lock = threading.Lock()
        self._row = 0
        self._since = self._until = self._asked_until = self._tried_until = timing.clock()
        self._why = ""
        self._answered = False

    @property
    def why(self) -> str:
        """Why the service was left alone last."""
        return self._why

    def open_because(self) -> str:
        """Say why the service is left alone now; empty when it may be asked."""
        with self._lock:
            return self._why if self._timing.clock() < self._over_at() else ""

    def rest_s(self) -> float:
        """Give the seconds until the next try, or 0 where whoever asks this may make it now."""
        with self._lock:
            now, over = self._timing.clock(), self._over_at()
            if now < over:
                return over - now
            if self._row >= self._allowed:
                if now < self._tried_until:
                    return self._tried_until - now
                self._tried_until = now + self._rest_s
            return 0.0

    def passes(self, within_s: float) -> bool:
        """Whether waiting may help: it answered before, and will not have been down for longer."""
        with self._lock:
            over = max(self._over_at(), self._timing.clock())
            return self._answered and over - self._since <= within_s

    def failed(self, why: str) -> None:
        """Count a request that found the service down."""
        with self._lock:
            self._begin()
            self._row += 1
            if self._row >= self._allowed:
                self._why = why
                self._until = self._timing.clock() + self._rest_s

    def rest(self, why: str, seconds: float) -> None:
        """Leave the service alone for so many seconds at once, as it asked."""
        with self._lock:
            self._begin()
            self._why = why
            self._asked_until = max(self._asked_until, self._timing.clock() + seconds)

    def answered(self) -> None:
        """Count a request that the service answered; only a rest that it asked for goes on."""
        with self._lock:
            self._row = 0
            self._until = self._tried_until = self._timing.clock()
            self._answered = True

    def _begin(self) -> None:
        """Note when the service began to be down."""
        now = self._timing.clock()
        if not self._row and now >= self._over_at():
            self._since = now

    def _over_at(self) -> float:
        return max(self._until, self._asked_until)


def backoff_s(attempt: int, timing: Timing = REAL, *, first_s: float = 1.0) -> float:
    """Give the seconds to wait after attempt number `attempt`, from 1: doubling, half of it jitter.

    Source: "Exponential backoff and jitter", Amazon's Architecture Blog (2015), "equal jitter".
    """
    full: float = first_s * 2 ** (attempt - 1)
    return full / 2 + full / 2 * timing.jitter()
