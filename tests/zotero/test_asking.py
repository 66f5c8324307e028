"""Requests: polite, stubborn where that helps, and the key nowhere but in its header."""

import os
import pickle
import traceback

import pytest
from pretended_time import PretendedTime
from zotero_server import Fault, Shelf, ZoteroServer

from joinedup_refs.errors import ConfigInvalid, InputUnreadable, LibraryUnavailable
from joinedup_refs.targets.zotero.address import Library, Selection, library
from joinedup_refs.targets.zotero.asking import Client
from joinedup_refs.targets.zotero.key import Key, key_of
from joinedup_refs.targets.zotero.reading import read
from joinedup_refs.targets.zotero.rights import opened, refuse_reading_only, rights

KEY = "kq7Zp2Vn9Xw4Lr8Tb3Mc6Ys1"
MINE = Library("users", 7)
ALL = Selection()


@pytest.fixture
def time():
    return PretendedTime()


@pytest.fixture
def client(zotero, time):
    client = Client(zotero.url, Key(KEY), timeout_s=2, timing=time.timing)
    yield client
    client.close()


def many(number):
    return [
        {
            "key": f"MANY{n:04}".translate(str.maketrans("01", "ZY")),
            "itemType": "book",
            "title": f"T{n}",
        }
        for n in range(number)
    ]


def test_every_request_says_who_asks_and_which_version(zotero, client):
    read(client, MINE, ALL)
    (asked,) = zotero.asked
    assert asked.headers["zotero-api-version"] == "3"
    assert asked.headers["zotero-api-key"] == KEY
    assert asked.headers["user-agent"].startswith("joinedup-refs/")
    assert KEY not in asked.path + str(asked.query)


def test_notes_and_attachments_are_no_works(client):
    found = read(client, MINE, ALL)
    assert [item["key"] for item in found.items] == ["TOWNS234", "WALLS234", "REPRT234"]
    assert found.aside == 2


def test_a_library_is_read_page_by_page(zotero, client):
    zotero.shelves["users/7"].put(*many(230))
    seen = []
    found = read(client, MINE, ALL, lambda done, total: seen.append((done, total)))
    assert len(found.items) == 233
    assert len({item["key"] for item in found.items}) == 233
    assert [one.query.get("start", ["0"]) for one in zotero.asked] == [["0"], ["100"], ["200"]]
    assert seen == [(100, 235), (200, 235)]


def test_a_library_that_is_changed_meanwhile_is_read_again(zotero, client):
    shelf = zotero.shelves["users/7"]
    shelf.put(*many(120))

    def change(asked):
        if asked.query.get("start") == ["100"] and shelf.version < 3:
            shelf.version += 1

    zotero.before = change
    assert len(read(client, MINE, ALL).items) == 123
    assert len(zotero.asked) == 6


def test_one_that_keeps_changing_is_not_taken(zotero, client):
    shelf = zotero.shelves["users/7"]
    shelf.put(*many(120))

    def change(_):
        shelf.version += 1

    zotero.before = change
    with pytest.raises(LibraryUnavailable, match="kept changing"):
        read(client, MINE, ALL)


def test_pages_that_lack_items_are_not_taken_for_all(zotero, client):
    headers = (("Total-Results", "250"), ("Last-Modified-Version", "1"))
    zotero.script.append(Fault(200, "[]", headers, media="application/json"))
    with pytest.raises(LibraryUnavailable, match="250 entries and gave 0"):
        read(client, MINE, ALL)


def test_the_key_goes_to_no_other_server(zotero, client):
    with ZoteroServer() as other:
        headers = (("Total-Results", "2"), ("Link", f'<{other.url}/users/7/items>; rel="next"'))
        zotero.script.append(Fault(200, "[]", headers, media="application/json"))
        with pytest.raises(LibraryUnavailable, match="another address"):
            read(client, MINE, ALL)
        zotero.script.append(Fault(302, "", (("Location", f"{other.url}/users/7/items/top"),)))
        with pytest.raises(LibraryUnavailable, match="sent us elsewhere"):
            read(client, MINE, ALL)
        assert other.asked == []


