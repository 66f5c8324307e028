"""Identifiers in a reference string, found by their own grammar wherever they stand."""

import re

from joinedup_refs.notation.identifiers import arxiv, doi, isbn, issn, pmcid, pmid, url
from joinedup_refs.parse.draft import Draft

_RESOLVER = re.compile(r"https?://(?:www\.|dx\.)?(?:doi\.org|arxiv\.org)/", re.IGNORECASE)


def put_identifiers(draft: Draft) -> None:
    """Put the identifiers of a string; an address that only resolves a DOI is no URL of its own."""
    raw = draft.raw
    for start, end, value in doi.find(raw):
        if draft.is_free(start, end):
            bare = raw.find("10.", start, end)
            draft.put("DOI", value, max(start, bare), end, 1.0)
            draft.own(start, end)
    for start, end, value in arxiv.find(raw):
        if draft.is_free(start, end):
            draft.put("number", value, start, end, 1.0)
    for start, end, value in pmcid.find(raw):
        if draft.is_free(start, end):
            draft.put("PMCID", value, start, end, 1.0)
    for start, end, value in pmid.find(raw):
        if draft.is_free(start, end):
            draft.put("PMID", value, start, end, 1.0)
    for start, end, value in url.find(raw):
        if draft.is_free(start, end) and not _RESOLVER.match(value):
            draft.put("URL", value, start, end, 1.0)
    for start, end, value in isbn.find(raw):
        if draft.is_free(start, end):
            draft.put("ISBN", value, start, end, 1.0)
    for start, end, value in issn.find(raw):
        if draft.is_free(start, end):
            draft.put("ISSN", value, start, end, 1.0)
