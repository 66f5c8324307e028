"""Dates as reference lists print them, in English, German, French, Italian and Spanish.

Sources: the date variable of CSL 1.0.2; ISO 8601-1:2019 for numeric dates; the tables `months`,
`seasons` and `promises`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.tables import rows

_LONGEST = 120
_MONTHS = {row["word"]: int(row["month"]) for row in rows("months")}
_SEASONS = {row["word"]: int(row["season"]) for row in rows("seasons")}
_PROMISES = frozenset(row["phrase"] for row in rows("promises"))
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_LONGEST_RANGE = 70  # years a two-digit end may reach: 1939/45, and no 2004-98
_CIRCA = re.compile(r"^(?:circa|ca\.?|c\.|um|vers|about|approx\.?|~)\s*(?=[\d\[])", re.IGNORECASE)
_BEFORE_CHRIST = re.compile(
    r"^(?:ca?\.\s*)?(\d{1,4})\s*(?:BCE?|B\.\s?C\.(?:\s?E\.)?|v\.\s?Chr\.?|av\.\s?J\.-C\.|a\.\s?C\.)$"
)
_CSL_YEAR = re.compile(r"^-\d{1,4}$")
_ISO = re.compile(
    r"^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T[\d:.]{2,15}Z?)?(?:/(\d{4})-(\d{2})(?:-(\d{2}))?)?$"
)
_NUMERIC = re.compile(r"^(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})$")
_REPRINT = re.compile(
    r"^\[(?P<old>\d{4})\]\s?(?P<new>\d{4}[a-z]?)$|^(?P<new2>\d{4}[a-z]?)\s?\[(?P<old2>\d{4})\]$"
)
_TOKEN = re.compile(r"\d{1,4}(?!\d)|[^\W\d_]{1,20}|[-‐‑‒–—−/]|[.,;:()\[\]'’º°]|\S")
_DASHES = frozenset("-‐‑‒–—−/")
_FILLERS = frozenset(
    [
        "of",
        "de",
        "del",
        "della",
        "di",
        "the",
        "le",
        "la",
        "el",
        "den",
        "der",
        "am",
        "vom",
        "dal",
        "du",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "on",
        "and",
        "und",
        "et",
        "y",
        "e",
        "a",
        ".",
        ",",
        ";",
        ":",
        "(",
        ")",
        "[",
        "]",
        "'",
        "’",
        "º",
        "°",
    ]
)
_YEAR_IN_TEXT = re.compile(
    r"(?<![\w./-])(?:ca?\.\s?)?(?:1[0-9]\d\d|20\d\d)(?:[a-z](?!\w))?"
    r"(?:\s?[–/-]\s?(?:1[0-9]\d\d|20\d\d|\d\d)(?!\d))?(?![\w/]|-\d|\.\d)"
)


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a range as far as it is printed."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    letter: str = ""


def parse(text: str) -> Date | None:
    """Read a date; None for `n.d.`, for a numeric date of unsure order, for anything else.

    Of `[1999] 2004` the date is 2004; `original` gives the other.

    >>> parse("12–14 March 2004").end.day
    14
    >>> parse("2006a").letter, parse("in press").forthcoming
    ('a', 'in press')
    """
    text = " ".join(text[: _LONGEST + 1].split())
    if not text or len(text) > _LONGEST:
        return None
    if is_promise(text):
        return Date(forthcoming=text.strip(" ()[].,;:"))
    if promised := _with_promise(text):
        return promised
    text = _bare(text)
    if reprint := _REPRINT.match(text):
        return parse(reprint["new"] or reprint["new2"])
    circa = bool(_CIRCA.match(text)) or text.endswith("?")
    text = _bare(_CIRCA.sub("", text).rstrip("?"))
    date = _numeric(text) or _worded(text)
    return date.model_copy(update={"circa": True}) if date and circa else date


def validate(text: str) -> Date:
    """Read a date.

    Raises:
        NotationInvalid: it is not understood.
    """
    date = parse(text)
    if date is None:
        raise NotationInvalid("a date, such as 2006, 2006a, 12 March 2004 or in press", text)
    return date


def find(text: str) -> Iterator[tuple[int, int, Date]]:
    """Find years, with letter or range, in running text: start, end, date."""
    for found in _YEAR_IN_TEXT.finditer(text):
        date = parse(found[0])
        if date is not None:
            yield found.start(), found.end(), date


def format(date: Date) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write a date in ISO 8601, with what ISO has no sign for in words; `parse` reads it again.

    >>> format(Date(start=DatePart(year=2004, month=3), circa=True))
    'c. 2004-03'
    """
    if date.start is None:
        return date.forthcoming
    start = _iso(date.start)
    if date.season is not None:
        word = next(w for w, n in _SEASONS.items() if n == date.season)
        start = f"{word.capitalize()} {start}"
    if date.end is not None:
        plain = date.end.month is None and date.start.month is None
        start = f"{start}{'–' if plain else '/'}{_iso(date.end)}"
    circa = "c. " if date.circa else ""
    promise = f" ({date.forthcoming})" if date.forthcoming else ""
    return f"{circa}{start}{date.letter}{promise}"


def is_promise(text: str) -> bool:
    """Whether a text only says that a work is still to come: `in press`, `im Druck`.

    >>> is_promise("(in press)"), is_promise("2004")
    (True, False)
    """
    return len(text) <= _LONGEST and _folded(text) in _PROMISES


