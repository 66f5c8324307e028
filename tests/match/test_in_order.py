"""Work in threads that comes out in order, and stops when nobody wants it any more."""

import threading
import time

import pytest

from joinedup_refs.match.in_order import in_order


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(("workers", "ahead"), [(1, 1), (3, 5), (8, 2), (0, 1)])
def test_what_comes_out_is_in_order(apart, workers, ahead):
    def work(number):
        time.sleep(0.002 * (number % 3))
        return number * number

    squares = in_order(work, range(60), workers=workers, ahead=ahead, apart=apart)
    assert list(squares) == [number * number for number in range(60)]


@pytest.mark.parametrize("apart", [False, True])
def test_nothing_gives_nothing(apart):
    assert list(in_order(str, [], workers=2, ahead=2, apart=apart)) == []


@pytest.mark.parametrize("apart", [False, True])
def test_no_more_is_taken_ahead_than_said(apart):
    taken = []

    def things():
        for number in range(1000):
            taken.append(number)
            yield number

    out = in_order(str, things(), workers=2, ahead=10, apart=apart)
    for _ in range(3):
        next(out)
    time.sleep(0.05)
    assert len(taken) <= 3 + 10 + 2
    out.close()


@pytest.mark.parametrize("apart", [False, True])
def test_an_error_comes_where_it_belongs(apart):
    def work(number):
        if number == 3:
            raise KeyError(number)
        return number

    out = in_order(work, range(9), workers=3, ahead=5, apart=apart)
    assert [next(out), next(out), next(out)] == [0, 1, 2]
    with pytest.raises(KeyError):
        next(out)


@pytest.mark.parametrize("apart", [False, True])
def test_an_error_of_the_things_comes_after_what_was_before_it(apart):
    def things():
        yield 1
        raise ValueError("no more")

    out = in_order(str, things(), workers=1, ahead=5, apart=apart)
    assert next(out) == "1"
    with pytest.raises(ValueError, match="no more"):
        list(out)


def test_apart_an_answer_does_not_wait_for_the_next_thing():
    more = threading.Event()

    def typed():
        yield "first"
        more.wait(10)
        yield "second"

    out = in_order(str.upper, typed(), workers=2, ahead=5, apart=True)
    assert next(out) == "FIRST"
    assert not more.is_set()
    more.set()
    assert list(out) == ["SECOND"]


def test_when_nobody_wants_more_no_more_work_begins():
    begun = []
    hold = threading.Event()

    def work(number):
        begun.append(number)
        if number:
            hold.wait(5)
        return number

    out = in_order(work, range(100), workers=1, ahead=50)
    assert next(out) == 0
    out.close()
    hold.set()
    time.sleep(0.05)
    assert len(begun) <= 2
