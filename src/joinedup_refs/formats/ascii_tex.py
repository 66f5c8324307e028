"""Letters beyond ASCII as LaTeX commands, for programs and files that have no others."""

import unicodedata
from functools import cache

from joinedup_refs.formats.untex import ACCENTS
from joinedup_refs.tables import rows

_SIGNS = {
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "„": ",,",
    "‘": "`",
    "’": "'",
    "\u00a0": "~",
    "¿": "?`",
    "¡": "!`",
}


def in_ascii(text: str) -> str:
    r"""Give LaTeX with its letters beyond ASCII as commands; those that have none stay.

    >>> in_ascii("Gödel, Łukasz – Ştefan 文")
    'G{\\"o}del, {\\L}ukasz -- {\\c{S}}tefan 文'
    """
    return text if text.isascii() else "".join(_one(char) for char in text)


def _one(char: str) -> str:
    if char.isascii():
        return char
    if char in _SIGNS:
        return _SIGNS[char]
    if command := _commands().get(char):
        return f"{{\\{command}}}"
    base, *marks = list(unicodedata.normalize("NFD", char))
    accents = [_accents().get(mark, "") for mark in marks]
    if not marks or not base.isascii() or not all(accents):
        return char
    written = f"\\{base}" if base in "ij" else base
    for accent in accents:
        bare = len(written) == 1 and not accent.isalpha()
        written = f"\\{accent}{written}" if bare else f"\\{accent}{{{written}}}"
    return f"{{{written}}}"


@cache
def _accents() -> dict[str, str]:
    return {mark: accent for accent, mark in reversed(ACCENTS.items())}


@cache
def _commands() -> dict[str, str]:
    """Give the commands for letters and signs, the first of those that stand for the same."""
    letters = {
        row["text"]: row["command"] for row in reversed(rows("latex_symbols")) if row["text"]
    }
    return {
        text: command for text, command in letters.items() if len(text) == 1 and text not in "ıȷ"
    }
