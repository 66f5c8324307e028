"""The dates of a reference: when it came out, and when it first did."""

import re
from collections.abc import Sequence
from itertools import pairwise

from joinedup_refs.model.date import Date
from joinedup_refs.notation import dates, suspect_years
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.looked_at import put_access_days, put_accessed
from joinedup_refs.parse.wording import one_line

__all__ = ["put_accessed", "put_issued", "put_unlabelled_year", "with_suspect_year"]

_UNLABELLED = 0.6
"""How sure a date is that no label told."""
_AT_HEAD = 12
"""A date that begins so few characters after the names belongs to the work itself."""
_CLOSED = 4
"""Characters that a bracket and what follows it take up behind a year."""
_BRACKET = 80
"""How long a bracket with a date in it may be, in characters."""

_NUMERIC = re.compile(
    r"(?<![\d./])(?:\d{1,2}\.\s?[-–/\x96]\s?)?(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?"
    r"(?:1[5-9]|20)\d\d(?![\d.]\d)"
)
_GAP = re.compile(r"[\s,;.()\[\]:–—-]{0,5}")
_BRACKETED = re.compile(r"[(\[]\s?(?:\d{4}[a-z]?|[^()\[\]]{2,20}\s\d{4})\s?[)\]]")
_IN_REPORT_NUMBER = re.compile(r"\b[CK]OM\s?\((\d{4})\)\s?\d")
_ISSUE_OF_YEAR = re.compile(
    r"(?P<issue>\d{1,3}(?:\s?[-–+]\s?\d{1,3})?)\s?/\s?(?P<year>(?:1[89]|20)\d\d)(?![\d/])"
    r"|(?P<year2>(?:1[89]|20)\d\d)\s?[-/]\s?(?P<issue2>\d)(?![\d/])"
)
_WITH_MARK = re.compile(r"((?:1[5-9]|20)\d\d)[1-9]")
"""A year with the small figure of an edition, or of a note, run into it."""
_PRINTINGS = re.compile(
    r"(?<![\d/.])\d{4}[a-z]?(?:-\d\d)?\s?/\s?(?:Orig\.?\s)?\d{4}[a-z]?(?:\s?/\s?\d{4})?(?![\d/])"
)
_DIGIT = re.compile(r"\d")
_LONE_DAY = re.compile(
    r"[,.;(][\"”’]?\s?(?P<day>\d{1,2}(?:st|nd|rd|th|\.)?\s[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?"
    r"|(?<!\d\.)(?<!\d\.\s)[^\W\d_]{3,10})"
    r"(?=[,.;:)]|\s?$)"
)
_DAYS_NEXT = re.compile(r"\.?\s?[-–/\d]")
"""What goes on behind a month that is a part of a longer date: `Jan.-Feb.`, `Aug. 21-24`."""
_YEAR_AT_END = re.compile(r"[\s(\[,]((?:1[5-9]|20)\d\d[a-z]?)[\])]?\W{0,2}$")


def put_issued(draft: Draft, labels: Sequence[tuple[str, int, int, float]]) -> None:
    """Put the date of issue, and with `[1999] 2004` the original date.

    A day that says when a page was looked at is put first, and is no date of issue.
    """
    put_access_days(draft)
    stretches = _joined(draft.raw, [_whole_date(draft.raw, x) for x in labels])
    stretches = [
        (a, b - 1, sure) if draft.raw[a:b].endswith("年") else (a, b, sure)
        for a, b, sure in stretches
    ]
    stretches = [
        x for x in stretches if draft.is_free(x[0], x[1]) and not _in_report(draft.raw, *x)
    ]
    read = [(s, dates.parse(one_line(draft.raw[s[0] : s[1]]))) for s in stretches]
    known = [(s, d) for s, d in read if d is not None]
    if known:
        _put_known(draft, known)
        return
    for start, end, sure in stretches:
        if _put_inside(draft, start, end, sure):
            return
    for start, end, sure in stretches:
        text = one_line(draft.raw[start:end]).strip(" ()[],;:")
        if dates.is_undated(text) or dates.names_time(text) or suspect_years.read(text):
            # the stop of `n.d.` is its own
            stop = "." in text and text[-1:].isalpha() and draft.raw[end : end + 1] == "."
            draft.put("issued", {"literal": text + "." * stop}, start, end + stop, sure)
            return


