"""Requests to a service as it asks for them: who asks, how often, how much, and when to stop.

Every service of records but Crossref, which is asked through habanero, is asked through this.
Source: RFC 9110 on redirections; the terms of each service stand in its module.
"""

import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import httpx2

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.sources.callers import PROGRAM, called, checked_base, checked_mailto
from joinedup_refs.sources.faults import (
    Failure,
    Fault,
    RequestFailed,
    failure_of,
    failure_of_status,
)
from joinedup_refs.sources.requesting import Requests
from joinedup_refs.sources.throttle import REAL, Timing

_T = TypeVar("_T")
_HOPS = 3
_WHOLE = 3
"""How many times the time-out, which is for a single piece, a whole answer may take."""
_WORDS = 4_000
"""Bytes of an error's body that are read."""
_WAYS_OUT: dict[Fault, str] = {
    "broken": "try again later, or work without this source",
    "slow": "try again later, or allow more time",
    "cut": "try again later, and look at your connection",
    "down": "look at your connection and its proxy, or work without this source",
    "refused": "work without this source; a key that is not right, or a misprint, may be the cause",
}
_WAY_OUT = "look whether your network wants a log-in, and whether the address is right: {}"


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
    `timeout_s` is for one piece of an answer, in seconds. `on_wait` is told of every waiting:
    seconds, and why; a service that goes down after it has answered is waited for up to
    `patience_s` seconds. `secret` are parameters that every request bears and no message shows.

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
        patience_s: float = 120.0,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
        secret: Mapping[str, str] | None = None,
    ) -> None:
        agent = f"{PROGRAM} (mailto:{mailto})" if checked_mailto(mailto) else PROGRAM
        self._terms = terms
        self.base = checked_base(base_url or terms.home, terms.title, terms.home)
        self._secret = urlencode(secret or {})
        self._timeout_s = timeout_s
        self._timing = timing
        self.per_second = (mailto and terms.per_second_known) or terms.per_second
        self._requests = Requests(
            terms.title,
            self._told,
            failure_of,
            timing,
            at_once=terms.at_once,
            timeout_s=timeout_s,
            patience_s=patience_s,
            on_wait=on_wait,
        )
        self._turns = self._requests.paced(self.per_second)
        self._client = httpx2.Client(
            headers={"User-Agent": agent}, timeout=timeout_s, follow_redirects=False
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
        url = self.base + path
        try:
            return self._requests.make(self._turns, lambda: read(self._fetched(url, parameters)))
        except RequestFailed as failed:
            failure = failed.failure
            kind = _KINDS.get(failure.fault, SourceUnavailable)
            # One that refuses request after request is to be asked no more.
            raise kind(self._told(failure), ask_on=failure.fault != "refused") from failed

    def _fetched(self, url: str, parameters: Mapping[str, str] | None) -> bytes:
        """Fetch an answer, following the service where it sends us to itself."""
        until = self._timing.clock() + _WHOLE * self._timeout_s
        for _ in range(_HOPS):
            address = httpx2.URL(url, params=parameters) if parameters else httpx2.URL(url)
            with self._client.stream("GET", address, extensions=self._with_key(address)) as answer:
                if 300 <= answer.status_code < 400:
                    url, parameters = self._elsewhere(answer), None
                    continue
                if answer.status_code != 200:
                    body = self._body(answer, until, _WORDS)
                    raise RequestFailed(failure_of_status(answer, body))
                body = self._body(answer, until, self._terms.largest + 1)
                if len(body) > self._terms.largest:
                    what = f"gave an answer of more than {self._terms.largest:,} bytes"
                    raise RequestFailed(Failure("large", what))
                return body
        raise RequestFailed(Failure("moved", "sent us from one address to the next"))

    def _with_key(self, address: httpx2.URL) -> dict[str, Any]:
        """Add what is secret where the client sends it, but neither logs nor tells it."""
        if not self._secret:
            return {}
        mark = b"&" if b"?" in address.raw_path else b"?"
        return {"target": address.raw_path + mark + self._secret.encode()}

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

    def _told(self, failure: Failure) -> str:
        """Say what went wrong, and what may be done."""
        name = called(self._terms.title, self.base, self._terms.home)
        what = failure.what
        if failure.after_s:
            what += f" and asks us to wait {failure.after_s:.0f} seconds"
        if failure.fault == "overrun":
            return f"{name} {what}\n{self._terms.overrun}"
        return f"{name} {what}\n{_WAYS_OUT.get(failure.fault, _WAY_OUT.format(self.base))}"
