"""Whether a web address bears the name of who keeps it: `Turning Tides` at turning-tides.org."""

import re

from joinedup_refs.notation.name_words import folded

__all__ = ["bears_name", "is_host"]

_HOST = re.compile(r"(?:https?://)?(?:www\d?\.)?(?P<host>[\w.-]{3,100})", re.IGNORECASE)
_SHORTEST = 6
"""Fewer letters are often a word's or an acronym's, and not a name."""


def bears_name(address: str, name: str) -> bool:
    """Whether a part of an address's host is all the words of a name, written together.

    >>> bears_name("https://www.turning-tides.org/tolls", "Turning Tides")
    True
    >>> bears_name("https://harbour.org/turning-tides", "Turning Tides")
    False
    """
    found = _HOST.match(address)
    letters = "".join(char for char in folded(name).removeprefix("the ") if char.isalnum())
    if found is None or len(letters) < _SHORTEST:
        return False
    return letters in found["host"].casefold().replace("-", "").split(".")


def is_host(address: str, name: str) -> bool:
    """Whether a name is the host itself of an address: `GOV.UK`.

    >>> is_host("https://www.gov.uk/tolls", "GOV.UK"), is_host("https://www.gov.uk/tolls", "UK")
    (True, False)
    """
    found = _HOST.match(address)
    return found is not None and "." in name and found["host"].casefold() == name.casefold()
