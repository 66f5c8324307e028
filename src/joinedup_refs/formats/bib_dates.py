"""Dates of .bib files: `date` in EDTF, or `year`, `month` and `day` as people fill them in.

Sources: O. Patashnik, BibTeXing (1988), for the months' macros; the biblatex manual 3.19, 2.3.8.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from joinedup_refs.formats import edtf
from joinedup_refs.formats.untex import decode
from joinedup_refs.model.date import Date, DatePart
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.tables import rows

_MONTHS = {row["word"]: int(row["month"]) for row in rows("months")}
_SEASONS = {row["word"]: int(row["season"]) for row in rows("seasons")}
_LETTERED = re.compile(r"[12]\d{3}([a-z])")
_MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def date(raw: str) -> Json:
    """Read a date field; what is not understood stays as its text."""
    return _told(_plain(raw))


def issued(fields: dict[str, str]) -> Json:
    """Take the date of issue out of the fields of an entry; None where they have none."""
    whole = _plain(fields.pop("date", ""))
    year, month, day = (fields.pop(name, "") for name in ("year", "month", "day"))
    if ".." in whole:  # an open range, which no date here can hold whole
        fields["date-open"] = whole
    return _told(whole) if whole else _put_together(decode(year), decode(month), decode(day))


def letter(fields: Mapping[str, str]) -> str:
    """Give the letter of a year of issue such as `2006a`, which tells works of one year apart."""
    found = _LETTERED.fullmatch(fields.get("year", "").strip(" \t\n{}"))
    return found[1] if found else ""


@lru_cache(maxsize=4096)
def _put_together(year: str, month: str, day: str) -> Json:
    if not year:
        said = " ".join(part for part in (day, month) if part)
        return {"literal": said} if said else None
    plain = edtf.parse(year) or dates.parse(year)
    if plain is None or not month:
        return _told(year)
    made = _with_month(plain, month, day)
    if made is None:
        made = dates.parse(f"{day} {month} {year}".strip()) or dates.parse(f"{month} {year}")
    return {"literal": f"{day} {month} {year}".strip()} if made is None else date_to_csl(made)


def month_of(text: str) -> int | None:
    """Give the number of a month from its macro, its name or its number.

    >>> [month_of(text) for text in ("apr", "Sept.", "04", "13", "0120", "²")]
    [4, 9, 4, None, None, None]
    """
    word = text.strip(" .").lower()
    if word.isdecimal():
        return _up_to(12, word)
    return _MACROS.index(word) + 1 if word in _MACROS else _MONTHS.get(word)


def _up_to(most: int, text: str) -> int | None:
    """Give a number from 1 on; None for any other text."""
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > 2:
        return None
    return int(digits) if 1 <= int(digits) <= most else None


def _plain(raw: str) -> str:
    """Give a date as it stands: its `~` is EDTF's sign for circa and no tie of LaTeX's."""
    bare = raw.strip(" \t\n{}")
    if not bare:
        return ""
    return bare if edtf.parse(bare) else decode(raw)


def _told(text: str) -> Json:
    found = edtf.parse(text) or dates.parse(text)
    return {"literal": text} if found is None else date_to_csl(found)


def _with_month(plain: Date, month: str, day: str) -> Date | None:
    """Put month and day into a year; None where they are no single month and plain days."""
    number = month_of(month)
    season = _SEASONS.get(month.strip(" .").lower())
    if plain.start is None or (plain.start.month is not None):
        return plain
    if number is None:
        return None if season is None or day else plain.model_copy(update={"season": season})
    days = [part for part in day.replace("–", "-").split("-") if part]
    numbers = [_up_to(31, part) for part in days]
    if len(days) > 2 or None in numbers:
        return None
    parts = [DatePart(year=plain.start.year, month=number, day=day) for day in numbers]
    start = parts[0] if parts else DatePart(year=plain.start.year, month=number)
    update = {"start": start, "end": parts[1] if len(parts) > 1 else plain.end}
    return plain.model_copy(update=update)
