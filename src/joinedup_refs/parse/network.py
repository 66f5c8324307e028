"""A small convolutional network that weighs every label for every token, in plain numpy.

Each token is the sum of the vectors of its features; a few dilated convolutions with residual
connections then look at its neighbours, near and far (Yu and Koltun 2016; Strubell et al. 2017).
The rows of the table are kept as eighth-bit integers with a scale each, as the file has them.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Layer", "Network", "Rows", "from_arrays", "numbers"]

Floats = NDArray[np.float32]
Rows = Sequence[Sequence[str]]
"""Features of the tokens of one string."""
_TINY = np.float32(1e-5)
_FARTHEST = 1000
"""No convolution reaches farther than a reference is long."""


class Layer(NamedTuple):
    """One convolution over a token and those `reach` before and after it."""

    reach: int
    gain: Floats
    """Of the normalisation before it, one number for each channel."""
    shift: Floats
    weights: Floats
    """Three times the channels, by the channels: before, at, and after the token."""
    bias: Floats


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
        self._features = _Numbers(features)
        self._table = table
        self._project = project
        self._layers = layers
        self._output = output
        self._gap = max((layer.reach for layer in layers), default=1)

    @property
    def nothing(self) -> int:
        """The number of the feature that adds nothing."""
        return len(self._table) - 1

    @property
    def channels(self) -> int:
        """How many numbers the last layer holds of each token."""
        return len(self._output[0])

    @property
    def labels(self) -> int:
        """How many labels are scored."""
        return len(self._output[1])

    def codes(self, row: Sequence[str]) -> list[int]:
        """Give the numbers of features; one that is not known has that of nothing."""
        return list(map(self._features.__getitem__, row))

    def vector(self, row: Sequence[str]) -> Floats:
        """Sum the vectors of features."""
        summed: Floats = self._table[self.codes(row)].sum(axis=0)
        return summed

    def scores(self, own: Sequence[Floats], around: Sequence[Rows]) -> list[Floats]:
        """Score the labels of every token of several strings.

        Args:
            own: for each string, the summed vectors of what its tokens are, tokens by dimensions.
            around: for each string, the features of where each of its tokens stands, at least one.

        Returns:
            For each string, tokens by labels.
        """
        return [scored for scored, _ in self.scores_and_hidden(own, around)]

    def scores_and_hidden(
        self, own: Sequence[Floats], around: Sequence[Rows]
    ) -> list[tuple[Floats, Floats]]:
        """Score labels as `scores` does, and give what the last layer holds, tokens by channels."""
        gap = self._gap
        lengths = [len(rows) for rows in around]
        starts = np.cumsum([0, *(length + gap for length in lengths)]).tolist()
        places = list(zip(starts, lengths, strict=False))
        # Strings stand in one matrix, with rows of zeros between: no convolution reaches over.
        inside = np.zeros((starts[-1], 1), np.float32)
        for start, length in places:
            inside[start : start + length] = 1
        x = np.zeros((starts[-1], self._table.shape[1]), np.float32)
        x[inside[:, 0] > 0] = np.concatenate(own) + self._around(around)
        weights, bias = self._project
        hidden = x @ weights
        hidden += bias
        np.maximum(hidden, 0, out=hidden)
        hidden *= inside
        for layer in self._layers:
            hidden += _convolved(hidden, layer, inside)
        out_weights, out_bias = self._output
        scored = hidden @ out_weights + out_bias
        return [(scored[at : at + length], hidden[at : at + length]) for at, length in places]

    def _around(self, strings: Sequence[Rows]) -> Floats:
        """Sum the vectors of the features of every token, one string after another."""
        rows = list(chain.from_iterable(strings))
        codes = self.codes(list(chain.from_iterable(rows)))
        starts = np.cumsum([0, *map(len, rows[:-1])])
        summed: Floats = np.add.reduceat(self._table[codes], starts, axis=0)
        return summed


class _Numbers(dict[str, int]):
    """The numbers of the features that are known; every other has the last one, of nothing."""

    def __missing__(self, _: str) -> int:
        return len(self)


def _convolved(x: Floats, layer: Layer, inside: Floats) -> Floats:
    """Normalise, look at the neighbours, and keep what is positive."""
    reach, width = layer.reach, x.shape[1]
    normal = x - x.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", normal, normal) / width + _TINY
    normal *= inside / np.sqrt(spread)[:, None]
    normal *= layer.gain
    normal += layer.shift * inside
    wide = np.zeros((len(x), 3 * width), np.float32)
    wide[reach:, :width] = normal[:-reach]
    wide[:, width : 2 * width] = normal
    wide[:-reach, 2 * width :] = normal[reach:]
    out = wide @ layer.weights
    out += layer.bias
    np.maximum(out, 0, out=out)
    out *= inside
    return out


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
    np.multiply(numbers(arrays, "table", rows, dimensions), scale[:, None], out=table[:-1])
    output = numbers(arrays, "output", channels, None)
    layers = [
        Layer(
            reach,
            numbers(arrays, f"gain{i}", channels),
            numbers(arrays, f"shift{i}", channels),
            numbers(arrays, f"weights{i}", 3 * channels, channels),
            numbers(arrays, f"bias{i}", channels),
        )
        for i, reach in enumerate(_reaches(arrays))
    ]
    return Network(
        {name: number for number, name in enumerate(names)},
        table,
        (project, numbers(arrays, "project_bias", channels)),
        layers,
        (output, numbers(arrays, "output_bias", output.shape[1])),
    )


def numbers(arrays: Mapping[str, NDArray[Any]], name: str, *shape: int | None) -> Floats:
    """Give an array as numbers of a shape; None in it stands for any length but nothing.

    Raises:
        KeyError: there is none of that name.
        ValueError: it has another shape, or holds what is no number.
    """
    array = arrays[name]
    fits = len(array.shape) == len(shape) and all(
        size == wanted or (wanted is None and size > 0)
        for size, wanted in zip(array.shape, shape, strict=True)
    )
    if not fits or array.dtype.kind not in "fiu":
        raise ValueError(f"{name} is {array.dtype} of {array.shape}, which does not fit the rest")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{name} holds what is no number")
    return np.ascontiguousarray(array, np.float32)


def _reaches(arrays: Mapping[str, NDArray[Any]]) -> list[int]:
    """Give how far each convolution reaches."""
    reaches = [int(reach) for reach in numbers(arrays, "reach", None)]
    if not all(0 < reach <= _FARTHEST for reach in reaches):
        raise ValueError(f"reach is {reaches}")
    return reaches
