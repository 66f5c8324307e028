"""`joinedup-refs parse`: reference strings to fields."""

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.lines import STDIN, Notes, Progress, decoded, opened, waits
from joinedup_refs.cli.stopping import StoppedError
from joinedup_refs.cli.terminal import say
from joinedup_refs.errors import ConfigInvalid

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Screen

    from joinedup_refs.model.entry import Entry
    from joinedup_refs.model.value import Json

__all__ = ["Shape", "decoded", "opened", "parse"]

_WIDTH = 100
_BATCH = 64
"""Lines parsed at a time, which costs less than one by one."""


class _Parsing(TypedDict, total=False):
    """How lines are parsed; see `parse_many`."""

    processes: int
    batch: int
    model: Path | None


class Shape(StrEnum):
    """How a parsed reference is shown."""

    PRETTY = "pretty"
    JSON = "json"
    JSONL = "jsonl"


def parse(
    reference: Annotated[
        str, typer.Argument(metavar="REFERENCE", help="One reference, in quotation marks.")
    ] = "",
    *,
    lines: Annotated[
        Path | None,
        typer.Option(
            "--lines",
            metavar="FILE",
            help="A file of references, one a line; - for standard input.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show which stretch became which field, and how surely."),
    ] = False,
    show_as: Annotated[
        Shape | None,
        typer.Option(
            "--format",
            help="pretty, to be read; json; jsonl, one object a line, which --lines gives.",
        ),
    ] = None,
    processes: Annotated[
        int,
        typer.Option(
            "--processes",
            min=1,
            max=64,
            help="Share a file of some thousand lines or more among so many processes.",
        ),
    ] = 1,
    model: options.OwnModel = None,
) -> None:
    """Take a reference apart into its fields.

    A file is taken line by line and in order, whatever its size: an object for each line, and for
    an empty line an empty one. Nothing is ever split: one string, one reference. Where a second
    one seems to begin, or an end to be missing, that is said.

    Examples:

      joinedup-refs parse "Perri 6 (1997), Holistic Government (Demos)."

      joinedup-refs parse "Perri 6 (1997), Holistic Government (Demos)." --explain

      joinedup-refs parse --lines references.txt > references.jsonl

      joinedup-refs parse --lines references.txt --explain | less

      joinedup-refs parse --lines - --explain --format jsonl < references.txt

      joinedup-refs parse --lines references.txt --model my-style
    """  # noqa: D412  (this is the help of the command, not of a function)
    if lines is None and not reference.strip():
        msg = "give one reference in quotation marks, or a file with --lines FILE (- for input)"
        raise ConfigInvalid(msg)
    if lines is not None and reference.strip():
        msg = (
            "a reference and --lines are both given\nleave one of them out; "
            "a reference stands in quotation marks"
        )
        raise ConfigInvalid(msg)
    if lines is None:
        _refuse_file_name(reference)
        # a reference copied from a page brings its line breaks along
        _one(" ".join(reference.split()), show_as or Shape.PRETTY, model, explain=explain)
        return
    if show_as is Shape.JSON:
        msg = "--lines gives an object for each line\nsay --format jsonl, or leave --format out"
        raise ConfigInvalid(msg)
    shape = show_as or (Shape.PRETTY if explain else Shape.JSONL)
    _each(lines, shape, processes, model, explain=explain)


def _refuse_file_name(reference: str) -> None:
    """Refuse what is a file: nobody means its name to be parsed."""
    try:
        is_file = Path(reference).is_file()
    except (OSError, ValueError):  # too long, or with a null in it: no name of a file
        return
    if is_file:
        msg = (
            f"{reference} is a file, not a reference\n"
            f"--lines {reference} takes its lines as references; "
            "joinedup-refs clean takes a text with a list in it"
        )
        raise ConfigInvalid(msg)


def _one(reference: str, shape: Shape, model: Path | None, *, explain: bool) -> None:
    from joinedup_refs.parse.entries import parse_entry

    entry = parse_entry(reference, model=model)
    if shape is Shape.PRETTY:
        _print_one(_console(), entry, reference, explain=explain)
        return
    held = _object(entry, reference, explain=explain)
    if shape is Shape.JSON and entry.marks and not explain:
        from joinedup_refs.report.explain import marks

        held["marks"] = marks(entry)
    sys.stdout.write(_json(held, 2 if shape is Shape.JSON else None) + "\n")


