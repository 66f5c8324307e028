"""Strings of authors and editors to names, in any usual order and punctuation.

Sources: name orders of the APA, Chicago, MLA, Vancouver and Harvard manuals and of ISO 690:2021;
particles after CSL 1.0.2. The tables `particles`, `corporate` and `roles` hold the words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.notation import persons
from joinedup_refs.notation.bodies import is_acronym, is_body, names_its_field
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.name_pieces import GLUED, Piece, is_single, outside_brackets, pieces_of
from joinedup_refs.notation.roles import without_role

_LONGEST = 20_000
_MOST_WORDS = 6  # a single person's name has no more
_ET_AL = re.compile(
    r"(?:^|[\s,;.])\s{0,3}[(\[]?(?:(?:and|und|&|et|e|y)\s{1,3})?"
    r"(?:et\.?\s{0,3}al(?:ii|\b\.?)|(?-i:u\.\s?(?:v\.\s?)?a)\.?|others|colleagues|autres|altri|otros"
    r"|cols?\.?|coll\.?|mitarb\.?|…|\.\s?\.\s?\.)[)\]]?[\s.,;:]{0,3}$",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"\s{0,3}[;；]\s{0,3}(?:(?:and|und|et|y|e|&)\s{1,3})?|(?<=[\w.])\s{0,2}/\s{0,2}(?=\w)"
)

_GIVEN_IN_BRACKETS = re.compile(r"(?P<family>[^()]{2,60}?)\s?\((?P<given>[^()]{1,40})\)")
_UNIT = re.compile(
    r"(?:the\s)?(?:department|school|faculty|institute?|cent(?:er|re)|division|office|laboratory"
    r"|abteilung|lehrstuhl|fakultät|département|dipartimento|departamento|facultad)\b",
    re.IGNORECASE,
)


class Names(NamedTuple):
    """The names in a string, where each stands, and whether more people are meant."""

    names: tuple[Name, ...]
    spans: tuple[tuple[int, int], ...]
    """Half-open code points of the string, one pair for each name."""
    et_al: bool
    """Whether `et al.`, `u. a.` or the like stood there."""


class _Found(NamedTuple):
    name: Name
    start: int
    end: int


def split(text: str) -> Names:
    """Take a string of names apart.

    Nothing is dropped but the marks of roles and `et al.`; what is no name by any rule is
    `Verbatim`.

    >>> [display(n) for n in split("Bevan, G. and Hood, C.").names]
    ['G. Bevan', 'C. Hood']
    >>> split("Müller A, Schmidt BC, et al.").et_al
    True
    >>> split("Perri 6").names[0].family
    '6'
    """
    if len(text) > _LONGEST:
        return Names((Verbatim(text=text),), ((0, len(text)),), et_al=False)
    start, end, _ = without_role(text)
    and_others = _ET_AL.search(text[:end], max(start, end - 60))
    if and_others:
        end = and_others.start() + (and_others[0][:1] == ".")
        end = start + without_role(text[start:end]).end
    found: list[_Found] = []
    at = start
    for hard in (*outside_brackets(_HARD, text, start, end), None):
        stop = hard.start() if hard else end
        found += _chunk(text, at, stop)
        at = hard.end() if hard else end
    names = _without_full_stop(tuple(f.name for f in found))
    return Names(names, tuple((f.start, f.end) for f in found), bool(and_others))


def _without_full_stop(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Take the stop that ends the authors off the last initial, where the others have none."""
    *others, last = names or (None,)
    givens = [other.given for other in others if isinstance(other, Person)]
    if not isinstance(last, Person) or not givens or any("." in given for given in givens):
        return names
    bare = last.given.removesuffix(".")
    if "." in bare or not all(g and persons.is_initials(g) for g in (*givens, bare)):
        return names
    return (*names[:-1], last.model_copy(update={"given": bare}))


def parse(text: str) -> Name | None:
    """Read a single name; None for none or for several.

    >>> parse("World Health Organization").kind
    'organization'
    """
    found = split(text).names
    return found[0] if len(found) == 1 else None


def validate(text: str) -> tuple[Name, ...]:
    """Read a string of names, all of which must be understood.

    Raises:
        NotationInvalid: there is no name, or one was not understood.
    """
    found = split(text).names
    if not found or any(isinstance(n, Verbatim) for n in found):
        raise NotationInvalid("a string of names, such as Bevan, G. and Hood, C.", text)
    return found


def find(text: str) -> Iterator[tuple[int, int, Name]]:
    """Give each name in a string of names with its start and end."""
    found = split(text)
    for name, (start, end) in zip(found.names, found.spans, strict=True):
        yield start, end, name


