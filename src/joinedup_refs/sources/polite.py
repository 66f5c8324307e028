"""Requests to a service as it asks for them: who asks, how often, how much, and when to stop.

Every service of records but Crossref, which is asked through habanero, is asked through this.
Sources: RFC 9110 on redirections and `Retry-After`; the terms of each service stand in its module.
"""

import re
import threading
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx2
import tenacity

from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.sources.faults import (
    NONSENSE,
    Failure,
    Fault,
    RequestFailed,
    failure_of,
    failure_of_status,
)
from joinedup_refs.sources.throttle import REAL, Breaker, Throttle, Timing, backoff_s
from joinedup_refs.version import __version__

_T = TypeVar("_T")
_ATTEMPTS: dict[Fault, int] = {"overrun": 4, "broken": 4, "slow": 2, "cut": 2}
"""How often a request is made at the most, by what went wrong with it; all else only once."""
_TOTAL_S = 60.0
"""How long all attempts of one request may take before the last begins."""
_REST_AFTER = 3
_REST_S = 60.0
_HOPS = 3
_WHOLE = 3
"""How many times the time-out, which is for a single piece, a whole answer may take."""
_WORDS = 4_000
"""Bytes of an error's body that are read."""
_MAILTO = re.compile(r"[!-~]{1,64}@[\w.-]{1,255}", re.ASCII)
_WAYS_OUT: dict[Fault, str] = {
    "broken": "try again later, or work without this source",
    "slow": "try again later, or allow more time",
    "cut": "try again later, and look at your connection",
    "down": "look at your connection and its proxy, or work without this source",
    "refused": "work without this source; a key that is not right, or a misprint, may be the cause",
}
_WAY_OUT = "look whether your network wants a log-in, and whether the address is right: {}"


class Cache(Protocol):
    """Keeps answers between requests; it may be asked from several threads at once."""

    def get(self, key: str) -> Json | None:
        """Give what was put under the key; None for nothing, or nothing fresh."""

    def put(self, key: str, answer: Json, *, found: bool) -> None:
        """Keep an answer; one that found nothing for a shorter time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a service is called, and what it asks of those who use it."""

    title: str
    """Its name in messages: `Europe PMC`."""
    home: str
    """Its address."""
    per_second: float
    """How many requests it is sent in a second at the most."""
    per_second_known: float = 0.0
    """The same once it was given a mail address; 0 where that makes no difference."""
    at_once: int = 1
    """How many requests may be under way together."""
    overrun: str = "try again later"
    """What to do when it says that it was asked too often."""
    largest: int = 20_000_000
    """Bytes of an answer, unpacked, after which it is given up."""


class RequestRefused(SourceUnavailable):
    """The service does not want this very request; another may do."""


class RecordMissing(SourceUnavailable):
    """There is nothing at an address; where it is that of a record, there is no such record."""


_KINDS: dict[Fault, type[SourceUnavailable]] = {
    "refused": RequestRefused,
    "missing": RecordMissing,
}


