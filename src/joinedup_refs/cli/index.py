"""`joinedup-refs index`: records in a folder, searched without a network."""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli.parse import Shape
from joinedup_refs.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from joinedup_refs.model.evidence import Candidate
    from joinedup_refs.sources.index.layout import Input
    from joinedup_refs.sources.index.outcome import Built, Told

_UNREAD = 1
_SHOWN = 5
_NAMES = 3
_OFTEN_S = 0.2

index = typer.Typer(
    name="index",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of an index.")]


@index.callback(invoke_without_command=True)
def begin(context: typer.Context) -> None:
    """Keep records in a folder, and search them without a network."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@index.command("build")
def build(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help="Files of records, archives of them (.tar, .tar.gz), or folders.",
        ),
    ],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="The folder of the index.")
    ],
    leave_out: Annotated[
        list[str],
        typer.Option(
            "--leave-out",
            metavar="MEMBER",
            help="Keep Crossref's works without this member (reference, abstract…); "
            "may be given several times.",
        ),
    ] = [],  # noqa: B006  (typer asks for a list; it is only read)
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin anew; what is there counts until all is done.")
    ] = False,
    processes: Annotated[
        int, typer.Option("--processes", min=0, help="How many processes read; 0: one a core.")
    ] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report.")] = False,
) -> None:
    """Make an index of records, or bring one up to date.

    Inputs are Crossref's public data file or any part of it (.json.gz, .jsonl.gz, .tar), and
    libraries of your own (.json, .bib, .ris…). Files that the index has already are read again only
    if they have changed. Of several records with one DOI the latest counts. If it is cut off, the
    same command goes on where it stopped.

    The exit code is 1 if something could not be read; the rest is in the index. It is 1 too if
    no record is in it at all.

    Examples:

      joinedup-refs index build library.bib -o records

      joinedup-refs index build crossref-2025/ --leave-out reference -o crossref
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.sources.index.build import build as build_index
    from joinedup_refs.sources.index.outcome import Options

    options = Options(
        processes=processes,
        leave_out=tuple(leave_out),
        anew=anew,
        on_progress=_progress() if not quiet else None,
    )
    built = build_index(inputs, output, options)
    for line in () if quiet else _report(built, output):
        say(line)
    raise typer.Exit(0 if built.complete and built.manifest.records else _UNREAD)


@index.command("info")
def info(
    folder: Folder,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell what an index holds, and from which files.

    Example:

      joinedup-refs index info records
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.sources.index import layout
    from joinedup_refs.sources.index.reading import Reading

    manifest = Reading(folder).manifest
    if as_json:
        typer.echo(manifest.model_dump_json(indent=2))
        return
    parts = {"search": manifest.search, "DOIs": manifest.keys, "records": layout.RECORDS}
    sizes = ", ".join(f"{name} {_bytes(_size(folder / part))}" for name, part in parts.items())
    typer.echo(f"{manifest.records:,} records, built {manifest.built}; {sizes}")
    if manifest.leave_out:
        typer.echo(f"Not kept of Crossref's works: {', '.join(manifest.leave_out)}")
    if (folder / layout.BUILDING).exists():
        typer.echo("A build is under way or was cut off; until it is finished, the above counts.")
    for one in manifest.inputs[: 10 * _SHOWN]:
        say(_told_input(one))
    if len(manifest.inputs) > 10 * _SHOWN:
        typer.echo(f"and {len(manifest.inputs) - 10 * _SHOWN:,} more files (--json lists all)")


@index.command("search")
def search(
    folder: Folder,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, a reference, or a DOI.")],
    *,
    most: Annotated[
        int, typer.Option("--most", "-n", min=1, max=1000, help="How many records to show.")
    ] = 5,
    show_as: Annotated[
        Shape | None, typer.Option("--format", help="pretty; json; jsonl, one record a line.")
    ] = None,
) -> None:
    """Show the records that share most with a text, or the record of a DOI.

    Nothing is decided here about whether they are of the same work; joinedup-refs match does that.

    Examples:

      joinedup-refs index search records "Osborne new public governance 2006"

      joinedup-refs index search records 10.1080/14719030600853022
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.notation.identifiers import doi as dois
    from joinedup_refs.report.json_text import harmless
    from joinedup_refs.sources.index.source import Index
    from joinedup_refs.sources.source import Query

    found = Index(folder).candidates(Query(text=text, doi=dois.parse(text) or ""), most=most)
    items = [{"id": one.origin.id, **one.item} for one in found]
    if show_as == Shape.JSONL:
        sys.stdout.writelines(
            harmless(json.dumps(item, ensure_ascii=False)) + "\n" for item in items
        )
    elif show_as == Shape.JSON:
        sys.stdout.write(harmless(json.dumps(items, ensure_ascii=False, indent=2)) + "\n")
    else:
        shown = [line for one in found for line in _told_record(one)]
        sys.stdout.writelines(f"{line}\n" for line in shown or ["no record found"])


@index.command("serve")
def serve(
    folder: Folder,
    *,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 for any that is free.")
    ] = 8000,
) -> None:
    """Answer as Crossref's REST API does, from an index, to programs on this computer.

    Whatever can be pointed at another address than api.crossref.org can use it. It listens on
    127.0.0.1 alone. It needs the extra "web": pip install "joinedup-refs[web]"

    Example:

      joinedup-refs index serve crossref --port 8000
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.serve.running import run

    run(folder, port, typer.echo)


def _report(built: "Built", folder: Path) -> "Iterator[str]":
    if built.resumed:
        yield "Went on with a build that had been cut off."
    if built.unchanged:
        yield f"{_files(built.unchanged)} had not changed and {_were(built.unchanged)} not read."
    for problem in built.failed:
        yield f"{problem.place}: {problem.message}"
    for one in built.read:
        for problem in one.problems[:_SHOWN]:
            yield f"{problem.place}: {problem.message}"
        if one.unread > _SHOWN:
            yield f"{Path(one.path).name}: and {one.unread - _SHOWN:,} more that cannot be read"
    read = sum(one.read for one in built.read)
    unread = sum(one.unread for one in built.read)
    yield f"Read: {_counted(read)} from {_files(len(built.read))}" + (
        f"; {unread:,} could not be read." if unread else "."
    )
    yield f"Index: {_counted(built.manifest.records)} in {folder}"
    if not built.manifest.records:
        yield "No record is in it, so nothing can be found in it yet."
        return
    yield f'Use it:  joinedup-refs match "…" --source {folder}; also clean and check'


def _progress() -> "Callable[[Told], None] | None":
    if not sys.stderr.isatty():
        return None
    began = time.monotonic()
    last = [0.0]
    first: list[int] = []

    def show(told: "Told") -> None:
        now = time.monotonic()
        if not first:
            first.append(told.consumed)
        if told.doing == "reading" and now - last[0] < _OFTEN_S:
            return
        last[0] = now
        sys.stderr.write(f"\r\033[K{progress_line(told, now - began, first[0])}")
        if told.doing == "finishing":
            sys.stderr.write("\n")
        sys.stderr.flush()

    return show


def progress_line(told: "Told", spent_s: float, consumed_before: int = 0) -> str:
    """Say how far a build has come, how fast it is, and how long it is going to take.

    `consumed_before` are the bytes that an earlier run had read.
    """
    if told.doing == "finishing":
        return "putting the latest records first"
    rate = told.records / spent_s if spent_s > 0 else 0.0
    line = f"{told.records:,} records, {rate:,.0f} a second, file {told.inputs:,} of {told.of:,}"
    done, left = told.consumed - consumed_before, told.total - told.consumed
    if done > 0 and spent_s > 1:
        line += f", about {_duration(left * spent_s / done)} left"
    return line


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def _told_input(one: "Input") -> str:
    line = f"  {one.path}: {_counted(one.counting)}"
    if one.read > one.counting:
        line += f", {one.read - one.counting:,} more with a later version"
    if one.unread:
        line += f"; {one.unread:,} could not be read"
    return line


def _told_record(found: "Candidate") -> "Iterator[str]":
    item = found.item
    people = item.get("author") or item.get("editor")
    names = [
        str(p.get("family") or p.get("literal") or "") if isinstance(p, dict) else ""
        for p in (people if isinstance(people, list) else [])
    ]
    told = ", ".join(names[:_NAMES]) + (" and others" if len(names) > _NAMES else "")
    year = f"({found.years[0]})" if found.years else ""
    where = [
        str(item[name])
        for name in ("container-title", "volume", "issue", "page")
        if item.get(name) not in (None, "")
    ]
    yield f"{item.get('title') or 'without a title'}"
    said = " ".join(filter(None, (told, year)))
    yield "  " + "; ".join(filter(None, (said, ", ".join(where))))
    doi = item.get("DOI")
    yield f"  https://doi.org/{doi}" if doi else f"  {found.origin.id} in {found.origin.source}"


def _counted(number: int) -> str:
    return f"{number:,} record{'' if number == 1 else 's'}"


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def _bytes(number: float) -> str:
    units = ["bytes", "kB", "MB", "GB", "TB"]
    while number >= 1000 and len(units) > 1:
        number /= 1000
        units.pop(0)
    unit = units[0]
    return f"{number:.0f} {unit}" if number >= 100 or unit == "bytes" else f"{number:.1f} {unit}"
