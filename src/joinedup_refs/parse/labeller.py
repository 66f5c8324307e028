"""The sequence model in use: labels with their places and how sure the model is of them."""

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from joinedup_refs.parse.adaptation import features_of
from joinedup_refs.parse.asides import without_asides
from joinedup_refs.parse.lattice import decode
from joinedup_refs.parse.model_file import Model, OpenedModel, open_model
from joinedup_refs.parse.network import Network
from joinedup_refs.parse.one_core import one_core
from joinedup_refs.parse.surroundings import Around, Word
from joinedup_refs.parse.tokens import Token, tokenize

__all__ = ["Labelled", "Labeller", "Scored", "load", "readable", "stretches", "trim"]

_MAX_WORDS = 30_000
"""Words whose vectors are kept: some megabytes, whatever is parsed."""
_MAX_PLACES = 8192
"""Kinds of places whose vectors are kept: four places in five are of a kind met before."""
_MODELS_KEPT = 4
"""Opened models that are kept, some dozens of megabytes each."""
MAX_CHARS = 3000
"""Longer strings are no single reference; what stands beyond is left unlabelled."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_VOLUME_AND_PAGE = re.compile(r"(?P<volume>[^\W_]{1,8})[ ,:]{1,2}(?P<page>\d{1,6})")
_IN = re.compile(r"\b[Ii]n\b\s?:?\s?[«“\"]?$")
_DASH = re.compile(r"\s?[-–—]{1,2}\s?")
_OPENERS = {"(": ")", "[": "]", "“": "”", "„": "“", "«": "»", '"': '"', "‘": "’", "‹": "›"}
_CLOSERS = {")": "(", "]": "[", "”": "“„", "»": "«", '"': '"', "“": "„", "›": "‹"}
_EDGE = " \t\r\n\u00a0.,;:–—-/|=&·"
_NAMES = frozenset({"author", "editor", "translator", "publisher-place"})
_IDENTIFIERS = frozenset({"DOI", "URL", "arXiv", "ISBN", "ISSN", "PMID", "PMCID"})


class Labelled(NamedTuple):
    """One labelled stretch: half-open code points of the string given, probability 0 to 1."""

    label: str
    start: int
    end: int
    confidence: float


class Scored(NamedTuple):
    """What the network makes of one string, before its best labels are found."""

    tokens: tuple[Token, ...]
    scores: NDArray[np.float32]
    """Tokens by labels, as the network has them, nothing learnt from corrections added."""
    hidden: NDArray[np.float32]
    """Tokens by the channels of the last layer."""
    rows: list[list[str]]
    """The features of each token that corrections may rest on; see `adaptation`."""


def readable(raw: str) -> str:
    """Give what is labelled of a string: no more than a reference, and nothing unwritable."""
    # A lone surrogate cannot be written anywhere; the mark for it can.
    return _LONE_SURROGATE.sub("\ufffd", raw[:MAX_CHARS])


def trim(raw: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Narrow a stretch by separators, quotation marks and brackets at its edges.

    A title keeps its `?`, an initial its stop, and brackets that close inside stay.

    >>> raw = '“Is it so?”, (London:'
    >>> [raw[slice(*trim(raw, a, b, "title"))] for a, b in ((0, 12), (13, 21))]
    ['Is it so?', 'London']
    """
    before = None
    while before != (start, end) and start < end:
        before = (start, end)
        while start < end and raw[start] in _EDGE:
            start += 1
        while start < end and raw[end - 1] in _EDGE and not _is_initial(raw, start, end, label):
            end -= 1
        start, end = _unwrap(raw, start, end)
    return start, end


def _is_initial(raw: str, start: int, end: int, label: str) -> bool:
    """Tell whether the stretch ends with an initial and its stop."""
    if label not in _NAMES or raw[end - 1] != "." or end - start < 2:
        return False
    single = end - start == 2 or not raw[end - 3].isalpha()
    return single and raw[end - 2].isupper()


def _unwrap(raw: str, start: int, end: int) -> tuple[int, int]:
    """Take off one pair of marks around the stretch, or one that has no partner in it."""
    if end <= start:
        return start, end
    first, last = raw[start], raw[end - 1]
    closer = _OPENERS.get(first)
    if closer is not None:
        partner = _partner(raw, start, end, first, closer)
        if partner == end - 1:
            return start + 1, end - 1
        if partner < 0:
            return start + 1, end
    openers = _CLOSERS.get(last)
    if openers is not None:
        inner = raw[start : end - 1]
        if last == '"':
            lonely = inner.count('"') % 2 == 0
        else:
            lonely = sum(map(inner.count, openers)) <= inner.count(last)
        if lonely:
            return start, end - 1
    return start, end


