"""Whether printed web addresses still lead anywhere; asked of whoever stands behind them.

Only that an answer came, and which, is looked at, never what it says. A document may name any
address: those of this machine and of the network around it are not asked for.

Sources: RFC 9110 on status codes; RFC 6890 on addresses that are not for everybody.
"""

import errno
import ipaddress
import socket
import threading
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

import httpx2

from joinedup_refs.model.evidence import AddressState
from joinedup_refs.sources.callers import PROGRAM, checked_mailto
from joinedup_refs.sources.faults import failure_of
from joinedup_refs.sources.throttle import REAL, Places, Throttle, Timing, backoff_s

_PER_SECOND = 1.0
"""Requests to one host."""
_ATTEMPTS = 2
_HOPS = 6
_GONE = frozenset({404, 410})
_NO_SUCH_HOST = frozenset(
    {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME), errno.ENOENT}
)
_LASTING = ("doi.org", "www.iana.org")
"""Hosts that there are: where they cannot be looked up either, nothing is known of another."""
_ANSWERED = 400
_OF_THE_SERVER = 500


class Looked(NamedTuple):
    """What came of looking at an address."""

    state: AddressState
    told: str
    """What happened, as the end of a sentence that begins with the address."""


class Addresses:
    """Looks at web addresses, politely; made once and used from any number of threads.

    `mailto` is an address that those who keep a host may write to. `timeout_s` is for one attempt,
    in seconds. With `offline` nobody is asked. `nearby` lets addresses of this machine and of the
    network around it be asked for, too.

    Raises:
        ConfigInvalid: `mailto` is no mail address.
    """

    per_second = _PER_SECOND

    def __init__(
        self,
        mailto: str = "",
        *,
        timeout_s: float = 10.0,
        offline: bool = False,
        nearby: bool = False,
        timing: Timing | None = None,
    ) -> None:
        agent = f"{PROGRAM} (mailto:{mailto})" if checked_mailto(mailto) else PROGRAM
        self._headers = {"User-Agent": agent, "Accept": "text/html,application/pdf,*/*;q=0.5"}
        self._timeout_s = timeout_s
        self._offline = offline
        self._nearby = nearby
        self._timing = timing or REAL
        self._lock = threading.Lock()
        self._turns: dict[str, Throttle] = {}
        self._found_any = False
        self._by_proxy = bool(getproxies().keys() & {"http", "https", "all"})

    def look(self, url: str) -> Looked | None:
        """Say whether an address answers; None for what is no address at all.

        An address is gone where its host says so (404, 410) or where there is no such host. One
        that answers to browsers only (401, 403, 429) is there.
        """
        if self._offline:
            return Looked("unreachable", "was not asked for, since nobody is to be asked")
        looked: Looked | None = None
        for attempt in range(1, _ATTEMPTS + 1):
            looked = self._once(url)
            if looked is None or looked.state != "unreachable":
                break
            if attempt < _ATTEMPTS:
                self._timing.sleep(backoff_s(attempt, self._timing))
        return looked

    def _once(self, url: str) -> Looked | None:
        for _ in range(_HOPS):
            host = _host(url)
            if barred := self._barred(host):
                return barred
            try:
                answer = self._status(url, host)
            except httpx2.InvalidURL:
                return None
            except Exception as error:  # noqa: BLE001  (whatever a host sends says nothing certain)
                return Looked("unreachable", failure_of(error).what)
            if isinstance(answer, int):
                return _of_status(answer)
            url = urljoin(url, answer)
        return Looked("unreachable", "sends us from one address to the next")

    def _status(self, url: str, host: str) -> int | str:
        """Ask in the host's turn; give the status, or where a redirection leads."""
        with (
            self._turn(host).turn(),
            httpx2.Client(headers=self._headers, timeout=self._timeout_s) as client,
            client.stream("GET", url) as response,
        ):
            location = response.headers.get("location", "")
            moved = 300 <= response.status_code < _ANSWERED
            return location if moved and location else response.status_code

    def _turn(self, host: str) -> Throttle:
        with self._lock:
            if host not in self._turns:
                self._turns[host] = Throttle(_PER_SECOND, Places(1), self._timing)
            return self._turns[host]

    def _barred(self, host: str) -> Looked | None:
        """Say why a host is not asked: there is none, nobody knows, or it is not for everybody."""
        if not host:
            return Looked("unreachable", "leads to no host")
        try:
            public = all(map(_is_public, self._known(host)))
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_HOST and self._names_are_known():
                return Looked("gone", f"is on a host that does not exist ({host[:80]})")
            return Looked("unreachable", "is on a host that could not be looked up")
        except (OSError, UnicodeError):
            return Looked("unreachable", "is on a host that could not be looked up")
        if public or self._nearby:
            return None
        return Looked("unreachable", "is on a host that is not for everybody")

    def _names_are_known(self) -> bool:
        """Whether hosts can be looked up at all; without a network none can be."""
        with self._lock:
            if not self._found_any:
                self._found_any = any(map(_is_found, _LASTING))
            return self._found_any

    def _known(self, host: str) -> list[str]:
        """Give the numbers of a host; none where a proxy knows hosts that we cannot look up.

        Raises:
            OSError: it cannot be looked up.
        """
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            found = [] if self._by_proxy else socket.getaddrinfo(host, None)
            return [str(one[4][0]) for one in found]


def _is_found(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except OSError:
        return False


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def _is_public(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def _of_status(status: int) -> Looked:
    if status in _GONE:
        return Looked("gone", f"leads nowhere ({status})")
    if status < _OF_THE_SERVER:
        return Looked("answers", f"answers ({status})")
    return Looked("unreachable", f"reports a fault of its own ({status})")
