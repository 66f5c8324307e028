"""Tables as comma-separated values, safe to open with a program that calculates.

A cell that such a program would take for a formula begins with an apostrophe, which is taken away
when the table is read again. Source: OWASP, "CSV injection", on the characters that begin formulas.
"""

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from joinedup_refs.errors import FormatInvalid, InputUnreadable
from joinedup_refs.formats import plain_names
from joinedup_refs.formats.leftovers import people_of
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_from_csl
from joinedup_refs.read.carrier import Content
from joinedup_refs.read.decode import decode

_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠|%]|[\t\r\n])")
_LARGEST = 64_000_000  # bytes
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DELIMITERS = (",", ";", "\t")


def safe(cell: str) -> str:
    """Give a cell that no program takes for a formula.

    >>> safe("=1+1"), safe("Adams"), safe(" -3")
    ("'=1+1", 'Adams', "' -3")
    """
    cell = _CONTROL.sub(" ", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unsafe(cell: str) -> str:
    """Give a cell as it was before `safe` changed it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table with a header; lines end as RFC 4180 has it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def content(table: str) -> bytes:
    """Give a table as the bytes of a file, with the mark by which Excel knows UTF-8."""
    return table.encode("utf-8-sig")


def read(path: os.PathLike[str]) -> list[tuple[int, Mapping[str, str]]]:
    """Read a table with a header, as spreadsheets save it: each row's line and cells by column.

    Commas, semicolons and tabs part cells; UTF-8, UTF-16 and Windows-1252 are read.

    Raises:
        FormatInvalid: it is no table.
        InputUnreadable: the file is missing or too large.
    """
    text = _text(Path(path))
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    found: list[tuple[int, Mapping[str, str]]] = []
    try:
        for row in reader:
            cells = {
                name.strip().casefold(): unsafe(cell or "")
                for name, cell in row.items()
                if isinstance(name, str) and not isinstance(cell, list)
            }
            found.append((reader.line_num, cells))
    except csv.Error as error:
        said = f"this is no table of comma-separated values: {error}"
        msg = f"{path}, line {reader.line_num}: {said}"
        raise FormatInvalid(msg) from None
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            held = file.read(_LARGEST + 1)
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise InputUnreadable(msg) from None
    if len(held) > _LARGEST:
        msg = f"{path} has more than 64 million bytes"
        raise InputUnreadable(msg)
    return decode(Content(held, None, str(path)), None).printed.removeprefix("\ufeff")


def shown(value: Json) -> str:
    """Give the value of a variable as a cell has it."""
    if isinstance(value, str):
        return value
    date = date_from_csl(value) if isinstance(value, dict) else None
    if date is not None:
        return dates.format(date) if date.kind == "date" else date.text
    people = people_of(value)
    if people:
        return "; ".join(plain_names.write(name) for name in people)
    return json.dumps(value, ensure_ascii=False)