def _partner(raw: str, start: int, end: int, opener: str, closer: str) -> int:
    """Find the mark that closes the one at `start`; -1 when there is none before `end`."""
    if opener == '"':
        return raw.find(closer, start + 1, end)
    if opener == "‘":  # its closer may stand in for an apostrophe before
        return raw.rfind(closer, start + 1, end)
    depth = 0
    for i in range(start, end):
        if raw[i] == opener:
            depth += 1
        elif raw[i] == closer:
            depth -= 1
            if not depth:
                return i
    return -1


class Labeller:
    """The opened model; may be shared between threads."""

    def __init__(self, opened: OpenedModel) -> None:
        """Take an opened model."""
        self._opened = opened
        self._words = _Vectors(opened.network, _MAX_WORDS)
        self._places = _Vectors(opened.network, _MAX_PLACES)
        self.version = opened.version
        """The model's date and the first digits of its hash."""

    @property
    def opened(self) -> OpenedModel:
        """The model behind it."""
        return self._opened

    def label(self, raw: str) -> tuple[Labelled, ...]:
        """Label the fields of one reference string, in order; never raises on strange input."""
        return self.label_many([raw])[0]

    def label_many(self, raws: Sequence[str]) -> list[tuple[Labelled, ...]]:
        """Label several strings at once, which costs less than one by one; some dozens are best.

        Every string is labelled as if it were alone.
        """
        cut = [without_asides(readable(raw)) for raw in raws]
        tokens = [tokenize(raw) for raw in cut]
        filled = [i for i, found in enumerate(tokens) if found]
        labelled: list[tuple[Labelled, ...]] = [()] * len(cut)
        with one_core():
            paths = self._paths([tokens[i] for i in filled])
        for i, (tags, sure) in zip(filled, paths, strict=True):
            labelled[i] = stretches(cut[i], tokens[i], tags, sure)
        return labelled

    def _paths(self, strings: Sequence[tuple[Token, ...]]) -> list[tuple[list[str], list[float]]]:
        """Give the best labels of the tokens of each string and how probable each is."""
        if not strings:
            return []
        opened = self._opened
        if opened.adaptation is None:
            examined = [opened.featurizer.examined(tokens) for tokens in strings]
            scores = opened.network.scores(self._summed(examined), [*map(len, strings)])
        else:
            bend = opened.adaptation.bent
            scores = [bend(one.scores, one.hidden, one.rows) for one in self._scored(strings)]
        names = opened.labels
        return [
            ([names[number] for number in path], sure)
            for path, sure in decode(scores, opened.opening, opened.following)
        ]

    def scored(self, raws: Sequence[str]) -> list[Scored]:
        """Give what the network makes of several strings, of which none may be blank."""
        with one_core():
            return self._scored([tokenize(readable(raw)) for raw in raws])

    def _scored(self, strings: Sequence[tuple[Token, ...]]) -> list[Scored]:
        opened = self._opened
        examined = [opened.featurizer.examined(tokens) for tokens in strings]
        found = opened.network.scores_and_hidden(self._summed(examined), [*map(len, strings)])
        return [
            Scored(tokens, scores, hidden, features_of(tokens, words, around.rows()))
            for tokens, (words, around), (scores, hidden) in zip(
                strings, examined, found, strict=True
            )
        ]

    def _summed(self, examined: Sequence[tuple[list[Word], Around]]) -> NDArray[np.float32]:
        """Sum the vectors of the features of all tokens, string after string."""
        words = [word for found, _ in examined for word in found]
        own = self._words.of([word.key for word in words], [word.own for word in words])
        rows = [row for _, around in examined for row in around.single]
        summed = self._places.of(rows, rows)
        for stretches in zip(*(around.shared for _, around in examined), strict=True):
            runs = [run for string in stretches for run in string]
            shared = self._opened.network.vectors([features for _, features in runs])
            summed += shared.repeat([length for length, _ in runs], axis=0)
        own += summed
        return own


