"""Time that passes only when somebody sleeps."""

import threading
from datetime import date

from joinedup_refs.sources.throttle import Places, Timing


class PretendedTime:
    """A clock for tests: `slept` holds every sleep, in seconds, and `now` their sum."""

    def __init__(self, jitter: float = 1.0) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self._jitter = jitter
        self._lock = threading.Lock()

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds

    @property
    def timing(self) -> Timing:
        """This clock as the sources take it; every day is 23 November 2026."""
        return Timing(
            clock=lambda: self.now,
            sleep=self.sleep,
            jitter=lambda: self._jitter,
            today=lambda: date(2026, 11, 23),
        )


class SharedTime(PretendedTime):
    """Pretended time for several threads: it stands still while a request is under way.

    A request is then made and arrives at the same time, and a service that reads this clock counts
    what really happens in a second. `places` takes the place of `Places`, so that it knows.
    """

    def __init__(self, jitter: float = 1.0) -> None:
        super().__init__(jitter)
        self._under_way = 0
        self._still = threading.Condition()

    def sleep(self, seconds: float) -> None:
        """Let time pass as soon as no request is under way."""
        with self._still:
            self._still.wait_for(lambda: not self._under_way)
            super().sleep(seconds)

    def places(self, most: int) -> Places:
        """Make places that hold this clock while they are taken."""
        time = self

        class Held(Places):
            def acquire(self, *, timeout: float | None = None) -> bool:
                had = super().acquire(timeout=timeout)
                with time._still:
                    time._under_way += had
                return had

            def release(self) -> None:
                with time._still:
                    time._under_way -= 1
                    time._still.notify_all()
                super().release()

        return Held(most)
