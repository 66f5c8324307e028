"""The routes, and what every request has to pass first.

Nothing is changed by a request. Only this computer is answered: another name in the Host header
means that a page on the web has been made to lead here, and is refused like a foreign Origin.
"""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import quote, unquote, urlsplit

from pydantic_core import to_json
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from joinedup_refs.errors import JoinedUpError
from joinedup_refs.model.value import Json
from joinedup_refs.serve import bodies, negotiation, parameters
from joinedup_refs.serve.listing import OWN, listed, work
from joinedup_refs.sources.index.parts import doi_of
from joinedup_refs.sources.index.reading import Reading

_Scope: TypeAlias = MutableMapping[str, Any]
_Messages: TypeAlias = Callable[..., Awaitable[Any]]

_log = logging.getLogger(__name__)
AT_ONCE = 64
"""Requests that may be under way at a time."""
_A_SECOND = 1000
"""Requests that clients are told they may make; nothing counts them."""
_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
_LONGEST_TARGET = 8_000
_LONGEST_HEAD = 16_384
_MOST_PARAMETERS = 40
_BROKEN = "something went wrong in joinedup-refs; what was asked can be looked at in its terminal"


def app(reading: Reading) -> Starlette:
    """Give the program that answers from an index."""
    routes = _Routes(reading)
    made = Starlette(
        routes=[
            Route("/works", routes.works),
            Route("/works/", routes.works),
            Route("/works/{doi:path}", routes.of_work),
            Route("/v1/works", routes.works),
            Route("/v1/works/{doi:path}", routes.of_work),
            Route("/{doi:path}", routes.of_doi),
        ],
    )
    made.add_middleware(_Guard)
    return made


