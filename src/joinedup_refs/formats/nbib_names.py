"""Names as PubMed has them: `King, Martin Luther Jr`, and shortened `King ML Jr`.

Source: NLM, MEDLINE/PubMed Data Element (Field) Descriptions, FAU and AU.
"""

from collections.abc import Iterator

from joinedup_refs.formats.plain_names import particle_of
from joinedup_refs.model.name import Name, Organization, Person, Verbatim

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"])


def write(name: Name, full: str) -> Iterator[tuple[str, str]]:
    """Give a name as values of tags: full and short, `FAU` and `AU`, and of a body `CN`.

    >>> list(write(Person(family="King", given="Martin Luther", suffix="Jr."), "FAU"))
    [('FAU', 'King, Martin Luther Jr.'), ('AU', 'King ML Jr')]
    """
    match name:
        case Organization():
            yield "CN", _line(name.name)
        case Verbatim():
            yield "CN", _line(name.text)
        case Person():
            family = _line(f"{name.dropping_particle} {name.particle} {name.family}")
            given = _line(f"{name.given} {name.suffix}")
            yield full, f"{family}, {given}" if given else family
            words = _line(name.given).replace("-", " ").split()
            initials = "".join(word[0].upper() for word in words if word[0].isalpha())
            yield full[1:], _line(f"{family} {initials} {name.suffix.rstrip('.')}")


def read(text: str) -> Name | None:
    """Read a full name.

    >>> read("van der Aalst, Wil").particle, read("King, Martin Luther Jr").suffix
    ('van der', 'Jr')
    """
    family, comma, given = (_line(part) for part in text.partition(","))
    if not family and not given:
        return None
    particle, family = particle_of(family) if family else ("", given)
    words = given.split() if comma else []
    suffix = words.pop() if len(words) > 1 and _is_suffix(words[-1]) else ""
    return Person(family=family, given=" ".join(words), particle=particle, suffix=suffix)


def read_short(text: str) -> Name | None:
    """Read a shortened name: `King ML Jr`.

    >>> name = read_short("van der Berg ML Jr")
    >>> name.particle, name.family, name.given, name.suffix
    ('van der', 'Berg', 'ML', 'Jr')
    >>> read_short("Hunter, Shawn").given  # as ERIC has them
    'Shawn'
    """
    if "," in text:
        return read(text)
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""
    given = words.pop() if len(words) > 1 and words[-1].isupper() and len(words[-1]) < 5 else ""
    if not words:
        return None
    particle, family = particle_of(" ".join(words))
    return Person(family=family, given=given, particle=particle, suffix=suffix)


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").casefold() in _SUFFIXES


def _line(text: str) -> str:
    return " ".join(text.split())
