import gzip
import json

import pytest

from joinedup_refs.errors import ConfigInvalid, FormatInvalid, InputUnreadable
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.origin import Record
from joinedup_refs.sources.memory import Memory
from joinedup_refs.sources.record_file import RecordFile
from joinedup_refs.sources.source import Query, Source

ITEM = {
    "id": "marlow2008",
    "type": "article-journal",
    "author": [{"family": "Marlow", "given": "Tess"}],
    "title": "Tidal marshes and the cost of sea walls",
    "container-title": "Coastal Policy Review",
    "issued": {"date-parts": [[2006]]},
    "volume": "41",
    "page": "211-229",
    "DOI": "10.5555/cpr.41.211",
    "custom": {
        "levels": {"title": "A publisher's page: example.org"},
        "years": [2006, 2007],
        "online-year": 2007,
        "print-year": 2006,
        "aliases": ["10.5555/OLD"],
    },
}
OTHER = {"id": "2", "type": "book", "title": "Glacial till", "author": [{"family": "Ode"}]}
WORK = {
    "DOI": "10.5555/CPR.41.211",
    "type": "journal-article",
    "title": ["Tidal marshes and the cost of sea walls"],
    "author": [{"family": "Marlow", "given": "Tess"}],
    "container-title": ["Coastal Policy Review"],
    "issued": {"date-parts": [[2006, 3]]},
    "volume": "41",
    "page": "211-229",
}
QUERY = Query(text="Marlow (2006), Tidal marshes and the cost of sea walls.")


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.csl.json"
    path.write_text(json.dumps([OTHER, ITEM]), encoding="utf-8")
    return path


def test_a_record_made_by_hand_tells_who_says_what(library):
    source = RecordFile(library)
    assert isinstance(source, Source)
    assert (source.name, len(source)) == ("library", 2)
    found = source.candidates(QUERY)[0]
    assert (found.origin.source, found.origin.id) == ("library", "10.5555/cpr.41.211")
    assert found.levels == {"title": "A publisher's page: example.org"}
    assert (found.years, found.online_year, found.print_year) == ((2006, 2007), 2007, 2006)
    assert found.aliases == ("10.5555/old",)
    assert "custom" not in found.item
    assert found.item["title"] == ITEM["title"]


@pytest.mark.parametrize("doi", ["10.5555/cpr.41.211", "10.5555/CPR.41.211", "10.5555/old"])
def test_a_printed_doi_is_looked_up(library, doi):
    found = RecordFile(library).candidates(Query(text="Ode, Glacial till", doi=doi))
    assert found[0].item["DOI"] == "10.5555/cpr.41.211"
    assert len(found) == 2


def test_a_work_is_found_by_its_place_alone(library):
    found = RecordFile(library).candidates(Query(text="M. 41, 211", volume="41", page="211"))
    assert [c.item["title"] for c in found] == [ITEM["title"]]


def test_nothing_in_common_is_nothing_found(library):
    assert RecordFile(library).candidates(Query(text="Quite another")) == ()
    assert RecordFile(library).candidates(Query(text="")) == ()


def test_content_is_taken_as_bytes():
    source = RecordFile(json.dumps([ITEM]).encode(), name="mine")
    assert source.name == "mine"
    assert source.candidates(QUERY)


def test_other_formats_come_through_their_readers(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(
        "@book{ode, author = {Ode, B.}, title = {Glacial Till of the Fjords}, year = 1999}\n",
        encoding="utf-8",
    )
    found = RecordFile(path).candidates(Query(text="Ode 1999 Glacial till of the fjords"))
    assert found[0].years == (1999,)
    assert found[0].origin.id == "ode"


@pytest.mark.parametrize("name", ["works.jsonl", "works.jsonl.gz"])
def test_lines_of_crossref_works_are_read_packed_or_not(tmp_path, name):
    path = tmp_path / name
    content = f"{json.dumps(WORK)}\n\n".encode()
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    found = RecordFile(path).candidates(QUERY)
    assert [c.item["DOI"] for c in found] == ["10.5555/cpr.41.211"]
    assert found[0].item["title"] == WORK["title"][0]
    assert found[0].origin.source == "works"


def test_lines_of_csl_items_are_read_too():
    found = RecordFile(json.dumps(ITEM).encode(), form=".jsonl").candidates(QUERY)
    assert found[0].levels


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(InputUnreadable, match="cannot be read"):
        RecordFile(tmp_path / "none.json")
    with pytest.raises(InputUnreadable):
        RecordFile(tmp_path)


@pytest.mark.parametrize(
    ("content", "form", "line"),
    [
        (b'[{"id": "a"},\n {"id": }]', ".json", 2),
        (b'{"DOI": "10.5555/a", "title": ["x"]}\n{"DOI": \n', ".jsonl", 2),
        (b"{}\n\n[1]\n", ".jsonl", 3),
        (b'[\n"\xff"]', ".json", 2),
        (b"[" * 100_000, ".jsonl", 1),
    ],
)
def test_a_broken_file_says_its_line(content, form, line):
    with pytest.raises(FormatInvalid) as raised:
        RecordFile(content, form=form)
    assert raised.value.line == line


def test_an_unknown_ending_is_said_to_be_unknown(tmp_path):
    path = tmp_path / "records.xyz"
    path.write_text("?", encoding="utf-8")
    with pytest.raises(ConfigInvalid, match="xyz"):
        RecordFile(path)


def test_a_file_that_unpacks_without_end_is_refused(tmp_path):
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=9) as packed:
        for _ in range(80):
            packed.write(b" " * 1_000_000)
    with pytest.raises(InputUnreadable, match="unpacks to more"):
        RecordFile(path)


def test_a_damaged_archive_is_said_to_be_damaged(tmp_path):
    path = tmp_path / "works.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(WORK).encode() * 50)[:-20])
    with pytest.raises(InputUnreadable, match="damaged"):
        RecordFile(path)


def test_many_records_are_indexed_and_asked_quickly():
    words = [f"{a}{b}" for a in ("tidal", "glacial", "rural", "solar") for b in range(500)]
    made = [
        Candidate(
            origin=Record(source="many", id=str(n)),
            item={
                "type": "article-journal",
                "title": f"On {words[n % 2000]} and {words[n * 7 % 2000]} of the common sort",
                "author": [{"family": f"Name{n % 3000}"}],
                "volume": str(n % 90),
                "page": str(n),
            },
            years=(1990 + n % 30,),
        )
        for n in range(20_000)
    ]
    source = Memory("many", made)
    for n in range(100):
        query = Query(text=f"Name{n}, On {words[n]} and {words[n * 7 % 2000]} of the common sort")
        assert str(n) in {c.origin.id for c in source.candidates(query, most=40)}
