"""OpenAlex: works of every kind, by DOI, PMID or title."""

import catalogue_records as records
import pytest
from catalogue_server import Answer
from pretended_time import PretendedTime

import joinedup_refs as jr
from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.sources.openalex import KEY, candidate
from joinedup_refs.sources.source import Query

SEARCH = Query(
    text="Heron, B. (2011), Lakes without birds. Journal of Lakes, 4.", title="Lakes without birds"
)


@pytest.fixture(autouse=True)
def _no_key(monkeypatch):
    monkeypatch.delenv(KEY, raising=False)


def asker(server, **options):
    return jr.OpenAlex(base_url=server.url, timing=PretendedTime().timing, **options)


def test_a_work_is_a_csl_item_with_what_else_is_known():
    found = candidate(records.OPENALEX, retrieved="2026-11-28")
    assert (found.origin.source, found.origin.id) == ("openalex", "W1001")
    assert found.item == {
        "type": "article-journal",
        "DOI": "10.5555/lakes",
        "title": "Lakes without birds",
        "author": [
            {"family": "Heron", "given": "Bea"},
            {"family": "Berg", "given": "Ludwig", "non-dropping-particle": "van den"},
        ],
        "issued": {"date-parts": [[2011]]},
        "container-title": "Journal of Lakes",
        "volume": "4",
        "issue": "2",
        "page": "11-29",
        "publisher": "Lake Press",
        "language": "en",
        "PMID": "21000001",
        "ISSN": "0378-5955",
    }
    assert found.years == (2011, 2010)
    assert found.related == (("has-version", "10.5555/lakes.pre"),)
    assert found.updates == ()


def test_a_retracted_work_says_so():
    (update,) = candidate(records.OPENALEX | {"is_retracted": True}).updates
    assert (update.kind, update.label) == ("retraction", "retracted")
    assert candidate(records.OPENALEX | {"is_retracted": "no"}).updates == ()


@pytest.mark.parametrize(
    ("kind", "venue", "csl", "container"),
    [
        ("article", "conference", "paper-conference", "Journal of Lakes"),
        ("preprint", "repository", "article", None),
        ("book-chapter", "ebook platform", "chapter", None),
        ("dissertation", None, "thesis", None),
        ("new-kind", "journal", "document", "Journal of Lakes"),
    ],
)
def test_types_and_venues(kind, venue, csl, container):
    source = records.OPENALEX["primary_location"]["source"] | {"type": venue}
    work = records.OPENALEX | {"type": kind, "primary_location": {"source": source}}
    item = candidate(work).item
    assert (item["type"], item.get("container-title")) == (csl, container)


def test_a_single_doi_is_a_single_work_which_costs_nothing():
    with records.openalex(records.OPENALEX) as server:
        (found,) = asker(server).candidates(SEARCH._replace(doi="10.5555/LAKES"))
        assert found.origin.id == "W1001"
        assert [(one.path, one.parameters) for one in server.asked] == [
            ("/works/doi:10.5555/lakes", {})
        ]


@pytest.mark.parametrize("doi", ["10.5555/a#b?c=d&e", "10.5555/a,b|c", "10.5555/é"])
def test_a_doi_with_odd_signs_arrives_whole(doi):
    with records.openalex() as server:
        asker(server).candidates(Query(text="", doi=doi))
        assert [(one.path, one.parameters) for one in server.asked] == [(f"/works/doi:{doi}", {})]


def test_a_doi_that_is_not_there_is_searched_around():
    with records.openalex(records.OPENALEX) as server:
        (found,) = asker(server).candidates(SEARCH._replace(doi="10.5555/none"))
        assert found.origin.id == "W1001"
        assert server.asked[1].parameters == {
            "filter": "title.search:lakes without birds",
            "per-page": "5",
        }


def test_announced_identifiers_are_looked_up_together():
    other = records.OPENALEX | {
        "id": "https://openalex.org/W1002",
        "doi": "https://doi.org/10.5555/ponds",
        "ids": {"doi": "https://doi.org/10.5555/ponds"},
    }
    with records.openalex(records.OPENALEX, other) as server:
        source = asker(server)
        queries = [SEARCH._replace(doi=d) for d in ("10.5555/lakes", "10.5555/ponds")]
        queries.append(SEARCH._replace(pmid="21000001"))
        source.announce(queries)
        found = [source.candidates(query)[0].origin.id for query in queries]
        assert found == ["W1001", "W1002", "W1001"]
        assert [one.path for one in server.asked] == ["/works", "/works/pmid:21000001"]
        assert server.asked[0].parameters["filter"] == "doi:10.5555/lakes|10.5555/ponds"


