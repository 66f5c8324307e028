"""What a source is asked about a reference."""

from joinedup_refs.match.values import Printed
from joinedup_refs.model.reference import Reference
from joinedup_refs.sources.source import Query


def query_of(reference: Reference, text: str) -> Query:
    """Give the question about a reference and its text, which is put on one line."""
    printed = Printed.of(reference, text)
    return Query(
        text=printed.text,
        doi=printed.doi,
        title=printed.title,
        authors=printed.families,
        year=str(printed.year or ""),
        container=printed.containers[0] if printed.containers else "",
        volume=printed.volume,
        page=printed.pages[0],
    )
