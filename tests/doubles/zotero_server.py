"""A small service in the shape of Zotero's Web API, version 3, and of the desktop's local API.

It holds libraries, refuses what the item schema does not allow, counts versions, knows keys and
what they open, and plays the faults it is told to. It can delete nothing.
"""

import json
import re
import unicodedata
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from local_service import LocalService, Silent

from joinedup_refs.tables import rows

SCHEMA = {
    row["item"]: (
        {told.partition("=")[0] for told in row["fields"].split(",")},
        set(row["creators"].split(",")),
    )
    for row in rows("zotero_items")
}
_EXTRA_FIELDS = {"key", "version", "itemType", "creators", "tags", "collections", "relations"}
_EXTRA_FIELDS |= {"dateAdded", "dateModified", "parentItem", "deleted"}
_ACCESS = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\dZ?)?|CURRENT_TIMESTAMP|")
_KEY = re.compile(r"[23456789ABCDEFGHIJKLMNPQRSTUVWXYZ]{8}")


class Fault(NamedTuple):
    """What is sent in place of the right answer."""

    status: int = 500
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    heard: bool = False
    """Whether what was asked for is done all the same."""
    hang_up: bool = False
    delay_s: float = 0.0
    media: str = "text/plain"


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: str


class Answer(NamedTuple):
    status: int
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    media: str = "application/json"


@dataclass
class Shelf:
    """A library."""

    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    collections: dict[str, str] = field(default_factory=dict)
    searches: dict[str, str] = field(default_factory=dict)
    version: int = 1
    editing: str = "members"
    public: bool = False

    def put(self, *items: dict[str, Any]) -> None:
        """Have items, whole as the service gives them."""
        for item in items:
            empty = dict.fromkeys(sorted(SCHEMA.get(item["itemType"], (set(), set()))[0]), "")
            whole = {"creators": [], "tags": [], "collections": [], "relations": {}} | empty | item
            whole.setdefault("dateAdded", f"2020-01-01T00:00:{len(self.items) % 60:02}Z")
            whole["version"] = self.version
            self.items[item["key"]] = whole


