"""A citation's key that stands before the entry which it cites, and names its authors again."""

import re
from typing import NamedTuple

from joinedup_refs.notation.name_words import folded, is_particle

_KEY = re.compile(
    r"(?P<name>[^\W\d_][^\d:()\[\]]{0,60}?)(?:,|\s?[(\[])?\s{0,2}"
    r"(?P<year>(?:1[5-9]|20)\d\d[a-z]?|à\sparaître|im\sDruck|in\spress|forthcoming|o\.\s?J\.)"
    r"[)\]]?[:.,]?\s{1,4}(?P<names>[^\W\d_])"
)
_MAY_BE = re.compile(r"[0-9î]|(?<=[ (])(?:im|in|forth|o\.)")
_LONGEST = 80
_REACH = 200
_SHORTEST_WORD = 3


class Key(NamedTuple):
    """Where the year of a key stands, and where the names behind it begin."""

    year: tuple[int, int]
    names: int


def before_names(raw: str, start: int, end: int) -> Key | None:
    """Find the key at the start of a stretch: `Doe u. a. 2005 Doe, D.`, `Doe, Ray 2006 Doe J.`.

    >>> before_names("Doe, Ray 2006 Doe J., Ray F. Title", 0, 28)
    Key(year=(9, 13), names=14)
    """
    stop = min(end, start + _LONGEST)
    if not _MAY_BE.search(raw, start, stop):
        return None
    found = _KEY.match(raw, start, stop)
    if found is None or not _is_key(found["name"], raw[found.start("names") : end]):
        return None
    return Key(found.span("year"), found.start("names"))


def _is_key(key: str, whole: str) -> bool:
    """Whether a text has no names but those that the text behind it has, in the same order."""
    words = [w for w in folded(key).split() if len(w) >= _SHORTEST_WORD and not is_particle(w)]
    behind = folded(whole[:_REACH]).split()
    if not words or words[0] != next((w for w in behind if not is_particle(w)), ""):
        return False
    following = iter(behind)
    return all(word in following for word in words)
