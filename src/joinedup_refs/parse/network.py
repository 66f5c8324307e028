"""A small convolutional network that weighs every label for every token, in plain numpy.

Each token is the sum of the vectors of its features; a few dilated convolutions with residual
connections then look at its neighbours, near and far (Yu and Koltun 2016; Strubell et al. 2017).
The rows of the table are kept as eighth-bit integers with a scale each, as the file has them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

__all__ = ["Layer", "Network", "from_arrays", "numbers"]

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
_TINY = np.float32(1e-5)
_FEW = 8
"""Vectors in a row up to which numpy is slow to sum up rows; of more it has an order of its own."""
_FARTHEST = 1000
"""No convolution reaches farther than a reference is long."""


class Layer(NamedTuple):
    """One convolution over a token and those `reach` before and after it.

    The gain and the shift of the normalisation before it are worked into the weights.
    """

    reach: int
    weights: Floats
    """Three times the channels, by the channels: before, at, and after the token."""
    bias: Floats
    none_before: Floats
    """What the bias holds for a token before, to be taken off where there is none."""
    none_after: Floats


class Network:
    """The weights, and how they turn features into scores; holds no state of its own."""

    def __init__(
        self,
        features: Mapping[str, int],
        table: Floats,
        project: tuple[Floats, Floats],
        layers: Sequence[Layer],
        output: tuple[Floats, Floats],
    ) -> None:
        """Take the weights; the last row of `table` is all zeros, for features not known."""
        self._features = features
        self._table = table
        self._project = project
        self._layers = layers
        self._output = output

    @property
    def nothing(self) -> int:
        """The number of the feature that adds nothing."""
        return len(self._table) - 1

    @property
    def dimensions(self) -> int:
        """How many numbers the vector of a feature has."""
        return int(self._table.shape[1])

    @property
    def channels(self) -> int:
        """How many numbers the last layer holds of each token."""
        return len(self._output[0])

    @property
    def labels(self) -> int:
        """How many labels are scored."""
        return len(self._output[1])

    def codes(self, row: Iterable[str]) -> list[int]:
        """Give the numbers of features; one that is not known has that of nothing."""
        return list(map(self._features.get, row, repeat(self.nothing)))

    def vectors(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Sum the vectors of features, row by row; each row has at least one."""
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]), reverse=True)
        lengths = np.array([len(rows[at]) for at in order])
        codes = np.array(self.codes(chain.from_iterable([rows[at] for at in order])))
        firsts = lengths.cumsum() - lengths
        many = int((lengths > _FEW).sum())
        summed: Floats = np.empty((len(rows), self.dimensions), np.float32)
        if many:
            held = self._table.take(codes[: firsts[many - 1] + lengths[many - 1]], axis=0)
            summed[order[:many]] = np.add.reduceat(held, firsts[:many], axis=0)
        if many < len(rows):
            summed[order[many:]] = self._few(codes, firsts[many:], lengths[many:])
        return summed

    def _few(self, codes: Places, firsts: Places, lengths: Places) -> Floats:
        """Sum vectors feature by feature of all rows that have so many, the longest row first."""
        others = np.zeros((len(firsts), self.dimensions), np.float32)
        for place in range(1, int(lengths[0])):
            more = firsts[: int((lengths > place).sum())]
            others[: len(more)] += self._table.take(codes[more + place], axis=0)
        others += self._table.take(codes[firsts], axis=0)
        return others

    def scores(self, summed: Floats, lengths: Sequence[int]) -> list[Floats]:
        """Score the labels of every token of several strings.

        Args:
            summed: the summed vectors of the features of all tokens, tokens by dimensions.
            lengths: for each string, how many tokens it has; at least one string.

        Returns:
            For each string, tokens by labels.
        """
        return [scored for scored, _ in self.scores_and_hidden(summed, lengths)]

    def scores_and_hidden(
        self, summed: Floats, lengths: Sequence[int]
    ) -> list[tuple[Floats, Floats]]:
        """Score labels as `scores` does, and give what the last layer holds, tokens by channels."""
        sizes = np.array(lengths)
        stops = sizes.cumsum()
        weights, bias = self._project
        hidden: Floats = summed @ weights
        hidden += bias
        _keep_positive(hidden)
        wide = np.empty((len(hidden), 3, hidden.shape[1]), np.float32)
        farthest = max((layer.reach for layer in self._layers), default=0)
        normal = np.zeros((len(hidden) + 2 * farthest, hidden.shape[1]), np.float32)
        edges: dict[int, tuple[Places, Places]] = {}
        for layer in self._layers:
            if layer.reach not in edges:
                edges[layer.reach] = _edges(sizes, stops, layer.reach)
            hidden += _convolved(hidden, layer, edges[layer.reach], normal, wide)
        out_weights, out_bias = self._output
        scored: Floats = hidden @ out_weights + out_bias
        ends = stops.tolist()
        places = zip((0, *ends), ends, strict=False)
        return [(scored[start:end], hidden[start:end]) for start, end in places]


