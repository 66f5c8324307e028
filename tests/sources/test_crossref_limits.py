"""What answers say of the pace is kept to."""

import crossref_server as double
import pytest
from crossref_server import CrossrefServer, work
from pretended_time import PretendedTime

from joinedup_refs.sources.crossref import Crossref
from joinedup_refs.sources.crossref_limits import Limits, Told, told
from joinedup_refs.sources.source import Query

MAILTO = "reader@example.org"


def limits(pace, interval="1s", at_once="3"):
    return {
        "x-rate-limit-limit": pace,
        "x-rate-limit-interval": interval,
        "x-concurrency-limit": at_once,
    }


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (limits("10"), Told(10.0, 3)),
        (limits("50", "1m"), Told(50 / 60, 3)),
        (limits("3", "1"), Told(3.0, 3)),
        ({"x-rate-limit-limit": "5"}, Told(5.0, None)),
        ({}, Told()),
        (limits("0", "1s", "0"), Told()),
        (limits("1", "1h", "1"), Told(None, 1)),  # one an hour is taken for nonsense
        (limits("-5", "soon", "many"), Told()),
        (limits("٣", "1s", "1e9"), Told()),
        (limits("9" * 5000, "0s", ""), Told()),
    ],
)
def test_headers_are_read(headers, expected):
    assert told(headers) == expected


def missing(headers):
    return double.Answer(404, "Resource not found.", "text/plain", tuple(headers.items()))


@pytest.mark.parametrize(
    ("said", "per_second"), [(limits("2"), 2), (limits("50"), 10), (limits("x"), 10), ({}, 10)]
)
def test_a_narrower_pace_is_kept_to_and_a_wider_one_is_not(said, per_second):
    time = PretendedTime()
    with CrossrefServer([work("10.5555/a", "Herons")]) as server:
        source = Crossref(MAILTO, base_url=server.url, timing=time.timing)
        server.script.append(missing(said))
        assert source.candidates(Query(text="", doi="10.5555/none")) == ()
        begun = time.now
        for _ in range(8):
            source.candidates(Query(text="", doi="10.5555/a"))
        # the turn after the headers came was booked before them
        assert time.now - begun == pytest.approx(7 * 1.05 / per_second, abs=0.11)


def test_a_narrower_pace_ends_when_a_wider_one_is_told():
    time = PretendedTime()
    with CrossrefServer([work("10.5555/a", "Herons")]) as server:
        source = Crossref(MAILTO, base_url=server.url, timing=time.timing)
        server.script.extend([missing(limits("1")), missing(limits("10"))])
        for _ in range(2):
            source.candidates(Query(text="", doi="10.5555/none"))
        begun = time.now
        for _ in range(10):
            source.candidates(Query(text="", doi="10.5555/a"))
        assert time.now - begun < 10 * 1.06 / 10 + 1.06


def test_a_mirror_that_can_bear_more_is_asked_faster():
    time = PretendedTime()
    with CrossrefServer([work("10.5555/a", "Herons")]) as server:
        source = Crossref(base_url=server.url, limits=Limits(1000, 1000, 8), timing=time.timing)
        for _ in range(20):
            source.candidates(Query(text="herons"))
        assert time.now < 0.03