def test_collections_tags_and_words_are_asked_for(client):
    def keys(**chosen):
        return [i["key"] for i in read(client, MINE, Selection(**chosen)).items]

    assert keys(collection="chapter 2") == keys(collection="COLL2345") == ["TOWNS234"]
    assert keys(tags=("review",)) == ["TOWNS234", "REPRT234"]
    assert keys(tags=("review", "auto")) == ["TOWNS234"]
    assert keys(tags=("auto || review",)) == ["TOWNS234", "REPRT234"]
    assert keys(query="walls of") == ["WALLS234"]
    for named, said in (("Twins", "name the collection by its key"), ("none", "has no collection")):
        with pytest.raises(ConfigInvalid, match=said):
            keys(collection=named)
    with pytest.raises(ConfigInvalid, match="--local"):
        keys(search="Mine")


@pytest.mark.parametrize(
    ("status", "headers"), [(429, (("Retry-After", "7"),)), (503, (("Retry-After", "7"),))]
)
def test_retry_after_is_heeded(zotero, client, time, status, headers):
    zotero.script.append(Fault(status, "slow down", headers))
    assert len(read(client, MINE, ALL).items) == 3
    assert 7 <= sum(time.slept) < 8
    assert len(zotero.asked) == 2


def test_backoff_is_heeded_before_the_next_request(zotero, client, time):
    zotero.backoff = "10"
    read(client, MINE, ALL)
    assert sum(time.slept) < 1
    zotero.backoff = ""
    read(client, MINE, ALL)
    assert 9 <= sum(time.slept) <= 11


def test_a_service_that_asks_for_too_long_a_rest_is_not_waited_for(zotero, client, time):
    zotero.backoff = "4000"
    read(client, MINE, ALL)
    with pytest.raises(LibraryUnavailable, match=r"leave it alone for \d{4} seconds"):
        read(client, MINE, ALL)
    assert sum(time.slept) < 1


@pytest.mark.parametrize(
    ("fault", "attempts", "said"),
    [
        (Fault(429, "no"), 6, "asked too often"),
        (Fault(500, "<html><body>oops</body></html>"), 4, "fault of its own"),
        (Fault(409, "The library is locked"), 5, "locked"),
        (Fault(hang_up=True), 3, "broke the connection off"),
        (Fault(403, "Forbidden"), 1, "Forbidden"),
        (Fault(404, "Not found"), 1, "404"),
        (Fault(200, "<html>log in</html>"), 1, "no JSON"),
        (Fault(200, '{"a": 1}'), 1, "something else"),
        (Fault(200, "[7]"), 1, "something else"),
        (Fault(200, "[" * 100_000), 1, "no JSON"),
    ],
)
def test_faults_are_told_in_few_lines_after_a_few_attempts(zotero, client, fault, attempts, said):
    zotero.script.extend([fault] * 10)
    with pytest.raises(LibraryUnavailable, match=said) as caught:
        read(client, MINE, ALL)
    assert len(zotero.asked) == attempts
    assert len(str(caught.value).splitlines()) <= 3
    assert "<html" not in str(caught.value)


def test_an_answer_that_does_not_come_is_asked_for_again(zotero):
    client = Client(zotero.url, Key(KEY), timeout_s=0.2, timing=PretendedTime().timing)
    zotero.script.append(Fault(delay_s=2.0))
    assert len(read(client, MINE, ALL).items) == 3
    client.close()


def test_nobody_at_home():
    with ZoteroServer() as gone:
        pass
    client = Client(gone.url, desktop=True, timing=PretendedTime().timing)
    with pytest.raises(LibraryUnavailable, match="Zotero is not running on this computer"):
        read(client, MINE, ALL)
    client.close()


@pytest.mark.parametrize(
    "fault",
    [
        Fault(403, f"Invalid key {KEY}"),
        Fault(500, f"crashed with {KEY}"),
        Fault(400, f'{{"message": "{KEY}"}}'),
        Fault(404, KEY),
        Fault(200, KEY),
    ],
)
def test_the_key_is_in_no_error(zotero, client, fault):
    zotero.script.extend([fault] * 9)
    with pytest.raises(LibraryUnavailable) as caught:
        read(client, MINE, ALL)
    told = "".join(traceback.format_exception(caught.value))
    assert KEY not in told
    assert KEY not in repr(caught.value.__context__)


