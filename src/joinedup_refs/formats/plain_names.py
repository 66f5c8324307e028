"""Names and particles in sorted order, as RIS has them: `von Last, First, Jr`, `Body,`.

Source: the RIS format specification (2011), tags A1 to A4: last name, first name, suffix. A body
ends with a comma, which Zotero's importer takes for a name of one part. Embase and Ovid give people
without a comma, `Berg L.`.
"""

import re

from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.notation.and_others import is_others
from joinedup_refs.notation.bodies import could_end_body, is_body
from joinedup_refs.notation.name_words import is_particle, is_suffix
from joinedup_refs.notation.persons import has_family_first, inverted

_INITIALS = re.compile(r"(?:(?:[^\W\d_]|[CKPSTZ]h|Y[aeou])\.-?){1,5}")
_BARE = re.compile(r"[^\W\d_]{1,2}")
"""Initials without stops, which end names of bodies too: so few, and behind one word."""
_MOST_WORDS = 6
"""Words of a name: `de la Cruz Moreno A. B.`."""


def write(name: Name) -> str:
    """Give a name on one line.

    >>> write(Person(family="Berg", given="Ludwig", particle="van den", suffix="Jr."))
    'van den Berg, Ludwig, Jr.'
    """
    match name:
        case Organization():
            return f"{_line(name.name)},"
        case Verbatim():
            return _line(name.text)
        case Person():
            family = _line(f"{name.dropping_particle} {name.particle} {name.family}")
            return ", ".join(p for p in (family, _line(name.given), _line(name.suffix)) if p)


def read(text: str) -> Name | None:
    """Read a name; one without a comma or initials is a body, or of one word a mononym.

    >>> read("6, Perri").given, read("Cabinet Office,").name, read("Aristotle").kind
    ('Perri', 'Cabinet Office', 'person')
    >>> read("van den Berg L.").family, read("Diabetes UK").kind
    ('Berg', 'organization')
    """
    text = _line(text)
    if not text.strip(", "):
        return None
    if is_others(text):
        return Verbatim(text=text)
    if text.endswith(","):
        return Organization(name=text.removesuffix(",").rstrip())
    text = text.lstrip(", ")  # a name whose family name is left out
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        if person := _with_initials_last(text):
            return person
        alone = " " not in text and not (len(text) > 1 and text.isupper())
        return Person(family=text) if alone else Organization(name=text)
    particle, family = particle_of(parts[0])
    given, suffix = parts[1], ", ".join(parts[2:])
    if suffix and given.rstrip(".").lower() in {"jr", "sr", "ii", "iii", "iv"}:
        given, suffix = suffix, given  # BibTeX's order
    return Person(family=family or text, given=given, particle=particle, suffix=suffix)


def _with_initials_last(text: str) -> Person | None:
    """Read a family name and initials, `Lim W.S.`; give nothing where a body may be named so."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    if not 1 < len(words) <= _MOST_WORDS or is_body(text):
        return None
    family = words[: len(words) - has_family_first(words)]
    initials = words[len(family) :]
    capital = [word for word in family if not is_particle(word)]
    stopped = all(map(_INITIALS.fullmatch, initials))
    if not initials or not (stopped or (len(capital) == 1 and _are_bare(initials))):
        return None
    if not all(map(_is_family, capital)) or could_end_body(family, initials):
        return None
    person = inverted(" ".join(family), " ".join(initials))
    return person.model_copy(update={"suffix": suffix}) if suffix else person


def _are_bare(words: list[str]) -> bool:
    return all(_BARE.fullmatch(word) and word.isupper() for word in words)


def _is_family(word: str) -> bool:
    return sum(map(str.isalpha, word)) > 1 and any(map(str.isupper, word))


def particle_of(family: str) -> tuple[str, str]:
    """Give the words in lower case that a family name begins with, and the rest of it.

    >>> particle_of("van der Aalst"), particle_of("hooks")
    (('van der', 'Aalst'), ('', 'hooks'))
    """
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _line(text: str) -> str:
    return " ".join(text.split())
