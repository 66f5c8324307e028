"""A small service on this machine that answers as any catalogue is told to, or misbehaves.

`answers` maps the start of a path to what is sent: an object for JSON, bytes or text as they are,
or a function of the path and its parameters that gives one of these or an `Answer`.
"""

import gzip
import json
from collections import deque
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from local_service import LocalService, Silent


class Answer(NamedTuple):
    """What is sent."""

    status: int = 200
    body: bytes = b""
    media: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    promised: int = 0
    """A greater length to announce than is sent."""
    hang_up: bool = False
    """Whether the connection is closed without a word."""
    drip_s: float = 0.0
    """The pause after each of its bytes."""


class Asked(NamedTuple):
    """A request as it came."""

    path: str
    """Decoded."""
    parameters: dict[str, str]
    user_agent: str


PAGE = b"<!DOCTYPE html><html><head><title>Log in</title></head><body>Accept</body></html>"
Told = Any | Callable[[str, dict[str, str]], Any]


class CatalogueServer(LocalService):
    """The service, for a `with` block; `url` is its address."""

    def __init__(self, answers: Mapping[str, Told] | None = None) -> None:
        self.answers = dict(answers or {})
        self.script: deque[Answer] = deque()
        """Faults to come, each for one request."""
        self.always: Answer | None = None
        """A fault for every request that no other is due for."""
        self.asked: list[Asked] = []
        super().__init__(_handler(self))

    def answer(self, target: str, user_agent: str) -> Answer:
        """Note a request, and give the fault that is due, or else what was told."""
        parts = urlsplit(target)
        path = unquote(parts.path)
        parameters = {k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
        with self._lock:
            self.asked.append(Asked(path, parameters, user_agent))
            fault = self.script.popleft() if self.script else self.always
        if fault:
            return fault
        begins = [start for start in self.answers if path.startswith(start)]
        if not begins:
            return Answer(404, b'{"errors": [{"status": "404", "title": "There is none."}]}')
        told = self.answers[max(begins, key=len)]
        return as_answer(told(path, parameters) if callable(told) else told)


def as_answer(told: Any) -> Answer:
    """Make an answer of what was told."""
    if isinstance(told, Answer):
        return told
    if isinstance(told, bytes):
        return Answer(body=told)
    return Answer(body=told.encode() if isinstance(told, str) else json.dumps(told).encode())


def redirect(location: str, status: int = 302) -> Answer:
    """Make a redirection."""
    return Answer(status, b"", "text/plain", (("Location", location),))


def overrun(retry_after: str = "") -> Answer:
    """Make a 429."""
    headers = (("Retry-After", retry_after),) if retry_after else ()
    return Answer(429, b'{"error": "Too many requests"}', headers=headers)


def bomb(size: int) -> Answer:
    """Make an answer that unpacks to many blanks."""
    body = gzip.compress(b"[" + b" " * size + b"]")
    return Answer(body=body, headers=(("Content-Encoding", "gzip"),))


def _handler(server: CatalogueServer) -> type[BaseHTTPRequestHandler]:
    class Handler(Silent, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = server.answer(self.path, self.headers.get("User-Agent", ""))
            if answer.hang_up:
                self.close_connection = True
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.media)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(answer.promised or len(answer.body)))
            self.end_headers()
            if answer.drip_s:
                for byte in answer.body:
                    self.wfile.write(bytes([byte]))
                    server.pause(answer.drip_s)
            else:
                self.wfile.write(answer.body)

    return Handler
