"""Counts the work of a call; how it grows is then the same on every machine, at every load."""

import sys
from collections.abc import Callable
from types import FrameType


def steps(work: Callable[[], object]) -> int:
    """Count the lines of Python that a call runs and the functions of C that it calls.

    What a function of C does within, such as matching a pattern, is one step; how the time of
    that grows is measured by `benchmarks/growth.py`.
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


def growth(work: Callable[[int], object], size: int, times: int = 4) -> float:
    """Say how many times the work grows with `times` the size: by `times` where it is linear.

    A tenth of it is done before, so that what is worked out once and kept is not counted.
    """
    work(size // 10)
    few, many = (steps(lambda size=size: work(size)) for size in (size, times * size))
    return many / few
