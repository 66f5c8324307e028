"""Where each token of a string stands, as features: inside of what, behind what, before what.

Most of these features are one of a few. They are written out once and kept, for to make a text and
to look it up costs more than to find it again.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from joinedup_refs.parse.tokens import Token

__all__ = ["TURNS", "Around", "Word", "counts", "surroundings"]

_QUOTE_OPEN = frozenset("“„«‘‹")
_QUOTE_CLOSE = frozenset("”»’›")
_BRACKETS = {"(": ")", "[": "]"}
TURNS = frozenset({'"', *_QUOTE_OPEN, *_QUOTE_CLOSE, *_BRACKETS, *_BRACKETS.values()})
"""Marks at which what a token stands inside of may change."""
_KINDS_AHEAD = "JPL"
"""Kinds of known phrases of which it is told whether one is still to come."""
_NEAR_START = [f"pos={i}" for i in range(4)]
_RELATIVE = [f"rel={i}" for i in range(10)]
_YEARS = [[f"y={before}{ahead}" for ahead in range(3)] for before in range(3)]
_QUOTED = [[f"q={inside}{quotes}" for quotes in range(3)] for inside in range(2)]
_BEGUN = [
    tuple(name for bit, name in enumerate(("glued", "S<", "P<")) if signs & 1 << bit)
    for signs in range(8)
]
_KEPT = 512
"""Features of a sort that are kept, or lengths of strings."""

# Four counts are held in one number, so that one sum over a stretch adds them all; no string has so
# many tokens that one count could run into the next.
_WORD, _LONG, _CAPITAL, _NUMBER = (1 << bits for bits in (0, 16, 32, 48))
_LONG_WORD, _CAPITAL_WORD = _WORD + _LONG, _WORD + _LONG + _CAPITAL
_COUNT = _LONG - 1


class Word(NamedTuple):
    """What is known of a token apart from its neighbours."""

    key: str
    """What tells it from every other word: its text, or the kind of an identifier."""
    lower: str
    own: tuple[str, ...]
    """Features of the token itself."""
    tag: str
    """Its class or shape in one short string, for patterns over several tokens."""
    is_year: bool = False
    counts: int = 0
    """What it adds to the counts of a stretch, as `counts` gives it."""
    told_ahead: str = ""
    """What those before it are told of it: `number`, which is no year, `in` or `editor`."""
    turns: bool = False
    """Whether it is a year, or one of the marks in `TURNS`."""


class Around(NamedTuple):
    """Where the tokens of one string stand, as features.

    What all tokens of a stretch have in common is held once for the stretch.
    """

    single: list[tuple[str, ...]]
    """Features of each token's own place, at least one a token."""
    shared: tuple[list[tuple[int, list[str]]], ...]
    """Ways to cut the string into stretches: of each, how many tokens it has and its features."""

    def rows(self) -> list[list[str]]:
        """Give all the features of every token."""
        rows = [list(row) for row in self.single]
        for stretches in self.shared:
            at = 0
            for length, features in stretches:
                for row in rows[at : at + length]:
                    row.extend(features)
                at += length
        return rows


def counts(text: str, kind: str) -> int:
    """Give what a token adds to the counts of a stretch: words, long ones, capitals, numbers."""
    if kind == "word":
        return _WORD if len(text) <= 3 else _CAPITAL_WORD if text[0].isupper() else _LONG_WORD
    return _NUMBER if kind == "number" else 0


def surroundings(
    tokens: Sequence[Token], words: Sequence[Word], phrases: Sequence[Sequence[str]]
) -> Around:
    """Say where every token stands; `phrases` holds the features of known phrases, by token."""
    frames = _frames(tokens, words)
    ahead = _outlook(tokens, words, phrases)
    places = _places(len(tokens))
    cuts = (("S", _sentence_ends(tokens)), ("P", _phrase_ends(tokens)))
    begins = _beginnings(tokens, *(ends for _, ends in cuts))
    rows = [
        (*frame, *known, to_come, *place, *begun)
        for frame, known, to_come, place, begun in zip(
            frames, phrases, ahead, places, begins, strict=True
        )
    ]
    totals = list(accumulate([word.counts for word in words], initial=0))
    whole = _whole_phrases(tokens, phrases)
    return Around(
        rows, tuple(_stretches(name, ends, tokens, words, whole, totals) for name, ends in cuts)
    )


