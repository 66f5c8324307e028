"""International Standard Book Numbers, with their check digit.

Source: ISO 2108:2017 and the ISBN Users' Manual, 7th edition, section 4.
"""

import re
from collections.abc import Iterator

from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.signs import folded

_DASHES = "-‐‑‒–—−"
_HYPHENED = re.compile(rf"[{_DASHES}]\d{{1,7}}[{_DASHES}]\d")
"""A cheap sign that a number without its name may be there at all."""
_LABELLED = re.compile(
    rf"\bISBN(?:[-\s]?1[03](?=[\s:]))?\s?[:.]?\s?(?P<isbn>\d(?:[{_DASHES}\s]?[\dXx]){{7,13}})(?![{_DASHES}\w])",
    re.IGNORECASE,
)
_FOUND = re.compile(
    rf"(?:\bISBN(?:[-\s]?1[03])?\s?[:.]?\s?)?(?<![\w.])(?P<isbn>(?:97[89][{_DASHES}\s]?)?"
    rf"(?:\d[{_DASHES}\s]?){{9}}[\dXx])(?![\w])",
    re.IGNORECASE,
)


def parse(text: str) -> str | None:
    """Give the ten or thirteen characters without hyphens; None unless the check digit is right.

    >>> parse("ISBN 0-306-40615-2"), parse("978-0-306-40615-7"), parse("0-306-40615-3")
    ('0306406152', '9780306406157', None)
    """
    text = text.strip(" .,;:()")
    found = _FOUND.fullmatch(text) if len(text) <= 40 else None
    isbn = _digits(found["isbn"]) if found else ""
    return isbn if _checks(isbn) else None


def validate(text: str) -> str:
    """Give the bare ISBN.

    Raises:
        NotationInvalid: it is none, or its check digit is wrong.
    """
    isbn = parse(text)
    if isbn is None:
        raise NotationInvalid("an ISBN with a right check digit", text)
    return isbn


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find ISBNs with a right check digit: start and end with the label, and the bare number.

    Ten digits in a row are taken for an ISBN only after the word or with hyphens.
    """
    bookland = "978" in text or "979" in text
    if not bookland and "isbn" not in folded(text) and not _HYPHENED.search(text):
        return
    for found in _FOUND.finditer(text):
        isbn = _digits(found["isbn"])
        named = found.start() != found.start("isbn")
        hyphened = sum(c in _DASHES for c in found["isbn"]) >= 3
        if _checks(isbn) and (named or hyphened or isbn.startswith(("978", "979"))):
            yield found.start(), found.end(), isbn


def find_wrong(text: str) -> Iterator[tuple[int, int, str]]:
    """Find what stands behind the word ISBN and is none: start and end of the number, and why not.

    >>> [why for _, _, why in find_wrong("ISBN 0-306-40615-3")]
    ['its last digit should be 2']
    >>> list(find_wrong("ISBN 0-306-40615-2, ISBN-13: 978-0-306-40615-7"))
    []
    """
    for found in _LABELLED.finditer(text):
        isbn = _digits(found["isbn"])
        if _checks(isbn):
            continue
        if len(isbn) in {10, 13} and isbn[:-1].isdecimal():
            right = next((c for c in "0123456789X" if _checks(isbn[:-1] + c)), "")
            fault = f"its last digit should be {right}" if right else "its digits do not agree"
            yield *found.span("isbn"), fault
        elif not any(c.isspace() for c in found["isbn"]):
            yield *found.span("isbn"), f"it has {len(isbn)} digits, not 10 or 13"


def format(isbn: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write an ISBN of ten as one of thirteen; one of thirteen stays as it is.

    >>> format("0306406152")
    '9780306406157'
    """
    if len(isbn) != 10:
        return isbn
    body = f"978{isbn[:9]}"
    return body + str(-_weighted(body) % 10)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c in "Xx").upper()


def _weighted(digits: str) -> int:
    return sum(int(c) * (3 if at % 2 else 1) for at, c in enumerate(digits))


def _checks(isbn: str) -> bool:
    if len(isbn) == 13 and isbn.isdecimal():
        return isbn.startswith(("978", "979")) and _weighted(isbn) % 10 == 0
    if len(isbn) == 10 and isbn[:9].isdecimal():
        last = 10 if isbn[9] == "X" else int(isbn[9])
        return (sum((10 - at) * int(c) for at, c in enumerate(isbn[:9])) + last) % 11 == 0
    return False
