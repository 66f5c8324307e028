"""The members of a work that its terms are made of, read alone by msgspec where it is installed.

What no term is made of is passed over, and no object made of it. A record in which anything is not
as Crossref has it is read whole by the general reader, so that the terms are the same either way.
See docs/decisions/0025-members-read-alone.md.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any, TypedDict

from pydantic_core import to_json

_Date = TypedDict("_Date", {"date-parts": list[list[Any]]}, total=False)
_Stamp = TypedDict("_Stamp", {"date-time": str, "timestamp": int}, total=False)
_Issue = TypedDict("_Issue", {"published-print": _Date, "published-online": _Date}, total=False)


class _Person(TypedDict, total=False):
    family: str
    name: str
    given: str
    ORCID: str


class _Event(TypedDict, total=False):
    name: str


class _Related(TypedDict, total=False):
    id: str


class _Any(TypedDict, total=False):
    """An object of which only its presence counts."""


Members = TypedDict(
    "Members",
    {
        "DOI": str,
        "type": str,
        "member": str,
        "title": list[str],
        "subtitle": list[str],
        "original-title": list[str],
        "short-title": list[str],
        "container-title": list[str],
        "event": _Event,
        "ISSN": list[str],
        "ISBN": list[str],
        "author": list[_Person],
        "editor": list[_Person],
        "translator": list[_Person],
        "chair": list[_Person],
        "volume": str,
        "page": str,
        "article-number": str,
        "published-print": _Date,
        "published-online": _Date,
        "published-other": _Date,
        "issued": _Date,
        "published": _Date,
        "posted": _Date,
        "content-created": _Date,
        "approved": _Date,
        "journal-issue": _Issue,
        "created": _Stamp,
        "deposited": _Stamp,
        "indexed": _Stamp,
        "is-referenced-by-count": int,
        "references-count": int,
        "relation": dict[str, list[_Related]],
        "abstract": str,
        "archive": list[str],
        "award": list[str],
        "clinical-trial-number": list[_Any],
        "funder": list[_Any],
        "license": list[_Any],
        "link": list[_Any],
        "reference": list[Any],
        "update-policy": str,
        "update-to": list[_Any],
    },
    total=False,
)
"""Every member that `terms`, `doi_of` and the question whether it is a CSL item look at."""

_DEEPEST = 200
"""Brackets from which a text may be nested too deeply for the general reader."""
_STEP = 1024
_LONG = 4096
_DIGITS = re.compile(rb"[0-9]{4}")
"""Four in a row, of every 1,024th byte: a number of more digits than the general reader takes."""


def _msgspec() -> Any:
    try:
        return import_module("msgspec").json
    except ImportError:
        return None


_JSON = _msgspec()
_DECODE = _JSON.Decoder(Members).decode if _JSON else None
_ENCODE = _JSON.Encoder().encode if _JSON else None


def members(first: bytes) -> dict[str, Any] | None:
    """Read the members of a work that its terms are made of; None where that is not sure.

    What is given is equal, member by member, to what the general reader gives, and that reads the
    text without an error: msgspec looks at no letters, depths and digits of what it passes over.
    """
    if _DECODE is None or not _plain(first):
        return None
    try:
        found: dict[str, Any] = _DECODE(first)
    except (ValueError, RecursionError):
        return None
    return found if "DOI" in found else None


def _plain(text: bytes) -> bool:
    """Whether what is passed over in a text cannot be what the general reader refuses."""
    size = len(text)
    # what is left is counted: bytes.count takes longer
    brackets = 2 * size - len(text.replace(b"[", b"")) - len(text.replace(b"{", b""))
    if brackets >= _DEEPEST or (size > _LONG and _DIGITS.search(text[::_STEP])):
        return False
    if not text.isascii():
        try:
            text.decode()
        except UnicodeDecodeError:
            return False
    return True


def encoded(made: Mapping[str, Any]) -> str:
    """Write an object of texts, lists and whole numbers as JSON.

    Raises:
        ValueError: there is half of a surrogate pair in it.
    """
    if _ENCODE is not None:
        try:
            text: bytes = _ENCODE(made)
            return text.decode()
        except ValueError:
            pass
    return to_json(made).decode()
