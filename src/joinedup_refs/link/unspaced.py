"""Names in scripts that put no blanks between words: 李华等, 李华和王明."""

import re
from collections.abc import Collection, Sequence

from joinedup_refs.link.folding import fold, words_of

_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_OTHERS = tuple(sorted(words_of("others-alone"), key=len, reverse=True))
_JOINS = words_of("conjunction")
_WORD = re.compile(r"\w+")
_LONGEST = 6
"""Signs in a name."""


def is_unspaced(name: str) -> bool:
    """Whether a name is in a script that puts no blanks between words."""
    return bool(_RUN.search(name))


def parted(tokens: Sequence[re.Match[str]], names: Collection[str]) -> list[re.Match[str]]:
    """Part runs of signs into names and what joins them; what follows no known name stays whole."""
    out: list[re.Match[str]] = []
    for token in tokens:
        out += _parts(token, names) if _RUN.fullmatch(token[0]) else [token]
    return out


def _parts(token: re.Match[str], names: Collection[str]) -> list[re.Match[str]]:
    text, start, end = token.string, token.start(), token.end()
    others = next((o for o in _OTHERS if text.endswith(o, start + 1, end)), "")
    name_end = end - len(others)
    pieces = [(name_end, end)] if others else []
    while start < name_end:
        begin = _name_start(text, start, name_end, names)
        pieces.append((begin, name_end))
        name_end = begin
        if begin > start and text[begin - 1] in _JOINS and begin - 1 > start:
            pieces.append((begin - 1, begin))
            name_end = begin - 1
        elif begin > start:
            pieces.append((start, begin))
            break
    found = (_WORD.match(text, a, b) for a, b in reversed(pieces))
    return [piece for piece in found if piece]


def _name_start(text: str, start: int, end: int, names: Collection[str]) -> int:
    """Give where the longest known name that ends here begins, or the start of the run."""
    for at in range(max(start, end - _LONGEST), end):
        if fold(text[at:end]) in names:
            return at
    return start
