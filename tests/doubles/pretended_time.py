"""Time that passes only when somebody sleeps."""

import threading
from datetime import date

from joinedup_refs.sources.throttle import Timing


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
