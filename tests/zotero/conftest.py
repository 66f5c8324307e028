"""A Zotero that is none, with a library of invented works, and the program run on it."""

import os
import sys
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parents[1]
for _folder in (str(_TESTS), str(_TESTS / "doubles")):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)

from program_here import Program  # noqa: E402  (found by the path just put in)
from zotero_server import Shelf, ZoteroServer  # noqa: E402

KEY = "kq7Zp2Vn9Xw4Lr8Tb3Mc6Ys1"
ACCESS = {
    "key": KEY,
    "userID": 7,
    "username": "a.reader",
    "access": {
        "user": {"library": True, "write": True, "notes": True, "files": True},
        "groups": {"45": {"library": True, "write": True}, "46": {"library": True, "write": False}},
    },
}
TOWNS = {
    "key": "TOWNS234",
    "itemType": "journalArticle",
    "title": "Towns that join",
    "creators": [
        {"creatorType": "author", "firstName": "Wim", "lastName": "van der Quist"},
        {"creatorType": "editor", "name": "Town Society"},
        {"creatorType": "author", "firstName": "Tessa", "lastName": "Bell"},
    ],
    "publicationTitle": "Local Town Studies",
    "date": "2004",
    "volume": "29",
    "pages": "32-50",
    "ISSN": "1234-5679",
    "tags": [{"tag": "review"}, {"tag": "auto", "type": 1}],
    "collections": ["COLL2345"],
    "relations": {"dc:relation": ["http://zotero.org/users/7/items/WALLS234"]},
    "extra": "Read twice\nPMID: 123456",
}
WALLS = {
    "key": "WALLS234",
    "itemType": "book",
    "title": "Walls of care",
    "creators": [{"creatorType": "author", "firstName": "Selma", "lastName": "Underhill"}],
    "publisher": "Demos",
    "place": "London",
    "date": "1997-05-00",
}
REPORT = {
    "key": "REPRT234",
    "itemType": "report",
    "title": "Joined-up care",
    "creators": [{"creatorType": "author", "name": "Cabinet Office"}],
    "institution": "The Stationery Office",
    "reportType": "Command Paper",
    "reportNumber": "Cm 6683",
    "date": "2005",
    "tags": [{"tag": "review"}],
}
NOTE = {"key": "NOTES234", "itemType": "note", "note": "<p>mine</p>"}
FILE = {"key": "FILES234", "itemType": "attachment", "title": "pdf"}


@pytest.fixture
def zotero():
    with ZoteroServer() as server:
        server.keys[KEY] = ACCESS
        for name in ("users/7", "groups/45", "groups/46"):
            server.shelves[name] = Shelf()
        own = server.shelves["users/7"]
        own.collections = {"COLL2345": "Chapter 2", "COLL2346": "Twins", "COLL2347": "twins"}
        own.put(TOWNS, WALLS, REPORT, NOTE, FILE)
        yield server


@pytest.fixture
def desktop():
    with ZoteroServer(local=True) as server:
        server.shelves["users/0"] = Shelf(
            collections={"COLL2345": "Chapter 2"}, searches={"COLL2345": "Mine"}
        )
        server.shelves["users/0"].put(TOWNS, WALLS, NOTE)
        yield server


@pytest.fixture
def program(tmp_path, monkeypatch) -> Program:
    monkeypatch.setenv("ZOTERO_API_KEY", KEY)
    return Program(tmp_path, monkeypatch)


@pytest.fixture(autouse=True, scope="session")
def _quick_connections(tmp_path_factory):
    from quick_connections import few_certificates, no_proxy

    before = dict(os.environ)
    few_certificates(tmp_path_factory.mktemp("certificates"))
    no_proxy()
    yield
    os.environ.clear()
    os.environ.update(before)
