"""Which library, and how it is reached: the options that the commands share, and what they open."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli.looking_up import duration
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from joinedup_refs.targets.zotero.address import Library, Selection
    from joinedup_refs.targets.zotero.asking import Client

_WEB = "https://api.zotero.org"
_PORT = 23119

LibraryName = Annotated[
    str,
    typer.Option(
        "--library", metavar="LIBRARY", help="users/123 or groups/45; your own if none is named."
    ),
]
Collection = Annotated[
    str, typer.Option("--collection", metavar="NAME", help="Only this collection: its name or key.")
]
Tags = Annotated[
    list[str],
    typer.Option("--tag", metavar="TAG", help="Only items with this tag; several must all be had."),
]
Query = Annotated[
    str, typer.Option("--query", metavar="WORDS", help="Only items that Zotero's search finds.")
]
Search = Annotated[
    str,
    typer.Option("--search", metavar="NAME", help="Only those of a saved search; with --local."),
]
Local = Annotated[
    bool, typer.Option("--local", help="Ask Zotero on this computer; no key, no network.")
]
Port = Annotated[
    int, typer.Option("--port", min=1, max=65535, help="The port of Zotero on this computer.")
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", metavar="FILE", help="Take the key from FILE, which holds only it."),
]
Server = Annotated[
    str, typer.Option("--server", metavar="URL", help="A Zotero server of one's own.")
]
LogFile = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="Where to note what is written; a new file."),
]
USUAL_PORT = _PORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How a library is reached."""

    local: bool = False
    port: int = _PORT
    key_file: Path | None = None
    server: str = ""
    quiet: bool = False

    @property
    def address(self) -> str:
        """The address of the service."""
        return f"http://127.0.0.1:{self.port}/api" if self.local else self.server or _WEB

    @contextmanager
    def client(self, counter: "Counter") -> Iterator["Client"]:
        """Open the service for a block.

        Raises:
            ConfigInvalid: options exclude each other, or the key is none.
            InputUnreadable: the file of the key cannot be read.
        """
        from joinedup_refs.targets.zotero.asking import Client
        from joinedup_refs.targets.zotero.key import key_of

        if self.local and (self.server or self.key_file):
            other = "--server" if self.server else "--key-file"
            msg = f"--local and {other} exclude each other\nleave one of them out"
            raise ConfigInvalid(msg)
        key = None if self.local else key_of(os.environ, self.key_file)
        client = Client(self.address, key, desktop=self.local, on_wait=counter.waits)
        try:
            yield client
        finally:
            client.close()
            counter.end()

    def refuse_writing(self) -> None:
        """Say that Zotero on this computer only lets itself be read.

        Raises:
            ConfigInvalid: it is what was named.
        """
        if self.local:
            msg = (
                "Zotero on this computer lets items be read, not changed, by other programs\n"
                "leave --local out to write over the web, or hand new items over: zotero send"
            )
            raise ConfigInvalid(msg)


class Counter:
    """Counts on standard error while that is a terminal."""

    def __init__(self, what: str, *, quiet: bool = False) -> None:
        self.what = what
        self._shown = not quiet and sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Note how many are done, and how many there are."""
        self._write(f"{done:,} of {total:,} {self.what}")

    def waits(self, seconds: float, why: str) -> None:
        """Show that the service is waited for."""
        told = "".join(c if c.isprintable() else "?" for c in why)[:120]
        self._write(f"{told}; trying again in {duration(seconds)}")

    def end(self) -> None:
        """Take the count away."""
        self._write("")

    def _write(self, told: str) -> None:
        if self._shown:
            sys.stderr.write(f"\r\033[K{told}")
            sys.stderr.flush()


def selection(collection: str, tags: Sequence[str], query: str, search: str) -> "Selection":
    """Say what of a library is meant."""
    from joinedup_refs.targets.zotero.address import Selection

    return Selection(collection, tuple(tags), query, search)


def library_of(client: "Client", named: str, *, local: bool) -> "Library":
    """Give the library named, or else the user's own.

    Raises:
        ConfigInvalid: what is named is none, or there is no key that would tell the user.
        LibraryUnavailable: it cannot be asked whose the key is.
    """
    from joinedup_refs.targets.zotero.address import MINE, Library, library
    from joinedup_refs.targets.zotero.rights import rights

    if named:
        return library(named)
    return MINE if local else Library("users", rights(client).user)


def called(library: "Library", chosen: "Selection") -> str:
    """Say in a few words what is looked through."""
    parts = [
        f"collection {chosen.collection}" if chosen.collection else "",
        f"search {chosen.search}" if chosen.search else "",
        *(f"tag {tag}" for tag in chosen.tags),
        chosen.query,
    ]
    told = ", ".join(part for part in parts if part)
    name = f"Zotero {library}" + (f" ({told})" if told else "")
    return name.replace("/", " ")  # a slash would make the file's name of it


def log_path(named: Path | None, what: str) -> tuple[Path, str]:
    """Give the file for a log, and the time that it begins at."""
    now = datetime.now(tz=UTC)
    stamp = now.strftime("%Y%m%d-%H%M%S")
    return named or Path(f"zotero-{what}-{stamp}.jsonl"), now.isoformat(timespec="seconds")
