"""A cheap look whether some words may stand in a text, before a grammar is asked.

A grammar of many alternatives tries them all at every character; in most texts none of its words
stands at all.
"""

from collections.abc import Iterable
from functools import lru_cache

__all__ = ["Signs", "folded"]

_LONGEST_KEPT = 4000
"""Longer texts are whole pages, and not kept."""


class Signs:
    """Words or phrases of which a grammar needs at least one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases; whether letters are capitals, and how wide blanks are, is all one."""
        kept: list[str] = []
        for phrase in sorted({folded(phrase) for phrase in phrases}, key=len):
            if not any(shorter in phrase for shorter in kept):
                kept.append(phrase)
        self._phrases = tuple(kept)

    def may_be_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text, be it inside a word.

        >>> signs = Signs(["last accessed", "accessed", "vu le"])
        >>> signs.may_be_in("Accessed 1 May"), signs.may_be_in("VU  le"), signs.may_be_in("Vue")
        (True, True, False)
        """
        return any(map(folded(text).__contains__, self._phrases))


def folded(text: str) -> str:
    """Give a text with its letters small and its blanks single."""
    return _folded(text) if len(text) <= _LONGEST_KEPT else _folded.__wrapped__(text)


@lru_cache(maxsize=8)  # several grammars ask after the same text, one after another
def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
