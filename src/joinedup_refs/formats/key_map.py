"""Which citation key became which: a table whose first columns are `old` and `new`, as CSV.

It is written where keys change, and where of two records one is dropped: its key is the old one,
that of the record kept the new one.
"""

import csv
import io
from collections.abc import Mapping

from joinedup_refs.errors import FormatInvalid

_COLUMNS = ["old", "new"]


def write_key_map(changes: Mapping[str, str]) -> str:
    r"""Give changed keys as CSV, one a line in their order, below a line with the columns' names.

    >>> write_key_map({"smith99": "smith1999"})
    'old,new\nsmith99,smith1999\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((old, new) for old, new in changes.items() if old != new)
    return out.getvalue()


def read_key_map(text: str) -> dict[str, str]:
    r"""Read such a table; what stands in further columns is for people.

    Raises:
        FormatInvalid: its columns are others, a line has not two keys, or one key becomes two.

    >>> read_key_map("old,new\nsmith99,smith1999\n")
    {'smith99': 'smith1999'}
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    changes: dict[str, str] = {}
    try:
        head = next(rows, [])
        if [name.strip().lower() for name in head[: len(_COLUMNS)]] != _COLUMNS:
            raise FormatInvalid("a map of keys begins with the line old,new", 1)
        for row in rows:
            if not row:
                continue
            if len(row) > len(_COLUMNS) and not row[0].strip():
                continue  # a record that came without a key, which nothing cites
            if len(row) != len(head) or not all(key.strip() for key in row[: len(_COLUMNS)]):
                raise FormatInvalid(
                    "a line of this map has an old key and a new one", rows.line_num
                )
            old, new = (key.strip() for key in row[: len(_COLUMNS)])
            if changes.setdefault(old, new) != new:
                message = f"{old} would become both {changes[old]} and {new}"
                raise FormatInvalid(message, rows.line_num)
    except csv.Error as error:
        raise FormatInvalid(f"this is no table of keys: {error}", rows.line_num) from None
    return {old: new for old, new in changes.items() if old != new}
