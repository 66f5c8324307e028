"""A record of an index, as JSON in two parts: with its references cut out, and these.

They are half of a work, and no search and no decision needs them.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from pydantic_core import from_json

from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.sources.crossref_work import bare_doi
from joinedup_refs.sources.index.members import members

_OPENS = b'"reference":[{'
_CLOSES = b'}],"'
_CLOSING = re.compile(re.escape(_CLOSES))
_LEFT_OUT = b'"reference":[0],'
"""What stands for references where these are cut out."""
_HOPS = 20
"""Brackets that are looked at one by one; where there are more, a pattern is quicker."""


class Parts(NamedTuple):
    """A record in two parts, neither with the end of a line in it."""

    first: bytes
    """What is read of every record that is found."""
    rest: bytes = b""
    """What is seldom asked for."""


def parsed(first: bytes) -> Any:
    """Read the first part of a record.

    Raises:
        ValueError: it is no JSON.
    """
    return from_json(first, cache_strings="keys")


def read(line: bytes, reader: Callable[[bytes], Any] = parsed) -> tuple[Any, Parts]:
    """Read a work but for its references, which are half of it, and give it in two parts as well.

    0 stands for all the references, and these are the second part. `reader` makes of the first
    part what is given, in place of all that is in it.

    Raises:
        ValueError: it is no JSON.
    """
    line = line.replace(b"\n", b" ") if b"\n" in line else line
    start = line.find(_OPENS)
    end = _end_of_references(line, start) if start >= 0 else -1
    if end >= 0 and line.find(_LEFT_OUT, 0, start) < 0:
        try:
            # A false end, in a string, leaves brackets without their fellows, which is no JSON.
            short = line[:start] + _LEFT_OUT + line[end + 3 :]
            return reader(short), Parts(short, line[start + len(_OPENS) - 1 : end + 1])
        except ValueError:
            pass
    return reader(line), Parts(line)


def read_members(line: bytes) -> tuple[Any, Parts]:
    """Read a work as `read` does, but of what is in it only what its terms are made of.

    Raises:
        ValueError: it is no JSON.
    """
    return read(line, _members_or_all)


def _members_or_all(first: bytes) -> Any:
    found = members(first)
    return parsed(first) if found is None else found


def _end_of_references(line: bytes, start: int) -> int:
    """Find the first `}],"`; -1 where there is none.

    Its bracket is rare in references, and a single byte is found in a tenth of the time.
    """
    at = start
    for _ in range(_HOPS):
        at = line.find(b"]", at + 1)
        if at < 0:
            return -1
        if line.startswith(_CLOSES, at - 1):
            return at - 1
    found = _CLOSING.search(line, at)
    return found.start() if found else -1


def whole(parts: Parts) -> dict[str, Json]:
    """Read a record with all that is in it; without its references where those are broken."""
    first, rest = parts
    found: Any = None
    if rest:
        before, _, after = first.partition(_LEFT_OUT)
        with suppress(ValueError):
            found = from_json(b'%b"reference":[%b],%b' % (before, rest, after))
    if found is None:
        found = parsed(first)
    return found if isinstance(found, dict) else {}


def doi_of(value: Json) -> str:
    """Give a DOI as it is looked up; empty for what is none."""
    if isinstance(value, str):
        folded = value.casefold()
        return folded if dois.is_bare(folded) else bare_doi(value)
    return ""