def with_suspect_year(labels: list[Label], raw: str) -> list[Label]:
    """Label a misprinted year where no label knows a date: `Doe, J. (I998)`, `2109;139(25)`."""
    if len(labels) < 2 or any(x.label == "issued" for x in labels):
        return labels
    for at, (year, volume) in enumerate(pairwise(labels)):
        if year.label == volume.label == "volume" and raw[year.end : volume.start].strip() == ";":
            if suspect_years.read(raw[year.start : year.end]):
                return [*labels[:at], year._replace(label="issued"), *labels[at + 1 :]]
            return labels
    for at, one in enumerate(labels[:-1]):
        if one.label in {"author", "editor"}:
            found = suspect_years.ahead(raw, one.end, labels[at + 1].end + _CLOSED)
            if found is None:
                return labels
            start, end, behind = found
            rest = (x._replace(start=max(x.start, behind)) for x in labels if x.end > behind)
            return [*labels[: at + 1], Label("issued", start, end, _UNLABELLED), *rest]
    return labels


_SESSION = re.compile(r"\b[Ss]ession\s$")


def put_unlabelled_year(draft: Draft) -> None:
    """Take a date that nobody owns for the date of issue.

    A day in figures comes first, then a year in brackets, then any year, then one at the end of
    the names or of a container, which labels run into each other.
    """
    if "issued" in draft.item:
        _put_day(draft)
        return
    gaps = draft.gaps()
    for start, end in gaps:
        for pattern in (_NUMERIC, _PRINTINGS):
            day = pattern.search(draft.raw, start, end)
            date = dates.parse(one_line(day[0])) if day else None
            if day and date:
                _put(draft, date, day.start(), day.end(), _UNLABELLED)
                return
    for bracketed in (True, False):
        for start, end in gaps:
            for a, b, year in dates.find(draft.raw[start:end]):
                at, to = start + a, start + b
                if (
                    _SESSION.search(draft.raw[max(0, at - 9) : at])
                    and year.start
                    and year.start.month
                ):
                    continue  # the years of a session are no month: `Session 2007-08`
                if not bracketed or _BRACKETED.search(draft.raw[max(0, at - 1) : to + 1]):
                    _put(draft, year, at, to, _UNLABELLED)
                    return
    for variable in ("author", "editor"):
        _take_year_off(draft, variable)


def _put_day(draft: Draft) -> None:
    """Add the day that stands elsewhere to a bare year: `(2003) …, The Guardian, 12 June`."""
    issued = draft.item["issued"]
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if not isinstance(parts, list) or len(parts) != 1 or {"volume", "issue"} & draft.item.keys():
        return
    year = parts[0]
    if not isinstance(year, list) or len(year) != 1:
        return
    note = draft.places.get("note", (0, 0, 0.0))
    day = dates.parse(f"{draft.item['note']} {year[0]}") if "note" in draft.item else None
    if day and day.start and day.start.day and not day.end:
        draft.take_back("note")
        draft.item["issued"] = date_to_csl(day)
        draft.own(note[0], note[1])
        return
    for start, end in draft.gaps():
        found = _LONE_DAY.search(draft.raw, start, end)
        if found and _DAYS_NEXT.match(draft.raw, found.end("day")):
            continue
        date = dates.parse(f"{found['day']} {year[0]}") if found else None
        if found and date and date.start and date.start.month:
            draft.item["issued"] = date_to_csl(date)
            draft.own(*found.span("day"))
            return


def _put_known(draft: Draft, known: Sequence[tuple[tuple[int, int, float], Date]]) -> None:
    """Put the one of several dates that is the work's own."""
    dated = [(s, d) for s, d in known if d.start is not None] or list(known[:1])
    (start, end, sure), date = dated[0]
    people = [draft.places[v] for v in ("author", "editor") if v in draft.places]
    ahead = [last for first, last, _ in people if first <= start] or [x[1] for x in people]
    names = max(ahead, default=3 - _AT_HEAD)
    if len(dated) > 1 and not (start <= names + _AT_HEAD or _is_bracketed(draft.raw, start, end)):
        # the year of a conference or of a subject comes before the imprint's, which is later
        imprints = [x for x in dated if x is dated[0] or not _is_aside(draft.raw, *x[0][:2])]
        (start, end, sure), date = max(imprints, key=lambda x: x[1].year or 0)
    finer = next((x for x in dated if _is_finer(x[1], date)), None)
    letter = date.letter
    if finer is not None:
        draft.own(start, end)
        (start, end, sure), date = finer
        date = date.model_copy(update={"letter": letter})
    promise = next((d.forthcoming for _, d in known if d.start is None), "")
    if promise and not date.forthcoming and len(dated) == 1:
        date = date.model_copy(update={"forthcoming": promise})
    _put(draft, date, start, end, sure)
    for (a, b, _), other in dated:
        if other.year == date.year:
            draft.own(a, b)


def _is_finer(other: Date, date: Date) -> bool:
    """Whether another date tells the month or day of a date's bare year."""
    if other is date or other.end or date.end or other.start is None or date.start is None:
        return False
    bare = date.start.month is None
    return bare and other.start.month is not None and other.start.year == date.start.year


