"""Years that open a title or are one, told by a year of issue that stands elsewhere.

Source: NLM, Citing Medicine (2nd ed.), where the year of a journal stands behind its title, and
that of a book behind its publisher.
"""

import re

from joinedup_refs.notation.dates import names_time
from joinedup_refs.parse.draft import Label

__all__ = ["with_title_years"]

_YEAR = r"(?:1[5-9]|20)\d\d"
_OPENS = re.compile(rf"{_YEAR}:?\s(?P<word>[A-ZÀ-Þ][\w-]{{0,30}})")
"""A year that only a colon parts from the word behind it: `2018 AHA/ACC guideline`."""
_MONTH = r"\s[A-Z][a-z]{2,8}\.?(?:[-–/][A-Z][a-z]{2,8}\.?)?(?:\s\d{1,2}(?:[-–]\d{1,2})?)?"
_OF_ISSUE = re.compile(
    rf"(?<=[.,)\w]\s)\(?(?P<year>\d{{4}})(?:{_MONTH})?\s?;\s?(?:Suppl\.?\s)?[A-Z]?\d"
    rf"|;\s(?P<last>{_YEAR})[.\s]{{0,2}}$|\((?P<held>{_YEAR})\)[.\s]{{0,2}}$"
)
"""`Circulation. 2019;139`, `Mills Press; 2019.`, and a year in brackets at the end."""
_TITLE_RANGE = re.compile(rf"(?P<range>{_YEAR}[-–]\d{{2,4}}),\s(?P<year>{_YEAR})")
"""The years that a work is about, and that of its issue behind them: `Tolls, |1830–48, 1988`."""
_ALONE = re.compile(rf"{_YEAR}(?=[.,:]\s)")
_YEAR_ALONE = re.compile(_YEAR)
_PARTED = re.compile(r"\)?[.,:]?\s")
_PEOPLE = frozenset({"author", "editor"})
_IMPRINT = frozenset({"publisher", "publisher-place"})
_TITLES = frozenset({"title", "container-title"})


def with_title_years(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the year that it begins with, or that it is, where another year is the issue's.

    In `Doe J. 2018 Guideline on tolls. J Roads. 2019;3:1-9` the first belongs to the title, and in
    `Doe, J. (1949) 1984. London` the second is all of it. `Tolls, 1830–48, 1988` ends with a range.
    """
    labels = _with_last_year(labels, raw) if ": " in raw or " v" in raw else labels
    kinds = [one.label for one in labels]
    at = kinds.index("issued") if "issued" in kinds else 0
    if at and kinds[at - 1] == "title":
        return _with_range(labels, at, raw)
    if at < 1 or kinds[at - 1] not in _PEOPLE or at + 1 == len(labels):
        return labels
    return _ahead(labels, at, raw)


def _ahead(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Look at a year right behind the names."""
    kinds = [one.label for one in labels]
    if _TITLES.isdisjoint(kinds):
        return _titled_by_year(labels, at, raw)
    first, title = labels[at : at + 2]
    opens = _OPENS.match(raw, first.start)
    if title.label != "title" or opens is None or raw[max(0, first.start - 1)] == "(":
        return labels
    if names_time(opens["word"]) or any(map(str.isalnum, raw[first.end : title.start])):
        return labels
    issue = _OF_ISSUE.search(raw, title.end)
    if issue is None:
        return labels
    year = Label("issued", *issue.span(issue.lastgroup or "year"), first.confidence)
    rest = [x for x in labels[at + 2 :] if x.end <= year.start or x.start >= year.end]
    whole = title._replace(start=first.start)
    return sorted([*labels[:at], whole, year, *rest], key=lambda one: one.start)


def _with_last_year(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the year or the version at its end, if dated ahead: `Tolls: |2019`, `v|11.1`."""
    for at, one in enumerate(labels[1:-1], 1):
        year = labels[at + 1]
        if (one.label, year.label) != ("title", "issued") or labels[at - 1].label != "issued":
            continue
        if raw[one.end - 2 : one.end] == " v" and year.start == one.end:
            return [*labels[:at], one._replace(end=year.end), *labels[at + 2 :]]
        told = _YEAR_ALONE.fullmatch(raw, year.start, year.end)
        if (
            told
            and raw[one.end : year.start] == ": "
            and raw[year.end : year.end + 1] in {".", ",", ""}
        ):
            return [*labels[:at], one._replace(end=year.end), *labels[at + 2 :]]
    return labels


def _with_range(labels: list[Label], at: int, raw: str) -> list[Label]:
    title, year = labels[at - 1 : at + 1]
    found = _TITLE_RANGE.fullmatch(raw, year.start, year.end)
    if found is None or raw[title.end : year.start] != ", " or found["year"] < found["range"][:4]:
        return labels
    whole = title._replace(end=found.end("range"))
    return [*labels[: at - 1], whole, year._replace(start=found.start("year")), *labels[at + 1 :]]


def _titled_by_year(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Make a title of one of two years, where there is no title else: `Doe, J. (1949) 1984.`."""
    first, second = labels[at : at + 2]
    if second.label == "issued":
        parted = _PARTED.fullmatch(raw[first.end : second.start])
        named, number = parted and second, at + 1
    else:
        ends = second.label in _IMPRINT and any(x.label == "issued" for x in labels[at + 2 :])
        bare = not any(map(str.isalnum, raw[first.end : second.start]))
        named, number = (first if ends and bare and raw[first.start - 1] == " " else None), at
    if not named or not (alone := _ALONE.match(raw, named.start)) or alone.end() != named.end:
        return labels
    return [*labels[:number], named._replace(label="title"), *labels[number + 1 :]]
