"""The commands, as a researcher meets them."""

import copy
import json
import re
import sys

import pytest
from zotero_server import Fault, Shelf, ZoteroServer

KEY = "kq7Zp2Vn9Xw4Lr8Tb3Mc6Ys1"
RECORDS = [
    {
        "id": "towns",
        "type": "article-journal",
        "title": "Towns that join",
        "author": [
            {"family": "Quist", "given": "Wim", "non-dropping-particle": "van der"},
            {"family": "Bell", "given": "Tessa"},
        ],
        "container-title": "Local Town Studies",
        "issued": {"date-parts": [[2004]]},
        "volume": "29",
        "issue": "3",
        "page": "32-50",
        "DOI": "10.5555/towns",
    }
]
BIB = """\
@article{quist2004, author={van der Quist, Wim}, title={Towns that join}, journal={Local},
 year={2004}, note={Read twice}}
@book{perri6, author={6, Perri}, title={Holistic Towns}, publisher={Demos}, year={1997}}
"""


@pytest.fixture
def records(tmp_path):
    (tmp_path / "records.json").write_text(json.dumps(RECORDS), encoding="utf-8")
    return "records.json"


@pytest.fixture
def refs(tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return "refs.bib"


def said(done):
    return done.stdout.decode() + done.stderr.decode()


def test_check_reads_the_library_of_the_key(program, zotero):
    zotero.shelves["users/7"].items["TOWNS234"]["pages"] = "50-32"
    done = program("zotero", "check", "--server", zotero.url)
    told = done.stdout.decode()
    assert done.returncode == 1, said(done)
    assert "reversed-page-range" in told
    assert '"pages": "50-32"' in told
    assert "1 warning in 3 references" in told
    assert zotero.of("POST", "PATCH", "PUT", "DELETE") == []


def test_check_for_machines_and_pages(program, zotero, tmp_path):
    done = program(
        "zotero", "check", "--server", zotero.url, "--format", "json", "--report", "r.html"
    )
    found = json.loads(done.stdout)
    assert [r["csl"]["title"] for r in found["references"]] == [
        "Towns that join",
        "Walls of care",
        "Joined-up care",
    ]
    assert "Written: r.html" in done.stderr.decode()
    assert (tmp_path / "r.html").stat().st_size > 500


def test_check_of_a_part(program, zotero):
    done = program(
        "zotero", "check", "--server", zotero.url, "--library", "users/7", "--tag", "review"
    )
    assert "in 2 references" in done.stdout.decode()
    done = program(
        "zotero", "check", "--server", zotero.url, "--collection", "Chapter 2", "--format", "json"
    )
    assert len(json.loads(done.stdout)["references"]) == 1


def test_the_desktop_is_asked_without_a_key(program, desktop):
    done = program("zotero", "check", "--local", "--port", desktop.port)
    assert "in 2 references" in done.stdout.decode(), said(done)
    assert all("zotero-api-key" not in one.headers for one in desktop.asked)
    assert all(one.path.startswith("/api/users/0/") for one in desktop.asked)
    searched = program("zotero", "check", "--local", "--port", desktop.port, "--search", "mine")
    assert "in 1 reference" in searched.stdout.decode(), said(searched)


def test_the_desktop_that_may_not_be_asked(program, desktop):
    desktop.enabled = False
    done = program("zotero", "check", "--local", "--port", desktop.port)
    assert done.returncode == 2
    assert "allow other applications" in done.stderr.decode()


def test_clean_shows_and_writes_nothing(program, zotero, records, tmp_path):
    before = copy.deepcopy(zotero.shelves["users/7"].items)
    done = program("zotero", "clean", "--server", zotero.url, "--source", records)
    told = done.stdout.decode()
    assert done.returncode == 0, said(done)
    assert re.search(r"DOI +- \(nothing\)\n +\+ 10\.5555/towns", told)
    assert "Nothing was written to Zotero. --write changes 1 item" in told
    assert zotero.shelves["users/7"].items == before
    assert zotero.of("PATCH", "POST") == []
    assert [p.name for p in tmp_path.iterdir()] == ["records.json"]


def test_clean_asks_before_it_writes(program, zotero, records, monkeypatch):
    done = program("zotero", "clean", "--server", zotero.url, "--source", records, "--write")
    assert done.returncode == 2
    assert "--yes" in done.stderr.decode()
    assert zotero.of("PATCH") == []
    monkeypatch.setattr("typer.confirm", lambda *_, **__: pytest.fail("nobody is there"))
    assert "10.5555/towns" in done.stdout.decode()


def test_clean_writes_and_undo_takes_it_back(program, zotero, records, tmp_path):
    before = copy.deepcopy(zotero.shelves["users/7"].items["TOWNS234"])
    place = ("--server", zotero.url)
    done = program("zotero", "clean", *place, "--source", records, "--write", "--yes")
    assert done.returncode == 0, said(done)
    (log,) = tmp_path.glob("zotero-changes-*.jsonl")
    assert f"joinedup-refs zotero undo {log.name}" in done.stdout.decode()
    assert "1 of 1 item changed." in done.stdout.decode()
    item = zotero.shelves["users/7"].items["TOWNS234"]
    assert item["DOI"] == "10.5555/towns"
    aside = {"DOI", "version", "dateModified"}
    assert {k: v for k, v in item.items() if k not in aside} == {
        k: v for k, v in before.items() if k not in aside
    }
    again = program("zotero", "clean", *place, "--source", records, "--write", "--yes")
    assert "There is nothing to write to Zotero." in again.stdout.decode()
    undone = program("zotero", "undo", log.name, *place)
    assert undone.returncode == 0, said(undone)
    assert item["DOI"] == ""
    refused = program("zotero", "undo", log.name)
    assert refused.returncode == 2
    assert "--server" in refused.stderr.decode()


def test_clean_sees_first_whether_it_may_write(program, zotero):
    for library in ("groups/46", "users/8"):
        done = program(
            "zotero", "clean", "--server", zotero.url, "--library", library, "--write", "--yes"
        )
        assert done.returncode == 2
        assert "may not write" in done.stderr.decode()
    assert {one.path for one in zotero.asked} == {"/keys/current"}


def test_a_skipped_item_is_told_and_the_exit_code_is_1(program, zotero, records):
    item = zotero.shelves["users/7"].items["TOWNS234"]

    def touch(asked):
        if asked.method == "PATCH":
            item["version"] = 77

    zotero.before = touch
    done = program(
        "zotero", "clean", "--server", zotero.url, "--source", records, "--write", "--yes"
    )
    assert done.returncode == 1
    assert "TOWNS234 Towns that join: skipped: it was changed in Zotero" in done.stderr.decode()


def test_clean_writes_a_file_too(program, zotero, tmp_path):
    done = program("zotero", "clean", "--server", zotero.url, "-o", "mine.bib")
    assert done.returncode == 0, said(done)
    assert "title = {Walls of care}" in (tmp_path / "mine.bib").read_text(encoding="utf-8")


def test_push_shows_first(program, zotero, refs):
    done = program("zotero", "push", refs, "--dry-run")
    shown = json.loads(done.stdout)
    assert [one["itemType"] for one in shown] == ["journalArticle", "book"]
    assert shown[0]["extra"] == "Read twice"
    assert shown[0]["citationKey"] == "quist2004"
    assert zotero.asked == []


def test_push_adds_to_a_collection(program, zotero, refs, tmp_path):
    done = program("zotero", "push", refs, "--server", zotero.url, "--collection", "Chapter 2")
    assert done.returncode == 0, said(done)
    assert "2 of 2 items added to users/7." in done.stdout.decode()
    new = [i for i in zotero.shelves["users/7"].items.values() if i.get("citationKey")]
    assert sorted(i["title"] for i in new) == ["Holistic Towns", "Towns that join"]
    assert all(i["collections"] == ["COLL2345"] for i in new)
    (log,) = tmp_path.glob("zotero-new-*.jsonl")
    refused = program("zotero", "undo", log.name, "--server", zotero.url)
    assert "not deleted from here" in refused.stderr.decode()


def test_push_leaves_out_what_is_there_if_asked(program, zotero, tmp_path):
    again = [*RECORDS, {"id": "n", "type": "book", "title": "Hedges", "ISBN": "9780306406157"}]
    (tmp_path / "more.json").write_text(json.dumps(again), encoding="utf-8")
    place = ("--server", zotero.url)
    shown = program("zotero", "push", "more.json", *place, "--skip-existing", "--dry-run")
    assert "Towns that join: there already, TOWNS234" in shown.stderr.decode()
    assert [one["title"] for one in json.loads(shown.stdout)] == ["Hedges"]
    assert zotero.of("POST") == []
    done = program("zotero", "push", "more.json", *place, "--skip-existing", "--log", "1.jsonl")
    assert "1 of 1 item added to users/7." in done.stdout.decode(), said(done)
    titles = [i.get("title") for i in zotero.shelves["users/7"].items.values()]
    assert (titles.count("Towns that join"), titles.count("Hedges")) == (1, 1)
    none = program("zotero", "push", "more.json", *place, "--skip-existing")
    assert "There is no record to add" in none.stdout.decode()


def test_push_sees_first_whether_it_may_write(program, zotero, refs, tmp_path):
    done = program("zotero", "push", refs, "--server", zotero.url, "--library", "groups/46")
    assert done.returncode == 2
    assert "may not write to groups/46" in done.stderr.decode()
    assert zotero.of("POST") == []
    assert not list(tmp_path.glob("*.jsonl"))


def test_push_goes_on_where_it_was_broken_off(program, zotero, refs):
    zotero.script.extend([None, Fault(403, "Write access denied")])
    done = program("zotero", "push", refs, "--server", zotero.url, "--log", "new.jsonl")
    assert done.returncode == 2
    assert "--resume new.jsonl" in done.stderr.decode()
    more = program("zotero", "push", "--resume", "new.jsonl", "--server", zotero.url)
    assert more.returncode == 0, said(more)
    assert "2 of 2 items added" in more.stdout.decode()


def test_list(program, zotero, desktop):
    told = program("zotero", "list", "--server", zotero.url).stdout.decode()
    assert told.splitlines() == [
        "users/7            a.reader",
        "groups/45          Group 45",
        "groups/46          Group 46  (read only)",
    ]
    desktop.shelves["groups/45"] = Shelf()
    local = ("zotero", "list", "--local", "--port", desktop.port)
    told = program(*local).stdout.decode()
    assert told.splitlines() == ["users/0            My Library", "groups/45          Group 45"]
    told = program(*local, "--library", "users/0").stdout.decode()
    assert told.splitlines() == [
        "COLL2345  collection  Chapter 2",
        "COLL2345  search      Mine",
    ]


@pytest.mark.parametrize(
    ("shape", "media", "holds"),
    [
        ("rdf", "application/rdf+xml", "<z:citationKey>quist2004</z:citationKey>"),
        ("ris", "application/x-research-info-systems", "TI  - Holistic Towns"),
        ("bibtex", "application/x-bibtex", "@book{perri6,"),
    ],
)
def test_send_hands_records_to_the_desktop(program, desktop, refs, shape, media, holds):
    desktop.selected = {"libraryName": "My Library", "id": 3, "name": "Inbox", "editable": True}
    done = program("zotero", "send", refs, "--as", shape, "--port", desktop.port)
    ((sent_as, body),) = desktop.imported
    assert sent_as == media
    assert holds in body
    if shape != "rdf":  # the stub counts a note of RDF as an item
        assert done.returncode == 0, said(done)
        assert "2 of 2 records are now in Inbox in My Library." in done.stdout.decode()
    assert all("zotero-api-key" not in one.headers for one in desktop.asked)


def test_send_shows_first(program, desktop, refs):
    done = program("zotero", "send", refs, "--dry-run", "--port", desktop.port)
    assert b"<z:itemType>book</z:itemType>" in done.stdout
    assert "would go to My Library" in done.stderr.decode()
    assert desktop.imported == []


@pytest.mark.parametrize(("status", "why"), [(400, "makes nothing"), (500, "read only")])
def test_send_says_why_not(program, desktop, refs, status, why):
    desktop.import_status = status
    done = program("zotero", "send", refs, "--port", desktop.port)
    assert done.returncode == 2
    assert why in done.stderr.decode()
    assert len(desktop.imported) == 1


def test_send_that_is_not_answered_says_that_it_may_have_been_heard(program, desktop, refs):
    desktop.script.extend([None, Fault(hang_up=True, heard=True)])
    done = program("zotero", "send", refs, "--port", desktop.port)
    assert done.returncode == 2
    assert "look there before you send them again" in done.stderr.decode()
    assert len(desktop.imported) == 1


def test_send_into_a_library_that_is_read_only(program, desktop, refs):
    desktop.selected = {"libraryName": "Group", "id": None, "editable": False}
    done = program("zotero", "send", refs, "--port", desktop.port)
    assert "read only" in done.stderr.decode()
    assert desktop.imported == []


def test_zotero_that_is_not_running(program, refs):
    with ZoteroServer() as gone:
        pass
    for command in (("send", refs), ("check", "--local"), ("list", "--local")):
        done = program("zotero", *command, "--port", gone.port)
        assert done.returncode == 2
        assert "Zotero is not running on this computer" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("check", "--local", "--key-file", "k"), "exclude each other"),
        (("clean", "--local", "--write"), "read, not changed"),
        (("clean", "--yes"), "--write"),
        (("clean", "-o", "-"), "name a file"),
        (("check", "--library", "mine"), "users/123"),
        (("check", "--server", "http://example.org"), "unencrypted"),
        (("push",), "name a file of records"),
        (("push", "--resume", "x", "--library", "users/7"), "leave the other options out"),
        (("undo", "none.jsonl"), "cannot be read"),
    ],
)
def test_options_that_make_no_sense(program, arguments, why):
    done = program("zotero", *arguments)
    assert done.returncode == 2
    assert why in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) <= 3