def _is_bracketed(raw: str, start: int, end: int) -> bool:
    """Whether a date stands in brackets, alone or with other words."""
    for opener, closer in ("()", "[]"):
        opened = raw.rfind(opener, max(0, start - _BRACKET), start + 1)
        if opened >= 0 and raw.find(closer, opened, start) < 0:
            return closer in raw[end - 1 : end + _BRACKET]
    return False


def _is_aside(raw: str, start: int, end: int) -> bool:
    """Whether a date stands in brackets with other words: `(Rpt. 1982)`."""
    alone = raw[max(0, start - 3) : start].rstrip()[-1:] in {"(", "["} and raw[end : end + 1] in {
        ")",
        "]",
    }
    return _is_bracketed(raw, start, end) and not alone


def _put_inside(draft: Draft, start: int, end: int, sure: float) -> bool:
    """Put a date that is only a part of its stretch: the year of `5/2009` or `2001 (11)`."""
    text = draft.raw[start:end]
    if found := _ISSUE_OF_YEAR.search(text):
        name = "2" if found["year2"] else ""
        a, b = found.span("year" + name)
        draft.put(
            "issued", {"date-parts": [[int(found["year" + name])]]}, start + a, start + b, sure
        )
        a, b = found.span("issue" + name)
        draft.put("issue", one_line(found["issue" + name]), start + a, start + b, sure)
        return True
    if found := _WITH_MARK.fullmatch(text.strip(" ()[]")):
        at = draft.raw.find(found[0], start)
        _put(draft, Date.model_validate({"start": {"year": int(found[1])}}), at, at + 5, sure / 2)
        return True
    for a, b, date in dates.find(text):
        _put(draft, date, start + a, start + b, sure)
        return True
    return False


def _whole_date(raw: str, label: tuple[str, int, int, float]) -> tuple[int, int, float]:
    """Widen a label to the numeric date that it is a part of: `24.12.1997` for `1997`."""
    _, start, end, sure = label
    if not _DIGIT.search(raw[max(0, start - 5) : start] + raw[end : end + 5]):
        return start, end, sure
    for found in _NUMERIC.finditer(raw, max(0, start - 14), min(len(raw), end + 16)):
        if found.start() <= start and end <= found.end() + 1:
            return found.start(), found.end(), sure
    for found in _PRINTINGS.finditer(raw, max(0, start - 10), min(len(raw), end + 10)):
        if found.start() <= start and end <= found.end() + 1:
            return found.start(), found.end(), sure
    return start, end, sure


def _in_report(raw: str, start: int, end: int, _sure: float) -> bool:
    """Whether a year is the one of a document's number: `COM(2005) 390`."""
    if "OM" not in raw:
        return False
    return any(
        m.start(1) <= start + 1 and end <= m.end(1) + 2
        for m in _IN_REPORT_NUMBER.finditer(raw, max(0, start - 8), min(len(raw), end + 4))
    )


def _take_year_off(draft: Draft, variable: str) -> None:
    """Take the year at the end of names for the date: `Rice, Condoleezza 2000`."""
    if "issued" in draft.item or variable not in draft.places:
        return
    start, end, _ = draft.places[variable]
    from_here = max(start, end - 8)
    found = _YEAR_AT_END.search(draft.raw[from_here:end])
    date = dates.parse(found[1]) if found else None
    if found and date:
        _put(draft, date, from_here + found.start(1), from_here + found.end(1), _UNLABELLED)


def _put(draft: Draft, date: Date, start: int, end: int, sure: float) -> None:
    text = draft.raw[start:end]
    draft.put("issued", date_to_csl(date), start, end, sure)
    if date.letter and draft.places.get("issued") == (start, end, sure):
        draft.item["year-suffix"] = date.letter
    first = dates.original(one_line(text))
    if first is not None:
        draft.put("original-date", date_to_csl(first), start, end, sure)


def _joined(raw: str, stretches: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Join the parts of one date: `2004` and `March 12` with a comma between."""
    out: list[tuple[int, int, float]] = []
    for start, end, sure in stretches:
        if out and start < out[-1][1]:
            out[-1] = (min(start, out[-1][0]), max(end, out[-1][1]), sure)
            continue
        if out and raw[out[-1][1] : start] == "] " and raw[out[-1][0] - 1 : out[-1][0]] == "[":
            out[-1] = (out[-1][0] - 1, end, min(out[-1][2], sure))  # `[1949] 2010`
            continue
        if out and _GAP.fullmatch(raw[out[-1][1] : start][:10]):
            whole = one_line(raw[out[-1][0] : end])
            if dates.parse(whole) is not None:
                out[-1] = (out[-1][0], end, min(out[-1][2], sure))
                continue
        out.append((start, end, sure))
    return out