class ZoteroServer(LocalService):
    """The service, for a `with` block; `url` is its address."""

    def __init__(self, *, local: bool = False, page: int = 100) -> None:
        self.local = local
        self.page = page
        """How many items of a page it gives at most."""
        self.enabled = True
        self.shelves: dict[str, Shelf] = {}
        self.keys: dict[str, dict[str, Any]] = {}
        self.script: deque[Fault | None] = deque()
        """Faults to come, each for one request; None for none."""
        self.backoff: str = ""
        self.asked: list[Asked] = []
        self.tokens: set[str] = set()
        self.before: Callable[[Asked], None] = lambda _: None
        self.imported: list[tuple[str, str]] = []
        self.selected: dict[str, Any] = {"libraryName": "My Library", "id": None, "editable": True}
        self.import_status = 201
        super().__init__(_handler(self))

    def of(self, *methods: str) -> list[Asked]:
        """Give the requests of these methods."""
        return [one for one in self.asked if one.method in methods]

    def answer(self, asked: Asked) -> tuple[Answer, Fault | None]:
        """Give the right answer, and the fault that is sent in its place."""
        with self._lock:
            self.asked.append(asked)
            self.before(asked)
            fault = self.script.popleft() if self.script else None
            if fault is not None and not fault.heard:
                return Answer(0), fault
            right = self._right(asked)
            if self.backoff:
                right = right._replace(headers=(*right.headers, ("Backoff", self.backoff)))
            return right, fault

    def _right(self, asked: Asked) -> Answer:  # noqa: PLR0911  (one line for each answer)
        if self.local and asked.path.startswith("/connector/"):
            return self._connector(asked)
        if asked.headers.get("zotero-api-version") != "3":
            return Answer(400, "no version", media="text/plain")
        path = asked.path
        if self.local:
            if not self.enabled:
                return Answer(403, "Local API is not enabled", media="text/plain")
            if asked.method != "GET":
                return Answer(400, "Endpoint does not support method", media="text/plain")
            path = path.removeprefix("/api")
        held = self.keys.get(asked.headers.get("zotero-api-key", ""))
        if not self.local and asked.headers.get("zotero-api-key") and held is None:
            return Answer(403, "Invalid key", media="text/plain")
        if path == "/keys/current":
            return Answer(200, json.dumps(held)) if held else Answer(404, "Not found")
        if groups := re.fullmatch(r"/users/(\d+)/groups", path):
            return self._groups(int(groups[1]))
        found = re.fullmatch(r"/(users|groups)/(\d+)(/.*)?", path)
        shelf = self.shelves.get(f"{found[1]}/{found[2]}") if found else None
        if found is None or shelf is None:
            return Answer(404, "Not found", media="text/plain")
        name, rest = f"{found[1]}/{found[2]}", found[3] or ""
        if not self.local and not shelf.public and not _may(held, name, "library"):
            return Answer(403, "Forbidden", media="text/plain")
        if asked.method != "GET" and not _may(held, name, "write"):
            return Answer(403, "Write access denied", media="text/plain")
        return self._of_library(asked, shelf, name, rest)

    def _groups(self, user: int) -> Answer:
        numbers = [int(n.removeprefix("groups/")) for n in self.shelves if n.startswith("groups/")]
        listed = [
            {"id": n, "data": {"id": n, "name": f"Group {n}", "owner": user}} for n in numbers
        ]
        return Answer(200, json.dumps(listed), (("Total-Results", str(len(listed))),))

    def _of_library(  # noqa: PLR0911  (one line for each route)
        self, asked: Asked, shelf: Shelf, name: str, rest: str
    ) -> Answer:
        if rest == "" and name.startswith("groups/"):
            data = {"libraryEditing": shelf.editing, "owner": 999, "admins": [998]}
            return Answer(200, json.dumps({"id": 1, "data": data}))
        if rest in {"/collections", "/searches"}:
            named = shelf.collections if rest == "/collections" else shelf.searches
            members = [{"key": k, "data": {"key": k, "name": n}} for k, n in named.items()]
            return self._listed(asked, shelf, members)
        if rest == "/items" and asked.method == "POST":
            return self._post(asked, shelf)
        if rest in {"/items", "/items/top"}:
            return self._listed(asked, shelf, self._wanted(asked, shelf.items.values()))
        if inner := re.fullmatch(r"/(collections|searches)/(\w+)/items(/top)?", rest):
            if inner[1] == "searches" and not self.local:
                return Answer(404, "Not found", media="text/plain")
            held = [i for i in shelf.items.values() if inner[2] in i["collections"]]
            return self._listed(asked, shelf, self._wanted(asked, held))
        if single := re.fullmatch(r"/items/(\w+)", rest):
            return self._single(asked, shelf, single[1])
        return Answer(404, "Not found", media="text/plain")

    def _wanted(self, asked: Asked, items: Any) -> list[dict[str, Any]]:
        found = [i for i in items if not i.get("deleted")]
        for tag in asked.query.get("tag", []):
            names = set(tag.split(" || "))
            found = [i for i in found if names & {t["tag"] for t in i["tags"]}]
        for words in asked.query.get("q", []):
            found = [i for i in found if words.casefold() in json.dumps(i).casefold()]
        for keys in asked.query.get("itemKey", []):
            found = [i for i in found if i["key"] in keys.split(",")]
        if not asked.query.get("itemKey"):
            found = [i for i in found if "parentItem" not in i]
        return [{"key": i["key"], "version": i["version"], "data": i} for i in found]

    def _listed(self, asked: Asked, shelf: Shelf, members: list[Any]) -> Answer:
        start = int(asked.query.get("start", ["0"])[0])
        limit = int(asked.query.get("limit", ["25"])[0])
        limit = min(limit, self.page)
        headers = [
            ("Total-Results", str(len(members))),
            ("Last-Modified-Version", str(shelf.version)),
        ]
        links = [f'<{self.url}{asked.path}?format=json>; rel="first"']
        if start + limit < len(members):
            more = {k: v for k, v in asked.query.items() if k != "start"} | {
                "start": [start + limit]
            }
            query = urlencode(more, doseq=True)
            links.append(f'<{self.url}{asked.path}?{query}>; rel="next"')
        headers.append(("Link", ", ".join(links)))
        return Answer(200, json.dumps(members[start : start + limit]), tuple(headers))

    def _single(  # noqa: PLR0911  (one line for each answer)
        self, asked: Asked, shelf: Shelf, key: str
    ) -> Answer:
        item = shelf.items.get(key)
        if item is None:
            return Answer(404, "Item does not exist", media="text/plain")
        if asked.method == "GET":
            whole = {"key": key, "version": item["version"], "data": item}
            return Answer(
                200, json.dumps(whole), (("Last-Modified-Version", str(item["version"])),)
            )
        if asked.method != "PATCH":
            return Answer(405, "not here", media="text/plain")
        since = asked.headers.get("if-unmodified-since-version", "")
        if not since:
            return Answer(428, "If-Unmodified-Since-Version not provided", media="text/plain")
        if int(since) != item["version"]:
            said = f"Item has been modified since specified version (expected {since})"
            return Answer(412, said, media="text/plain")
        patch = json.loads(asked.body)
        if wrong := invalid({"itemType": item["itemType"]} | patch):
            return Answer(400, wrong, media="text/plain")
        shelf.version += 1
        item |= kept(patch) | {"version": shelf.version, "dateModified": "2026-11-28T12:00:00Z"}
        return Answer(204, "", (("Last-Modified-Version", str(shelf.version)),))

    def _post(self, asked: Asked, shelf: Shelf) -> Answer:
        token = asked.headers.get("zotero-write-token", "")
        if not re.fullmatch(r"[0-9a-f]{32}", token):
            return Answer(400, "Invalid Zotero-Write-Token value", media="text/plain")
        if token in self.tokens:
            return Answer(412, "Write token already used", media="text/plain")
        items = json.loads(asked.body)
        if len(items) > 50:
            return Answer(413, "Cannot add more than 50 items at a time", media="text/plain")
        told: dict[str, Any] = {"success": {}, "successful": {}, "unchanged": {}, "failed": {}}
        for number, item in enumerate(items):
            key = item.get("key", "")
            wrong = invalid(item)
            if not wrong and key in shelf.items and shelf.items[key]["version"] != item["version"]:
                failed = {"key": key, "code": 412, "message": "Item has been modified"}
                told["failed"][str(number)] = failed
            elif wrong:
                told["failed"][str(number)] = {"key": key, "code": 400, "message": wrong}
            else:
                shelf.version += 1
                shelf.put(kept(item))
                told["success"][str(number)] = key
                told["successful"][str(number)] = {"key": key, "data": shelf.items[key]}
        if told["success"]:
            self.tokens.add(token)
        return Answer(200, json.dumps(told), (("Last-Modified-Version", str(shelf.version)),))

    def _connector(self, asked: Asked) -> Answer:
        if asked.path == "/connector/getSelectedCollection" and asked.method == "POST":
            return Answer(200, json.dumps(self.selected))
        if asked.path == "/connector/import" and asked.method == "POST":
            if not asked.query.get("session"):
                return Answer(500)
            self.imported.append((asked.headers.get("content-type", ""), asked.body))
            number = len(re.findall(r"<rdf:Description|^@|^TY  - ", asked.body, re.MULTILINE))
            body = json.dumps([{"id": n} for n in range(number)])
            return Answer(self.import_status, body if self.import_status == 201 else "")
        return Answer(404, "No endpoint found", media="text/plain")


