"""A small service in the shape of Crossref's REST API, on this machine, that can misbehave.

It answers `/works/{doi}`, `/works?query.bibliographic=…&rows=…` and `/works?filter=doi:…` with the
works it is given, keeps what it was asked, and plays the faults it is told to, one a request.
"""

import json
import re
import select
import socket
import struct
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from local_service import LocalService, Silent


class Answer(NamedTuple):
    """What is sent in place of the right answer."""

    status: int = 200
    body: str = ""
    media: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    delay_s: float = 0.0
    """How long the service keeps silent first; the end of the test cuts it short."""
    hang_up: bool = False
    """Whether the connection is closed without a word."""
    promised: int = 0
    """A greater length to announce than is sent."""
    drop_s: float = 0.0
    """How long to wait after each twelfth of a body that comes drop by drop; 0 sends it whole."""
    reset: bool = False
    """Whether the connection is reset, half-way through the body."""


_DROPS = 12
PAGE = "<!DOCTYPE html><html><head><title>Log in</title></head><body>Accept the terms</body></html>"
HANGS_UP = Answer(hang_up=True)
HTML = Answer(body=PAGE, media="text/html")
HTML_AS_JSON = Answer(body=PAGE)
HTML_404 = Answer(404, PAGE, "text/html")
OTHER_404 = Answer(404, '{"status": "failed", "message": "no route"}')
CUT_JSON = Answer(body='{"status": "ok", "message": {"DOI": "10.5555/ab')
CUT_SHORT = Answer(body='{"status": "ok", "message": {', promised=5000)
EMPTY = Answer(body="")
MESSAGE_IS_TEXT = Answer(body='{"status": "error", "message": "text"}')
ERROR_IS_TEXT = Answer(500, '{"status": "error", "message": "text"}')
LIST_FOR_OBJECT = Answer(body='[{"status": "ok"}]')
NO_ITEMS = Answer(body='{"status": "ok", "message": {"total-results": 3}}')
ITEMS_ARE_TEXT = Answer(
    body='{"status": "ok", "message": {"total-results": 1, "items": ["10.5555/abc"]}}'
)
WORK_WITHOUT_DOI = Answer(body='{"status": "ok", "message": {"title": ["A title"]}}')
JUST_NULL = Answer(body="null")
NUMBER = Answer(body="7")
NO_MEDIA_TYPE = Answer(body='{"status": "ok"}', media="")
REFUSED = Answer(
    400,
    json.dumps(
        {
            "status": "failed",
            "message-type": "validation-failure",
            "message": [{"type": "integer-not-valid", "message": "Integer must be positive. "}],
        }
    ),
)
BROKEN = Answer(
    500,
    json.dumps(
        {
            "status": "error",
            "message-type": "exception",
            "message": {
                "name": "class clojure.lang.ExceptionInfo",
                "message": "Response Exception",
            },
        }
    ),
)
UNAVAILABLE = Answer(503, "<html><body><h1>503 Service Unavailable</h1></body></html>", "text/html")
GATEWAY = Answer(504, "<html><head><title>504 Gateway Time-out</title></head></html>", "text/html")


def overrun(retry_after: str = "") -> Answer:
    """Make a 429 as Crossref's front end sends it, with or without `Retry-After`."""
    headers = (("Retry-After", retry_after),) if retry_after else ()
    body = "<html><body><h1>429 Too Many Requests</h1></body></html>"
    return Answer(429, body, "text/html", headers)


def slow(seconds: float) -> Answer:
    """Make an answer that comes late, if at all."""
    return Answer(delay_s=seconds, body='{"status": "ok", "message": {}}')


class Asked(NamedTuple):
    """A request as it came."""

    target: str
    """Path and query as sent, still encoded."""
    doi: str
    """The DOI of a request for one work, decoded; empty for a list."""
    parameters: dict[str, list[str]]
    user_agent: str
    at_s: float


def work(doi: str, title: str = "", **more: Any) -> dict[str, Any]:
    """Make a work as the service has it."""
    return {"DOI": doi, "type": "journal-article", "title": [title] if title else []} | more


def questions(asked: Asked) -> Iterator[str]:
    """Give what a request asks about: DOIs in small letters, or the text searched for."""
    if asked.doi:
        yield asked.doi.casefold()
    yield from asked.parameters.get("query.bibliographic", ())
    for filtered in asked.parameters.get("filter", ()):
        for part in re.split(r",(?=doi:)", filtered):
            if part.startswith("doi:"):
                yield part.removeprefix("doi:").casefold()


