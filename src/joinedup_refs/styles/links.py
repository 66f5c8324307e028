"""Addresses in a reference that may become links: http, https and DOIs, nothing else."""

import re
from collections.abc import Iterator
from urllib.parse import quote

_ADDRESS = re.compile(
    r"(?P<url>https?://[^\s<>\"“”{}|\\^`\x00-\x20]{3,2000})"
    r"|\bdoi:\s?(?P<doi>10\.\d{4,9}/[^\s<>\"“”{}|\\^`\x00-\x20]{1,500})",
    re.IGNORECASE,
)
_OPENS = re.compile(r"https?://[^\s/:@?#]{1,300}(?::\d{1,5})?(?:[/?#]\S{0,2000})?", re.IGNORECASE)
_KEPT = "".join(chr(n) for n in range(0x21, 0x7F) if chr(n) not in '"<>\\^`{|}')
"""Signs that an address may hold as they are, the percent sign among them."""
_TRAILING = ".,;:!?'’”\"»"


def address(target: str) -> str:
    """Give a target as an address that may be a link, http or https; empty for any other.

    >>> address("https://doi.org/10.1/a<b"), address("javascript:alert(1)")
    ('https://doi.org/10.1/a%3Cb', '')
    """
    encoded = quote(target.strip(), safe=_KEPT)
    return encoded if _OPENS.fullmatch(encoded) else ""


def links(text: str) -> Iterator[tuple[str, str]]:
    """Take text apart into stretches, each with the address that it links to or with "".

    >>> list(links("See https://example.org/a."))
    [('See ', ''), ('https://example.org/a', 'https://example.org/a'), ('.', '')]
    """
    here = 0
    for found in _ADDRESS.finditer(text):
        start = found.start()
        end = _end(text, start, found.end())
        if end <= here:
            continue
        yield text[here:start], ""
        shown = text[start:end]
        doi = found["doi"]
        yield shown, f"https://doi.org/{text[found.start('doi') : end]}" if doi else shown
        here = end
    yield text[here:], ""


def _end(text: str, start: int, end: int) -> int:
    """Leave the sentence's punctuation, and a bracket opened before the address, out of it."""
    while end > start:
        last = text[end - 1]
        inside = text[start:end]
        if last in _TRAILING or (last in ")]" and _opened(inside) < 0):
            end -= 1
            continue
        break
    return end


def _opened(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")
