"""Texts that stand for a year and are none: letters among the digits, one digit lost or too many.

Sources: what optical character recognition confuses (O and 0, l and 1, S and 5, B and 8), and slips
of typing; no year outside of 1500–2100 is thought of.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

Why: TypeAlias = Literal["letters", "blank", "lost", "extra", "order"]
"""Letters for digits, a blank within, a digit lost, one too many, or digits in a wrong order."""

_LIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
_MIXED = r"[\dlI|][\dOolI|SB]{3}"
_FORM = re.compile(
    rf"(?P<year>{_MIXED}|\d{{3,5}}|\d\d\s\d\d|\d\s\d{{3}}|\d{{3}}\s\d)(?P<letter>[a-z]?)"
)
_AHEAD = re.compile(
    rf"[\s(\[,]{{0,3}}(?P<year>(?=\S{{0,3}}[OolI|SB]){_MIXED}[a-z]?|(?<=[(\[])\d{{3,5}}(?=[)\]]))"
    r"[)\].,:;]{1,2}\s{0,2}"
)
"""A year with letters among its digits, or a number in brackets, right behind the names."""
_FEWEST_DIGITS = 2
_FIRST, _LAST = 1500, 2100
_DIGITS = 4


class Suspect(NamedTuple):
    """A text that is no year, and which year it may stand for."""

    why: Why
    years: tuple[int, ...]
    """Every year that one slip makes it of, in order; empty for a lost digit, which may be any."""
    letter: str
    """The letter that tells works of one year apart."""


def read(text: str) -> Suspect | None:
    """Read a text that seems to be meant for a year; None for a year, and for any other text.

    >>> read("20l7"), read("2O15a").years
    (Suspect(why='letters', years=(2017,), letter=''), (2015,))
    >>> read("199").why, read("20016").years, read("2105").years, read("2017")
    ('lost', (2001, 2006, 2016), (2015,), None)
    """
    if len(text) == _DIGITS and text.isdecimal() and _is_year(text):
        return None
    found = _FORM.fullmatch(text.strip(" ()[].,;:"))
    if found is None:
        return None
    year, letter = found["year"], found["letter"]
    if not year.isdecimal():
        return _garbled(year, letter)
    if len(year) < _DIGITS:
        return Suspect("lost", (), letter) if _is_year(f"{year}0") else None
    if len(year) > _DIGITS:
        return _suspect("extra", (year[:n] + year[n + 1 :] for n in range(len(year))), letter)
    swapped = (year[:n] + year[n + 1] + year[n] + year[n + 2 :] for n in range(len(year) - 1))
    return None if _is_year(year) else _suspect("order", swapped, letter)


def _garbled(year: str, letter: str) -> Suspect | None:
    """Read a year with a blank, or with letters that look like digits, within it."""
    plain = "".join(year.translate(_LIKE).split())
    if sum(map(str.isdecimal, year)) < _FEWEST_DIGITS or not _is_year(plain):
        return None
    return Suspect("blank" if " " in year else "letters", (int(plain),), letter)


def ahead(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Find a year with letters among its digits at the beginning of a stretch.

    Gives where it begins and ends, and where what stands behind it begins.

    >>> ahead("Doe, J. (20l7) Title", 7, 20)
    (9, 13, 15)
    """
    found = _AHEAD.match(text, start, end)
    return (*found.span("year"), found.end()) if found and read(found["year"]) else None


def _suspect(why: Why, texts: Iterable[str], letter: str) -> Suspect | None:
    years = tuple(sorted({int(t) for t in texts if _is_year(t)}))
    return Suspect(why, years, letter) if years else None


def _is_year(text: str) -> bool:
    return len(text) == _DIGITS and text.isdecimal() and _FIRST <= int(text) <= _LAST
