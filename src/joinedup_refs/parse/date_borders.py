"""Labels of dates set right: a day, a year with which a title begins, `n.d.` behind names."""

import re
from itertools import pairwise

from joinedup_refs.notation.dates import names_time
from joinedup_refs.parse.draft import Label

_FIRST_FIGURES = re.compile(r"[\s,]{1,2}(?P<day>\d{1,2})$")
_MONTH_AND_YEAR = re.compile(r"\d{1,2}/(?:19|20)\d\d$")
_NAMED = frozenset({"publisher", "container-title", "title"})
_NUMBERS = frozenset({"volume", "issue", "page", "number"})
_DAYS_HELD = frozenset({"page", "issued"})
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?")
_DAYS = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:\s?[-–]\s?(?:0?[1-9]|[12]\d|3[01]))?")
_DAY_AT_END = re.compile(r"(?<=\d),\s(?P<day>\d{1,2})$")
"""A day that the number before it took in: `No. 117, 24. August`."""
_WORD_OF_TITLE = re.compile(r"(?<=\d)[.,:)]?\s(?P<word>[A-ZÀ-Þ][^\W\d_]{2,25})$")
"""A title's first word that the year before it took in: `1989 Bureaucracy: What …`."""
_PARTED = re.compile(r"[,;(’”]\s?$")
"""What stands before a day, and not before a number that its label announces: `No. 5 May`."""
_MONTH = re.compile(r"(?:\d{4}\s)?[^\W\d_]{3,10}\.?(?:,?\s\d{4})?")
_DAY_ALONE = re.compile(r"\d{1,2}\s[^\W\d_]{3,10}\.?")
"""A day and its month, which a label took for a page."""
_DAYS_OF_MONTH = re.compile(r"\d{1,2}\s?[-–]\s?")
"""The first of two days, which a label took for a page: `20-|21 March`."""
_RANGE = re.compile(r"\d{3,5}\s?[-–]{1,2}\s?\d{1,5}")
_SESSION = re.compile(r"\d{4}[-–/]\d{2,4}[,;]\s(?=.{0,20}\d{4}$)")
_LETTER = re.compile(r"[a-e][.,:)]?\s(?=[A-ZÀ-Þ‘“'\"])")
_SESSION_YEARS = re.compile(r"\d{4}[-–/]\d{2}")
_CLOSED = re.compile(r"\)[.,:]?\s")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_UNDATED = re.compile(
    r"(?<=[\s(\[,.])(?P<phrase>(?:[nN]\.\s?d\.?|(?<=\()nd(?=\))|o\.\s?J\.|s\.\s?[ad]\."
    r"|[nN]o date|[uU]ndated"
    r"|[oO]hne (?:Jahr|Datum)|[sS]ans date|[sS]in fecha|[iI]n press|[fF]orthcoming|[iI]m Druck"
    r"|[iI]m Erscheinen|[sS]ous presse|[ÀàAa] paraître|[eE]n prensa|[iI]n stampa)"
    r"(?:[\s-]?[a-z](?=[.,:;)\]]))?)(?:(?=[.,:;)\]])|(?<=\.)(?=\s))"
)
"""`s.d.` in small letters alone: `S. D.` are somebody's initials."""
_ABOUT = re.compile(r"[\s(\[]{1,4}(?P<about>(?:ca?|circa|um|vers|approx|about)\.?)\s?$")
"""What belongs to the date behind it: `([ca. 1954])`."""
_BEHIND = re.compile(r"[)\].,:;\s]{0,4}")
_NEAR = 24
"""So far from where a label ends the names, the words for no date are looked for."""
_SURE = 0.6


