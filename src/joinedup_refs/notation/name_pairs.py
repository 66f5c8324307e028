"""Which pieces of a list may be family names, which given ones, and whether they go in pairs."""

import re

from joinedup_refs.notation import persons
from joinedup_refs.notation.bodies import is_body
from joinedup_refs.notation.name_pieces import Piece, is_single
from joinedup_refs.notation.name_words import lean, stands_for_others

__all__ = [
    "SUFFIXES",
    "could_be_family",
    "could_be_given",
    "family_names_only",
    "given_with_initial",
    "goes_in_pairs",
]

SUFFIXES = ("Jr", "Sr", "III", "II")
"""How a suffix begins that stands behind a comma of its own."""
_MOST_WORDS = 6  # a single person's name has no more
_YEAR = re.compile(r"\d{3}")
_SAINTS = frozenset({"St.", "Ste.", "Sta."})
"""`St. John, G.`: before a comma and initials they belong to the family name."""


def could_be_family(text: str) -> bool:
    """Whether a text can be a family name before a comma."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or stands_for_others(text):
        return False
    if len(words) > 2 and persons.is_suffix(words[-1]) and persons.is_all_initials(words[-2]):
        return False  # `Quill F 3rd` is whole
    if len(words) > 1 and _YEAR.search(text):
        return False
    if persons.is_initials(words[0]) and "." in words[0]:
        return len(words) == 2 and words[0] in _SAINTS and not persons.is_initials(words[1])
    return len(words) == 1 or not persons.has_family_first(words)


def given_with_initial(text: str) -> bool:
    """Whether a text is a given name and a middle initial with its stop: `Gwyn R.`."""
    words = text.split()
    return (
        1 < len(words) <= 4
        and not persons.is_initials(words[0])
        and all(persons.is_initials(w) and "." in w for w in words[1:])
        and not is_body(text)
    )


def could_be_given(text: str, *, after_one_word: bool) -> bool:
    """Whether a text can be given names; `M. Powell` can after a lone family name only."""
    words = text.split()
    if not 0 < len(words) <= 4:
        return False
    opens = len(words) > 1 and persons.is_initials(words[0]) and not persons.is_initials(words[-1])
    return not opens or (after_one_word and not persons.is_initials(words[1]) and len(words) < 4)


def family_names_only(pieces: list[Piece]) -> bool:
    """Whether all are single words and no two make a name: `Smith, Doe and Ray`."""
    if not all(is_single(p.text) and not persons.is_initials(p.text) for p in pieces):
        return False
    if any(p.text.startswith(SUFFIXES) and persons.is_suffix(p.text) for p in pieces[2:3]):
        return False  # `Moore, Barrington, Jr.`
    if len(pieces) == 2 or (len(pieces) > 2 and _opens_with_given(pieces)):
        return False
    return len(pieces) == 1 or pieces[-1].linked or len(pieces) % 2 == 1


def _opens_with_given(pieces: list[Piece]) -> bool:
    """Whether the second word is a given name, and no family name: `Kozar, Robin, and Maas`."""
    first, second = pieces[0].text, pieces[1].text
    return not pieces[1].linked and persons.is_given(second) and lean(first) <= 0


def goes_in_pairs(pieces: list[Piece]) -> bool:
    """Whether full given names follow family names after a comma: `Smith, John and Doe, Jane`."""
    if len(pieces) > 2 and " " in pieces[0].text and is_body(pieces[0].text):
        return goes_in_pairs(pieces[1:])
    if len(pieces) < 2 or pieces[1].linked:
        return False
    if is_single(pieces[0].text):
        return True
    second = pieces[1].text
    if is_single(second) and lean(second) > 0 and lean(pieces[0].text.split()[0]) <= 0:
        return True
    first = pieces[0].text.split()[0]
    if len(pieces) == 2 and persons.is_given(first) and lean(second.split()[0]) <= 0:
        return False  # a name in running order, and a word of the title
    groups: list[int] = []
    for piece in pieces:
        if piece.linked or not groups:
            groups.append(0)
        groups[-1] += 1
    return (
        all(size == 2 for size in groups)
        and len(second.split()) <= 2
        and (is_single(second) or given_with_initial(second))
    )
