"""Printed DOIs looked up fifty at a time, so that one bad one costs the others nothing."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import crossref_server as double
import pytest
from crossref_server import CrossrefServer, work
from pretended_time import PretendedTime

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.sources.ahead import Ahead
from joinedup_refs.sources.answer_cache import AnswerCache
from joinedup_refs.sources.crossref import Crossref
from joinedup_refs.sources.source import Prefetching, Query

MAILTO = "reader@example.org"
DOIS = [f"10.5555/h{n}" for n in range(120)]


@pytest.fixture
def server():
    with CrossrefServer([work(doi, f"Herons {doi[-2:]}") for doi in DOIS]) as running:
        yield running


@pytest.fixture
def time():
    return PretendedTime()


def asker(server, time, **options):
    return Crossref(MAILTO, base_url=server.url, timing=time.timing, **options)


def found(source, doi):
    return [one.origin.id for one in source.candidates(Query(text="", doi=doi))]


def in_lists(server):
    return [one.parameters["filter"][0].split(",") for one in server.lists]


def test_three_requests_bring_a_hundred_and_twenty_works(server, time):
    source = asker(server, time)
    assert isinstance(source, Prefetching)
    source.prefetch(DOIS)
    assert server.asked == []
    for doi in DOIS:
        assert found(source, doi) == [doi]
    assert [len(dois) for dois in in_lists(server)] == [50, 50, 20]
    assert [one.parameters["rows"] for one in server.lists] == [["50"], ["50"], ["20"]]
    assert server.singles == []


def test_resolvers_and_capitals_are_one_doi(server, time):
    source = asker(server, time)
    source.prefetch(
        ["https://doi.org/10.5555/H1", "10.5555/h1", "10.5555/h2", "", "doi:10.5555/H3"]
    )
    for doi in ("10.5555/h1", "HTTPS://doi.org/10.5555/h2", "10.5555/H3"):
        assert len(found(source, doi)) == 1
    assert in_lists(server) == [["doi:10.5555/h1", "doi:10.5555/h2", "doi:10.5555/h3"]]


def test_one_by_itself_is_looked_up_by_itself(server, time):
    source = asker(server, time)
    source.prefetch(DOIS[:1])
    assert found(source, DOIS[0]) == DOIS[:1]
    assert (len(server.singles), server.lists) == (1, [])


def test_what_a_list_lacks_is_looked_up_alone_before_it_is_missing(server, time):
    del server.works["10.5555/h3"]
    del server.works["10.5555/h4"]
    server.aliases["10.5555/h4"] = "10.5555/h5"
    source = asker(server, time)
    source.prefetch(DOIS[:10])
    assert found(source, "10.5555/h3") == []
    (alias,) = source.candidates(Query(text="", doi="10.5555/h4"))
    assert (alias.origin.id, alias.aliases) == ("10.5555/h5", ("10.5555/h4",))
    assert len(server.lists) == 1
    assert [one.doi for one in server.singles] == ["10.5555/h3", "10.5555/h4", "10.5555/h5"]


@pytest.mark.parametrize(
    "doi", ["10.5555/a,b", "10.5555/a b", "10.5555/" + "a" * 900, "10.5555/\ud800"]
)
def test_what_cannot_stand_in_a_list_does_not(server, time, doi):
    source = asker(server, time)
    source.prefetch([doi, *DOIS[:3]])
    found(source, doi)
    assert server.lists == []
    assert found(source, DOIS[0]) == [DOIS[0]]
    assert in_lists(server) == [[f"doi:{one}" for one in DOIS[:3]]]


def test_long_dois_share_an_address_that_is_not_refused(time):
    dois = [f"10.5555/{'<' * 60}{n}" for n in range(50)]
    with CrossrefServer([work(doi, "Long") for doi in dois]) as server:
        source = asker(server, time)
        source.prefetch(dois)
        for doi in dois:
            assert found(source, doi) == [doi]
        assert len(server.lists) > 1
        assert max(len(one.target) for one in server.asked) < 4000


@pytest.mark.parametrize(
    "fault", [double.REFUSED, double.BROKEN, double.HTML, double.HANGS_UP, double.CUT_JSON]
)
def test_one_bad_doi_costs_the_others_nothing(server, time, fault):
    """Every list that holds it fails; by itself it is not there."""
    bad = "10.5555/bad"
    server.spoil = lambda asked, right: fault if bad in str(asked.parameters) else right
    source = asker(server, time)
    source.prefetch([*DOIS[:20], bad, *DOIS[20:49]])
    assert found(source, bad) == []
    for doi in DOIS[:49]:
        assert found(source, doi) == [doi]
    # the half without it came as a list
    assert sum(len(dois) == 25 for dois in in_lists(server)) >= 2
    assert len(server.singles) <= 25


def test_a_doi_that_fails_alone_fails_alone(server, time):
    bad = "10.5555/h7"
    server.spoil = lambda asked, right: (
        double.BROKEN if bad in str(asked.parameters) or asked.doi == bad else right
    )
    source = asker(server, time)
    source.prefetch(DOIS[:50])
    with pytest.raises(SourceUnavailable, match="fault of its own"):
        found(source, bad)
    for doi in DOIS[:50]:
        if doi != bad:
            assert found(source, doi) == [doi]


def test_a_service_that_is_down_is_not_asked_for_each(server, time):
    server.always = double.overrun()
    source = asker(server, time)
    source.prefetch(DOIS)
    for doi in DOIS:
        with pytest.raises(SourceUnavailable):
            found(source, doi)
    assert len(server.asked) <= 3 * 5


def test_works_that_nobody_asked_for_are_left_aside(server, time):
    stranger = work("10.5555/stranger", "Not asked for")

    def with_a_stranger(asked, right):
        if asked.doi:
            return right
        body = json.loads(right.body)
        body["message"]["items"] = [stranger, None, 7, *body["message"]["items"][1:]]
        return right._replace(body=json.dumps(body))

    server.spoil = with_a_stranger
    source = asker(server, time)
    source.prefetch(DOIS[:3])
    assert [found(source, doi) for doi in DOIS[:3]] == [[doi] for doi in DOIS[:3]]
    assert [one.doi for one in server.singles] == DOIS[:1]


def test_threads_share_what_is_under_way(server, time):
    server.pace_s = 0.05
    source = asker(server, time)
    source.prefetch(DOIS)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda doi: found(source, doi), DOIS)) == [[doi] for doi in DOIS]
    assert len(server.lists) == 3
    assert server.singles == []


def test_what_is_kept_is_not_fetched_and_what_is_fetched_is_kept(server, time, tmp_path):
    kept = AnswerCache(tmp_path / "kept")
    found(asker(server, time, cache=kept), DOIS[0])
    server.asked.clear()
    source = asker(server, time, cache=kept)
    source.prefetch(DOIS[:5])
    for doi in DOIS[:5]:
        assert found(source, doi) == [doi]
    assert in_lists(server) == [[f"doi:{one}" for one in DOIS[1:5]]]
    later = asker(server, time, cache=kept, offline=True)
    later.prefetch(DOIS[:5])
    assert [found(later, doi) for doi in DOIS[:5]] == [[doi] for doi in DOIS[:5]]
    assert len(server.asked) == 1


def test_what_nothing_looks_at_is_not_kept(server, time, tmp_path):
    path = tmp_path / "kept"
    server.works["10.5555/h1"] |= {"reference": [{"key": "r" * 9999}], "abstract": "a" * 9999}
    kept = AnswerCache(path)
    found(asker(server, time, cache=kept), "10.5555/h1")
    answer = kept.get(f"{server.url} work 10.5555/h1")
    assert len(json.dumps(answer)) < 500
    assert answer["works"][0]["title"] == ["Herons h1"]


def test_answers_held_ahead_are_bounded(monkeypatch):
    monkeypatch.setattr("joinedup_refs.sources.ahead._HELD", 60)
    asked = []

    def fetch(dois):
        asked.append(list(dois))
        return dict.fromkeys(dois, 1)

    ahead = Ahead(fetch, 50)
    ahead.announce(DOIS)
    assert ahead.of(DOIS[0]) == 1
    assert ahead.of(DOIS[60]) == 1
    assert ahead.of(DOIS[0]) is None  # let go, and to be asked for alone
    assert [len(dois) for dois in asked] == [50, 50]


def test_a_fetch_that_raises_leaves_nobody_waiting():
    begun = threading.Event()

    def fetch(_):
        begun.set()
        raise RuntimeError

    ahead = Ahead(fetch, 50)
    ahead.announce(DOIS[:2])
    with pytest.raises(RuntimeError):
        ahead.of(DOIS[0])
    assert begun.is_set()
    assert ahead.of(DOIS[1]) is None
