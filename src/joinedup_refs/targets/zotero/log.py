"""What was to be sent, and what was: lines of JSON, on the disk before anything leaves.

A log is only added to. Its last line may be cut short, when the process ended just then.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, Self, TypeAlias

from joinedup_refs.errors import ConfigInvalid, InputUnreadable
from joinedup_refs.model.value import Json
from joinedup_refs.targets.zotero.address import KEY, Library, library

What: TypeAlias = Literal["changes", "new"]
Event: TypeAlias = Literal["sending", "sent", "skipped", "undone"]

_NAME = "joinedup-refs zotero"
_VERSION = 1
_EVENTS: tuple[Event, ...] = ("sending", "sent", "skipped", "undone")


class Planned(NamedTuple):
    """An item that was to be written."""

    key: str
    before: dict[str, Json]
    """The item as it was; empty for a new one."""
    patch: dict[str, Json]
    """The fields that were to be written; of a new item, all of it."""


class Told(NamedTuple):
    """What a log tells."""

    library: Library
    server: str
    what: What
    planned: tuple[Planned, ...]
    last: Mapping[str, Event]
    """The last thing that happened to an item; nothing where it was not come to."""


class Log:
    """A log that is being written, for a `with` block."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file

    @classmethod
    def begin(cls, path: Path, library: Library, server: str, what: What, at: str) -> Self:
        """Begin a log in a new file that only its owner may read.

        Raises:
            ConfigInvalid: a file of that name is there.
            InputUnreadable: the place cannot be written to.
        """
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        except FileExistsError:
            msg = (
                f"{path} is there already, and a log is never overwritten\nname another: --log FILE"
            )
            raise ConfigInvalid(msg) from None
        except OSError as error:
            msg = f"{path} cannot be written: {error.strerror or error}"
            raise InputUnreadable(msg) from None
        log = cls(path, os.fdopen(handle, "ab"))
        log._write(
            {"log": _NAME, "format": _VERSION, "what": what, "library": str(library)}
            | {"server": server, "at": at}
        )
        return log

    @classmethod
    def go_on(cls, path: Path) -> Self:
        """Add to a log that is there.

        Raises:
            InputUnreadable: it cannot be written to.
        """
        try:
            whole = path.read_bytes().endswith(b"\n")
            file = path.open("ab")
        except OSError as error:
            msg = f"{path} cannot be written: {error.strerror or error}"
            raise InputUnreadable(msg) from None
        if not whole:
            file.write(b"\n")
        return cls(path, file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def plan(self, *planned: Planned) -> None:
        """Keep items as they are, and what is to be written; all is on the disk at the return."""
        lines = ({"item": p.key, "before": p.before, "patch": p.patch} for p in planned)
        self._write(*lines)

    def tell(self, event: Event, *keys: str, **more: Json) -> None:
        """Note what happens to items; it is on the disk when this returns."""
        self._write(*({event: key, **more} for key in keys))

    def _write(self, *lines: Mapping[str, Any]) -> None:
        for line in lines:
            told = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace")
            self._file.write(told + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def read(path: Path) -> Told:
    """Read a log.

    Raises:
        InputUnreadable: there is none, or the file is something else.
    """
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        msg = f"the log {path} cannot be read: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    told = list(_lines(path, lines))
    head = told[0] if told else {}
    what = head.get("what")
    if head.get("log") != _NAME or head.get("format") != _VERSION or what not in {"changes", "new"}:
        msg = f"{path} is no log of what was written to Zotero\nname the file that --write told of"
        raise InputUnreadable(msg)
    planned: dict[str, Planned] = {}
    last: dict[str, Event] = {}
    for line in told[1:]:
        key, before, patch = _key(line, "item"), line.get("before"), line.get("patch")
        if key and isinstance(before, dict) and isinstance(patch, dict):
            planned[key] = Planned(key, before, patch)
        for event in _EVENTS:
            if key := _key(line, event):
                last[key] = event
    return Told(
        library(str(head.get("library"))),
        str(head.get("server")),
        what,
        tuple(planned.values()),
        last,
    )


def _key(line: Mapping[str, Any], name: str) -> str:
    value = line.get(name)
    return value if isinstance(value, str) and KEY.fullmatch(value) else ""


def _lines(path: Path, lines: list[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            yield value
        elif any(rest.strip() for rest in lines[number:]) and number == 1:
            msg = f"{path} is no log of what was written to Zotero"
            raise InputUnreadable(msg)
