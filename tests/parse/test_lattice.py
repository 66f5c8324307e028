"""The lattice against every sequence there is, written out."""

from itertools import pairwise, product

import numpy as np
import pytest

from joinedup_refs.parse.lattice import decode, expected


def model(rng, labels):
    opening = rng.normal(size=labels).astype(np.float32)
    following = rng.normal(size=(labels, labels)).astype(np.float32)
    return opening, following


def scores(rng, length, labels, spread=2.0):
    return (spread * rng.normal(size=(length, labels))).astype(np.float32)


def every(rows, opening, following, allowed=None):
    """Give the best sequence, the probability of each label, and the logarithm of the whole."""
    length, labels = rows.shape
    earned = {}
    for path in product(range(labels), repeat=length):
        if allowed is not None and not all(allowed[t, y] for t, y in enumerate(path)):
            continue
        total = float(opening[path[0]]) + sum(float(rows[t, y]) for t, y in enumerate(path))
        total += sum(float(following[a, b]) for a, b in pairwise(path))
        earned[path] = total
    top = max(earned.values())
    whole = sum(np.exp(value - top) for value in earned.values())
    shares = np.zeros((length, labels))
    for path, value in earned.items():
        for t, y in enumerate(path):
            shares[t, y] += np.exp(value - top) / whole
    best = max(earned, key=earned.__getitem__)
    return list(best), shares, top + np.log(whole)


@pytest.mark.parametrize("seed", range(12))
def test_best_sequence_and_probabilities_are_those_of_all_sequences(seed):
    rng = np.random.default_rng(seed)
    labels = int(rng.integers(2, 5))
    opening, following = model(rng, labels)
    strings = [scores(rng, int(n), labels) for n in rng.integers(1, 6, size=4)]
    for (path, sure), rows in zip(decode(strings, opening, following), strings, strict=True):
        best, shares, _ = every(rows, opening, following)
        assert path == best
        assert sure == pytest.approx([shares[t, y] for t, y in enumerate(best)], abs=1e-4)


@pytest.mark.parametrize("seed", range(12))
def test_expectations_are_those_of_all_sequences_and_of_the_allowed_ones(seed):
    rng = np.random.default_rng(100 + seed)
    opening, following = model(rng, 3)
    strings = [scores(rng, int(n), 3) for n in rng.integers(1, 6, size=4)]
    allowed = [rng.random(rows.shape) < 0.6 for rows in strings]
    for may in allowed:
        may[~may.any(axis=1), 0] = True
    free = expected(strings, opening, following)
    held = expected(strings, opening, following, allowed)
    for rows, may, one, other in zip(strings, allowed, free, held, strict=True):
        _, shares, weight = every(rows, opening, following)
        assert one.shares == pytest.approx(shares, abs=1e-4)
        assert one.weight == pytest.approx(weight, abs=1e-3)
        _, shares, weight = every(rows, opening, following, may)
        assert other.shares == pytest.approx(shares, abs=1e-4)
        assert other.weight == pytest.approx(weight, abs=1e-3)
        assert not other.shares[~may].any()


def test_a_batch_gives_what_each_string_gives_alone():
    rng = np.random.default_rng(7)
    opening, following = model(rng, 6)
    strings = [scores(rng, n, 6, spread=5) for n in (3, 40, 1, 17, 17, 120, 2)]
    together = decode(strings, opening, following)
    for rows, (path, sure) in zip(strings, together, strict=True):
        ((alone, alone_sure),) = decode([rows], opening, following)
        assert path == alone
        assert sure == pytest.approx(alone_sure, abs=1e-5)


def test_nothing_gives_nothing():
    opening, following = model(np.random.default_rng(1), 4)
    assert decode([], opening, following) == []
    assert expected([], opening, following) == []


def test_large_scores_do_not_overflow():
    opening, following = model(np.random.default_rng(2), 3)
    rows = np.array([[900, -900, 0], [-900, 900, 0], [0, 0, 900]], np.float32)
    ((path, sure),) = decode([rows], opening, following)
    assert path == [0, 1, 2]
    assert sure == pytest.approx([1, 1, 1])
    (one,) = expected([rows], opening, following)
    assert np.isfinite(one.weight)
