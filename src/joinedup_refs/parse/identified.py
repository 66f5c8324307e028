"""Identifiers in a reference string, found by their own grammar wherever they stand."""

import re
from collections.abc import Callable, Iterable

from joinedup_refs.notation.identifiers import arxiv, doi, isbn, issn, pmcid, pmid, url
from joinedup_refs.parse.draft import Draft

_RESOLVER = re.compile(r"https?://(?:www\.|dx\.)?(?:doi\.org|arxiv\.org)/", re.IGNORECASE)


_ARXIV_CLASS = re.compile(r"\s?\[[a-z-]{2,9}(?:\.[A-Za-z-]{2,6})?\]")
"""The subject that arXiv prints behind its number: `[hep-th]`."""

_FINDERS: tuple[tuple[str, Callable[[str], Iterable[tuple[int, int, str]]]], ...] = (
    ("DOI", doi.find),
    ("number", arxiv.find),
    ("PMCID", pmcid.find),
    ("PMID", pmid.find),
    ("URL", url.find),
    ("ISBN", isbn.find),
    ("ISSN", issn.find),
)
"""What is looked for, the surest grammar first: each leaves what it found to no other."""


def put_identifiers(draft: Draft) -> list[tuple[int, int]]:
    """Put the identifiers of a string; an address that only resolves a DOI is no URL of its own.

    Gives the stretches of those that found no place, as another of their kind stands before them.
    They are claimed, so that nobody reads a year or a page in them, until the rest is read.
    """
    lost = []
    for variable, find in _FINDERS:
        for start, end, value in find(draft.raw):
            if not draft.is_free(start, end) or (variable == "URL" and _RESOLVER.match(value)):
                continue
            bare = draft.raw.find("10.", start, end) if variable == "DOI" else start
            draft.put(variable, value, max(start, bare), end, 1.0)
            draft.own(start, end)
            if find is arxiv.find and (subject := _ARXIV_CLASS.match(draft.raw, end)):
                draft.own(end, subject.end())
            if draft.item[variable] != value:
                lost.append((start, end))
    return lost