def invalid(item: dict[str, Any]) -> str:  # noqa: PLR0911  (one line for each way to be wrong)
    """Say what the schema does not allow in an item; empty for nothing."""
    if item.get("itemType") not in SCHEMA:
        return f"'{item.get('itemType')}' is not a valid itemType value"
    fields, creators = SCHEMA[item["itemType"]]
    if "key" in item and not _KEY.fullmatch(item["key"]):
        return f"'{item['key']}' is not a valid item key"
    for name, value in item.items():
        if name not in fields | _EXTRA_FIELDS:
            return f"'{name}' is not a valid field for type '{item['itemType']}'"
        if name in fields and not isinstance(value, str):
            return f"'{name}' must be a string"
    if not _ACCESS.fullmatch(item.get("accessDate", "")):
        return "'accessDate' must be in ISO 8601 format"
    for creator in item.get("creators", []):
        if creator.get("creatorType") not in creators:
            return f"'{creator.get('creatorType')}' is not a valid creator type"
        if set(creator) not in ({"creatorType", "name"}, {"creatorType", "firstName", "lastName"}):
            return "creator object must contain 'firstName'/'lastName' or 'name'"
        if not any(creator.get(part) for part in ("name", "lastName", "firstName")):
            return "creator names cannot be empty"
    if any(set(tag) - {"tag", "type"} or not tag["tag"].strip() for tag in item.get("tags", [])):
        return "Tag must be an object with a 'tag' property"
    return ""


def kept(value: Any) -> Any:
    """Give a value as the service keeps it: composed letters, no blanks at the edges."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, list):
        return [kept(one) for one in value]
    return {k: kept(one) for k, one in value.items()} if isinstance(value, dict) else value


def _may(held: dict[str, Any] | None, library: str, what: str) -> bool:
    if held is None:
        return False
    kind, _, number = library.partition("/")
    if kind == "users":
        return int(number) == held["userID"] and held["access"].get("user", {}).get(what, False)
    groups = held["access"].get("groups", {})
    granted: bool = groups.get(number, groups.get("all", {})).get(what, False)
    return granted


def _handler(server: ZoteroServer) -> type[BaseHTTPRequestHandler]:
    class Handler(Silent, BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length", "0"))
            headers = {name.casefold(): value for name, value in self.headers.items()}
            body = self.rfile.read(length).decode()
            asked = Asked(self.command, parts.path, parse_qs(parts.query), headers, body)
            answer, fault = server.answer(asked)
            if fault is not None:
                server.pause(fault.delay_s)
                if fault.hang_up or fault.delay_s:
                    self.close_connection = True
                    return
                answer = Answer(fault.status, fault.body, fault.headers, fault.media)
            content = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Type", answer.media)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if answer.status != 204:
                self.wfile.write(content)

        do_POST = do_PATCH = do_PUT = do_DELETE = do_GET  # noqa: N815  (so http.server wants it)

    return Handler
