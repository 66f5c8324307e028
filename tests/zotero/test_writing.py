"""What is written: only what was mended, only where nobody else was, and all of it taken back."""

import copy
import json
import os
import signal
import subprocess
import sys
import time as real_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pretended_time import PretendedTime
from zotero_server import Fault, invalid

from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.formats.zotero_items import take
from joinedup_refs.formats.zotero_json import open_library, printed
from joinedup_refs.formats.zotero_schema import item_types
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Span
from joinedup_refs.notation.csl import with_value
from joinedup_refs.tables import rows
from joinedup_refs.targets.zotero import log as logs
from joinedup_refs.targets.zotero.address import Library
from joinedup_refs.targets.zotero.asking import Client
from joinedup_refs.targets.zotero.changes import plan
from joinedup_refs.targets.zotero.key import Key
from joinedup_refs.targets.zotero.log import Log, Planned
from joinedup_refs.targets.zotero.writing import undo, write

KEY = "kq7Zp2Vn9Xw4Lr8Tb3Mc6Ys1"
MINE = Library("users", 7)
TOUCHED_BY_ZOTERO = {"version", "dateModified"}


@pytest.fixture
def client(zotero):
    client = Client(zotero.url, Key(KEY), timeout_s=2, timing=PretendedTime().timing)
    yield client
    client.close()


@pytest.fixture
def works(zotero):
    shelf = zotero.shelves["users/7"]
    return [copy.deepcopy(shelf.items[key]) for key in ("TOWNS234", "WALLS234", "REPRT234")]


def entries(items):
    placed = open_library(printed(items)).entries
    return [
        Entry(id=f"r{n}", at=(Span(start=0, end=1),), reference=one.record.reference)
        for n, one in enumerate(placed, 1)
    ]


def changed(items, **values):
    """Plan changes: for each item, by its number, the variables that are set."""
    before = entries(items)
    after = list(before)
    for name, told in values.items():
        number = int(name[1:]) - 1
        reference = after[number].reference
        for variable, value in told.items():
            reference = with_value(reference, variable, value)
        after[number] = after[number].model_copy(update={"reference": reference})
    return plan(items, before, after)


FILLED = {
    "r1": {"DOI": "10.5555/towns", "issue": "3"},
    "r2": {"publisher-place": "Leeds"},
    "r3": {"issued": {"date-parts": [[2005, 11]]}},
}


def but_for_zotero(items):
    return {
        key: {f: v for f, v in item.items() if f not in TOUCHED_BY_ZOTERO}
        for key, item in items.items()
    }


def begun(tmp_path, client, name="log.jsonl"):
    return Log.begin(tmp_path / name, MINE, client.base, "changes", "2026-11-28T10:00:00+00:00")


def test_only_what_changed_is_planned(works):
    planned = changed(works, **FILLED)
    assert {c.key: c.patch for c in planned.changes} == {
        "TOWNS234": {"DOI": "10.5555/towns", "issue": "3"},
        "WALLS234": {"place": "Leeds"},
        "REPRT234": {"date": "2005-11"},
    }
    assert planned.kept == ()
    assert changed(works).changes == ()


def test_names_change_in_their_places(works):
    names = [
        {"family": "Quist", "given": "Wim", "non-dropping-particle": "van der"},
        {"family": "Bell", "given": "Tessa R."},
    ]
    (one,) = changed(works, r1={"author": names}).changes
    assert one.patch == {
        "creators": [
            {"creatorType": "author", "firstName": "Wim", "lastName": "van der Quist"},
            {"creatorType": "editor", "name": "Town Society"},
            {"creatorType": "author", "firstName": "Tessa R.", "lastName": "Bell"},
        ]
    }


@pytest.mark.parametrize(
    ("number", "variable", "value", "why"),
    [
        ("r1", "PMID", "7", "Extra"),
        ("r1", "note", "Read", "Extra"),
        ("r1", "keyword", "other", "tags"),
        ("r1", "type", "book", "type"),
        ("r2", "version", "2", "no field"),
        ("r3", "recipient", [{"family": "Moss"}], "no such creators"),
        ("r2", "accessed", {"date-parts": [[2020]]}, "cannot hold"),
    ],
)
def test_what_is_to_stay_stays_and_is_told(works, number, variable, value, why):
    planned = changed(works, **{number: {variable: value}})
    assert planned.changes == ()
    assert why in planned.kept[0].why


