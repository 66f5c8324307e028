"""An XML file as a whole: written, and as a library of records with their places."""

from collections.abc import Sequence

from lxml import etree

from joinedup_refs.formats.format import Library, Record, stretch, whole
from joinedup_refs.formats.xml_records import Part


def begins_as_xml(head: str) -> bool:
    """Whether a text begins with a mark of XML, be it a comment or a declaration."""
    return head.removeprefix("\ufeff").lstrip()[:1] == "<"


def opened(text: str, parts: Sequence[Part], records: Sequence[Record]) -> Library:
    """Give the records of a file with their places; the marks around them are aside."""
    edges = [0, *(edge for part in parts for edge in (part.start, part.end)), len(text)]
    between = zip(edges[::2], edges[1::2], strict=True)
    return Library(
        tuple(whole(r, (p.start, p.end)) for r, p in zip(records, parts, strict=True)),
        aside=tuple(place for a, b in between for place in stretch(text, a, b)),
    )


def written(root: etree._Element, mixed: str = "") -> str:
    """Give an XML file, set in by its levels; `mixed` names elements between which blanks count."""
    etree.indent(root)
    for run in root.iter(mixed) if mixed else ():
        run.tail = None
        run.getparent().text = None
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content.decode("utf-8") + "\n"
