"""What all the services have in common, each against a service on this machine; nothing waits."""

import gc
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from time import process_time

import catalogue_records as records
import pytest
from catalogue_server import PAGE, Answer, CatalogueServer, bomb, overrun, redirect
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pretended_time import PretendedTime

import joinedup_refs as jr
from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.sources import arxiv, datacite, europepmc, openalex, openlibrary
from joinedup_refs.sources.source import Announced, Query, Selective, Source
from joinedup_refs.sources.throttle import Timing

MAILTO = "reader@example.org"
SERVICES = [jr.DataCite, jr.OpenAlex, jr.EuropePMC, jr.OpenLibrary, jr.ArXiv]
TITLES = ["DataCite", "OpenAlex", "Europe PMC", "Open Library", "arXiv"]
EMPTY = {
    "datacite": {"data": []},
    "openalex": {"results": []},
    "europepmc": {"resultList": {"result": []}},
    "openlibrary": {"docs": []},
    "arxiv": records.feed([]),
}
SEARCH = Query(text="Heron, B. (2011), Lakes without birds.", title="Lakes without birds")
PRINTED = SEARCH._replace(
    doi="10.5555/lakes", isbn="9780306406157", pmid="21000001", arxiv="2001.12345", kind="article"
)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", openalex.KEY):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server():
    with CatalogueServer() as running:
        yield running


@pytest.fixture
def time():
    return PretendedTime()


def asker(kind, server, time, **options):
    return kind(MAILTO, base_url=server.url, timing=time.timing, **options)


@pytest.mark.parametrize("kind", SERVICES)
def test_each_is_a_source(kind):
    source = kind(MAILTO)
    assert isinstance(source, Source)
    assert isinstance(source, Selective)
    assert isinstance(source, Announced)
    assert source.name == kind.__name__.lower()
    assert issubclass(kind, type(source))


@pytest.mark.parametrize("kind", SERVICES)
def test_nothing_found_is_nothing(kind, server, time):
    server.answers["/"] = EMPTY[kind.NAME]
    assert asker(kind, server, time).candidates(SEARCH) == ()
    assert len(server.asked) == 1


@pytest.mark.parametrize("kind", SERVICES)
def test_it_says_who_asks_and_never_asks_for_nothing(kind, server, time):
    server.answers["/"] = EMPTY[kind.NAME]
    assert asker(kind, server, time).candidates(SEARCH, most=0) == ()
    assert asker(kind, server, time).candidates(Query(text="—")) == ()
    assert server.asked == []
    asker(kind, server, time).candidates(SEARCH)
    kind(base_url=server.url, timing=time.timing).candidates(SEARCH)
    known, unknown = (one.user_agent for one in server.asked)
    assert known.startswith("joinedup-refs/")
    assert known.endswith(f"(mailto:{MAILTO})")
    assert "mailto" not in unknown


