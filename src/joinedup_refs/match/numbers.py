"""Volume, issue, pages and year: each number of a text is used once."""

import re
from collections import Counter
from functools import lru_cache

from joinedup_refs.match.values import Printed, Recorded
from joinedup_refs.model.evidence import Agreement

_NUMBER = re.compile(r"(?<![\w.])[A-Za-z]{0,2}\d{1,7}(?![\w])")


class Numbers:
    """The numbers of a text; one that was taken for a value is not there for another.

    In a journal that counts its volumes by years, `2012` stands for volume and year, and printed
    once it proves one of them only.
    """

    def __init__(self, printed: Printed) -> None:
        year = str(printed.year) if printed.year else ""
        values = (year, printed.volume, printed.issue, *dict.fromkeys(printed.pages))
        self._left = dict(_left(printed.text, printed.title, printed.doi, values))

    def free(self, value: str) -> bool:
        """Take a number that no value was read from, if it is there."""
        return any(c.isdigit() for c in value) and _taken(self._left, value)


@lru_cache(maxsize=64)
def _left(text: str, title: str, doi: str, values: tuple[str, ...]) -> Counter[str]:
    """Count the numbers of a text that no value was read from; the count must not be changed."""
    if title:
        text = text.replace(title, " ", 1)
    if doi:
        text = re.sub(re.escape(doi), " ", text, flags=re.IGNORECASE)
    left = Counter(m[0].casefold().lstrip("0") for m in _NUMBER.finditer(text))
    for value in values:
        _taken(left, value)
    return left


def _taken(left: dict[str, int], value: str) -> bool:
    """Take a number, if it is there, and say so."""
    key = value.casefold().lstrip("0")
    if key and left.get(key):
        left[key] -= 1
        return True
    return False


def compare(printed: Printed, recorded: Recorded) -> dict[str, Agreement]:
    """Hold pages, volume, issue and year of a reference against those of a record."""
    numbers = Numbers(printed)
    return {
        "page": _pages(printed, recorded, numbers),
        "volume": _plain(printed.volume, recorded.volume, numbers),
        "issue": _plain(printed.issue, recorded.issue, numbers),
        "issued": _year(printed, recorded, numbers),
    }


def _plain(one: str, other: str, numbers: Numbers) -> Agreement:
    if not other:
        return "missing"
    if not one:
        return "close" if numbers.free(other) else "missing"
    if _key(one) == _key(other):
        return "equal"
    if set(_key(one).split("/")) & set(_key(other).split("/")):
        return "close"
    return "close" if len(other) > 1 and numbers.free(other) else "differs"


@lru_cache(maxsize=1024)
def _key(value: str) -> str:
    """Fold a volume or an issue: `04` is `4`, `3–4` is `3/4`, `168(C)` is `168`."""
    value = re.sub(r"\s?\([A-Za-z]\)$", "", value.casefold().strip())
    value = re.sub(r"\s?[-‐‑‒–—−/,&+]\s?", "/", value)
    value = re.sub(r"(?:supplement|suppl)\.?\s?", "s", value)
    return "/".join(part.lstrip("0") or part for part in value.split("/"))


def _pages(printed: Printed, recorded: Recorded, numbers: Numbers) -> Agreement:
    """Compare pages; one true end of two is close, an article's number is its only page."""
    known = {p for p in (recorded.pages[0], recorded.number.casefold()) if p}
    if not known:
        return "missing"
    first, last = (_page(p) for p in printed.pages)
    if not first:
        return "close" if any(len(p) > 1 and numbers.free(p) for p in known) else "missing"
    ours = {_page(p) for p in known}
    their_last = _page(recorded.pages[1])
    if first in ours:
        one_end = last == first or their_last in ours
        return "equal" if one_end or last == their_last else "close"
    if last == their_last and last.isdigit() and len(last) > 1 and last != first:
        return "close"
    return "close" if any(len(p) > 2 and numbers.free(p) for p in known) else "differs"


@lru_cache(maxsize=1024)
def _page(page: str) -> str:
    """Fold a page: `e0049750` and `49750` are one article's number."""
    page = page.casefold().strip()
    digits = page.lstrip("abcdefghijklmnopqrstuvwxyz-. ")
    return digits.lstrip("0") if len(digits) > 4 else page


def _year(printed: Printed, recorded: Recorded, numbers: Numbers) -> Agreement:
    """Compare years: in print, online and as issued are all the work's own."""
    if not recorded.years:
        return "missing"
    year = printed.year
    if year is None:
        free = [y for y in recorded.years if numbers.free(str(y))]
        return "equal" if free else "missing"
    if year in recorded.years:
        return "equal"
    if any(abs(year - other) == 1 for other in recorded.years):
        return "close"
    # A date of access or of the original is often read as the year.
    return "close" if any(numbers.free(str(y)) for y in recorded.years) else "differs"
