"""Roman numerals as front matter, volumes and chapters bear them."""

import re
from collections.abc import Iterator

from joinedup_refs.notation.invalid import NotationInvalid

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SIGNS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LONGEST = 15  # mmmdccclxxxviii, 3888
_WORD = re.compile(r"\b[ivxlcdm]{1,15}\b", re.IGNORECASE)


def parse(text: str) -> int | None:
    """Give the number that a Roman numeral stands for; None for anything else.

    Only the standard spelling counts, in one case throughout; `j` for a last `i` is not read.

    >>> parse("xiv"), parse("XLII"), parse("iiii"), parse("Xi")
    (14, 42, None, None)
    """
    text = text.strip()
    if not 0 < len(text) <= _LONGEST or not (text.islower() or text.isupper()):
        return None
    digits = [_VALUES.get(c) for c in text.lower()]
    if None in digits:
        return None
    known = [d for d in digits if d is not None]
    total = sum(
        -here if here < after else here for here, after in zip(known, (*known[1:], 0), strict=True)
    )
    return total if 0 < total < 4000 and format(total) == text.lower() else None


def validate(text: str) -> int:
    """Give the number of a Roman numeral.

    Raises:
        NotationInvalid: the text is no Roman numeral.
    """
    number = parse(text)
    if number is None:
        raise NotationInvalid("a Roman numeral", text)
    return number


def find(text: str) -> Iterator[tuple[int, int, int]]:
    """Find Roman numerals that stand as words: start, end, number.

    A word such as `I`, `mix` or `civil` is not told apart from a numeral where it is spelled like
    one; the caller knows what can stand in the place.
    """
    for found in _WORD.finditer(text):
        number = parse(found[0])
        if number is not None:
            yield found.start(), found.end(), number


def format(number: int) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write 1 to 3999 as a Roman numeral in lower case.

    Raises:
        NotationInvalid: the number has no such numeral.

    >>> format(1994)
    'mcmxciv'
    """
    if not 0 < number < 4000:
        raise NotationInvalid("a number from 1 to 3999", str(number))
    out = []
    for value, sign in _SIGNS:
        count, number = divmod(number, value)
        out.append(sign * count)
    return "".join(out)
