"""The best sequence of labels, and how probable each is, of a linear-chain model (Lafferty 2001).

Several strings are worked through side by side, longest first, so that numpy's cost of each step is
shared.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Expected", "decode", "expected"]

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e4)
"""What a label that is not allowed earns: its weight is nothing."""
_LEAST = np.float32(-60)
"""No step is so improbable that allowed labels could not follow one another."""


class _Laid(NamedTuple):
    """Scores of several strings side by side: place, string, label; the longest string first."""

    padded: Floats
    order: list[int]
    """Which string stands at each place."""
    lengths: NDArray[np.int_]
    active: list[int]
    """How many strings reach each token; they come first, for they are sorted."""


class Expected(NamedTuple):
    """What a model expects of one string."""

    shares: Floats
    """The probability of each label at each token, tokens by labels."""
    weight: float
    """The logarithm of what all allowed sequences earn together."""


def decode(
    scores: Sequence[Floats], opening: Floats, following: Floats
) -> list[tuple[list[int], list[float]]]:
    """Give the best labels of each string and their probabilities.

    Args:
        scores: for each string, tokens by labels; at least one token each.
        opening: what a label earns at the start of a string.
        following: what a label (column) earns after another (row).

    Returns:
        For each string, the labels' numbers (Viterbi 1967), and the probability of each label at
        its token given the whole string.
    """
    if not scores:
        return []
    padded, order, lengths, active = _laid(scores)
    best = _best(padded, active, lengths, opening, following)
    sure, _ = _marginals(padded, active, opening, following)
    found: list[tuple[list[int], list[float]]] = [([], [])] * len(order)
    for place, i in enumerate(order):
        path = best[: lengths[place], place]
        found[i] = (path.tolist(), sure[np.arange(len(path)), place, path].tolist())
    return found


def expected(
    scores: Sequence[Floats],
    opening: Floats,
    following: Floats,
    allowed: Sequence[NDArray[np.bool_]] = (),
) -> list[Expected]:
    """Give how probable every label is at every token, and what all sequences earn together.

    Args:
        scores: as for `decode`.
        opening: as for `decode`.
        following: as for `decode`.
        allowed: where given, for each string the labels that a token may have, tokens by labels,
            at least one each; sequences with another label do not count.
    """
    if not scores:
        return []
    if allowed:
        scores = [np.where(may, row, _NEVER) for row, may in zip(scores, allowed, strict=True)]
    padded, order, lengths, active = _laid(scores)
    shares, sums = _marginals(padded, active, opening, np.maximum(following, _LEAST))
    found = [Expected(np.zeros((0, len(opening)), np.float32), 0.0)] * len(order)
    for place, i in enumerate(order):
        length = int(lengths[place])
        found[i] = Expected(shares[:length, place], float(sums[:length, place].sum()))
    return found


def _laid(scores: Sequence[Floats]) -> _Laid:
    """Lay the scores of several strings side by side."""
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = np.array([len(scores[i]) for i in order])
    longest = int(lengths[0]) if len(lengths) else 0
    labels = scores[0].shape[1] if len(scores) else 0
    padded = np.zeros((longest, len(order), labels), np.float32)
    for place, i in enumerate(order):
        padded[: lengths[place], place] = scores[i]
    active = [int(n) for n in (lengths[None, :] > np.arange(longest)[:, None]).sum(axis=1)]
    return _Laid(padded, order, lengths, active)


def _best(
    padded: Floats,
    active: Sequence[int],
    lengths: NDArray[np.int_],
    opening: Floats,
    following: Floats,
) -> NDArray[np.intp]:
    """Find the best path of every string; places past its end are of no meaning."""
    longest, count, labels = padded.shape
    value = np.empty(padded.shape, np.float32)  # what the best path to each label earns
    value[0] = padded[0] + opening
    # Strings stand innermost while the ways are compared: numpy is quick over a long last axis,
    # and there are more strings than labels.
    before = np.ascontiguousarray(value[0].T)
    ahead = following[:, :, None]
    room = np.empty(labels * labels * count, np.float32)
    for t in range(1, longest):
        n = active[t]
        ways = room[: labels * labels * n].reshape(labels, labels, n)
        np.add(before[:, None, :n], ahead, out=ways)
        before = np.maximum.reduce(ways, axis=0)
        before += padded[t, :n].T
        value[t, :n] = before.T
    arriving = np.ascontiguousarray(following.T)  # label by the one before it
    path = np.zeros((longest, count), np.intp)
    every = np.arange(count)
    path[lengths - 1, every] = value[lengths - 1, every].argmax(axis=1)
    # Where a path came from is asked of the one way taken only, which is far quicker than of all.
    for t in range(longest - 1, 0, -1):
        n = active[t]
        (value[t - 1, :n] + arriving[path[t, :n]]).argmax(axis=1, out=path[t - 1, :n])
    return path


def _marginals(
    padded: Floats, active: Sequence[int], opening: Floats, following: Floats
) -> tuple[Floats, Floats]:
    """Give the probability of every label at every token: forwards and backwards, scaled.

    Of each string the logarithms of its scales sum up to what all its sequences earn together.
    """
    longest, count, labels = padded.shape
    top = padded.max(axis=2, keepdims=True)
    weight = np.exp(padded - top)
    step = np.exp(following)
    # A product with ones sums a row into each of its places, quicker than a sum and a broadcast.
    ones = np.ones((labels, labels), np.float32)
    forward = weight.copy()
    scale = np.ones((longest, count), np.float32)
    forward[0] *= np.exp(opening - opening.max())
    whole = forward[0] @ ones
    scale[0] = whole[:, 0]
    forward[0] /= whole
    for t in range(1, longest):
        n = active[t]
        reached = forward[t, :n]
        reached *= forward[t - 1, :n] @ step
        whole = reached @ ones
        scale[t, :n] = whole[:, 0]
        reached /= whole
    back = np.ascontiguousarray(step.T)
    behind = np.ones(padded.shape, np.float32)
    for t in range(longest - 2, -1, -1):
        n = active[t + 1]
        ahead = behind[t, :n]
        np.matmul(behind[t + 1, :n] * weight[t + 1, :n], back, out=ahead)
        ahead /= ahead @ ones
    forward *= behind
    forward /= forward @ ones
    sums = np.log(scale) + top[:, :, 0]
    sums[0] += opening.max()
    return forward, sums
