"""Pages and the like beside a citation."""

import re

from joinedup_refs.link.folding import words_of

_UNITS = "|".join(sorted(map(re.escape, words_of("locator")), key=len, reverse=True))
_PLACE = r"[\dA-Zivxlc]\w{0,6}(?:\.\d{1,4}){0,3}(?:\s?[–‐‑-]\s?\w{1,7})?(?:ff?\b\.?)?"
UNIT_AND_PLACE = (
    rf"(?i:(?:{_UNITS})(?:(?<=[§¶])|\.|(?=\s))\s?{_PLACE}(?:,\s?\d{{1,4}}[–-]\d{{1,4}})?)"
)
"""A regular expression for `p. 9`, `ch. 4`, `Theorem 2.1`."""
_AFTER = re.compile(
    rf"""(?:\s?[,:]|\s(?=p))\s?(?:(?:at|esp\.|especially)\s)?
        (?P<said>{UNIT_AND_PLACE}
        |(?<=:\s)\d{{1,5}}(?:[–‐‑-]\d{{1,5}})?(?![\w])|(?<=:)\d{{1,5}}(?:[–‐‑-]\d{{1,5}})?(?![\w])
        |\d{{1,3}}(?:[–‐‑-]\d{{1,4}})?(?=\s?[;)\]]))""",
    re.VERBOSE | re.IGNORECASE,
)
_ALONE = re.compile(
    r"\(\s?(?P<said>(?:pp?|S)\.\s?\d{1,5}(?:\s?[–‐‑-]\s?\d{1,5})?)\s?\)",
)


def locator_after(text: str, at: int) -> tuple[str, int] | None:
    """Read the locator that follows a year, with its end: `, p. 9`, `: 45`, `, ch. 4`.

    >>> locator_after("2001, pp. 1–3)", 4)
    ('pp. 1–3', 13)
    """
    found = _AFTER.match(text, at)
    return (found["said"], found.end("said")) if found else None


def locators_alone(text: str) -> list[tuple[str, int]]:
    """Find pages that stand alone in brackets, as after a quotation, and where."""
    return [(found["said"], found.start()) for found in _ALONE.finditer(text)]
