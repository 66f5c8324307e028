"""A title all in capitals written with small letters, as far as its words tell how."""

import re
from collections.abc import Mapping

from joinedup_refs.notation.bodies import is_known_acronym

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_OPENS = re.compile(r"[:?!]\W{0,4}$")
_ROMAN = re.compile(r"(?=[IVXLC]{2,8}$)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def sentence_case(title: str, written: Mapping[str, str]) -> str:
    """Write a title in capitals with small letters but for the first word of it and of a subtitle.

    `written` says by folded word how the word is written elsewhere: acronyms and names keep that
    form. Roman numerals and the acronyms of known bodies keep their capitals.

    >>> sentence_case("JOINT PLANS: THE NHS IN WALES, PART II", {"nhs": "NHS", "wales": "Wales"})
    'Joint plans: The NHS in Wales, part II'
    """
    out: list[str] = []
    end = 0
    for found in _WORD.finditer(title):
        between = title[end : found.start()]
        opens = not out or bool(_OPENS.search(between))
        out += [between, _written(found[0], written, opens=opens)]
        end = found.end()
    return "".join(out) + title[end:]


def _written(word: str, written: Mapping[str, str], *, opens: bool) -> str:
    known = written.get(word.casefold())
    if known is not None:
        return known
    if any(c.isdigit() for c in word):
        return word
    if _ROMAN.fullmatch(word) or (len(word) > 2 and is_known_acronym(word)):
        return word
    return word.capitalize() if opens else word.lower()