class _Guard:
    """Lets through what comes from this computer and is of a sensible size."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: _Scope, receive: _Messages, send: _Messages) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limits = _limits(scope)

        async def sent(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *limits]}
            await send(message)

        await (_refusal(scope) or self._app)(scope, receive, sent)


def _refusal(scope: _Scope) -> Response | None:
    headers = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
    ]
    hosts = [value for name, value in headers if name == "host"]
    if len(hosts) != 1 or _host(f"//{hosts[0]}") not in _HOSTS:
        return PlainTextResponse("This service answers to 127.0.0.1 alone.", 421)
    if any(_host(value) not in _HOSTS for name, value in headers if name == "origin"):
        return PlainTextResponse("Pages of other sites are not answered.", 403)
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_TARGET:
        return PlainTextResponse("The address is too long.", 414)
    if sum(len(name) + len(value) for name, value in headers) > _LONGEST_HEAD:
        return PlainTextResponse("The head of the request is too long.", 431)
    length = next((value for name, value in headers if name == "content-length"), "0")
    if length.strip() != "0" or any(name == "transfer-encoding" for name, _ in headers):
        return PlainTextResponse("A request here has no body.", 413)
    return None


def _limits(scope: _Scope) -> list[tuple[bytes, bytes]]:
    """Tell of limits as Crossref does; clients that keep to them are not held up here."""
    agent = b" ".join(value for name, value in scope["headers"] if name == b"user-agent")
    polite = b"mailto=" in scope["query_string"] or b"mailto:" in agent
    path = scope["path"].removeprefix("/v1").rstrip("/")
    pool = f"{'polite' if polite else 'public'}-{'array' if path == '/works' else 'single'}"
    return [
        (b"x-rate-limit-limit", str(_A_SECOND).encode()),
        (b"x-rate-limit-interval", b"1s"),
        (b"x-concurrency-limit", str(AT_ONCE).encode()),
        (b"x-api-pool", pool.encode()),
    ]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


class _Routes:
    """The answers; each is made in a thread, as the index is read."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def works(self, request: Request) -> Response:
        """Answer `/works`."""
        return _answered(lambda: self._list(request))

    def of_work(self, request: Request) -> Response:
        """Answer `/works/{doi}` and what is asked of it."""
        raw = _raw_path(request)
        raw = raw.removeprefix("/v1").removeprefix("/works/")
        return _answered(lambda: self._single(raw, request))

    def of_doi(self, request: Request) -> Response:
        """Answer `/{doi}`, as the resolver of DOIs does for those who ask for metadata."""
        raw = _raw_path(request).removeprefix("/")
        accept = request.headers.get("accept", "")
        return _answered(lambda: self._transformed(unquote(raw), accept))

    def _list(self, request: Request) -> Response:
        pairs = request.query_params.multi_items()
        if len(pairs) > _MOST_PARAMETERS:
            raise bodies.not_allowed("parameters", f"more than {_MOST_PARAMETERS} parameters")
        return _json(listed(parameters.asked(pairs), self._reading))

    def _single(self, raw: str, request: Request) -> Response:
        for name in request.query_params:
            if name.startswith("query."):
                message = "This route does not support field query parameters"
                raise bodies.not_allowed("query.*", message)
            if name != "mailto":
                raise bodies.not_allowed(name)
        named, _, media = raw.partition("/transform/")
        if raw.endswith("/transform"):
            accept = request.headers.get("accept", "")
            return self._transformed(unquote(raw.removesuffix("/transform")), accept)
        if media:
            return self._transformed(unquote(named), unquote(media))
        if raw.endswith("/agency"):
            return self._agency(unquote(raw.removesuffix("/agency")))
        if not raw:
            return self._list(request)
        found = self._found(unquote(raw))
        if isinstance(found, Response):
            return found
        return _json(bodies.message("work", found | {"score": 1.0}))

    def _found(self, doi: str) -> dict[str, Json] | Response:
        """Give a work, or what to answer without it: another's alias leads to that other."""
        at = self._reading.find(doi)
        if at is None:
            return PlainTextResponse(bodies.NOT_FOUND, 404)
        found = work(at, self._reading)
        own, asked = doi_of(found.get("DOI")), doi.casefold()
        if not asked.endswith((doi_of(doi), str(found.get("DOI")).casefold())):
            # A comma behind a DOI is a sentence's in a list, where it is left out; here it is not.
            return PlainTextResponse(bodies.NOT_FOUND, 404)
        if own and own not in {asked, doi_of(doi)}:
            return RedirectResponse(f"/works/{quote(own, safe='')}", 301)
        return found

    def _agency(self, doi: str) -> Response:
        found = self._found(doi)
        if isinstance(found, Response):
            return found
        if found.get("source") == OWN:  # nothing tells with whom the DOI of a library is registered
            return PlainTextResponse(bodies.NOT_FOUND, 404)
        agency: dict[str, Json] = {"id": "crossref", "label": "Crossref"}
        content: dict[str, Json] = {"DOI": doi.casefold(), "agency": agency}
        return _json(bodies.message("work-agency", content))

    def _transformed(self, doi: str, accept: str) -> Response:
        found = self._found(doi)
        if isinstance(found, Response) and found.status_code == 404:
            return found
        media = negotiation.chosen(accept)
        if media is None:
            known = ", ".join(negotiation.TYPES)
            return PlainTextResponse(f"There is none of these formats. There are: {known}", 406)
        at = self._reading.find(doi)
        assert at is not None  # noqa: S101  (it was found)
        text = negotiation.written(self._reading.message(at), media)
        return Response(text, media_type=media)


def _raw_path(request: Request) -> str:
    """Give the path as it came, so that an encoded slash is not taken for one of ours."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return bytes(raw).partition(b"?")[0].decode("latin-1")


def _answered(answer: Callable[[], Response]) -> Response:
    """Give an answer, or what Crossref answers where there is none; never a traceback."""
    try:
        return answer()
    except bodies.RefusedError as refused:
        return _json(refused.body, refused.status)
    except JoinedUpError as error:
        return _json(bodies.failure(str(error).partition("\n")[0]), 500)
    except Exception as error:  # noqa: BLE001  (whatever it is, a client gets an answer)
        _log.exception("a request failed")  # a client is not shown the inside
        return _json(bodies.failure(f"{_BROKEN} ({type(error).__name__})"), 500)


def _json(body: dict[str, Json], status: int = 200) -> Response:
    return Response(to_json(body), status, media_type="application/json")
