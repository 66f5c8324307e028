"""What a source is asked about a reference."""

from collections.abc import Callable, Iterator

from joinedup_refs.match.values import Printed, text_of
from joinedup_refs.model.reference import Reference
from joinedup_refs.notation.csl import to_csl
from joinedup_refs.notation.identifiers import arxiv, isbn, pmcid, pmid
from joinedup_refs.sources.source import Query

_ARXIV = ("number", "archive_location", "URL", "DOI", "note")
"""Where a record of a preprint has its identifier; the text need not show it."""


def query_of(reference: Reference, text: str) -> Query:
    """Give the question about a reference and its text, which is put on one line."""
    return asked_of(reference, text)[0]


def asked_of(reference: Reference, text: str) -> tuple[Query, Printed]:
    """Give the question about a reference and its text, and what answers are held against."""
    item = to_csl(reference)
    printed = Printed.of(reference, text, item)
    query = Query(
        text=printed.text,
        doi=printed.doi,
        title=printed.title,
        authors=printed.families,
        year=str(printed.year or ""),
        container=printed.containers[0] if printed.containers else "",
        volume=printed.volume,
        page=printed.pages[0],
        kind=printed.kind,
        isbn=isbn.parse(text_of(item, "ISBN").partition(";")[0]) or _first(isbn.find, printed.text),
        pmid=pmid.parse(text_of(item, "PMID")) or _first(pmid.find, printed.text),
        pmcid=pmcid.parse(text_of(item, "PMCID")) or _first(pmcid.find, printed.text),
        arxiv=_first(arxiv.find, " ".join((printed.text, *(text_of(item, v) for v in _ARXIV)))),
    )
    return query, printed


def _first(find: Callable[[str], Iterator[tuple[int, int, str]]], text: str) -> str:
    """Give the first identifier that a text bears; empty for none."""
    return next((identifier for _, _, identifier in find(text)), "")
