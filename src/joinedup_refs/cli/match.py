"""`joinedup-refs match`: references held against a source of records."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.access import Access
from joinedup_refs.cli.groups import with_groups
from joinedup_refs.cli.lines import STDIN, Notes, decoded, opened, waits
from joinedup_refs.cli.looking_up import DryRun, LookingUp, begin
from joinedup_refs.cli.match_lines import (
    NOTHING,
    Line,
    as_json,
    is_near,
    line_of,
    matched,
    place_of,
)
from joinedup_refs.cli.parse import Shape
from joinedup_refs.cli.stopping import StoppedError
from joinedup_refs.cli.terminal import say
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.spread import cores, spread

if TYPE_CHECKING:
    from joinedup_refs.match.entries import Answer
    from joinedup_refs.parse.model_file import Model
    from joinedup_refs.sources.source import Source

_INCOMPLETE = 3
_BATCH = 64
_WORTH_IT = 200_000
"""Bytes of lines from which several processes are quicker than one: some thousand references."""
_PATIENCE_S = 120.0
_LONG_PATIENCE_S = 1800.0
"""A list of many may run for hours, and should outlast a service that is down for some minutes."""


@with_groups
def match(
    reference: Annotated[
        str, typer.Argument(metavar="[REFERENCE]", help="One reference, in quotation marks.")
    ] = "",
    *,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="SOURCE",
            help="crossref, datacite, openalex, europepmc, openlibrary, arxiv, a file of records, "
            "or an index of them.",
        ),
    ] = "",
    lines: Annotated[
        Path | None,
        typer.Option(
            "--lines", metavar="FILE", help="A file of references, one a line; - for input."
        ),
    ] = None,
    show_as: Annotated[
        Shape | None, typer.Option("--format", help="pretty; json; jsonl, one object a line.")
    ] = None,
    processes: Annotated[
        int,
        typer.Option(
            "--processes",
            min=0,
            max=64,
            help="Share a file among so many processes, if the records are an index; 0 is one "
            "for each core, for a file of some thousand lines.",
        ),
    ] = 0,
    access: Access,
    model: options.OwnModel = None,
) -> None:
    """Find the record of a reference, or say that there is none.

    A file is taken line by line, an object for each, in order. What a service has answered is kept,
    so that the same command goes on where it was stopped. The exit code is 3 if the source could
    not be asked about some of them.

    Examples:

      joinedup-refs match "Perri 6 (1997), Holistic Government (Demos)." --source records.json

      joinedup-refs match --lines references.txt --source crossref --mailto you@example.org
    """  # noqa: D412  (this is the help of the command, not of a function)
    if (lines is None) == (not reference.strip()):
        msg = "give one reference in quotation marks, or a file with --lines"
        raise ConfigInvalid(msg)
    if not source:
        msg = "name where the records are: --source crossref, or --source records.json"
        raise ConfigInvalid(msg)
    from joinedup_refs.match.entries import match_many
    from joinedup_refs.parse.entries import parse_entry
    from joinedup_refs.parse.model_file import chosen

    parser = chosen(model)
    looking_up = LookingUp(quiet=lines is None or sys.stdout.isatty())
    patience_s = _PATIENCE_S if lines is None else _LONG_PATIENCE_S
    (records,) = access.opened([source], looking_up.waits, patience_s=patience_s)
    try:
        if lines is not None:
            failed = _each(lines, records, access, looking_up, parser, processes)
        else:
            text = " ".join(reference.split())
            _begin([text], records, access, "this reference", parser)
            (answer,) = match_many([(parse_entry(text, model=parser), text)], records)
            failed = bool(answer.failure)
            sys.stdout.write(_told(answer) if show_as in {None, Shape.PRETTY} else as_json(answer))
    except DryRun:
        return
    raise typer.Exit(_INCOMPLETE if failed else 0)


def _each(
    path: Path,
    source: "Source",
    access: Access,
    looking_up: LookingUp,
    model: "Model | None",
    processes: int,
) -> bool:
    """Match the lines of a file; tell whether the source could not be asked about some.

    Raises:
        DryRun: only the plan was wanted.
    """
    failed = False
    notes = Notes()
    if access.dry_run or path.is_file():  # a pipe can be read only once
        with opened(path) as file:
            looking_up.total = _begin(decoded(file, str(path)), source, access, str(path), model)
    with opened(path) as file:
        strings = decoded(file, str(path), notes)
        typed = waits(file)
        number = processes or (cores() if _is_long(path) else 1)
        try:
            for line in _lines(strings, source, model, typed=typed, processes=number):
                failed = failed or line.failed
                sys.stdout.write(line.written)
                sys.stdout.flush()
                looking_up.step()
        except KeyboardInterrupt:
            looking_up.end()
            so_far = "1 line" if looking_up.done == 1 else f"{looking_up.done:,} lines"
            raise StoppedError(f"after {so_far} {access.stopped([source])}") from None
        looking_up.end()
    for said in notes.told("standard input" if path == STDIN else str(path)):
        say(said, err=True)
    return failed


def _lines(
    strings: Iterator[str],
    source: "Source",
    model: "Model | None",
    *,
    typed: bool,
    processes: int,
) -> Iterator[Line]:
    """Match lines in order; records on this machine are asked in batches, by some processes."""
    from joinedup_refs.match.entries import match_many
    from joinedup_refs.parse.entries import parse_entry
    from joinedup_refs.sources.source import Portable

    if typed or not isinstance(source, Portable):
        entries = ((parse_entry(s, model=model), s) for s in strings)
        yield from map(line_of, match_many(entries, source, apart=typed))
        return
    again = source.again() if processes > 1 else lambda: source
    work = partial(matched, again=again, model=model)
    for _, line in spread(work, strings, processes=processes, batch=_BATCH):
        yield line


def _is_long(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > _WORTH_IT


def _begin(
    strings: Iterable[str],
    source: "Source",
    access: Access,
    of: str,
    model: "Model | None",
) -> int:
    """Say what the source will be asked about some references, and count them.

    Raises:
        DryRun: that is all that is wanted.
    """
    from joinedup_refs.match.query import query_of
    from joinedup_refs.notation.identifiers import doi
    from joinedup_refs.parse.entries import parse_entry
    from joinedup_refs.sources.source import Announced, Planning, Query

    number = 0
    by_title = isinstance(source, Announced)  # which the words of the reference do not tell

    def queries() -> Iterator[Query]:
        nonlocal number
        for string in strings:
            number += 1
            if by_title:
                yield query_of(parse_entry(string, model=model).reference, string)
                continue
            printed = next((found for _, _, found in doi.find(string)), "")
            yield Query(text=" ".join(string.split()), doi=printed)

    if isinstance(source, Planning):
        begin([source.plan(queries())], access=access, of=of)
    else:
        begin([], access=access, of=of)
    return number


def _told(answer: "Answer") -> str:
    from joinedup_refs.report.words import VERDICTS

    if answer.failure:
        return f"could not be checked: {answer.failure}\n"
    likely = [found for found in answer.matches if found.verdict != "reject"]
    shown = [] if likely else [f"{NOTHING}\n"]
    for found in likely or filter(is_near, answer.matches[:1]):
        title = found.candidate.item.get("title") or "without a title"
        verdict = f"{VERDICTS[found.verdict]} ({found.score:.0%})"
        shown.append(f"{verdict}: {title}\n  {place_of(found)}\n  {found.reason}\n")
    kept = "".join(shown)
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in kept)
