"""The program: its commands, and what becomes of whatever goes wrong."""

import atexit
import gc
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from joinedup_refs.cli.cache import cache
from joinedup_refs.cli.check import check
from joinedup_refs.cli.cite import cite
from joinedup_refs.cli.clean import clean
from joinedup_refs.cli.convert import convert
from joinedup_refs.cli.duplicates import duplicates
from joinedup_refs.cli.format import format_
from joinedup_refs.cli.index import index
from joinedup_refs.cli.match import match
from joinedup_refs.cli.parse import parse
from joinedup_refs.cli.recite import recite
from joinedup_refs.cli.rule import rule
from joinedup_refs.cli.stopping import STOPPED, StoppedError, heed_always
from joinedup_refs.cli.style import app as style
from joinedup_refs.cli.train import train
from joinedup_refs.cli.zotero import app as zotero
from joinedup_refs.errors import JoinedUpError
from joinedup_refs.version import __version__

_UNUSABLE = 2
_DEBUG = "JOINEDUP_REFS_DEBUG"

EXAMPLES = """\
joinedup-refs mends reference lists and says why. Three ways to begin:

  joinedup-refs clean article.txt                  see what is wrong; no file is written
  joinedup-refs clean article.txt -o refs.bib      write the list, mended, as BibTeX
  joinedup-refs parse "Perri 6 (1997), Holistic Government (Demos)."

joinedup-refs --help names all commands, joinedup-refs clean --help their options.
"""

app = typer.Typer(
    name="joinedup-refs",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS = (
    *(clean, check, parse, match, rule, convert, duplicates),
    *(format_, recite, cite, train, cache),
)
for _command in _COMMANDS:
    app.command(_command.__name__.removesuffix("_"))(_command)
app.add_typer(style)
app.add_typer(index)
app.add_typer(zotero)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"joinedup-refs {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Mend reference lists, with every change explained.

    Examples:

      joinedup-refs clean article.txt

      joinedup-refs clean article.txt -o references.txt

      joinedup-refs check article.txt --format concise
    """  # noqa: D412  (the help of the program; blank lines keep the examples apart)
    del version
    if context.invoked_subcommand is None:
        typer.echo(EXAMPLES, nl=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code: 0, 1 for findings, 2 for what cannot be done.

    Whatever goes wrong is said on standard error in at most three lines. The environment variable
    `JOINEDUP_REFS_DEBUG` lets a traceback through.
    """
    _tolerate(sys.stdout)
    _tolerate(sys.stderr)
    # the model's matrices are small: more threads cost more than they bring
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # to look for plugins of pydantic takes longer than to load the model
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # nothing made here refers back to its maker, and looking for such takes a third of the time
    gc.set_threshold(5_000_000, 50, 50)
    try:
        code = app(args=None if arguments is None else list(arguments), standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever reads has had enough, as `head` does; Python would complain again when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except JoinedUpError as error:
        return _said(str(error))
    except (KeyboardInterrupt, StoppedError) as end:
        return _said(str(end) or "stopped", STOPPED)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else _UNUSABLE
    except Exception as error:
        known = _known(error)
        if known is None and os.environ.get(_DEBUG):
            raise
        ended = STOPPED if type(error).__name__ == "Abort" else _UNUSABLE
        return _helped(error) or _said(known or _unknown(error), ended)
    if code == STOPPED:  # what typer makes of Ctrl-C, without a word
        _said("stopped")
    return code if isinstance(code, int) else 0


def program() -> NoReturn:
    """Run the program and end its process.

    The interpreter is not taken down, for to give back what a large library takes up piece by piece
    takes a while. Nor is a daemon thread waited for that still waits for an answer, or may it meet
    an interpreter that is gone while it is at work in compiled code.
    """
    heed_always()
    code = main()
    others = [one for one in threading.enumerate() if one is not threading.main_thread()]
    if not others:
        atexit._run_exitfuncs()  # noqa: SLF001  (there is no other name for it)
    elif not any(thread.daemon for thread in others):
        sys.exit(code)  # waits until they are done
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _helped(error: Exception) -> int:
    """Show the whole help of a group that was named without one of its commands; else give 0."""
    if type(error).__name__ != "NoArgsIsHelpError":
        return 0
    sys.stderr.write(f"{error}\n")
    return _UNUSABLE


def _known(error: Exception) -> str | None:
    """Say what a user did, or what the system refused; None for a fault of the program."""
    usage = getattr(error, "format_message", None)
    if callable(usage):
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "joinedup-refs"
        said = str(usage()).replace("Value error, ", "")
        return f"{said}\n{path} --help shows how it is used"
    if type(error).__name__ == "Abort":
        return "stopped"
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}"
    return None


def _unknown(error: Exception) -> str:
    return (
        f"an error in joinedup-refs itself, not in your file: {type(error).__name__}: {error}\n"
        f"please report it; {_DEBUG}=1 before the command shows where it happened"
    )


def _said(message: str, code: int = _UNUSABLE) -> int:
    lines = [line[:300] for line in message.splitlines() if line.strip()][:3]
    kept = ("".join(c if c.isprintable() else "?" for c in line) for line in lines)
    sys.stderr.write("joinedup-refs: " + "\n".join(kept) + "\n")
    return code


def _tolerate(stream: object) -> None:
    """Let a terminal that lacks a character show a question mark in its place."""
    reconfigure = getattr(stream, "reconfigure", None)
    if callable(reconfigure):
        reconfigure(errors="replace")
