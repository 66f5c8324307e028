"""How often values as sure as this one are right: the parser's own figures, brought to frequencies.

A sequence model's probabilities and a grammar's round numbers are no frequencies. For each variable
a curve, fitted on references that the model had not learnt from, says how often a value was right
that seemed as sure (isotonic regression; Zadrozny and Elkan 2002).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from joinedup_refs.parse.parsed import Plain

__all__ = ["ANY", "WHOLE", "Curve", "Sureness", "sureness_from"]

WHOLE = "(reference)"
"""The curve of references as a whole."""
ANY = "(value)"
"""The curve of variables that have none of their own."""
_GRAMMAR = frozenset({"DOI", "PMID", "PMCID", "ISBN", "ISSN"})
"""Identifiers that a check digit or their own grammar vouches for."""


class Curve(NamedTuple):
    """A rising line through points: what it seems, and how often that was right; 0 to 1 each."""

    seeming: Sequence[float]
    right: Sequence[float]

    def at(self, sure: float) -> float:
        """Read the curve at `sure`; before its first point and after its last it is flat.

        >>> Curve([0.5, 1.0], [0.2, 0.9]).at(0.75)
        0.55
        """
        place = bisect_right(self.seeming, sure)
        if place == 0:
            return self.right[0]
        if place == len(self.seeming):
            return self.right[-1]
        (left, right), (low, high) = (
            self.seeming[place - 1 : place + 1],
            self.right[place - 1 : place + 1],
        )
        return low + (high - low) * (sure - left) / (right - left)


class Sureness(NamedTuple):
    """The curves of a model; none at all leave every figure as it is."""

    curves: Mapping[str, Curve]

    def told(self, values: Plain) -> Plain:
        """Give the values with how often such values are right."""
        if not self.curves:
            return values
        places = {
            variable: (start, end, self._of(variable, sure))
            for variable, (start, end, sure) in values.places.items()
        }
        whole = self.curves.get(WHOLE)
        confidence = values.confidence
        if whole is not None and confidence > 0:
            confidence = whole.at(confidence)
        return values._replace(places=places, confidence=confidence)

    def _of(self, variable: str, sure: float) -> float:
        curve = self.curves.get(variable) or self.curves.get(ANY)
        return sure if curve is None or variable in _GRAMMAR else curve.at(sure)


def sureness_from(lines: Iterable[str]) -> Sureness:
    """Read the curves: lines of `variable TAB seeming TAB right`, rising in both, `#` for a note.

    Raises:
        ValueError: a line is none of these, or a curve falls.
    """
    points: dict[str, list[tuple[float, float]]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            variable, seeming, right = line.split("\t")
            points.setdefault(variable, []).append((float(seeming), float(right)))
    for variable, curve in points.items():
        if any(a[0] >= b[0] or a[1] > b[1] for a, b in pairwise(curve)):
            msg = f"the curve of {variable} does not rise"
            raise ValueError(msg)
    return Sureness(
        {name: Curve([p[0] for p in c], [p[1] for p in c]) for name, c in points.items()}
    )
