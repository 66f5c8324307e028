"""Zotero on this computer, as browsers hand items to it.

Source: what Zotero answers to connectors on port 23119 (`getSelectedCollection`, `import`).
"""

import secrets
from typing import NamedTuple

from joinedup_refs.errors import LibraryUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.targets.zotero.asking import Client

_HEADERS = {"X-Zotero-Connector-API-Version": "3"}
_MEDIA = {
    "bibtex": "application/x-bibtex",
    "biblatex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "zotero-rdf": "application/rdf+xml",
}
FORMATS = tuple(_MEDIA)
"""What it takes in; RDF keeps most."""


class Place(NamedTuple):
    """Where Zotero puts what it is given: what is selected in its window."""

    library: str
    collection: str
    """Empty where the library itself is selected."""
    writable: bool

    def __str__(self) -> str:
        return f"{self.collection} in {self.library}" if self.collection else self.library


def place(client: Client) -> Place:
    """Ask where items would go.

    Raises:
        LibraryUnavailable: Zotero is not running.
    """
    told = client.send("POST", "/connector/getSelectedCollection", {}, headers=_HEADERS).data()
    told = told if isinstance(told, dict) else {}
    library = str(told.get("libraryName") or "your library")
    collection = str(told.get("name") or "") if told.get("id") is not None else ""
    return Place(library, collection, bool(told.get("editable", told.get("libraryEditable", True))))


def take_in(client: Client, text: str, form: str) -> int:
    """Hand a file over, and give the number of items that Zotero made of it.

    Raises:
        LibraryUnavailable: it is not running, makes nothing of the file, or may not write.
    """
    try:
        reply = client.send(
            "POST",
            "/connector/import",
            text,
            params={"session": secrets.token_hex(8)},
            headers={**_HEADERS, "Content-Type": _MEDIA[form]},
            expect=frozenset({200, 201, 400, 500}),
            once=True,
        )
    except LibraryUnavailable as error:
        if not error.unsure:
            raise
        what = str(error).partition("\n")[0]
        msg = f"{what}\nit may have taken the records in; look there before you send them again"
        raise LibraryUnavailable(msg, unsure=True) from None
    if reply.status == 400:
        msg = "Zotero makes nothing of this file\ntry another form: --as ris, or --as bibtex"
        raise LibraryUnavailable(msg)
    if reply.status == 500:
        msg = (
            "Zotero could not take it in; the library selected in its window may be read only\n"
            "select another there, and try again"
        )
        raise LibraryUnavailable(msg)
    made: Json = reply.data()
    return len(made) if isinstance(made, list) else 0
