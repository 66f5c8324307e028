"""A list of names read piece by piece: which pieces make a name together, and in what order."""

import re
from typing import Literal, NamedTuple

from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.notation import persons
from joinedup_refs.notation.bodies import is_acronym, is_body, is_known_acronym, is_listed
from joinedup_refs.notation.body_lists import MOST_PARTS, joined, parts_of_body, whole_body
from joinedup_refs.notation.name_order import order_of
from joinedup_refs.notation.name_pairs import (
    SUFFIXES,
    could_be_family,
    could_be_given,
    family_names_only,
    given_with_initial,
    goes_in_pairs,
)
from joinedup_refs.notation.name_pieces import Piece, is_single, pieces_of
from joinedup_refs.notation.name_words import (
    UNKNOWN_LEAN,
    is_capital_particle,
    is_degree,
    lean,
    stands_for_others,
)
from joinedup_refs.notation.run_together import parted_by_blanks, shifted
from joinedup_refs.tables import rows

_MOST_WORDS = 6  # a single person's name has no more
_RUNNING_ORDER = 3
"""How much likelier, in powers of two, the running order is before any word is read."""
_ALONE = 5
"""From here on a single name's words outweigh the order of its list."""
_PRONOUNS = frozenset(row["word"].rstrip(".") for row in rows("repeat_words"))
"""They stand for a name of the entry before, or of the same one, or for the entry itself."""
_GIVEN_IN_BRACKETS = re.compile(r"(?P<family>[^()]{2,60}?)\s?\((?P<given>[^()]{1,60})\)?")


class Found(NamedTuple):
    """A name and where it stands."""

    name: Name
    start: int
    end: int
    running: str = ""
    """The words of a person read in running order without any mark of the order."""
    middle: Literal["", "given", "family"] = ""
    """What the second of two words before initials was taken for: `Zeitler Froma I.`."""


def is_pronoun(text: str) -> bool:
    """Whether a text stands for a name that was told before: `ders.`, `Idem`, `Ibid.`."""
    return text.strip(" .,:;").casefold() in _PRONOUNS


def whole_name(text: str, start: int, end: int) -> Found:
    """Read a stretch as the name of one body, whatever stands in it."""
    end = start + len(text[start:end].rstrip(" .,;"))
    return Found(Organization(name=" ".join(text[start:end].split())), start, end)


def names_between(text: str, start: int, end: int) -> list[Found]:
    """Read the names between two semicolons, slashes or ends of a list."""
    pieces = joined(text, pieces_of(text, start, end))
    if not pieces:
        return []
    if whole_body(pieces) or (len(pieces) > 1 and is_listed(text[start:end])):
        return [_body(text, pieces)]
    bare = family_names_only(pieces)
    pairs = not bare and goes_in_pairs(pieces)
    out: list[Found] = []
    at = 0
    while at < len(pieces):
        if (used := parts_of_body(pieces[at : at + MOST_PARTS])) > 1:
            out.append(_body(text, pieces[at : at + used]))
            at += used
            continue
        if moved := shifted(text, pieces, at):
            out += [Found(persons.inverted(m.family, m.initials), m.start, m.end) for m in moved]
            at += len(moved) + 1
            continue
        taken = _take(pieces[at : at + 3], pairs=pairs, bare=bare)
        if taken is None:
            _attach_suffix(out, pieces[at])
            at += 1
        elif out and not bare and taken[1] == 1 and _goes_on(out[-1], pieces[at]):
            out[-1] = _with_more_given(out[-1], pieces[at])
            at += 1
        else:
            out += taken[0]
            at += taken[1]
    return out


def in_their_order(found: list[Found]) -> list[Found]:
    """Read names again whose words tell, all together, that family names stand first.

    >>> [f.name.family for f in in_their_order(names_between("Li Yinhe, Guo Yuhua", 0, 19))]
    ['Li', 'Guo']
    """
    found = _with_middle_names(found)
    weights = [order_of(f.running) if f.running else None for f in found]
    told = [weight for weight in weights if weight is not None]
    if sum(told) > _RUNNING_ORDER and not _has_middle_initials(found):
        inverted = [w is not None and w > -_ALONE for w in weights]
    elif weights[:1] != [None] and told and told[0] > _RUNNING_ORDER:
        inverted = [True, *[False] * (len(found) - 1)]  # as where only the first is sorted by
    else:
        return found
    return [
        f._replace(name=persons.family_first(f.running)) if turned else f
        for f, turned in zip(found, inverted, strict=True)
    ]


