"""Tables as comma-separated values, safe to open with a program that calculates."""

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from joinedup_refs.errors import FormatInvalid
from joinedup_refs.formats import plain_names
from joinedup_refs.formats.leftovers import people_of
from joinedup_refs.formats.table_cells import safe, unsafe
from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_from_csl
from joinedup_refs.read.carrier import Content
from joinedup_refs.read.decode import decode
from joinedup_refs.read.read import file_content

_DELIMITERS = (",", ";", "\t")


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


def read(path: os.PathLike[str], needed: Iterable[str] = ()) -> list[tuple[int, Mapping[str, str]]]:
    """Read a table with a header, as spreadsheets save it: each row's line and cells by column.

    Commas, semicolons and tabs part cells; UTF-8, UTF-16 and Windows-1252 are read. An empty file
    is a table without rows.

    Raises:
        FormatInvalid: it is no table, or has not the columns that are needed.
        InputUnreadable: the file is missing or too large.
    """
    path = Path(path)
    text = decode(Content(file_content(path), None, str(path))).printed.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    found: list[tuple[int, Mapping[str, str]]] = []
    try:
        columns = {name.strip().casefold() for name in reader.fieldnames or ()}
        missing = [name for name in needed if name not in columns]
        if missing and text.strip():
            msg = f"{path} is no table of pairs: it has no column {missing[0]!r}"
            raise FormatInvalid(msg)
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