def test_a_key_tells_itself_to_nobody(tmp_path):
    key = Key(KEY)
    assert KEY not in f"{key} {key!r} {[key]}"
    with pytest.raises(TypeError):
        pickle.dumps(key)
    assert key.header() == {"Zotero-API-Key": KEY}
    with pytest.raises(ConfigInvalid) as caught:
        Key(f"{KEY} and more")
    assert KEY not in str(caught.value)
    path = tmp_path / "key.txt"
    path.write_text(f"{KEY}\n", encoding="utf-8")
    path.chmod(0o600)
    assert key_of({}, path).header() == key.header()
    assert key_of({"ZOTERO_API_KEY": f" {KEY} "}, None).header() == key.header()
    assert key_of({}, None) is None
    path.chmod(0o644)
    if os.name == "posix":
        with pytest.raises(ConfigInvalid, match="chmod 600"):
            key_of({}, path)
    with pytest.raises(InputUnreadable):
        key_of({}, tmp_path / "none")


@pytest.mark.parametrize(
    "address", ["ftp://example.org", "example.org", "http://example.org", "https://a:b@example.org"]
)
def test_a_key_goes_out_encrypted_or_not_at_all(address):
    with pytest.raises(ConfigInvalid):
        Client(address, Key(KEY))


def test_libraries_by_their_names():
    assert library("users/7") == library("user:7") == MINE
    assert library("groups/45") == library("https://www.zotero.org/groups/45/towns/items")
    for wrong in ("", "7", "users/", "users/x", "../groups/4", "users/7/items", "https://x.org/4"):
        with pytest.raises(ConfigInvalid, match="zotero list"):
            library(wrong)


def test_what_a_key_opens(zotero, client):
    held = rights(client)
    assert (held.user, held.name) == (7, "a.reader")
    told = {str(one.library): one.writable for one in opened(client, held)}
    assert told == {"users/7": True, "groups/45": True, "groups/46": False}
    refuse_reading_only(client, held, MINE)
    refuse_reading_only(client, held, Library("groups", 45))
    for other, said in ((Library("groups", 46), "groups/46"), (Library("users", 8), "users/7")):
        with pytest.raises(LibraryUnavailable, match=said):
            refuse_reading_only(client, held, other)
    zotero.shelves["groups/45"].editing = "admins"
    with pytest.raises(LibraryUnavailable, match="administrators"):
        refuse_reading_only(client, held, Library("groups", 45))


def test_a_public_library_is_read_without_a_key(zotero):
    zotero.shelves["groups/47"] = Shelf(public=True)
    zotero.shelves["groups/47"].put(*many(2))
    client = Client(zotero.url)
    assert len(read(client, Library("groups", 47), ALL).items) == 2
    with pytest.raises(LibraryUnavailable, match="look whether your key"):
        read(client, MINE, ALL)
    with pytest.raises(ConfigInvalid, match="ZOTERO_API_KEY"):
        rights(client)
    client.close()


def test_a_key_that_is_not_known(zotero):
    client = Client(zotero.url, Key("A" * 24))
    with pytest.raises(LibraryUnavailable, match="does not know this key"):
        rights(client)
    client.close()


@pytest.mark.parametrize(
    "body",
    ['[{"data": {"itemType": "book"}}]', '[{"data": {"itemType": "book", "key": "../../x"}}]'],
)
def test_an_item_without_a_key_is_not_taken(zotero, client, body):
    zotero.script.append(Fault(200, body, (("Total-Results", "1"),)))
    with pytest.raises(LibraryUnavailable, match="without a key"):
        read(client, MINE, ALL)


def test_odd_characters_of_an_answer(zotero, client):
    body = '[{"data": {"itemType": "book", "key": "ABCD2345", "title": "a\\ud800b \\u0000"}}]'
    zotero.script.append(Fault(200, body))
    assert read(client, MINE, ALL).items[0]["title"] == "a?b \x00"
    zotero.script.append(Fault(200, "[NaN]"))
    with pytest.raises(LibraryUnavailable, match="no JSON"):
        read(client, MINE, ALL)
