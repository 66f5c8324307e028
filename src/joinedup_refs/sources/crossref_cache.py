"""Answers of Crossref kept in a file, so that the next version of a text is looked up at once."""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.model.value import Json

_DAY_S = 86_400
_PATIENCE_S = 5.0
"""How long another program may hold the file."""


class AnswerCache:
    """Keeps answers in an SQLite file that only its owner may read; for any number of threads.

    What was found is kept for `found_days`, and that nothing was found for `missing_days`, since
    a work may be registered tomorrow. A file that cannot be used for the moment, as when another
    program holds it, makes requests slower and nothing worse.

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
        self._path = Path(path)
        self._found_s = found_days * _DAY_S
        self._missing_s = missing_days * _DAY_S
        self._now = now
        try:
            # Made before SQLite opens it, which would let everybody read it.
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(self._open()) as database, database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS answers"
                    " (key TEXT PRIMARY KEY, answer TEXT NOT NULL, until REAL NOT NULL)"
                )
                database.execute("DELETE FROM answers WHERE until < ?", (now(),))
            self._path.chmod(0o600)
        except (OSError, ValueError, sqlite3.Error) as error:
            msg = f"{path} cannot be used as a cache: {error}\ndelete it, or name another file"
            raise ConfigInvalid(msg) from None

    def get(self, key: str) -> Json | None:
        """Give what was put under the key; None for nothing, or nothing fresh."""
        query = "SELECT answer FROM answers WHERE key = ? AND until > ?"
        with suppress(ValueError, sqlite3.Error), closing(self._open()) as database:
            row = database.execute(query, (key, self._now())).fetchone()
            if row is not None:
                answer: Json = json.loads(row[0])
                return answer
        return None

    def put(self, key: str, answer: Json, *, found: bool) -> None:
        """Keep an answer; one that found nothing for a shorter time."""
        until = self._now() + (self._found_s if found else self._missing_s)
        row = (key, json.dumps(answer), until)
        with suppress(sqlite3.Error), closing(self._open()) as database, database:
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_PATIENCE_S)
