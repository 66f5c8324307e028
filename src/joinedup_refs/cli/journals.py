"""What the options about titles of journals ask for."""

from pathlib import Path
from typing import TYPE_CHECKING

from joinedup_refs.cli.options import Journals
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.formats import Record
    from joinedup_refs.model.document import Document


def with_journals(
    records: "tuple[Record, ...]", way: Journals | None, own: Path | None
) -> "tuple[tuple[Record, ...], tuple[str, ...]]":
    """Give records with the titles of their journals as asked for, and what is to be said.

    Raises:
        ConfigInvalid: a list of titles is named, and no way to write them.
        FormatInvalid: that list breaks its format.
        InputUnreadable: that list cannot be read.
    """
    refuse_list_alone(way, own)
    if way is None:
        return records, ()
    from joinedup_refs.formats.journal_list import known
    from joinedup_refs.formats.journals import of_records

    return of_records(records, way.value, known(own))


def document_with_journals(
    document: "Document", way: Journals | None, own: Path | None
) -> "tuple[Document, tuple[str, ...]]":
    """Give a document with the titles of its journals as asked for; else as `with_journals`."""
    if way is None:
        return document, ()
    from joinedup_refs.formats.journal_list import known
    from joinedup_refs.formats.journals import of_document

    return of_document(document, way.value, known(own))


def refuse_list_alone(way: Journals | None, own: Path | None) -> None:
    """Refuse a list of titles without a way to write them."""
    if own is not None and way is None:
        msg = "--journal-list says how titles are abbreviated\nsay what to do: --journals full"
        raise ConfigInvalid(msg)
