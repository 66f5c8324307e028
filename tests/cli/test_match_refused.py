"""What `joinedup-refs match` says of a record that is not the one."""

import json

import pytest

RECORDS = [
    {
        "id": "winter",
        "type": "article-journal",
        "title": "Lakes in winter",
        "author": [{"family": "Frost", "given": "R."}],
        "issued": {"date-parts": [[1991]]},
        "container-title": "Waters",
        "volume": "6",
        "page": "3-19",
    }
]
NOTHING = "no record found, which proves nothing"


@pytest.fixture(autouse=True)
def records(tmp_path):
    (tmp_path / "records.json").write_text(json.dumps(RECORDS), encoding="utf-8")


@pytest.fixture
def said(program, tmp_path):
    def say(reference):
        (tmp_path / "one.txt").write_text(f"{reference}\n", encoding="utf-8")
        shown = program("match", reference, "--source", "records.json").stdout.decode()
        lines = program("match", "--lines", "one.txt", "--source", "records.json").stdout
        return shown, json.loads(lines)

    return say


def test_a_refused_record_is_named(said):
    shown, held = said("Frost, R. (1991). Rivers in spring. Waters, 6, 40-52.")
    assert shown.startswith(f"{NOTHING}\nnot this (")
    assert held["verdict"] == "reject"
    assert held["doi"] is None
    assert held["refused"] == {"title": "Lakes in winter", "record": "winter in records"}
    assert held["reason"].startswith("Not this: the title differs")


def test_of_a_record_with_which_nothing_agrees_nothing_is_said(said):
    shown, held = said("Luhn, N. (1984): Soziale Felder. Lakes: Suhrkamp.")
    assert shown == f"{NOTHING}\n"
    assert held == {"verdict": "reject", "doi": None, "score": 0.0, "reason": NOTHING}


@pytest.mark.parametrize("printed", ["6, 3-19", "9, 3-19"])
def test_a_record_without_a_doi_is_named(said, printed):
    shown, held = said(f"Frost, R. (1991). Lakes in winter. Waters, {printed}.")
    assert held["verdict"] in {"accept", "review"}
    assert held["doi"] is None
    assert held["record"] == "winter in records"
    assert "\n  winter in records\n" in shown


def test_a_record_with_a_doi_is_named_by_that(said, tmp_path):
    known = [{**RECORDS[0], "DOI": "10.5555/winter"}]
    (tmp_path / "records.json").write_text(json.dumps(known), encoding="utf-8")
    _, held = said("Frost, R. (1991). Lakes in winter. Waters, 6, 3-19.")
    assert (held["doi"], "record" in held) == ("10.5555/winter", False)
