"""International Standard Serial Numbers, with their check digit.

Source: ISO 3297:2022, annex B (the check digit, modulo 11).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.signs import folded

_FOUND = re.compile(
    r"\be?-?ISSN(?:\s?\((?:print|online|electronic)\))?\s?[:.]?\s?"
    r"(?P<issn>\d{4}\s?[-‐‑‒–—−]?\s?\d{3}[\dXx])(?!\w)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{4}[-‐‑‒–—−]?\d{3}[\dXx]")


def parse(text: str) -> str | None:
    """Give `1234-5678`; None unless the check digit is right.

    >>> parse("ISSN 0317-8471"), parse("03178471"), parse("0317-8472")
    ('0317-8471', '0317-8471', None)
    """
    text = text.strip(" .,;:()")
    if len(text) > 40:
        return None
    found = _FOUND.fullmatch(text)
    bare = found["issn"] if found else text if _BARE.fullmatch(text) else ""
    return _checked(bare)


def validate(text: str) -> str:
    """Give the ISSN with its hyphen.

    Raises:
        NotationInvalid: it is none, or its check digit is wrong.
    """
    issn = parse(text)
    if issn is None:
        raise NotationInvalid("an ISSN with a right check digit", text)
    return issn


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find ISSNs after that word; start and end take in the word."""
    if "issn" not in folded(text):
        return
    for found in _FOUND.finditer(text):
        issn = _checked(found["issn"])
        if issn is not None:
            yield found.start(), found.end(), issn


def find_wrong(text: str) -> Iterator[tuple[int, int, str]]:
    """Find what stands behind the word ISSN and is none: start and end of the number, and why not.

    >>> [why for _, _, why in find_wrong("ISSN 0317-8472")], list(find_wrong("ISSN 0317-8471"))
    (['its last digit should be 1'], [])
    """
    if "issn" not in text.casefold():
        return
    for found in _FOUND.finditer(text):
        if _checked(found["issn"]) is None:
            bare = "".join(c for c in found["issn"] if c.isdecimal() or c in "Xx")
            right = next(c for c in "0123456789X" if _checked(bare[:-1] + c))
            yield *found.span("issn"), f"its last digit should be {right}"


def format(issn: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write an ISSN with its hyphen."""
    bare = "".join(c for c in issn if c.isalnum()).upper()
    return f"{bare[:4]}-{bare[4:]}"


@lru_cache(maxsize=1024)  # many works of a list are in one journal
def _checked(text: str) -> str | None:
    bare = "".join(c for c in text if c.isdecimal() or c in "Xx").upper()
    if len(bare) != 8:
        return None
    last = 10 if bare[7] == "X" else int(bare[7])
    total = sum((8 - at) * int(c) for at, c in enumerate(bare[:7])) + last
    return format(bare) if total % 11 == 0 else None
