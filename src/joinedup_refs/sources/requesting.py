"""Requests to a service: in their turn, again where that may help, and none while it is down."""

import threading
from collections.abc import Callable
from typing import TypeVar

import tenacity

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.sources.faults import NONSENSE, Failure, Fault, RequestFailed
from joinedup_refs.sources.throttle import Breaker, Places, Throttle, Timing, backoff_s

_T = TypeVar("_T")

_ATTEMPTS: dict[Fault, int] = {
    "overrun": 5,
    "broken": 4,
    "cut": 4,
    "slow": 3,
    "nonsense": 2,
    "moved": 2,
}
"""How often a request is made at the most, by what went wrong with it; all else only once."""
_ANSWERS: frozenset[Fault] = frozenset({"missing", "refused", "large"})
"""Faults that only a service which is up has."""
OF_THE_SERVICE: frozenset[Fault] = frozenset({"overrun", "down"})
"""Faults that cannot be a single request's."""
_BLAMED: frozenset[Fault] = OF_THE_SERVICE | {"moved", "broken", "slow", "cut", "nonsense"}
_TOTAL_S = 60.0
"""How long the waits between the attempts of one request may be together."""
_TRICKLE = 3
"""How many time-outs an answer may take that comes in drop by drop."""
_HANG = 10
"""How many of them we wait for others' requests to end."""
_REST_AFTER = 3
_REST_S = 60.0
_LOOK_S = 1.0
"""How often those who wait for a service look whether another has found it up again."""


class Requests:
    """Requests to one service, for any number of threads.

    `title` is its name in messages, and `told` says of a failure what went wrong and what may be
    done. `at_once` requests are under way together at the most; `timeout_s` is for one piece of an
    answer. Once the service has answered, it is waited for up to `patience_s` seconds when it goes
    down; where it never did, nobody waits. `on_wait` is told of every waiting: seconds, and why.
    """

    def __init__(
        self,
        title: str,
        told: Callable[[Failure], str],
        failure_of: Callable[[Exception], Failure],
        timing: Timing,
        *,
        at_once: int,
        timeout_s: float,
        patience_s: float,
        on_wait: Callable[[float, str], None] | None,
    ) -> None:
        self._title = title
        self._told = told
        self._failure_of = failure_of
        self._timing = timing
        self._timeout_s = timeout_s
        self._patience_s = patience_s
        self._on_wait = on_wait
        self._places = Places(at_once)
        self._breaker = Breaker(_REST_AFTER, _REST_S, timing)
        self._paces: list[Throttle] = []

    def paced(self, per_second: float) -> Throttle:
        """Give turns at a pace; those of several paces share the places."""
        pace = Throttle(per_second, self._places, self._timing)
        self._paces.append(pace)
        return pace

    def make(
        self, turns: Throttle, call: Callable[[], _T], *, blamed: frozenset[Fault] = _BLAMED
    ) -> _T:
        """Make a request in its turn, again where that may help.

        Faults that are `blamed` on the service, three requests in a row, are taken for a sign that
        it is down. They say nothing about the request then, which is made again when it is up.

        Raises:
            RequestFailed: the last attempt's failure.
            SourceUnavailable: the service is left alone for now.
        """
        retrying = self._retrying()
        while True:
            try:
                answer: _T = retrying(self._once, turns, call)
            except RequestFailed as failed:
                if failed.failure.fault in blamed:
                    self._blame(failed.failure)
                    if self._breaker.open_because() and self._breaker.passes(self._patience_s):
                        continue
                elif failed.failure.fault in _ANSWERS:
                    self._breaker.answered()
                raise
            self._breaker.answered()
            return answer

    def _retrying(self) -> tenacity.Retrying:
        def give_up(state: tenacity.RetryCallState) -> bool:
            most = _ATTEMPTS.get(_failure(state).fault, 1)
            waits_s = state.idle_for + state.upcoming_sleep
            return state.attempt_number >= most or waits_s > _TOTAL_S

        def wait_s(state: tenacity.RetryCallState) -> float:
            asked_s = _failure(state).after_s or 0.0
            return max(backoff_s(state.attempt_number, self._timing), asked_s)

        def before_sleep(state: tenacity.RetryCallState) -> None:
            if _failure(state).fault == "overrun":
                for pace in self._paces:
                    pace.pause(state.upcoming_sleep)
            self._say(state.upcoming_sleep, f"{self._title} {_failure(state).what}")

        return tenacity.Retrying(
            sleep=self._timing.sleep,
            stop=give_up,
            wait=wait_s,
            retry=tenacity.retry_if_exception_type(RequestFailed),
            before_sleep=before_sleep,
            reraise=True,
        )

    def _once(self, turns: Throttle, call: Callable[[], _T]) -> _T:
        self._wait_until_up()
        try:
            turns.enter(_HANG * self._timeout_s)
            return self._in_time(call, turns.leave)
        # Reading meets whatever an answer holds; all of it says that the answer is no good.
        except Exception as error:
            failure = self._failure_of(error)
            if failure.limits.per_second:
                turns.slow_to(failure.limits.per_second)
            if failure.limits.at_once:
                self._places.limit(failure.limits.at_once)
            raise RequestFailed(failure) from error

    def _wait_until_up(self) -> None:
        """Wait while the service is left alone, where that may help.

        Raises:
            SourceUnavailable: it may not.
        """
        said = False
        while (rest_s := self._breaker.rest_s()) > 0:
            if not self._breaker.passes(self._patience_s):
                raise SourceUnavailable(self._breaker.why, ask_on=True)
            if not said:
                self._say(rest_s, self._breaker.why.partition("\n")[0])
                said = True
            self._timing.sleep(min(rest_s, _LOOK_S))

    def _in_time(self, call: Callable[[], _T], over: Callable[[], None]) -> _T:
        """Call, and give up on an answer that never ends; `over` is called when it has ended.

        The client's time-out is for a single piece of an answer, of which there may be any number.
        """
        held: list[_T] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                held.append(call())
            except BaseException as error:  # noqa: BLE001  (raised by who waits for it)
                errors.append(error)
            finally:
                over()

        thread = threading.Thread(target=run, name=f"request to {self._title}", daemon=True)
        thread.start()
        thread.join(_TRICKLE * self._timeout_s)
        if errors:
            raise errors[0]
        if not held:
            raise TimeoutError
        return held[0]

    def _blame(self, failure: Failure) -> None:
        """Count a failure of the service, or leave it alone for as long as it asks."""
        if failure.fault == "overrun" and (failure.after_s or 0.0) > _TOTAL_S:
            self._breaker.rest(self._told(failure), failure.after_s or 0.0)
        else:
            self._breaker.failed(self._told(failure))

    def _say(self, seconds: float, why: str) -> None:
        if self._on_wait:
            self._on_wait(seconds, why)


def _failure(state: tenacity.RetryCallState) -> Failure:
    error = state.outcome.exception() if state.outcome else None
    return error.failure if isinstance(error, RequestFailed) else NONSENSE
