"""DataCite: data sets and other works, by DOI or by title."""

import catalogue_records as records
import pytest
from pretended_time import PretendedTime

import joinedup_refs as jr
from joinedup_refs.sources.datacite import candidate
from joinedup_refs.sources.source import Query

SEARCH = Query(
    text="Ahlgren, P. (2019), Counts of Ardea on northern lakes. Lake Data Archive.",
    title="Counts of Ardea on northern lakes",
    authors=("Ahlgren",),
    kind="dataset",
)


def titled(doi, title):
    """Make a record with a title and nothing else."""
    return {"id": doi, "attributes": {"doi": doi, "titles": [{"title": title}]}}


def test_a_record_is_a_csl_item_with_what_else_is_known():
    found = candidate(records.DATACITE, retrieved="2026-11-28")
    assert found.origin.model_dump() == {
        "kind": "record",
        "source": "datacite",
        "id": "10.5555/heron-counts",
        "retrieved": "2026-11-28",
    }
    assert found.item == {
        "type": "dataset",
        "DOI": "10.5555/heron-counts",
        "title": "Counts of Ardea on northern lakes: Raw data",
        "author": [
            {"family": "Ahlgren", "given": "Pia"},
            {"literal": "Heron Society"},
            {"family": "Dole", "given": "Carl"},
        ],
        "editor": [{"family": "Ester"}],
        "issued": {"date-parts": [[2019, 3, 4]]},
        "publisher": "Lake Data Archive",
        "version": "2.1",
        "language": "en",
        "URL": "https://doi.org/10.5555/heron-counts",
    }
    assert found.years == (2019, 2020)
    assert found.aliases == ("10.5555/heron-twin",)
    assert found.related == (("is-version-of", "10.5555/heron-all"),)
    assert found.updates == ()


@pytest.mark.parametrize(
    ("general", "csl", "genre"),
    [
        ("Preprint", "article", "preprint"),
        ("Software", "software", None),
        ("Dissertation", "thesis", None),
        ("JournalArticle", "article-journal", None),
        ("Unheard of", "document", None),
    ],
)
def test_types(general, csl, genre):
    said = records.DATACITE["attributes"] | {"types": {"resourceTypeGeneral": general}}
    item = candidate({"attributes": said}).item
    assert (item["type"], item.get("genre")) == (csl, genre)


def test_an_article_stands_in_its_journal():
    container = {
        "type": "Journal",
        "title": "Journal of Lakes",
        "volume": "4",
        "issue": "2",
        "firstPage": "11",
        "lastPage": "29",
        "identifier": "0378-5955",
        "identifierType": "ISSN",
    }
    item = candidate({"attributes": {"doi": "10.5555/x", "container": container}}).item
    keys = ("container-title", "volume", "issue", "page", "ISSN")
    assert [item[k] for k in keys] == ["Journal of Lakes", "4", "2", "11-29", "0378-5955"]


def test_the_year_to_cite_is_kept_where_the_dates_say_another():
    said = records.DATACITE["attributes"] | {
        "publicationYear": "2017",
        "publisher": {"name": "Lake Data Archive"},
    }
    found = candidate({"attributes": said})
    assert found.item["issued"] == {"date-parts": [[2017]]}
    assert found.item["publisher"] == "Lake Data Archive"
    assert found.years == (2017, 2019, 2020)


def test_the_printed_doi_is_looked_up_and_nothing_is_searched():
    with records.datacite(records.DATACITE) as server:
        source = jr.DataCite(base_url=server.url, timing=PretendedTime().timing)
        (found,) = source.candidates(SEARCH._replace(doi="10.5555/HERON-counts"))
        assert found.origin.id == "10.5555/heron-counts"
        assert found.origin.retrieved == "2026-11-23"
        assert [one.parameters for one in server.asked] == [
            {"ids": "10.5555/heron-counts", "page[size]": "1"}
        ]


def test_a_doi_of_another_work_is_searched_around():
    other = titled("10.5555/owls", "Owls")
    with records.datacite(other, records.DATACITE) as server:
        source = jr.DataCite(base_url=server.url, timing=PretendedTime().timing)
        found = source.candidates(SEARCH._replace(doi="10.5555/owls"))
        assert [one.origin.id for one in found] == ["10.5555/owls", "10.5555/heron-counts"]
        assert server.asked[1].parameters == {
            "query": "titles.title:(counts OR of OR ardea OR on OR northern OR lakes)"
            " OR creators.name:(ahlgren)",
            "page[size]": "5",
            "sort": "relevance",
        }


def test_an_article_whose_doi_is_not_here_is_not_searched_for():
    with records.datacite() as server:
        source = jr.DataCite(base_url=server.url, timing=PretendedTime().timing)
        query = SEARCH._replace(doi="10.5555/x", kind="article-journal")
        assert source.suits(query)
        assert not source.suits(query._replace(doi=""))
        assert source.candidates(query) == ()
        assert len(server.asked) == 1


def test_announced_dois_are_looked_up_together():
    many = [titled(f"10.5555/{n}", "Lakes") for n in range(30)]
    with records.datacite(*many) as server:
        source = jr.DataCite(base_url=server.url, timing=PretendedTime().timing)
        dois = [*(f"10.5555/{n}" for n in range(30)), "no doi", "10.5555/a,b"]
        source.announce(Query(text="", doi=doi) for doi in dois)
        for n in range(30):
            query = Query(text="Lakes", title="Lakes", doi=f"10.5555/{n}")
            assert [one.origin.id for one in source.candidates(query)] == [f"10.5555/{n}"]
        lists = [one.parameters.get("ids", "") for one in server.asked]
        assert [ids.count("10.5555/") for ids in lists if ids] == [25, 5]
        source.candidates(Query(text="Lakes", doi="10.5555/a,b"))
        alone = [one.parameters["query"] for one in server.asked if "query" in one.parameters]
        assert alone == ['doi:"10.5555/a,b"']


def test_a_preprint_of_arxiv_is_looked_up_by_the_doi_that_arxiv_gives_it():
    with records.datacite() as server:
        source = jr.DataCite(base_url=server.url, timing=PretendedTime().timing)
        source.candidates(Query(text="", arxiv="2001.12345v2", kind="article"))
        assert server.asked[0].parameters["ids"] == "10.48550/arxiv.2001.12345"
