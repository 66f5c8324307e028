"""The network: strings beside one another do not see one another, and bad arrays are refused."""

import io

import numpy as np
import pytest

from joinedup_refs.parse.labeller import load
from joinedup_refs.parse.network import from_arrays

DIMENSIONS, CHANNELS, LABELS = 4, 6, 3
NAMES = ["w=a", "w=b", "s=x", "q=0"]


def arrays(rng=None, reaches=(1, 3)):
    rng = rng or np.random.default_rng(3)
    held = {
        "features": np.frombuffer("\n".join(NAMES).encode(), np.uint8),
        "table": rng.integers(-127, 127, (len(NAMES), DIMENSIONS)).astype(np.int8),
        "scale": rng.random(len(NAMES)).astype(np.float32),
        "project": rng.normal(size=(DIMENSIONS, CHANNELS)).astype(np.float16),
        "project_bias": rng.normal(size=CHANNELS).astype(np.float16),
        "output": rng.normal(size=(CHANNELS, LABELS)).astype(np.float16),
        "output_bias": rng.normal(size=LABELS).astype(np.float16),
        "reach": np.array(reaches, np.int16),
    }
    for i in range(len(reaches)):
        held[f"weights{i}"] = rng.normal(size=(3 * CHANNELS, CHANNELS)).astype(np.float16)
        for name in ("bias", "gain", "shift"):
            held[f"{name}{i}"] = rng.normal(size=CHANNELS).astype(np.float16)
    return held


def by_hand(held, rows):
    """Score one string with loops and nothing clever."""
    table = held["table"].astype(np.float64) * held["scale"].astype(np.float64)[:, None]
    wide = {
        name: array.astype(np.float64) for name, array in held.items() if array.dtype.kind == "f"
    }
    x = np.array([sum(table[NAMES.index(f)] for f in row) for row in rows])
    hidden = np.maximum(x @ wide["project"] + wide["project_bias"], 0)
    for i, reach in enumerate(held["reach"]):
        mean = hidden.mean(axis=1, keepdims=True)
        spread = np.sqrt(hidden.var(axis=1, keepdims=True) + 1e-5)
        normal = (hidden - mean) / spread * wide[f"gain{i}"] + wide[f"shift{i}"]
        kernel = wide[f"weights{i}"].reshape(3, CHANNELS, CHANNELS)
        seen = np.tile(wide[f"bias{i}"], (len(rows), 1))
        for t in range(len(rows)):
            for k, at in enumerate((t - reach, t, t + reach)):
                if 0 <= at < len(rows):
                    seen[t] += normal[at] @ kernel[k]
        hidden = hidden + np.maximum(seen, 0)
    return hidden @ wide["output"] + wide["output_bias"]


def strings(rng, lengths):
    return [
        [list(rng.choice(NAMES, size=rng.integers(1, 4), replace=False)) for _ in range(n)]
        for n in lengths
    ]


def inputs(network, several):
    """Sum the features of every token."""
    summed = network.vectors([row or ["never"] for rows in several for row in rows])
    return summed, [len(rows) for rows in several]


def test_scores_are_those_of_the_sums_written_out():
    held = arrays()
    network = from_arrays(held)
    several = strings(np.random.default_rng(4), (1, 2, 7, 4))
    for rows, scored in zip(several, network.scores(*inputs(network, several)), strict=True):
        assert scored == pytest.approx(by_hand(held, rows), abs=2e-3)


def test_a_string_is_scored_alike_whatever_stands_beside_it():
    network = from_arrays(arrays())
    several = strings(np.random.default_rng(5), (3, 9, 1, 30, 2))
    together = network.scores_and_hidden(*inputs(network, several))
    for rows, (scores, hidden) in zip(several, together, strict=True):
        ((alone, alone_hidden),) = network.scores_and_hidden(*inputs(network, [rows]))
        assert scores == pytest.approx(alone, abs=1e-4)
        assert hidden == pytest.approx(alone_hidden, abs=1e-4)


def test_the_shipped_network_scores_a_batch_as_one_by_one():
    raws = [
        "Perri 6 (1997), Holistic Government (Demos).",
        "x",
        "Norris, A. and Bell, T. (2004) 'Sharing the load', Public Policy Review, 12:3, 45–61.",
    ]
    labeller = load()
    for raw, scored in zip(raws, labeller.scored(raws), strict=True):
        (alone,) = labeller.scored([raw])
        assert scored.scores == pytest.approx(alone.scores, abs=1e-3)


def test_features_not_known_add_nothing():
    network = from_arrays(arrays())
    assert network.codes(["w=a", "w=never"]) == [0, network.nothing]
    assert not network.vectors([["w=never"]]).any()


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("table", lambda a: a[:-1]),
        ("table", lambda a: a[:, :-1]),
        ("table", lambda a: a[0]),
        ("scale", lambda a: a[:2]),
        ("project", lambda a: a.T),
        ("project", lambda a: a[:, :0]),
        ("project_bias", lambda a: a[:-1]),
        ("output", lambda a: a[:-1]),
        ("output_bias", lambda a: a[:1]),
        ("weights1", lambda a: a[: 2 * CHANNELS]),
        ("gain0", lambda a: np.append(a, a[:1])),
        ("bias1", lambda a: a * np.float16("nan")),
        ("shift0", lambda a: a.astype("U8")),
        ("reach", lambda a: a * 0),
        ("reach", lambda a: a * 10_000),
        ("reach", lambda a: a[None]),
    ],
)
def test_arrays_that_do_not_fit_are_refused(name, harm):
    held = arrays()
    held[name] = harm(held[name])
    with pytest.raises(ValueError, match=r"fit the rest|no number|reach"):
        from_arrays(held)


@pytest.mark.parametrize("name", ["features", "table", "project", "weights1", "reach"])
def test_a_missing_array_is_named(name):
    held = arrays()
    del held[name]
    with pytest.raises(KeyError, match=name):
        from_arrays(held)


def test_pickled_objects_are_never_opened():
    held = arrays()
    held["table"] = np.array([{"an": "object"}], dtype=object)
    file = io.BytesIO()
    np.savez(file, **held)
    file.seek(0)
    with (
        np.load(file, allow_pickle=False) as opened,
        pytest.raises(ValueError, match="allow_pickle"),
    ):
        from_arrays(opened)
