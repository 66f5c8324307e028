"""Running pandoc, always in its sandbox.

Source: the pandoc manual, 3.9: `--sandbox` keeps readers and writers from every file that the
command does not name, and from the network. It needs the extra `styles`.
"""

import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from joinedup_refs.errors import ConfigInvalid

INSTALL = 'python -m pip install "joinedup-refs[styles]"'
"""How the extra is had."""


def absent(wanted: str) -> ConfigInvalid:
    """Give the error that says what is missing for something wanted, and how to get it."""
    return ConfigInvalid(
        f"{wanted} needs pandoc and the CSL styles, which do not come with the program itself\n"
        f"install them: {INSTALL}"
    )


def package_folder(name: str) -> Path | None:
    """Give the folder of an installed package, without importing it; None where it is missing."""
    found = find_spec(name)
    if found is None or not found.origin:
        return None
    return Path(found.origin).parent


def program() -> Path | None:
    """Give the pandoc that comes with pypandoc; None where it is missing."""
    folder = package_folder("pypandoc")
    if folder is None:
        return None
    names = ("pandoc", "pandoc.exe")
    return next((p for p in (folder / "files" / name for name in names) if p.is_file()), None)


def run(arguments: Sequence[str], given: bytes, *, wanted: str) -> bytes:
    """Give what pandoc makes of what it is given; `wanted` says in errors what it is for.

    The user's own templates and filters are left aside, so that all get the same.

    Raises:
        ConfigInvalid: pandoc is missing, or refuses what it was asked for.
    """
    pandoc = program()
    if pandoc is None:
        raise absent(wanted)
    with tempfile.TemporaryDirectory(prefix="joinedup-refs-") as nothing:
        command = [str(pandoc), "--sandbox", f"--data-dir={nothing}", *arguments]
        done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())[:200]
        msg = f"{wanted} failed: pandoc says: {said or f'exit code {done.returncode}'}"
        raise ConfigInvalid(msg)
    return done.stdout
