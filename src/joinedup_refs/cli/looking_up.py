"""What is shown while records are looked up: what it will take, how far it is, and any waiting."""

import sys
from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from joinedup_refs.cli.terminal import say

if TYPE_CHECKING:
    from joinedup_refs.cli.access import Access
    from joinedup_refs.sources.source import Plan

MANY = 200
"""Requests above which it is said beforehand what they will take."""
_EVERY_S = 0.5
_WINDOW_S = 60.0
"""The rate is that of the last so many seconds: what was kept from before goes by in no time."""


class DryRun(Exception):  # noqa: N818  (a way out, not an error)
    """Only the plan was wanted, and it has been told."""


class LookingUp:
    """Counts on standard error while that is a terminal; `total` is 0 where it is not known."""

    def __init__(self, *, quiet: bool = False, clock: Callable[[], float] = monotonic) -> None:
        self.total = 0
        self.done = 0
        self._shown = not quiet and sys.stderr.isatty()
        self._clock = clock
        self._lock = Lock()
        self._seen: deque[tuple[float, int]] = deque([(clock(), 0)])
        self._next = clock() + _EVERY_S
        self._waits_until = 0.0

    def count(self, done: int, total: int) -> None:
        """Note how many references are done, and how many there are."""
        self.done, self.total = done, total
        if not self._shown:
            return
        now = self._clock()
        with self._lock:
            if done == total:
                self._write("")
            elif now >= max(self._next, self._waits_until):
                self._next = now + _EVERY_S
                self._seen.append((now, done))
                while now - self._seen[0][0] > _WINDOW_S:
                    self._seen.popleft()
                self._write(self._told())

    def step(self) -> None:
        """Note one more."""
        self.count(self.done + 1, self.total)

    def waits(self, seconds: float, why: str) -> None:
        """Show that a service is waited for; called from any thread."""
        if self._shown:
            with self._lock:
                self._waits_until = self._clock() + seconds
                told = "".join(c if c.isprintable() else "?" for c in why)[:120]
                self._write(f"{told}; trying again in {duration(seconds)}")

    def end(self) -> None:
        """Take the count away."""
        if self._shown:
            with self._lock:
                self._write("")

    def _told(self) -> str:
        (first, before), (now, done) = self._seen[0], self._seen[-1]
        rate = (done - before) / (now - first) if now > first else 0.0
        of_all = f" of {self.total:,}" if self.total else ""
        told = f"{done:,}{of_all} references looked up"
        if not rate:
            return told
        told += f", {rate:,.1f} a second" if rate < 10 else f", {rate:,.0f} a second"
        return f"{told}, about {duration((self.total - done) / rate)} left" if self.total else told

    def _write(self, told: str) -> None:
        sys.stderr.write(f"\r\033[K{told}")
        sys.stderr.flush()


def begin(plans: Sequence["Plan"], *, access: "Access", of: str, quiet: bool = False) -> None:
    """Say what will be asked about a text where that is much, or where it is all that is wanted.

    Raises:
        DryRun: it is.
    """
    if access.dry_run:
        for plan in plans:
            say(f"{of}, {told(plan)}")
        if not plans:
            say(f"{of}: nothing is asked; the records are on this machine")
        raise DryRun
    if not quiet:
        for plan in plans:
            if plan.requests > MANY or plan.days > 1:
                say(told(plan), err=True)


def told(plan: "Plan") -> str:
    """Say what a source will be asked, and how long that takes."""
    kept = f"; {plan.kept:,} {_s('answer', plan.kept)} kept from before" if plan.kept else ""
    if not plan.requests:
        return f"{plan.source}: nothing to ask{kept}"
    parts = [f"{plan.searches:,} {_s('search', plan.searches)}"] if plan.searches else []
    if plan.lookups:
        parts.append(f"{plan.lookups:,} {_s('request', plan.lookups)} for printed {plan.printed}")
    time = f"about {duration(plan.seconds)}"
    if plan.days > 1:
        time = f"{plan.days:,} days at the least, since it allows only so much in a day"
    asked = f"{' and '.join(parts)} at {plan.per_second:g} a second"
    said = f"{plan.source}: {asked}: {time}{kept}"
    if (plan.requests > MANY or plan.days > 1) and plan.printed != "addresses":
        said += "; a local index needs no network" + (f"\n{plan.hint}" if plan.hint else "")
    return said


def duration(seconds: float) -> str:
    """Give a time in round numbers.

    >>> [duration(s) for s in (4, 47, 100, 700, 4_000, 66_667, 400_000)]
    ['4 s', '50 s', '2 min', '12 min', '1 h 5 min', '18 h 30 min', '111 h']
    """
    if seconds < 95:
        step = 1 if seconds < 10 else 10
        return f"{max(1, round(seconds / step) * step)} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes >= 48 * 60:
        return f"{round(seconds / 3600):,} h"
    step = 5 if minutes < 600 else 10
    hours, minutes = divmod(round(seconds / 60 / step) * step, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _s(word: str, number: int) -> str:
    if number == 1:
        return word
    return word + ("es" if word.endswith("ch") else "s")