VALUES = {
    "text": st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9),
    "date": st.builds(lambda y: {"date-parts": [[y]]}, st.integers(1500, 2020)),
    "names": st.lists(
        st.builds(
            lambda f: {"family": f, "given": "A."}, st.sampled_from(["Moss", "Bell", "Vole"])
        ),
        min_size=1,
        max_size=3,
    ),
}
KINDS = {r["variable"]: r["kind"] for r in rows("csl_variables") if r["kind"] in VALUES}


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_was_mended_the_item_stays_valid_and_all_else_as_it_was(drawn):
    name = drawn.draw(st.sampled_from(sorted(item_types())))
    kind = item_types()[name]
    held = drawn.draw(st.lists(st.sampled_from(sorted(kind.fields)), unique=True))
    item = dict.fromkeys(kind.fields, "") | {f: f"{f} 7" for f in held if f != "accessDate"}
    item |= {"key": "ABCD2345", "version": 3, "itemType": name, "extra": "mine"}
    item["creators"] = [{"creatorType": role, "name": f"The {role}"} for role in kind.creators]
    item["tags"] = [{"tag": "mine"}]
    variables = drawn.draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=6, unique=True))
    told = {v: drawn.draw(st.none() | VALUES[KINDS[v]]) for v in variables}
    planned = changed([item], r1=told)
    patch = planned.changes[0].patch if planned.changes else {}
    assert set(patch) <= set(kind.fields) - {"extra"} | {"creators"}
    assert invalid(item | patch) == ""
    done = {d.variable for c in planned.changes for d in c.differences}
    kept = {k.difference.variable for k in planned.kept}
    assert not done & kept
    now, before = take(item | patch).csl, take(item).csl
    for variable in {*now, *before} - done:
        assert now.get(variable) == before.get(variable)
    for variable in done:
        value = told[variable]
        assert now.get(variable) == value or (value is None and variable not in now)


def test_a_value_taken_away_empties_its_field(works):
    (one,) = changed(works, r1={"ISSN": None}).changes
    assert one.patch == {"ISSN": ""}


def test_writing_sends_the_changed_fields_and_the_version(zotero, client, works, tmp_path):
    before = copy.deepcopy(zotero.shelves["users/7"].items)
    planned = changed(works, **FILLED)
    with begun(tmp_path, client) as log:
        written = write(client, MINE, planned.changes, log)
    assert written.counted("written") == 3
    assert written.stopped == ""
    sent = zotero.of("PATCH")
    assert [json.loads(one.body) for one in sent] == [c.patch for c in planned.changes]
    assert [one.headers["if-unmodified-since-version"] for one in sent] == ["1", "1", "1"]
    assert [one.method for one in zotero.asked] == ["PATCH"] * 3
    after = zotero.shelves["users/7"].items
    for key, item in but_for_zotero(after).items():
        patch = next((c.patch for c in planned.changes if c.key == key), {})
        assert item == but_for_zotero(before)[key] | patch


def test_every_item_is_in_the_log_before_the_first_is_sent(zotero, client, works, tmp_path):
    path = tmp_path / "log.jsonl"
    seen = []
    zotero.before = lambda _: seen.append(path.read_text(encoding="utf-8").count('"before"'))
    with begun(tmp_path, client) as log:
        write(client, MINE, changed(works, **FILLED).changes, log)
    assert seen == [3, 3, 3]
    held = logs.read(path)
    assert {one.key: one.before for one in held.planned} == {one["key"]: one for one in works}
    assert set(held.last.values()) == {"sent"}
    assert KEY not in path.read_text(encoding="utf-8")
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(ConfigInvalid, match="never overwritten"):
        begun(tmp_path, client)


