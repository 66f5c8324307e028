"""Requests to Crossref through habanero: in their turn, within limits, again where that may help.

habanero is kept behind this module. It does not encode DOIs, opens a connection for every call, is
silent about pace and about the headers of answers, and raises many kinds of errors; what is asked
through it is one DOI, one list of DOIs or one search at a time.

Sources: Crossref's REST API and its etiquette; aliased DOIs answered with 301 since 25 February
2025.
"""

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeGuard, TypeVar
from urllib.parse import quote, unquote, urljoin, urlsplit

import habanero
import tenacity

from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.sources.crossref_errors import (
    NONSENSE,
    Failure,
    Fault,
    RequestFailed,
    failure_of,
)
from joinedup_refs.sources.crossref_limits import Limits
from joinedup_refs.sources.throttle import Breaker, Places, Throttle, Timing, backoff_s
from joinedup_refs.version import __version__

_T = TypeVar("_T")
Work: TypeAlias = Mapping[str, Json]
"""A work as Crossref gives it."""
HOME = "https://api.crossref.org"

_ATTEMPTS: dict[Fault, int] = {
    "overrun": 5,
    "broken": 4,
    "cut": 4,
    "slow": 3,
    "nonsense": 2,
    "moved": 2,
}
"""How often a request is made at the most, by what went wrong with it; all else only once."""
_ANSWERS: frozenset[Fault] = frozenset({"missing", "refused"})
"""Faults that only a service which is up has."""
_OF_THE_SERVICE: frozenset[Fault] = frozenset({"overrun", "down"})
"""Faults that cannot be a single request's."""
_BLAMED: frozenset[Fault] = frozenset(
    {"overrun", "down", "moved", "broken", "slow", "cut", "nonsense"}
)
_TOTAL_S = 60.0
"""How long the waits between the attempts of one request may be together."""
_SLACK = 1.05
"""How much slower than allowed we ask: requests do not arrive as evenly as they are sent."""
_TRICKLE = 3
"""How many time-outs an answer may take that comes in drop by drop."""
_HANG = 10
"""How many of them we wait for others' requests to end."""
_REST_AFTER = 3
_REST_S = 60.0
_LOOK_S = 1.0
"""How often those who wait for a service look whether another has found it up again."""
_HOPS = 3
_MAILTO = re.compile(r"[!-~]{1,64}@[\w.-]{1,255}", re.ASCII)
_WAYS_OUT: dict[Fault, str] = {
    "overrun": "try again later, or give your mail address (mailto): those who do are served first",
    "broken": "try again later; https://status.crossref.org tells its state",
    "slow": "try again later, or allow more time",
    "cut": "try again later, and look at your connection",
    "down": "look at your connection and its proxy, or work without this source",
}
_WAY_OUT = "look whether your network wants a log-in, and whether the address is right: {}"


