"""Small damage as pasting, typing and scanning make it, on strings whose labels are known."""

import random
import re
from collections.abc import Callable

Piece = tuple[str, str]
"""A stretch of text and its label; the label is empty where there is none."""

_BREAKABLE = re.compile(r"[^\W\d_]{4}(?=[^\W\d_]{3})")


def _without_last_stop(pieces: list[Piece], _: random.Random) -> list[Piece]:
    text, label = pieces[-1]
    return [*pieces[:-1], (text.rstrip("."), label)]


def _hyphen_break(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Break a word as at the end of a line."""
    long = [i for i, (text, label) in enumerate(pieces) if label and _BREAKABLE.search(text)]
    if not long:
        return pieces
    i = rng.choice(long)
    text, label = pieces[i]
    cut = rng.choice([m.end() for m in _BREAKABLE.finditer(text)])
    return [
        *pieces[:i],
        (text[:cut] + rng.choice(["- ", "-"]) + text[cut:], label),
        *pieces[i + 1 :],
    ]


def _missing_space(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Lose the blank of one separator."""
    places = [i for i, (text, label) in enumerate(pieces) if not label and " " in text.strip("(")]
    if not places:
        return pieces
    i = rng.choice(places)
    text = pieces[i][0].replace(" ", "", 1)
    return [*pieces[:i], (text, ""), *pieces[i + 1 :]]


def _cased_title(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Set titles in small letters or capitals."""
    change: Callable[[str], str] = rng.choice([str.lower, str.upper])
    return [(change(t) if label == "title" else t, label) for t, label in pieces]


def _cut_head(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Lose the first letters, as a copied list does."""
    text, label = pieces[0]
    count = rng.randint(1, 2)
    return [(text[count:], label), *pieces[1:]] if len(text) > count + 3 else pieces


def _cut_end(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Lose the last part."""
    keep = max(4, len(pieces) - rng.randint(1, 3))
    return pieces[:keep]


def _spaced_marks(pieces: list[Piece], _: random.Random) -> list[Piece]:
    """Set a blank before separators, as some extraction from PDF does."""
    return [(re.sub(r"(?<! )([,:;])", r" \1", t) if not label else t, label) for t, label in pieces]


def _straight(pieces: list[Piece], _: random.Random) -> list[Piece]:
    """Lose typographic dashes and quotation marks."""
    table = str.maketrans("–—“”‘’", "--\"\"''")
    return [(text.translate(table), label) for text, label in pieces]


def _unpunctuated(pieces: list[Piece], _: random.Random) -> list[Piece]:
    """Lose the marks between fields, as some export from databases does."""
    bare = [(text if label else " ", label) for text, label in pieces]
    return [piece for piece in bare if piece[0]]


_KINDS = (
    (0.015, _unpunctuated),
    (0.10, _without_last_stop),
    (0.04, _hyphen_break),
    (0.05, _missing_space),
    (0.03, _cased_title),
    (0.015, _cut_head),
    (0.015, _cut_end),
    (0.01, _spaced_marks),
    (0.15, _straight),
)


def damaged(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Apply each kind of damage by its probability; most strings stay whole."""
    for probability, change in _KINDS:
        if rng.random() < probability and len(pieces) > 3:
            pieces = change(pieces, rng)
    return pieces
