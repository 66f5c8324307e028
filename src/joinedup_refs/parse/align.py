"""A string and its corrected values to labels: which ones a token may have, as far as is certain.

Nothing is guessed. A value that stands once is labelled; where it could stand in several places,
each of them may be it or not; where it does not stand, whatever nothing else explains may be it. A
token with several possible labels teaches only that it has none of the others.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.model.value import Json
from joinedup_refs.parse.labeller import readable, trim
from joinedup_refs.parse.tokens import Token, tokenize
from joinedup_refs.parse.whereabouts import Printed, Run

__all__ = ["Aligned", "align"]

_TEXTS = (
    "title", "container-title", "collection-title", "event-title", "publisher", "publisher-place",
    "genre", "note", "number",
)  # fmt: skip
_NUMBERS = ("volume", "issue", "collection-number", "number-of-pages")
_PEOPLE = ("author", "editor", "translator")
_DATES = ("issued", "accessed")
_UNLABELLED = frozenset({
    "id", "type", "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "language", "source",
    "year-suffix", "citation-key", "citation-label", "title-short", "container-title-short",
})  # fmt: skip
"""Variables that grammar finds, or that no stretch of a reference is the value of."""
_IDENTIFIERS = frozenset({"DOI", "URL", "arXiv", "ISBN", "ISSN", "PMID", "PMCID"})
_CLOSING = '.?!)]’”"»'
_OPENING = '(“„«"‘['
_NONE = "O"


class Aligned(NamedTuple):
    """What is certain of the labels of a string's tokens."""

    tokens: tuple[Token, ...]
    may: tuple[frozenset[str], ...]
    """The labels that each token may have; an empty set is any."""
    placed: tuple[str, ...]
    """Variables of which it is certain where they stand."""
    missing: tuple[str, ...]
    """Variables whose value does not stand in the string as it was given."""
    unsure: tuple[str, ...]
    """Variables whose value could stand in several places."""


def align(raw: str, item: Mapping[str, Json], labels: Sequence[str]) -> Aligned:
    """Find the values of a CSL item in a string.

    Args:
        raw: the reference.
        item: its values, as CSL-JSON has them.
        labels: those of the model, such as `B-title`, `I-title`, `O`.
    """
    text = readable(raw)
    tokens = tokenize(text)
    printed = Printed(text, tokens)
    found = {
        variable: [_whole(text, tokens, run, variable) for run in runs]
        for variable, runs in _found(printed, item).items()
        if f"I-{variable}" in labels or f"B-{variable}" in labels
    }
    placed = _placed(found, tokens)
    missing = [variable for variable, runs in found.items() if not runs]
    left = {v: _free(runs, placed) for v, runs in found.items() if runs and v not in placed}
    missing += [variable for variable, runs in left.items() if not runs]
    unsure = {variable: runs for variable, runs in left.items() if runs}
    others = _others(printed, item, found, placed)
    may = _allowed(tokens, labels, placed, unsure, missing, others)
    return Aligned(tokens, may, tuple(placed), tuple(missing), tuple(unsure))


def _found(printed: Printed, item: Mapping[str, Json]) -> dict[str, list[Run]]:
    """Give all the places where each value could stand."""
    found: dict[str, list[Run]] = {}
    for variable, value in item.items():
        if value in (None, "", [], {}):
            continue
        if variable in _PEOPLE:
            found[variable] = printed.persons(value, editors=variable != "author")
        elif variable in _DATES:
            found[variable] = printed.date(value)
        elif isinstance(value, (str, int)):
            found[variable] = _one(printed, variable, str(value))
    return found


def _one(printed: Printed, variable: str, value: str) -> list[Run]:
    if variable == "page":
        return printed.pages(value)
    if variable == "edition":
        return printed.edition(value)
    if variable in _NUMBERS:
        return printed.number(value)
    return printed.text(value) if variable in _TEXTS else []