def _edges(lengths: Places, stops: Places, reach: int) -> tuple[Places, Places]:
    """Give the rows of the tokens that have none `reach` before them, and none after them."""
    short = np.minimum(lengths, reach)
    within = np.arange(short.sum()) - (short.cumsum() - short).repeat(short)
    first = (stops - lengths).repeat(short) + within
    last = (stops - 1).repeat(short) - within
    return first, last


def _convolved(
    x: Floats, layer: Layer, edges: tuple[Places, Places], normal: Floats, wide: Floats
) -> Floats:
    """Normalise, look at the neighbours, and keep what is positive.

    `normal` and `wide` are room to work in; in `normal` nothing stands before `x` and after it. The
    strings stand one below another, and no convolution may reach over from one to the next.
    """
    tokens, width = x.shape
    before = (len(normal) - tokens) // 2
    own = normal[before : before + tokens]
    np.subtract(x, x.mean(axis=1, keepdims=True), out=own)
    spread = np.einsum("ij,ij->i", own, own)
    spread /= width
    spread += _TINY
    own /= np.sqrt(spread, out=spread)[:, None]
    row, number = normal.strides
    ways = (row, layer.reach * row, number)  # each token, and those before and after it
    np.copyto(wide, as_strided(normal[before - layer.reach :], wide.shape, ways))
    first, last = edges
    wide[first, 0] = 0
    wide[last, 2] = 0
    out: Floats = wide.reshape(tokens, 3 * width) @ layer.weights
    out += layer.bias
    out[first] -= layer.none_before
    out[last] -= layer.none_after
    _keep_positive(out)
    return out


def _keep_positive(x: Floats) -> None:
    """Set to nothing what is negative; by a row of zeros, which is quicker than by one zero."""
    np.maximum(x, np.zeros(x.shape[1], x.dtype), out=x)


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Network:
    """Build the network from the arrays of a model file.

    Raises:
        KeyError: an array is missing.
        ValueError: the arrays do not fit one another, or hold what is no number.
    """
    names = bytes(arrays["features"]).decode("utf-8").split("\n")
    rows = len(names)
    project = numbers(arrays, "project", None, None)
    dimensions, channels = project.shape
    # Eighth-bit integers with a scale each; the row of zeros is for features not known.
    table = np.zeros((rows + 1, dimensions), np.float32)
    scale = numbers(arrays, "scale", rows)
    np.multiply(_fitting(arrays, "table", rows, dimensions), scale[:, None], out=table[:-1])
    output = numbers(arrays, "output", channels, None)
    layers = [_layer(arrays, i, reach, channels) for i, reach in enumerate(_reaches(arrays))]
    return Network(
        {name: number for number, name in enumerate(names)},
        table,
        (project, numbers(arrays, "project_bias", channels)),
        layers,
        (output, numbers(arrays, "output_bias", output.shape[1])),
    )


def _layer(arrays: Mapping[str, NDArray[Any]], i: int, reach: int, channels: int) -> Layer:
    gain, shift = numbers(arrays, f"gain{i}", channels), numbers(arrays, f"shift{i}", channels)
    weights = numbers(arrays, f"weights{i}", 3 * channels, channels)
    before, at, after = (shift @ weights[k * channels : (k + 1) * channels] for k in range(3))
    bias = numbers(arrays, f"bias{i}", channels) + before + at + after
    return Layer(reach, weights * np.tile(gain, 3)[:, None], bias, before, after)


def numbers(arrays: Mapping[str, NDArray[Any]], name: str, *shape: int | None) -> Floats:
    """Give an array as numbers of a shape; None in it stands for any length but nothing.

    Raises:
        KeyError: there is none of that name.
        ValueError: it has another shape, or holds what is no number.
    """
    return np.ascontiguousarray(_fitting(arrays, name, *shape), np.float32)


def _fitting(arrays: Mapping[str, NDArray[Any]], name: str, *shape: int | None) -> NDArray[Any]:
    array = arrays[name]
    fits = len(array.shape) == len(shape) and all(
        size == wanted or (wanted is None and size > 0)
        for size, wanted in zip(array.shape, shape, strict=True)
    )
    if not fits or array.dtype.kind not in "fiu":
        raise ValueError(f"{name} is {array.dtype} of {array.shape}, which does not fit the rest")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{name} holds what is no number")
    return array


def _reaches(arrays: Mapping[str, NDArray[Any]]) -> list[int]:
    """Give how far each convolution reaches."""
    reaches = [int(reach) for reach in numbers(arrays, "reach", None)]
    if not all(0 < reach <= _FARTHEST for reach in reaches):
        raise ValueError(f"reach is {reaches}")
    return reaches
