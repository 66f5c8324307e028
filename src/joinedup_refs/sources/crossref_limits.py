"""How often Crossref may be asked: its published limits, and what its answers say of them.

Source: Crossref's limits since 1 December 2025, for single records and for lists, with a mail
address and without.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_SLOWEST = 0.1
"""Requests a second below which a limit is taken for nonsense."""
_NUMBER = re.compile(r"[0-9]{1,6}")
_INTERVAL = re.compile(r"([0-9]{1,4})\s?(s|m|h)?")
_SECONDS = {"s": 1, "": 1, "m": 60, "h": 3600}


class Limits(NamedTuple):
    """How often a service may be asked."""

    singles: float
    """Requests for one work, a second."""
    lists: float
    """Searches, and requests for several works, a second."""
    at_once: int
    """Requests under way at a time, of both kinds together."""


PUBLIC = Limits(singles=5, lists=1, at_once=1)
"""For those who give no mail address."""
POLITE = Limits(singles=10, lists=3, at_once=3)


class Told(NamedTuple):
    """What an answer says of the limits; None where it says nothing."""

    per_second: float | None = None
    at_once: int | None = None


NOTHING_TOLD = Told()


def told(headers: Mapping[str, str]) -> Told:
    """Read `x-rate-limit-limit`, `x-rate-limit-interval` and `x-concurrency-limit`.

    >>> told({"x-rate-limit-limit": "5", "x-rate-limit-interval": "1s"})
    Told(per_second=5.0, at_once=None)
    """
    number = _number(headers.get("x-rate-limit-limit", ""))
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "1s").strip())
    seconds = int(interval[1]) * _SECONDS[interval[2] or ""] if interval else 0
    pace = number / seconds if number and seconds else 0.0
    return Told(
        per_second=pace if pace >= _SLOWEST else None,
        at_once=_number(headers.get("x-concurrency-limit", "")) or None,
    )


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text.strip()) else 0
