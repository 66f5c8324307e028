"""Words parted at a lost or a present line break: `co- create`, `long- term`."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple


class Hyphen(NamedTuple):
    """A word in two halves with a blank or a line break after its hyphen."""

    start: int
    """Where the stretch to leave out begins: the blank, or the hyphen where none belongs."""
    end: int
    """Where the second half begins."""
    left: str
    right: str
    joined: str
    """The word in one: `long-term`, or `collaboration` where the text has it so elsewhere."""
    witnessed: bool
    """Whether the joined form stands elsewhere in the text."""
    compound: bool = False
    """Whether both halves, neither of them short, are words elsewhere in the text."""


_L = r"[^\W\d_]"
_LONGEST = 40
"""Letters of a half."""
_SHORTEST_OF_COMPOUND = 4
"""Letters of a half that hardly are a syllable alone: `decision-making`, not `per-form`."""
_PARTED = re.compile(
    rf"(?<![\w’'])(?P<left>{_L}{{1,40}})(?P<hyphen>[-‐‑])"
    rf"(?P<gap>[ \t\u00a0]{{1,3}}|[ \t\u00a0]{{0,8}}(?:\r\n|\n|\r)[ \t\u00a0]{{0,40}})"
    rf"(?P<right>{_L}{{1,40}})(?!\w)"
)
_SPOT = re.compile(r"[-‐‑](?=\s)")
"""Where words may be parted; to look for this first is many times faster."""
_WORDS = re.compile(rf"{_L}+(?:[-‐‑]{_L}+)*")
_HYPHEN = re.compile("[-‐‑]")
_SUSPENDS = frozenset(
    [
        "and",
        "or",
        "to",
        "nor",
        "but",
        "as",
        "than",
        "versus",
        "vs",
        "through",
        "und",
        "oder",
        "bis",
        "bzw",
        "sowie",
        "noch",
        "et",
        "ou",
        "y",
        "o",
        "u",
        "e",
        "ed",
        "i",
        "en",
        "of",
        "och",
        "eller",
        "og",
        "till",
        "til",
        "och",
        "a",
        "ani",
        "czy",
        "lub",
        "och",
        "oraz",
        "via",
        "with",
    ]
)
"""Words after which the other half of a compound is still to come: `pre- and post-`."""


def find(text: str) -> Iterator[Hyphen]:
    """Find words parted after their hyphen; suspended hyphens and capitalised halves are none.

    >>> [h.joined for h in find("a long- term plan, pre- and post-war, the long-term aim")]
    ['long-term']
    """
    forms: frozenset[str] | None = None
    words: frozenset[str] | None = None
    for met in _parted(text):
        left, right = met["left"], met["right"]
        if right.casefold() in _SUSPENDS or not (right[0].islower() or left.isupper()):
            continue
        if right[0].isupper() and "\n" not in met["gap"] and "\r" not in met["gap"]:
            continue
        forms = _forms(text) if forms is None else forms
        kept, closed = f"{left}-{right}", left + right
        if kept.casefold() in forms:
            yield Hyphen(met.start("gap"), met.end("gap"), left, right, kept, witnessed=True)
        elif closed.casefold() in forms:
            yield Hyphen(met.start("hyphen"), met.end("gap"), left, right, closed, witnessed=True)
        else:
            words = _whole_words(text) if words is None else words
            yield Hyphen(
                *met.span("gap"),
                left,
                right,
                kept,
                witnessed=False,
                compound=_is_compound(left, right, words),
            )


def _is_compound(left: str, right: str, words: frozenset[str]) -> bool:
    halves = left.casefold(), right.casefold()
    return all(len(half) >= _SHORTEST_OF_COMPOUND and half in words for half in halves)


def _whole_words(text: str) -> frozenset[str]:
    """Give the words of a text that are no half of a parted one."""
    words: set[str] = set()
    at = 0
    for met in _parted(text):
        words.update(_WORDS.findall(text[at : met.start()].casefold()))
        at = met.end()
    words.update(_WORDS.findall(text[at:].casefold()))
    return frozenset(words)


def _parted(text: str) -> Iterator[re.Match[str]]:
    """Find the two halves around each hyphen with a blank behind it, none in two places."""
    end = 0
    for spot in _SPOT.finditer(text):
        begin = spot.start()
        while begin > max(end, spot.start() - _LONGEST) and _is_letter(text[begin - 1]):
            begin -= 1
        if met := _PARTED.match(text, begin):
            end = met.end()
            yield met


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()


def _forms(text: str) -> frozenset[str]:
    """Give the words of a text, and the pairs that hyphens make, in lower case."""
    forms: set[str] = set()
    for word in set(_WORDS.findall(text.casefold())):
        if word.isalnum():
            forms.add(word)
            continue
        halves = _HYPHEN.split(word)
        forms.update(f"{a}-{b}" for a, b in pairwise(halves))
    return frozenset(forms)