def format(names: tuple[Name, ...]) -> str:  # noqa: A001  (one of the four verbs)
    """Write names with the family name first, a semicolon between them.

    >>> format(split("G. Bevan and C. Hood").names)
    'Bevan, G.; Hood, C.'
    """
    return "; ".join(inverted(name) for name in names)


def display(name: Name) -> str:
    """Write a name in running order.

    >>> display(Person(family="6", given="Perri")), display(Person(family="Beethoven"))
    ('Perri 6', 'Beethoven')
    """
    if not isinstance(name, Person):
        return name.name if isinstance(name, Organization) else name.text
    if persons.is_cjk(name.family):
        return f"{name.family}{name.given}"
    words = _joined(name.given, name.dropping_particle, name.particle, name.family)
    return f"{words}, {name.suffix}" if name.suffix else words


def inverted(name: Name, *, initials: bool = False) -> str:
    """Write a name with the family name first, given names cut to initials if asked.

    >>> inverted(Person(family="Berg", particle="van den", given="Jan P."), initials=True)
    'van den Berg, J. P.'
    """
    if not isinstance(name, Person):
        return display(name)
    family = _joined(name.particle, name.family)
    given = initials_of(name.given) if initials else name.given
    given = _joined(given, name.dropping_particle)
    return ", ".join(part for part in (family, given, name.suffix) if part)


def initials_of(given: str) -> str:
    """Cut given names to initials, hyphens kept; names in Han, kana or Hangul stay whole.

    >>> initials_of("Jean-Paul M."), initials_of("GH"), initials_of("Stephen")
    ('J.-P. M.', 'G. H.', 'S.')
    """
    if persons.is_cjk(given):
        return given
    out = []
    for word in GLUED.sub(" ", given).split():
        letters = [c for c in word if c.isalpha()]
        if persons.is_particle(word):
            out.append(word)
        elif "-" in word and len(letters) > 1:
            out.append("-".join(f"{part[0]}." for part in word.split("-") if part[:1].isalpha()))
        elif persons.is_initials(word) and all(c.isupper() for c in letters):
            out += [f"{c}." for c in letters]
        elif letters:
            out.append(f"{letters[0]}.")
    return " ".join(out)


initials = initials_of
"""The same, by its short name, where no parameter `initials` stands in the way."""


def family_key(name: Name | str) -> str:
    """Give the family name, or a body's whole name, folded for comparing; no particles.

    >>> family_key(Person(family="Müller", particle="von der")), family_key("d’Alembert")
    ('muller', 'dalembert')
    """
    if isinstance(name, str):
        return persons.without_particles(persons.folded(name))
    if isinstance(name, Person):
        family = re.sub(r"^(?:al|el|d|l)[-'’](?=\w)", "", name.family, flags=re.IGNORECASE)
        return persons.without_particles(persons.folded(family)) or name.family.casefold()
    text = persons.folded(display(name))
    return text.removeprefix("the ") or display(name).casefold()


def _joined(*parts: str) -> str:
    out = ""
    for part in parts:
        glue = "" if not out or out.endswith(("-", "'", "’")) else " "
        out += f"{glue}{part}" if part else ""
    return out


def _chunk(text: str, start: int, end: int) -> list[_Found]:
    pieces = pieces_of(text, start, end)
    if not pieces:
        return []
    if body := _whole_body(text, pieces):
        return [body]
    bare = _family_names_only(pieces)
    pairs = not bare and _goes_in_pairs(pieces)
    out: list[_Found] = []
    at = 0
    while at < len(pieces):
        taken = _take(pieces[at : at + 3], pairs=pairs, bare=bare)
        if taken is None:
            _attach_suffix(out, pieces[at])
            at += 1
            continue
        found, used = taken
        out.append(found)
        at += used
    return out


def _take(ahead: list[Piece], *, pairs: bool, bare: bool) -> tuple[_Found, int] | None:
    """Take the name at the front; None for a suffix that belongs to the name before."""
    piece = ahead[0]
    after = ahead[1] if len(ahead) > 1 and not ahead[1].linked else None
    if persons.is_suffix(piece.text) and len(piece.text) > 1:
        return None
    if persons.is_cjk(piece.text):
        return _Found(persons.cjk(piece.text), piece.start, piece.end), 1
    if after is not None and not bare and _could_be_family(piece.text):
        last = ahead[2] if len(ahead) > 2 and not ahead[2].linked else None
        if persons.is_suffix(after.text) and last and persons.is_all_initials(last.text):
            person = persons.inverted(f"{piece.text} {after.text}", last.text)
            return _Found(person, piece.start, last.end), 3
        if persons.is_all_initials(after.text) or _given_with_initial(after.text):
            return _Found(persons.inverted(piece.text, after.text), piece.start, after.end), 2
        if pairs and _is_pair(piece.text, after.text):
            return _Found(persons.inverted(piece.text, after.text), piece.start, after.end), 2
    return _Found(_alone(piece.text), piece.start, piece.end), 1