def test_a_work_missing_in_a_list_is_asked_for_alone_before_it_counts_as_not_found(tmp_path):
    other = records.OPENALEX | {
        "id": "https://openalex.org/W1002",
        "doi": "https://doi.org/10.5555/ponds",
        "ids": {"doi": "https://doi.org/10.5555/ponds"},
    }
    queries = [Query(text="", doi=f"10.5555/{name}") for name in ("lakes", "ponds", "none")]
    with records.openalex(records.OPENALEX, other) as server:
        whole = server.answers["/works"]

        def cut_short(path, asked):
            told = whole(path, asked)
            return told | {"results": told["results"][:1]} if path == "/works" else told

        server.answers["/works"] = cut_short
        source = asker(server, cache=tmp_path / "answers.sqlite")
        source.announce(queries)
        found = [[one.origin.id for one in source.candidates(query)] for query in queries]
        assert found == [["W1001"], ["W1002"], []]
        paths = ["/works", "/works/doi:10.5555/ponds", "/works/doi:10.5555/none"]
        assert [one.path for one in server.asked] == paths
        again = asker(server, cache=tmp_path / "answers.sqlite")
        assert [len(again.candidates(query)) for query in queries] == [1, 1, 0]
        assert len(server.asked) == 3


def test_a_work_missing_in_a_list_is_unreachable_where_it_cannot_be_asked_for_alone():
    queries = [Query(text="", doi=f"10.5555/{name}") for name in ("lakes", "ponds")]
    with records.openalex(records.OPENALEX) as server:
        server.answers["/works/"] = Answer(503)
        source = asker(server)
        source.announce(queries)
        assert len(source.candidates(queries[0])) == 1
        with pytest.raises(SourceUnavailable):
            source.candidates(queries[1])


@pytest.mark.parametrize(
    ("key", "searches", "days"),
    [("", 100, 1), ("", 101, 2), ("mine", 101, 1), ("mine", 1001, 2)],
)
def test_a_plan_reckons_with_what_a_day_allows(key, searches, days):
    queries = [SEARCH._replace(title=f"Lakes {n}") for n in range(searches)]
    plan = jr.OpenAlex(api_key=key).plan(queries)
    assert (plan.searches, plan.lookups, plan.days) == (searches, 0, days)
    assert (KEY in plan.hint) == (days > 1 and not key)
    assert jr.OpenAlex(api_key=key).plan([Query(text="", doi="10.5555/a")] * 3).days == 1


def test_a_work_listed_without_all_its_authors_is_asked_for_alone():
    authors = [{"raw_author_name": f"Ada Heron{n}"} for n in range(300)]
    whole = records.OPENALEX | {"authorships": authors}
    cut = records.OPENALEX | {"authorships": authors[:100]}
    with records.openalex(cut) as server:
        listed = server.answers["/works"]
        server.answers["/works/"] = lambda path, _: whole if path == "/works/W1001" else None
        server.answers["/works"] = listed
        (found,) = asker(server).candidates(SEARCH)
        assert len(found.item["author"]) == 300


def test_ten_thousand_authors_are_borne():
    authors = [{"raw_author_name": f"Ada Heron{n}"} for n in range(10_000)]
    found = candidate(records.OPENALEX | {"authorships": authors})
    assert len(found.item["author"]) == 10_000


def test_the_key_is_sent_and_never_told(monkeypatch):
    monkeypatch.setenv(KEY, "from-environment")
    with records.openalex() as server:
        asker(server).candidates(SEARCH)
        asker(server, api_key="given").candidates(SEARCH)
        asker(server, api_key="").candidates(SEARCH)
        sent = [one.parameters.get("api_key") for one in server.asked]
        assert sent == ["from-environment", "given", None]
        server.always = Answer(403, b'{"message": "no"}')
        with pytest.raises(SourceUnavailable) as caught:
            asker(server).candidates(SEARCH)
    told = f"{caught.value} {caught.value.__cause__} {caught.value.__cause__.__cause__}"
    assert "from-environment" not in told
    assert "a key that is not right" in told


def test_who_asked_too_often_is_told_of_the_key():
    with records.openalex() as server:
        server.always = Answer(429, b'{"error": "Budget used up"}')
        with pytest.raises(SourceUnavailable, match=r"429: Budget used up.*\n.*OPENALEX_API_KEY"):
            asker(server).candidates(SEARCH)
