"""`joinedup-refs duplicates`: one work in several records of several files."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.terminal import give, say, taken
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from joinedup_refs.duplicates.decisions import Decision
    from joinedup_refs.duplicates.pairing import Progress
    from joinedup_refs.duplicates.reading import HeldFile
    from joinedup_refs.duplicates.result import Duplicates
    from joinedup_refs.formats import Target

_STREAM = Path("-")
_SHOWN = 5


class Shape(StrEnum):
    """How what was found is shown."""

    PRETTY = "pretty"
    JSON = "json"


def _file(*names: str, say: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*names, metavar="FILE", help=say)
    return option


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """The files that are written; each only where it is named."""

    output: Annotated[
        Path | None,
        _file("--output", "-o", say="Write one library, duplicates merged; - for output."),
    ] = None
    pairs: Annotated[
        Path | None, _file("--pairs", say="Write a table of all pairs, to decide on them (.csv).")
    ] = None
    marked: Annotated[
        Path | None, _file("--marked", say="Write every record, with a keyword on duplicates.")
    ] = None
    keys: Annotated[
        Path | None, _file("--keys", say="Write which key to cite in place of each (.csv).")
    ] = None
    differences: Annotated[
        Path | None, _file("--differences", say="Write the values that merging left out (.csv).")
    ] = None
    counts: Annotated[
        Path | None, _file("--counts", say="Write the numbers for a PRISMA diagram (.json).")
    ] = None
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="What -o and --marked write.")
    ] = ""
    program: options.For = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided before."""

    decided: Annotated[
        list[Path],
        _file("--decided", say="A table of pairs with 'same' or 'different' put in (.csv)."),
    ] = field(default_factory=list)
    remember: Annotated[
        Path | None,
        _file("--remember", say="A table that keeps all decisions: read, and written anew (.csv)."),
    ] = None


