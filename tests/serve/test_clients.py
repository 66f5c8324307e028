"""Clients of Crossref that know nothing of this service."""

import importlib

import habanero
import pytest
from habanero import cn
from made_works import made_work

import joinedup_refs as jr
from joinedup_refs.sources.source import Query


@pytest.fixture
def client(service):
    return habanero.Crossref(base_url=service, mailto="reader@example.org")


def test_habanero_gets_works(client):
    found = client.works(ids="10.5555/made.7")
    assert found["message"] == made_work(7) | {"score": 1.0}
    both = client.works(ids=["10.5555/made.7", "10.5555/made.8"])
    assert [one["message"]["DOI"] for one in both] == ["10.5555/made.7", "10.5555/made.8"]


def test_habanero_searches(client):
    found = client.works(query_bibliographic="Marlow17, survey 17", limit=2)
    assert found["message"]["items"][0]["DOI"] == "10.5555/made.17"
    assert found["message"]["items-per-page"] == 2
    found = client.works(
        query_author="Marlow17", filter={"type": "journal-article"}, select=["DOI", "title"]
    )
    assert found["message"]["items"] == [
        {"DOI": "10.5555/made.17", "title": made_work(17)["title"]}
    ]
    found = client.works(filter={"from_pub_date": "2019", "has_references": True}, sort="published")
    assert found["message"]["total-results"] == 3


def test_habanero_goes_on_by_cursor(client):
    pages = client.works(query="tidal marshes", cursor="*", cursor_max=100, limit=5)
    items = [one["DOI"] for page in pages for one in page["message"]["items"]]
    assert len(items) == len(set(items)) == pages[0]["message"]["total-results"] == 24


def test_habanero_asks_for_agencies_samples_and_formats(client, service):
    agency = client.registration_agency("10.5555/made.7")
    assert agency == ["Crossref"]
    assert len(set(client.random_dois(sample=5))) == 5
    bibtex = cn.content_negotiation(ids="10.5555/made.7", format="bibtex", url=service)
    assert "Marlow7, Tess" in bibtex
    ris = cn.content_negotiation(ids="10.5555/made.7", format="ris", url=service)
    assert "AU  - Marlow7, Tess" in ris


def test_habanero_is_refused_as_by_crossref(client):
    with pytest.raises(habanero.RequestError, match="less than or equal to 100"):
        client.works(sample=200)


def test_our_own_source(service):
    source = jr.Crossref("reader@example.org", base_url=service)
    entry = jr.parse(
        "Marlow17, T. (1997), On rural buses of the Lower Fen, survey 17. "
        "Annals of Invented Places, 18(2), pp. 117–126. https://doi.org/10.5555/made.17"
    )
    (best, *_) = jr.match(entry, source)
    assert (best.verdict, best.candidate.origin.id) == ("accept", "10.5555/made.17")
    (moved,) = source.candidates(Query(text="", doi="10.5555/old-dykes"))
    assert moved.origin.id == "10.5555/dykes"


def test_crossrefapi(service, monkeypatch):
    """It takes only the name of a host over HTTPS, so its addresses are turned to ours."""
    pytest.importorskip("crossref.restful", reason="crossrefapi is not installed")
    restful = importlib.import_module("crossref.restful")
    real = restful.build_url_endpoint

    def here(*arguments):
        return real(*arguments).replace("https://api.crossref.org", service)

    monkeypatch.setattr(restful, "build_url_endpoint", here)
    works = restful.Works()
    assert works.doi("10.5555/made.7") == made_work(7) | {"score": 1.0}
    assert works.doi("10.5555/none") is None
    assert works.agency("10.5555/made.7")["agency"]["id"] == "crossref"
    found = works.query(author="Marlow17").select("DOI")
    assert [one["DOI"] for one in found] == ["10.5555/made.17"]
    assert works.filter(type="journal-article").count() == 121
    assert len({one["DOI"] for one in works.filter(type="journal-article").select("DOI")}) == 121
    assert len(list(works.sample(4))) == 4
