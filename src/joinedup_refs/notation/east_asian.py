"""Names of China, Korea and Vietnam in Latin letters: family name first, and no comma to say so."""

import re

from joinedup_refs.notation.name_words import folded
from joinedup_refs.tables import rows

_SURNAMES = {row["language"]: frozenset(row["names"].split()) for row in rows("asian_surnames")}
_ALL = frozenset().union(*_SURNAMES.values())
_FINAL = (
    r"(?:ang|ai|ao|an|a|eng|ei|en|er|e|iang|iong|iao|ian|ing|ia|ie|in|iu|i"
    r"|ong|ou|o|uang|uai|uan|ua|ue|ui|un|uo|u)"
)
_SYLLABLE = rf"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?{_FINAL}"
_PINYIN = re.compile(rf"{_SYLLABLE}['’-]?{_SYLLABLE}", re.IGNORECASE)
"""A given name of two syllables, which no surname but the double ones has."""
_BLOCK = (
    r"(?:ch|sh|kk|[bdghjklmnprstwy])?[yw]?(?:ae|eo|eu|ee|oo|oe|ui|ou|[aeiou])"
    r"(?:ng|hn|[bghklmnpt])?"
)
_KOREAN = re.compile(rf"{_BLOCK}-{_BLOCK}", re.IGNORECASE)
_MIDDLE = frozenset(["van", "thi"])
"""Middle names that most Vietnamese men, and women, bear."""
_LONGEST = 14


def stands_first(words: list[str]) -> bool:
    """Whether a name of two to four words begins with an East Asian family name.

    Said only where the rest has the shape of a given name there; `Li Wei` may be either.

    >>> [stands_first(n.split()) for n in ("Li Yinhe", "Park Geun-hye", "Nguyen Thi Hoa")]
    [True, True, True]
    >>> [stands_first(n.split()) for n in ("Yinhe Li", "Wei Chen", "Kim Philby", "Kim Lee-Smith")]
    [False, False, False, False]
    """
    if not 2 <= len(words) <= 4 or len(words[1]) > _LONGEST or not words[0][:1].isupper():
        return False
    first = words[0].casefold() if words[0].isascii() else folded(words[0])
    if first not in _ALL or folded(words[-1]) in _ALL:
        return False
    if len(words) == 2 and first in _SURNAMES["zh"] and _PINYIN.fullmatch(words[1]):
        return True
    if len(words) == 2 and first in _SURNAMES["ko"] and _KOREAN.fullmatch(words[1]):
        return True
    return len(words) > 2 and first in _SURNAMES["vi"] and folded(words[1]) in _MIDDLE
