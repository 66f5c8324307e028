"""The minimum of a smooth function, by limited-memory BFGS (Liu and Nocedal 1989)."""

from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = ["minimum"]

Floats = NDArray[np.float32]
_REMEMBERED = 7
_ENOUGH = 1e-4
"""The share of the promised descent that a step must bring (Armijo 1966)."""
_MOST_HALVINGS = 12
_SETTLED = 1e-6
"""Relative descent below which nothing more is gained."""


def minimum(
    function: Callable[[Floats], tuple[float, Floats]], start: Floats, rounds: int
) -> Floats:
    """Walk downhill from `start` until the function settles, at most so many rounds.

    `function` gives its value at a point and its gradient there.

    >>> [round(float(x), 3) for x in minimum(
    ...     lambda x: (float(((x - 3) ** 2).sum()), 2 * (x - 3)), np.zeros(2, np.float32), 20)]
    [3.0, 3.0]
    """
    point = start
    value, slope = function(point)
    steps: deque[tuple[Floats, Floats, float]] = deque(maxlen=_REMEMBERED)
    for _ in range(rounds):
        way = _way(slope, steps)
        descent = float(way @ slope)
        if descent >= 0:
            break
        length = 1.0 if steps else min(1.0, 1.0 / max(float(np.abs(slope).sum()), 1e-9))
        for _ in range(_MOST_HALVINGS):
            there = point + np.float32(length) * way
            value_there, slope_there = function(there)
            if value_there <= value + _ENOUGH * length * descent:
                break
            length /= 2
        else:
            break
        moved, turned = there - point, slope_there - slope
        bend = float(moved @ turned)
        if bend > 1e-10:
            steps.append((moved, turned, bend))
        settled = value - value_there < _SETTLED * max(abs(value), 1.0)
        point, value, slope = there, value_there, slope_there
        if settled and len(steps) > 1:
            break
    return point


def _way(slope: Floats, steps: "deque[tuple[Floats, Floats, float]]") -> Floats:
    """Give the way downhill, bent by what the last steps told of the function."""
    way = -slope
    shares: list[float] = []
    for moved, turned, bend in reversed(steps):
        share = float(moved @ way) / bend
        shares.append(share)
        way = way - np.float32(share) * turned
    if steps:
        _, turned, bend = steps[-1]
        way = way * np.float32(bend / float(turned @ turned))
    for (moved, turned, bend), share in zip(steps, reversed(shares), strict=True):
        way = way + np.float32(share - float(turned @ way) / bend) * moved
    return way
