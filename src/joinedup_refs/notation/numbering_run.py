"""What follows a volume in its run of numbers: `(Mai 2012) 3`, `(2/3):159-196`, `, Nr. 5: 12-20`.

Source: the forms of the APA, Chicago, Harvard, Vancouver and DIN ISO 690 styles.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from joinedup_refs.notation import dates
from joinedup_refs.notation.numbering import ISSUE_LABEL, VOLUME_LABEL

_MONTHS = r"[^\W\d_]{3,10}\.?(?:\s?[-–/]\s?[^\W\d_]{3,10}\.?)?"
_DATE = re.compile(
    rf"\s?[(\[]\s?(?P<date>[^()\[\]]{{3,30}})[)\]]|,\s(?P<plain>{_MONTHS}(?:\s\d{{4}})?)(?=[.,;:\s])"
)
_BRACKETED = re.compile(
    rf"\s?[(\[]\s?(?:{ISSUE_LABEL})?(?P<issue>[^()\[\]]{{1,30}}?)\s?[)\]]", re.IGNORECASE
)
_NUMBER = r"[A-Z]{0,2}\d{1,5}[A-Za-z]?(?:\s?[-–/&+]\s?\d{1,5}){0,2}"
_LABELLED = re.compile(
    rf"\s?[,;.:/–-]?\s{{0,2}}(?:{ISSUE_LABEL})(?P<issue>{_NUMBER})(?!\w)", re.IGNORECASE
)
_RANGE = r"[A-Za-z]{0,2}\d{1,6}\s?[-‐–—−\x96]{1,2}\s?[A-Za-z]{0,2}\d{1,6}"
_BARE = re.compile(
    rf"\s?[,:]\s?(?P<issue>\d{{1,3}}(?:[-–/]\d{{1,3}})?)(?=\s?[,:;]\s?(?:(?:pp?|S|p|s)\.\s?)?{_RANGE})"
)
_BARE_AFTER_DATE = re.compile(r"\s?(?P<issue>\d{1,2}(?:/\d{1,2})?)(?=\s?[,:;.]|\s?$)")
_PAGES = re.compile(rf"\s?[,:;.]\s?(?:(?:pp?|S|s|P)\.\s?)?(?P<pages>{_RANGE}|e\d{{2,8}})(?!\w)")
_SPECIAL = re.compile(
    r"suppl|special|issue|spec\b|sonder|beiheft|hors[-\s]série|extra|part|pt\b|num[eé]ro|double",
    re.IGNORECASE,
)
_LABEL_AT_END = {
    "issue": re.compile(
        rf"(?:(?:^|[\s,;.:(\[/])(?:núms?|nums?|nos?|nrs?|n[°º]|heft|hft|iss)\.?:?\s?|№\s?"
        rf"|(?:^|[,;.:(\[/]\s?){ISSUE_LABEL})$",
        re.IGNORECASE,
    ),
    "volume": re.compile(
        rf"(?:(?:^|[\s,;.:(\[/])(?:volumes?|vols?|bde?|jg|jahrg|jahrgang|band|tomes?|tomo)\.?:?\s?"
        rf"|(?:^|[,;.:(\[/]\s?){VOLUME_LABEL})$",
        re.IGNORECASE,
    ),
}
"""A label that is also a word, as in `Journal of Social Issues 65`, needs a mark before it."""
_NO_LABEL = frozenset(',;()[]0123456789’”"»')
"""What no label ends with, so that most places need no longer look."""
_EDITION = re.compile(r"\b(?:edn?|editions?|[Aa]ufl(?:age)?)\b")
_PAGED = re.compile(r"(?:pp?|S|Seiten?|pages?)\.?\s?\d", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_KEPT = 8
"""Runs that are kept: one string is asked after the same volume again and again."""


class Run(NamedTuple):
    """Where the numbers after a volume stand, half-open; None for what is absent."""

    end: int
    issue: tuple[int, int] | None = None
    pages: tuple[int, int] | None = None
    date: tuple[int, int] | None = None


@lru_cache(maxsize=_KEPT)
def after_volume(text: str, at: int) -> Run | None:
    """Read the date in brackets, the issue and the pages that follow a volume ending at `at`.

    >>> text = "60 (Mai 2012) 3, S. 5-9"
    >>> run = after_volume(text, 2)
    >>> text[slice(*run.date)], text[slice(*run.issue)], text[slice(*run.pages)]
    ('Mai 2012', '3', '5-9')
    """
    here, date, issue = at, None, None
    found = _DATE.match(text, here)
    if found and _is_date(found["date"] or found["plain"]):
        date = found.span("date" if found["date"] else "plain")
        here = found.end()
    forms: tuple[re.Pattern[str], ...] = (_BRACKETED, _LABELLED, _BARE)
    if date and found and found["date"]:
        forms = (*forms, _BARE_AFTER_DATE)
    for form in forms:
        met = form.match(text, here)
        if met and is_issue(met["issue"]):
            issue, here = met.span("issue"), met.end()
            break
    pages = _PAGES.match(text, here)
    if pages:
        here = pages.end()
    elif (
        issue
        and date
        and form is _BARE_AFTER_DATE
        and _YEAR.fullmatch(text, *date)
        and not text[here:].strip(" .")
    ):
        # `Physics Letters B 716 (2012) 1`: a number that ends the reference is a page
        return Run(here, None, issue, date)
    if not (date or issue or pages):
        return None
    return Run(here, issue, pages.span("pages") if pages else None, date)


def is_issue(text: str) -> bool:
    """Whether a text in an issue's place can be one: a number, a supplement, a month.

    >>> is_issue("2/3"), is_issue("Web Server issue"), is_issue("Oxford"), is_issue("2005")
    (True, True, False, False)
    >>> is_issue("3rd ed.")
    False
    """
    text = text.strip()
    if _YEAR.fullmatch(text) or _PAGED.match(text) or _EDITION.search(text):
        return False
    short = any(map(str.isdigit, text)) and sum(map(str.isalpha, text)) <= 6
    return short or bool(_SPECIAL.search(text)) or (text.isalpha() and dates.names_time(text))


def label_before(text: str) -> str:
    """Tell what the label at the end of a text brings: `issue`, `volume` or nothing.

    >>> label_before("Journal of Tests, Nr. "), label_before("Bd. "), label_before("in the ")
    ('issue', 'volume', '')
    """
    tail = text[-14:]
    if tail.rstrip()[-1:] in _NO_LABEL:
        return ""
    return next((kind for kind, form in _LABEL_AT_END.items() if form.search(tail)), "")


def _is_date(text: str) -> bool:
    return dates.parse(text) is not None or (
        not any(c.isdigit() for c in text) and len(text) < 22 and dates.names_time(text)
    )
