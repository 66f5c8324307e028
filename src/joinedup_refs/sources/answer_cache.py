"""Answers of services kept in a file, so that the next version of a text is looked up at once."""

import json
import os
import sqlite3
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Protocol

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.model.value import Json

_DAY_S = 86_400
_SHAPE = 1
"""The version of the table; goes up with its columns."""
_PATIENCE_S = 5.0
"""How long another program may hold the file."""


class Cache(Protocol):
    """Keeps answers between requests; it may be asked from several threads at once."""

    def get(self, key: str) -> Json | None:
        """Give what was put under the key; None for nothing, or nothing fresh."""

    def put(self, key: str, answer: Json, *, found: bool) -> None:
        """Keep an answer; one that found nothing for a shorter time."""


class Contents(NamedTuple):
    """What a cache holds."""

    found: int
    """Answers with a record in them."""
    missing: int
    """Answers that nothing was found."""
    size: int
    """Bytes of the file."""


class AnswerCache:
    """Keeps answers in an SQLite file that only its owner may read; for any number of threads.

    What was found is kept for `found_days`, and that nothing was found for `missing_days`, since
    a work may be registered tomorrow. An answer is kept from the moment it is put, however the
    program ends. A file that cannot be used for the moment, as when another program holds it,
    makes requests slower and nothing worse.

    Raises:
        ConfigInvalid: there cannot be a cache at `path`, or what stands there is none.
    """

    def __init__(
        self,
        path: os.PathLike[str] | str,
        *,
        found_days: float = 30,
        missing_days: float = 2,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.path = Path(path)
        self._kept_s = (missing_days * _DAY_S, found_days * _DAY_S)
        self._now = now
        self._lock = Lock()
        try:
            # Made before SQLite opens it, which would let everybody read it.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            self._database = self._opened()
            self.path.chmod(0o600)
        except (OSError, ValueError, sqlite3.Error) as error:
            msg = f"{path} cannot be used as a cache: {error}\ndelete it, or name another file"
            raise ConfigInvalid(msg) from None

    def get(self, key: str) -> Json | None:
        """Give what was put under the key; None for nothing, or nothing fresh."""
        query = "SELECT answer FROM answers WHERE key = ? AND until > ?"
        with suppress(ValueError, RecursionError, sqlite3.Error):
            with self._lock:
                row = self._database.execute(query, (key, self._now())).fetchone()
            if row is not None:
                answer: Json = json.loads(row[0])
                return answer
        return None

    def put(self, key: str, answer: Json, *, found: bool) -> None:
        """Keep an answer; one that found nothing for a shorter time."""
        with suppress(ValueError, RecursionError, sqlite3.Error):
            row = (key, json.dumps(answer), self._now() + self._kept_s[found], found)
            with self._lock, self._database:
                self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)

    def contents(self) -> Contents:
        """Count what is kept and fresh.

        Raises:
            ConfigInvalid: the file cannot be read any more.
        """
        query = "SELECT count(*), coalesce(sum(found), 0) FROM answers WHERE until > ?"
        try:
            with self._lock:
                number, found = self._database.execute(query, (self._now(),)).fetchone()
            return Contents(found, number - found, self.path.stat().st_size)
        except (OSError, sqlite3.Error) as error:
            raise ConfigInvalid(f"{self.path} cannot be read: {error}") from None

    def clear(self) -> None:
        """Forget everything, and give the room back.

        Raises:
            ConfigInvalid: the file cannot be written to.
        """
        try:
            with self._lock:
                with self._database:
                    self._database.execute("DELETE FROM answers")
                self._database.execute("VACUUM")
                self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise ConfigInvalid(f"{self.path} cannot be emptied: {error}") from None

    def _opened(self) -> sqlite3.Connection:
        """Open the file, make the table where there is none, and throw out what is stale."""
        database = sqlite3.connect(self.path, timeout=_PATIENCE_S, check_same_thread=False)
        weakref.finalize(self, database.close)
        (shape,) = database.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        if tables and (shape != _SHAPE or "answers" not in tables):
            raise ValueError("it is the database of another program, or of another version")
        # an answer is then safe without waiting for the disk each time
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        with database:
            database.execute(f"PRAGMA user_version = {_SHAPE}")
            database.execute(
                "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL,"
                " until REAL NOT NULL, found INTEGER NOT NULL)"
            )
            database.execute("DELETE FROM answers WHERE until < ?", (self._now(),))
        return database


def opened(cache: Cache | os.PathLike[str] | str | None) -> Cache | None:
    """Give a cache, that in the file named where a file is named.

    Raises:
        ConfigInvalid: the file is no cache.
    """
    return AnswerCache(cache) if isinstance(cache, (str, os.PathLike)) else cache
