"""New items: fifty at a time, each once, each refusal told."""

import json

import pytest
from pretended_time import PretendedTime
from zotero_server import Fault

from joinedup_refs.targets.zotero import log as logs
from joinedup_refs.targets.zotero.address import Library
from joinedup_refs.targets.zotero.asking import Client
from joinedup_refs.targets.zotero.key import Key
from joinedup_refs.targets.zotero.log import Log
from joinedup_refs.targets.zotero.pushing import go_on, numbered, push

KEY = "kq7Zp2Vn9Xw4Lr8Tb3Mc6Ys1"
GROUP = Library("groups", 45)


@pytest.fixture
def client(zotero):
    client = Client(zotero.url, Key(KEY), timeout_s=2, timing=PretendedTime().timing)
    yield client
    client.close()


@pytest.fixture
def log(tmp_path, client):
    with Log.begin(tmp_path / "log", GROUP, client.base, "new", "now") as log:
        yield log


def books(number):
    return numbered({"itemType": "book", "title": f"Book {n}"} for n in range(number))


def titles(zotero):
    return sorted(item["title"] for item in zotero.shelves["groups/45"].items.values())


def test_batches_of_fifty_each_under_its_own_token(zotero, client, log):
    seen = []
    written = push(client, GROUP, books(120), log, lambda done, of: seen.append((done, of)))
    assert written.counted("written") == 120
    assert [len(json.loads(one.body)) for one in zotero.of("POST")] == [50, 50, 20]
    assert len({one.headers["zotero-write-token"] for one in zotero.of("POST")}) == 3
    assert len(zotero.shelves["groups/45"].items) == 120
    assert seen == [(50, 120), (100, 120), (120, 120)]


def test_keys_are_of_zotero_s_letters_and_differ():
    letters = iter("A" * 8 + "A" * 8 + "B" * 8)
    made = numbered([{"itemType": "book"}] * 2, choose=lambda _: next(letters))
    assert [one.key for one in made] == ["AAAAAAAA", "BBBBBBBB"]
    assert made[0].data == {
        "itemType": "book",
        "key": "AAAAAAAA",
        "version": 0,
        "collections": [],
    }


def test_refusals_are_told_item_by_item(zotero, client, log):
    items = numbered(
        [
            {"itemType": "book", "title": "good"},
            {"itemType": "book", "publicationTitle": "no such field"},
            {"itemType": "bok"},
            {"itemType": "book", "title": "better"},
        ]
    )
    written = push(client, GROUP, items, log)
    assert [d.fate for d in written.done] == ["written", "refused", "refused", "written"]
    assert "'publicationTitle' is not a valid field" in written.done[1].why
    assert titles(zotero) == ["better", "good"]


@pytest.mark.parametrize("fault", [Fault(hang_up=True, heard=True), Fault(504, "x", heard=True)])
def test_a_batch_that_was_heard_though_unanswered_is_not_added_twice(zotero, client, log, fault):
    zotero.script.append(fault)
    written = push(client, GROUP, books(60), log)
    assert written.counted("written") == 60
    assert len(zotero.shelves["groups/45"].items) == 60
    tokens = [one.headers["zotero-write-token"] for one in zotero.of("POST")]
    assert tokens[0] == tokens[1] != tokens[2]


@pytest.mark.parametrize("heard", [True, False])
def test_what_was_broken_off_is_finished_with_nothing_twice(zotero, client, log, tmp_path, heard):
    zotero.script.extend([None, *[Fault(500, "x", heard=heard)] * 4])
    written = push(client, GROUP, books(120), log)
    assert written.counted("written") == 50
    assert "fault of its own" in written.stopped
    zotero.script.clear()
    rest = go_on(client, logs.read(tmp_path / "log"), log)
    assert rest.stopped == ""
    assert len(zotero.shelves["groups/45"].items) == 120
    assert len(titles(zotero)) == len(set(titles(zotero)))
    assert go_on(client, logs.read(tmp_path / "log"), log).done == ()


def test_a_batch_that_is_too_large_is_halved(zotero, client, log):
    zotero.script.append(Fault(413, "Request Entity Too Large"))
    assert push(client, GROUP, books(40), log).counted("written") == 40
    assert [len(json.loads(one.body)) for one in zotero.of("POST")] == [40, 20, 20]


def test_garbage_for_an_answer_is_looked_into(zotero, client, log):
    zotero.script.append(Fault(200, '{"success": 7}', heard=True))
    assert push(client, GROUP, books(3), log).counted("written") == 3
    zotero.script.append(Fault(200, "[]"))
    written = push(client, GROUP, books(2), log)
    assert [d.fate for d in written.done] == ["refused"] * 2
    zotero.script.append(Fault(200, "<html>", heard=True))
    assert "no JSON" in push(client, GROUP, books(2), log).stopped
