"""The forms that references can be written in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from joinedup_refs.convert import records_of, write
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats import Format, Target, all_formats, find
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.pages import Pages
from joinedup_refs.notation.pages import completed
from joinedup_refs.read.library import encode
from joinedup_refs.styles import own

ListForm: TypeAlias = Literal["txt", "md", "html"]

_LISTS: dict[str, ListForm] = {
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
}
_SHORT = {
    "bib": "bibtex",
    "endnote": "endnote-xml",
    "json": "csl-json",
    "pubmed": "nbib",
    "rdf": "zotero-rdf",
    "xml": "endnote-xml",
    "yaml": "csl-yaml",
    "yml": "csl-yaml",
}


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """The list in its own style and order, changed only where it was mended."""

    name: ListForm

    def write(self, document: Document, target: Target | None = None) -> str:
        """Give the list of a document, ended as its lines are.

        Raises:
            ConfigInvalid: a `target` is named, though a list is written for no program; or the
                document is a library file, which has no style of its own.
        """
        if document.written is not None:
            msg = (
                "a library file is no list with a style of its own\n"
                "write it mended (-o refs.bib), then joinedup-refs cite prints it: --style plain"
            )
            raise ConfigInvalid(msg)
        if target is not None:
            msg = f"a list is not written for {target}\nname a form of records with --to: bibtex…"
            raise ConfigInvalid(msg)
        written = own.write(document, self.name)
        ending = "\r\n" if "\r\n" in written else "\n"
        return written if not written or written.endswith("\n") else written + ending

    def content(self, document: Document, target: Target | None = None) -> bytes:
        """Give the list as the bytes of a file, in UTF-8; raises what `write` raises."""
        return self.write(document, target).encode()


@dataclass(frozen=True, slots=True)
class Records:
    """Records in a file format."""

    format: Format

    @property
    def name(self) -> str:
        """The format's name."""
        return self.format.name

    def write(self, document: Document, target: Target | None = None) -> str:
        """Give the references of a document, for the program named by `target`.

        Shortened pages (517–38) are written in full, for programs take the last page as it stands.
        A library file of this very format comes out as it came, but for what was mended.

        Raises:
            ConfigInvalid: the format is not written for that program in particular.
        """
        if document.written is not None and self._mends(document, target):
            return document.written.reading
        entries = [with_whole_pages(entry) for entry in document.entries]
        return write(records_of(entries), self.format, target)

    def content(self, document: Document, target: Target | None = None) -> bytes:
        """Give the references as the bytes of a file: UTF-8, or as a library file was encoded.

        Raises:
            ConfigInvalid: as `write` does.
            InputUnreadable: the library file's encoding has no sign for what mending puts in.
        """
        if document.written is not None and self._mends(document, target):
            return encode(document.written)
        return self.write(document, target).encode()

    def _mends(self, document: Document, target: Target | None) -> bool:
        """Whether the file itself is mended rather than written anew for a program."""
        own = self.format.name == document.text.form and self.format.fill is not None
        return own and target is None


def with_whole_pages(entry: Entry) -> Entry:
    """Give an entry with shortened pages (517–38) in full, as records have them."""
    pages = getattr(entry.reference, "pages", None)
    if not isinstance(pages, Pages):
        return entry
    whole = pages.model_copy(update={"ranges": tuple(map(completed, pages.ranges))})
    reference = entry.reference.model_copy(update={"pages": whole})
    return entry.model_copy(update={"reference": reference})


Form: TypeAlias = OwnStyle | Records
"""A form that references can be written in."""


def form_of(path: Path, to: str) -> Form:
    """Tell the form by the name given, or else by the ending of the file's name.

    For `-` without a name it is the list as plain text.

    Raises:
        ConfigInvalid: neither names a form that can be written.
    """
    named = to.strip().lower().lstrip(".") or path.suffix.lower().lstrip(".")
    if not named and path == Path("-"):
        named = "txt"
    if named in _LISTS:
        return OwnStyle(_LISTS[named])
    writable = [f for f in all_formats() if f.write is not None]
    forms = ", ".join(["txt", "md", "html", *(f.name for f in writable)])
    try:
        found = find(_SHORT.get(named, named)) if to else find(f".{named}" if named else "")
    except ConfigInvalid:
        found = None
    if found is None or found.write is None:
        what = f"no form is called {to!r}" if to else f"the name {path} tells no form"
        msg = f"{what}\nname one with --to: {forms}"
        raise ConfigInvalid(msg)
    return Records(found)
