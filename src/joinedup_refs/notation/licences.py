"""Open licences as records name them, and what they are called.

Source: Creative Commons' list of its licences and of their addresses; the short identifiers of
SPDX; opendatacommons.org. What is no open licence, such as a publisher's terms, is not read.
"""

import re
from typing import NamedTuple

from joinedup_refs.tables import rows

_KNOWN = {row["folded"]: row["name"] for row in rows("licences")}
_CC_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/(licenses|publicdomain)/"
    r"(zero|mark|by(?:-nc)?(?:-sa|-nd)?)(?:/(\d\.\d))?(?:/.{0,80})?",
    re.IGNORECASE,
)
_CC_WORDS = re.compile(
    r"(?:cc|creative commons)[ -]?(0|zero|by(?:[ -]nc)?(?:[ -](?:sa|nd))?)(?:[ -](\d\.\d))?"
    r"(?: (?:international|unported|generic|universal))?",
    re.IGNORECASE,
)
_CC_NAMES = {"zero": "CC0", "0": "CC0", "mark": "Public Domain Mark"}
_LONGEST = 200


class Licence(NamedTuple):
    """An open licence."""

    name: str
    """`CC BY`, `MIT`."""
    version: str = ""
    """`4.0`; empty where it is not said, or where there is one only."""


def parse(text: str) -> Licence | None:
    """Read a licence out of its address, its identifier or its name; None for any other text.

    >>> parse("http://creativecommons.org/licenses/by-nc/4.0/"), parse("cc-by")
    (Licence(name='CC BY-NC', version='4.0'), Licence(name='CC BY', version=''))
    >>> parse("https://www.elsevier.com/tdm/userlicense/1.0/") is None
    True
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    if found := _CC_ADDRESS.fullmatch(text):
        return _creative_commons(found[2], found[3])
    if found := _CC_WORDS.fullmatch(text):
        return _creative_commons(found[1], found[2])
    name = _KNOWN.get(_folded(text))
    return Licence(name) if name else None


def format(licence: Licence) -> str:  # noqa: A001  (as in every notation)
    """Give the usual name.

    >>> format(Licence("CC BY-NC", "4.0")), format(Licence("MIT"))
    ('CC BY-NC 4.0', 'MIT')
    """
    return f"{licence.name} {licence.version}".rstrip()


def same(one: Licence, other: Licence) -> bool:
    """Whether two are one licence, as far as their versions are known."""
    versions = {licence.version for licence in (one, other) if licence.version}
    return one.name == other.name and len(versions) < 2


def _creative_commons(kind: str, version: str | None) -> Licence:
    kind = kind.casefold().replace(" ", "-")
    name = _CC_NAMES.get(kind)
    return Licence(name) if name else Licence(f"CC {kind.upper()}", version or "")


def _folded(text: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?", "", text.casefold()).removesuffix("/")
    return re.sub(r"[^a-z0-9]", "", bare.removesuffix(".html").removesuffix(".txt"))
