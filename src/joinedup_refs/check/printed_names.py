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


class Unsplit(NamedTuple):
    """What an entry prints for the names of one variable."""

    entry: Entry
    variable: str
    reading: Reading

    def split(self) -> PrintedNames | None:
        """Take the names apart; None where they are not those that the entry has."""
        found = names.split(self.reading.text)
        if not found.names or len(found.names) != len(getattr(self.entry.reference, self.variable)):
            return None
        return PrintedNames(self.entry, self.variable, self.reading, found.names, found.spans)


def unsplit_names(document: Document) -> Iterator[Unsplit]:
    """Give what each entry prints for names, for rules that few of them concern."""
    for entry in document.entries:
        for variable in _VARIABLES:
            origin = entry.origins.get(variable)
            if isinstance(origin, Printed):
                yield Unsplit(entry, variable, document.text.read(origin.at))


def printed_names(document: Document) -> Iterator[PrintedNames]:
    """Give the names of each entry that stand in the text as the entry has them."""
    found = (unsplit.split() for unsplit in unsplit_names(document))
    return (names for names in found if names is not None)
