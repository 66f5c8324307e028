"""The records of a broken JSON file that are whole."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from joinedup_refs.formats.format import Place

_ARRAY = re.compile(r"\ufeff?\s*\[\s*")
_BETWEEN = re.compile(r"\s*,?\s*")

_MOST = 1_000
"""Broken records after which no other is looked for; each costs a look through the file."""


class Member(NamedTuple):
    """A member of the list, and where it stands."""

    item: dict[str, Any] | None
    """None for one that is broken, or no record."""
    at: Place
    value: Any = None
    """What stands in the place of a record."""


def members(text: str) -> Iterator[Member]:
    """Give the members of a list of records up to the first thing that is none.

    After a broken one, the next begins a line and is set in as the first is. Records one after the
    other, without a list, are members too.
    """
    opened = _ARRAY.match(text)
    at = opened.end() if opened else len(text) - len(text.lstrip("\ufeff \t\r\n"))
    margin = text[text.rfind("\n", 0, at) + 1 : at]
    begins = re.compile(rf"(?m)^{margin}\{{") if not margin.strip() else None
    decoder = json.JSONDecoder(
        parse_constant=_refuse, strict=False
    )  # signs that JSON forbids are kept
    broken = 0
    while text[at : at + 1] not in {"", "]", "}", ","}:
        start = at
        item = None
        try:
            item, at = decoder.raw_decode(text, at)
            json.dumps(item, ensure_ascii=False).encode("utf-8")  # half a character cannot be kept
        except (ValueError, RecursionError):
            item = None
        if at == start:
            if text[at] != "{":
                return
            broken += 1
            after = begins.search(text, start + 1) if begins and broken < _MOST else None
            at = after.start() + len(margin) if after else len(text)
        record = item if isinstance(item, dict) else None
        yield Member(record, (start, at), None if record is not None else item)
        between = _BETWEEN.match(text, at)
        at = between.end() if between else len(text)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
