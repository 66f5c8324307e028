"""Dates in figures: `2004-03-12`, `12.3.2004`, `12.3.04`, `13.–19.1.2001`, `15/12/2004`.

Sources: ISO 8601-1:2019; DIN 5008 for dates with full stops, whose day comes first.
"""

import re

from joinedup_refs.model.date import Date, DatePart

_CSL_YEAR = re.compile(r"-\d{1,4}")
_BEFORE_CHRIST = re.compile(
    r"(?:ca?\.\s*)?(\d{1,4})\s*(?:BCE?|B\.\s?C\.(?:\s?E\.)?|v\.\s?Chr\.?|av\.\s?J\.-C\.|a\.\s?C\.)"
)
_ISO = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T[\d:.]{2,15}Z?)?(?:/(\d{4})-(\d{2})(?:-(\d{2}))?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})([./])\s?(\d{1,2})\2\s?(\d{1,2})")
_DAY_FIRST = re.compile(
    r"(?:(?P<from>\d{1,2})(?:\.\s?(?P<from_month>\d{1,2}))?\.?\s?(?:[-‐‑‒–—−/]|und|bis)\s?)?"
    r"(?P<day>\d{1,2})(?P<sign>[./-])\s?(?P<month>\d{1,2})(?:(?P=sign)\s?|\s)(?P<year>\d{4}|(?<=\.)\d\d)"
)
_RANGE = re.compile(r"\s(?:to|bis|au|al|until)\s|\s?[-–—]\s?")
_NEW_CENTURY = 40
"""Two digits of a year up to this one are of the 21st century."""


def parse(text: str) -> Date | None:  # noqa: PLR0911  (one return for each form)
    """Read a date in figures, or a range of such dates; None where day and month are unsure.

    >>> parse("13.-19.1.2001").end.day, parse("14.6.94").start.year, parse("3/12/2004")
    (19, 1994, None)
    """
    if not any(c.isdigit() for c in text):
        return None
    if _CSL_YEAR.fullmatch(text):
        return Date(start=DatePart(year=int(text)))
    if found := _BEFORE_CHRIST.fullmatch(text):
        return Date(start=DatePart(year=-int(found[1])))
    if found := _ISO.fullmatch(text):
        numbers = [int(n) if n else None for n in found.groups()]
        start = part(*numbers[:3])
        end = part(*numbers[3:]) if numbers[3] else None
        return Date(start=start, end=end) if start and (end or not numbers[3]) else None
    if found := _YEAR_FIRST.fullmatch(text):
        return _dated(part(int(found[1]), int(found[3]), int(found[4])))
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(found)
    ends = [_DAY_FIRST.fullmatch(end) for end in _RANGE.split(text)] if len(text) < 40 else []
    days = [_day_first(end) for end in ends if end and not end["from"]]
    if len(ends) == 2 and len(days) == 2 and days[0] and days[1] and days[0].start != days[1].start:
        return Date(start=days[0].start, end=days[1].start)
    return None


def _day_first(found: re.Match[str]) -> Date | None:
    day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year <= _NEW_CENTURY else 1900
    if found["sign"] != "." and day <= 12 and day != month:
        if found["sign"] == "/" and month > 12:
            return _dated(part(year, day, month))
        return None
    if month > 12 and found["sign"] == "/":
        day, month = month, day
    end = part(year, month, day)
    if not found["from"]:
        return _dated(end)
    first_month = int(found["from_month"]) if found["from_month"] else month
    start = part(year, first_month, int(found["from"]))
    return Date(start=start, end=end) if start and end and start != end else None


def _dated(one: DatePart | None) -> Date | None:
    return Date(start=one) if one else None


def part(year: int | None, month: int | None = None, day: int | None = None) -> DatePart | None:
    """Give a date part; None for a month or a day that no calendar has."""
    if year is None or (day is not None and (month is None or not 1 <= day <= 31)):
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    return DatePart(year=year, month=month, day=day)
