"""The names that an entry prints, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Reading
from joinedup_refs.notation import names

_VARIABLES = ("author", "editor", "translator")


class PrintedNames(NamedTuple):
    """The names of one variable, as an entry prints them."""

    entry: Entry
    variable: str
    reading: Reading
    """The stretch of the text that holds them."""
    names: tuple[Name, ...]
    spans: tuple[tuple[int, int], ...]
    """Where each stands in the reading, half-open."""


def printed_names(document: Document) -> Iterator[PrintedNames]:
    """Give the names of each entry that stand in the text as the entry has them."""
    for entry in document.entries:
        for variable in _VARIABLES:
            origin = entry.origins.get(variable)
            if not isinstance(origin, Printed):
                continue
            reading = document.text.read(origin.at)
            found = names.split(reading.text)
            if found.names and len(found.names) == len(getattr(entry.reference, variable)):
                yield PrintedNames(entry, variable, reading, found.names, found.spans)
