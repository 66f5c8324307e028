"""Which form a file has, and writing it without losing what stood there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from joinedup_refs.errors import ConfigInvalid, InputUnreadable

if TYPE_CHECKING:
    from joinedup_refs.formats import Format
    from joinedup_refs.model.document import Document

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
_REPORTS = ("html", "json", "sarif")


@dataclass(frozen=True, slots=True)
class Form:
    """A form that references can be written in: the list in its own style, or records."""

    name: str
    own: ListForm | None
    records: "Format | None"

    def write(self, document: "Document") -> str:
        """Give the references of a document in this form."""
        if self.own is not None:
            from joinedup_refs.styles.own import write

            return write(document, self.own)
        from joinedup_refs.formats import Record

        assert self.records is not None  # noqa: S101  (made so by `form_of`)
        assert self.records.write is not None  # noqa: S101
        records = [
            Record(entry.id, entry.reference, entry.reference.citation_key)
            for entry in document.entries
        ]
        return self.records.write(records, self.records.target)


def form_of(path: Path, to: str) -> Form:
    """Tell the form by the name given, or else by the ending of the file's name.

    For `-` without a name it is the list as plain text.

    Raises:
        ConfigInvalid: neither names a form that can be written.
    """
    from joinedup_refs.formats import all_formats, find

    named = to.strip().lower().lstrip(".") or path.suffix.lower().lstrip(".")
    if not named and path == Path("-"):
        named = "txt"
    if named in _LISTS:
        return Form(named, _LISTS[named], None)
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
    return Form(found.name, None, found)


def report_form(path: Path) -> str:
    """Tell the form of a report by the ending of its file's name: html, json or sarif.

    Raises:
        ConfigInvalid: it has another ending.
    """
    form = path.suffix.lower().lstrip(".")
    if form not in _REPORTS:
        msg = f"a report is .html, .json or .sarif, so {path} cannot be written"
        raise ConfigInvalid(msg)
    return form


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, through links too."""
    with suppress(OSError):
        if one.samefile(other):
            return True
    return one.absolute() == other.absolute()


def save(path: Path, content: bytes) -> str:
    """Write a file at once or not at all, and say what was done, in one line.

    What stood there and differs is kept beside it as `NAME.bak`, or `NAME.bak2` and so on where a
    file of that name exists already; none is ever overwritten.

    Raises:
        InputUnreadable: the place cannot be written to.
    """
    target = path.resolve()
    try:
        if target.is_dir():
            msg = f"{path} is a folder\nname a file in it"
            raise InputUnreadable(msg)
        old = target.read_bytes() if target.exists() else None
        if old == content:
            return f"{path} was already so; it was left as it is."
        kept = _keep(target, old) if old is not None else None
        _replace(target, content)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    if kept is None:
        return f"Written: {path}"
    return f"Written: {path} (what stood there before is in {kept.name})"


def _keep(target: Path, old: bytes) -> Path:
    for backup in _backups(target):
        with suppress(FileExistsError):
            with backup.open("xb") as file:
                file.write(old)
            with suppress(OSError):
                shutil.copystat(target, backup)
            return backup
    raise AssertionError  # the names never end


def _backups(target: Path) -> Iterator[Path]:
    yield target.with_name(f"{target.name}.bak")
    for number in count(2):
        yield target.with_name(f"{target.name}.bak{number}")


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """Give the permissions of the file there, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
