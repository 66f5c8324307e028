"""Dates as RIS has them: `YYYY/MM/DD/other`, parts left empty where they are not known.

Source: the RIS format specification (2001), tags Y1, PY and DA.
"""

import re

from joinedup_refs.formats import edtf
from joinedup_refs.model.date import AnyDate, Date, DatePart
from joinedup_refs.model.name import Verbatim
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.tables import rows

_SEASON_OF = {row["word"]: int(row["season"]) for row in rows("seasons")}
_SLASHED = re.compile(r"(-?\d{1,4})(?:[/-](\d{0,2})(?:[/-](\d{0,2})(?:/([^/]{0,80}))?)?)?/{0,3}")
_YEARS = re.compile(r"-?\d{4}/-?\d{4}")
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def year(date: AnyDate) -> str:
    """Give the value of PY: the year, or the words of a date without one."""
    if isinstance(date, Verbatim):
        return date.text
    return str(date.start.year) if date.start else date.forthcoming


def whole(date: AnyDate) -> str:
    """Give the value of DA or Y2; empty for a year alone.

    >>> whole(Date(start=DatePart(year=2013, month=2)))
    '2013/02//'
    """
    if isinstance(date, Verbatim) or date.start is None:
        return ""
    start = date.start
    other = SEASONS[date.season - 1] if date.season else ""
    if start.month is None and not other:
        return ""
    month, day = (f"{part:02d}" if part else "" for part in (start.month, start.day))
    return f"{start.year}/{month}/{day}/{other}"


def for_zotero(date: AnyDate) -> str:
    """Give DA where Zotero's importer takes more than a day: a range, *circa*, a season.

    It takes what does not begin as `YYYY/` for a date as people write it, and Zotero reads EDTF.

    >>> for_zotero(Date(start=DatePart(year=1599), circa=True))
    '1599~'
    >>> for_zotero(Date(start=DatePart(year=1949), season=1))
    'Spring 1949'
    """
    if isinstance(date, Verbatim) or date.start is None or date.forthcoming:
        return ""
    if date.season and date.end is None and not date.circa and date.start.month is None:
        return f"{SEASONS[date.season - 1]} {date.start.year}"
    return edtf.format(date) if date.end is not None or date.circa else ""


def told(date: AnyDate) -> bool:
    """Whether PY and DA say all of a date, its letter apart."""
    if isinstance(date, Verbatim):
        return True
    return date.end is None and not date.circa and not (date.start and date.forthcoming)


def read(text: str, beside: str = "") -> dict[str, Json]:
    """Read a date; `beside` is the year of the record, for a DA that has none of its own."""
    text = text.strip()
    if "~" in text or text.count("-") > 2 or _YEARS.fullmatch(text):
        range_ = edtf.parse(text)
        if range_ is not None:
            return date_to_csl(range_)
    found = _SLASHED.fullmatch(text)
    if found:
        made = _date(*found.groups())
        if made is not None:
            return date_to_csl(made)
    parsed = dates.parse(text) or (dates.parse(f"{text} {beside}") if beside else None)
    return {"literal": text} if parsed is None else date_to_csl(parsed)


def _date(year: str, month: str | None, day: str | None, other: str | None) -> Date | None:
    season = _SEASON_OF.get((other or "").strip().lower())
    if other and other.strip() and season is None:
        return None
    numbers = [int(part) if part and int(part) else None for part in (month, day)]
    try:
        start = DatePart(year=int(year), month=numbers[0], day=numbers[1] if numbers[0] else None)
    except ValueError:
        return None
    return Date(start=start, season=season)
