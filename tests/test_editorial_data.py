"""The shipped records of the editorial's works rest on witnesses, never on memory."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.origin import Record
from joinedup_refs.notation.csl import from_csl, to_csl
from joinedup_refs.sources.record_file import RecordFile
from joinedup_refs.sources.source import Query

DATA = Path(__file__).resolve().parent.parent / "data" / "editorial"
RECORDS = json.loads((DATA / "evidence.csl.json").read_text(encoding="utf-8"))
BY_ID = {record["id"]: record for record in RECORDS}
HANDBOOK = "cropper-ebers-huxham-smith-ring-2008"
NOT_VALUES = {"id", "type", "custom"}
IN_CUSTOM = {"years", "online-year", "print-year", "first-author"}
NAMES_OF_TRUTH = {"container-title": "container"}


def values(record):
    """Each value that somebody must vouch for."""
    own = {name: value for name, value in record.items() if name not in NOT_VALUES}
    return own | {k: v for k, v in record["custom"].items() if k in IN_CUSTOM}


def test_five_records_have_a_doi():
    assert {record["id"]: record["DOI"] for record in RECORDS if "DOI" in record} == {
        "bevan-hood-2006": "10.1111/j.1467-9299.2006.00600.x",
        "lewis-2015": "10.1016/j.polsoc.2015.03.001",
        "osborne-2006": "10.1080/14719030600853022",
        "sullivan-williams-jeffares-2012": "10.1080/14719037.2011.589617",
        "sullivan-2013": "10.1080/09540962.2013.763424",
    }


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_every_value_has_a_witness_of_level_a_b_or_c(record):
    levels = record["custom"]["levels"]
    assert levels.keys() == values(record).keys()
    for level in levels.values():
        assert re.match(r"[ABC](?:: | \()\w", level), level
    assert record["custom"].keys() <= {"levels", "note", *IN_CUSTOM}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_every_record_is_sound_csl(record):
    item = {name: value for name, value in record.items() if name != "id"}
    assert to_csl(from_csl(item)) == item


def test_works_that_nobody_vouched_for_have_no_record():
    assert len(BY_ID) == len(RECORDS) == 13
    assert not {"cabinet-office-2005", "cropper-2011", "ranade-hudson-2003", "wilson-2011"} & set(
        BY_ID
    )
    assert BY_ID[HANDBOOK].keys() == {"id", "type", "author", "issued", "custom"}


def test_what_must_not_be_in_it():
    text = (DATA / "evidence.csl.json").read_text(encoding="utf-8")
    assert "Professor" not in text
    lewis = BY_ID["lewis-2015"]
    assert not {"volume", "issue", "page", "issued"} & lewis.keys()
    assert lewis["custom"]["levels"]["author"].startswith("B (by circumstance")
    assert "author" not in BY_ID["hartley-benington-2006"]


def test_the_record_file_gives_them_with_their_witnesses():
    source = RecordFile(DATA / "evidence.csl.json")
    assert len(source) == len(RECORDS)
    query = Query(
        text="Osborne, S. (2006), The new public governance?", doi="10.1080/14719030600853022"
    )
    found = source.candidates(query)[0]
    assert found.item["page"] == "377-387"
    assert found.levels["page"].startswith("A: ")
    assert found.years == (2006, 2007)
    assert (found.online_year, found.print_year) == (2007, 2006)
    assert "custom" not in found.item


def as_in_truth(value):
    """A CSL value as the collected truth writes it."""
    match value:
        case {"date-parts": [[year]]}:
            return str(year)
        case [{"family": _}, *_]:
            return [f"{name['family']}, {name['given']}" for name in value]
        case _:
            return value


@pytest.mark.corpus
def test_every_value_is_the_collected_one(corpora):
    truth = json.loads((corpora / "crossref" / "seed_truth.json").read_text(encoding="utf-8"))
    known = {one["key"]: one for one in truth["references"]}
    for record in RECORDS:
        if record["id"] == HANDBOOK:
            continue
        true = known[record["id"]]["true"]
        for name, value in record.items():
            if name in {*NOT_VALUES, "contributor"}:
                continue
            stated = true[NAMES_OF_TRUTH.get(name, name)]
            assert as_in_truth(value) == stated["value"], (record["id"], name)
            assert stated["level"][0] in "ABC"
            assert record["custom"]["levels"][name][0] == stated["level"][0]
        custom = record["custom"]
        if "online-year" in custom:
            assert true["published_online"]["value"][:4] == str(custom["online-year"])
            assert true["issued"]["value"] == str(custom["print-year"])
            assert custom["years"] == sorted((custom["print-year"], custom["online-year"]))
        if "first-author" in custom:
            assert [custom["first-author"]] == true["author"]["value"]


@pytest.mark.corpus
def test_all_that_was_collected_with_a_witness_is_there(corpora):
    truth = json.loads((corpora / "crossref" / "seed_truth.json").read_text(encoding="utf-8"))
    elsewhere = {"published_online", "author_as_printed", "contributor"}
    for one in truth["references"]:
        if one["key"] in {"cropper-2011", "the editorial itself"}:
            continue
        vouched = {name for name, value in one["true"].items() if value["level"][0] in "ABC"}
        record = BY_ID.get(one["key"], {})
        there = {NAMES_OF_TRUTH.get(name, name) for name in record}
        if "first-author" in record.get("custom", {}):
            there.add("author")
        assert vouched - elsewhere <= there, one["key"]


@pytest.mark.corpus
def test_the_handbook_says_only_what_its_witness_says(corpora):
    truth = json.loads((corpora / "crossref" / "seed_truth.json").read_text(encoding="utf-8"))
    known = {one["key"]: one for one in truth["references"]}
    cropper, mcloughlin = known["cropper-2011"], known["mcloughlin-wilson-2013"]
    handbook = BY_ID[HANDBOOK]
    assert as_in_truth(handbook["author"]) == cropper["true"]["author"]["value"]
    assert cropper["true"]["author"]["level"].startswith("B (a 2008 work by the same four people")
    assert "handbook of 2008" in cropper["witness"]
    assert as_in_truth(handbook["issued"]) == "2008"
    assert "with Mike Martin" in mcloughlin["true"]["contributor"]["value"]


def refreshing():
    """The program that makes the file anew."""
    spec = importlib.util.spec_from_file_location("refresh", DATA / "refresh.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Shelf:
    """A source that has one work of the list, and may be out for some questions."""

    name = "crossref"

    def __init__(self, out_for=""):
        self.out_for = out_for

    def candidates(self, query, *, most=5):  # noqa: ARG002  (every source takes it)
        if self.out_for and self.out_for in query.text:
            raise SourceUnavailable("Crossref gave no answer in time\ntry again later")
        item = {k: v for k, v in BY_ID["osborne-2006"].items() if k not in {"id", "custom"}}
        found = Candidate(
            origin=Record(source="crossref", id=item["DOI"], retrieved="2026-11-23"),
            item=item,
            years=(2006, 2007),
            online_year=2007,
            print_year=2006,
        )
        return (found,) if "public governance" in query.text else ()


def test_refreshing_writes_what_was_accepted(tmp_path, capsys):
    out = tmp_path / "new.csl.json"
    assert refreshing().refresh(Shelf(), DATA / "references.txt", out) == 0
    (record,) = json.loads(out.read_text(encoding="utf-8"))
    assert record["DOI"] == "10.1080/14719030600853022"
    levels = record["custom"]["levels"]
    assert levels.keys() == values(record).keys()
    assert set(levels.values()) == {"A: the publisher's record at Crossref, fetched 2026-11-23"}
    assert len(RecordFile(out)) == 1
    assert "1 of 16 references have a record" in capsys.readouterr().out


def test_refreshing_writes_nothing_when_one_reference_could_not_be_asked(tmp_path, capsys):
    out = tmp_path / "new.csl.json"
    out.write_text("[]", encoding="utf-8")
    assert refreshing().refresh(Shelf("Holistic"), DATA / "references.txt", out) == 3
    assert out.read_text(encoding="utf-8") == "[]"
    told = capsys.readouterr()
    assert "1 of 16 references could not be checked; nothing was written" in told.out
    assert "gave no answer in time" in told.err


def test_refreshing_with_a_wrong_address(capsys):
    assert refreshing().main(["--mailto", "nobody"]) == 2
    assert "no mail address" in capsys.readouterr().err
