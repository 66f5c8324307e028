"""A citation by name and year that stands where a reference should: `Kment 2006: 1336`."""

import re

from joinedup_refs.notation.bodies import is_acronym, is_body
from joinedup_refs.parse.draft import Label

_FAMILY = (
    r"(?:(?:von|van|de|der|den|di|da|du|la|le)\s){0,2}(?:[A-ZÀ-Þ][’'])?[A-ZÀ-Þ][^\W\d_]+"
    r"(?:[’'-][^\W\d_]{2,20}){0,2}"
)
_AND = r"\s?(?:/|&|\sund\s|\sand\s|\set\s)\s?"
_PAGE = r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?ff?)?(?![^\W\d_])"
_SHORT = re.compile(
    rf"\W{{0,3}}(?P<names>{_FAMILY}(?:{_AND}{_FAMILY}){{0,4}}(?:\s?,?\s(?:et\sal|u\.\s?a)\.?)?),?\s"
    r"[(\[]?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)[)\]]?"
    rf"(?:[,:]\s?(?:S\.|pp?\.|Seiten?|pages?)?\s?(?!(?:19|20)\d\d\W)(?P<page>{_PAGE})(?:,\s\d{{1,4}})?\.?[)\]]?"
    r"|[)\]]?)\W{0,3}"
)
_BRACKETED = re.compile(
    r"\W{0,3}(?P<names>[A-ZÀ-Þ][^()\[\]\d,;:.\"“”]{2,80})\s\((?P<year>(?:1[5-9]|20)\d\d[a-z]?)[,:]\s?"
    rf"(?:S\.|pp?\.|Seiten?|pages?)?\s?(?!(?:19|20)\d\d\))(?P<page>{_PAGE})\)\W{{0,3}}"
)
"""Year and page in one bracket, as only citations have them: `Ministry of Tolls (2004: 12)`."""
_MOST_WORDS = 3
_LONGEST = 120
_SURE = 0.7


def short_citation(raw: str) -> list[Label]:
    """Label a string that is names, a year and at most a page; nothing for any other.

    A body's name is left to the labels, which know where a title of a serial is one, unless year
    and page share a bracket.
    """
    if len(raw) > _LONGEST:
        return []
    found = _SHORT.fullmatch(raw)
    if found is None:
        found = _BRACKETED.fullmatch(raw)
        if found is None or not _may_be_names(found["names"]):
            return []
    elif is_body(found["names"]) and not is_acronym(found["names"]):
        return []
    if not found["page"] and raw[found.start("year") - 1] not in "([":
        return []  # `Mikrozensus 2003` may be a title
    labels = [
        Label("author", *found.span("names"), _SURE),
        Label("issued", *found.span("year"), _SURE),
    ]
    if found["page"]:
        labels.append(Label("page", *found.span("page"), _SURE))
    return labels


def _may_be_names(text: str) -> bool:
    """Whether words are a body's, or up to three with capitals, as those of prose are not."""
    words = text.split()
    capitals = all(word[0].isupper() for word in words)
    return is_body(text) or (capitals and len(words) <= _MOST_WORDS)
