"""Which citation key became which: a table as CSV, whose first two columns are `old` and `new`.

It is written where keys change, and where of two records one is dropped: its key is the old one,
that of the record kept the new one.
"""

import csv
import io
from collections.abc import Mapping

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats.table_cells import safe, unsafe

COLUMNS = ("old", "new")


def write_key_map(changes: Mapping[str, str]) -> str:
    r"""Give changed keys as CSV, one a line in their order, below a line with the columns' names.

    >>> write_key_map({"smith99": "smith1999"})
    'old,new\nsmith99,smith1999\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((safe(old), safe(new)) for old, new in changes.items() if old != new)
    return out.getvalue()


def read_key_map(text: str) -> dict[str, str]:
    r"""Read such a table; columns behind the two are passed over, and keys that stay the same.

    Raises:
        FormatInvalid: its columns are others, a line has not two keys, or one key becomes two.

    >>> read_key_map("old,new\nsmith99,smith1999\n")
    {'smith99': 'smith1999'}
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    found: dict[str, str] = {}
    try:
        head = next(rows, [])
        if tuple(name.strip().lower() for name in head[:2]) != COLUMNS:
            raise FormatInvalid("a map of keys begins with the columns old,new", 1)
        for row in rows:
            if not row:
                continue
            if len(row) > len(COLUMNS) and not row[0].strip():
                continue  # a record that came without a key, which nothing cites
            if len(row) != len(head) or not all(key.strip() for key in row[:2]):
                raise FormatInvalid(
                    "a line of this map has an old key and a new one", rows.line_num
                )
            old, new = (unsafe(key.strip()) for key in row[:2])
            if found.setdefault(old, new) != new:
                message = (
                    f"{old} would become both {found[old]} and {new}\n"
                    "keep the lines of the file that the text cites from"
                )
                raise FormatInvalid(message, rows.line_num)
    except csv.Error as error:
        raise FormatInvalid(f"this is no table of keys: {error}", rows.line_num) from None
    return {old: new for old, new in found.items() if old != new}