FAULTS = {
    "a page for records": (Answer(body=PAGE), ""),
    "a page with 404": (Answer(404, PAGE), "refused the request (404)"),
    "nothing there": (Answer(404, b'{"error": "no such route"}'), "404: no such route"),
    "cut JSON": (Answer(body=b'{"data": [{"id": "10.5555/'), ""),
    "cut short": (Answer(body=b'{"data": [', promised=5000), "broke the connection off"),
    "hung up": (Answer(hang_up=True), "broke the connection off"),
    "null": (Answer(body=b"null"), "makes no sense"),
    "a list": (Answer(body=b"[]"), "makes no sense"),
    "an empty object": (Answer(body=b"{}"), "makes no sense"),
    "text for the list": (Answer(body=b'{"data": "x", "results": "x", "docs": "x"}'), ""),
    "nested without end": (Answer(body=b'{"a":' * 100_000), "makes no sense"),
    "not UTF-8": (Answer(body=b'{"a": "\xff\xfe"}'), ""),
    "a bomb": (bomb(60_000_000), "more than 20,000,000 bytes"),
    "bad compression": (Answer(body=b"xx", headers=(("Content-Encoding", "gzip"),)), "unpacked"),
    "its own fault": (Answer(503, PAGE), "fault of its own (503)"),
    "refused": (Answer(400, b'{"message": "<b>bad</b> filter &amp; all"}'), "bad filter & all"),
    "another host": (redirect("http://localhost:1/elsewhere"), "another host (localhost:1)"),
    "another scheme": (redirect("ftp://127.0.0.1/x"), "another host (127.0.0.1)"),
    "round and round": (redirect("/again"), "from one address to the next"),
    "nowhere": (redirect(""), "from one address to the next"),
    "asked too often": (overrun("3600"), "asks us to wait 3600 seconds"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("kind", "title"), list(zip(SERVICES, TITLES, strict=True)))
def test_every_failure_names_the_service_and_a_way_out(kind, title, fault, server, time):
    server.always, said = FAULTS[fault]
    gc.collect()  # clients of tests before, which cannot close deep in a nesting without end
    query = PRINTED._replace(kind="book") if kind is jr.OpenLibrary else PRINTED
    with pytest.raises(SourceUnavailable) as caught:
        asker(kind, server, time).candidates(query)
    what, way_out = str(caught.value).split("\n")
    assert what.startswith(f"{title} (at {server.url}) ")
    assert said in what
    assert way_out


@pytest.mark.parametrize("kind", SERVICES)
def test_a_service_that_is_not_there(kind, time):
    with CatalogueServer() as gone:
        pass
    with pytest.raises(SourceUnavailable, match="could not be reached"):
        asker(kind, gone, time).candidates(SEARCH)


@pytest.mark.parametrize("kind", SERVICES)
def test_it_follows_the_service_to_itself(kind, server, time):
    server.script.append(redirect("/moved?x=1", 301))
    server.answers["/moved"] = EMPTY[kind.NAME]
    assert asker(kind, server, time).candidates(SEARCH) == ()
    assert server.asked[-1].parameters == {"x": "1"}


@pytest.mark.parametrize("kind", SERVICES)
def test_it_waits_as_it_is_told_and_asks_again(kind, server, time):
    told = []
    server.answers["/"] = EMPTY[kind.NAME]
    server.script.extend([overrun("7"), Answer(502)])
    source = asker(kind, server, time, on_wait=lambda s, why: told.append((s, why)))
    assert source.candidates(SEARCH) == ()
    assert len(server.asked) == 3
    assert [seconds for seconds, _ in told] == [7.0, 2.0]
    assert told[0][1].startswith(f"{kind.TERMS.title} says it was asked too often (429")


@pytest.mark.parametrize("kind", SERVICES)
def test_one_that_is_down_is_left_alone(kind, server, time):
    server.always = Answer(hang_up=True)
    source = asker(kind, server, time)
    for number in range(6):
        with pytest.raises(SourceUnavailable):
            source.candidates(SEARCH._replace(title=f"Lakes {number}"))
    assert len(server.asked) == 12  # three of them, four times each


@pytest.mark.parametrize("kind", SERVICES)
@pytest.mark.parametrize("mailto", ["", MAILTO])
def test_it_keeps_the_pace_of_the_service(kind, mailto, server, time):
    server.answers["/"] = EMPTY[kind.NAME]
    source = kind(mailto, base_url=server.url, timing=time.timing)
    for number in range(4):
        source.candidates(SEARCH._replace(title=f"Lakes {number}"))
    pace = (mailto and kind.TERMS.per_second_known) or kind.TERMS.per_second
    assert time.now == pytest.approx(3 / pace)
    assert pace <= 5


def test_arxiv_is_asked_once_in_three_seconds():
    assert jr.ArXiv.TERMS.per_second == pytest.approx(1 / 3)
    assert jr.ArXiv.TERMS.at_once == 1


@pytest.mark.parametrize("kind", SERVICES)
def test_a_slow_drip_is_given_up(kind, server):
    server.always = Answer(body=b"[" + b" " * 500 + b"]", drip_s=0.05)
    source = kind(base_url=server.url, timeout_s=0.1, timing=Timing(sleep=lambda _: None))
    with pytest.raises(SourceUnavailable, match="no answer in time"):
        source.candidates(SEARCH)


@pytest.mark.parametrize("kind", SERVICES)
def test_what_was_answered_is_kept(kind, server, time):
    kept = {}

    class Kept:
        def get(self, key):
            return json.loads(kept[key]) if key in kept else None

        def put(self, key, answer, *, found):
            kept[key] = json.dumps(answer)
            assert found is bool(answer["records"])

    server.answers["/"] = EMPTY[kind.NAME]
    for _ in range(2):
        assert asker(kind, server, time, cache=Kept()).candidates(SEARCH) == ()
    assert len(server.asked) == 1
    assert all(key.startswith(f"{kind.NAME} {server.url} ") for key in kept)
    for key in kept:
        kept[key] = json.dumps({"records": [7, None, {}]})
    assert asker(kind, server, time, cache=Kept()).candidates(SEARCH) == ()


@pytest.mark.parametrize("kind", SERVICES)
def test_wrong_addresses_are_refused(kind):
    with pytest.raises(ConfigInvalid, match="no mail address"):
        kind("reader")
    with pytest.raises(ConfigInvalid, match=f"that of {kind.TERMS.title} is https://"):
        kind(base_url="file:///etc/passwd")


@pytest.mark.parametrize("kind", SERVICES)
def test_many_threads_get_their_own_answers(kind, server, time):
    server.answers["/"] = EMPTY[kind.NAME]
    source = asker(kind, server, time)
    began = threading.Barrier(4)

    def ask(number):
        began.wait(5)
        return source.candidates(SEARCH._replace(title=f"Lakes {number}"))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [()] * 4
    assert len(server.asked) == 4


def test_hostile_words_are_no_operators(server, time):
    server.answers["/"] = EMPTY["europepmc"]
    title = 'Lakes AND "birds" OR * title:(x) NOT y | a, b \\ & # é'
    asker(jr.EuropePMC, server, time).candidates(SEARCH._replace(title=title))
    (asked,) = server.asked
    assert asked.parameters["query"] == (
        "TITLE:(lakes AND and AND birds AND or AND title AND x AND not AND y AND a AND b AND é)"
    )


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
_CANDIDATES = [
    (datacite.candidate, records.DATACITE),
    (openalex.candidate, records.OPENALEX),
    (europepmc.candidate, records.EUROPEPMC),
    (openlibrary.candidate, records.EDITION),
    (openlibrary.candidate, records.WORK),
    (arxiv.candidate, records.ARXIV),
]


def _places(value, path=()):
    """Give the path of everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in inner:
        yield (*path, key)
        if isinstance(member, (dict, list)):
            yield from _places(member, (*path, key))


def _with(value, path, other):
    """Give a copy of a value with another thing at a place."""
    if not path:
        return other
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _with(copy[path[0]], path[1:], other)
    return copy


@pytest.mark.parametrize(("candidate", "record"), _CANDIDATES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_stands_in_a_record_it_never_raises(candidate, record, data):
    place = data.draw(st.sampled_from(list(_places(record))))
    found = candidate(_with(record, place, data.draw(_JSON)), retrieved="2026-11-28")
    assert found.item["type"]
    json.dumps(found.item)


@pytest.mark.parametrize(("candidate", "record"), _CANDIDATES)
def test_every_value_may_be_of_a_wrong_kind(candidate, record):
    for place in _places(record):
        for other in (
            None,
            True,
            7,
            1e400,
            "",
            "<b>&amp;",
            [],
            [None],
            {},
            {"a": [{}]},
            "x" * 9999,
        ):
            assert candidate(_with(record, place, other)).origin.source
    assert candidate({}).origin.id == ""


@pytest.mark.parametrize(
    ("candidate", "record", "dated"),
    [
        (datacite.candidate, records.DATACITE, ("attributes", "publicationYear")),
        (openalex.candidate, records.OPENALEX, ("publication_year",)),
        (europepmc.candidate, records.EUROPEPMC, ("pubYear",)),
        (openlibrary.candidate, records.EDITION, ("publish_date",)),
        (openlibrary.candidate, records.WORK, ("publish_year", 0)),
        (arxiv.candidate, records.ARXIV, ("published",)),
    ],
)
@pytest.mark.parametrize("year", [0, -1, 3, 99999, "99999", "0000-00-00", 10**400, "x" * 10_000])
def test_years_that_cannot_be_are_no_years(candidate, record, dated, year):
    found = candidate(_with(record, dated, year), retrieved="2026-11-28")
    assert all(1400 <= known <= 2029 for known in found.years)
    issued = found.item.get("issued", {"date-parts": [[2000]]})
    assert 1400 <= issued["date-parts"][0][0] <= 2029


_MARKUP = "<script>alert(1)</script><b>Lakes</b> &amp; <img src=x onerror=alert(1)>\x1b[31m\u202e"


@pytest.mark.parametrize(("candidate", "record"), _CANDIDATES)
def test_markup_and_signs_for_terminals_stay_out(candidate, record):
    place = ("attributes", "titles", 1, "title") if "attributes" in record else ("title",)
    found = candidate(_with(record, place, _MARKUP))
    assert "<b>" not in found.item["title"]
    assert "Lakes &" in found.item["title"]
    assert found.item["title"].isprintable()


@pytest.mark.parametrize(
    ("candidate", "record", "place", "name"),
    [
        (
            datacite.candidate,
            records.DATACITE,
            ("attributes", "creators"),
            {"name": "Heron, Bea", "familyName": "Heron", "givenName": "Bea"},
        ),
        (
            openalex.candidate,
            records.OPENALEX,
            ("authorships",),
            {"raw_author_name": "Bea Heron"},
        ),
        (
            europepmc.candidate,
            records.EUROPEPMC,
            ("authorList", "author"),
            {"lastName": "Heron", "firstName": "Bea"},
        ),
        (openlibrary.candidate, records.EDITION, ("authors",), {"name": "Bea Heron"}),
        (openlibrary.candidate, records.WORK, ("author_name",), "Bea Heron"),
        (arxiv.candidate, records.ARXIV, ("authors",), "Bea Heron"),
    ],
)
def test_ten_thousand_authors_are_read_in_good_time(candidate, record, place, name):
    began = process_time()
    found = candidate(_with(record, place, [name] * 10_000))
    assert found.item["author"] == [{"family": "Heron", "given": "Bea"}] * 10_000
    assert process_time() - began < 10


@pytest.mark.parametrize("kind", SERVICES)
def test_offline_gives_what_is_kept_and_asks_nobody(kind, server, time, tmp_path):
    server.answers["/"] = EMPTY[kind.NAME]
    kept = tmp_path / "kept"
    asker(kind, server, time, cache=kept).candidates(SEARCH)
    number = len(server.asked)
    offline = asker(kind, server, time, cache=kept, offline=True)
    assert offline.candidates(SEARCH) == ()
    with pytest.raises(SourceUnavailable, match=f"nothing that {kind.TERMS.title} has answered"):
        offline.candidates(SEARCH._replace(title="Ponds without fish"))
    offline.announce([PRINTED])
    assert len(server.asked) == number


@pytest.mark.parametrize("kind", SERVICES)
def test_a_plan_counts_what_is_asked(kind, server, time):
    server.answers["/"] = EMPTY[kind.NAME]
    queries = [SEARCH, SEARCH, SEARCH._replace(title="Ponds"), Query(text="—")]
    source = asker(kind, server, time)
    plan = source.plan(queries)
    assert server.asked == []
    assert (plan.source, plan.searches, plan.lookups, plan.kept) == (kind.NAME, 2, 0, 0)
    for query in dict.fromkeys(queries):
        source.candidates(query)
    assert len(server.asked) == plan.requests
    assert plan.per_second == (kind.TERMS.per_second_known or kind.TERMS.per_second)
    unknown = kind(base_url=server.url).plan(queries)
    assert bool(unknown.hint) is bool(kind.TERMS.per_second_known)


@pytest.mark.parametrize("kind", SERVICES)
def test_one_that_comes_back_is_waited_for(kind, server, time):
    server.answers["/"] = EMPTY[kind.NAME]
    source = asker(kind, server, time)
    assert source.candidates(SEARCH) == ()
    server.script.extend([Answer(503)] * 12)
    for number in range(4):
        try:
            assert source.candidates(SEARCH._replace(title=f"Lakes {number}")) == ()
        except SourceUnavailable:
            assert number < 2
    assert not server.script
