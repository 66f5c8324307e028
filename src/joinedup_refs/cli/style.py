"""`joinedup-refs style learn`: what a good list is like, for others to be held to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli import options
from joinedup_refs.cli.terminal import give, say, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from joinedup_refs.check.style.learning import Learnt, Lesson

_STDIN = Path("-")
_STDOUT = Path("-")

app = typer.Typer(
    name="style",
    help="Learn the style of a good list, to hold others to it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def style() -> None:
    """Learn the style of a good list, to hold others to it."""


@app.command("learn")
def learn(
    file: options.File,
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it, as TOML; - for stdout."),
    ] = None,
    list_only: options.ListOnly = False,
    heading: options.Heading = "",
    encoding: options.Encoding = "",
    model: options.OwnModel = None,
    quiet: options.Quiet = False,
) -> None:
    """Learn from a good list how its entries are written.

    Says what was learnt and from how many entries. Without -o no file is written. The file can be
    read and changed by hand; what is not in it follows the list that is looked at.

    Examples:

      joinedup-refs style learn good.txt

      joinedup-refs style learn good.txt -o house.toml

      joinedup-refs clean article.txt --house-style house.toml
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.check.style import house_file
    from joinedup_refs.errors import ConfigInvalid
    from joinedup_refs.house_style import lesson_of
    from joinedup_refs.model.layout import Layout
    from joinedup_refs.parse.model_file import chosen
    from joinedup_refs.read import read
    from joinedup_refs.saving import same_file, save

    if output is not None and output != _STDOUT and same_file(output, file):
        msg = f"{output} is the list itself\ngive the style another name: -o house.toml"
        raise ConfigInvalid(msg)
    source = taken() if file == _STDIN else file
    text = read(source, encoding=encoding or None).text
    name = "standard input" if file == _STDIN else file.name
    lesson = lesson_of(text, Layout(list_only=list_only, heading=heading), chosen(model))
    written = house_file.write(lesson, name)
    to_stdout = output == _STDOUT
    if not quiet:
        say("\n".join(_told(lesson, name)), err=to_stdout)
    if to_stdout:
        give(written.encode())
        return
    said = save(output, written.encode()) if output else "No file was written: -o house.toml"
    if not quiet:
        say(f"\n{said}")
        if output:
            say(f"Use it:  joinedup-refs clean --house-style {output} article.txt")


def _told(lesson: "Lesson", name: str) -> "Iterator[str]":
    from joinedup_refs.check.style.needs import FIELDS, PLURALS
    from joinedup_refs.report.briefly import plain

    known = [one for one in lesson.learnt if one.norm is not None]
    unknown = [one for one in lesson.learnt if one.norm is None]
    yield f"{plain(name)}: {lesson.entries} entries"
    yield from ("", "LEARNT") if known else ()
    ways = max((len(one.norm.way) for one in known if one.norm), default=0)
    for one in known:
        if one.norm is not None:
            many = f"{one.norm.agreeing} of {one.norm.total} entries"
            yield f"  {one.trait.what:<{_width(lesson)}}  {one.norm.way:<{ways}}  {many}"
    yield from ("", "EVERY ENTRY GIVES") if lesson.needs else ()
    for kind, variables in lesson.needs.items():
        words = [FIELDS[kind][variable] for variable in variables]
        yield f"  {lesson.kinds[kind]} {PLURALS[kind]}: {', '.join(words)}"
    yield from ("", "NOT LEARNT; A LIST FOLLOWS ITS OWN MAJORITY") if unknown else ()
    for one in unknown:
        yield f"  {one.trait.what:<{_width(lesson)}}  {_why(one)}"


def _width(lesson: "Lesson") -> int:
    return max(len(one.trait.what) for one in lesson.learnt)


def _why(one: "Learnt") -> str:
    if not one.ways:
        return "no entry shows it"
    seen = [f"{one.trait.called(way)} in {number}" for way, number in list(one.ways.items())[:3]]
    return f"too few or mixed: {', '.join(seen)}"
