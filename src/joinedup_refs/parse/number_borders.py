"""Labels of numbers set right: an issue behind a colon, a degree's letters, a report's session."""

import re
from itertools import pairwise

from joinedup_refs.notation.name_words import UNKNOWN_LEAN, lean
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.name_borders import ended
from joinedup_refs.parse.title_borders import joined

__all__ = ["with_whole_numbers"]

_DEGREE = re.compile(r"(?:Ph|D|M|Ed|B)\.\s?(?:Phil|D|A|Sc|Ed|Litt|Res)(?:\.|\b)")
_SESSION = re.compile(
    r"(?:[A-Z][a-z]{3,10}(?:-[A-Z]?[a-z]{3,8})?|\d{1,3}(?:st|nd|rd|th))\s(?:Special\s)?Report"
    r"(?:,?\s(?:of\s)?(?:the\s)?Session\b.{0,40})?"
)
"""What a committee of parliament calls its report, which is no journal."""
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")
_CALLED = frozenset({"title", "container-title"})
_VOLUME_NEXT = re.compile(r",?\s[Vv]ol(?:ume|\.)?\s")
_ROMAN = re.compile(r"[IVX]{1,6}")
_RULERS = frozenset({"Napoleon", "Napoléon", "Pope", "Innocent", "Ramesses", "Tsar"})
"""What rulers are called and hardly anybody else."""
_RANGE = re.compile(r"\d{1,5}\s?[-–]\s?\d{1,5}")


def with_whole_numbers(labels: list[Label], raw: str) -> list[Label]:
    """Give what stands about a work's numbers its own label.

    - `50:155 (1998) 17-28` has an issue behind its colon, for other pages follow.
    - `Tolls under Napoleon |III` ends with no volume.
    - `Ph.D. Leeds`: a degree is not cut at its first stop.
    - `OECD Indicators 2005` and `World Employment Report 2004–05` are titles, or end one.
    - `Studies in Tolls, vol. 3` is a series with its number.
    - `Fourth Report of Session 2012–13` is a note, not where the report stands.
    """
    labels = _with_number_of_series(_with_report_for_title(_with_issue(labels, raw), raw), raw)
    labels = _with_ruler(labels, raw)
    for at, one in enumerate(labels):
        if one.label == "genre" and raw[one.end : one.end + 1] == ".":
            whole = _DEGREE.match(raw, max(one.start, one.end - 2))
            if whole and whole.end() > one.end:
                return ended(labels, at, whole.end())
        elif one.label == "container-title" and _SESSION.fullmatch(raw, one.start, one.end):
            return [*labels[:at], one._replace(label="note"), *labels[at + 1 :]]
    return labels


def _with_report_for_title(labels: list[Label], raw: str) -> list[Label]:
    """Take a yearly report for the title that it is: `OECD Indicators 2005` has no number 2005."""
    for at, (genre, number) in enumerate(pairwise(labels)):
        told = genre.label == "genre" and (number.label == "number" or _is_second(number, labels))
        if not told or raw[genre.end : number.start] != " ":
            continue
        if _YEARS.fullmatch(raw, number.start, number.end) is None:
            return labels
        whole = genre._replace(label="title", end=number.end)
        behind = labels[at + 2] if at + 2 < len(labels) else None
        if behind and behind.label == "title" and raw[number.end : behind.start] == ": ":
            return [*labels[:at], joined(whole, behind), *labels[at + 3 :]]
        before = labels[at - 1] if at and number.label == "number" else None
        if before and before.label == "title" and raw[before.end : genre.start] in {": ", " "}:
            return [*labels[: at - 1], joined(before, whole), *labels[at + 2 :]]
        if number.label == "issued" or any(x.label in _CALLED for x in labels):
            return labels
        return [*labels[:at], whole, *labels[at + 2 :]]
    return labels


def _is_second(year: Label, labels: list[Label]) -> bool:
    """Whether a year stands behind the date: `IOM 2010 World Report |2010: Tolls`."""
    return year.label == "issued" and any(
        x.label == "issued" and x.start < year.start for x in labels
    )


def _with_number_of_series(labels: list[Label], raw: str) -> list[Label]:
    """Take a volume right behind a series for the series': `Studies in Tolls, vol. 3. Leeds`."""
    for at, (series, number) in enumerate(pairwise(labels)):
        if (series.label, number.label) == ("container-title", "volume"):
            return _with_series_of_book(labels, at, raw)
        if (series.label, number.label) != ("collection-title", "volume"):
            continue
        kinds = {x.label for x in labels}
        between = _VOLUME_NEXT.fullmatch(raw, series.end, number.start) or (
            raw[series.end : number.start] == ", "
            and raw[number.start : number.end].isdecimal()
            and raw[number.end : number.end + 2] in {". ", ", "}
        )
        if between and kinds.isdisjoint({"container-title", "collection-number", "issue", "page"}):
            return [
                *labels[: at + 1],
                number._replace(label="collection-number"),
                *labels[at + 2 :],
            ]
    return labels


def _with_series_of_book(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Take what is numbered before a book's whole imprint for its series: `Tolls, Notes 8, Press`.

    A chapter has pages, editors, or an `in` before its book.
    """
    kinds = [x.label for x in labels]
    title, series, number = labels[max(0, at - 1)], labels[at], labels[at + 1]
    gaps = raw[title.end : series.start], raw[series.end : number.start]
    if title.label not in {"title", "edition"} or gaps[0] not in {", ", ". ", "., "}:
        return labels
    if set(gaps[1]) - set(" .,") or kinds[at + 2 :] != ["publisher", "publisher-place", "issued"]:
        return labels
    told = [
        series._replace(label="collection-title"),
        number._replace(label="collection-number"),
    ]
    return [*labels[:at], *told, *labels[at + 2 :]]


def _with_ruler(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the number of the ruler that it ends with: `Tolls under Henry |III`."""
    for at, (title, number) in enumerate(pairwise(labels)):
        if (title.label, number.label) != ("title", "volume") or title.end + 1 != number.start:
            continue
        ruler = raw[title.start : title.end].rsplit(maxsplit=1)[-1]
        named = lean(ruler) > UNKNOWN_LEAN or ruler in _RULERS
        if named and _ROMAN.fullmatch(raw, number.start, number.end):
            return [*labels[:at], joined(title, number), *labels[at + 2 :]]
    return labels


def _with_issue(labels: list[Label], raw: str) -> list[Label]:
    kinds = [x.label for x in labels]
    if kinds.count("page") < 2:
        return labels
    for at in range(len(labels) - 3):
        volume, number, year, page = labels[at : at + 4]
        told = kinds[at : at + 4] == ["volume", "page", "issued", "page"]
        if not told or raw[volume.end : number.start] != ":":
            continue
        bracketed = raw[number.end : year.start].strip() == "("
        lone = raw[number.start : number.end].isdecimal()
        if lone and bracketed and _RANGE.fullmatch(raw, page.start, page.end):
            return [*labels[: at + 1], number._replace(label="issue"), *labels[at + 2 :]]
    return labels
