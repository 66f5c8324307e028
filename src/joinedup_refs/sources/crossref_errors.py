"""What went wrong with a request to Crossref, out of the many errors that habanero raises."""

import json
from collections.abc import Iterator
from dataclasses import replace

import httpx2
from habanero import RequestError

from joinedup_refs.sources.crossref_limits import told
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.faults import NONSENSE, Failure
from joinedup_refs.sources.retry_after import after_s

_SHOWN = 120
_NO_SUCH_WORK = "resource not found"
"""What Crossref answers with 404 for a DOI that it does not have; any other 404 is a fault."""


def failure_of(error: Exception) -> Failure:
    """Tell what an error of habanero, of its HTTP client or of Python itself means.

    habanero wraps its client's errors for some routes, hands them on for others, and stumbles over
    some answers; the client's error is then found among the causes.
    """
    chain = list(_chain(error))
    status = next((one for one in chain if isinstance(one, httpx2.HTTPStatusError)), None)
    if status is not None:
        return replace(_of_status(status.response), limits=told(status.response.headers))
    return next((failure for one in chain if (failure := _of_one(one))), NONSENSE)


def _of_one(error: BaseException) -> Failure | None:
    match error:
        case httpx2.TimeoutException() | TimeoutError():
            return Failure("slow", "gave no answer in time")
        case httpx2.ConnectError() | httpx2.ProxyError() | httpx2.UnsupportedProtocol():
            return Failure("down", f"could not be reached ({_told(error)})")
        case httpx2.HTTPError():
            return Failure("cut", f"broke the connection off ({_told(error)})")
        case json.JSONDecodeError():
            return Failure("nonsense", "gave an answer that is no JSON or was cut short")
        case RequestError():
            page = _is_page(str(error.error))
            body = "a web page" if page else f'"{plain(str(error.error))[:_SHOWN]}"'
            return Failure("nonsense", f"answered with {body} instead of records")
        case _:
            return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _of_status(response: httpx2.Response) -> Failure:
    status = response.status_code
    said = _said(response)
    if status == 404 and _NO_SUCH_WORK in said.casefold():
        return Failure("missing", f"has no such work (404{said})")
    if 300 <= status < 400:
        location = response.headers.get("location", "")
        return Failure("moved", f"sent us elsewhere ({status})", location=location)
    if status == 429:
        return Failure("overrun", "says it was asked too often (429)", after_s(response.headers))
    if status >= 500:
        return Failure(
            "broken", f"reported a fault of its own ({status}{said})", after_s(response.headers)
        )
    return Failure("refused", f"refused the request ({status}{said})")


def _said(response: httpx2.Response) -> str:
    """Give the service's own words, if it has any for people."""
    try:
        message = response.json().get("message")
    except (ValueError, AttributeError, RecursionError):
        message = "" if _is_page(response.text) else response.text
    while isinstance(message, (list, dict)):
        inner = message.get("message") if isinstance(message, dict) else message[:1]
        message = inner[0] if isinstance(inner, list) and inner else inner
    words = plain(message)
    return f": {words[:_SHOWN].rstrip(' .')}" if words else ""


def _is_page(text: str) -> bool:
    return text[:500].lstrip().casefold().startswith(("<!doctype", "<html", "<?xml", "<head"))


def _told(error: BaseException) -> str:
    return plain(str(error))[:_SHOWN] or type(error).__name__
