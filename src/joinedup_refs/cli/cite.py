"""`joinedup-refs cite`: references as a formatted list."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup_refs.cli.terminal import give, say, taken
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.saving import same_file, save

if TYPE_CHECKING:
    from joinedup_refs.formats import Record
    from joinedup_refs.model.document import Document

_STREAM = Path("-")


class Style(StrEnum):
    """The style of a list."""

    OWN = "own"
    PLAIN = "plain"
    ALPHA = "alpha"
    UNSRT = "unsrt"


def cite(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A record file or a text; - for standard input.")
    ],
    *,
    style: Annotated[
        Style | None,
        typer.Option("--style", help="own: as the text itself has it, mended."),
    ] = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help="What FILE is: bibtex, ris… or text.")
    ] = "",
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT", help="Where to; - for standard output."),
    ] = _STREAM,
) -> None:
    """Print references as a list in a style.

    Of a text that is the list in its own style, mended, unless another style is named.

    Examples:

      joinedup-refs cite refs.bib --style plain

      joinedup-refs cite article.txt --style unsrt -o references.txt
    """  # noqa: D412  (this is the help of the command, not of a function)
    if _STREAM not in {file, output} and same_file(file, output):
        msg = f"{output} is the input, which is not overwritten\ngive the output another name"
        raise ConfigInvalid(msg)
    content = _listed(file, style, from_).encode()
    if output == _STREAM:
        give(content)
    else:
        say(save(output, content))


def _listed(file: Path, style: Style | None, from_: str) -> str:
    from joinedup_refs.convert import cite as in_style

    data = taken() if file == _STREAM else file
    if _is_text(file, from_):
        document = _cleaned(data)
        if style in {None, Style.OWN}:
            from joinedup_refs.forms import OwnStyle

            return OwnStyle("txt").write(document)
        return _lines(in_style(document.entries, str(style)))
    if style is Style.OWN:
        msg = f"{file} holds records, which have no style of their own\nname one: --style plain"
        raise ConfigInvalid(msg)
    return _lines(in_style(_records(data, from_), str(style or Style.PLAIN)))


def _is_text(file: Path, from_: str) -> bool:
    """Whether a file is a text with a list in it; its name tells, and for input `--from`."""
    from joinedup_refs.formats import all_formats

    if from_:
        return from_.lower() in {"text", "txt", "html"}
    return file.suffix.lower() not in {s for f in all_formats() for s in f.suffixes}


def _records(data: bytes | Path, from_: str) -> "tuple[Record, ...]":
    from joinedup_refs.convert import load

    return load(data, from_).records


def _cleaned(data: bytes | Path) -> "Document":
    from joinedup_refs.clean import clean

    return clean(data).result


def _lines(listed: tuple[str, ...]) -> str:
    return "".join(f"{line}\n" for line in listed)