def _beginnings(
    tokens: Sequence[Token], sentences: Sequence[int], phrases: Sequence[int]
) -> list[tuple[str, ...]]:
    """Say of every token what begins with it, and whether no blank stands before it."""
    stops = [-1, *[end for _, _, end, _ in tokens]]
    begun: list[int] = [start == end for (_, start, _, _), end in zip(tokens, stops, strict=False)]
    for ends, sign in ((sentences, 2), (phrases, 4)):
        for end in (-1, *ends[:-1]) if ends else ():
            begun[end + 1] += sign
    return [_BEGUN[signs] for signs in begun]


def _frames(tokens: Sequence[Token], words: Sequence[Word]) -> list[list[str]]:
    """Say of every token what it stands inside of: brackets, quotation, years before and after.

    Tokens one after another of which the same is said have one list in common.
    """
    frames: list[list[str]] = []
    turning = [i for i, word in enumerate(words) if word.turns]
    closing = _matching(tokens, turning)
    after_bracket, bracket = 0, ""
    quoted, quotes, years = False, 0, 0
    ahead = sum([word.is_year for word in words])

    def frame() -> list[str]:
        quotation = _QUOTED[quoted][min(2, quotes)]
        dated = _YEARS[min(2, years)][min(2, ahead - years)]
        return [bracket, quotation, dated] if len(frames) < after_bracket else [quotation, dated]

    for i in turning:
        text, is_year = tokens[i].text, words[i].is_year
        if i > len(frames):
            frames += [frame()] * (i - len(frames))
        if not is_year:
            if i >= after_bracket and i in closing:
                after_bracket = closing[i] + 1
                bracket = "br=" + _bracket_kind(tokens, words, i, closing[i])
            straight = text == '"'
            if text in _QUOTE_OPEN or (straight and not quoted):
                quoted, quotes = True, quotes + 1
            elif straight or (text in _QUOTE_CLOSE and not _is_apostrophe(tokens, i)):
                quoted = False
        frames.append(frame())
        years += is_year
    if len(tokens) > len(frames):
        frames += [frame()] * (len(tokens) - len(frames))
    return frames


def _outlook(
    tokens: Sequence[Token], words: Sequence[Word], phrases: Sequence[Sequence[str]]
) -> list[str]:
    """Say of every token what is still to come: numbers, `in`, editors, known phrases.

    A title before which nothing but a publisher is left does not end at a comma.
    """
    behind: list[str] = []  # from the last token to the first
    numbers, inside, editors = 0, False, False
    known = dict.fromkeys(_KINDS_AHEAD, False)
    seen = _to_come(numbers, (inside, editors, *known.values()))
    telling = [
        i
        for i, (word, found) in enumerate(zip(words, phrases, strict=True))
        if word.told_ahead or found
    ]
    for i in reversed(telling):
        behind += [seen] * (len(tokens) - i - len(behind))
        told = words[i].told_ahead
        if told == "number":
            numbers = min(3, numbers + 1)
        elif told == "in" and i + 1 < len(tokens):
            after = tokens[i + 1].text
            inside = inside or after in ":«“„" or after[0].isupper()
        elif told == "editor":
            editors = True
        for feature in phrases[i]:
            if feature[-1] == "!" and feature[3] == "B":
                known[feature[1]] = True
        seen = _to_come(numbers, (inside, editors, *known.values()))
    behind += [seen] * (len(tokens) - len(behind))
    return behind[::-1]


@lru_cache(maxsize=_KEPT)
def _to_come(numbers: int, flags: tuple[bool, ...]) -> str:
    return f"go={numbers}{_digits(flags)}"


def _digits(flags: Sequence[bool]) -> str:
    return "".join(["01"[flag] for flag in flags])


