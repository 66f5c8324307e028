"""What went wrong with a request to a service, in words for a reader."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import httpx2

from joinedup_refs.sources.crossref_limits import NOTHING_TOLD, Told
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.retry_after import after_s

Fault: TypeAlias = Literal[
    "missing", "moved", "refused", "overrun", "broken", "slow", "cut", "down", "large", "nonsense"
]
"""`missing` is a record that is not there; `moved` a redirection that is not followed; `refused` a
4xx; `overrun` a 429; `broken` a 5xx; `slow` a time-out; `cut` a broken connection; `down` one that
never came about; `large` an answer without end; `nonsense` one of another shape."""

_SHOWN = 120
_WORDS = ("message", "errMsg", "detail", "title", "error", "errors")
"""Where services put what they have to say, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, once."""

    fault: Fault
    what: str
    """What happened, as the end of a sentence that begins with the service."""
    after_s: float | None = None
    """How long the service asks to wait."""
    location: str = ""
    """Where a redirection leads."""
    limits: Told = NOTHING_TOLD
    """What the answer said of the pace."""


NONSENSE = Failure("nonsense", "gave an answer that makes no sense")
"""An answer of another shape than the service's records have."""


_ERRORS: tuple[tuple[tuple[type[Exception], ...], Fault, str], ...] = (
    ((httpx2.TimeoutException, TimeoutError), "slow", "gave no answer in time"),
    (
        (httpx2.ConnectError, httpx2.ProxyError, httpx2.UnsupportedProtocol),
        "down",
        "could not be reached ({})",
    ),
    ((httpx2.DecodingError,), "nonsense", "gave an answer that cannot be unpacked"),
    ((httpx2.HTTPError,), "cut", "broke the connection off ({})"),
    (
        (json.JSONDecodeError, UnicodeDecodeError),
        "nonsense",
        "gave an answer that is no JSON or was cut short",
    ),
)
"""What an error means; the first that fits."""


class RequestFailed(Exception):  # noqa: N818  (the name tells the state)
    """A request that came to nothing, after all its attempts; never leaves the sources."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.what)
        self.failure = failure


def failure_of(error: Exception) -> Failure:
    """Tell what an error of the HTTP client, or of reading an answer, means."""
    if isinstance(error, RequestFailed):
        return error.failure
    for kinds, fault, what in _ERRORS:
        if isinstance(error, kinds):
            return Failure(fault, what.format(_told(error)))
    return NONSENSE


def failure_of_status(response: httpx2.Response, body: bytes) -> Failure:
    """Tell what an answer that is no success means; `body` is the beginning of it."""
    status, text = response.status_code, body.decode("utf-8", "replace")
    said = _said(text)
    if status in {404, 410} and not is_page(text):
        return Failure("missing", f"has nothing at the address asked ({status}{said})")
    if status == 429:
        return Failure(
            "overrun", f"says it was asked too often (429{said})", after_s(response.headers)
        )
    if status >= 500:
        what = f"reported a fault of its own ({status}{said})"
        return Failure("broken", what, after_s(response.headers))
    return Failure("refused", f"refused the request ({status}{said})")


def is_page(text: str) -> bool:
    """Whether a text is a web page, as those that log people in to a network are."""
    return text[:500].lstrip("\ufeff \r\n\t").casefold().startswith(("<!doctype html", "<html"))


def _said(text: str) -> str:
    """Give the service's own words, if it has any for people."""
    if is_page(text):
        return ""
    try:
        words = next(_texts(json.loads(text)), "")
    except (ValueError, RecursionError):
        words = "" if text.lstrip().startswith(("{", "[", "<")) else plain(text)
    return f": {words[:_SHOWN].rstrip(' .')}" if words else ""


def _texts(value: object, depth: int = 4) -> Iterator[str]:
    """Give the texts that an error's body has for people."""
    if isinstance(value, str) and (words := plain(value)):
        yield words
    elif isinstance(value, list) and depth:
        for member in value[:3]:
            yield from _texts(member, depth - 1)
    elif isinstance(value, dict) and depth:
        for key in _WORDS:
            yield from _texts(value.get(key), depth - 1)


def _told(error: BaseException) -> str:
    return plain(str(error))[:_SHOWN] or type(error).__name__
