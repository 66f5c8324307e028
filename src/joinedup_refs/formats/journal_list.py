"""Lists of journals' titles and their abbreviations that users bring, such as those of JabRef.

Source: the lists of JabRef (abbrv.jabref.org): comma- or semicolon-separated values, the title and
its abbreviation first in each line; tabs are taken too.
"""

import csv
import os
from pathlib import Path

from joinedup_refs.errors import FormatInvalid, InputUnreadable
from joinedup_refs.notation.journal_titles import JournalTitles, journals, with_own

_DELIMITERS = ("\t", ";", ",")
_LARGEST = 50_000_000  # bytes; the largest known list has a tenth of it


def read(path: os.PathLike[str]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of a full title and its abbreviation; lines that begin with `#` say nothing.

    Raises:
        FormatInvalid: a line has no two values; says which.
        InputUnreadable: the file is missing, too large, or no text in UTF-8.
    """
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        msg = f"the list {path} cannot be read: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    except UnicodeDecodeError:
        msg = f"the list {path} is no text in UTF-8"
        raise InputUnreadable(msg) from None
    if len(content) > _LARGEST:
        msg = f"the list {path} is too large ({_LARGEST:,} bytes at most)"
        raise InputUnreadable(msg)
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        full, short = _values(line, number)
        pairs.append((full, short))
    return tuple(pairs)


def known(path: os.PathLike[str] | None) -> JournalTitles:
    """Give the titles that are known: those of the tables, and before them those of a list."""
    return journals() if path is None else with_own(read(path))


def _values(line: str, number: int) -> tuple[str, str]:
    for delimiter in _DELIMITERS:
        try:
            values = next(csv.reader([line], delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            continue
        if len(values) > 1 and values[0].strip() and values[1].strip():
            return values[0].strip(), values[1].strip()
    msg = "a title and its abbreviation were expected, parted by a comma, semicolon or tab"
    raise FormatInvalid(msg, number)