def with_whole_dates(labels: list[Label], raw: str) -> list[Label]:
    """Give a date the day that was taken for a number, and a title the year that it begins with.

    `, 12 August, p. 4` has no volume 12; of `Body (2002) 2002 Review of Spending` the second year
    belongs to the title, for the first stands in the brackets of the style. Days behind a month are
    no pages where others follow. What looks like years
    behind a volume, `312, 1900–2`, is pages where the year is known. What says behind the names
    that there is no date, or none yet, stands in place of one: `Brown, K. n.d. Rivers`.
    """
    if "ession" in raw:
        labels = [_behind_session(one, raw) for one in labels]
    if "/" in raw:
        labels = _with_slashes(labels, raw)
    out = _with_days(_undated(_about(labels, raw), raw), raw)
    for at, (issued, title) in enumerate(pairwise(out)):
        if issued.label != "issued":
            continue
        word = _WORD_OF_TITLE.search(raw, issued.start, issued.end)
        parted = raw[issued.end : title.start] == ": "
        if word and parted and title.label == "title" and not names_time(word["word"]):
            first = title._replace(start=word.start("word"))
            return [*out[:at], issued._replace(end=word.start()), first, *out[at + 2 :]]
        letter = _LETTER.match(raw, title.start, title.end) if issued.end == title.start else None
        if letter and title.label == "title" and raw[issued.end - 1].isdecimal():
            first = title._replace(start=letter.end())  # `1989|a The Toll Towns`
            return [*out[:at], issued._replace(end=letter.start() + 1), first, *out[at + 2 :]]
    if sum(one.label == "issued" for one in out) < 2:
        return out
    for at in range(len(out) - 2):
        issued, year, title = out[at : at + 3]
        kinds = (issued.label, year.label, title.label)
        if kinds == ("issued", "issued", "title") and _opens_title(raw, issued, year, title):
            return [*out[: at + 1], title._replace(start=year.start), *out[at + 3 :]]
    return out


def _with_slashes(labels: list[Label], raw: str) -> list[Label]:
    """Give a date in figures the day that a name before it took in: `Gazette 08|/05/2020`."""
    for at, (name, date) in enumerate(pairwise(labels)):
        if date.label != "issued" or raw[date.start - 1] != "/" or name.end + 1 != date.start:
            continue
        day = _FIRST_FIGURES.search(raw, max(name.start + 1, name.end - 4), name.end)
        if day and name.label in _NAMED and _MONTH_AND_YEAR.match(raw, date.start, date.end):
            cut = name._replace(end=day.start())
            return [*labels[:at], cut, date._replace(start=day.start("day")), *labels[at + 2 :]]
    return labels


def _behind_session(one: Label, raw: str) -> Label:
    """Begin a date behind the years of a session: `Session 2000-01, |15 February 2001`."""
    if one.label != "issued" or raw[max(0, one.start - 8) : one.start].casefold() != "session ":
        return one
    if found := _SESSION.match(raw, one.start, one.end):
        return one._replace(start=found.end())
    years = _SESSION_YEARS.fullmatch(raw, one.start, one.end)  # `2007-08` is no month
    return one._replace(end=one.start + 4) if years else one


def _with_days(labels: list[Label], raw: str) -> list[Label]:
    """Give dates the days that labels took for numbers, and pages what looks like years."""
    out: list[Label] = []
    for one in labels:
        if one.label not in _DAYS_HELD:
            out.append(one)
            continue
        before = out[-1] if out else None
        if before and _are_days(raw, before, one) and _has_pages(labels, one):
            out[-1] = before._replace(end=one.end)
            continue
        if (
            one.label == "page"
            and _begins_days(raw, one)
            and _DAY_ALONE.fullmatch(raw, one.start, one.end)
        ):
            out.append(one._replace(label="issued"))
            continue
        if before and one.label == "issued" and before.label in _NUMBERS:
            if _DAYS_OF_MONTH.fullmatch(raw, before.start, one.start) and _begins_days(raw, one):
                out[-1] = one._replace(start=before.start)
                continue
            numbered = len(out) > 1 and out[-2].label == "volume"
            dated = before.label == "page" and _YEAR.search(raw, one.start, one.end) is not None
            if (dated or not numbered) and _make_a_day(raw, before, one):
                out[-1] = one._replace(start=before.start)
                continue
            day = _DAY_AT_END.search(raw, before.start, before.end)
            if day and _make_a_day(raw, before._replace(start=day.start("day")), one):
                out[-1] = before._replace(end=day.start())
                out.append(one._replace(start=day.start("day")))
                continue
            if _is_page_range(raw, before, one) and any(x.label == "issued" for x in out):
                out.append(one._replace(label="page"))
                continue
        out.append(one)
    return out


