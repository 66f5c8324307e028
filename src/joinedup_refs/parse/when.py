"""The dates of a reference: when it came out, when it first did, when it was looked at."""

import re
from collections.abc import Sequence

from joinedup_refs.model.date import Date
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.wording import one_line

_UNLABELLED = 0.6
"""How sure a date is that no label told."""

_NUMERIC = re.compile(
    r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:1[5-9]|20)\d\d(?![\d.]\d)"
)
_GAP = re.compile(r"[\s,;.()\[\]:–—-]{0,5}")
_BRACKETED = re.compile(r"[(\[]\s?(?:\d{4}[a-z]?|[^()\[\]]{2,20}\s\d{4})\s?[)\]]")
_ACCESSED = re.compile(
    r"(?:last\s)?(?:accessed|retrieved|visited|viewed|zugriff|abgerufen|letzter\szugriff|stand"
    r"|consulté|consultato|consultado|geraadpleegd)\s?(?:on|am|le|il|el|op|:|vom)?:?\s{1,2}"
    r"(?P<date>(?:[^\W\d_]{1,12},?\s)?\d[^()\[\];<>]{3,24}?\d{4}|\d{4}-\d\d-\d\d|[^\W\d_]{3,12}\.?\s\d{1,2},?\s\d{4})(?!\d)",
    re.IGNORECASE,
)


def put_issued(draft: Draft, labels: Sequence[tuple[str, int, int, float]]) -> None:
    """Put the date of issue, and with `[1999] 2004` the original date.

    Without a label a year in brackets, or else one that nobody owns, is taken.
    """
    stretches = _joined(draft.raw, [_whole_date(draft.raw, x) for x in labels])
    read = [(s, dates.parse(one_line(draft.raw[s[0] : s[1]]))) for s in stretches]
    known = [(s, d) for s, d in read if d is not None]
    if known:
        dated = [(s, d) for s, d in known if d.start is not None]
        (start, end, sure), date = (dated or known)[0]
        _put(draft, date, start, end, sure)
        for (a, b, _), other in dated[1:]:
            if other.year == date.year:
                draft.own(a, b)
        return
    for start, end, sure in stretches:
        found = next(dates.find(draft.raw[start:end]), None)
        if found:
            _put(draft, found[2], start, end, sure)
            return
    for start, end, sure in stretches:
        text = one_line(draft.raw[start:end]).strip(" ()[],;:")
        if text:
            draft.put("issued", {"literal": text}, start, end, sure)
            return


def _whole_date(raw: str, label: tuple[str, int, int, float]) -> tuple[int, int, float]:
    """Widen a label to the numeric date that it is a part of: `24.12.1997` for `1997`."""
    _, start, end, sure = label
    for found in _NUMERIC.finditer(raw, max(0, start - 10), min(len(raw), end + 10)):
        if found.start() <= start and end <= found.end():
            return found.start(), found.end(), sure
    return start, end, sure


def put_unlabelled_year(draft: Draft) -> None:
    """Take a bracketed year that nobody owns, or else the first one, for the date of issue."""
    if "issued" in draft.item:
        return
    gaps = draft.gaps()
    for start, end in gaps:
        day = _NUMERIC.search(draft.raw, start, end)
        date = dates.parse(day[0].replace(" ", "")) if day else None
        if day and date:
            _put(draft, date, day.start(), day.end(), _UNLABELLED)
            return
    for bracketed in (True, False):
        for start, end in gaps:
            for a, b, year in dates.find(draft.raw[start:end]):
                at, to = start + a, start + b
                if not bracketed or _BRACKETED.search(draft.raw[max(0, at - 1) : to + 1]):
                    _put(draft, year, at, to, _UNLABELLED)
                    return


def put_accessed(draft: Draft, labels: Sequence[tuple[str, int, int, float]]) -> None:
    """Put the day a page was looked at, by its label or by the words that bring it."""
    for found in _ACCESSED.finditer(draft.raw):
        date = dates.parse(found["date"])
        if date is not None:
            _put_accessed(draft, date, found.start("date"), found.end("date"), 0.95)
            draft.own(found.start(), found.end())
            return
    for _, start, end, sure in labels:
        text = draft.raw[start:end]
        for word in list(re.finditer(r"[^\s(\[:]+", text))[:8]:
            date = dates.parse(text[word.start() :])
            if date is not None:
                _put_accessed(draft, date, start + word.start(), end, sure)
                draft.own(start, end)
                return


def _put(draft: Draft, date: Date, start: int, end: int, sure: float) -> None:
    text = draft.raw[start:end]
    draft.put("issued", date_to_csl(date), start, end, sure)
    if date.letter and draft.places.get("issued") == (start, end, sure):
        draft.item["year-suffix"] = date.letter
    first = dates.original(one_line(text))
    if first is not None:
        draft.put("original-date", date_to_csl(first), start, end, sure)


def _put_accessed(draft: Draft, date: Date, start: int, end: int, sure: float) -> None:
    if draft.is_free(start, end):
        draft.put("accessed", date_to_csl(date), start, end, sure)


def _joined(raw: str, stretches: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Join the parts of one date: `2004` and `March 12` with a comma between."""
    out: list[tuple[int, int, float]] = []
    for start, end, sure in stretches:
        if out and _GAP.fullmatch(raw[out[-1][1] : start][:10]):
            whole = one_line(raw[out[-1][0] : end])
            if dates.parse(whole) is not None:
                out[-1] = (out[-1][0], end, min(out[-1][2], sure))
                continue
        out.append((start, end, sure))
    return out
