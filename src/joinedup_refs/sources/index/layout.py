"""The folder of an index: what stands in it, what of that counts, and who may change it.

`manifest.json` alone says what counts, and is replaced in one step. Everything else is either named
in it and never changed again, or belongs to a build under way (`building.json`), or is left over.

    manifest.json   records/00001.rec …   search-3/   keys-3/
    building.json   search-4/   keys-4/   run-4-1/ …        while a build is under way
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pydantic

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.model.value import Value

FORMAT = 2
"""Goes up when one program could not read what another has written, the older or the newer.

2: a word stands in one field alone, and blocks begin with what is read first.
"""

MANIFEST = "manifest.json"
BUILDING = "building.json"
RECORDS = "records"
_LOCK = "lock"
_Kept = TypeVar("_Kept", bound=Value)
_OURS = ("search-", "keys-", "run-")


class Problem(Value):
    """Something of an input that could not be taken in."""

    place: str
    """File and line, or the member of an archive."""
    message: str


class Input(Value):
    """A file that an index was built from."""

    number: int
    path: str
    size: int
    mtime_ns: int
    hash: str = ""
    """BLAKE2b of its bytes, 16 bytes, hexadecimal."""
    read: int = 0
    """Records read from it."""
    counting: int = 0
    """Records of it that count; the others have a later version, in it or in another input."""
    unread: int = 0
    """Records and parts of it that could not be read."""
    problems: tuple[Problem, ...] = ()
    """The first of them."""
    took_over_from: tuple[int, ...] = ()
    """Inputs that have earlier versions of records of this one."""


class Manifest(Value):
    """What an index holds."""

    format: int = FORMAT
    generation: int
    tool: str
    built: str
    """The day, ISO 8601."""
    records: int
    leave_out: tuple[str, ...] = ()
    """Members of works that are not kept."""
    files: dict[int, int]
    """Files of records, and how long each is."""
    inputs: tuple[Input, ...]

    @property
    def search(self) -> str:
        """The folder of the search."""
        return f"search-{self.generation}"

    @property
    def keys(self) -> str:
        """The folder of the table of DOIs."""
        return f"keys-{self.generation}"


class Progress(Value):
    """How far one input has been read."""

    input: Input
    pieces: int = 0
    done: bool = False


class Building(Value):
    """A build under way, as of its last commit."""

    format: int = FORMAT
    generation: int
    base: int
    """The generation that it goes out from; 0 for none."""
    tool: str
    leave_out: tuple[str, ...] = ()
    given: tuple[tuple[str, int, int], ...]
    """The inputs named: path, size, time of change in nanoseconds."""
    dropped: tuple[int, ...]
    """Inputs whose records in the base do not count any more."""
    progress: tuple[Progress, ...]
    """The inputs to be read, in their order."""
    files: dict[int, int]
    first_file: int
    end: int
    """The place of the first record that is not committed."""
    runs: int = 0


def read_manifest(folder: Path) -> Manifest | None:
    """Read what counts in a folder; None where no index has been finished.

    Raises:
        ConfigInvalid: the manifest is damaged, or another version's that this one cannot read.
    """
    return _read(folder / MANIFEST, Manifest)


def read_building(folder: Path) -> Building | None:
    """Read how far a build had come that was cut off; None for none, or none to go on with."""
    try:
        return _read(folder / BUILDING, Building)
    except ConfigInvalid:
        return None


def write(folder: Path, name: str, value: Manifest | Building) -> None:
    """Put a file of the folder in place, at once and for good."""
    path = folder / name
    fresh = folder / f"{name}.new"
    with fresh.open("wb") as file:
        file.write(value.model_dump_json(indent=1).encode())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """See to it that names in a folder are on the disk, where the system lets one."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


def clear(folder: Path, manifest: Manifest | None) -> None:
    """Delete all that does not count, and nothing that this program did not make."""
    kept = {manifest.search, manifest.keys} if manifest else set()
    for path in folder.iterdir():
        name, _, number = path.name.partition("-")
        ours = f"{name}-" in _OURS and number.replace("-", "").isdecimal()
        if ours and path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)  # a reader on Windows may hold it still
    for name in (BUILDING, f"{BUILDING}.new", f"{MANIFEST}.new"):
        (folder / name).unlink(missing_ok=True)
    files = manifest.files if manifest else {}
    for path in (folder / RECORDS).glob("*.rec"):
        if path.stem.isdecimal() and int(path.stem) not in files:
            path.unlink(missing_ok=True)


def sure_of_the_place(folder: Path) -> None:
    """Refuse to build in a folder that holds other things.

    Raises:
        ConfigInvalid: it does, or is no folder.
    """
    if folder.exists() and not folder.is_dir():
        msg = f"{folder} is no folder\nname another with -o"
        raise ConfigInvalid(msg)
    if not folder.exists() or any((folder / name).exists() for name in (MANIFEST, _LOCK)):
        return
    if any(folder.iterdir()):
        msg = f"{folder} holds other things than an index\nname an empty folder, or a new one"
        raise ConfigInvalid(msg)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold an index for oneself; the system lets go of it when the process ends, however it does.

    Raises:
        ConfigInvalid: another process holds it.
    """
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
        except OSError:
            who = (
                os.pread(handle, 20, 0).decode("ascii", "replace")
                if sys.platform != "win32"
                else ""
            )
            by = f" (process {who.strip()})" if who.strip() else ""
            msg = f"{folder} is being built by another process{by}\nwait until it has finished"
            raise ConfigInvalid(msg) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(path: Path, kind: type[_Kept]) -> _Kept | None:
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise ConfigInvalid(msg) from None
    try:
        found = json.loads(text)
        known = found.get("format") if isinstance(found, dict) else None
        if isinstance(known, int) and known > FORMAT:
            msg = f"{path.parent} was built by a later joinedup-refs\nupdate it, or build anew"
            raise ConfigInvalid(msg)
        if isinstance(known, int) and known < FORMAT:
            msg = (
                f"{path.parent} was built by an earlier joinedup-refs, in a form no longer read\n"
                "build it anew: the same joinedup-refs index build … command with --anew"
            )
            raise ConfigInvalid(msg)
        return kind.model_validate_json(text)
    except (ValueError, pydantic.ValidationError):
        msg = f"{path} is damaged\nbuild the index anew, into another folder or with --anew"
        raise ConfigInvalid(msg) from None
