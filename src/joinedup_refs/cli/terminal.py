"""What commands take, say and give, so that no file and no file's name commands the terminal."""

import sys

import typer


def say(line: str, *, err: bool = False) -> None:
    """Say something in a line or several; what would command a terminal stands as a `?`."""
    typer.echo("".join(c if c.isprintable() or c == "\n" else "?" for c in line), err=err)


def taken() -> bytes:
    """Read standard input, no more of it than a byte above what reading takes in."""
    from joinedup_refs.read.read import LARGEST

    return sys.stdin.buffer.read(LARGEST + 1)


def give(content: bytes) -> None:
    """Write to standard output what was asked for, in UTF-8 or as its file is encoded.

    A file or a program gets every byte; a terminal is shown signs for the characters that would
    command it.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(_shown(content) if sys.stdout.isatty() else content)
    sys.stdout.buffer.flush()


def _shown(content: bytes) -> bytes:
    from joinedup_refs.report.source_lines import safe

    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    return "\n".join("".join(map(safe, line)) for line in lines).encode("utf-8", "replace")
