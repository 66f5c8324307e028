"""Identifiers in a reference string, found by their own grammar wherever they stand."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from joinedup_refs.notation.identifiers import arxiv, doi, isbn, issn, pmcid, pmid, url
from joinedup_refs.parse.draft import Draft

_DOUBTED = 0.5
"""How sure a DOI is that may go on behind a blank."""
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
_STUDY = re.compile(
    r"\(?(?<![\w/.-])(?:SN|[Ss]tudy\s[Nn]umber)[:.]?\s?(?P<sn>\d{3,5})(?!\d)\)?"
    r"|\(?(?<![\w/.-])ICPSR\s?(?P<icpsr>\d{3,6}(?:-v\d{1,3})?)(?![\w.])\)?"
)
"""The number of a data set in one of the large archives of the social sciences."""
_STUDY_SURE = 0.9


class Identified(NamedTuple):
    """What of a string's identifiers its variables do not tell."""

    lost: list[tuple[int, int]]
    """Where those stand that found no place, as another of their kind stands before them."""
    preprint: bool
    """Whether one is a preprint server's, put or lost."""


def put_identifiers(draft: Draft) -> Identified:
    """Put the identifiers of a string; an address that only resolves a DOI is no URL of its own.

    Those that found no place are claimed, so that nobody reads a year or a page in them, until the
    rest is read.
    """
    lost: list[tuple[int, int]] = []
    preprint = False
    for variable, find in _FINDERS:
        for start, end, value in find(draft.raw):
            preprint = preprint or find is arxiv.find
            if not draft.is_free(start, end) or (variable == "URL" and _RESOLVER.match(value)):
                continue
            bare = draft.raw.find("10.", start, end) if variable == "DOI" else start
            doubt = variable == "DOI" and doi.end_in_doubt(draft.raw, end)
            draft.put(variable, value, max(start, bare), end, _DOUBTED if doubt else 1.0)
            draft.own(start, end)
            if find is arxiv.find and (subject := _ARXIV_CLASS.match(draft.raw, end)):
                draft.own(end, subject.end())
            if draft.item[variable] != value:
                lost.append((start, end))
    _put_study_number(draft)
    return Identified(lost, preprint)


def _put_study_number(draft: Draft) -> None:
    """Put the number of a data set in one of the large archives: `UK Data Service. SN: 6614`."""
    raw = draft.raw
    if "UK Data" not in raw and "Data Archive" not in raw and "ICPSR" not in raw:
        return
    found = _STUDY.search(raw)
    if found and draft.is_free(*found.span()):
        which = found.lastgroup or "sn"
        draft.put("number", found[which], *found.span(which), _STUDY_SURE)
        draft.own(*found.span())
