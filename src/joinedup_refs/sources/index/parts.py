"""A record of an index, as JSON in two parts: with its references cut out, and these.

They are half of a work, and no search and no decision needs them.
"""

import re
from contextlib import suppress
from typing import Any, NamedTuple

from pydantic_core import from_json

from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.sources.crossref_work import bare_doi

_OPENS = b'"reference":[{'
_CLOSES = re.compile(rb'\}\],"')  # so short a text is found by a pattern in half the time
_LEFT_OUT = b'"reference":[0],'
"""What stands for references where these are cut out."""


class Parts(NamedTuple):
    """A record in two parts, neither with the end of a line in it."""

    first: bytes
    """What is read of every record that is found."""
    rest: bytes = b""
    """What is seldom asked for."""


def read(line: bytes) -> tuple[Any, Parts]:
    """Read a work but for its references, which are half of it, and give it in two parts as well.

    0 stands for all the references, and these are the second part.

    Raises:
        ValueError: it is no JSON.
    """
    line = line.replace(b"\n", b" ") if b"\n" in line else line
    start = line.find(_OPENS)
    closed = _CLOSES.search(line, start) if start >= 0 else None
    if closed and line.find(_LEFT_OUT, 0, start) < 0:
        end = closed.start()
        try:
            # A false end, in a string, leaves brackets without their fellows, which is no JSON.
            short = line[:start] + _LEFT_OUT + line[end + 3 :]
            return parsed(short), Parts(short, line[start + len(_OPENS) - 1 : end + 1])
        except ValueError:
            pass
    return parsed(line), Parts(line)


def parsed(first: bytes) -> Any:
    """Read the first part of a record.

    Raises:
        ValueError: it is no JSON.
    """
    return from_json(first, cache_strings="keys")


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
