"""Dates in the part of EDTF that BibLaTeX reads.

Source: ISO 8601-2:2019, level 1, and the biblatex manual 3.19, section 2.3.8. Years are counted as
astronomers do: 0000 is 1 BCE.
"""

import re

from joinedup_refs.model.date import Date, DatePart

_DATE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.Z+-]{2,30})?)?)?([?~%]?)")
_FIRST_SEASON = 21


def parse(text: str) -> Date | None:
    """Read a date or a range; None for an open range or unsure digits, which a `Date` cannot hold.

    >>> parse("1949-21").season, parse("1599~").circa, parse("-0349").year
    (1, True, -350)
    """
    sides = [_DATE.fullmatch(side.strip()) for side in text[:80].split("/")]
    if not 1 <= len(sides) <= 2 or len(text) > 80:
        return None
    parts: list[DatePart] = []
    season = None
    circa = False
    for found in sides:
        if found is None:
            return None
        year, month = int(found[1]), int(found[2] or 0)
        if _FIRST_SEASON <= month < _FIRST_SEASON + 4:
            season = season or month - _FIRST_SEASON + 1
            month = 0
        try:
            part = DatePart(
                year=year if year > 0 else year - 1,
                month=month or None,
                day=int(found[3]) if found[3] and int(found[3]) else None,
            )
        except ValueError:
            return None
        parts.append(part)
        circa = circa or bool(found[4])
    end = parts[1] if len(parts) > 1 else None
    return Date(start=parts[0], end=end, season=season, circa=circa)


def format(date: Date) -> str:  # noqa: A001  (one of the verbs of every notation)
    """Write a date, its letter apart; empty for one that EDTF cannot tell, such as a promise.

    >>> format(Date(start=DatePart(year=1599), circa=True))
    '1599~'
    """
    if date.start is None or date.forthcoming or (date.season and date.start.month):
        return ""
    if date.season and date.end is not None:
        return ""
    parts = [_part(part) for part in (date.start, date.end) if part is not None]
    if not all(parts):
        return ""
    if date.season:
        parts = [f"{parts[0]}-{_FIRST_SEASON + date.season - 1}"]
    return "/".join(part + "~" * date.circa for part in parts)


def _part(part: DatePart) -> str:
    if not -9999 < part.year <= 9999:
        return ""
    year = part.year if part.year > 0 else part.year + 1
    written = f"{year:04d}" if year >= 0 else f"{year:05d}"
    return written + "".join(f"-{n:02d}" for n in (part.month, part.day) if n is not None)
