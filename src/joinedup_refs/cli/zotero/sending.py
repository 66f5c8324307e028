"""`joinedup-refs zotero send`: records handed to Zotero on this computer."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from joinedup_refs.cli.terminal import say, taken
from joinedup_refs.cli.zotero import reach
from joinedup_refs.errors import LibraryUnavailable

_STDIN = Path("-")


class Shape(StrEnum):
    """What Zotero is given; it keeps most of RDF."""

    RDF = "rdf"
    RIS = "ris"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"


def send(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file of records; - for standard input.")
    ],
    *,
    from_: Annotated[
        str,
        typer.Option("--from", metavar="FORMAT", help="What FILE is, if its name does not tell."),
    ] = "",
    shape: Annotated[
        Shape, typer.Option("--as", help="What Zotero is given; it keeps most of rdf.")
    ] = Shape.RDF,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what Zotero would be given, and where it goes.")
    ] = False,
    port: reach.Port = reach.USUAL_PORT,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
) -> None:
    """Hand the records of a file to Zotero on this computer, as a browser does.

    They go into the library or collection that is selected in its window. No key is needed, and
    nothing leaves this computer.

    Examples:

      joinedup-refs zotero send refs.bib

      joinedup-refs zotero send refs.ris --as bibtex
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.cli.showing import write as write_out
    from joinedup_refs.convert import load, writable, write
    from joinedup_refs.targets.zotero.asking import Client
    from joinedup_refs.targets.zotero.desktop import place, take_in

    loaded = load(taken() if file == _STDIN else file, from_)
    form = writable("zotero-rdf" if shape is Shape.RDF else shape.value)
    text = write(loaded.records, form, "zotero" if "zotero" in form.targets else None)
    for gap in () if quiet else loaded.gaps:
        say(f"{file}, line {gap.line}: {gap.message}", err=True)
    client = Client(f"http://127.0.0.1:{port}", desktop=True, timeout_s=120.0)
    try:
        where = place(client)
        if not where.writable:
            msg = f"{where} is read only\nselect another library in Zotero's window, and try again"
            raise LibraryUnavailable(msg)
        if dry_run:
            write_out(text, sys.stdout)
            say(f"This would go to {where}; nothing was sent.", err=True)
            return
        accepted = take_in(client, text, form.name)
    finally:
        client.close()
    given = len(loaded.records)
    if not quiet or accepted != given:
        say(f"{accepted:,} of {given:,} records are now in {where}.")
    raise typer.Exit(0 if accepted == given else 1)
