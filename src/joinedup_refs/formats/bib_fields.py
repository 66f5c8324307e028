"""The fields of one well-formed .bib block, read by bibtexparser.

bibtexparser sets aside blocks with a duplicate field or a stray character, and runs a field whose
comma is missing into the one before; such blocks are read by `bib_blocks` itself.
"""

import logging
import re
from collections.abc import Mapping

from bibtexparser.splitter import Splitter

# It complains of every block that it sets aside, which Python prints where nobody has set up
# logging; those blocks are not lost here.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_ENDS = re.compile(r"[{}\"]")
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
    opener, closer = value[0], _CLOSERS[value[0]]
    inside = value[1:-1]
    if len(value) < 2 or value[-1] != closer:
        return None
    if "{" not in inside and "}" not in inside:
        return inside if opener == "{" or '"' not in inside else None
    depth = 0
    for found in _ENDS.finditer(inside):
        if found[0] == closer and depth == 0:
            return None
        depth += (found[0] == "{") - (found[0] == "}")
    return inside if depth == 0 else None
