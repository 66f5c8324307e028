"""Dates as reference lists print them, in English, German, French, Italian, Spanish and more.

Sources: the date variable of CSL 1.0.2; ISO 8601-1:2019 for numeric dates; the tables `months`,
`seasons`, `date_words`, `promises` and `undated`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.notation import dates_numeric
from joinedup_refs.notation.dates_numeric import part as _part
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.tables import rows

_LONGEST = 120
_KEPT = 512
"""Texts whose dates are kept: nearly all that lists print are years."""
_MONTHS = {row["word"]: int(row["month"]) for row in rows("months")}
_SEASONS = {row["word"]: int(row["season"]) for row in rows("seasons")}
_PROMISES = frozenset(row["phrase"] for row in rows("promises"))
_LETTER = re.compile(r"[-.\s][a-z]$")
"""What tells works without a year apart: `n.d.-a`, `in press-b`."""
_UNDATED = frozenset(row["phrase"] for row in rows("undated"))
_FILLERS = frozenset(r["word"] for r in rows("date_words") if r["kind"] == "filler") | frozenset(
    ".,;:()[]'’º°´`"
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_LONGEST_RANGE = 70  # years a two-digit end may reach: 1939/45, and no 2004-98
_LONGEST_RUN = 150  # years from first to last; more is a period that is written about, or a number
_ONE_ISSUE = 2  # years that 2004/2006 may span; 1923/1966 is a first printing and a later one
_CIRCA = re.compile(r"^(?:circa|ca\.?|c\.|um|vers|about|approx\.?|~)\s*(?=[\d\[])", re.IGNORECASE)
_COPYRIGHT = re.compile(r"^(?:©\s?|cop(?:yright|\.)?\s|c)(?=\d{4}$)", re.IGNORECASE)
_TO_DASH = str.maketrans({"\x96": "–", "\x97": "—", "\xad": "-"})
_REPRINT = re.compile(
    r"^(?P<one>\d{4}[a-z]?(?:\s?[-–]\s?\d{2,4})?)\s?(?P<between>[/\[\]()]{1,3}\s?){1,2}"
    r"(?P<two>\d{4}[a-z]?)(?:\s?/\s?(?P<three>\d{4}[a-z]?))?$"
)
_FIRST_PRINTED = re.compile(
    r"\b(?:orig(?:inal(?:ly|ausgabe)?)?|first|published|publ|zuerst|erstmals|zuerst|ea|oa|erstausg(?:abe)?"
    r"|repr(?:int(?:ed)?)?|rpt|nachdruck|nachdr|nd|rééd(?:ition)?)\b\.?:?\s?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d{1,4}(?!\d)|[^\W\d_]{1,20}|[-‐‑‒–—−/]|[.,;:()\[\]'’º°]|\S")
_DASHES = frozenset("-‐‑‒–—−/") | {r["word"] for r in rows("date_words") if r["kind"] == "range"}
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
    digit: bool = False
    """Whether the day is printed as one digit."""


def parse(text: str) -> Date | None:
    """Read a date; None for `n.d.`, for a numeric date of unsure order, for anything else.

    Of `[1999] 2004` the date is 2004; `original` gives the other.

    >>> parse("12–14 March 2004").end.day
    14
    >>> parse("2006a").letter, parse("in press").forthcoming
    ('a', 'in press')
    """
    return _read(text[: _LONGEST + 1])  # what is longer is no date, and no text to keep


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> Date | None:
    text = _plain(text)
    if not text:
        return None
    if text.isdecimal():
        year = int(text) if len(text) == 4 else 0
        return Date(start=DatePart(year=year)) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    if is_promise(text):
        return Date(forthcoming=text.strip(" ()[].,;:"))
    if promised := _with_promise(text):
        return promised
    text = _bare(text)
    if printings := _printings(text):
        return parse(printings[-1])
    text = _COPYRIGHT.sub("", text)
    circa = bool(_CIRCA.match(text)) or text.endswith("?")
    text = _bare(_CIRCA.sub("", text).rstrip("?"))
    date = dates_numeric.parse(text) or _worded(text)
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

    >>> is_promise("(in press)"), is_promise("in press-a"), is_promise("2004")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _LETTER.sub("", _folded(text)) in _PROMISES


def is_undated(text: str) -> bool:
    """Whether a text says that a work bears no date: `n.d.`, `o. J.`, `s. d.`.

    >>> is_undated("(n.d.)"), is_undated("o. J."), is_undated("n.d.-a"), is_undated("2004")
    (True, True, True, False)
    """
    text = _folded(text) if len(text) <= _LONGEST else ""
    forms = (text, _LETTER.sub("", text))
    return any("".join(filter(str.isalnum, form)) in _UNDATED for form in forms)


def names_time(text: str) -> bool:
    """Whether a text that is no date still tells a time: a year, a month or a season in it."""
    words = re.findall(r"[^\W\d_]{3,20}", text[:_LONGEST].casefold())
    return any(w in _MONTHS or w in _SEASONS for w in words) or bool(
        re.search(
            r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\d\s?[./]\s?\d{1,2}\s?[./]\s?\d", text[:_LONGEST]
        )
    )


def original(text: str) -> Date | None:
    """Give the date of the first publication out of `[1999] 2004`, `1923/1966` or `2004 [1999]`.

    >>> original("1923/1966").year, original("2003/2004")
    (1923, None)
    """
    text = _plain(text)
    printings = _printings(_bare(text)) if text else None
    return parse(printings[0]) if printings else None


def _plain(text: str) -> str:
    """Give a text with single blanks and plain dashes; "" for what is too long to be a date."""
    text = " ".join(text[: _LONGEST + 1].translate(_TO_DASH).split())
    return text if len(text) <= _LONGEST else ""


def _printings(text: str) -> list[str] | None:
    """Give the years of several printings of one work, the oldest first."""
    if not any(mark in text for mark in "/[("):
        return None
    bare = _FIRST_PRINTED.sub("", text)
    inner = bare.lstrip("[( ")
    found = _REPRINT.match(inner.rstrip("]) ."))
    if found is None:
        return None
    years = [y for y in (found["one"], found["two"], found["three"]) if y]
    near = 0 <= int(years[-1][:4]) - int(years[0][:4]) <= _ONE_ISSUE
    years.sort(key=lambda y: int(y[:4]))
    if near and bare == text and not any(mark in inner for mark in "[]()"):
        return None
    return years if all(_FIRST_YEAR <= int(y[:4]) <= _LAST_YEAR for y in years) else None


def _iso(part: DatePart) -> str:
    numbers = (part.month, part.day)
    sign = "-" if part.year < 0 else ""
    year = f"{sign}{abs(part.year):04d}" if part.year > 0 else f"{part.year}"
    return year + "".join(f"-{n:02d}" for n in numbers if n is not None)


def _folded(text: str) -> str:
    return " ".join(text.strip(" ()[].,;:").casefold().split())


def _bare(text: str) -> str:
    text = text.strip(" .,;:")
    while text[:1] in {"(", "["} and text[-1:] in {")", "]"} and _is_one_bracket(text):
        text = text[1:-1].strip(" .,;:")
    return text if text.count("(") == text.count(")") else text.strip(" ().,;:")


def _is_one_bracket(text: str) -> bool:
    """Whether the bracket that opens a text is closed at its very end."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return at == len(text) - 1
    return False


def _with_promise(text: str) -> Date | None:
    """Read a year beside a promise: `2015, in press`, `in press (2015)`."""
    found = re.search(r"(?<!\d)\d{4}[a-z]?(?!\w)", text)
    if not found:
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    words = _folded(re.sub(r"[()\[\],;:]", " ", rest))
    date = parse(found[0]) if words in _PROMISES else None
    return date.model_copy(update={"forthcoming": words}) if date else None


def _worded(text: str) -> Date | None:
    """Read a date of words and numbers, in any order, with at most one dash."""
    sides: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        if token.casefold() in _DASHES:
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
    if side.year is None and side.month and side.day and side.day > 31:
        side = replace(side, year=1900 + side.day, day=None)  # Oct 92, and no day of a month
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
    if start is None or end is None or not 0 <= end.year - start.year <= _LONGEST_RUN:
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
    step = 10 if right.digit else 100  # `1998/9` is no 2009
    year = left.year - left.year % step + right.day
    year += 0 if year > left.year else step
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
        return replace(side, day=number, digit=len(token) == 1)
    if len(token) == 2 and side.year is None and side.month and number > 31:
        return replace(side, year=1900 + number)
    return None
