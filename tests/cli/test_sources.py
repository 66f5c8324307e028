"""Cleaning and matching against records, and against services that fail."""

import json
from pathlib import Path

import crossref_server as crossref
import pytest

import joinedup_refs as jr

DATA = Path(__file__).parents[2] / "data" / "editorial"
EDITORIAL = DATA / "editorial.txt"
RECORDS = DATA / "evidence.csl.json"
FILLED = {
    "10.1111/j.1467-9299.2006.00600.x",
    "10.1016/j.polsoc.2015.03.001",
    "10.1080/14719030600853022",
    "10.1080/14719037.2011.589617",
    "10.1080/09540962.2013.763424",
}


def test_the_editorial_with_its_records(program, tmp_path):
    refs, report = tmp_path / "refs.json", tmp_path / "report.json"
    done = program(
        *("clean", str(EDITORIAL), "--source", str(RECORDS)),
        *("-o", str(refs), "--report", str(report)),
    )
    assert done.returncode == 0
    items = json.loads(refs.read_text(encoding="utf-8"))
    assert {item["DOI"] for item in items if "DOI" in item} == FILLED
    assert len(items) == 16
    osborne = next(i for i in items if i.get("DOI") == "10.1080/14719030600853022")
    assert (osborne["page"], osborne["issue"], osborne["volume"]) == ("377-387", "3", "8")
    assert osborne["author"] == [{"family": "Osborne", "given": "S."}]
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["summary"]
    assert b"NOT CHECKED" not in done.stdout


def test_records_of_other_works_change_nothing(tmp_path):
    others = tmp_path / "others.json"
    others.write_text(
        json.dumps(
            [
                {
                    "id": "x",
                    "type": "article-journal",
                    "title": "The new public management?",
                    "author": [{"family": "Osborne", "given": "David"}],
                    "container-title": "Public Management Review",
                    "issued": {"date-parts": [[2006]]},
                    "volume": "8",
                    "issue": "3",
                    "page": "301-310",
                    "DOI": "10.5555/other",
                },
                {"id": "y", "type": "book", "title": "Herons", "DOI": "10.5555/herons"},
            ]
        ),
        encoding="utf-8",
    )
    with_others = jr.clean(EDITORIAL, sources=[jr.RecordFile(others)])
    assert with_others.references == jr.clean(EDITORIAL).references


@pytest.mark.parametrize(
    "fault",
    [crossref.HTML, crossref.MESSAGE_IS_TEXT, crossref.overrun("3600")],
    ids=["html", "text for message", "429"],
)
def test_a_failing_service_loses_nothing_and_is_said(program, tmp_path, fault):
    refs = tmp_path / "refs.json"
    with crossref.CrossrefServer() as server:
        server.always = fault
        asked = ("--source", server.url, "--mailto", "reader@example.org")
        done = program("clean", str(EDITORIAL), *asked, "-o", str(refs))
    assert done.returncode == 3
    said = done.stdout.decode()
    assert "could not be checked" in said.lower()
    assert "Traceback" not in done.stderr.decode()
    plain = jr.clean(EDITORIAL)
    assert json.loads(refs.read_text(encoding="utf-8")) == json.loads(plain.to("csl-json"))


def test_a_service_that_is_not_there(program):
    with crossref.CrossrefServer() as server:
        gone = server.url
    done = program("clean", str(EDITORIAL), "--source", gone)
    assert done.returncode == 3
    assert "could not be checked" in done.stdout.decode().lower()


def test_match_gives_a_line_for_each_line(program, tmp_path):
    lines = tmp_path / "lines.txt"
    lines.write_text(
        "Osborne, S. (2006), The new public governance? Public Management Review, 8, "
        "pp. 377–388.\nHeron, B. (1990), Lakes without birds. Nature, 1, pp. 2–3.\n",
        encoding="utf-8",
    )
    done = program("match", "--lines", str(lines), "--source", str(RECORDS), "--format", "jsonl")
    assert done.returncode == 0
    first, second = map(json.loads, done.stdout.decode().splitlines())
    assert (first["verdict"], first["doi"]) == ("accept", "10.1080/14719030600853022")
    assert (second["verdict"], second["doi"]) == ("reject", None)
    assert 0 <= second["score"] <= first["score"] <= 1


def test_match_says_when_it_could_not_ask(program):
    with crossref.CrossrefServer() as server:
        server.always = crossref.HTML
        done = program("match", "Heron, B. (1990), Lakes. Nature, 1.", "--source", server.url)
    assert done.returncode == 3
    assert done.stdout.decode().startswith("could not be checked: ")


def test_match_finds_a_work_of_the_service(program):
    work = crossref.work(
        "10.5555/lakes",
        "Lakes without birds",
        author=[{"family": "Heron", "given": "Bea"}],
        issued={"date-parts": [[1990]]},
        volume="1",
        page="2-3",
        **{"container-title": ["Nature"]},
    )
    with crossref.CrossrefServer([work]) as server:
        done = program(
            *("match", "Heron, B. (1990), Lakes without birds. Nature, 1, pp. 2–3."),
            *("--source", server.url, "--format", "json"),
        )
    assert done.returncode == 0
    assert json.loads(done.stdout)["doi"] == "10.5555/lakes"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("match", "Heron, B. (1990), Lakes."), "--source crossref"),
        (("match", "--source", "crossref"), "--lines"),
        (("match", "x", "--source", "nowhere.json"), "no record file"),
        (("clean", str(EDITORIAL), "--source", "crosref"), "did you mean crossref"),
    ],
)
def test_what_is_missing_is_said(program, arguments, said):
    done = program(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_broken_record_file_is_named(program, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("[{", encoding="utf-8")
    done = program("clean", str(EDITORIAL), "--source", str(broken))
    assert done.returncode == 2
    assert "broken.json" in done.stderr.decode()


def test_what_only_nearly_agrees_is_not_said_to_agree(program, tmp_path):
    near = tmp_path / "near.json"
    near.write_text(
        json.dumps(
            [
                {
                    "id": "near",
                    "type": "article-journal",
                    "title": "Maps of care in small towns",
                    "author": [{"family": "Ahlgren", "given": "Pia"}],
                    "container-title": "Journal of Town Studies",
                    "issued": {"date-parts": [[2012]]},
                    "volume": "4",
                    "issue": "2",
                    "page": "11-29",
                }
            ]
        ),
        encoding="utf-8",
    )
    reference = (
        "Ahlgren, P. (2011), Maps of care in small towns. Journal of Town Studies, 4, 2, pp. 11–29."
    )
    done = program("match", reference, "--source", str(near))
    told = done.stdout.decode()
    assert "year nearly agrees" in told
    assert "near in near" in told


def test_nothing_found_is_said_first(program):
    done = program("match", "Heron, B. (1990), Lakes without birds.", "--source", str(RECORDS))
    assert done.stdout.decode().startswith("no record found, which proves nothing")
