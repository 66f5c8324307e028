"""Addresses on the web.

Source: RFC 3986; only `http`, `https`, `ftp` and bare `www.` are looked for.
"""

import re
from collections.abc import Iterator

from joinedup_refs.notation.identifiers.edges import trimmed
from joinedup_refs.notation.invalid import NotationInvalid

_LONGEST = 2000
_FOUND = re.compile(
    rf"(?:\b(?:https?|ftp)\s?:\s?/\s?/\s?|\bwww\.)(?:www\.\s)?[^\s<>\"“”|]{{2,{_LONGEST}}}",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^(https?|ftp)\s?:\s?/\s?/\s?", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?|ftp)://[^\s/?#@:]{1,253}(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)
_BROKEN = re.compile(
    r"(?<=[/=&?_.-])\s(?=[\w%~+-]{1,200}(?:[/=?&]|\.(?:html?|pdf|php|aspx?|org|com)\b))"
    r"|(?<=-)\s(?=[a-z]{1,20}\d{3,20}(?:[\s\])>;,]|$))"
)
_MORE = re.compile(r"\s[^\s<>\"“”|]{1,500}")


def parse(text: str) -> str | None:
    """Give an address with its scheme; a bare `www.` gets `http://`.

    >>> parse("<www.example.org/a>."), parse("example")
    ('http://www.example.org/a', None)
    """
    found = next(find(text), None) if len(text) <= _LONGEST else None
    if found is None or text[: found[0]].strip(" <([") or text[found[1] :].strip(" .,;:)>]"):
        return None
    return found[2]


def validate(text: str) -> str:
    """Give the address.

    Raises:
        NotationInvalid: the text is no address on the web.
    """
    address = parse(text)
    if address is None:
        raise NotationInvalid("a web address, such as https://example.org", text)
    return address


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find addresses: start, end, and the address with its scheme and without blanks inside.

    An address that a lost line break parts after a slash or the like is joined when what follows
    can only be the rest of an address.
    """
    at = 0
    while found := _FOUND.search(text, at):
        body, end = trimmed(found[0]), found.start() + len(trimmed(found[0]))
        more = _MORE.match(text, found.end()) if _BROKEN.match(text, found.end()) else None
        if more is not None:
            body = trimmed(text[found.start() : more.end()])
            end = found.start() + len(body)
        at = max(end, found.start() + 1)
        address = _SCHEME.sub(lambda m: f"{m[1].lower()}://", "".join(body.split()))
        if not _SCHEME.match(address):
            address = f"http://{address}"
        if _HOST.match(address) and "." in address:
            yield found.start(), end, address


def format(address: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write an address with the characters percent-encoded that no address may hold.

    >>> format("http://example.org/a b{c}")
    'http://example.org/a%20b%7Bc%7D'
    """
    return re.sub(
        r"[\s<>\"{}|\\^`\x00-\x1f\x7f]",
        lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()),
        address,
    )