def _whole(text: str, tokens: Sequence[Token], run: Run, label: str) -> Run:
    """Take in the marks at the edges that belong to a value, as the model has learnt them."""
    start, end = tokens[run.first].start, tokens[run.last].end
    for _ in range(3):
        if end < len(text) and text[end] in _CLOSING:
            end += 1
        if start and text[start - 1] in _OPENING:
            start -= 1
    start, end = trim(text, start, end, label)
    first, last = run
    while first and tokens[first - 1].start >= start:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].end <= end:
        last += 1
    return Run(first, last)


def _placed(found: Mapping[str, Sequence[Run]], tokens: Sequence[Token]) -> dict[str, Run]:
    """Give the values that stand in one place only, once the longer ones have theirs."""
    placed: dict[str, Run] = {}
    while True:
        free = {v: _free(runs, placed) for v, runs in found.items() if v not in placed}
        single = [(runs[0], variable) for variable, runs in free.items() if len(runs) == 1]
        # Two values that claim one stretch are settled for neither.
        single = [
            (run, variable)
            for run, variable in single
            if not any(run in runs for other, runs in free.items() if other != variable)
        ]
        if not single:
            return placed
        run, variable = max(single, key=lambda one: _length(tokens, one[0]))
        placed[variable] = run


def _free(runs: Sequence[Run], placed: Mapping[str, Run]) -> list[Run]:
    return [run for run in runs if not any(run.overlaps(other) for other in placed.values())]


def _length(tokens: Sequence[Token], run: Run) -> int:
    return tokens[run.last].end - tokens[run.first].start


def _others(
    printed: Printed,
    item: Mapping[str, Json],
    found: Mapping[str, object],
    placed: Mapping[str, Run],
) -> list[Run]:
    """Give where values stand that the model has no label for: nothing is known of those."""
    runs: list[Run] = []
    for variable, value in item.items():
        if variable in found or variable in _UNLABELLED:
            continue
        if isinstance(value, (str, int)):
            runs += printed.text(str(value))
        elif isinstance(value, list):
            runs += printed.persons(value, editors=True)
        else:
            runs += printed.date(value)
    return _free(runs, placed)


def _allowed(
    tokens: Sequence[Token],
    labels: Sequence[str],
    placed: Mapping[str, Run],
    unsure: Mapping[str, Sequence[Run]],
    missing: Sequence[str],
    others: Sequence[Run],
) -> tuple[frozenset[str], ...]:
    """Say of each token which labels it may have."""
    unexplained = frozenset({_NONE}).union(*(_labels_of(v, labels) for v in missing))
    may = [unexplained] * len(tokens)
    for i in range(_head(tokens, placed)):
        may[i] |= _labels_of("citation-number", labels)
    for variable, runs in unsure.items():
        rivals = sum(other == runs for other in unsure.values())
        for run in runs:
            for i in range(run.first, run.last + 1):
                may[i] |= _labels_of(variable, labels)
                if rivals == len(runs):  # as many values as places: none of them is nothing
                    may[i] -= {_NONE}
    for run in others:
        may[run.first : run.last + 1] = [frozenset()] * (run.last - run.first + 1)
    for variable, run in placed.items():
        inside = frozenset({f"I-{variable}"})
        may[run.first : run.last + 1] = [inside] * (run.last - run.first + 1)
        if f"B-{variable}" in labels:
            may[run.first] = frozenset({f"B-{variable}"})
    for i, token in enumerate(tokens):
        if token.kind in _IDENTIFIERS:
            may[i] = frozenset({"ID"})
    known = frozenset(labels)
    return tuple(one if one <= known else frozenset() for one in may)


def _labels_of(variable: str, labels: Sequence[str]) -> frozenset[str]:
    return frozenset({f"B-{variable}", f"I-{variable}"}.intersection(labels))


def _head(tokens: Sequence[Token], placed: Mapping[str, Run]) -> int:
    """Say how many tokens stand before the first value, where a number of the list may be."""
    first = min((run.first for run in placed.values()), default=0)
    return first if first <= 4 and any(t.kind == "number" for t in tokens[:first]) else 0
