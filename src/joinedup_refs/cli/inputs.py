"""The files that a command line names, those of folders included."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from joinedup_refs.errors import ConfigInvalid, InputUnreadable

STDIN = Path("-")
MENDED = ".mended"
"""What stands before the ending of a mended copy's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One input."""

    path: Path
    """Its path; `-` for standard input."""
    name: str
    """What reports call it."""
    in_folder: bool = False
    """Whether only a folder that it lies in was named."""


def alone(files: Sequence[Path]) -> bool:
    """Whether one input was named, and no folder of them."""
    return len(files) == 1 and not files[0].is_dir()


def inputs(
    files: Sequence[Path], stdin_name: str = "", *, folders: bool = True
) -> tuple[Given, ...]:
    """Give the inputs in the order named, each once; those of a folder by their names.

    Of a folder, and the folders in it, the files are taken whose ending tells a text, a web page or
    a .bib file; neither hidden ones nor mended copies. Without `folders` one is an input that
    cannot be read.

    Raises:
        ConfigInvalid: a name is given for standard input, which is not read.
        InputUnreadable: a folder holds no such file.
    """
    if stdin_name and STDIN not in files:
        msg = "--stdin-filename names what is read from standard input\ngive - as the FILE"
        raise ConfigInvalid(msg)
    found: dict[object, Given] = {}
    for path in files:
        if path == STDIN:
            found.setdefault(STDIN, Given(path=path, name=stdin_name or "stdin"))
        elif folders and path.is_dir():
            for inner in _in_folder(path):
                found.setdefault(
                    inner.absolute(), Given(path=inner, name=str(inner), in_folder=True)
                )
        else:
            found.setdefault(path.absolute(), Given(path=path, name=str(path)))
    return tuple(found.values())


def _in_folder(folder: Path) -> list[Path]:
    from joinedup_refs.formats import all_formats
    from joinedup_refs.read.read import carriers

    endings = {ending for carrier in carriers() for ending in carrier.suffixes}
    endings |= {ending for f in all_formats() if f.fill is not None for ending in f.suffixes}
    found = [path for path in _walk(folder) if path.suffix.lower() in endings]
    if not found:
        msg = f"{folder} holds no file that is read here ({' '.join(sorted(endings))})"
        raise InputUnreadable(msg)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and of those in it, links to folders not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(_seen(folders))
        yield from (Path(here) / name for name in sorted(_seen(names)))


def _seen(names: Iterable[str]) -> Iterator[str]:
    return (n for n in names if not n.startswith(".") and Path(n).suffixes[-2:-1] != [MENDED])