class CrossrefServer(LocalService):
    """The service, for a `with` block; `url` is its address."""

    def __init__(
        self,
        works: Iterable[dict[str, Any]] = (),
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.works = {one["DOI"].casefold(): one for one in works}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for doi, one in self.works.items():
            for word in _words(one):
                self._by_word[word].append(doi)
        self._clock = clock
        self.aliases: dict[str, str] = {}
        """DOIs that are sent on to another with 301."""
        self.script: deque[Answer] = deque()
        """Faults to come, each for one request."""
        self.always: Answer | None = None
        """A fault for every request that no other is due for."""
        self.spoil: Callable[[Asked, Answer], Answer] = lambda _, right: right
        """Gives what is sent in place of a right answer."""
        self.pace_s = 0.0
        """How long every right answer takes."""
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self._under_way: dict[int, Callable[[], bool]] = {}
        super().__init__(_handler(self))

    @property
    def singles(self) -> list[Asked]:
        """The requests for one work."""
        return [one for one in self.asked if one.doi]

    @property
    def lists(self) -> list[Asked]:
        """The requests for a list of works."""
        return [one for one in self.asked if not one.doi]

    @property
    def questions(self) -> frozenset[str]:
        """What was asked about: DOIs, however they were put together, and texts searched for.

        Unlike the number of requests it does not hang on which thread was first.
        """
        with self._lock:
            return frozenset(question for one in self.asked for question in questions(one))

    def arrived(self, target: str, user_agent: str, gone: Callable[[], bool]) -> Asked:
        """Note a request; `gone` tells whether who made it has left."""
        path, _, query = target.partition("?")
        doi = unquote(path.removeprefix("/works").removeprefix("/"))
        asked = Asked(target, doi, parse_qs(query), user_agent, self._clock())
        with self._lock:
            self.asked.append(asked)
            self._under_way[id(gone)] = gone
            at_once = sum(not left() for left in self._under_way.values())
            self.most_at_once = max(self.most_at_once, at_once)
        return asked

    def left(self, gone: Callable[[], bool]) -> None:
        """Note that a request has its answer."""
        with self._lock:
            del self._under_way[id(gone)]

    def answer(self, asked: Asked) -> Answer:
        """Give the fault that is due, or else the right answer."""
        with self._lock:
            fault = self.script.popleft() if self.script else self.always
            sent = fault or self.spoil(asked, self._right(asked))
        self.pause(sent.delay_s or self.pace_s)
        return sent

    def _right(self, asked: Asked) -> Answer:
        if not urlsplit(asked.target).path.startswith("/works"):
            return Answer(404, "Resource not found.", "text/plain")
        return self._single(asked.doi.casefold()) if asked.doi else self._list(asked.parameters)

    def _single(self, doi: str) -> Answer:
        if doi in self.aliases:
            location = f"/works/{self.aliases[doi]}"
            return Answer(301, "", "text/plain", (("Location", location),))
        if doi not in self.works:
            return Answer(404, "Resource not found.", "text/plain")
        return Answer(
            body=json.dumps({"status": "ok", "message-type": "work", "message": self.works[doi]})
        )

    def _list(self, parameters: dict[str, list[str]]) -> Answer:
        rows = int(parameters.get("rows", ["20"])[0])
        named = [
            value.removeprefix("doi:").casefold()
            for value in parameters.get("filter", [""])[0].split(",")
            if value.startswith("doi:")
        ]
        if named:
            items = [self.works[doi] for doi in named if doi in self.works]
        else:
            items = self._ranked(parameters.get("query.bibliographic", [""])[0])
        message = {"total-results": len(items), "items": items[:rows], "items-per-page": rows}
        return Answer(
            body=json.dumps({"status": "ok", "message-type": "work-list", "message": message})
        )

    def _ranked(self, text: str) -> list[dict[str, Any]]:
        """Give the works that share words with a text, those that share most first."""
        words = set(text.casefold().split())
        if not words:
            return list(self.works.values())
        shared = Counter(doi for word in words for doi in self._by_word.get(word, ()))
        order = {doi: number for number, doi in enumerate(self.works)}
        return [self.works[doi] for doi in sorted(shared, key=lambda d: (-shared[d], order[d]))]


def _words(one: dict[str, Any]) -> set[str]:
    return set(" ".join(one.get("title") or []).casefold().split())


def _handler(server: CrossrefServer) -> type[BaseHTTPRequestHandler]:
    class Handler(Silent, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            gone = self.gone
            asked = server.arrived(self.path, self.headers.get("User-Agent", ""), gone)
            self.close_connection = True
            answer = server.answer(asked)
            *first, last = self.pieces(answer)
            try:
                for piece in first:
                    self.wfile.write(piece)
                    if answer.drop_s and server.pause(answer.drop_s):
                        return
            finally:
                # before the end of the answer, after which the next request may be here at once
                server.left(gone)
            self.wfile.write(last)
            if answer.reset:
                # closed with this, the connection ends with a reset
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()

        def gone(self) -> bool:
            """Whether the client has closed the connection."""
            try:
                readable, _, _ = select.select([self.connection], [], [], 0)
                return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)
            except (OSError, ValueError):
                return True

        def pieces(self, answer: Answer) -> list[bytes]:
            """Give the answer in pieces, each of which is sent by itself."""
            if answer.hang_up:
                return [b""]
            body = answer.body.encode()
            head = [f"HTTP/1.0 {answer.status} Told"]
            head += [f"Content-Type: {answer.media}"] if answer.media else []
            head += [f"{name}: {value}" for name, value in answer.headers]
            head += [f"Date: {self.date_time_string()}"]
            head += [f"Content-Length: {answer.promised or len(body)}", "", ""]
            sent = "\r\n".join(head).encode("latin-1")
            if answer.drop_s:
                size = len(body) // _DROPS + 1
                return [sent, *(body[at : at + size] for at in range(0, len(body), size))]
            if answer.reset:
                return [sent + body[: len(body) // 2]]
            return [sent + body[:-1], body[-1:]]

    return Handler
