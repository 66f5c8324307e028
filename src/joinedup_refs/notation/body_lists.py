"""Pieces of a list of names that are one body's name: commas and conjunctions stand in it too."""

import re

from joinedup_refs.notation import persons
from joinedup_refs.notation.bodies import (
    ends_as_body,
    has_body_word,
    is_acronym,
    is_body,
    is_field,
    is_known_acronym,
    is_noun,
    names_its_field,
)
from joinedup_refs.notation.name_pieces import Piece, is_single
from joinedup_refs.notation.name_words import lean

MOST_PARTS = 12
"""A body's name has no more commas and conjunctions in it."""
_FIRM = frozenset(["company", "co", "co.", "cie", "cie.", "sons", "partners", "associates"])
"""What follows the `&` of a firm: `Rivers & Company`."""
_UNIT = re.compile(
    r"(?:the\s)?(?:department|school|faculty|institute?|cent(?:er|re)|division|office|laboratory"
    r"|abteilung|lehrstuhl|fakultät|département|dipartimento|departamento|facultad)\b",
    re.IGNORECASE,
)
_LOWER = (
    "Secretaría de",
    "Dirección General",
    "Direção-Geral",
    "Directorate",
    "Abteilung",
    "Referat",
)
"""How a part of a ministry begins."""
_GOES_ON = re.compile(
    r"(?:of|for|de|del|des|du|da|do|das|dos|di|della|dei|para|por|pour|per|für|der|d[’'])"
    r"(?:\s(?:the|la|las|le|les|los|el|den|die|das|der))?[\s’']{0,1}[^\W\d_a-z]"
)
"""How the name of a body goes on behind a comma: `Ministry of Trade, of Transport and …`."""
_PARLIAMENT = re.compile(
    r"(?:[^\W\d_][\w.]{0,15}\s){0,2}(?:Congress|Parliament|Senate|House\sof\s[A-Z][a-z]{3,20})"
)
_PART = re.compile(r"(?:House|Senate|(?:[A-Z][a-z]{2,15}\s){0,4}(?:Subc|C)ommittee)\b")
_LEVELS = re.compile(r"(?:[^\W\d_]{4,30}\s?){1,4}\.\s(?:[^\W\d_]{4,30}\s?){1,4}\.\s[^.]{3,60}$")
"""A body told level by level: `Utopia. Treasury. Walls and Works Unit`."""
_ACRONYM_BEHIND = re.compile(r"(?<=\w)\s\([A-Z]{2,8}\)$")
_SEVERAL = 3
"""A body's name in capitals has so many words before a conjunction parts its last noun."""