def test_an_item_changed_meanwhile_is_skipped(zotero, client, works, tmp_path):
    planned = changed(works, **FILLED)
    other = zotero.shelves["users/7"].items["WALLS234"]
    other |= {"version": 9, "title": "Walls of care, revised"}
    del zotero.shelves["users/7"].items["REPRT234"]
    with begun(tmp_path, client) as log:
        written = write(client, MINE, planned.changes, log)
    assert [(d.key, d.fate) for d in written.done] == [
        ("TOWNS234", "written"),
        ("WALLS234", "skipped"),
        ("REPRT234", "skipped"),
    ]
    assert "changed in Zotero meanwhile" in written.done[1].why
    assert "not in the library" in written.done[2].why
    assert other["place"] == "London"


def test_what_zotero_refuses_is_told_and_the_rest_goes_on(zotero, client, works, tmp_path):
    zotero.script.append(Fault(400, "'issue' is not a valid field for type 'journalArticle'"))
    with begun(tmp_path, client) as log:
        written = write(client, MINE, changed(works, **FILLED).changes, log)
    assert [d.fate for d in written.done] == ["refused", "written", "written"]
    assert "not a valid field" in written.done[0].why


@pytest.mark.parametrize("fault", [Fault(hang_up=True, heard=True), Fault(500, "x", heard=True)])
def test_a_change_that_was_heard_though_unanswered_counts(zotero, client, works, tmp_path, fault):
    zotero.script.append(fault)
    with begun(tmp_path, client) as log:
        written = write(client, MINE, changed(works, **FILLED).changes, log)
    assert [d.fate for d in written.done] == ["written"] * 3
    assert set(logs.read(tmp_path / "log.jsonl").last.values()) == {"sent"}


def test_it_stops_where_it_may_not_write(zotero, client, works, tmp_path):
    zotero.script.extend([None, Fault(403, "Write access denied")])
    with begun(tmp_path, client) as log:
        written = write(client, MINE, changed(works, **FILLED).changes, log)
    assert [d.key for d in written.done] == ["TOWNS234"]
    assert "Write access denied" in written.stopped
    assert len(zotero.of("PATCH")) == 2


@pytest.mark.parametrize("stop_after", [0, 1, 2, 3])
def test_undo_restores_exactly_wherever_it_was_broken_off(
    zotero, client, works, tmp_path, stop_after
):
    before = copy.deepcopy(zotero.shelves["users/7"].items)
    names = [{"family": "Quist", "given": "Wim"}]
    told = FILLED | {"r1": {"DOI": "10.5555/towns", "author": names, "ISSN": None}}
    faults = [None] * stop_after + [Fault(hang_up=True, heard=True)] * 9
    zotero.script.extend(faults)
    with begun(tmp_path, client) as log:
        written = write(client, MINE, changed(works, **told).changes, log)
    assert bool(written.stopped) == (stop_after < 3)
    zotero.script.clear()
    path = tmp_path / "log.jsonl"
    with Log.go_on(path) as log:
        undone = undo(client, logs.read(path), log)
    assert undone.stopped == ""
    assert but_for_zotero(zotero.shelves["users/7"].items) == but_for_zotero(before)
    asked = len(zotero.asked)
    with Log.go_on(path) as log:
        assert undo(client, logs.read(path), log).done == ()
    assert len(zotero.asked) == asked


def test_undo_leaves_what_was_changed_since(zotero, client, works, tmp_path):
    with begun(tmp_path, client) as log:
        write(client, MINE, changed(works, **FILLED).changes, log)
    item = zotero.shelves["users/7"].items["TOWNS234"]
    item |= {"issue": "4", "version": 99, "tags": [{"tag": "new"}]}
    path = tmp_path / "log.jsonl"
    with Log.go_on(path) as log:
        done = undo(client, logs.read(path), log).done
    assert (item["DOI"], item["issue"], item["tags"]) == ("", "4", [{"tag": "new"}])
    assert "issue was changed in Zotero since" in done[0].why


def test_undo_tries_again_where_somebody_came_between(zotero, client, works, tmp_path):
    with begun(tmp_path, client) as log:
        write(client, MINE, changed(works, r1={"issue": "3"}).changes, log)
    item = zotero.shelves["users/7"].items["TOWNS234"]

    def touch(asked):
        if asked.method == "PATCH" and item["version"] < 50:
            item["version"] = 50

    zotero.before = touch
    path = tmp_path / "log.jsonl"
    with Log.go_on(path) as log:
        assert undo(client, logs.read(path), log).counted("written") == 1
    assert item["issue"] == ""


