"""Strings of authors and editors to names, in any usual order and punctuation.

Sources: name orders of the APA, Chicago, MLA, Vancouver and Harvard manuals and of ISO 690:2021;
particles after CSL 1.0.2. The tables `particles`, `corporate`, `roles` and `name_words`
hold the words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.notation import and_others as others
from joinedup_refs.notation import persons
from joinedup_refs.notation.group_names import group_at_end
from joinedup_refs.notation.invalid import NotationInvalid
from joinedup_refs.notation.name_lists import Found, in_their_order, names_between, whole_name
from joinedup_refs.notation.name_pieces import GLUED, out_of_brackets, outside_brackets
from joinedup_refs.notation.roles import contributors_at, without_role

_LONGEST = 20_000
_ET_AL = re.compile(
    r"(?:^|[\s,;.])\s{0,3}[(\[]?(?:(?:and|und|&|et|e|y)\s{1,3})?"
    r"(?:(?:et|&)\.?\s{0,3}al(?:l?ii?|ia|\b\.?)|(?-i:u\.\s?(?:v\.\s?)?a)\.?|(?-i:e\.\s?a)\."
    r"|(?-i:m\.\s?fl)\.?|[иі]\s(?:др|ін)\.?|i\s(?:in|dr)\.|a\skol\.|ve\s(?:ark|diğerleri)\.?"
    r"|others|colleagues|anderen?|weitere|autres|altri|otros|otras|outros"
    r"|cols?\.?|coll\.?|mitarb\.?|等|…|\.\s?\.\s?\.)[)\]]?[\s.,;:]{0,3}$",
    re.IGNORECASE,
)
_OTHERS_END = (
    *("al", "li", "ia", "ii", "a", "fl", "др", "ін", "in", "dr", "kol", "ark", "diğerleri"),
    *("others", "colleagues", "andere", "anderen", "weitere", "autres", "altri", "otros", "otras"),
    *("outros", "col", "cols", "coll", "mitarb", "等"),
)
_OTHERS_SIGNS = ("…", "..", ". .")
"""How all those words end, or what stands for them; a quick look before the slow one."""
_GLUED_ARTICLE = re.compile(r"^(?:al|el|d|l)[-'’](?=\w)", re.IGNORECASE)
_MAY_BE_HARD = re.compile("[;；/·•|…–—-]")
"""What every strong separator has; a quick look before the slow one."""
_HARD = re.compile(
    r"\s{0,3}[;；]\s{0,3}(?:(?:and|und|et|y|e|&)\s{1,3})?|\s{1,3}[·•|]\s{1,3}"
    r"|,\s{0,2}…\s{0,2}(?:&\s{1,2})?(?=[^\W\d_])"
    r"|(?<=[\w.])\s{0,2}(?<!\bA(?=/S\b))/\s{0,2}(?=\w)"
    r"|(?<=[^\W\d_]\.)-(?=[A-ZÀ-Þ][^\W\d_A-Z]{2,20}\s[A-ZÀ-Þ]\.)"
    r"|(?<=[^\W\d_]{2})\s[-–—]\s(?=[^\W\d_]\.)|(?<=[^\W\d_]\.)\s[-–—]\s(?=[^\W\d_]{2})"
)


class Names(NamedTuple):
    """The names in a string, where each stands, and whether more people are meant."""

    names: tuple[Name, ...]
    spans: tuple[tuple[int, int], ...]
    """Half-open code points of the string, one pair for each name."""
    et_al: bool
    """Whether `et al.`, `u. a.` or the like stood there."""


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
    start, end = out_of_brackets(text, start, end)
    and_others = _and_others(text, start, end)
    if and_others:
        end = and_others.start() + (and_others[0][:1] == ".")
        end = start + without_role(text[start:end]).end
    found: list[Found] = []
    at = start
    within = False
    group = group_at_end(text, start, end)
    for stop, after in _parting(text, start, end, group):
        if group and at == group[1]:
            found.append(whole_name(text, at, stop))
            continue
        told = _others_before_group(text, at, stop) if stop < end else stop
        within = within or told < stop
        found += names_between(text, at, told)
        at = after
    found = in_their_order(found)
    names = _without_full_stop(tuple(f.name for f in found))
    return Names(names, tuple((f.start, f.end) for f in found), within or bool(and_others))


def _others_before_group(text: str, start: int, stop: int) -> int:
    """Give where names end before the `et al` that a group follows: `Doe J, et al; TOLL Group`."""
    told = _and_others(text, start, stop)
    return told.start() if told and others.is_others(told[0].strip(" ,;.")) else stop


def _and_others(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the words at the end of names that tell of further people."""
    edge = max(start, end - 60)
    tail = " ".join(text[edge:end].split())
    told = tail.rstrip(" .,;:)]").casefold().endswith(_OTHERS_END)
    if not told and not any(map(tail.__contains__, _OTHERS_SIGNS)):
        return None
    return _ET_AL.search(text[:end], edge)


def _parting(
    text: str, start: int, end: int, group: tuple[int, int] | None
) -> Iterator[tuple[int, int]]:
    """Give where strong separators begin and end, and the end of the names last.

    `group`: the words that bring a group at the end, whose name is parted no further.
    """
    parting: list[tuple[int, int]] = []
    if _MAY_BE_HARD.search(text, start, end):
        parting = [found.span() for found in outside_brackets(_HARD, text, start, end)]
    if helpers := contributors_at(text, start, end):
        first, last = helpers
        parting = sorted([helpers, *(s for s in parting if s[1] <= first or last <= s[0])])
    if group:
        parting = [*(s for s in parting if s[1] <= group[0]), group]
    yield from parting
    yield end, end


def _without_full_stop(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Take the stop that ends the authors off the last initial, where the others have none."""
    if len(names) < 2:
        return names
    *others, last = names
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
        family = _GLUED_ARTICLE.sub("", name.family, count=1)
        return persons.without_particles(persons.folded(family)) or name.family.casefold()
    text = persons.folded(display(name))
    return text.removeprefix("the ") or display(name).casefold()


def _joined(*parts: str) -> str:
    out = ""
    for part in parts:
        glue = "" if not out or out.endswith(("-", "'", "’")) else " "
        out += f"{glue}{part}" if part else ""
    return out
