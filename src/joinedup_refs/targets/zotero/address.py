"""Which library, and what of it."""

import re
from typing import Literal, NamedTuple

from joinedup_refs.errors import ConfigInvalid

WEB = "https://api.zotero.org"
DESKTOP_PORT = 23119
_LIBRARY = re.compile(r"/?(user|group)s?[/:](\d{1,12})/?", re.IGNORECASE | re.ASCII)
_PAGE = re.compile(r"https?://(?:www\.)?zotero\.org/groups/(\d{1,12})(?:/.{0,200})?", re.ASCII)
KEY = re.compile(r"[A-Z0-9]{8}", re.ASCII)
"""What keys of items, collections and searches look like."""


class Library(NamedTuple):
    """A user's library, or that of a group."""

    kind: Literal["users", "groups"]
    number: int
    """The user's or the group's; of users, 0 is the one of this computer."""

    @property
    def path(self) -> str:
        """Where it is at the service."""
        return f"/{self.kind}/{self.number}"

    def __str__(self) -> str:
        return f"{self.kind}/{self.number}"


class Selection(NamedTuple):
    """What of a library is meant; everything where nothing is named."""

    collection: str = ""
    """A collection's key or name."""
    tags: tuple[str, ...] = ()
    """Tags that an item must all have; each may name alternatives, `one || other`."""
    query: str = ""
    """Words in titles, names and years, as in Zotero's quick search."""
    search: str = ""
    """A saved search's key or name."""


MINE = Library("users", 0)
"""The library of whoever is logged in on this computer."""


def library(named: str) -> Library:
    """Read `users/123`, `groups/45`, or the address of a group's page.

    Raises:
        ConfigInvalid: it names no library.

    >>> library("groups/45"), library("https://www.zotero.org/groups/45/towns/library").number
    (Library(kind='groups', number=45), 45)
    """
    named = named.strip()
    if page := _PAGE.fullmatch(named):
        return Library("groups", int(page[1]))
    found = _LIBRARY.fullmatch(named)
    if found is None:
        msg = (
            f"{named!r} is no library of Zotero; name one as users/123 or groups/45\n"
            "joinedup-refs zotero list shows those that your key opens"
        )
        raise ConfigInvalid(msg)
    return Library("users" if found[1].lower() == "user" else "groups", int(found[2]))
