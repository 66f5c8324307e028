"""What an index finds, and how it says that there is none."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from made_works import made_work

import joinedup_refs as jr
from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.match.query import query_of
from joinedup_refs.parse import parse
from joinedup_refs.sources.index.build import build
from joinedup_refs.sources.index.outcome import Options
from joinedup_refs.sources.index.reading import Reading
from joinedup_refs.sources.index.source import Index
from joinedup_refs.sources.opening import open_source
from joinedup_refs.sources.source import Query, Source

COUNT = 3000


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    path = folder / "works.jsonl"
    path.write_text(
        "".join(json.dumps(made_work(n)) + "\n" for n in range(COUNT)), encoding="utf-8"
    )
    build([path], folder / "records", Options(processes=1))
    return Index(folder / "records")


def test_it_is_a_source_by_its_folder(many):
    source = open_source(str(many._reading.folder))
    assert isinstance(source, Source)
    assert isinstance(source, jr.Index)
    assert (source.name, len(source)) == ("records", COUNT)


@pytest.mark.parametrize("number", [0, 17, 999, 2998])
def test_a_work_is_found_by_its_words_and_by_its_place(many, number):
    doi = f"10.5555/made.{number}"
    year, volume, page = 1980 + number % 40, number % 90 + 1, number + 100
    for query in (
        Query(text=f"Marlow{number} T. {made_work(number)['title'][0]}"),
        Query(text=f"Annals of Invented Places {volume}, {page} ({year})"),
        Query(text="a place", volume=str(volume), page=str(page)),
        Query(text="wrong words altogether", doi=doi.upper()),
    ):
        found = many.candidates(query)
        assert found[0].origin.id == doi, query
        assert len({one.origin.id for one in found}) == len(found) <= 5


def test_the_printed_doi_comes_first_and_once(many):
    found = many.candidates(Query(text="Marlow8 survey 8", doi="10.5555/made.9"))
    assert [one.origin.id for one in found[:2]] == ["10.5555/made.9", "10.5555/made.8"]
    assert [one.origin.id for one in found].count("10.5555/made.9") == 1


def test_threads_get_what_one_alone_gets(many):
    asked = [Query(text=f"Marlow{n}, survey {n}", volume="3", page="9") for n in range(200)]
    alone = [many.candidates(query) for query in asked]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(many.candidates, asked)) == alone


@pytest.mark.parametrize(
    "text",
    ["", "?!", "\x00\ud800", "7 " * 5000, "the of and", "x" * 50_000, '"a" AND (b OR'],
    ids=range(7),
)
def test_no_text_breaks_it(many, text):
    assert len(many.candidates(Query(text=text, doi=text[:500], volume=text[:50], page="1"))) <= 5


def test_no_index_is_said(tmp_path):
    with pytest.raises(ConfigInvalid, match=r"no index in .*\nmake one: joinedup-refs index build"):
        Index(tmp_path)
    with pytest.raises(ConfigInvalid, match="no source and no record file"):
        open_source(str(tmp_path))


@pytest.mark.parametrize("harm", ["manifest", "later", "keys", "search", "records"])
def test_a_damaged_index_is_said_to_be(tmp_path, lines, harm):
    folder = tmp_path / "index"
    build([lines("a.jsonl", map(made_work, range(30)))], folder, Options(processes=1))
    manifest = folder / "manifest.json"
    if harm == "manifest":
        manifest.write_bytes(manifest.read_bytes()[:-40])
    elif harm == "later":
        manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 3'))
    elif harm == "keys":
        (folder / "keys-1" / "at").write_bytes(b"\0" * 8)
    elif harm == "search":
        (folder / "search-1" / "meta.json").unlink()
    else:
        (folder / "records" / "00001.rec").write_bytes(b"JURREC2\n")
    with pytest.raises((ConfigInvalid, SourceUnavailable), match=r"damaged|later joinedup-refs"):
        Index(folder)


def test_an_index_of_an_earlier_form_is_built_anew(tmp_path, lines):
    folder = tmp_path / "index"
    works = lines("a.jsonl", map(made_work, range(30)))
    build([works], folder, Options(processes=1))
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 1'))
    for refused in (lambda: Index(folder), lambda: build([works], folder, Options(processes=1))):
        with pytest.raises(ConfigInvalid, match=r"earlier joinedup-refs.*\n.*--anew"):
            refused()
    build([works], folder, Options(processes=1, anew=True))
    assert len(Index(folder)) == 30


def test_a_word_in_several_fields_counts_once_and_is_found_in_each(lines, tmp_path):
    """A word of the title that an author, the journal and the year of the same work bear too."""
    works = [
        {"DOI": "10.5555/all", "title": ["Fenland 2008"], "container-title": ["Fenland Review"]}
        | {"author": [{"family": "Fenland"}], "issued": {"date-parts": [[2008]]}, "volume": "7"},
        {"DOI": "10.5555/people", "title": ["Buses"], "author": [{"family": "Fenland"}]},
        {"DOI": "10.5555/journal", "title": ["Boats"], "container-title": ["Fenland"]},
        {"DOI": "10.5555/both", "title": ["Barns"], "container-title": ["Fenland"]}
        | {"author": [{"family": "Fenland"}]},
        {"DOI": "10.5555/year", "title": ["Bells"], "issued": {"date-parts": [[2008]]}},
    ]
    build([lines("works.jsonl", works)], tmp_path / "index", Options(processes=1))
    reading = Reading(tmp_path / "index")

    def found(text, **how):
        hits = reading.ranked(reading.looking_for(text, **how), 9)
        assert len({hit.score for hit in hits}) == 1
        return {reading.work(hit.at)["DOI"].partition("/")[2] for hit in hits}

    assert found("fenland") == {"all", "people", "journal", "both"}
    assert found("fenland", field="title") == {"all"}
    assert found("fenland", field="people") == {"all", "people", "both"}
    assert found("fenland", field="container") == {"all", "journal", "both"}
    assert found("2008") == {"all", "year"}
    assert found("", places=["2008"]) == {"all", "year"}
    assert found("", places=["y2008v7"]) == {"all"}
    assert reading.looking_for("y2008v7") is None


def test_a_reference_is_matched_against_it(many):
    entry = jr.parse(
        "Marlow17, T. (1997), On rural buses of the Lower Fen, survey 17. "
        "Annals of Invented Places, 18(2), pp. 117–126."
    )
    (best, *_) = jr.match(entry, many)
    assert (best.verdict, best.candidate.item["DOI"]) == ("accept", "10.5555/made.17")


@pytest.mark.corpus
def test_real_references_find_their_records(corpora, tmp_path):
    """As in memory: of 110 references with a record all are found, from the bare text too."""
    folder = corpora / "crossref"
    build([folder / "works.jsonl.gz"], tmp_path / "real", Options())
    index = Index(tmp_path / "real")
    missed = {"parsed": 0, "bare": 0}
    with gzip.open(folder / "matching_public.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in filter(lambda one: one["doi"], map(json.loads, rows)):
            right = {str(doi).lower() for doi in (row["doi"], row.get("also_doi")) if doi}
            query = query_of(parse(row["raw"]).reference, row["raw"])._replace(doi="")
            for how, one in (("parsed", query), ("bare", Query(text=query.text))):
                found = {str(c.item.get("DOI")) for c in index.candidates(one)}
                missed[how] += not right & found
    assert missed == {"parsed": 0, "bare": 0}
