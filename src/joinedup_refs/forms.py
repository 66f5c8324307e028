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
_SHORT = {"bib": "bibtex", "json": "csl-json"}


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """The list in its own style and order, changed only where it was mended."""

    name: ListForm

    def write(self, document: Document, target: Target | None = None) -> str:
        """Give the list of a document, ended as its lines are.

        Raises:
            ConfigInvalid: a `target` is named, though a list is written for no program.
        """
        if target is not None:
            msg = f"a list is not written for {target}\nname a form of records with --to: bibtex…"
            raise ConfigInvalid(msg)
        written = own.write(document, self.name)
        ending = "\r\n" if "\r\n" in written else "\n"
        return written if not written or written.endswith("\n") else written + ending


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

        Raises:
            ConfigInvalid: the format is not written for that program in particular.
        """
        entries = [_with_whole_pages(entry) for entry in document.entries]
        return write(records_of(entries), self.format, target)


def _with_whole_pages(entry: Entry) -> Entry:
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
