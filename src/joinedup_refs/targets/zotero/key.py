"""The key to an account: taken in, put into a header, and never shown."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from joinedup_refs.errors import ConfigInvalid, InputUnreadable

VARIABLE = "ZOTERO_API_KEY"
SETTINGS = "https://www.zotero.org/settings/keys"
_KEY = re.compile(r"[A-Za-z0-9]{8,128}", re.ASCII)
_LARGEST = 4096
_HIDDEN = "(key)"


class Key:
    """A key; neither its text nor its representation tells it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        if not _KEY.fullmatch(value):
            msg = f"what was given as a key of Zotero is none\nmake one at {SETTINGS}"
            raise ConfigInvalid(msg)
        self._value = value

    def header(self) -> dict[str, str]:
        """Give the header that a request carries it in."""
        return {"Zotero-API-Key": self._value}

    def hidden_in(self, text: str) -> str:
        """Take the key out of a text that may hold it."""
        return text.replace(self._value, _HIDDEN)

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> str:
        msg = "a key is not to be stored"
        raise TypeError(msg)


def key_of(environment: Mapping[str, str], file: Path | None) -> Key | None:
    """Take the key from a file, or else from the environment; None where neither has one.

    Raises:
        ConfigInvalid: what is there is no key, or others may read the file.
        InputUnreadable: the file cannot be read.
    """
    if file is None:
        value = environment.get(VARIABLE, "").strip()
        return Key(value) if value else None
    try:
        with file.open("rb") as opened:
            open_to_all = os.name == "posix" and os.fstat(opened.fileno()).st_mode & 0o077
            content = opened.read(_LARGEST)
    except OSError as error:
        msg = f"the key in {file} cannot be read: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    if open_to_all:
        msg = f"{file} can be read by others, and holds a key\nclose it first: chmod 600 {file}"
        raise ConfigInvalid(msg)
    return Key(content.decode("utf-8", "replace").strip().removeprefix("\ufeff"))
