"""Sources by the names that people give them."""

import json

import pytest

import joinedup_refs as jr
from joinedup_refs.errors import ConfigInvalid, FormatInvalid
from joinedup_refs.sources.crossref import Crossref
from joinedup_refs.sources.opening import open_source
from joinedup_refs.sources.record_file import RecordFile
from joinedup_refs.sources.source import Query, Source

ITEM = {"id": "herons", "type": "article-journal", "title": "Herons of the northern lakes"}


@pytest.mark.parametrize("named", ["crossref", "Crossref", " CROSSREF "])
def test_crossref_by_its_name(named):
    source = open_source(named, mailto="reader@example.org")
    assert isinstance(source, Crossref)
    assert isinstance(source, Source)


def test_crossref_with_a_wrong_address():
    with pytest.raises(ConfigInvalid, match="no mail address"):
        open_source("crossref", mailto="reader")


def test_crossref_with_a_cache(tmp_path):
    assert isinstance(open_source("crossref", cache=tmp_path / "kept"), Crossref)
    assert (tmp_path / "kept").is_file()
    with pytest.raises(ConfigInvalid, match="cannot be used as a cache"):
        open_source("crossref", cache=tmp_path)


def test_a_record_file_by_its_path(tmp_path):
    path = tmp_path / "shelf.json"
    path.write_text(json.dumps([ITEM]), encoding="utf-8")
    source = open_source(str(path))
    assert isinstance(source, RecordFile)
    assert isinstance(source, Source)
    (found,) = source.candidates(Query(text="Herons of the northern lakes"))
    assert found.item["title"] == ITEM["title"]


def test_a_file_that_breaks_its_format(tmp_path):
    path = tmp_path / "shelf.json"
    path.write_text("[{", encoding="utf-8")
    with pytest.raises(FormatInvalid):
        open_source(str(path))


def test_a_slip_in_a_name_is_answered_with_the_name(tmp_path):
    with pytest.raises(ConfigInvalid, match=r"'crosref'\ndid you mean crossref\?"):
        open_source("crosref")
    near = tmp_path / "library.json"
    near.write_text("[]", encoding="utf-8")
    with pytest.raises(ConfigInvalid, match=r"did you mean .*library\.json"):
        open_source(str(tmp_path / "Libary.json"))


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("datacite", jr.DataCite),
        ("OpenAlex", jr.OpenAlex),
        ("Europe PMC", jr.EuropePMC),
        ("open-library", jr.OpenLibrary),
        (" arXiv ", jr.ArXiv),
    ],
)
def test_services_by_their_names(named, kind, tmp_path):
    source = open_source(named, mailto="reader@example.org", cache=tmp_path / "kept")
    assert type(source) is kind
    with pytest.raises(ConfigInvalid, match="no mail address"):
        open_source(named, mailto="reader")


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("datasite", "datacite"),
        ("open alexx", "openalex"),
        ("europmc", "europepmc"),
        ("PubMed", "europepmc"),
        ("openlibary", "openlibrary"),
        ("arxive", "arxiv"),
    ],
)
def test_a_slip_in_a_service_is_answered_with_its_name(named, meant):
    with pytest.raises(ConfigInvalid, match=f"did you mean {meant}"):
        open_source(named)


@pytest.mark.parametrize("named", ["", "  ", ".", "nothing/here.json", "x" * 5000, "a\x00b"])
def test_what_is_neither_is_refused_in_two_lines(named):
    with pytest.raises(ConfigInvalid, match="there is no source and no record file") as caught:
        open_source(named)
    assert len(str(caught.value).splitlines()) == 2
    assert "a source is crossref, datacite, openalex," in str(caught.value)
    assert "a mirror of Crossref (http://…), a file of records (.json…) or their index" in str(
        caught.value
    )


def test_an_address_is_a_service_that_answers_as_crossref():
    source = open_source("http://127.0.0.1:1", mailto="reader@example.org")
    assert isinstance(source, Crossref)
