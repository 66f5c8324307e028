"""Writing a file without losing what stood there."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from joinedup_refs.errors import InputUnreadable


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, through links too."""
    with suppress(OSError):
        if one.samefile(other):
            return True
    return one.absolute() == other.absolute()


def save(path: Path, content: bytes, *, keep: bool = True) -> str:
    """Write a file at once or not at all, and say what was done, in one line.

    What stood there and differs is kept beside it as `NAME.bak`, or `NAME.bak2` and so on where a
    file of that name exists already; none is ever overwritten. Without `keep` it is not.

    Raises:
        InputUnreadable: the place cannot be written to.
    """
    target = path.resolve()
    try:
        if target.is_dir():
            msg = f"{path} is a folder\nname a file in it"
            raise InputUnreadable(msg)
        if path.exists() and not path.is_file():  # a device or a pipe, which has nothing to keep
            with path.open("wb") as stream:
                stream.write(content)
            return f"Written: {path}"
        old = target.read_bytes() if target.exists() else None
        if old == content:
            return f"{path} was already so; it was left as it is."
        kept = _keep(target, old) if old is not None and keep else None
        _replace(target, content)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    if kept is None:
        return f"Written: {path}"
    return f"Written: {path} (what stood there before is in {kept.name})"


def save_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files at once or not at all; one that stands there is replaced whole.

    Raises:
        InputUnreadable: the place cannot be written to.
    """
    target = path.resolve()
    made: Path | None = None
    try:
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
        for name, content in files.items():
            with (made / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        made.chmod(_folder_mode(target))
        _put_in_place(made, target)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _put_in_place(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    # No file system exchanges folders everywhere; what stood there comes back if this fails.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as aside:
        old = Path(aside) / "old"
        target.rename(old)
        try:
            made.rename(target)
        except BaseException:
            old.rename(target)
            raise


def _folder_mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def _keep(target: Path, old: bytes) -> Path:
    for backup in _backups(target):
        with suppress(FileExistsError):
            with backup.open("xb") as file:
                file.write(old)
            with suppress(OSError):
                shutil.copystat(target, backup)
            return backup
    raise AssertionError  # the names never end


def _backups(target: Path) -> Iterator[Path]:
    yield target.with_name(f"{target.name}.bak")
    for number in count(2):
        yield target.with_name(f"{target.name}.bak{number}")


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """Give the permissions of the file there, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
