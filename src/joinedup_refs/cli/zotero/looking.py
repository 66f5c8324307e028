"""A library of Zotero read and looked through, as the text of a file is."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from joinedup_refs.cli.inputs import Given
from joinedup_refs.cli.job import Job, looked_through
from joinedup_refs.cli.zotero.reach import Counter, called, library_of

if TYPE_CHECKING:
    from joinedup_refs.cli.wanted import Wanted
    from joinedup_refs.model.value import Json
    from joinedup_refs.targets.zotero.address import Library, Selection
    from joinedup_refs.targets.zotero.asking import Client


class Looked(NamedTuple):
    """A library that was looked through."""

    library: "Library"
    items: "tuple[dict[str, Json], ...]"
    job: Job


def look_through(
    client: "Client",
    named: str,
    chosen: "Selection",
    want: "Wanted",
    counter: Counter,
    *,
    local: bool,
    only_checked: bool,
) -> Looked:
    """Read the items that are selected, and look them through.

    Raises:
        ConfigInvalid: the library, the collection or the search named is none.
        LibraryUnavailable: it cannot be read whole.
    """
    from joinedup_refs.formats.zotero_json import printed
    from joinedup_refs.model.text import Text
    from joinedup_refs.read import Input
    from joinedup_refs.targets.zotero.reading import read

    library = library_of(client, named, local=local)
    found = read(client, library, chosen, counter)
    counter.end()
    name = called(library, chosen)
    text = Text(printed=printed(found.items), form="zotero-json", encoding="utf-8")
    job = looked_through(
        Input(text, name, "utf-8", "library"),
        Given(path=Path(name), name=name),
        want,
        only_checked=only_checked,
    )
    return Looked(library, found.items, job)