class Service:
    """A service on the web, asked politely; for any number of threads.

    `mailto` is an address that its keepers may write to; it goes into the `User-Agent`.
    `timeout_s` is for one piece of an answer, in seconds. `on_wait` is told of every back-off:
    seconds, and why. `secret` are parameters that every request bears and no message shows.

    Raises:
        ConfigInvalid: `mailto` is no mail address, or `base_url` none of the web.
    """

    def __init__(
        self,
        terms: Terms,
        mailto: str = "",
        *,
        base_url: str = "",
        timeout_s: float = 20.0,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
        secret: Mapping[str, str] | None = None,
    ) -> None:
        if mailto and not _MAILTO.fullmatch(mailto):
            raise ConfigInvalid(f"{mailto!r} is no mail address; give one like you@example.org")
        self._terms = terms
        self.base = (base_url or terms.home).rstrip("/")
        if urlsplit(self.base).scheme not in {"http", "https"} or not urlsplit(self.base).hostname:
            msg = f"{base_url!r} is no address of the web; that of {terms.title} is {terms.home}"
            raise ConfigInvalid(msg)
        self._secret = dict(secret or {})
        self._timeout_s = timeout_s
        self._on_wait = on_wait
        self._timing = timing
        per_second = (mailto and terms.per_second_known) or terms.per_second
        self._throttle = Throttle(per_second, threading.Semaphore(terms.at_once), timing)
        self._breaker = Breaker(_REST_AFTER, _REST_S, timing)
        agent = f"joinedup-refs/{__version__}"
        self._client = httpx2.Client(
            headers={"User-Agent": f"{agent} (mailto:{mailto})" if mailto else agent},
            timeout=timeout_s,
            follow_redirects=False,
        )
        weakref.finalize(self, self._client.close)

    def today(self) -> str:
        """Give the day on which an answer of now is retrieved, ISO 8601."""
        return self._timing.today().isoformat()

    def ask(self, path: str, parameters: Mapping[str, str], read: Callable[[bytes], _T]) -> _T:
        """Make a request in its turn, again where that may help, and read its answer.

        `read` may raise `ValueError` or `TypeError` for an answer that makes no sense.

        Raises:
            RecordMissing: there is nothing at that address.
            RequestRefused: the service does not want this request.
            SourceUnavailable: it could not be asked, or its answer made no sense.
        """
        try:
            answer: _T = self._retrying()(self._once, path, parameters, read)
        except RequestFailed as failed:
            failure = failed.failure
            self._note(failure)
            kind = _KINDS.get(failure.fault, SourceUnavailable)
            raise kind(self._told(failure)) from failed
        self._breaker.answered()
        return answer

    def _retrying(self) -> tenacity.Retrying:
        began = self._timing.clock()

        def give_up(state: tenacity.RetryCallState) -> bool:
            spent_s = self._timing.clock() - began + state.upcoming_sleep
            most = _ATTEMPTS.get(_failure(state).fault, 1)
            return state.attempt_number >= most or spent_s > _TOTAL_S

        def wait_s(state: tenacity.RetryCallState) -> float:
            asked_s = _failure(state).after_s or 0.0
            return max(backoff_s(state.attempt_number, self._timing), asked_s)

        def before_sleep(state: tenacity.RetryCallState) -> None:
            if _failure(state).fault == "overrun":
                self._throttle.pause(state.upcoming_sleep)
            if self._on_wait:
                what = f"{self._terms.title} {_failure(state).what}"
                self._on_wait(state.upcoming_sleep, what)

        return tenacity.Retrying(
            sleep=self._timing.sleep,
            stop=give_up,
            wait=wait_s,
            retry=tenacity.retry_if_exception_type(RequestFailed),
            before_sleep=before_sleep,
            reraise=True,
        )

    def _once(self, path: str, parameters: Mapping[str, str], read: Callable[[bytes], _T]) -> _T:
        if why := self._breaker.open_because():
            raise SourceUnavailable(why)
        with self._throttle.turn():
            try:
                return read(self._fetched(self.base + path, {**parameters, **self._secret}))
            # Reading meets whatever an answer holds; all of it says that the answer is no good.
            except Exception as error:
                raise RequestFailed(failure_of(error)) from error

    def _fetched(self, url: str, parameters: Mapping[str, str] | None) -> bytes:
        """Fetch an answer, following the service where it sends us to itself."""
        until = self._timing.clock() + _WHOLE * self._timeout_s
        for _ in range(_HOPS):
            with self._client.stream("GET", url, params=parameters) as response:
                if 300 <= response.status_code < 400:
                    url, parameters = self._elsewhere(response), None
                    continue
                if response.status_code != 200:
                    body = self._body(response, until, _WORDS)
                    raise RequestFailed(failure_of_status(response, body))
                body = self._body(response, until, self._terms.largest + 1)
                if len(body) > self._terms.largest:
                    what = f"gave an answer of more than {self._terms.largest:,} bytes"
                    raise RequestFailed(Failure("large", what))
                return body
        raise RequestFailed(Failure("moved", "sent us from one address to the next"))

    def _body(self, response: httpx2.Response, until: float, most: int) -> bytes:
        """Read an answer as it comes, up to so many bytes, in the time for a whole one."""
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) >= most:
                break
            if self._timing.clock() > until:
                raise TimeoutError
        return bytes(body[:most])

    def _elsewhere(self, response: httpx2.Response) -> str:
        """Give where a redirection leads, if that is this very service.

        Another host was not chosen by the reader, and is not told what he reads.
        """
        here = urlsplit(str(response.url))
        url = urljoin(str(response.url), response.headers.get("location", ""))
        there = urlsplit(url)
        if (there.scheme, there.netloc) != (here.scheme, here.netloc):
            what = f"sent us to another host ({there.netloc[:80]}), which is not followed"
            raise RequestFailed(Failure("moved", what))
        return url

    def _note(self, failure: Failure) -> None:
        if failure.fault in {"missing", "refused"}:
            self._breaker.answered()
        elif failure.fault == "overrun" and (failure.after_s or 0.0) > _TOTAL_S:
            self._breaker.rest(self._told(failure), failure.after_s or 0.0)
        else:
            self._breaker.failed(self._told(failure))

    def _told(self, failure: Failure) -> str:
        """Say what went wrong, and what may be done."""
        home = self.base == self._terms.home
        called = self._terms.title if home else f"{self._terms.title} (at {self.base})"
        what = failure.what
        if failure.after_s:
            what += f" and asks us to wait {failure.after_s:.0f} seconds"
        if failure.fault == "overrun":
            return f"{called} {what}\n{self._terms.overrun}"
        return f"{called} {what}\n{_WAYS_OUT.get(failure.fault, _WAY_OUT.format(self.base))}"


def _failure(state: tenacity.RetryCallState) -> Failure:
    error = state.outcome.exception() if state.outcome else None
    return error.failure if isinstance(error, RequestFailed) else NONSENSE
