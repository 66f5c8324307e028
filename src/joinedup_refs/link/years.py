"""Years as citations print them: `2001`, `2006a`, `[1867] 1990`, `in press`, `n.d.`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.link.mention import Dated

_UNDATED = (
    r"n\.\s?d\.(?:-[a-z](?!\w))?|[Nn]o\sdate(?!\w)|[Uu]ndated(?!\w)|[so]\.\s?[adfDJ]\.|[Oo]hne\s(?:Jahr|Datum)(?!\w)"
    r"|sans\sdate(?!\w)|sin\sfecha(?!\w)|б\.\s?[гд]\."
)
_PROMISE = (
    r"[Ii]n\s(?:press|prep(?:aration|\.)?|review|revision)(?!\w)|[Ff]orthcoming(?!\w)"
    r"|submitted(?!\w)|[Uu]nder\sreview(?!\w)|accepted(?!\w)|to\sappear(?!\w)"
    r"|im\s(?:Druck|Erscheinen)(?!\w)|sous\spresse(?!\w)|à\sparaître(?!\w)"
    r"|en\sprensa(?!\w)|in\sstampa(?!\w)|no\sprelo(?!\w)|в\sпечати(?!\w)"
)
_FOUR = r"(?:1[4-9]|20)\d\d"
_LETTERED = rf"{_FOUR}(?:[a-z](?!\w)|\s[a-k](?=\s?[,;:/&)\]])|(?!\w))"
_YEAR = re.compile(
    rf"""(?<![\w‐‑–.-])(?<!\d[,/:])(?:Citation)?(?P<year>
        \[{_FOUR}\]\s?{_FOUR}[a-z]?(?!\w)
        |{_LETTERED}(?:[/–‐‑-]{_FOUR}[a-z]?(?!\w)|[–‐‑-]\d\d(?!\w)|\s?\[{_FOUR}\])?
        |{_UNDATED}|{_PROMISE})""",
    re.VERBOSE,
)
_UNSURE = re.compile(
    r"(?i)submitted|accepted|under|in\s(?:prep|revi)|to\sappear|no\sdate|undated|s\.\s?d|\d{4}[–‐‑-]"
)
_UNDATED_LETTER = re.compile(r"(?<!\w)n\.\s?d\.-(?P<letter>[a-z])(?!\w)")
_SPAN = re.compile(r"\s?[–‐‑-]\s?\d{2}")
_LETTER = re.compile(
    r"\s?(?:,|/|\+|,?\s?(?:and|und|et|y|e|&)\s|&|(?P<to>[–‐‑-]))\s?(?P<letter>[a-z])(?!\w|\.\w)"
)
_LONE = re.compile(r"\d{4}[a-z]")
_LAST_LETTER = "m"


class YearAt(NamedTuple):
    """A year, and where what belongs to it begins: a link's text may stand before it."""

    year: Dated
    start: int


def find_years(text: str) -> Iterator[YearAt]:
    """Find years and what stands for one; spans such as `1990 – 95` in prose are none."""
    for found in _YEAR.finditer(text):
        if _SPAN.match(text, found.end()):
            continue
        said = re.sub(rf"({_FOUR})\s(?=[a-k]\Z)", r"\1", " ".join(found["year"].split()))
        yield YearAt(Dated(said, found.start("year"), found.end("year")), found.start())


def undated_letter(text: str) -> str:
    """Give the letter that tells undated works apart, in the way of APA style.

    >>> undated_letter("n.d.-a"), undated_letter("n.d.")
    ('a', '')
    """
    found = _UNDATED_LETTER.search(text)
    return found["letter"] if found else ""


def is_sure(year: Dated) -> bool:
    """Whether a year's form suffices to take names and year for a citation."""
    return not _UNSURE.match(year.text)


def more_letters(text: str, year: Dated) -> Iterator[Dated]:
    """Give the further works of `2006a,b`, `2006a/b`, `2006a and b` and `2006a–c`."""
    if not _LONE.fullmatch(year.text):
        return
    at, before = year.end, year.text[-1]
    while (more := _LETTER.match(text, at)) and before < more["letter"] <= _LAST_LETTER:
        if more["to"]:
            for code in range(ord(before) + 1, ord(more["letter"])):
                yield Dated(year.text[:4] + chr(code), more.start("to"), more.end("to"))
        at, before = more.end(), more["letter"]
        yield Dated(year.text[:4] + before, more.start("letter"), at)
