"""What was learnt from somebody's corrected references, on top of the shipped model.

The network stays as it is. To the score of each label at a token is added what its last layer says
of the token, times one matrix, and a row of another matrix for each feature of the token; both were
learnt from corrected references (`adapt`) and are zero for everything else.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from joinedup_refs.parse.network import numbers
from joinedup_refs.parse.surroundings import Word
from joinedup_refs.parse.tokens import Token

__all__ = ["Adaptation", "arrays_of", "features_of", "from_arrays", "summed"]

Floats = NDArray[np.float32]
_AROUND = (-3, -2, -1, 1, 2)
"""How far off the neighbours are that a token's features name."""
_MOST_COUNTED = 6
_USUAL_MARKS = frozenset(".,:()\"“”'’-–")
"""Marks so common that counting them tells no style."""


class Adaptation(NamedTuple):
    """Two matrices that bend the scores of a network."""

    hidden: Floats
    """Channels of the network's last layer by labels."""
    features: Mapping[str, int]
    """The row of each feature."""
    weights: Floats
    """Features by labels; one more row, of zeros, for what is not known."""

    def bent(self, scores: Floats, hidden: Floats, rows: Sequence[Sequence[str]]) -> Floats:
        """Give the scores of one string's tokens as the corrections want them.

        Args:
            scores: of the network, tokens by labels.
            hidden: what its last layer holds, tokens by channels.
            rows: the features of the tokens, as `features_of` gives them.
        """
        find, nothing = self.features.get, len(self.features)
        codes = [[find(feature, nothing) for feature in row] for row in rows]
        flat = np.array([code for row in codes for code in row])
        starts = np.cumsum([0, *map(len, codes[:-1])])
        bent: Floats = scores + hidden @ self.hidden + summed(self.weights, flat, starts)
        return bent


def summed(weights: Floats, flat: NDArray[np.int_], starts: NDArray[np.int_]) -> Floats:
    """Sum the rows of features, token by token; each token has at least one."""
    added: Floats = np.add.reduceat(weights[flat], starts, axis=0)
    return added


def features_of(
    tokens: Sequence[Token], words: Sequence[Word], around: Sequence[Sequence[str]]
) -> list[list[str]]:
    """Name what the corrections may rest on: the model's own features, neighbours, columns.

    A house style often shows in its marks: which of them a token stands between, and how many of
    the unusual ones came before it.
    """
    count = len(tokens)
    names = [_name(token, word) for token, word in zip(tokens, words, strict=True)]
    rows: list[list[str]] = []
    passed: dict[str, int] = {}
    for i in range(count):
        row = ["", *words[i].own, *around[i]]
        row += [f"{step}={names[i + step] if 0 <= i + step < count else '$'}" for step in _AROUND]
        before, after = (names[j] if 0 <= j < count else "$" for j in (i - 1, i + 1))
        row.append(f"-+={before}|{after}")
        row += [f"#{mark}{min(number, _MOST_COUNTED)}" for mark, number in passed.items()]
        rows.append(row)
        text = tokens[i].text
        if tokens[i].kind == "mark" and text not in _USUAL_MARKS:
            passed[text] = passed.get(text, 0) + 1
    return rows


def _name(token: Token, word: Word) -> str:
    """Name a neighbour: marks and short words as they stand, others by their look."""
    if token.kind == "mark":
        return token.text
    if token.kind == "word" and len(token.text) <= 4:
        return word.lower
    return word.tag


def arrays_of(adaptation: Adaptation) -> dict[str, NDArray[Any]]:
    """Give the arrays of a file; `from_arrays` reads them."""
    names = sorted(adaptation.features, key=adaptation.features.__getitem__)
    return {
        "features": np.frombuffer("\n".join(names).encode("utf-8"), np.uint8),
        "hidden": adaptation.hidden.astype(np.float32),
        "weights": adaptation.weights[:-1].astype(np.float32),
    }


def from_arrays(arrays: Mapping[str, NDArray[Any]], channels: int, labels: int) -> Adaptation:
    """Read what `arrays_of` wrote, for a network of so many channels and labels.

    Raises:
        KeyError: an array is missing.
        ValueError: the arrays do not fit one another or the network.
    """
    names = bytes(arrays["features"]).decode("utf-8").split("\n")
    weights = np.zeros((len(names) + 1, labels), np.float32)
    weights[:-1] = numbers(arrays, "weights", len(names), labels)
    return Adaptation(
        numbers(arrays, "hidden", channels, labels),
        {name: number for number, name in enumerate(names)},
        weights,
    )
