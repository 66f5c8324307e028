"""Whether a citation and a head of the list name the same work."""

import re

from joinedup_refs.check.order import folded
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_REACH = 400  # code points of a head's authors that are looked at


def same_year(citation: Citation, printed: str) -> bool:
    """Whether a citation's year is the printed one; letters count only where both have one.

    >>> from joinedup_refs.model.text import Span
    >>> at = Span(start=0, end=4)
    >>> c = Citation(id="c1", at=at, form="narrative", year="2006a", cluster=at)
    >>> same_year(c, "2006"), same_year(c, "2006b")
    (True, False)
    """
    own, other = citation.year.casefold().strip(" ."), printed.casefold().strip(" .")
    if not own or not other:
        return False
    if own == other or own.replace(" ", "") == other.replace(" ", ""):
        return True
    years = _YEAR.findall(own), _YEAR.findall(other)
    letters = own[-1].isalpha() and other[-1].isalpha()
    return bool(years[0]) and years[0][:1] == years[1][:1] and not letters


def names_fit(citation: Citation, authors: str) -> bool:
    """Whether the names of a citation stand in this order in the authors of a head."""
    there = f" {folded(authors[:_REACH].replace('-', ' '))} "
    at = 0
    for name in citation.names:
        own = f" {folded(name.replace('-', ' '))} "
        at = there.find(own, at)
        if at < 0:
            return False
        at += len(own) - 1
    return bool(citation.names) and there.startswith(f" {folded(citation.names[0].split()[0])}")


def leads_elsewhere(citation: Citation, entry: str) -> bool:
    """Whether a citation names another entry than this."""
    return citation.link == "exact" and entry not in citation.references


def unexplained(document: Document, entry: str) -> tuple[Citation, ...]:
    """Give the citations by name that no other entry explains."""
    return tuple(
        c
        for c in document.citations
        if c.form != "numeric" and c.names and not leads_elsewhere(c, entry)
    )
