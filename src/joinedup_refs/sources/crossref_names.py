"""Names of contributors in Crossref records, without the academic titles that stand in some."""

import re
from collections.abc import Iterable
from functools import lru_cache

from joinedup_refs.model.value import Json
from joinedup_refs.sources.crossref_text import plain

_TITLES = frozenset(
    {"prof", "profs", "professor", "dr", "drs", "doctor", "mr", "mrs", "ms", "miss"}
)
"""Titles that stand before a name."""
_RANKS = frozenset({"assoc", "asst", "associate", "assistant"})
"""What stands before such a title, and is a part of a name without one."""
_AFTER = frozenset(
    {"prof", "professor", "dr", "phd", "dphil", "dsc", "msc", "mphil", "mba", "mbbs"}
)
"""Titles and degrees that stand after a name, without full stops."""
_DOCTOR_OF_MEDICINE = frozenset({"MD", "M.D.", "M.D"})  # "Md" is a given name, Mohammad
_GLUED = re.compile(r"(?i:\b(dr|prof|mrs?|ms))\.{1,3}(?=[^\W\d_])")
_POSITION = re.compile(r"\b(?:prof(?:essor)?|ph\. ?d|phd|asst|lecturer)\b", re.IGNORECASE)
"""Words of a post or an affiliation, which some publishers deposit as the name of a body."""
_SUFFIX = re.compile(r"(?:jr|sr|[2-4](?:nd|rd|th)|s\.?j)\.?", re.IGNORECASE)
_NUMERAL = re.compile(r"[IVX]{1,5}")
_NO_NAME = frozenset({"-", "–", "—", ".", "..", "*", "_", "n/a"})


def names(value: Json) -> list[Json]:
    """Give contributors as CSL-JSON has them; those without any name are left out.

    Academic titles and forms of address are never part of a name here.

    >>> names([{"given": "Stephen P.", "family": "Osborne Professor"}, {"name": "Cabinet Office"}])
    [{'family': 'Osborne', 'given': 'Stephen P.'}, {'literal': 'Cabinet Office'}]
    """
    if not isinstance(value, list):
        return []
    found = (_name(member) for member in value)
    return [name for name in found if name]


def _name(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        return {}
    family, given = _part(value.get("family")), _part(value.get("given"))
    if not family:
        family, given = given, ""
    if not family:
        literal = plain(value.get("name")) or plain(value.get("literal"))
        named = literal not in _NO_NAME and not _POSITION.search(literal)
        return {"literal": literal} if literal and named else {}
    name: dict[str, Json] = {"family": family}
    if given:
        name["given"] = given
    suffix = plain(value.get("suffix")).strip(" ,") if "suffix" in value else ""
    if not suffix:
        return name
    if _SUFFIX.fullmatch(suffix) or _NUMERAL.fullmatch(suffix):
        name["suffix"] = suffix
    return name


def _part(value: Json) -> str:
    return _bare(value) if isinstance(value, str) else _bare(plain(value))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Take titles off both ends of a part of a name; a part of titles alone becomes empty."""
    part = plain(text)
    if part in _NO_NAME:
        return ""
    if part.isalpha() and not _is_title(part):
        return part
    words = (_GLUED.sub(r"\1. ", part) if "." in part else part).split()
    words = words[_titles_before(words) :]
    while words and _ends_title(words[-1], alone=len(words) == 1):
        words.pop()
    return " ".join(words).rstrip(",")


def _is_title(word: str) -> bool:
    """Whether a word without any mark is a title of either kind."""
    key = word.casefold()
    return key in _TITLES or key in _AFTER or word in _DOCTOR_OF_MEDICINE


def _titles_before(words: Iterable[str]) -> int:
    """Count the titles that a part of a name begins with, ranks before them included."""
    titles = 0
    for count, word in enumerate(words, 1):
        key = word.rstrip(".,").casefold()
        if key in _TITLES:
            titles = count
        elif key not in _RANKS:
            break
    return titles


def _ends_title(word: str, *, alone: bool) -> bool:
    if word.strip(",()") in _DOCTOR_OF_MEDICINE:
        return not alone
    return word.replace(".", "").strip(",()").casefold() in _AFTER