def _has_middle_initials(found: list[Found]) -> bool:
    """Whether the first of a list has initials where only the running order puts them.

    `Robert T. Holt, Lawrence Markus`: who begins a list is the one who would be turned round.
    """
    words = found[0].running.split() if len(found) > 1 else []
    if len(words) < 3 or persons.is_initials(words[-1]) or persons.is_initials(words[0]):
        return False
    return any("." in word and persons.is_initials(word) for word in words[1:-1])


def _with_middle_names(found: list[Found]) -> list[Found]:
    """Read a word before initials as a given name where another of the list certainly is one."""
    if not any(f.middle == "given" for f in found):
        return found
    if _have_bare_initials(found):
        return [
            f._replace(name=persons.without_given_before(f.name))
            if f.middle == "given" and isinstance(f.name, Person)
            else f
            for f in found
        ]
    return [
        f._replace(name=persons.with_given_before(f.name))
        if f.middle == "family" and isinstance(f.name, Person) and _may_be_given(f.name)
        else f
        for f in found
    ]


def _have_bare_initials(found: list[Found]) -> bool:
    """Whether the others of a list have initials without stops, and so no given names at all."""
    others = [f.name.given for f in found if f.middle != "given" and isinstance(f.name, Person)]
    return len(others) > 1 and all(
        given and "." not in given and persons.is_all_initials(given) for given in others
    )


def _may_be_given(person: Person) -> bool:
    first, second = person.family.split()
    return lean(second) >= UNKNOWN_LEAN and not is_capital_particle(first)


def _body(text: str, pieces: list[Piece]) -> Found:
    start, end = pieces[0].start, pieces[-1].end
    return Found(Organization(name=" ".join(text[start:end].split())), start, end)


def _take(ahead: list[Piece], *, pairs: bool, bare: bool) -> tuple[list[Found], int] | None:
    """Take the name at the front; None for a suffix that belongs to the name before."""
    piece = ahead[0]
    after = ahead[1] if len(ahead) > 1 and not ahead[1].linked else None
    if persons.is_suffix(piece.text) and len(piece.text) > 1:
        return None
    if persons.is_cjk(piece.text):
        return [Found(persons.cjk(piece.text), piece.start, piece.end)], 1
    if after is not None and not bare and could_be_family(piece.text):
        last = ahead[2] if len(ahead) > 2 and not ahead[2].linked else None
        inverted = last is not None and persons.is_all_initials(last.text)
        if persons.is_suffix(after.text) and not inverted and not is_single(piece.text):
            return _alone(piece), 1
        if last and (person := _with_suffix(piece.text, after.text, last.text)):
            return [Found(person, piece.start, last.end)], 3
        if name := _inverted(piece.text, after.text, pairs=pairs):
            return [Found(name, piece.start, after.end)], 2
    return _alone(piece), 1


def _with_suffix(family: str, one: str, other: str) -> Person | None:
    """Read three pieces as one name: `Moore, Jr., Tom B.` and `Moore, Barrington, Jr.`."""
    if persons.is_suffix(one) and _are_given_names(other):
        return persons.inverted(f"{family} {one}", other)
    if other.startswith(SUFFIXES) and persons.is_suffix(other) and _is_pair(family, one):
        return persons.inverted(f"{family} {other}", one)
    return None


def _inverted(front: str, after: str, *, pairs: bool) -> Name | None:
    """Read two pieces as one name turned round: `Hood, C.`, `Guardian, The`."""
    if after == "The":
        return Organization(name=f"The {front}")
    if _are_given_names(after) or (pairs and _is_pair(front, after)):
        return persons.inverted(front, after)
    return None


def _are_given_names(text: str) -> bool:
    return persons.is_all_initials(text) or given_with_initial(text)


def _is_pair(family: str, given: str) -> bool:
    """Whether, in a list of inverted names, two pieces are one of them."""
    if is_body(family) and not (is_acronym(family) and _is_capital_family(family, given)):
        return False
    if not could_be_given(given, after_one_word=is_single(family)):
        return False
    return (is_single(family) or len(given.split()) == 1) and not (" " in given and is_body(given))


def _is_capital_family(word: str, given: str) -> bool:
    """Whether a word in capitals is a family name before its given name: `DUSSOUY, Gérard`."""
    first = given.split(maxsplit=1)[0]
    if is_known_acronym(word):
        return False
    if not first.istitle() or is_body(given):
        return persons.is_given(first)
    return lean(first) > 0 or len(word) > 3


def _alone(piece: Piece) -> list[Found]:
    text = piece.text
    words = text.split()
    if (cut := parted_by_blanks(words)) and not is_body(text):
        # names in running order that only a blank parts all stand where their stretch stands
        at, out = piece.start, []
        for one in cut:
            end = piece.end if one is cut[-1] else at + len(one)
            out.append(Found(persons.straight(one), at, end))
            at = end
        return out
    return [_single(piece, words)]