class Service:
    """A service in Crossref's shape, asked politely from any number of threads.

    Once it has answered, it is waited for up to `patience_s` seconds when it goes down; where it
    never did, nobody waits.

    Raises:
        ConfigInvalid: `mailto` is no mail address, or `base_url` none of the web.
    """

    def __init__(
        self,
        base_url: str,
        mailto: str,
        limits: Limits,
        timing: Timing,
        *,
        timeout_s: float,
        patience_s: float,
        on_wait: Callable[[float, str], None] | None,
    ) -> None:
        if mailto and not _MAILTO.fullmatch(mailto):
            raise ConfigInvalid(f"{mailto!r} is no mail address; give one like you@example.org")
        if urlsplit(base_url).scheme not in {"http", "https"} or not urlsplit(base_url).hostname:
            msg = f"{base_url!r} is no address of the web; Crossref's own is {HOME}"
            raise ConfigInvalid(msg)
        self.base = base_url.rstrip("/")
        self._client = habanero.Crossref(
            base_url=self.base,
            mailto=mailto or None,
            ua_string=f"joinedup-refs/{__version__}",
            timeout=timeout_s,
        )
        self._timeout_s = timeout_s
        self._patience_s = patience_s
        self._on_wait = on_wait
        self._timing = timing
        self._places = Places(limits.at_once)
        self._lists = Throttle(limits.lists / _SLACK, self._places, timing)
        self._singles = Throttle(limits.singles / _SLACK, self._places, timing)
        self._breaker = Breaker(_REST_AFTER, _REST_S, timing)

    def work(self, doi: str) -> Work | None:
        """Look one DOI up, following it where it is another's alias; None where there is none.

        Raises:
            RequestFailed: nobody knows.
            SourceUnavailable: the service is left alone for now.
        """
        for _ in range(_HOPS):
            try:
                found = self._ask(self._singles, partial(self._get, doi))
            except RequestFailed as failed:
                if failed.failure.fault == "missing":
                    return None
                raise
            if not isinstance(found, str):
                return found
            doi = found
        raise RequestFailed(Failure("moved", "sent us from one DOI to the next"))

    def works(self, dois: Sequence[str]) -> tuple[Work, ...]:
        """Look several DOIs up in one request; those that it does not find may be there still.

        Raises:
            RequestFailed: nothing came of it, perhaps for the sake of one of them.
            SourceUnavailable: the service is left alone for now.
        """
        # habanero writes into the filter that it is given
        return self._ask(
            self._lists,
            lambda: self._list(filter={"doi": list(dois)}, limit=len(dois)),
            blamed=_OF_THE_SERVICE,
        )

    def search(self, text: str, most: int) -> tuple[Work, ...]:
        """Give the works that fit a text, likeliest first; `select` lacks fields and is not used.

        Raises:
            RequestFailed: nobody knows.
            SourceUnavailable: the service is left alone for now.
        """
        return self._ask(self._lists, lambda: self._list(query_bibliographic=text, limit=most))

    def unavailable(self, failure: Failure) -> SourceUnavailable:
        """Say what went wrong, and what may be done."""
        return SourceUnavailable(self._told(failure), ask_on=True)

    def _get(self, doi: str) -> Work | str:
        """Request one work; the DOI that it goes by now, where that is another."""
        path = encoded(doi)
        try:
            work = _message(self._client.works(ids=path))
        except Exception as error:
            failure = failure_of(error)
            elsewhere = self._doi_at(failure.location, path)
            if failure.fault == "moved" and elsewhere:
                return elsewhere
            raise
        if not _says_something(work):
            raise TypeError("a work that says nothing")
        return work

    def _doi_at(self, location: str, path: str) -> str:
        """Give the DOI that a redirection of this very service leads to."""
        here = f"{self.base}/works/"
        there = urlsplit(urljoin(here + path, location))
        prefix = urlsplit(here).path
        same = there.hostname == urlsplit(here).hostname and there.path.startswith(prefix)
        return unquote(there.path.removeprefix(prefix)) if location and same else ""

    def _list(self, **asked: Any) -> tuple[Work, ...]:
        """Request a list of works; what is no work in it is left out."""
        message = _message(self._client.works(**asked))
        items = message.get("items")
        if not isinstance(items, list):
            raise TypeError("a list without items")
        works = tuple(work for work in items if _says_something(work))
        total = message.get("total-results")
        if not works and (items or (isinstance(total, int) and total > 0)):
            raise TypeError("a list that lacks the works it tells of")
        return works

    def _ask(
        self,
        throttle: Throttle,
        call: Callable[[], _T],
        *,
        blamed: frozenset[Fault] = _BLAMED,
    ) -> _T:
        """Make a request in its turn, again where that may help.

        Faults that are `blamed` on the service, three requests in a row, are taken for a sign that
        it is down. They say nothing about the request then, which is made again when it is up.

        Raises:
            RequestFailed: the last attempt's failure.
            SourceUnavailable: the service is left alone for now.
        """

        def give_up(state: tenacity.RetryCallState) -> bool:
            most = _ATTEMPTS.get(_failure(state).fault, 1)
            waits_s = state.idle_for + state.upcoming_sleep
            return state.attempt_number >= most or waits_s > _TOTAL_S

        def wait_s(state: tenacity.RetryCallState) -> float:
            return max(
                backoff_s(state.attempt_number, self._timing), _failure(state).after_s or 0.0
            )

        def before_sleep(state: tenacity.RetryCallState) -> None:
            if _failure(state).fault == "overrun":
                self._lists.pause(state.upcoming_sleep)
                self._singles.pause(state.upcoming_sleep)
            self._say(state.upcoming_sleep, f"Crossref {_failure(state).what}")

        retrying = tenacity.Retrying(
            sleep=self._timing.sleep,
            stop=give_up,
            wait=wait_s,
            retry=tenacity.retry_if_exception_type(RequestFailed),
            before_sleep=before_sleep,
            reraise=True,
        )
        while True:
            try:
                answer: _T = retrying(self._once, throttle, call)
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

    def _once(self, throttle: Throttle, call: Callable[[], _T]) -> _T:
        self._wait_until_up()
        try:
            throttle.enter(_HANG * self._timeout_s)
            return self._in_time(call, throttle.leave)
        except Exception as error:
            failure = failure_of(error)
            if failure.limits.per_second:
                throttle.slow_to(failure.limits.per_second / _SLACK)
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

        thread = threading.Thread(target=run, name="request to Crossref", daemon=True)
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

    def _told(self, failure: Failure) -> str:
        called = "Crossref" if self.base == HOME else f"Crossref (at {self.base})"
        what = failure.what
        if failure.after_s:
            what += f" and asks us to wait {failure.after_s:.0f} seconds"
        return f"{called} {what}\n{_WAYS_OUT.get(failure.fault, _WAY_OUT.format(self.base))}"


def encoded(doi: str) -> str:
    """Percent-encode a DOI as a path, slashes inside it aside.

    >>> encoded("10.1002/(sici)1097<1::aid>3.0.co;2-#?/")
    '10.1002/%28sici%291097%3C1%3A%3Aaid%3E3.0.co%3B2-%23%3F%2F'
    """
    path = quote(doi.strip(), safe="/", errors="ignore")
    return re.sub(r"/(?=/|\.{1,2}(?:/|\Z)|\Z)", "%2F", path)


def _message(answer: Any) -> Work:
    if not isinstance(answer, dict) or not isinstance(answer.get("message"), dict):
        raise TypeError("another shape than a record's")
    message: Work = answer["message"]
    return message


def _says_something(work: Any) -> TypeGuard[Work]:
    """Whether this is a work: it has a DOI, and more than that."""
    return (
        isinstance(work, dict)
        and isinstance(work.get("DOI"), str)
        and any(value for name, value in work.items() if name != "DOI")
    )


def _failure(state: tenacity.RetryCallState) -> Failure:
    error = state.outcome.exception() if state.outcome else None
    return error.failure if isinstance(error, RequestFailed) else NONSENSE
