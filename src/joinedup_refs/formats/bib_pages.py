"""Ranges of pages in a .bib file that are made with another sign than `--`."""

import re
from collections.abc import Iterator

_RANGE = re.compile(
    r"(?<![\w.:/-])([A-Za-z]{0,2})(\d{1,7})(?P<sign>\s?(?:-|−|—|---)\s?)"
    r"([A-Za-z]{0,2})(\d{1,7})(?![\w.:/-])"
)
_ROMAN = re.compile(r"(?<![\w-])[ivxlc]{1,8}(?P<sign>\s?-\s?)[ivxlc]{1,8}(?![\w-])")


def other_dashes(pages: str) -> Iterator[tuple[int, int]]:
    """Give where a hyphen, a minus or a long dash, with the blanks around it, makes a range.

    A hyphen within a page (`A-12`), numbers that do not rise and an en dash are passed over.

    >>> [tuple(place) for place in other_dashes("12-34, A-12, 517 - 38")]
    [(2, 3), (16, 19)]
    """
    for found in _RANGE.finditer(pages):
        if _rises(found):
            yield found.span("sign")
    for found in _ROMAN.finditer(pages):
        yield found.span("sign")


def with_dashes(pages: str) -> str:
    """Give pages with `--` in the place of those signs."""
    out: list[str] = []
    here = 0
    for start, end in sorted(other_dashes(pages)):
        out += (pages[here:start], "--")
        here = end
    return "".join((*out, pages[here:]))


def _rises(found: re.Match[str]) -> bool:
    """Whether the second number, completed if it is shortened, is the larger."""
    first, last = found[2], found[5]
    if found[4] and found[4].lower() != found[1].lower():
        return False
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    return int(whole) > int(first)