def _single(piece: Piece, words: list[str]) -> Found:
    text, start, end = piece.text, piece.start, piece.end
    if name := _in_brackets(text):
        return Found(name, start, end)
    numbered = any(map(str.isdigit, text)) and not _has_number_for_name(words)
    if numbered and len(words) > 1 and persons.is_suffix(words[-1]):
        numbered = any(map(str.isdigit, "".join(words[:-1])))  # `Callahan A 3rd`
    pronoun = is_pronoun(text)
    if not pronoun and is_body(text):
        return Found(Organization(name=text), start, end)
    if (
        numbered
        or len(words) > _MOST_WORDS
        or "(" in text
        or pronoun
        or stands_for_others(text)
        or not any(map(str.isalnum, text))
    ):
        return Found(Verbatim(text=text), start, end)
    name = persons.straight(text)
    return Found(name, start, end, text, _middle(name, words))


def _middle(name: Person, words: list[str]) -> Literal["", "given", "family"]:
    """Tell what a word between another one and initials was taken for."""
    if len(words) < 3 or name.particle or name.suffix or not persons.is_initials(words[-1]):
        return ""
    if persons.is_initials(words[0]) or persons.is_initials(words[1]):
        return ""
    given = name.given.split()
    if given and given[0] == words[1]:
        return "given"
    return "family" if name.family == f"{words[0]} {words[1]}" else ""


def _has_number_for_name(words: list[str]) -> bool:
    """Whether a family name is a number: `Perri 6`, `6 P`."""
    number = words[0] if words[0].isdigit() else words[-1]
    other = words[-1] if words[0].isdigit() else words[0]
    return len(words) == 2 and len(number) < 3 and not any(map(str.isdigit, other))


def _in_brackets(text: str) -> Name | None:
    """Read given names or another name in brackets: `Bevan (G.)`, `UN (United Nations)`."""
    bracketed = _GIVEN_IN_BRACKETS.fullmatch(text) if "(" in text else None
    if bracketed is None:
        return None
    family, given = bracketed["family"], bracketed["given"]
    if not text.endswith(")") and not persons.is_all_initials(given):
        return None  # only initials lost their bracket for certain
    if family.isupper() and is_single(family) and _is_given_of_capitals(family, given):
        return persons.inverted(family, given)
    if _is_named_twice(family, given):
        return Organization(name=text)
    if persons.is_all_initials(given) or (is_single(family) and given.istitle()):
        return persons.inverted(family, given)
    return None


def _is_given_of_capitals(family: str, given: str) -> bool:
    """Whether a bracket holds the given names of a family name in capitals: `MOULIN (Pierre)`."""
    if persons.is_all_initials(given):
        return "." in given and not is_known_acronym(family)
    first = re.split(r"[\s-]", given, maxsplit=1)[0]
    return persons.is_given(first) and first.istitle() and _is_capital_family(family, given)


def _is_named_twice(name: str, other: str) -> bool:
    """Whether a name and the one in brackets are a body's full and short name."""
    long, short = (other, name) if len(other) > len(name) else (name, other)
    if is_body(long):
        return True
    if persons.is_all_initials(other) and not is_acronym(other):
        return False
    capitals = "".join(c for c in long if c.isupper())
    if " " not in short and sum(map(str.isupper, short)) > 1 and len(long.split()) > 1:
        return is_acronym(short) or capitals.startswith(short)
    return long is other and len(long.split()) > 2 and lean(long.split()[0]) < 0


def _attach_suffix(found: list[Found], piece: Piece) -> None:
    if found and isinstance(found[-1].name, Person) and not found[-1].name.suffix:
        suffix = "" if is_degree(piece.text) else piece.text
        name = found[-1].name.model_copy(update={"suffix": suffix})
        found[-1] = Found(name, found[-1].start, piece.end)
    else:
        found.append(Found(Verbatim(text=piece.text), piece.start, piece.end))


def _goes_on(before: Found, piece: Piece) -> bool:
    """Whether a piece is a middle initial set off by a comma: the `W.` of `Adorno, Theodor, W.`."""
    return (
        not piece.linked
        and isinstance(before.name, Person)
        and bool(before.name.given)
        and not before.running
        and "." in piece.text
        and persons.is_all_initials(piece.text)
    )


def _with_more_given(before: Found, piece: Piece) -> Found:
    assert isinstance(before.name, Person)  # noqa: S101  (`_goes_on` has seen to it)
    given = f"{before.name.given} {piece.text}"
    return Found(before.name.model_copy(update={"given": given}), before.start, piece.end)
