"""Requests to Zotero: in their turn, again where that may help, and never with the key shown.

Sources: Zotero's Web API documentation, version 3 (`Backoff`, `Retry-After`, 429, 503, 409 while a
library is locked); what the desktop answers, in its local API and to connectors.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

import httpx2
import tenacity

from joinedup_refs.errors import ConfigInvalid, LibraryUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.retry_after import after_s
from joinedup_refs.sources.throttle import REAL, Places, Throttle, Timing, backoff_s
from joinedup_refs.targets.zotero.key import SETTINGS, Key
from joinedup_refs.version import __version__

Fault: TypeAlias = Literal["overrun", "locked", "broken", "slow", "cut", "down"]
"""`overrun` is a 429 or a 503; `locked` a 409; `broken` another 5xx; `slow` a time-out; `cut` a
broken connection; `down` one that never came about."""

LARGEST = 64_000_000
"""Bytes of an answer that are taken in at most; a hundred items have less than one million."""
_ATTEMPTS: dict[Fault, int] = {
    "overrun": 6,
    "locked": 5,
    "broken": 4,
    "slow": 3,
    "cut": 3,
    "down": 1,
}
_PER_SECOND, _AT_HOME = 4.0, 1000.0
_TRICKLE = 3
"""How many time-outs an answer may take that comes in drop by drop."""
_SHOWN = 200
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_OK = frozenset({200})


class Reply(NamedTuple):
    """An answer."""

    status: int
    headers: Mapping[str, str]
    text: str
    again: bool = False
    """Whether an attempt before this one may have been heard, though its answer did not come."""

    def data(self) -> Any:
        """Give the JSON that it holds.

        Raises:
            LibraryUnavailable: it holds none.
        """
        try:
            held = json.loads(self.text, parse_constant=_refuse)
            if "\\ud" in self.text.casefold():  # half a character cannot be written again
                held = json.loads(json.dumps(held, ensure_ascii=False).encode("utf-8", "replace"))
        except (ValueError, RecursionError):
            msg = "Zotero gave an answer that is no JSON\ntry again, or look at your connection"
            raise LibraryUnavailable(msg) from None
        return held

    def number(self, header: str) -> int | None:
        """Give a header that holds a whole number."""
        value = self.headers.get(header, "").strip()
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 16 else None


class _Failed(Exception):  # noqa: N818  (never leaves this module)
    def __init__(self, fault: Fault, what: str, after_s: float | None = None) -> None:
        super().__init__(what)
        self.fault = fault
        self.what = what
        self.after_s = after_s


class Client:
    """A service that speaks as Zotero's Web API does, asked by one thread; or Zotero's `desktop`.

    `timeout_s` is for one attempt; a service that asks to be left alone is waited for up to
    `patience_s` seconds, all attempts of a request together. `on_wait` is told of every wait.

    Raises:
        ConfigInvalid: `base` is no address of the web, or a key would go there unencrypted.
    """

    def __init__(
        self,
        base: str,
        key: Key | None = None,
        *,
        desktop: bool = False,
        timeout_s: float = 30.0,
        patience_s: float = 300.0,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
    ) -> None:
        parts = urlsplit(base)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            msg = f"{base!r} is no address of the web; Zotero's own is https://api.zotero.org"
            raise ConfigInvalid(msg)
        here = parts.hostname in _HERE
        self.desktop = desktop
        if key is not None and parts.scheme != "https" and not here:
            msg = f"your key would go to {base} unencrypted\ngive an address that begins with https"
            raise ConfigInvalid(msg)
        self.base = base.rstrip("/")
        self.key = key
        self._timeout_s = timeout_s
        self._patience_s = patience_s
        self._on_wait = on_wait
        self._timing = timing
        self._throttle = Throttle(_AT_HOME if here else _PER_SECOND, Places(1), timing)
        self._quiet_until = timing.clock()
        self._http = httpx2.Client(timeout=timeout_s, follow_redirects=False, trust_env=not here)

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def get(
        self, path: str, params: Mapping[str, Any] | None = None, *, expect: frozenset[int] = _OK
    ) -> Reply:
        """Ask for something; raises what `send` raises."""
        return self.send("GET", path, params=params, expect=expect)

    def send(
        self,
        method: str,
        path: str,
        content: Json | str = None,
        *,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        expect: frozenset[int] = _OK,
        once: bool = False,
    ) -> Reply:
        """Make a request, again where that may help, unless it is to be made `once`.

        `content` is text, or what becomes JSON. An answer of another status than is expected is an
        error.

        Raises:
            LibraryUnavailable: no answer came, or another than is expected.
        """
        request = self._request(method, path, content, params or {}, headers or {})
        unheard = [False]

        def give_up(state: tenacity.RetryCallState) -> bool:
            failed = _failure(state)
            most = 1 if once else _ATTEMPTS[failed.fault]
            return state.attempt_number >= most or (
                state.idle_for + state.upcoming_sleep > self._patience_s
            )

        def before_sleep(state: tenacity.RetryCallState) -> None:
            unheard[0] |= _failure(state).fault in {"broken", "slow", "cut"}
            self._say(state.upcoming_sleep, _failure(state).what)

        retrying = tenacity.Retrying(
            sleep=self._timing.sleep,
            stop=give_up,
            wait=lambda state: max(
                backoff_s(state.attempt_number, self._timing), _failure(state).after_s or 0.0
            ),
            retry=tenacity.retry_if_exception_type(_Failed),
            before_sleep=before_sleep,
            reraise=True,
        )
        try:
            reply: Reply = retrying(self._once, request, expect)
        except _Failed as failed:
            unsure = unheard[0] or failed.fault in {"broken", "slow", "cut"}
            raise LibraryUnavailable(self._told(failed), unsure=unsure) from None
        if reply.status not in expect:
            raise LibraryUnavailable(self.refusal(reply))
        return reply._replace(again=unheard[0])

    def same_service(self, url: str) -> bool:
        """Whether an address is one of this very service, so that the key may go there."""
        base, other = urlsplit(self.base), urlsplit(url)
        return (base.scheme, base.netloc) == (other.scheme, other.netloc) and other.path.startswith(
            f"{base.path}/"
        )

    def refusal(self, reply: Reply) -> str:
        """Say why a request was refused, and what may be done."""
        said = self.words_of(reply)
        told = f"Zotero refused the request ({reply.status}{f': {said}' if said else ''})"
        if self.desktop and reply.status == 403:
            return (
                f"{told}\nin Zotero's settings, under Advanced, allow other applications on this "
                "computer to communicate with Zotero"
            )
        if reply.status in {401, 403}:
            return f"{told}\nlook whether your key opens this library: {SETTINGS}"
        if reply.status == 404:
            return f"{told}\nlook whether the library, the collection and the search are there"
        if 300 <= reply.status < 400:
            return f"{told}\nit sent us elsewhere, where a key is not taken; look at the address"
        return f"{told}\ntry again later; if it stays so, please report it"

    def words_of(self, reply: Reply) -> str:
        """Give the service's own words for people, if it has any, on one line."""
        start = reply.text[:500].lstrip().casefold()
        if start.startswith(("<!doctype", "<html", "<?xml", "<head")):
            return ""
        words = plain(reply.text[:2000])
        return self.hidden(words)[:_SHOWN].rstrip(" .")

    def hidden(self, text: str) -> str:
        """Take the key out of a text."""
        return self.key.hidden_in(text) if self.key else text

    def _request(
        self,
        method: str,
        path: str,
        content: Json | str,
        params: Mapping[str, Any],
        headers: Mapping[str, str],
    ) -> httpx2.Request:
        said = {
            "User-Agent": f"joinedup-refs/{__version__}",
            "Zotero-API-Version": "3",
            **(self.key.header() if self.key else {}),
            **headers,
        }
        body: bytes | None = None
        if isinstance(content, str):
            body = content.encode("utf-8", "replace")
        elif content is not None:
            body = json.dumps(content, ensure_ascii=False, allow_nan=False).encode(
                "utf-8", "replace"
            )
            said.setdefault("Content-Type", "application/json")
        url = path if "://" in path else f"{self.base}{path}"
        return self._http.build_request(
            method, url, params=dict(params) or None, headers=said, content=body
        )

    def _once(self, request: httpx2.Request, expect: frozenset[int]) -> Reply:
        rest_s = self._quiet_until - self._timing.clock()
        if rest_s > self._patience_s:
            raise _Failed("down", f"asks us to leave it alone for {rest_s:.0f} seconds")
        if rest_s > 0:
            self._say(rest_s, "asks us to slow down")
            self._timing.sleep(rest_s)
        with self._throttle.turn():
            reply = self._answer(request)
        if pause_s := after_s(reply.headers, "backoff"):
            self._quiet_until = self._timing.clock() + pause_s
        return reply if reply.status in expect else _sound(reply)

    def _answer(self, request: httpx2.Request) -> Reply:
        """Make the request, and give up on an answer that never ends or is far too long."""
        until = self._timing.clock() + _TRICKLE * self._timeout_s
        pieces: list[bytes] = []
        size = 0
        try:
            response = self._http.send(request, stream=True)
            try:
                for piece in response.iter_bytes():
                    pieces.append(piece)
                    size += len(piece)
                    if size > LARGEST or self._timing.clock() > until:
                        raise _Failed("slow", "gave an answer that did not end")
            finally:
                response.close()
        except (httpx2.TimeoutException, TimeoutError):
            raise _Failed("slow", "gave no answer in time") from None
        except (httpx2.ConnectError, httpx2.ProxyError, httpx2.UnsupportedProtocol) as error:
            why = self.hidden(plain(str(error)))[:_SHOWN]
            raise _Failed("down", f"could not be reached ({why})") from None
        except httpx2.HTTPError as error:
            why = self.hidden(plain(str(error)))[:_SHOWN] or type(error).__name__
            raise _Failed("cut", f"broke the connection off ({why})") from None
        text = b"".join(pieces).decode("utf-8", "replace")
        headers = {name.casefold(): value for name, value in response.headers.items()}
        return Reply(response.status_code, headers, text)

    def _told(self, failed: _Failed) -> str:
        if self.desktop and failed.fault == "down":
            return (
                f"Zotero is not running on this computer: nothing answers at {self.base}\n"
                "start Zotero, and try again"
            )
        what = failed.what
        if failed.after_s:
            what += f" and asks us to wait {failed.after_s:.0f} seconds"
        out = (
            "look at your connection and its proxy" if failed.fault == "down" else "try again later"
        )
        return f"Zotero {what}\n{out}"

    def _say(self, seconds: float, why: str) -> None:
        if self._on_wait:
            self._on_wait(seconds, f"Zotero {why}")


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _sound(reply: Reply) -> Reply:
    """Give an answer back unless it tells of a fault that may pass."""
    wait_s = after_s(reply.headers)
    if reply.status == 429:
        raise _Failed("overrun", "says it was asked too often (429)", wait_s)
    if reply.status == 503:
        raise _Failed("overrun", "is not available now (503)", wait_s)
    if reply.status == 409 and "locked" in reply.text[:500].casefold():
        raise _Failed("locked", "says that the library is locked for now (409)", wait_s)
    if reply.status >= 500:
        raise _Failed("broken", f"reported a fault of its own ({reply.status})", wait_s)
    return reply


def _failure(state: tenacity.RetryCallState) -> _Failed:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, _Failed) else _Failed("broken", "")
