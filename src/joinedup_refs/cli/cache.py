"""`joinedup-refs cache`: the answers that are kept."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from joinedup_refs.cli.access import usual_cache


class Do(StrEnum):
    """What is to be done with them."""

    INFO = "info"
    CLEAR = "clear"


def cache(
    do: Annotated[Do, typer.Argument(metavar="ACTION", help="info, or clear.")] = Do.INFO,
    *,
    file: Annotated[
        Path | None,
        typer.Option("--cache", metavar="FILE", help="A cache of one's own; the usual one if not."),
    ] = None,
) -> None:
    """Say what is kept of the answers of services, or forget it.

    Records are kept for thirty days, that nothing was found for two. Everything can be asked for
    again.

    Examples:

      joinedup-refs cache info

      joinedup-refs cache clear
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.sources.answer_cache import AnswerCache

    path = file or usual_cache()
    if not path.is_file():
        typer.echo(f"{path}: nothing is kept")
        return
    if do is Do.INFO:
        held = AnswerCache(path).contents()
        typer.echo(
            f"{path}: {held.found:,} with records, {held.missing:,} without, {_size(held.size)}"
        )
        return
    if file is None:
        # also one that is damaged, which could not be opened; nothing else is ever kept there
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    else:
        AnswerCache(path).clear()
    typer.echo(f"{path}: nothing is kept any more")


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB" if number >= 1e5 else f"{number / 1e3:,.0f} kB"