@with_groups
def duplicates(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Record files; - for standard input."),
    ],
    *,
    from_: Annotated[
        str,
        typer.Option("--from", metavar="FORMAT", help="What the files are, if nothing tells."),
    ] = "",
    outputs: Outputs,
    decisions: Decided,
    show_as: Annotated[
        Shape | None, typer.Option("--format", help="pretty or json; pretty unless said.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show all that was found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing.")] = False,
) -> None:
    """Find records of one work, in one file and across files.

    Your files are never changed, and nothing is merged or left out unless -o asks for it. What only
    may be one work is told and left to you.

    Examples:

      joinedup-refs duplicates pubmed.nbib embase.ris scopus.bib

      joinedup-refs duplicates pubmed.nbib embase.ris -o library.ris --pairs pairs.csv

      joinedup-refs duplicates pubmed.nbib embase.ris --decided pairs.csv -o library.ris
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.duplicates.cells import content
    from joinedup_refs.duplicates.decisions import Decisions
    from joinedup_refs.duplicates.finding import found_in
    from joinedup_refs.duplicates.telling import pretty, to_json

    outputs = _with_tables(outputs)
    _refuse(files, outputs, decisions)
    held = _decisions(decisions)
    read = _read(files, from_)
    found = found_in(read, Decisions(held), None if quiet else _progress())
    written = list(_written(found, outputs))
    if decisions.remember is not None:
        written.append((decisions.remember, content(found.decisions_csv(held))))
    streamed = outputs.output == _STREAM
    said: list[str] = []
    if show_as != Shape.JSON:
        said += [pretty(found, full=full), *_gaps(found), *_undecided(decisions)]
    elif not quiet:
        text = json.dumps(to_json(found), ensure_ascii=False, indent=1)
        say(text, err=streamed)
    for path, made in written:
        if path == _STREAM:
            give(made)
        else:
            said.append(save(path, made))
    if show_as != Shape.JSON:
        said += [] if written else ["No file was written.", *_ways_on(found)]
    if not quiet:
        for line in said:
            say(line, err=streamed or show_as == Shape.JSON)


def _with_tables(outputs: Outputs) -> Outputs:
    """Name the tables of keys and differences that a merged library has beside it."""
    library = outputs.output
    if library is None or library == _STREAM:
        return outputs
    keys = outputs.keys or library.with_suffix(".keys.csv")
    differences = outputs.differences or library.with_suffix(".differences.csv")
    return replace(outputs, keys=keys, differences=differences)


def _refuse(files: Sequence[Path], outputs: Outputs, decisions: Decided) -> None:
    """Refuse outputs that are inputs or one another, and a stream read twice."""
    if files.count(_STREAM) > 1:
        msg = "standard input can be read once\nname each other file"
        raise ConfigInvalid(msg)
    for one, other in combinations([path for path in files if path != _STREAM], 2):
        if same_file(one, other):
            msg = f"{one} is named twice; all of its records would be duplicates"
            raise ConfigInvalid(msg)
    named = [outputs.output, outputs.pairs, outputs.marked, outputs.keys, outputs.differences]
    named += [outputs.counts, decisions.remember]
    given = [path for path in named if path not in {None, _STREAM}]
    out = [path for path in given if path is not None]
    for path in out:
        if any(file != _STREAM and same_file(path, file) for file in files):
            msg = f"{path} is an input, which is not overwritten\ngive the output another name"
            raise ConfigInvalid(msg)
    for one, other in combinations(out, 2):
        if same_file(one, other):
            msg = f"{one} is to be written twice\ngive each output a name of its own"
            raise ConfigInvalid(msg)
    if _STREAM in {outputs.pairs, outputs.marked, outputs.keys, outputs.differences} | {
        outputs.counts,
        decisions.remember,
    }:
        msg = "only -o writes to standard output\nname a file"
        raise ConfigInvalid(msg)


def _decisions(decisions: Decided) -> "tuple[Decision, ...]":
    """Give what was decided; what is remembered first, so that a later decision holds."""
    from joinedup_refs.duplicates.decisions import read_decisions

    remembered = decisions.remember
    paths = [remembered] if remembered is not None and remembered.exists() else []
    return tuple(row for path in (*paths, *decisions.decided) for row in read_decisions(path))


def _undecided(decisions: Decided) -> Iterator[str]:
    """Tell of tables in which nothing is decided."""
    from joinedup_refs.duplicates.decisions import read_decisions

    for path in decisions.decided:
        if not read_decisions(path):
            yield f"{path}: nothing is decided in it"


def _read(files: Sequence[Path], from_: str) -> "list[HeldFile]":
    from joinedup_refs.duplicates.reading import files_of, read

    if _STREAM not in files:
        return list(files_of(files, from_))
    stream = read(taken(), "stdin", from_)
    return list(files_of([stream if path == _STREAM else path for path in files], from_))


def _written(found: "Duplicates", outputs: Outputs) -> Iterator[tuple[Path, bytes]]:
    """Give the files to write, and what each is to hold."""
    from joinedup_refs.duplicates.cells import content

    target: Target | None = outputs.program.value if outputs.program else None
    if outputs.marked is not None:
        form = _form(outputs.marked, outputs.to)
        yield outputs.marked, found.marked(form, target=target).encode()
    if outputs.output is not None:
        form = _form(outputs.output, outputs.to)
        yield outputs.output, found.to(form, target=target).encode()
    if outputs.keys is not None:
        yield outputs.keys, content(found.keys_csv())
    if outputs.differences is not None:
        yield outputs.differences, content(found.differences_csv())
    if outputs.pairs is not None:
        yield outputs.pairs, content(found.pairs_csv())
    if outputs.counts is not None:
        told = json.dumps(found.counts.to_json(), ensure_ascii=False, indent=1)
        yield outputs.counts, f"{told}\n".encode()


def _form(path: Path, to: str) -> str:
    if not to and not path.suffix:
        msg = f"the name {path} tells no format\nname one with --to, such as --to ris"
        raise ConfigInvalid(msg)
    return to or path.suffix


def _progress() -> "Progress | None":
    """Show on a terminal how many records are compared."""
    if not sys.stderr.isatty():
        return None

    def count(done: int, total: int) -> None:
        told = "" if done == total else f"{done:,} of {total:,} records compared"
        sys.stderr.write(f"\r\033[K{told}")
        sys.stderr.flush()

    return count


def _gaps(found: "Duplicates") -> Iterator[str]:
    """Tell what of the files could not be read."""
    for file in found.files:
        for gap in file.gaps[:_SHOWN]:
            yield f"{file.name}, line {gap.line}: {gap.message}"
        if len(file.gaps) > _SHOWN:
            yield f"and {len(file.gaps) - _SHOWN} more such lines in {file.name}"


def _ways_on(found: "Duplicates") -> Iterator[str]:
    if found.groups:
        yield "  Save    -o library.ris (one library, duplicates merged), --marked marked.ris"
    if found.possible:
        yield "  Decide  --pairs pairs.csv, write 'same' or 'different', then --decided pairs.csv"
