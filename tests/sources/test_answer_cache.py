"""Answers kept between runs."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from crossref_server import CrossrefServer, work
from pretended_time import PretendedTime

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.sources.answer_cache import AnswerCache
from joinedup_refs.sources.crossref import Crossref
from joinedup_refs.sources.source import Query

DAY = 86_400
ANSWER = {"retrieved": "2026-11-23", "works": [{"DOI": "10.5555/é", "title": ["A\ud800"]}]}


def test_answers_outlive_the_program(tmp_path):
    AnswerCache(tmp_path / "kept").put("work x", ANSWER, found=True)
    assert AnswerCache(tmp_path / "kept").get("work x") == ANSWER
    assert AnswerCache(tmp_path / "kept").get("work y") is None


def test_only_the_owner_may_read_it(tmp_path):
    path = tmp_path / "kept"
    path.touch(0o666)
    AnswerCache(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_misses_are_forgotten_sooner(tmp_path):
    time = PretendedTime()
    cache = AnswerCache(tmp_path / "kept", now=lambda: time.now)
    cache.put("hit", ANSWER, found=True)
    cache.put("miss", {"works": []}, found=False)
    time.sleep(1.9 * DAY)
    assert cache.get("miss") == {"works": []}
    time.sleep(0.2 * DAY)
    assert cache.get("miss") is None
    assert cache.get("hit") == ANSWER
    time.sleep(28 * DAY)
    assert cache.get("hit") is None


def test_what_is_stale_is_thrown_out(tmp_path):
    path = tmp_path / "kept"
    AnswerCache(path, now=lambda: 0.0).put("old", ["x" * 100_000], found=True)
    AnswerCache(path, now=lambda: 40.0 * DAY)
    assert AnswerCache(path, now=lambda: 0.0).get("old") is None


def test_an_answer_takes_the_place_of_the_one_before(tmp_path):
    cache = AnswerCache(tmp_path / "kept")
    cache.put("x", 1, found=True)
    cache.put("x", 2, found=True)
    assert cache.get("x") == 2


def test_threads_share_it(tmp_path):
    cache = AnswerCache(tmp_path / "kept")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: cache.put(f"k{n}", n, found=True), range(40)))
        assert list(pool.map(lambda n: cache.get(f"k{n}"), range(40))) == list(range(40))


def test_what_is_no_cache_is_refused(tmp_path):
    text = tmp_path / "thesis.txt"
    text.write_text("Many words that are no database at all. " * 50, encoding="utf-8")
    for path in (text, tmp_path, tmp_path / "nowhere" / "kept", "a\x00b"):
        with pytest.raises(ConfigInvalid, match="cannot be used as a cache"):
            AnswerCache(path)
    assert text.read_text(encoding="utf-8").startswith("Many words")


def test_a_file_that_is_spoilt_later_stops_nothing(tmp_path):
    path = tmp_path / "kept"
    cache = AnswerCache(path)
    path.write_bytes(b"spoilt " * 1000)
    cache.put("x", 1, found=True)
    assert cache.get("x") in {None, 1}
    assert cache.get("y") is None


def test_crossref_is_asked_once_for_what_is_kept(tmp_path):
    time = PretendedTime()
    query = Query(text="", doi="10.5555/herons")
    with CrossrefServer([work("10.5555/herons", "Herons")]) as server:
        answers = [
            Crossref(
                base_url=server.url, cache=AnswerCache(tmp_path / "kept"), timing=time.timing
            ).candidates(query)
            for _ in range(3)
        ]
        assert len(server.asked) == 1
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0].origin.retrieved == "2026-11-23"
