"""Texts to the words that records are searched and compared by."""

import html
import re
import unicodedata
from functools import lru_cache

from joinedup_refs.notation.persons import folded

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_AND = re.compile(r"(?<=\s)[&+](?=\s)")
_SMALL = bytes(ord(chr(n).lower()) if chr(n).isalnum() else ord(" ") for n in range(128)) * 2
"""The small letters and digits of ASCII; all else parts words."""
_NOTHING = b"'`"
"""Apostrophes fall away."""
_MOST = 20_000  # no reference is longer; a longer text is compared by its beginning


def _greek() -> dict[int, str]:
    """Spell Greek letters as titles in ASCII do: α is alpha."""
    named = {c: unicodedata.name(c).rpartition(" ")[2].lower() for c in "αβγδεζηθικλμνξοπρστυφχψω"}
    named["λ"] = "lambda"  # Unicode spells it lamda
    named["ς"] = "sigma"
    return {ord(c): f" {word} " for c, word in named.items()}


_GREEK = str.maketrans(_greek())


def plain(text: str) -> str:
    """Leave out markup and write character references out, twice encoded ones too.

    >>> plain("Money &amp;amp; <i>Management</i>")
    'Money & Management'
    """
    text = text[:_MOST]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    return _TAG.sub("", text) if "<" in text else text


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text, folded: no case, accents, markup; `&` is a word like `and`.

    >>> words_of("β-Catenin &amp; the <i>Wnt</i> Pathway")
    ('beta', 'catenin', 'and', 'the', 'wnt', 'pathway')
    """
    return tuple(words_anew(text))


def words_anew(text: str) -> list[str]:
    """Give the words of a text that is met once, as `words_of` does."""
    if len(text) > _MOST or "&" in text or "<" in text:
        text = plain(text)
    if "&" in text or "+" in text:
        text = _AND.sub("and", text)
    if text.isascii():
        return _of_ascii(text)
    words: list[str] = []
    plain_ones: list[str] = []
    for word in text.split():
        if word.isascii():
            plain_ones.append(word)
            continue
        if plain_ones:
            words += _of_ascii(" ".join(plain_ones))
            plain_ones.clear()
        words += _beyond_ascii(word)
    return words + _of_ascii(" ".join(plain_ones))


def _of_ascii(text: str) -> list[str]:
    """Give the words of a text in ASCII; bytes are exchanged in a third of the time."""
    return text.encode().translate(_SMALL, _NOTHING).decode().split()


@lru_cache(maxsize=32_768)
def _beyond_ascii(word: str) -> tuple[str, ...]:
    """Fold what stands between two blanks; folding looks at each letter by itself."""
    return tuple(folded(word.casefold().translate(_GREEK)).split())
