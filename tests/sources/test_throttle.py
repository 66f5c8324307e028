"""Pace, back-off and rest, in pretended time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pretended_time import PretendedTime

from joinedup_refs.sources.throttle import REAL, Breaker, Throttle, backoff_s


def test_the_first_goes_at_once_and_the_rest_at_the_pace():
    time = PretendedTime()
    throttle = Throttle(4, threading.Semaphore(1), time.timing)
    went = []
    for _ in range(5):
        with throttle.turn():
            went.append(time.now)
    assert went == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_who_comes_late_does_not_wait():
    time = PretendedTime()
    throttle = Throttle(1, threading.Semaphore(1), time.timing)
    for _ in range(3):
        time.sleep(5)
        slept = len(time.slept)
        with throttle.turn():
            assert len(time.slept) == slept


def test_many_threads_keep_one_pace():
    time = PretendedTime()
    throttle = Throttle(10, threading.Semaphore(3), time.timing)
    went = []

    def go(_):
        with throttle.turn():
            went.append(time.now)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(go, range(40)))
    assert len(went) == 40
    assert time.now >= 3.9 - 1e-6


def test_two_throttles_share_their_places():
    time = PretendedTime()
    places = threading.Semaphore(1)
    one, other = (Throttle(100, places, time.timing) for _ in range(2))
    with one.turn():
        assert not places.acquire(blocking=False)
    with other.turn():
        pass
    assert places.acquire(blocking=False)


def test_a_place_is_given_back_after_an_error():
    places = threading.Semaphore(1)
    throttle = Throttle(100, places, PretendedTime().timing)
    with pytest.raises(RuntimeError), throttle.turn():
        raise RuntimeError
    assert places.acquire(blocking=False)


def test_a_pause_holds_everybody_and_is_never_cut_short():
    time = PretendedTime()
    throttle = Throttle(10, threading.Semaphore(1), time.timing)
    throttle.pause(7)
    throttle.pause(2)
    with throttle.turn():
        assert time.now == 7


def test_a_breaker_opens_after_failures_in_a_row_only():
    time = PretendedTime()
    breaker = Breaker(2, 60, time.timing)
    breaker.failed("down")
    breaker.answered()
    breaker.failed("down")
    assert breaker.open_because() == ""
    breaker.failed("down again")
    assert breaker.open_because() == "down again"
    time.sleep(59)
    assert breaker.open_because() == "down again"
    time.sleep(2)
    assert breaker.open_because() == ""
    breaker.failed("still down")  # one more is enough while it has not answered
    assert breaker.open_because() == "still down"


def test_a_rest_that_was_asked_for_holds_at_once():
    time = PretendedTime()
    breaker = Breaker(3, 60, time.timing)
    breaker.rest("wait an hour", 3600)
    time.sleep(3599)
    assert breaker.open_because() == "wait an hour"
    time.sleep(1)
    assert breaker.open_because() == ""


@given(st.integers(1, 12), st.floats(0, 1, exclude_max=True))
def test_backoff_doubles_and_half_of_it_is_chance(attempt, jitter):
    full = 2.0 ** (attempt - 1)
    wait = backoff_s(attempt, PretendedTime(jitter).timing)
    assert full / 2 <= wait <= full


def test_the_real_clock_runs():
    before = REAL.clock()
    REAL.sleep(0.001)
    assert REAL.clock() > before
    assert 0 <= REAL.jitter() < 1
    assert REAL.today().year > 2025
