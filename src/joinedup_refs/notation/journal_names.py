"""Whether two names of journals, books or proceedings, given as words, are abbreviations of one.

Source: ISO 4:1997, sections 4 and 5: words are cut at their end or drawn together, articles,
conjunctions and prepositions are left out, and a title of one word stays whole.
"""

from collections.abc import Iterable, Sequence

_LEFT_OUT = frozenset(
    [
        *("the", "a", "an", "of", "for", "and", "in", "on", "to"),
        *("und", "der", "die", "das", "fur", "de", "la", "le", "les", "du", "des", "et"),
        *("el", "y", "e", "do", "da"),
    ]
)


def weighty(words: Iterable[str]) -> list[str]:
    """Leave out the small words that abbreviations leave out; `words` are folded.

    >>> weighty(("journal", "of", "the", "sea"))
    ['journal', 'sea']
    """
    return [word for word in words if word not in _LEFT_OUT]


def abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each word of one name cuts a word of the other, in order and none left over.

    >>> abbreviates(["j", "clin", "gastroenterol"], ["journal", "clinical", "gastroenterology"])
    True
    >>> abbreviates(["policy", "society"], ["social", "policy", "society"])
    False
    """
    return len(short) == len(long) and all(
        _cuts(a, b) or _cuts(b, a) for a, b in zip(short, long, strict=True)
    )


def drawn_together(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one is drawn together from the beginnings of the other's words: `PNAS`, `ApJ`.

    >>> drawn_together(["jama"], ["journal", "american", "medical", "association"])
    True
    """
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 8:
        return False
    return _drawn(short[0], long, 0)


def _cuts(short: str, long: str) -> bool:
    """Whether a word cuts another: `endocrinol`, or drawn together `natl` for `national`."""
    if not long.startswith(short[:1]):
        return False
    if long.startswith(short):
        return True
    rest = iter(long)
    return len(short) > 1 and all(letter in rest for letter in short)


def _drawn(letters: str, words: Sequence[str], used: int) -> bool:
    """Whether letters are beginnings of the words in order; three words of many are enough."""
    if not letters:
        return not words or used >= 3
    if not words:
        return False
    return any(
        words[0][0] == letters[0]
        and _cuts(letters[:size], words[0])
        and _drawn(letters[size:], words[1:], used + 1)
        for size in range(1, min(len(letters), 4) + 1)
    )
