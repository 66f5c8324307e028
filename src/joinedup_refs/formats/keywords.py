"""Keywords on one line, and one by one."""

import re
from collections.abc import Sequence

_SEMICOLON = re.compile(r"[;\n]")
_COMMA = re.compile(r"[,\n]")


def split(text: str) -> tuple[str, ...]:
    """Take keywords apart at semicolons, or where there are none at commas.

    >>> split("human factors; prosthetics, design"), split("care, towns")
    (('human factors', 'prosthetics, design'), ('care', 'towns'))
    """
    apart = (_SEMICOLON if ";" in text else _COMMA).split(text)
    return tuple(" ".join(word.split()) for word in apart if word.strip())


def join(words: Sequence[str]) -> str:
    """Put keywords on one line so that `split` finds them again."""
    return ("; " if any("," in word for word in words) else ", ").join(words)
