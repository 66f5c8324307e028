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


def _changed(
    pieces: list[Piece], rng: random.Random, sought: re.Pattern[str], change: Callable[[str], str],
    most: int = 1,
) -> list[Piece]:  # fmt: skip
    """Change what a pattern finds in the text, at `most` so many places of the string."""
    places = [i for i, (text, label) in enumerate(pieces) if label and sought.search(text)]
    for i in rng.sample(places, min(most, len(places))):
        text, label = pieces[i]
        match = rng.choice(list(sought.finditer(text)))
        pieces = [
            *pieces[:i],
            (text[: match.start()] + change(match[0]) + text[match.end() :], label),
            *pieces[i + 1 :],
        ]
    return pieces


def _split_word(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Split words as extraction from PDF does: after the first letter, or anywhere."""
    if rng.random() < 0.5:
        return _changed(pieces, rng, _WORD_HEAD, lambda t: f"{t[0]} {t[1:]}", rng.randint(1, 4))
    return _changed(pieces, rng, _MIDDLE, lambda t: f"{t[:4]} {t[4:]}", rng.randint(1, 3))


def _joined_words(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Lose blanks or hyphens between words."""
    return _changed(pieces, rng, _BETWEEN, lambda t: t[0] + t[-1], rng.randint(1, 3))


def _odd_ligatures(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Set ligatures as one sign, or as the wrong one, or lose them."""
    way = rng.choice(_LIGATURES)
    return [
        (_LIGATURE.sub(lambda m: way.get(m[0], m[0]), text) if label else text, label)
        for text, label in pieces
    ]


def _soft_hyphen(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    return _changed(pieces, rng, _MIDDLE, lambda t: f"{t[:4]}\u00ad{t[4:]}", rng.randint(1, 2))


def _odd_dash(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Set ranges with what a wrong encoding makes of a dash, or lose the dash."""
    sign = rng.choice(("\x96", "\u2212", "\u2010", "\u2011", "\ufffd", " ", "--", "?"))
    return [(_RANGE.sub(sign, text) if label == "page" else text, label) for text, label in pieces]


def _doubled_space(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Double blanks between fields."""
    return [
        (text.replace(" ", "  ") if not label and rng.random() < 0.4 else text, label)
        for text, label in pieces
    ]


def _tight_marks(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Lose the blanks around brackets and after marks, all through or here and there."""
    rate = rng.choice((0.4, 1.0))
    return [
        (_MARK_SPACE.sub(r"\1", t) if not label and rng.random() < rate else t, label)
        for t, label in pieces
    ]


def _lost_mark(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Lose a quotation mark, a bracket, a comma or a stop."""
    places = [i for i, (text, label) in enumerate(pieces) if not label and _MARK.search(text)]
    if not places:
        return pieces
    i = rng.choice(places)
    match = rng.choice(list(_MARK.finditer(pieces[i][0])))
    text = pieces[i][0][: match.start()] + pieces[i][0][match.end() :]
    return [*pieces[:i], (text or " ", ""), *pieces[i + 1 :]]


def _other_mark(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Type a wrong mark between two fields."""
    places = [i for i, (t, label) in enumerate(pieces) if not label and t in {", ", ". ", ": "}]
    if not places:
        return pieces
    i = rng.choice(places)
    return [*pieces[:i], (rng.choice((", ", ". ", ": ", "; ", " ", " - ")), ""), *pieces[i + 1 :]]


def _furniture(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Leave a page number or the start of the next line's number behind the reference."""
    return [*pieces, (f" {rng.randint(1, 400)}", "")]


def _small_names(pieces: list[Piece], _: random.Random) -> list[Piece]:
    """Set names and publishers in small letters, as lost small capitals are."""
    small = {"author", "editor", "publisher", "publisher-place", "container-title"}
    return [(t.lower() if label in small else t, label) for t, label in pieces]


_WORD_HEAD = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
_MIDDLE = re.compile(r"[^\W\d_]{8,}")
_BETWEEN = re.compile(r"[^\W\d_][ -][^\W\d_]")
_LIGATURE = re.compile(r"ffi|ff|fi|fl|ti")
_LIGATURES = (
    {"fi": "\ufb01", "fl": "\ufb02", "ff": "\ufb00", "ffi": "\ufb03"},
    {"fi": "\ufb01 ", "fl": "\ufb02 "},
    {"fi": "i", "fl": "l", "ff": "f", "ffi": "i"},
    {"ti": "\u019f"},
    {"ti": "\u019f ", "fi": "\ufb01 "},
    {"fi": " fi", "ff": " ff"},
    {"fi": "", "fl": "", "ff": ""},
)
_RANGE = re.compile(r"(?<=\d)[-\u2013](?=\d)")
_MARK_SPACE = re.compile(r"([.,;:()]) ")
_MARK = re.compile(r"[\u201c\u201d\u2018\u2019\u00ab\u00bb\"()\[\],.:]")
_KINDS = (
    (0.012, _unpunctuated),
    (0.10, _without_last_stop),
    (0.03, _hyphen_break),
    (0.05, _missing_space),
    (0.03, _cased_title),
    (0.012, _cut_head),
    (0.015, _cut_end),
    (0.008, _spaced_marks),
    (0.15, _straight),
    (0.02, _split_word),
    (0.012, _joined_words),
    (0.015, _odd_ligatures),
    (0.008, _soft_hyphen),
    (0.012, _odd_dash),
    (0.008, _doubled_space),
    (0.015, _tight_marks),
    (0.03, _lost_mark),
    (0.03, _other_mark),
    (0.008, _furniture),
    (0.008, _small_names),
)


def damaged(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Apply each kind of damage by its probability; most strings stay whole."""
    for probability, change in _KINDS:
        if rng.random() < probability and len(pieces) > 3:
            pieces = change(pieces, rng)
    return pieces