def _is_pair(family: str, given: str) -> bool:
    """Whether, in a list of inverted names, two pieces are one of them."""
    if is_body(family) and not (
        is_acronym(family) and persons.is_given(given.split(maxsplit=1)[0])
    ):
        return False
    return _could_be_given(given) and (is_single(family) or len(given.split()) == 1)


def _alone(text: str) -> Name:
    words = text.split()
    bracketed = _GIVEN_IN_BRACKETS.fullmatch(text) if len(text) < 120 else None
    if bracketed and (
        persons.is_all_initials(bracketed["given"])
        or (is_single(bracketed["family"]) and bracketed["given"].istitle())
    ):
        return persons.inverted(bracketed["family"], bracketed["given"])
    if is_body(text):
        return Organization(name=text)
    digits = [w for w in words if any(c.isdigit() for c in w)]
    if digits and not (len(words) == 2 and digits == words[-1:] and len(words[-1]) < 3):
        return Verbatim(text=text)
    if len(words) > _MOST_WORDS or not any(c.isalnum() for c in text) or "(" in text:
        return Verbatim(text=text)
    return persons.straight(text)


def _attach_suffix(found: list[_Found], piece: Piece) -> None:
    if found and isinstance(found[-1].name, Person) and not found[-1].name.suffix:
        name = found[-1].name.model_copy(update={"suffix": piece.text})
        found[-1] = _Found(name, found[-1].start, piece.end)
    else:
        found.append(_Found(Verbatim(text=piece.text), piece.start, piece.end))


def _whole_body(text: str, pieces: list[Piece]) -> _Found | None:
    """Take several pieces for one body: `Department for Business, Innovation and Skills`."""
    if len(pieces) == 1 or len(pieces[0].text.split()) == 1 or not is_body(pieces[0].text):
        return None
    rest = [p.text for p in pieces[1:]]
    if any(_names_a_person(t) or is_acronym(t) for t in rest) or _is_inverted(pieces):
        return None
    unit = bool(_UNIT.match(pieces[0].text))
    if any(_stands_alone(pieces[0].text, piece, unit=unit) for piece in pieces[1:]):
        return None
    start, end = pieces[0].start, pieces[-1].end
    return _Found(Organization(name=" ".join(text[start:end].split())), start, end)


def _stands_alone(first: str, piece: Piece, *, unit: bool) -> bool:
    """Whether a later piece is a body of its own and not a part of the first one's name."""
    if len(piece.text.split()) == 1 or not is_body(piece.text):
        return False
    if not piece.linked:
        return not unit
    return names_its_field(piece.text) or not names_its_field(first)


def _is_inverted(pieces: list[Piece]) -> bool:
    return any(persons.is_all_initials(p.text) for p in pieces)


def _names_a_person(text: str) -> bool:
    if text.endswith(("e. V.", "e.V.")):
        return False
    words = text.split()
    return (
        persons.is_all_initials(text)
        or bool(persons.has_family_first(words))
        or (len(words) > 1 and persons.is_initials(words[0]))
    )


def _could_be_family(text: str) -> bool:
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or (persons.is_initials(words[0]) and "." in words[0]):
        return False
    return not (persons.has_family_first(words) and len(words[-1].strip(".")) < 4)


def _given_with_initial(text: str) -> bool:
    """Whether a text is a given name and a middle initial with its stop: `Gwyn R.`."""
    words = text.split()
    return (
        1 < len(words) <= 4
        and not persons.is_initials(words[0])
        and all(persons.is_initials(w) and "." in w for w in words[1:])
        and not is_body(text)
    )


def _could_be_given(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 4 and not (
        len(words) > 1 and persons.is_initials(words[0]) and not persons.is_initials(words[-1])
    )


def _family_names_only(pieces: list[Piece]) -> bool:
    """Whether all are single words and the last stands alone: `Smith, Doe and Ray`."""
    if not all(is_single(p.text) and not persons.is_initials(p.text) for p in pieces):
        return False
    return len(pieces) != 2 and (len(pieces) % 2 == 1 and (len(pieces) == 1 or pieces[-1].linked))


def _goes_in_pairs(pieces: list[Piece]) -> bool:
    """Whether full given names follow family names after a comma: `Smith, John and Doe, Jane`."""
    if len(pieces) < 2 or pieces[1].linked:
        return False
    if is_single(pieces[0].text):
        return True
    groups: list[int] = []
    for piece in pieces:
        if piece.linked or not groups:
            groups.append(0)
        groups[-1] += 1
    return (
        all(size == 2 for size in groups)
        and len(pieces[1].text.split()) <= 2
        and (is_single(pieces[1].text) or _given_with_initial(pieces[1].text))
    )
