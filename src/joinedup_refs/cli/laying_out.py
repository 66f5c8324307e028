"""The options of how a .bib file is laid out, and of its keys; with the settings, what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from joinedup_refs.errors import ConfigInvalid

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


Keys = Annotated[
    str | None,
    typer.Option(
        "--keys",
        metavar="PATTERN",
        help="Make keys for entries without one: auth.lower + year, or [auth:lower][year].",
    ),
]
Rekey = Annotated[
    bool, typer.Option("--rekey", help="Make keys for all entries, and a map of those changed.")
]
KeyMap = Annotated[
    Path | None,
    typer.Option("--map", metavar="FILE", help="Where to write the map; FILE.keys.csv."),
]


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
