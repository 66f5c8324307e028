"""Pace, back-off and rest, in pretended time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pretended_time import PretendedTime

from joinedup_refs.sources.throttle import REAL, Breaker, Places, Throttle, backoff_s


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


def test_who_waits_for_a_turn_holds_no_place():
    time = PretendedTime()
    places = Places(1)
    slow, quick = Throttle(0.1, places, time.timing), Throttle(100, places, time.timing)
    with slow.turn():
        pass
    went = threading.Event()

    def sleep(seconds):
        with quick.turn():  # while the other waits for its next turn
            went.set()
        time.now += seconds

    slow._timing = type(time.timing)(clock=lambda: time.now, sleep=sleep)
    with slow.turn():
        assert went.is_set()


def test_a_place_that_never_comes_free_is_not_waited_for_for_ever():
    places = Places(1)
    throttle = Throttle(100, places, PretendedTime().timing)
    throttle.enter()
    with pytest.raises(TimeoutError):
        throttle.enter(patience_s=0.01)
    throttle.leave()
    throttle.enter(patience_s=0.01)


def test_places_are_narrowed_and_given_back_but_never_widened():
    places = Places(3)
    assert all(places.acquire(timeout=0) for _ in range(3))
    assert not places.acquire(timeout=0)
    places.limit(1)
    places.release()
    places.release()
    assert not places.acquire(timeout=0)  # one is still taken
    places.release()
    assert places.acquire(timeout=0)
    places.limit(0)  # one is let through in any case
    places.release()
    assert places.acquire(timeout=0)
    places.limit(9)
    assert [places.acquire(timeout=0) for _ in range(3)] == [True, True, False]


def test_a_pace_is_slowed_and_never_made_quicker_than_at_first():
    time = PretendedTime()
    throttle = Throttle(4, Places(1), time.timing)

    def next_three():
        begun = time.now
        for _ in range(3):
            with throttle.turn():
                pass
        return time.now - begun

    with throttle.turn():
        pass
    assert next_three() == pytest.approx(0.75)
    throttle.slow_to(1)
    assert next_three() == pytest.approx(0.25 + 1 + 1)
    throttle.slow_to(50)
    assert next_three() == pytest.approx(1 + 0.25 + 0.25)


def test_after_a_rest_one_tries_while_the_others_wait():
    time = PretendedTime()
    breaker = Breaker(1, 60, time.timing)
    assert breaker.rest_s() == 0
    breaker.failed("down")
    assert breaker.rest_s() == 60
    time.sleep(60)
    assert breaker.rest_s() == 0  # this one tries
    assert breaker.rest_s() == 60
    time.sleep(5)
    assert breaker.rest_s() == 55
    breaker.answered()
    assert [breaker.rest_s(), breaker.rest_s()] == [0, 0]


def test_only_what_has_answered_before_is_waited_for_and_not_for_ever():
    time = PretendedTime()
    breaker = Breaker(1, 60, time.timing)
    breaker.failed("down")
    assert not breaker.passes(600)
    breaker.answered()
    breaker.failed("down")
    assert breaker.passes(600)
    for _ in range(8):
        time.sleep(60)
        breaker.failed("still down")
        assert breaker.passes(600)
    time.sleep(60)
    breaker.failed("still down")
    time.sleep(60)
    breaker.failed("still down")
    assert not breaker.passes(600)
    breaker.answered()
    breaker.failed("down again")
    assert breaker.passes(600)


def test_an_answer_ends_a_rest_but_not_one_that_was_asked_for():
    time = PretendedTime()
    breaker = Breaker(1, 60, time.timing)
    breaker.failed("down")
    breaker.answered()
    assert breaker.open_because() == ""
    breaker.rest("wait five minutes", 300)
    breaker.answered()
    assert breaker.rest_s() == 300
    assert breaker.why == "wait five minutes"
