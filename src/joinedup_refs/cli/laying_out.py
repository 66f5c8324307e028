"""The options of how a .bib file is laid out, and of its keys; with the settings, what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import save

if TYPE_CHECKING:
    from joinedup_refs.formats.bib_layout import Layout

_Kind = TypeVar("_Kind", bound=StrEnum)
_ON = ("months", "pages", "trailing-comma")
"""What is done unless it is asked not to be."""


class Around(StrEnum):
    """What is put around values."""

    BRACES = "braces"
    QUOTES = "quotes"
    KEPT = "kept"


class Letters(StrEnum):
    """How letters beyond ASCII are written."""

    UTF8 = "utf8"
    ASCII = "ascii"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """How entries are laid out; None where the settings, or else what is usual, holds."""

    indent: Annotated[
        str | None,
        typer.Option("--indent", metavar="N", help="Set fields in by N blanks, or by a tab; 2."),
    ] = None
    align: Annotated[
        bool | None,
        typer.Option("--align/--no-align", help="Put the equals signs of an entry in one column."),
    ] = None
    sort_fields: Annotated[
        str | None,
        typer.Option(
            "--sort-fields",
            metavar="ORDER",
            help="Put fields in an order: names with commas between, or usual.",
        ),
    ] = None
    values: Annotated[
        Around | None, typer.Option("--values", help="What to put around values; braces.")
    ] = None
    months: Annotated[
        bool | None, typer.Option("--months/--no-months", help="Write months as macros: mar.")
    ] = None
    pages: Annotated[
        bool | None, typer.Option("--pages/--no-pages", help="Put -- between pages.")
    ] = None
    trailing_comma: Annotated[
        bool | None,
        typer.Option("--trailing-comma/--no-trailing-comma", help="A comma after the last field."),
    ] = None
    encoding: Annotated[
        Letters | None,
        typer.Option("--encoding", help="Write ö as such (utf8), or as a command (ascii)."),
    ] = None
    sort: Annotated[
        str | None,
        typer.Option("--sort", metavar="BY", help="Sort entries: key, year, author or several."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """How citation keys are made, and for what."""

    keys: Annotated[
        str | None,
        typer.Option(
            "--keys",
            metavar="PATTERN",
            help="Make keys for what has none: auth.lower + year, or [auth:lower][year].",
        ),
    ] = None
    rekey: Annotated[
        bool, typer.Option("--rekey", help="Make keys for all, and a map of those that change.")
    ] = False
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map", metavar="FILE", help="Where to write that map; NAME.keys.csv unless."
        ),
    ] = None

    def refuse_halves(self, pattern: str, *, others: bool = False) -> None:
        """Refuse what needs another option that is not there; `others` go with --rekey too.

        Raises:
            ConfigInvalid: there is such an option.
        """
        if self.rekey and not pattern:
            msg = '--rekey makes new keys\nsay how they are made: --keys "auth.lower + year"'
            raise ConfigInvalid(msg)
        if (others or self.map_) and not self.rekey:
            msg = "--map and --keep-old-keys are about keys that change\nadd --rekey"
            raise ConfigInvalid(msg)


def layout_of(said: LaidOut, held: Mapping[str, str | bool]) -> "Layout":
    """Put together what the command line says, before what the settings say.

    Raises:
        ConfigInvalid: a value makes no sense.
    """
    from joinedup_refs.formats.bib_layout import Layout, field_order, indent_of, sorted_by

    def text(name: str, usual: str) -> str:
        own = getattr(said, name.replace("-", "_"))
        return str(held.get(name, usual) if own is None else own)

    def yes(name: str) -> bool:
        own = getattr(said, name.replace("-", "_"))
        return bool(held.get(name, name in _ON) if own is None else own)

    return Layout(
        indent=indent_of(text("indent", "2")),
        align=yes("align"),
        field_order=field_order(text("sort-fields", "")),
        values=_one_of(Around, "values", text("values", "braces")).value,
        months=yes("months"),
        pages=yes("pages"),
        trailing_comma=yes("trailing-comma"),
        letters=_one_of(Letters, "encoding", text("encoding", "kept")).value,
        sort=sorted_by(text("sort", "")),
    )


def _one_of(kinds: type[_Kind], name: str, said: str) -> _Kind:
    for one in kinds:
        if one.value == said:
            return one
    msg = f"the setting bib.{name} is one of {', '.join(kinds)}, not {said!r}"
    raise ConfigInvalid(msg)


def map_beside(path: Path) -> Path:
    """Give where the map of changed keys goes unless a place is named.

    >>> map_beside(Path("text/refs.bib")).name
    'refs.keys.csv'
    """
    return path.with_name(f"{path.stem}.keys.csv")


def save_map(changes: Mapping[str, str], place: Path) -> None:
    """Write a map of changed keys; raises what `save` raises."""
    from joinedup_refs.formats.key_map import write_key_map

    save(place, write_key_map(changes).encode())


def of_changes(changes: Mapping[str, str], place: Path | None) -> str:
    """Say how many keys changed, and where the map of them is."""
    number = "1 key" if len(changes) == 1 else f"{len(changes)} keys"
    where = f"; the map of old to new is {place}" if place else "; --map FILE keeps which"
    return f"{number} changed{where}"
