"""Names and particles in sorted order, as RIS has them: `von Last, First, Jr`, `Body,`.

Source: the RIS format specification (2011), tags A1 to A4: last name, first name, suffix. A body
ends with a comma, which Zotero's importer takes for a name of one part.
"""

from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.notation.and_others import is_others


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
    """Read a name; one without a comma is a body, or where it is one word a mononym.

    >>> read("6, Perri").given, read("Cabinet Office,").name, read("Aristotle").kind
    ('Perri', 'Cabinet Office', 'person')
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
        alone = " " not in text and not (len(text) > 1 and text.isupper())
        return Person(family=text) if alone else Organization(name=text)
    particle, family = particle_of(parts[0])
    given, suffix = parts[1], ", ".join(parts[2:])
    if suffix and given.rstrip(".").lower() in {"jr", "sr", "ii", "iii", "iv"}:
        given, suffix = suffix, given  # BibTeX's order
    return Person(family=family or text, given=given, particle=particle, suffix=suffix)


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
