"""Names of people and bodies in MODS records, both directions.

Source: MODS 3.8, element `name`.
"""

from lxml import etree

from joinedup_refs.formats import plain_names, xml_paths
from joinedup_refs.formats.xml_records import attribute, children, inner
from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.tables import rows

_CODES = {row["word"]: row["code"] for row in rows("mods_roles")}
_PEOPLE = "personal"


def put(node: etree._Element, path: str, name: Name, space: str) -> None:
    """Write a name at the end of a path that gives its role: `relatedItem[type=host]/name:edt`."""
    path, _, role = path.partition(":")
    made = xml_paths.put(node, path, space=space)
    if isinstance(name, Person):
        made.set("type", _PEOPLE)
        parts = (name.dropping_particle, name.particle, name.family)
        family = " ".join(part for part in parts if part)
        for kind, text in (
            ("family", family),
            ("given", name.given),
            ("termsOfAddress", name.suffix),
        ):
            if text:
                xml_paths.put(made, f"namePart[type={kind}]", text, space=space)
    else:
        if isinstance(name, Organization):
            made.set("type", "corporate")
        text = name.name if isinstance(name, Organization) else name.text
        xml_paths.put(made, "namePart", text, space=space)
    term = "role/roleTerm[type=code][authority=marcrelator]"
    xml_paths.put(made, term, role, space=space)


def read(node: etree._Element) -> Name | None:
    """Read a name; one of no kind and in one part stays as it is."""
    held: dict[str, list[str]] = {}
    for part in children(node, "namePart"):
        if text := " ".join(inner(part).split()):
            held.setdefault(attribute(part, "type"), []).append(text)
    kind = attribute(node, "type")
    plain = held.get("", [])
    suffix = " ".join(held.get("termsOfAddress", []))
    if family := " ".join(held.get("family", [])):
        particle, family = plain_names.particle_of(family)
        given = " ".join(held.get("given", plain))
        return Person(family=family, given=given, particle=particle, suffix=suffix)
    if given := " ".join(held.get("given", [])):
        return Person(family=given, suffix=suffix)
    if not plain:
        return None
    if kind == "corporate":
        return Organization(name=". ".join(plain))
    text = " ".join(plain)
    if kind == _PEOPLE and "," in text:
        return plain_names.read(text)
    return Verbatim(text=text) if " " in text or kind != _PEOPLE else Person(family=text)


def role_of(node: etree._Element) -> str:
    """Give the MARC relator code of a name: that of an author where it says none."""
    said = [inner(term) for term in xml_paths.find(node, "role/roleTerm")]
    words = [word.strip().casefold().rstrip(".") for word in said if word.strip()]
    known = [_CODES.get(word, word) for word in words]
    code = next((word for word in known if len(word) == 3), "ctb" if words else "aut")
    return "drt" if code == "fmd" else code
