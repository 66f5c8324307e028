"""What the links of a publisher's page say about the citations copied from it."""

from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document

_FEWEST = 5
_SHARE = 0.75


def links_citations(document: Document) -> bool:
    """Whether the page that a text was copied from had linked the large majority of citations."""
    linked, named = document.linked_by_publisher
    return linked >= _FEWEST and linked >= _SHARE * named


def link_reasons(document: Document, citation: Citation) -> tuple[str, ...]:
    """Give what the page's link, or its absence, says about a citation, in words."""
    if citation.linked_by_publisher:
        return ("the publisher's page linked this citation to its entry",)
    if links_citations(document) and citation.form != "numeric":
        return ("the publisher's page could not link this citation either",)
    return ()


def as_cited(document: Document, citation: Citation) -> str:
    """Give a citation as it reads, in brackets when it stands in some.

    The text is on one line and without leftover web-page text; names that stand only once before
    several years are said again.
    """
    reading = " ".join(document.text.read(citation.at).text.split())
    names = citation.names
    if names and names[-1] not in reading:
        people = " and ".join((", ".join(names[:-1]), names[-1]) if names[:-1] else names)
        reading = f"{people}{' et al.' if citation.et_al else ''}, {citation.year}"
    if citation.form == "parenthetical":
        return f"({reading})"
    return reading + ")" * max(0, reading.count("(") - reading.count(")"))