def test_without_a_key(program, monkeypatch):
    monkeypatch.delenv("ZOTERO_API_KEY")
    done = program("zotero", "check")
    assert done.returncode == 2
    assert "https://www.zotero.org/settings/keys" in done.stderr.decode()


def test_every_help_has_examples(program):
    for command in ("list", "check", "clean", "undo", "push", "send"):
        told = program("zotero", command, "--help").stdout.decode()
        assert told.count("    joinedup-refs zotero") >= 2, command


def test_the_key_is_nowhere(program, zotero, desktop, records, refs, tmp_path, caplog):
    """Go through every command, in good and in bad weather, and look for the key in it all."""
    caplog.set_level(0)
    zotero.shelves["groups/45"] = Shelf()
    place = ("--server", zotero.url)
    key_file = tmp_path / "held" / "key.txt"
    key_file.parent.mkdir()
    key_file.write_text(KEY, encoding="utf-8")
    key_file.chmod(0o600)
    commands = [
        ("list", *place),
        ("check", *place, "--report", "r.html"),
        ("check", *place, "--format", "sarif", "--key-file", key_file),
        ("clean", *place, "--source", records, "--write", "--yes", "--log", "a.jsonl"),
        ("clean", *place, "-o", "out.json", "--report", "r.json"),
        ("undo", "a.jsonl", *place),
        ("push", refs, *place, "--library", "groups/45", "--log", "b.jsonl"),
        ("push", "--resume", "b.jsonl", *place),
        ("send", refs, "--port", desktop.port),
    ]
    echoes = [Fault(status, f"no, {KEY}") for status in (400, 403, 404, 412, 418)]
    for command in commands:
        for fault in (None, *echoes):
            zotero.script.clear()
            zotero.script.extend([fault] * 3)
            arguments = [str(a).replace(".jsonl", f"-{id(fault)}.jsonl") for a in command]
            done = program("zotero", *arguments)
            assert KEY.encode() not in done.stdout + done.stderr, command
    assert KEY not in caplog.text
    assert KEY not in " ".join(sys.argv)
    for path in tmp_path.iterdir():
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path