@lru_cache(maxsize=_KEPT)
def _places(count: int) -> list[tuple[str, ...]]:
    """Say of every token of so many how near to the start and the end of the string it stands."""
    starts = [*_NEAR_START[:count], *(_RELATIVE[10 * i // count] for i in range(4, count))]
    return [
        (start, f"end={count - i}") if count - i < 4 else (start,) for i, start in enumerate(starts)
    ]


def _is_apostrophe(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the mark stands inside a word."""
    return (
        index + 1 < len(tokens)
        and tokens[index + 1].start == tokens[index].end
        and (tokens[index + 1].kind == "word")
    )


def _matching(tokens: Sequence[Token], turning: Sequence[int]) -> dict[int, int]:
    """Pair opening brackets with their closing ones; an unclosed one is no bracket.

    Only tokens whose places are in `turning` are looked at.
    """
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for i in turning:
        text = tokens[i].text
        if text in _BRACKETS:
            open_at.append(i)
        elif open_at and text == _BRACKETS[tokens[open_at[-1]].text]:
            pairs[open_at.pop()] = i
    return pairs


def _bracket_kind(tokens: Sequence[Token], words: Sequence[Word], start: int, end: int) -> str:
    """Describe a bracket by what it holds and where it stands."""
    held = slice(start + 1, end)
    texts = [token.text for token in tokens[held]]
    kinds = [token.kind for token in tokens[held]]
    years = [word.is_year for word in words[held]]
    editor = "editor" in [word.tag for word in words[held]]
    last = end >= len(tokens) - 2
    flags = (True in years, "word" in kinds, "number" in kinds, ":" in texts, editor, last)
    return f"{tokens[start].text}{min(len(texts), 4)}{_digits(flags)}"


def _whole_phrases(tokens: Sequence[Token], phrases: Sequence[Sequence[str]]) -> list[str]:
    """Give the kinds of the known phrases that stand by themselves, at each of their words."""
    return [
        "".join([feature[1] for feature in found if feature[-1] == "!"])
        if found and token.kind == "word"
        else ""
        for found, token in zip(phrases, tokens, strict=True)
    ]


def _stretches(
    name: str,
    ends: Sequence[int],
    tokens: Sequence[Token],
    words: Sequence[Word],
    whole: Sequence[str],
    totals: Sequence[int],
) -> list[tuple[int, list[str]]]:
    """Say what stretches between separators there are, and what follows each.

    `totals` holds the counts of all tokens before each one, and of all of them.
    """
    start = 0
    stretches: list[tuple[int, list[str]]] = []
    for number, end in enumerate(ends):
        text, _, _, kind = tokens[end]
        follow = words[end + 1].tag if end + 1 < len(words) else "$"
        place, left = min(5, number), len(ends) - number
        about = [
            f"{name}1={words[start].tag}|{place}",
            _order(name, place, min(4, left)),
            f"{name}f={text if kind == 'mark' else ''}|{follow}",
            _contents(name, totals[end + 1] - totals[start]),
        ]
        if known := "".join(whole[start : end + 1]):
            about.append(f"{name}g={''.join(sorted(set(known)))}")
        stretches.append((end + 1 - start, about))
        start = end + 1
    return stretches


@lru_cache(maxsize=_KEPT)
def _order(name: str, number: int, left: int) -> str:
    return f"{name}o={number}|{left}"


@lru_cache(maxsize=_KEPT)
def _contents(name: str, counted: int) -> str:
    """Tell of a stretch the words, what share of the long ones has a capital, and any number."""
    inner, long, capital = (counted // unit & _COUNT for unit in (_WORD, _LONG, _CAPITAL))
    casing = 4 * capital // long if long else 9
    length = inner if inner < 4 else 4 + min(inner // 6, 3)
    return f"{name}c={casing}{int(counted >= _NUMBER)}|{length}"


def _sentence_ends(tokens: Sequence[Token]) -> list[int]:
    """Say where sentences end: a stop after a word that is no initial, then a blank."""
    ends: list[int] = []
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        if i == last:
            ends.append(i)
        elif token.text in ".?!;" and token.kind == "mark":
            spaced = tokens[i + 1].start > token.end
            initial = i > 0 and tokens[i - 1].kind == "word" and len(tokens[i - 1].text) == 1
            if spaced and (token.text != "." or not initial):
                ends.append(i)
    return ends


def _phrase_ends(tokens: Sequence[Token]) -> list[int]:
    """Say where phrases end: at every separating mark and before every opening one."""
    ends: list[int] = []
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        if i == last:
            ends.append(i)
        elif token.kind == "mark":
            if token.text in ",:;?!)]”»" or (token.text == "." and tokens[i + 1].start > token.end):
                ends.append(i)
        elif tokens[i + 1].text in "([“«„":
            ends.append(i)
    return ends
