"""Learning from corrected references: a small change to the shipped model's scores, and no more.

What is learnt is a conditional random field on top of the network, whose own scores stay as an
offset (Lafferty et al. 2001; for labels that are not all known, Tsuboi et al. 2008). It is pulled
towards no change at all, and towards the labels that the shipped model gives to references that are
to be read as before (after Li and Hoiem 2017), so that a new style is not paid for with the others.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from joinedup_refs.parse.adaptation import Adaptation, summed
from joinedup_refs.parse.descent import minimum
from joinedup_refs.parse.labeller import Labeller, Scored
from joinedup_refs.parse.lattice import expected

__all__ = ["Lesson", "learnt"]

Floats = NDArray[np.float32]
_ROUNDS = 150
_PULL = 1.0
"""How strongly each weight of a feature is pulled to zero."""
_PULL_HIDDEN = 30.0
_KEPT = 4.0
"""How much a token that is to stay counts beside one that was corrected."""


class Lesson(NamedTuple):
    """One string to learn from."""

    scored: Scored
    may: NDArray[np.bool_]
    """The labels that each token may have, tokens by labels, at least one each."""


class _Stack(NamedTuple):
    """Several strings as one matrix: their tokens one after another."""

    scores: Floats
    hidden: Floats
    flat: NDArray[np.int_]
    """The codes of the features of all tokens."""
    starts: NDArray[np.int_]
    """Where the codes of each token start."""
    ends: NDArray[np.int_]
    """Where each string but the last ends, in tokens."""


def learnt(labeller: Labeller, lessons: Sequence[Lesson], kept: Sequence[Scored]) -> Adaptation:
    """Learn from corrected strings, with the strings beside that are to be read as before.

    The same strings in the same order give the same result.
    """
    opened = labeller.opened
    features = _features(lessons)
    strings = [*(lesson.scored for lesson in lessons), *kept]
    stack = _stacked(strings, features)
    may = [lesson.may for lesson in lessons]
    before = expected([one.scores for one in kept], opened.opening, opened.following)
    stay = [one.shares for one in before]
    channels, labels = stack.hidden.shape[1], stack.scores.shape[1]
    split = channels * labels
    pull = np.full(split + len(features) * labels, _PULL, np.float32)
    pull[:split] = _PULL_HIDDEN
    by_feature = np.argsort(stack.flat, kind="stable")
    owner = np.repeat(np.arange(len(stack.starts)), np.diff([*stack.starts, len(stack.flat)]))
    groups = _groups(stack.flat[by_feature])

    def loss(weights: Floats) -> tuple[float, Floats]:
        hidden = weights[:split].reshape(channels, labels)
        rows = np.zeros((len(features) + 1, labels), np.float32)
        rows[:-1] = weights[split:].reshape(-1, labels)
        bent = stack.scores + stack.hidden @ hidden + summed(rows, stack.flat, stack.starts)
        each = np.split(bent, stack.ends)
        free = expected(each, opened.opening, opened.following)
        held = expected(each[: len(may)], opened.opening, opened.following, may)
        total = sum(one.weight for one in free[: len(may)]) - sum(one.weight for one in held)
        slopes = [a.shares - b.shares for a, b in zip(free, held, strict=False)]
        for scores, one, target in zip(each[len(may) :], free[len(may) :], stay, strict=True):
            total += _KEPT * (one.weight - float((scores * target).sum()))
            slopes.append(np.float32(_KEPT) * (one.shares - target))
        slope = np.concatenate(slopes)
        downhill = np.empty_like(weights)
        downhill[:split] = (stack.hidden.T @ slope).ravel()
        by_row = np.add.reduceat(slope[owner[by_feature]], groups.first, axis=0)
        rows[:] = 0
        rows[groups.code] = by_row
        downhill[split:] = rows[:-1].ravel()
        downhill += pull * weights
        return total + float((pull * weights * weights).sum()) / 2, downhill

    weights = minimum(loss, np.zeros(len(pull), np.float32), _ROUNDS)
    table = np.zeros((len(features) + 1, labels), np.float32)
    table[:-1] = weights[split:].reshape(-1, labels)
    return Adaptation(weights[:split].reshape(channels, labels), features, table)


class _Groups(NamedTuple):
    """Runs of equal codes in a sorted row of them."""

    first: NDArray[np.int_]
    code: NDArray[np.int_]


def _groups(ordered: NDArray[np.int_]) -> _Groups:
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return _Groups(first, ordered[first])


def _features(lessons: Sequence[Lesson]) -> dict[str, int]:
    """Number the features that more than one corrected string has; others tell of one work."""
    counts = Counter(
        feature
        for lesson in lessons
        for feature in {feature for row in lesson.scored.rows for feature in row}
    )
    least = 2 if len(lessons) > 1 else 1
    kept = sorted(feature for feature, count in counts.items() if feature and count >= least)
    return {feature: number for number, feature in enumerate(kept)}


def _stacked(strings: Sequence[Scored], features: dict[str, int]) -> _Stack:
    nothing = len(features)
    codes = [
        [features[feature] for feature in row if feature in features] + [nothing]
        for one in strings
        for row in one.rows
    ]
    lengths = [len(one.tokens) for one in strings]
    return _Stack(
        np.concatenate([one.scores for one in strings]),
        np.concatenate([one.hidden for one in strings]),
        np.array([code for row in codes for code in row]),
        np.cumsum([0, *map(len, codes[:-1])]),
        np.cumsum(lengths[:-1]),
    )