def joined(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join what goes on with a preposition, and its acronym, to the body's name before it.

    `do Planeamento` behind `Ministério do Equipamento`; not `de Rivière` before given names.
    """
    if len(pieces) == 1 or not any(p.text[0].islower() or _is_short(p.text) for p in pieces[1:]):
        return pieces
    out = pieces[:1]
    for n, piece in enumerate(pieces[1:], 1):
        after = pieces[n + 1] if n + 1 < len(pieces) and not pieces[n + 1].linked else None
        given = after is not None and _begins_given(after.text)
        goes_on = _GOES_ON.match(piece.text) or _is_its_acronym(piece, out[-1])
        if goes_on and not given and _is_body_before(out[-1], piece):
            first = out.pop()
            whole = " ".join(text[first.start : piece.end].split())
            out.append(Piece(whole, first.start, piece.end, first.linked))
        else:
            out.append(piece)
    return out


def _is_short(text: str) -> bool:
    """Whether a text may be an acronym, told without much ado."""
    return " " not in text and text[-1].isupper() and is_acronym(text)


def _is_its_acronym(piece: Piece, before: Piece) -> bool:
    """Whether the acronym of a body's name stands behind it: `Government of Nepal, GoN`."""
    if piece.linked or not is_acronym(piece.text):
        return False
    letters = iter(word[0].casefold() for word in before.text.split())
    return all(c in letters for c in piece.text.casefold() if c.isalpha())


def _begins_given(text: str) -> bool:
    return persons.is_all_initials(text) or lean(text.split(maxsplit=1)[0]) > 0


def _is_body_before(before: Piece, piece: Piece) -> bool:
    return (
        " " in before.text
        and not persons.has_family_first(piece.text.split())
        and is_body(before.text)
    )


def whole_body(pieces: list[Piece]) -> bool:
    """Whether all pieces are one body: `Department for Business, Innovation and Skills`."""
    if len(pieces) == 1 or len(pieces[0].text.split()) == 1 or not is_body(pieces[0].text):
        return len(pieces) > 1 and _is_joint(pieces)
    last = pieces[-1]
    pieces = [*pieces[:-1], last._replace(text=_ACRONYM_BEHIND.sub("", last.text))]
    if len(pieces) == 2 and _LEVELS.match(pieces[0].text):
        return True
    capitals = len(pieces[0].text.split()) >= _SEVERAL and pieces[0].text.isupper()
    rest = [p.text for p in pieces[1:]]
    if any(_names_a_person(t) or _is_short_name(t, capitals=capitals) for t in rest):
        return False
    if any(persons.is_all_initials(p.text) for p in pieces):
        return False
    unit = bool(_UNIT.match(pieces[0].text))
    if any(_is_pair_at(pieces, n) for n in range(1, len(pieces) - 1)):
        return False
    return not any(_stands_alone(pieces[0].text, piece, unit=unit) for piece in pieces[1:])


def _is_joint(pieces: list[Piece]) -> bool:
    """Whether the last of words that conjunctions join tells a body, and nobody stands before it.

    `Race and Equality Foundation`, and not `Harrow, T. and Home Office` or `OECD and World Bank`.
    """
    *front, last = (p.text for p in pieces)
    if not all(p.linked for p in pieces[1:]) or len(last.split()) < 2 or not is_body(last):
        return False
    word = last.split()[-1]
    if not (has_body_word(word) or ends_as_body(word)) or names_its_field(last):
        return False
    return not any(
        is_body(text) or is_acronym(text) or _names_a_person(text) or lean(text.split()[0]) > 0
        for text in front
    )


def _is_short_name(text: str, *, capitals: bool) -> bool:
    """Whether a text is an acronym; among words in capitals only a known one is told."""
    return is_acronym(text) and (not capitals or is_known_acronym(text))


def _is_pair_at(pieces: list[Piece], at: int) -> bool:
    """Whether a family name and a known given name stand there: the `Doe, Jane` of a list."""
    one, other = pieces[at], pieces[at + 1]
    return is_single(one.text) and not other.linked and lean(other.text.split()[0]) > 0


def parts_of_body(pieces: list[Piece]) -> int:
    """Count the pieces at the front that are one body's name, with commas and `and` in it.

    `Performance and Innovation Unit` has a noun before the conjunction; `Department of the
    Environment, Transport and the Regions` ends with a noun behind one. `OECD and World Bank Group`
    are two.
    """
    if (within := _of_parliament(pieces)) > 1:
        return within
    one = pieces[0].text
    if len(pieces) > 1 and pieces[1].linked:
        other = pieces[1].text
        firm = other.casefold() in _FIRM
        field = len(pieces) == 2 and names_its_field(one) and whole_body(pieces)
        noun = is_noun(one) and not _is_initials_among_words(one, other)
        noun = noun or (is_field(one.split()[-1]) and not has_body_word(one))
        if len(pieces) == 2 and _is_half(one, other):
            return 2
        if firm or field or (noun and is_body(other)):
            return 2
    if len(pieces) > 2 and names_its_field(one) and is_body(one):
        return _parts_of_field(pieces)
    return 1


def _is_half(one: str, other: str) -> bool:
    """Whether a body is told in two halves: `Mills Energy Development and Trade Organization`."""
    words, last = one.split(), other.split()
    if len(words) < _SEVERAL or not len(last) > 1 or is_body(one) or not is_body(other):
        return False
    return is_noun(words[-1]) and is_noun(last[0]) and all(lean(word) <= 0 for word in words)


def _is_initials_among_words(one: str, other: str) -> bool:
    """Whether a body's acronym stands before words that are not in capitals as it is."""
    return is_acronym(one) and not other.isupper()


def _parts_of_field(pieces: list[Piece]) -> int:
    """Count the pieces of a body's name that lists its fields: `Department for A, B and C`."""
    for n, piece in enumerate(pieces[1:], 1):
        words = piece.text.split()
        if is_body(piece.text) or persons.is_initials(words[-1]) or len(words) > 3:
            return 1
        if piece.linked:
            ends = words[0].islower() or is_noun(words[-1]) or _is_another(pieces[n + 1 :])
            return n + 1 if ends else 1
    return 1


def _is_another(pieces: list[Piece]) -> bool:
    """Whether a second body follows: `Department for Food and Rural Affairs and Home Office`."""
    return bool(pieces) and pieces[0].linked and " " in pieces[0].text and is_body(pieces[0].text)


def _of_parliament(pieces: list[Piece]) -> int:
    """Count a parliament, its houses and their committee, which sign as one body."""
    if not _PARLIAMENT.fullmatch(pieces[0].text):
        return 1
    used = 1
    while used < len(pieces) and not pieces[used].linked and _PART.match(pieces[used].text):
        used += 1
    return used + (parts_of_body(pieces[used - 1 :]) - 1 if used > 1 else 0)


def _stands_alone(first: str, piece: Piece, *, unit: bool) -> bool:
    """Whether a later piece is a body of its own and not a part of the first one's name."""
    if first.endswith(")") and piece.text.endswith(")") and "(" in piece.text:
        return True  # DIW (Deutsches Institut …) und infas (Institut …)
    if len(piece.text.split()) == 1 or piece.text[0].islower() or not is_body(piece.text):
        return False
    if not piece.linked:
        return not unit and not piece.text.startswith(_LOWER)
    return names_its_field(piece.text) or not names_its_field(first)


def _names_a_person(text: str) -> bool:
    if text.endswith(("e. V.", "e.V.")) or text.startswith("DG "):
        return False  # a Directorate-General is no `D. G.`
    words = text.split()
    return (
        persons.is_all_initials(text)
        or bool(persons.has_family_first(words))
        or (len(words) > 1 and persons.is_initials(words[0]))
    )