def _each(path: Path, shape: Shape, processes: int, model: Path | None, *, explain: bool) -> None:
    """Parse the lines of a file one after the other; Ctrl-C says how far it came."""
    notes = Notes()
    parsing: _Parsing = {"processes": processes, "model": model}
    with opened(path) as file:
        progress = Progress.of(file, path)
        at_once = path == STDIN and waits(file)
        parsing["batch"] = 1 if at_once else _BATCH
        strings = decoded(file, str(path), notes)
        try:
            if shape is Shape.JSONL and not explain:
                shown = _objects(strings, parsing)
            else:
                shown = _entries(strings, parsing, shape, explain=explain)
            for _ in shown:
                progress.step()
                if at_once:
                    sys.stdout.flush()
            sys.stdout.flush()
        except KeyboardInterrupt:
            progress.end()
            sys.stdout.flush()
            raise StoppedError(f"stopped after {progress.counted}") from None
        progress.end()
    for said in notes.told("standard input" if path == STDIN else str(path)):
        say(said, err=True)


def _objects(strings: Iterable[str], parsing: _Parsing) -> Iterator[None]:
    """Write `{"csl": …, "confidence": …}` for each string."""
    from joinedup_refs.parse.entries import parse_to_csl

    shown, parsed = tee(strings)
    several = parse_to_csl(parsed, **parsing)
    for raw, (item, confidence) in zip(shown, several, strict=True):
        held: dict[str, Json] = {
            "csl": item if raw.strip() else {},
            "confidence": round(confidence, 4),
        }
        sys.stdout.write(_json(held) + "\n")
        yield


def _entries(
    strings: Iterable[str], parsing: _Parsing, shape: Shape, *, explain: bool
) -> Iterator[None]:
    """Write for each string what it was read as, with its places or for a reader."""
    from joinedup_refs.parse.entries import parse_many

    console = _console() if shape is Shape.PRETTY else None
    shown, parsed = tee(strings)
    several = parse_many(parsed, **parsing)
    for number, (raw, entry) in enumerate(zip(shown, several, strict=True), 1):
        if console is None:
            sys.stdout.write(_json(_object(entry, raw, explain=explain)) + "\n")
        else:
            _print_line(console, number, entry, raw, explain=explain)
        yield


def _object(entry: "Entry", raw: str, *, explain: bool) -> "dict[str, Json]":
    from joinedup_refs.notation.csl import to_csl

    held: dict[str, Json] = {
        "csl": to_csl(entry.reference) if raw.strip() else {},
        "confidence": round(entry.confidence, 4),
    }
    if explain:
        from joinedup_refs.report.explain import spans

        held |= spans(entry, raw)
    return held


def _json(held: "dict[str, Json]", indent: int | None = None) -> str:
    # escaped beyond ASCII: whatever the terminal's encoding, the line is valid JSON
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    from joinedup_refs.report.json_text import harmless

    return harmless(json.dumps(held, ensure_ascii=not unicode, indent=indent))


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _print_line(
    console: "Console", number: int, entry: "Entry", raw: str, *, explain: bool
) -> None:
    """Print what became of one line of a file, under the number of the line."""
    from rich.text import Text as Screen

    blank = not raw.strip()
    head = f"line {number} is empty\n" if blank else f"line {number}\n"
    _print(console, Screen("\n" * (number > 1) + head, style="bold", end=""))
    if not blank:
        _print_one(console, entry, raw, explain=explain)


def _print_one(console: "Console", entry: "Entry", raw: str, *, explain: bool) -> None:
    width = min(console.width, _WIDTH) if console.is_terminal else None
    if explain:
        from joinedup_refs.report.explain import explained

        _print(console, explained(entry, raw, width=width or _WIDTH))
        return
    from joinedup_refs.report.record import record

    _print(console, record(entry, raw, width=width))


def _print(console: "Console", screen: "Screen") -> None:
    # rich would end the program by itself, and as failed, where a pipe is closed
    with console.capture() as printed:
        console.print(screen, soft_wrap=True, end="")
    sys.stdout.write(printed.get())
