"""The day when a page was looked at: by the words that bring it, or by its place after an address.

Source: the forms of the APA, Chicago, Harvard and DIN ISO 690 styles, in seven languages.
"""

import re
from collections.abc import Sequence

from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.notation.identifiers import url
from joinedup_refs.notation.signs import Signs
from joinedup_refs.parse.draft import Draft
from joinedup_refs.tables import rows

_NUMBERS = r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{4}\s?[-./]\s?\d\d?\s?[-./]\s?\d\d?"
_WORD = r"[^\W\d_]{1,12}"
_DAY = (
    rf"(?P<date>(?:{_NUMBERS}|\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s?(?:de\s)?{_WORD}\.?,?\s(?:de\s)?\d{{4}}"
    rf"|{_WORD}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{4}},?\s{_WORD}\.?\s\d{{1,2}}"
    rf"|{_WORD}\.?\s\d{{4}}))(?!\d)"
)
_SAID = "|".join(
    sorted((r["phrase"].replace(" ", r"\s") for r in rows("access_words")), key=len, reverse=True)
)
_SIGNS = Signs(r["phrase"] for r in rows("access_words"))
_AFTER_WORD = re.compile(
    rf"(?<!\w)(?:{_SAID})(?:\s?[,:]|\sthe)?\s?(?:(?:on|am|vom|le|il|el|em|op|den|in|en|at|:|zuletzt)\s?:?\s?)?"
    rf"(?:\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s(?:UTC|GMT|CET|Uhr))?,?\s)?(?:{_WORD},?\s)?{_DAY}",
    re.IGNORECASE,
)
_AFTER_ADDRESS = re.compile(
    rf"[\s>»”\])]{{0,3}}(?P<mark>[,;.:]?)\s{{0,2}}(?P<open>[(\[<]?)\s?(?:am|vom|le|il|el|on|:)?\s?{_DAY}\s?(?P<close>[)\]>]?)",
    re.IGNORECASE,
)
_OF_THE_PAGE = re.compile(r"stand|as\sof|(?:last\s)?updated|download|cited", re.IGNORECASE)
"""Words that elsewhere than after an address tell the state of a text, not who looked at it."""
_SURE = 0.95
_YEAR = re.compile(r"(?<![\d/.-])(?:1[5-9]|20)\d\d[a-z]?(?![\d/-])")


def put_access_days(draft: Draft) -> None:
    """Put the access day that words or an address tell, and claim every other such stretch."""
    raw = draft.raw
    address = draft.places["URL"][0] if "URL" in draft.places else -1
    for found in _AFTER_WORD.finditer(raw) if _SIGNS.may_be_in(raw) else ():
        if not _OF_THE_PAGE.match(found[0]) or 0 <= address < found.start():
            _put(draft, found, found.start())
    if "URL" not in draft.places:
        return
    for _, end, _ in url.find(raw):
        near = _AFTER_ADDRESS.match(raw, end)
        if near is None:
            continue
        marked = bool(near["open"] or near["close"] or near["mark"] == ";")
        if marked or _YEAR.search(raw, 0, max(0, end - 1)):
            told = dates.parse(near["date"])
            if told and told.start and (told.start.day or marked):
                _put(draft, near, near.start("date"))


def put_accessed(draft: Draft, labels: Sequence[tuple[str, int, int, float]]) -> None:
    """Put the access day that a label tells, where neither words nor an address did."""
    for _, start, end, sure in labels:
        text = draft.raw[start:end]
        for word in list(re.finditer(r"[^\s(\[:]+", text))[:8]:
            date = dates.parse(text[word.start() :])
            if date is not None and date.start is not None:
                if draft.is_free(start + word.start(), end):
                    # without an address nothing can have been looked at: the text bears the day
                    read = "URL" in draft.item or "DOI" in draft.item or "issued" in draft.item
                    variable = "accessed" if read or word.start() else "issued"
                    draft.put(variable, date_to_csl(date), start + word.start(), end, sure)
                draft.own(start, end)
                break


def _put(draft: Draft, found: re.Match[str], first: int) -> None:
    start, end = found.span("date")
    date = dates.parse(found["date"])
    if date is None or date.start is None or not draft.is_free(start, end):
        return
    draft.put("accessed", date_to_csl(date), start, end, _SURE)
    draft.own(first, end)