def _undated(labels: list[Label], raw: str) -> list[Label]:
    if any(x.label == "issued" and x.end - x.start > 1 for x in labels):
        return labels
    labels = [x for x in labels if x.label != "issued"]  # the letter of `n.d.-a`
    for at, one in enumerate(labels[:-1]):
        if one.label not in {"author", "editor"}:
            continue
        after = labels[at + 1]
        start = max(one.start + 1, one.end - _NEAR)
        found = _UNDATED.search(raw, start, min(one.end, after.start) + _NEAR)
        if found and found.start() <= after.start and found.end() < after.end:
            names = one._replace(end=min(one.end, found.start()))
            issued = Label("issued", *found.span("phrase"), _SURE)
            behind = _BEHIND.match(raw, found.end())
            first = max(after.start, behind.end() if behind else found.end())
            return [*labels[:at], names, issued, after._replace(start=first), *labels[at + 2 :]]
    return labels


def _about(labels: list[Label], raw: str) -> list[Label]:
    for at, (names, date) in enumerate(pairwise(labels)):
        if (names.label, date.label) != ("author", "issued") or date.start - names.end > 2:
            continue
        found = _ABOUT.search(raw, max(names.start + 1, names.end - _NEAR), names.end)
        if found:
            whole = date._replace(start=found.start("about"))
            return [*labels[:at], names._replace(end=found.start()), whole, *labels[at + 2 :]]
    return labels


def _make_a_day(raw: str, day: Label, month: Label) -> bool:
    return (
        raw[day.end : month.start] in {" ", ". "}
        and _PARTED.search(raw[max(0, day.start - 3) : day.start]) is not None
        and _DAY.fullmatch(raw, day.start, day.end) is not None
        and _MONTH.fullmatch(raw, month.start, month.end) is not None
        and names_time(raw[month.start : month.end])
    )


def _are_days(raw: str, month: Label, days: Label) -> bool:
    """Whether a number is the days of a meeting's month: `Aug. 21-24`."""
    return (
        (month.label, days.label) == ("issued", "page")
        and raw[month.end : days.start] in {" ", ". "}
        and _DAYS.fullmatch(raw, days.start, days.end) is not None
        and _MONTH.fullmatch(raw, month.start, month.end) is not None
        and names_time(raw[month.start : month.end])
    )


def _begins_days(raw: str, one: Label) -> bool:
    """Whether a label begins with a day and its month."""
    day, _, month = raw[one.start : one.end].partition(" ")
    word = month.split(" ")[0].strip(".,")
    return day.isdecimal() and word.isalpha() and names_time(word)


def _has_pages(labels: list[Label], days: Label) -> bool:
    return any(x.label == "page" and x.start > days.start for x in labels)


def _is_page_range(raw: str, number: Label, years: Label) -> bool:
    gap = raw[number.end : years.start].strip(") ")
    told = number.label in {"volume", "issue"} and gap in {",", ":", ""}
    return told and _RANGE.fullmatch(raw, years.start, years.end) is not None


def _opens_title(raw: str, issued: Label, year: Label, title: Label) -> bool:
    first, second = (raw[x.start : x.end].strip("()") for x in (issued, year))
    if not (_YEAR.match(first) and _YEAR.fullmatch(second)):
        return False
    bracketed = _CLOSED.fullmatch(raw, issued.end, year.start) is not None
    gap = raw[year.end : title.start]
    return bracketed and (
        gap == ": " or (gap == ". " and first[:4] != second) or (gap == " " and first[:4] >= second)
    )
