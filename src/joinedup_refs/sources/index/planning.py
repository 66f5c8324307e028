"""What a build has to read: the inputs that are new or have changed, and those beneath them."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.sources.index.layout import Input, Manifest, Problem
from joinedup_refs.sources.index.pieces import digest_of_file, form_of


class Given(NamedTuple):
    """A file named as an input."""

    path: str
    size: int
    mtime_ns: int


class Plan(NamedTuple):
    """What to read."""

    read: tuple[Input, ...]
    """In the order in which they were named; nothing of them is known yet but size and time."""
    dropped: tuple[int, ...]
    """Those among them that the index has already, and whose old records are to go."""
    kept: tuple[Input, ...]
    """Inputs of the index that stay as they are."""
    unchanged: int
    """How many of those named are among these."""


def given(
    inputs: Sequence[os.PathLike[str] | str], index: Path
) -> tuple[tuple[Given, ...], list[Problem]]:
    """Find the files that are named, those in folders too, and say what cannot be found.

    What stands in the folder `index` is the index itself, and hidden files are none of records.
    """
    found: dict[str, Given] = {}
    problems: list[Problem] = []
    for named in map(Path, inputs):
        try:
            paths = list(_files(named.resolve(), index.resolve()))
            for path in paths:
                status = path.stat()
                found[str(path)] = Given(str(path), status.st_size, status.st_mtime_ns)
            if not paths:
                problems.append(Problem(place=str(named), message="no file of records is in it"))
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            problems.append(Problem(place=str(named), message=f"cannot be read: {why}"))
    return tuple(found.values()), problems


def _files(path: Path, index: Path) -> Iterable[Path]:
    if not path.is_dir():
        if path.exists() and not path.is_file():
            raise ValueError("it is no file")  # a pipe would be waited for without end
        return [path]
    found = []
    for folder, folders, names in os.walk(path):
        inner = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in inner if Path(folder, name) != index]
        files = [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
        found += [file for file in files if form_of(file.name) and file.is_file()]
    return found


def plan(named: Sequence[Given], manifest: Manifest | None) -> Plan:
    """Find out what of the files named has to be read.

    A file of which only the time has changed is read for its hash. Where a file has changed that
    took the place of earlier versions in others, these are read again too, since a version may
    count again.
    """
    known = {one.path: one for one in manifest.inputs} if manifest else {}
    by_number = {one.number: one for one in known.values()}
    free = max(by_number, default=0) + 1
    read: dict[str, Input] = {}
    dropped: dict[int, None] = {}
    unchanged: dict[str, Input] = {}
    for one in named:
        old = known.get(one.path)
        if old and (old.size, old.mtime_ns) == (one.size, one.mtime_ns):
            unchanged[one.path] = old
        elif old and old.size == one.size and old.hash == digest_of_file(one.path):
            unchanged[one.path] = old.model_copy(update={"mtime_ns": one.mtime_ns})
        else:
            number = old.number if old else free
            free += not old
            read[one.path] = Input(
                number=number, path=one.path, size=one.size, mtime_ns=one.mtime_ns
            )
            if old:
                dropped[number] = None
    for number in [n for changed in dropped for n in by_number[changed].took_over_from]:
        beneath = by_number.get(number)
        if beneath is None or beneath.path in read or not Path(beneath.path).is_file():
            continue
        status = Path(beneath.path).stat()
        read[beneath.path] = Input(
            number=number, path=beneath.path, size=status.st_size, mtime_ns=status.st_mtime_ns
        )
        dropped[number] = None
    kept = [unchanged.get(path, old) for path, old in known.items() if path not in read]
    return Plan(tuple(read.values()), tuple(dropped), tuple(kept), len(set(unchanged) - set(read)))


def leaving_out(wanted: Sequence[str], manifest: Manifest | None) -> tuple[str, ...]:
    """Give the members of works that are not to be kept.

    Raises:
        ConfigInvalid: the index was built otherwise.
    """
    members = tuple(sorted(dict.fromkeys(member for member in wanted if member)))
    if needed := {"DOI", "title", "type"} & set(members):
        msg = f"{', '.join(sorted(needed))} cannot be left out; reference and abstract are largest"
        raise ConfigInvalid(msg)
    if manifest is None or members == manifest.leave_out:
        return members
    if not members:
        return manifest.leave_out
    msg = (
        f"the index leaves out {', '.join(manifest.leave_out) or 'nothing'}, unlike what is asked\n"
        "build it anew for that, with --anew"
    )
    raise ConfigInvalid(msg)