class _Vectors:
    """The summed vectors of rows of features; those of the rows met are kept."""

    def __init__(self, network: Network, most: int) -> None:
        self._network = network
        self._most = most
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._at: dict[Hashable, int] = {}
        self._kept = np.empty((0, self._network.dimensions), np.float32)

    def of(self, keys: Sequence[Hashable], rows: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Give the vector of each row, rows by dimensions; equal keys stand for equal rows."""
        with self._lock:
            if len(self._at) > self._most:  # strange input must not fill the memory
                self._forget()
            at = self._at
            new = {key: row for key, row in zip(keys, rows, strict=True) if key not in at}
            if new:
                size = len(at)
                at |= {key: size + i for i, key in enumerate(new)}
                if len(at) > len(self._kept):
                    room = max(len(at), min(2 * len(at), self._most))
                    kept = np.empty((room, self._network.dimensions), np.float32)
                    kept[:size] = self._kept[:size]
                    self._kept = kept
                self._kept[size : len(at)] = self._network.vectors(list(new.values()))
            vectors: NDArray[np.float32] = self._kept.take([*map(at.__getitem__, keys)], axis=0)
            return vectors


def stretches(
    raw: str, tokens: Sequence[Token], tags: Sequence[str], sure: Sequence[float]
) -> tuple[Labelled, ...]:
    """Gather labelled tokens into stretches of the string.

    `tags` and `sure` hold the label of each token and how probable it is.
    """
    found: list[Labelled] = []
    for label, first, last in _runs(tokens, tags):
        start, end = tokens[first].start, tokens[last].end
        if label in _IDENTIFIERS:
            start = _value_start(raw, start, end, label)
        else:
            start, end = trim(raw, start, end, label)
        if start < end:
            found.append(Labelled(label, start, end, _confidence(sure[first : last + 1])))
    return tuple(_mended(raw, found))


def _mended(raw: str, found: Sequence[Labelled]) -> list[Labelled]:
    """Hold the labels to what a reference can be: one whole title, and pages that are a range."""
    result: list[Labelled] = []
    for part in found:
        last = result[-1] if result else None
        if last and part.label == "title" and last.label == "title":
            # Only marks stand between them: a title and its subtitle.
            if not any(char.isalnum() for char in raw[last.end : part.start]):
                sure = min(last.confidence, part.confidence)
                result[-1] = Labelled("title", last.start, part.end, sure)
                continue
        elif last and part.label == "page" and last.label == "volume":
            joined = _VOLUME_AND_PAGE.fullmatch(raw, last.start, last.end)
            if joined and _DASH.fullmatch(raw, last.end, part.start):
                result[-1] = last._replace(end=joined.end("volume"))
                part = part._replace(start=joined.start("page"))  # noqa: PLW2901
        result.append(part)
    return _with_container(raw, result)


def _with_container(raw: str, parts: list[Labelled]) -> list[Labelled]:
    """Read a second title after `In` as that of the containing work, where none was found."""
    labels = [part.label for part in parts]
    if "container-title" in labels or labels.count("title") < 2:
        return parts
    first = labels.index("title")
    for i in range(first + 1, len(parts)):
        if labels[i] == "title" and _IN.search(raw, parts[first].end, parts[i].start):
            parts[i] = parts[i]._replace(label="container-title")
    return parts


def _runs(tokens: Sequence[Token], tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Gather tokens into labelled runs (label, first, last); an identifier is a run of its own."""
    runs: list[tuple[str, int, int]] = []
    open_label = ""
    for i, tag in enumerate(tags):
        kind = tokens[i].kind
        prefix, _, label = tag.partition("-")
        if kind in _IDENTIFIERS:
            runs.append((kind, i, i))
            open_label = ""
        elif not label:
            open_label = ""
        elif label == open_label and prefix != "B":
            runs[-1] = (label, runs[-1][1], i)
        else:
            runs.append((label, i, i))
            open_label = label
    return runs


def _value_start(raw: str, start: int, end: int, label: str) -> int:
    """Say where the value of an identifier starts, after resolver or name."""
    if label == "DOI":
        return raw.index("10.", start, end)
    if label in {"ISBN", "ISSN", "PMID"}:
        at = start + len(label)
        if raw[at : at + 3] in {"-10", "-13"}:
            at += 3
        while at < end and raw[at] in " :\t\u00a0":
            at += 1
        return at
    return start


def _confidence(sure: Sequence[float]) -> float:
    """Put the tokens' probabilities into one: halfway between their mean and the least of them."""
    return (sum(sure) / len(sure) + min(sure)) / 2


@lru_cache(maxsize=_MODELS_KEPT)
def load(model: Model | None = None) -> Labeller:
    """Open a model, by default the shipped one; its files are checked against their hashes first.

    Raises:
        ModelInvalid: a file is missing or is not the one that the manifest vouches for.
    """
    return Labeller(open_model(model))
