"""The fields of one well-formed .bib block, read by bibtexparser.

bibtexparser sets aside blocks with a duplicate field or a stray character, and runs a field whose
comma is missing into the one before; such blocks are read by `bib_blocks` itself.
"""

import logging
from collections.abc import Mapping

from bibtexparser.splitter import Splitter

# It complains of every block that it sets aside, which Python prints where nobody has set up
# logging; those blocks are not lost here.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_CLOSERS = {"{": "}", '"': '"'}


def whole_fields(block: str, macros: Mapping[str, str]) -> list[tuple[str, str]] | None:
    """Give the fields of a block, names in lower case, values without what encloses them.

    `macros` holds what the names of `@string` and the months stand for, by name in lower case. None
    where bibtexparser does not take the block in whole, or a value is put together of several.
    """
    found = Splitter(block).split()
    if len(found.entries) != 1 or found.failed_blocks:
        return None
    out: list[tuple[str, str]] = []
    for one in found.entries[0].fields:
        value = _bare(str(one.value).strip(), macros)
        if value is None:
            return None
        out.append((one.key.lower(), value))
    return out


def _bare(value: str, macros: Mapping[str, str]) -> str | None:
    if value[:1] in _CLOSERS:
        return _inside(value)
    return value if value.isdecimal() else macros.get(value.lower())


def _inside(value: str) -> str | None:
    """Give what one pair of braces or quotation marks encloses; None if it is not one pair."""
    depth = 0
    closer = _CLOSERS[value[0]]
    for place, char in enumerate(value[1:], 1):
        if char == closer and depth == 0:
            return value[1:place] if place == len(value) - 1 else None
        depth += (char == "{") - (char == "}")
    return None