def original(text: str) -> Date | None:
    """Give the year of the first publication out of `[1999] 2004` or `2004 [1999]`."""
    found = _REPRINT.match(_bare(text)) if len(text) <= _LONGEST else None
    return parse(found["old"] or found["old2"]) if found else None


def _iso(part: DatePart) -> str:
    numbers = (part.month, part.day)
    sign = "-" if part.year < 0 else ""
    year = f"{sign}{abs(part.year):04d}" if part.year > 0 else f"{part.year}"
    return year + "".join(f"-{n:02d}" for n in numbers if n is not None)


def _folded(text: str) -> str:
    return " ".join(text.strip(" ()[].,;:").casefold().split())


def _bare(text: str) -> str:
    text = text.strip(" .,;:")
    if (
        text[:1] in {"(", "["}
        and text[-1:] in {")", "]"}
        and not any(c in text[1:-1] for c in "([)]")
    ):
        return text[1:-1].strip(" .,;:")
    return text if text.count("(") == text.count(")") else text.strip(" ().,;:")


def _with_promise(text: str) -> Date | None:
    """Read a year beside a promise: `2015, in press`, `in press (2015)`."""
    found = re.search(r"(?<!\d)\d{4}[a-z]?(?!\w)", text)
    if not found:
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    words = _folded(re.sub(r"[()\[\],;:]", " ", rest))
    date = parse(found[0]) if words in _PROMISES else None
    return date.model_copy(update={"forthcoming": words}) if date else None


def _numeric(text: str) -> Date | None:  # noqa: PLR0911  (one return for each form)
    if _CSL_YEAR.match(text):
        return Date(start=DatePart(year=int(text)))
    if found := _BEFORE_CHRIST.match(text):
        return Date(start=DatePart(year=-int(found[1])))
    if found := _ISO.match(text):
        numbers = [int(n) if n else None for n in found.groups()]
        if (numbers[1] or 0) > 12:
            return None
        start = _part(*numbers[:3])
        end = _part(*numbers[3:]) if numbers[3] else None
        return Date(start=start, end=end) if start and (end or not numbers[3]) else None
    if found := _NUMERIC.match(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or one > 12 or one == other:
            return _dated(_part(year, other, one))
        return _dated(_part(year, one, other)) if other > 12 else None
    return None


def _dated(part: DatePart | None) -> Date | None:
    return Date(start=part) if part else None


def _part(year: int | None, month: int | None = None, day: int | None = None) -> DatePart | None:
    if year is None or (day is not None and (month is None or not 1 <= day <= 31)):
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    return DatePart(year=year, month=month, day=day)


def _worded(text: str) -> Date | None:
    """Read a date of words and numbers, in any order, with at most one dash."""
    sides: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        if token in _DASHES:
            sides.append([])
        else:
            sides[-1].append(token)
    if len(sides) > 2:
        return None
    read = [_side(tokens) for tokens in sides]
    known = [side for side in read if side is not None]
    if len(known) != len(read):
        return None
    if len(known) == 1:
        return _single(known[0])
    return _ranged(known[0], known[1])


def _single(side: _Side) -> Date | None:
    start = _part(side.year, side.month, side.day)
    return Date(start=start, season=side.season, letter=side.letter) if start else None


def _ranged(left: _Side, right: _Side) -> Date | None:
    if right.year is None and right.day is not None and left.year is not None and not right.month:
        right = _short(left, right)
    if left.year is None:
        left = replace(left, year=right.year)
    if right.year is None:
        right = replace(right, year=left.year)
    if left.month is None and left.day is not None:
        left = replace(left, month=right.month)
    if right.month is None and right.day is not None:
        right = replace(right, month=left.month)
    if left.season or right.season:
        left = replace(left, season=left.season or right.season)
    start = _part(left.year, left.month, left.day)
    end = _part(right.year, right.month, right.day)
    if start is None or end is None:
        return None
    return Date(
        start=start,
        end=None if start == end else end,
        season=left.season,
        letter=left.letter or right.letter,
    )


def _short(left: _Side, right: _Side) -> _Side:
    """Take the 05 of 2004/05 for a year when there is no month for it to be a day of."""
    if left.month is not None or left.year is None or right.day is None:
        return right
    year = left.year - left.year % 100 + right.day
    year += 0 if year > left.year else 100
    return replace(right, year=year, day=None) if year - left.year <= _LONGEST_RANGE else right


def _side(tokens: list[str]) -> _Side | None:
    side = _Side()
    for number, token in enumerate(tokens):
        low = token.casefold()
        after_year = number > 0 and tokens[number - 1].isdecimal() and len(tokens[number - 1]) == 4
        if token.isdecimal():
            taken = _number(side, token)
        elif after_year and len(token) == 1 and "a" <= token <= "z" and not side.letter:
            taken = replace(side, letter=token)
        elif low in _MONTHS and side.month is None:
            taken = replace(side, month=_MONTHS[low])
        elif low in _SEASONS and side.season is None:
            taken = replace(side, season=_SEASONS[low])
        else:
            taken = side if low in _FILLERS else None
        if taken is None:
            return None
        side = taken
    return side


def _number(side: _Side, token: str) -> _Side | None:
    number = int(token)
    if len(token) == 4 and side.year is None and _FIRST_YEAR <= number <= _LAST_YEAR:
        return replace(side, year=number)
    if len(token) <= 2 and side.day is None:
        return replace(side, day=number)
    return None
