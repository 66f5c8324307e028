"""`joinedup-refs recite`: citations in a text follow keys that changed."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup_refs.cli.mending import mended_name
from joinedup_refs.cli.terminal import give, say, taken
from joinedup_refs.errors import ConfigInvalid, FormatInvalid, InputUnreadable
from joinedup_refs.saving import same_file, save

_STREAM = Path("-")
_LATEX_ALONE = frozenset([".tex", ".ltx", ".latex", ".sty", ".cls", ".rnw", ".bib", ".aux"])


def recite(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="LaTeX or Markdown files; - for standard input."),
    ],
    *,
    map_: Annotated[
        Path,
        typer.Option(
            "--map", metavar="FILE", help="Which keys changed: a table with columns old,new."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Where to; NAME.mended.EXT unless."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing.")] = False,
) -> None:
    r"""Change the keys that a text cites as a map of keys says.

    Looks at \cite and its like, and at pandoc's [@key]. The text itself stays as it is; a copy with
    the new keys is written beside it.

    Examples:

      joinedup-refs recite paper.tex --map refs.keys.csv

      joinedup-refs recite paper.md --map refs.keys.csv -o paper-new.md
    """  # noqa: D412  (this is the help of the command, not of a function)
    from joinedup_refs.formats.key_map import read_key_map
    from joinedup_refs.read.read import file_content

    if output is not None and len(files) > 1:
        msg = "-o names one file\ngive one FILE, or leave -o out"
        raise ConfigInvalid(msg)
    if output is not None and _STREAM not in {output, *files} and same_file(output, files[0]):
        msg = f"{output} is the input, which is not overwritten\ngive the output another name"
        raise ConfigInvalid(msg)
    if output is not None and output != _STREAM and same_file(output, map_):
        msg = f"{output} is the map, which is not overwritten\ngive the output another name"
        raise ConfigInvalid(msg)
    try:
        changes = read_key_map(file_content(map_).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputUnreadable(f"{map_} is not UTF-8") from None
    except FormatInvalid as error:
        raise InputUnreadable(f"{map_}, {error}") from None
    for file in files:
        to_stream = output == _STREAM or (output is None and file == _STREAM)
        said = _recited(file, _STREAM if to_stream else output, changes)
        if not quiet:
            for line in said:
                say(line, err=to_stream)


def _recited(file: Path, target: Path | None, changes: dict[str, str]) -> list[str]:
    from joinedup_refs.formats.cited_keys import recited
    from joinedup_refs.read.carrier import Content
    from joinedup_refs.read.decode import decode
    from joinedup_refs.read.library import encode_as
    from joinedup_refs.read.read import file_content

    data = taken() if file == _STREAM else file_content(file)
    carried = decode(Content(data, None, str(file)))
    markdown = file.suffix.lower() not in _LATEX_ALONE
    made = recited(carried.printed, changes, markdown=markdown)
    content = encode_as(data, carried.printed, carried.encoding, made.text)
    name = "standard input" if file == _STREAM else str(file)
    citations = "1 citation" if made.changed == 1 else f"{made.changed} citations"
    if target == _STREAM:
        give(content)
        return [f"{name}: {citations} changed"]
    if target is None and not made.changed:
        return [f"{name}: {citations} changed, so no copy was written"]
    return [f"{name}: {citations} changed", save(target or mended_name(file), content)]
