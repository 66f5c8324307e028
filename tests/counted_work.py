"""Counts the work of a call; how it grows is then the same on every machine, at every load."""

import sys
from collections.abc import Callable
from types import FrameType


def steps(work: Callable[[], object]) -> int:
    """Count the lines of Python that a call runs and the functions of C that it calls.

    What a function of C does within, such as matching a pattern, is one step; how the time of
    that grows is measured by `benchmarks/string_growth.py`.
    """
    count = 0

    def traced(_frame: FrameType, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return traced

    def profiled(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(traced)
    sys.setprofile(profiled)
    try:
        work()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """Say how many steps there are for each pair of things, of `size` things: none if linear.

    The work is done of so many things, twice and four times as many. Of `a + b·n + c·n²` steps that
    leaves `c`, however large `b` is. It is done of one thing less before, so that what is worked
    out once, for any things, is not counted.
    """
    work(4 * size - 1)
    one, two, four = (steps(lambda times=times: work(times * size)) for times in (1, 2, 4))
    return (four - 3 * two + 2 * one) / (6 * size * size)
