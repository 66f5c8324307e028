"""`joinedup-refs parse`: reference strings to fields."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from enum import StrEnum
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from joinedup_refs.errors import ConfigInvalid, InputUnreadable

if TYPE_CHECKING:
    from joinedup_refs.model.entry import Entry

_STDIN = Path("-")
_EVERY = 1000


class Shape(StrEnum):
    """How a parsed reference is shown."""

    PRETTY = "pretty"
    JSON = "json"
    JSONL = "jsonl"


def parse(
    reference: Annotated[
        str, typer.Argument(metavar="[REFERENCE]", help="One reference, in quotation marks.")
    ] = "",
    *,
    lines: Annotated[
        Path | None,
        typer.Option(
            "--lines", metavar="FILE", help="A file of references, one a line; - for input."
        ),
    ] = None,
    show_as: Annotated[
        Shape | None,
        typer.Option("--format", help="pretty; json; jsonl, one object for each line."),
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, help="Share long files among so many.")
    ] = 1,
) -> None:
    """Take a reference apart into its fields.

    A file is taken line by line and in order: an object for each line, for an empty line an
    empty one.

    Examples:

      joinedup-refs parse "Perri 6 (1997), Holistic Government (Demos)."

      joinedup-refs parse --lines references.txt --format jsonl > references.jsonl
    """  # noqa: D412  (this is the help of the command, not of a function)
    if (lines is None) == (not reference.strip()):
        msg = "give one reference in quotation marks, or a file with --lines"
        raise ConfigInvalid(msg)
    if lines is None:
        _one(" ".join(reference.split()), show_as or Shape.PRETTY)
        return
    if show_as not in {None, Shape.JSONL}:
        msg = f"--lines gives an object for each line, so --format {show_as} has no meaning"
        raise ConfigInvalid(msg)
    with opened(lines) as file:
        _each(decoded(file, str(lines)), processes, at_once=lines == _STDIN)


def _one(reference: str, shape: Shape) -> None:
    from joinedup_refs.parse.entries import parse_entry

    entry = parse_entry(reference)
    if shape is Shape.PRETTY:
        from rich.console import Console

        from joinedup_refs.report.record import record

        console = Console(highlight=False, markup=False, emoji=False)
        console.print(record(entry, reference), soft_wrap=True, end="")
        return
    sys.stdout.write(_object(entry, 2 if shape is Shape.JSON else None) + "\n")


def _each(references: Iterable[str], processes: int, *, at_once: bool) -> None:
    from joinedup_refs.parse.entries import parse_many

    shown, parsed = tee(references)
    progress = sys.stderr.isatty() and not sys.stdout.isatty()
    for number, (raw, entry) in enumerate(
        zip(shown, parse_many(parsed, processes=processes), strict=True), 1
    ):
        sys.stdout.write((_object(entry) if raw.strip() else _EMPTY) + "\n")
        if at_once:
            sys.stdout.flush()
        if progress and number % _EVERY == 0:
            sys.stderr.write(f"\r{number:,} lines")
            sys.stderr.flush()
    if progress:
        sys.stderr.write("\r\033[K")


_EMPTY = '{"csl": {}, "confidence": 0.0}'


def _object(entry: "Entry", indent: int | None = None) -> str:
    from joinedup_refs.notation.csl import to_csl

    held = {"csl": to_csl(entry.reference), "confidence": round(entry.confidence, 4)}
    # escaped beyond ASCII: whatever the terminal's encoding, the line is valid JSON
    return json.dumps(held, ensure_ascii=not _unicode(), indent=indent)


def _unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def opened(path: Path) -> "BinaryIO | nullcontext[BinaryIO]":
    """Open a file of lines, or standard input for `-`.

    Raises:
        InputUnreadable: there is none; what is near is named.
    """
    if path == _STDIN:
        return nullcontext(sys.stdin.buffer)
    if not path.is_file():
        from joinedup_refs.read import read

        read(path)  # says what is there instead, and names what is near
    try:
        return path.open("rb")
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}"
        raise InputUnreadable(msg) from None


def decoded(file: BinaryIO, name: str) -> Iterator[str]:
    """Give the lines of a file, UTF-8 or else Windows-1252, without their ends.

    Raises:
        InputUnreadable: it is not a file of lines.
    """
    for number, line in enumerate(file, 1):
        if number == 1 and (b"\0" in line or line.startswith((b"\xff\xfe", b"\xfe\xff"))):
            msg = f"{name} is not a file of lines in UTF-8\nsave it as UTF-8 text"
            raise InputUnreadable(msg)
        kept = line.rstrip(b"\r\n")
        try:
            text = kept.decode("utf-8")
        except UnicodeDecodeError:
            text = kept.decode("cp1252", errors="replace")
        yield text.removeprefix("\ufeff") if number == 1 else text
