"""Class letters for the words and signs that the head of an entry is made of.

`F` a capitalised word, `U` one in capitals, `I` initials, `T` a short given name or a family name,
`p` a particle, `l` another word in lower case, `&` a word for "and", `Y` a year or a promise of
one, `E` et al., `s` a suffix such as Jr, `d` a mark of editors, `n` a number, `q` a quotation mark,
`x` anything else; comma, full stop, semicolon, colon, brackets and dashes stand for themselves.
"""

import re
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from joinedup_refs.tables import rows

LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    (?P<Y>(?:1[5-9]|20)\d\d(?:[/–-](?:(?:1[5-9]|20)\d\d|\d\d))?[a-z]?(?!\w)
        |n\.\s?d\.|[Ii]n\s(?:press|prep|preparation|review)\b\.?|[Ff]orthcoming\b|[Ss]\.\s?a\.
        |[Ii]m\s(?:Druck|Erscheinen)\b|[Ss]ous\spresse\b|[Ee]n\sprensa\b|[Ii]n\sstampa\b|o\.\s?J\.)
    |(?P<E>et\s{{1,3}}al(?!\w)|and\s(?:others|colleagues)\b|u\.\s?a\.|y\sotros\b|et\scoll\b)
    |(?P<s>(?:Jr|Sr)(?!\w)|\d(?:st|nd|rd|th)(?!\w))
    |(?P<d>(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Hh]g|[Cc]oords?|[Dd]irs?|[Tt]rans|[Cc]omps?)(?!\w))
    |(?P<w>{LETTER}(?:{LETTER}|[\u0300-\u036f]|['’ʼ´`‐‑-](?={LETTER}))*)
    |(?P<n>\d+)
    |(?P<q>["“”„«»‘])
    |(?P<c>\S)
    """,
    re.VERBOSE,
)

_LONGEST_KEPT = 40
"""Longer words are seldom met again."""
_JOINT = re.compile(r"['’ʼ´`‐‑-]")
_SIGNS = {
    "&": "&",
    ",": ",",
    ".": ".",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
} | dict.fromkeys("-‐‑–—", "-")


class Tokens(NamedTuple):
    """A stretch of text as class letters, and where each stands."""

    kinds: str
    starts: list[int]
    ends: list[int]


def tokens_of(text: str, start: int, end: int, most: int | None = None) -> Tokens:
    """Read at most `most` tokens of the half-open range `start`–`end` of a text."""
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in islice(_TOKEN.finditer(text, start, min(end, len(text))), most):
        group = token.lastgroup or "c"
        if group == "w":
            word = token[0]
            kinds.append(kind_of(word) if len(word) <= _LONGEST_KEPT else _kind_of_word(word))
        else:
            kinds.append(_SIGNS.get(token[0], "x") if group == "c" else group)
        starts.append(token.start())
        ends.append(token.end())
    return Tokens("".join(kinds), starts, ends)


def _kind_of_word(word: str) -> str:
    if known := _known().get(word):
        return known
    if word.isupper():
        letters = sum(map(str.isalpha, word))
        return "I" if letters <= 3 + ("-" in word) else "U"
    if word[0].islower():
        parts = _JOINT.split(word, maxsplit=1)
        bound = len(parts) == 2 and len(parts[0]) <= 3 and parts[1][:1].isupper()
        return "F" if bound else "l"
    return "F"


@lru_cache(maxsize=4096)
def kind_of(word: str) -> str:
    """Give the class letter of a word that is not too long to be kept."""
    return _kind_of_word(word)


@cache
def _known() -> dict[str, str]:
    letters = {"and": "&", "particle": "p", "given": "T"}
    table = rows("head_words")
    return {
        row["word"]: letters[kind]
        for kind in ("given", "particle", "and")
        for row in table
        if row["kind"] == kind
    }