def test_a_log_cut_short_is_read(tmp_path, client):
    with begun(tmp_path, client) as log:
        log.plan(Planned("TOWNS234", {"title": "a"}, {"title": "b"}))
        log.tell("sending", "TOWNS234")
    path = tmp_path / "log.jsonl"
    path.write_bytes(path.read_bytes() + b'{"sent": "TOW')
    assert logs.read(path).last == {"TOWNS234": "sending"}
    with Log.go_on(path) as log:
        log.tell("undone", "TOWNS234")
    assert logs.read(path).last == {"TOWNS234": "undone"}


@pytest.mark.parametrize("content", [b"", b"{}\n", b"nonsense", b"[1]\n[2]\n", b"\xff\xfe\0"])
def test_what_is_no_log_is_refused(tmp_path, content):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(InputUnreadable, match="no log"):
        logs.read(path)
    with pytest.raises(InputUnreadable):
        logs.read(tmp_path / "none")


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_killed_in_the_middle_all_can_be_taken_back(zotero, tmp_path):
    shelf = zotero.shelves["users/7"]
    items = [
        {
            "key": f"SMALL{a}{b}{c}",
            "itemType": "journalArticle",
            "title": f"Towns that join by roads {a}{b}{c}",
            "creators": [
                {"creatorType": "author", "firstName": "A.", "lastName": f"Quist{a}{b}{c}"}
            ],
            "publicationTitle": "Local Town Studies",
            "date": "2004",
            "volume": "29",
            "pages": f"{ord(a)}{ord(b)}-{ord(a)}{ord(b) + 9}",
        }
        for a in "ABCD"
        for b in "ABCDE"
        for c in "A"
    ]
    shelf.put(*items)
    records = [
        {
            "id": item["key"],
            "type": "article-journal",
            "title": item["title"],
            "author": [{"family": item["creators"][0]["lastName"], "given": "A."}],
            "container-title": "Local Town Studies",
            "issued": {"date-parts": [[2004]]},
            "volume": "29",
            "page": item["pages"],
            "DOI": f"10.5555/{item['key'].lower()}",
        }
        for item in items
    ]
    (tmp_path / "records.json").write_text(json.dumps(records), encoding="utf-8")
    before = copy.deepcopy(shelf.items)
    command = [sys.executable, "-m", "joinedup_refs.cli", "zotero"]
    place = ["--server", zotero.url]
    written = [*command, "clean", "--source", "records.json", "--write", "--yes", *place]
    environment = {**os.environ, "ZOTERO_API_KEY": KEY}
    running = subprocess.Popen(
        [*written, "--log", "log.jsonl"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def kill(asked):
        if asked.method == "PATCH" and len(zotero.of("PATCH")) == 8:
            running.send_signal(signal.SIGKILL)
            running.wait()

    zotero.before = kill
    running.wait(timeout=120)
    for _ in range(50):
        if len(zotero.of("PATCH")) >= 8:
            break
        real_time.sleep(0.05)
    zotero.before = lambda _: None
    assert running.returncode == -signal.SIGKILL
    assert sum(bool(item.get("DOI")) for item in shelf.items.values()) == 8
    done = subprocess.run(
        [*command, "undo", "log.jsonl", *place],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "8 of 8 items taken back." in done.stdout
    assert but_for_zotero(shelf.items) == but_for_zotero(before)


def test_a_log_that_was_tampered_with_moves_nothing_to_the_bin(zotero, client, tmp_path):
    before = copy.deepcopy(zotero.shelves["users/7"].items["TOWNS234"])
    with begun(tmp_path, client) as log:
        log.plan(
            Planned(
                "TOWNS234", {"deleted": 1, "tags": []}, {"deleted": None, "tags": before["tags"]}
            )
        )
        log.tell("sent", "TOWNS234")
        undo(client, logs.read(tmp_path / "log.jsonl"), log)
    assert zotero.of("PATCH", "DELETE") == []
    assert zotero.shelves["users/7"].items["TOWNS234"] == before
