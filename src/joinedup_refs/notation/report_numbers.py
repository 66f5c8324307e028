"""Numbers of command papers, requests for comments, working papers and their like.

The table `report_numbers` names the series and its sources.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.signs import Signs
from joinedup_refs.tables import rows

_ROWS = {" ".join(r["label"].casefold().split()): r for r in rows("report_numbers")}
_NO = r"(?P<no>,?\s?(?:(?:no|nr|number|series|num|núm)\b\.?|n[°º]\.?|#))?"


def _of(kind: str) -> str:
    labels = sorted((r["label"] for r in rows("report_numbers") if r["number"] == kind), key=len)
    return "|".join(re.escape(label).replace(r"\ ", r"\s") for label in reversed(labels))


# The letters of a series count in their own case only: `Cm 6683`, and not `5 cm 20`.
_WHOLE = re.compile(
    rf"(?<![\w.-])(?P<label>{_of('whole')})\.?\s?(?P<number>\((?:\d{{4}}|\d\d)\)\s?\d{{1,5}}"
    r"|\d{1,6}(?:,\d{3})?(?:[-–/]\w{1,6})?)(?:\s?(?:final|def\.?))?(?![\w-])"
)
_BARE = re.compile(
    rf"(?<!\w)(?P<label>{_of('bare')}){_NO}[,:]?\s?(?:\[(?=[A-Z]{{1,8}}\d))?"
    r"(?P<number>(?:[A-Z]{1,8}[-–/]?)?\d[\w./:–-]{0,14}(?<![.:–-]))(?!\w)",
    re.IGNORECASE,
)
_SYMBOL = re.compile(
    r"(?<![\w/.-])(?:A|E|S|T|ST|DP|TD|ID|ECE|UNEP|CAT|CBD|CCPR|CEDAW|CERD|CMW|CRC|CRPD|FCCC|HRI)"
    r"(?:/(?:[A-Z]{1,6}(?:\.\d{1,4})?|[A-Z][a-z]{2,4}\.\d{1,3}|\d{1,4}(?:-[A-Z])?)){2,6}(?![\w/])"
)
"""A symbol of the United Nations: `A/RES/70/1` (Dag Hammarskjöld Library, Document symbols)."""
_SYMBOLS_GENRE = "United Nations Document"
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_LETTERS = tuple(r["label"] for r in rows("report_numbers") if r["number"] == "whole")
_SIGNS = Signs(r["label"].split()[0] for r in rows("report_numbers") if r["number"] == "bare")


class ReportNumber(NamedTuple):
    """The number of a report as it is cited, and the genre its series tells."""

    genre: str
    number: str


def parse(text: str) -> ReportNumber | None:
    """Read a report number that is the whole text.

    >>> parse("Cm 6683")
    ReportNumber(genre='Command Paper', number='Cm 6683')
    >>> parse("Working Paper No. 12")
    ReportNumber(genre='Working Paper', number='12')
    >>> parse("A/RES/70/1")
    ReportNumber(genre='United Nations Document', number='A/RES/70/1')
    """
    text = text.strip(" .,;:()[]")
    found = next(find(text), None) if len(text) <= 100 else None
    return found[2] if found and found[0] == 0 and found[1] == len(text) else None


def validate(text: str) -> ReportNumber:
    """Read a report number.

    Raises:
        NotationInvalid: the text is none.
    """
    number = parse(text)
    if number is None:
        raise NotationInvalid("a report number, such as Cm 6683 or Working Paper No. 12", text)
    return number


def find(text: str) -> Iterator[tuple[int, int, ReportNumber]]:
    """Find report numbers: start and end with the series' name, genre and number.

    A number that is only a year is none without its `No.`: `Final Report 2004` bears no number.
    """
    if not _DIGIT.search(text):
        return
    for found in _SYMBOL.finditer(text) if text.count("/") > 1 else ():
        if _DIGIT.search(found[0]):
            yield found.start(), found.end(), ReportNumber(_SYMBOLS_GENRE, found[0])
    bare = list(_BARE.finditer(text)) if _SIGNS.may_be_in(text) else []
    taken = {found.end() for found in bare}  # the `CP 45` of `Law Com CP 45`
    for found in _WHOLE.finditer(text) if any(map(text.__contains__, _LETTERS)) else ():
        if found.end() in taken:
            continue
        number = found["label"] + found[0].removeprefix(found["label"]).removeprefix(".")
        yield found.start(), found.end(), ReportNumber(_genre(found), number)
    for found in bare:
        if found["no"] or not _YEAR.fullmatch(found["number"]):
            yield found.start(), found.end(), ReportNumber(_genre(found), found["number"])


def format(number: ReportNumber) -> str:  # noqa: A001  (one of the four verbs)
    """Write a report number as `parse` reads it.

    >>> format(ReportNumber("Working Paper", "12"))
    'Working Paper 12'
    """
    whole = number.genre == _SYMBOLS_GENRE or any(
        r["genre"] == number.genre and r["number"] == "whole" for r in rows("report_numbers")
    )
    if whole:
        return number.number
    label = "No. " if _YEAR.fullmatch(number.number) else ""  # a bare year would be no number
    return f"{number.genre} {label}{number.number}"


def _genre(found: re.Match[str]) -> str:
    return _ROWS[" ".join(found["label"].casefold().split())]["genre"]
