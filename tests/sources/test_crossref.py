"""Crossref through habanero, against a service on this machine; nothing really waits."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import crossref_server as double
import pytest
from crossref_server import CrossrefServer, work
from pretended_time import PretendedTime

from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.sources.crossref import Crossref, encoded
from joinedup_refs.sources.source import Query, Source

MAILTO = "reader@example.org"
HERONS = work("10.5555/herons", "Herons of the northern lakes")
OWLS = work("10.5555/owls", "Owls of the southern lakes")
SEARCH = Query(text="Heron, A. (2001), Herons of the northern lakes.")


@pytest.fixture
def server():
    with CrossrefServer([HERONS, OWLS]) as running:
        yield running


@pytest.fixture
def time():
    return PretendedTime()


def asker(server, time, mailto=MAILTO, **options):
    return Crossref(mailto, base_url=server.url, timing=time.timing, **options)


def test_it_is_a_source(server, time):
    assert isinstance(asker(server, time), Source)
    assert asker(server, time).name == "crossref"


def test_a_search_is_one_request_and_gives_the_likeliest_first(server, time):
    found = asker(server, time).candidates(SEARCH, most=5)
    assert [one.origin.id for one in found] == ["10.5555/herons", "10.5555/owls"]
    assert found[0].item["title"] == "Herons of the northern lakes"
    assert found[0].origin.source == "crossref"
    assert found[0].origin.retrieved == "2026-11-23"
    assert [one.parameters for one in server.asked] == [
        {"query.bibliographic": [SEARCH.text], "rows": ["5"]}
    ]


def test_the_printed_doi_is_looked_up_and_comes_first_and_once(server, time):
    found = asker(server, time).candidates(SEARCH._replace(doi="10.5555/owls"))
    assert [one.origin.id for one in found] == ["10.5555/owls", "10.5555/herons"]
    assert len(server.singles) == 1
    assert len(server.lists) == 1


def test_no_more_are_given_than_asked_for(server, time):
    query = SEARCH._replace(doi="10.5555/owls")
    assert [one.origin.id for one in asker(server, time).candidates(query, most=1)] == [
        "10.5555/owls"
    ]
    assert asker(server, time).candidates(query, most=0) == ()


def test_it_says_who_asks(server, time):
    asker(server, time).candidates(SEARCH)
    agent = server.asked[0].user_agent
    assert "joinedup-refs/" in agent
    assert f"mailto:{MAILTO}" in agent
    asker(server, time, mailto="").candidates(SEARCH)
    assert "mailto" not in server.asked[1].user_agent


def test_without_a_text_the_known_values_are_searched_for(server, time):
    query = Query(text="", title="Herons of the northern lakes", authors=("Heron",), year="2001")
    assert asker(server, time).candidates(query)[0].origin.id == "10.5555/herons"
    assert server.asked[0].parameters["query.bibliographic"] == [
        "Heron 2001 Herons of the northern lakes"
    ]


@pytest.mark.parametrize("text", ["", "   ", "—.,;", "\ud800"])
@pytest.mark.parametrize("doi", ["", "  "])
def test_nothing_to_ask_is_not_asked(server, time, text, doi):
    assert asker(server, time).candidates(Query(text=text, doi=doi)) == ()
    assert server.asked == []


def test_hostile_words_arrive_as_they_are_and_not_too_many(server, time):
    text = "Herons & owls? #1 +100% <b>\x00 =;/\n" + "x" * 100_000
    asker(server, time).candidates(Query(text=text))
    sent = server.asked[0].parameters["query.bibliographic"][0]
    assert sent.startswith("Herons & owls? #1 +100% <b>\x00 =;/ xxx")
    assert len(sent) == 1000


DOIS = [
    "10.5555/a#b",
    "10.5555/a?b=c&d",
    "10.5555/a b",
    "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
    "10.5555/a%20b",
    "10.5555/a+b",
    "10.5555/a//b",
    "10.5555/a/",
    "10.5555/a/../b",
    "10.5555/é-ü",
    '10.5555/"quoted"',
    "10.5555/ends?",
    "10.5555/a,b",
]


@pytest.mark.parametrize("doi", DOIS)
def test_a_doi_with_odd_signs_arrives_whole(time, doi):
    with CrossrefServer([work(doi, "Odd"), work("10.5555/a", "Cut")]) as server:
        (found,) = asker(server, time).candidates(Query(text="", doi=doi))
        assert [one.doi for one in server.asked] == [doi]
        assert "?" not in server.asked[0].target
        assert found.item["title"] == "Odd"


def test_capitals_and_resolver_do_not_matter(server, time):
    for doi in ("10.5555/HERONS", "https://doi.org/10.5555/herons", "doi:10.5555/Herons"):
        (found,) = asker(server, time).candidates(Query(text="", doi=doi))
        assert found.origin.id == "10.5555/herons"


def test_a_work_that_is_not_there_is_none(server, time):
    assert asker(server, time).candidates(Query(text="", doi="10.5555/nowhere")) == ()
    assert asker(server, time).candidates(Query(text="zzz")) == ()
    assert time.slept == []


def test_a_missing_doi_is_still_searched_around(server, time):
    found = asker(server, time).candidates(SEARCH._replace(doi="10.5555/nowhere"))
    assert found[0].origin.id == "10.5555/herons"


def test_an_alias_is_followed_and_noted(server, time):
    server.aliases["10.5555/old"] = "10.5555/herons"
    (found,) = asker(server, time).candidates(Query(text="", doi="10.5555/old"))
    assert found.origin.id == "10.5555/herons"
    assert found.aliases == ("10.5555/old",)


def test_aliases_in_a_ring_end(server, time):
    server.aliases |= {"10.5555/x": "10.5555/y", "10.5555/y": "10.5555/x"}
    with pytest.raises(SourceUnavailable, match="from one DOI to the next"):
        asker(server, time).candidates(Query(text="", doi="10.5555/x"))


@pytest.mark.parametrize("location", ["https://elsewhere.example/works/10.5555/herons", "", "/x"])
def test_it_is_not_sent_to_other_services(server, time, location):
    server.always = double.Answer(302, headers=(("Location", location),))
    with pytest.raises(SourceUnavailable, match="sent us elsewhere"):
        asker(server, time).candidates(Query(text="", doi="10.5555/herons"))
    assert {one.doi for one in server.asked} == {"10.5555/herons"}
    assert len(server.asked) == 2


FAULTS = {
    "HANGS_UP": "broke the connection off",
    "HTML": "a web page",
    "HTML_AS_JSON": "no JSON",
    "HTML_404": "refused the request (404)",
    "OTHER_404": "refused the request (404: no route)",
    "CUT_JSON": "cut short",
    "CUT_SHORT": "broke the connection off",
    "EMPTY": "no JSON or was cut short",
    "MESSAGE_IS_TEXT": "makes no sense",
    "ERROR_IS_TEXT": "fault of its own (500: text)",
    "LIST_FOR_OBJECT": "makes no sense",
    "JUST_NULL": "makes no sense",
    "NUMBER": "makes no sense",
    "NO_MEDIA_TYPE": "makes no sense",
    "REFUSED": "refused the request (400: Integer must be positive)",
    "BROKEN": "fault of its own (500: Response Exception)",
    "UNAVAILABLE": "fault of its own (503)",
    "GATEWAY": "fault of its own (504)",
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("query", [SEARCH, Query(text="", doi="10.5555/herons")])
def test_a_fault_is_never_taken_for_not_found(server, time, fault, query):
    server.always = getattr(double, fault)
    with pytest.raises(SourceUnavailable) as caught:
        asker(server, time).candidates(query)
    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"Crossref (at {server.url}) ")
    assert FAULTS[fault] in lines[0]
    assert all(len(line) < 200 for line in lines)


@pytest.mark.parametrize("fault", ["NO_ITEMS", "ITEMS_ARE_TEXT"])
def test_a_list_of_another_shape_is_a_fault(server, time, fault):
    server.always = getattr(double, fault)
    with pytest.raises(SourceUnavailable, match="makes no sense"):
        asker(server, time).candidates(SEARCH)


def test_a_work_without_a_doi_is_a_fault_for_a_doi(server, time):
    server.always = double.WORK_WITHOUT_DOI
    with pytest.raises(SourceUnavailable, match="makes no sense"):
        asker(server, time).candidates(Query(text="", doi="10.5555/herons"))


@pytest.mark.parametrize("query", [SEARCH, Query(text="", doi="10.5555/herons")])
def test_a_service_that_is_not_there(time, query):
    with CrossrefServer() as gone:
        url = gone.url
    with pytest.raises(SourceUnavailable, match=r"could not be reached .*\n.*connection"):
        Crossref(base_url=url, timing=time.timing).candidates(query)
    assert time.slept == []


@pytest.mark.parametrize("query", [SEARCH, Query(text="", doi="10.5555/herons")])
def test_a_slow_service_is_tried_three_times(server, time, query):
    server.always = double.slow(30)
    with pytest.raises(SourceUnavailable, match="gave no answer in time"):
        asker(server, time, timeout_s=0.1).candidates(query)
    assert len(server.asked) == 3


def test_a_fault_that_passes_does_no_harm(server, time):
    server.script.extend([double.BROKEN, double.UNAVAILABLE, double.overrun()])
    waits = []
    source = asker(server, time, on_wait=lambda seconds, why: waits.append((seconds, why)))
    assert source.candidates(SEARCH)[0].origin.id == "10.5555/herons"
    assert [seconds for seconds, _ in waits] == [1.0, 2.0, 4.0]
    assert "503" in waits[1][1]
    assert "asked too often" in waits[2][1]


@pytest.mark.parametrize(
    ("fault", "attempts"),
    [(double.BROKEN, 4), (double.overrun(), 5), (double.HANGS_UP, 4), (double.CUT_JSON, 2)],
)
def test_attempts_are_bounded(server, time, fault, attempts):
    server.always = fault
    with pytest.raises(SourceUnavailable):
        asker(server, time).candidates(SEARCH)
    assert len(server.asked) == attempts
    assert time.now == 2 ** (attempts - 1) - 1


def test_what_is_asked_wrongly_is_not_asked_again(server, time):
    server.always = double.REFUSED
    with pytest.raises(SourceUnavailable):
        asker(server, time).candidates(SEARCH)
    assert len(server.asked) == 1


def test_retry_after_is_honoured_in_seconds(server, time):
    server.script.append(double.overrun("7"))
    assert asker(server, time).candidates(SEARCH)
    assert time.now == 7


def test_retry_after_is_honoured_as_a_date(server, time):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    server.script.append(double.overrun(until))
    assert asker(server, time).candidates(SEARCH)
    assert 15 <= time.now <= 21


@pytest.mark.parametrize("odd", ["soon", "-5", "1e400", "٣"])
def test_an_odd_retry_after_is_passed_over(server, time, odd):
    server.script.append(double.overrun(odd.encode().decode("latin-1")))
    assert asker(server, time).candidates(SEARCH)
    assert time.now == 1


def test_a_long_retry_after_is_told_and_nobody_asks_before(server, time):
    server.always = double.overrun("3600")
    source = asker(server, time, mailto="")
    told = r"\(429\) and asks us to wait 3600 seconds\n.*mailto"
    for _ in range(5):
        with pytest.raises(SourceUnavailable, match=told):
            source.candidates(SEARCH)
    assert len(server.asked) == 1
    assert time.slept == []
    time.sleep(3600)
    server.always = None
    assert source.candidates(SEARCH)


def test_a_service_that_is_down_is_left_alone_for_a_while(server, time):
    server.always = double.HTML
    source = asker(server, time)
    for _ in range(10):
        with pytest.raises(SourceUnavailable, match="a web page"):
            source.candidates(SEARCH)
    assert len(server.asked) == 3 * 2
    server.always = None
    time.sleep(61)
    assert source.candidates(SEARCH)


def test_faults_that_are_not_in_a_row_do_no_harm(server, time):
    source = asker(server, time)
    for _ in range(3):
        server.script.extend([double.HTML] * 4)
        for _ in range(2):
            with pytest.raises(SourceUnavailable):
                source.candidates(SEARCH)
        assert source.candidates(SEARCH)


def test_works_that_are_not_there_do_not_count_as_faults(server, time):
    source = asker(server, time)
    for number in range(10):
        assert source.candidates(Query(text="", doi=f"10.5555/no{number}")) == ()
    assert source.candidates(SEARCH)


@pytest.mark.parametrize(
    ("mailto", "query", "per_second"),
    [
        (MAILTO, Query(text="herons"), 3),
        (MAILTO, Query(text="", doi="10.5555/herons"), 10),
        ("", Query(text="herons"), 1),
        ("", Query(text="", doi="10.5555/herons"), 5),
    ],
)
def test_the_pace_is_kept_with_a_twentieth_to_spare(server, time, mailto, query, per_second):
    source = asker(server, time, mailto=mailto)
    for _ in range(7):
        source.candidates(query)
    assert time.now == pytest.approx(6 * 1.05 / per_second)


@pytest.mark.parametrize(("mailto", "most"), [(MAILTO, 3), ("", 1)])
def test_only_so_many_requests_run_at_once(server, time, mailto, most):
    server.pace_s = 0.2
    source = asker(server, time, mailto=mailto)
    queries = [SEARCH, Query(text="", doi="10.5555/owls")] * 3
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(source.candidates, queries))
    assert all(found)
    assert server.most_at_once == most


class Kept:
    """A cache that tells what it was given."""

    def __init__(self):
        self.answers = {}
        self.misses = set()
        self.lock = threading.Lock()

    def get(self, key):
        return json.loads(self.answers[key]) if key in self.answers else None

    def put(self, key, answer, *, found):
        with self.lock:
            self.answers[key] = json.dumps(answer)
            if not found:
                self.misses.add(key)


def test_answers_are_kept_and_misses_told_apart(server, time):
    kept = Kept()
    query = SEARCH._replace(doi="10.5555/nowhere")
    first = asker(server, time, cache=kept).candidates(query)
    again = asker(server, time, cache=kept).candidates(query._replace(doi="10.5555/NOWHERE"))
    assert first == again
    assert len(server.asked) == 2
    assert len(kept.answers) == 2
    assert [key.endswith("work 10.5555/nowhere") for key in kept.misses] == [True]


def test_faults_are_not_kept(server, time):
    kept = Kept()
    server.script.extend([double.HTML] * 2)
    with pytest.raises(SourceUnavailable):
        asker(server, time, cache=kept).candidates(SEARCH)
    assert kept.answers == {}


def test_a_spoilt_cache_is_asked_around(server, time):
    kept = Kept()
    asker(server, time, cache=kept).candidates(SEARCH)
    for spoilt in ('"text"', "[]", '{"works": 7}'):
        kept.answers = dict.fromkeys(kept.answers, spoilt)
        assert asker(server, time, cache=kept).candidates(SEARCH)


@pytest.mark.parametrize("mailto", ["reader", "a b@c.org", "a@b\nX: y", "@", "ü@example.org"])
def test_what_is_no_mail_address_is_refused(mailto):
    with pytest.raises(ConfigInvalid, match="no mail address"):
        Crossref(mailto)


@pytest.mark.parametrize("url", ["", "api.crossref.org", "ftp://example.org", "file:///etc"])
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(ConfigInvalid, match="no address of the web"):
        Crossref(base_url=url)


def test_encoding_leaves_nothing_that_cuts_a_path():
    for doi in DOIS:
        path = encoded(doi)
        assert not set(path) & set('#? <>;"')
        assert not path.endswith("/")
        assert "//" not in path


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    ["work_single_article", "work_relation_preprint", "work_update_to", "works_query_select"],
)
def test_real_answers_are_read(corpora, server, time, name):
    answer = json.loads((corpora / "crossref" / "responses" / f"{name}.json").read_bytes())
    server.always = double.Answer(
        answer["status"], json.dumps(answer["body"]), answer["headers"]["content-type"]
    )
    message = answer["body"]["message"]
    query = Query(text="", doi=message["DOI"]) if "DOI" in message else SEARCH
    found = asker(server, time).candidates(query)
    expected = [message] if "DOI" in message else message["items"]
    assert [one.item["DOI"] for one in found] == [one["DOI"].casefold() for one in expected]


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["work_404", "error_400_rows", "error_500_bad_cursor", "error_504"]
)
def test_real_errors_are_told_apart(corpora, server, time, name):
    answer = json.loads((corpora / "crossref" / "responses" / f"{name}.json").read_bytes())
    body = answer["body"] if answer["body_kind"] == "text" else json.dumps(answer["body"])
    server.always = double.Answer(answer["status"], body, answer["headers"]["content-type"])
    query = Query(text="", doi="10.5555/herons")
    if name == "work_404":
        assert asker(server, time).candidates(query) == ()
    else:
        with pytest.raises(SourceUnavailable, match=str(answer["status"])):
            asker(server, time).candidates(query)
