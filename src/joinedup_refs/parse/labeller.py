"""The sequence model in use: labels with their places and how sure the model is of them."""

import re
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple

from joinedup_refs.parse.model_file import OpenedModel, open_model
from joinedup_refs.parse.tokens import Token, tokenize

__all__ = ["Labelled", "Labeller", "load", "trim"]

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
        self._lock = Lock()  # the tagger holds the string at work
        self.version = opened.version
        """The model's date and the first digits of its hash."""

    def label(self, raw: str) -> tuple[Labelled, ...]:
        """Label the fields of one reference string, in order; never raises on strange input."""
        raw = _LONE_SURROGATE.sub("\ufffd", raw[:MAX_CHARS])  # the tagger takes UTF-8 only
        tokens = tokenize(raw)
        if not tokens:
            return ()
        tagger = self._opened.tagger
        with self._lock:
            tagger.set(self._opened.featurizer.features(tokens))
            tags = tagger.tag()
            sure = [tagger.marginal(tag, i) for i, tag in enumerate(tags)]
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


@cache
def load() -> Labeller:
    """Open the shipped model; its files are checked against their hashes first.

    Raises:
        ModelInvalid: a file is missing or is not the one that was shipped.
    """
    return Labeller(open_model())
