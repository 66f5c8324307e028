"""DOIs to the places of their records: sorted columns of numbers, looked up where they lie.

A DOI goes by 12 bytes of its hash (BLAKE2b, RFC 7693): among 200 million, the chance that two share
theirs is one in 4 × 10¹². Of several records of one DOI the one that was indexed or deposited last
counts; of those alike in this, the one of the later input.
"""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

_Column: TypeAlias = NDArray[Any]

COLUMNS = {"high": "<u8", "low": "<u4", "when": "<u4", "at": "<u8", "input": "<u4"}
"""The columns of a table: two halves of the hash, the date in seconds, the place, the input."""

_HALVES = Struct("<QI")
_AT_ONCE = 500_000
"""Rows that are put in order at a time, so that memory stays flat."""


def hashed(key: str) -> tuple[int, int]:
    """Give the hash of a DOI in two halves.

    >>> hashed("10.5555/ABC") == hashed("10.5555/abc")
    True
    """
    digest = blake2b(key.casefold().encode("utf-8", "replace"), digest_size=12).digest()
    high, low = _HALVES.unpack(digest)
    return high, low


class Table:
    """A table in a folder, one file for each column, rows in the order of their hashes.

    Raises:
        OSError: the folder or one of its files is missing.
        ValueError: the files do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.columns: dict[str, _Column] = {}
        for name, kind in COLUMNS.items():
            path = folder / name
            size = path.stat().st_size
            if size:
                self.columns[name] = np.memmap(path, dtype=kind, mode="r")
            else:
                self.columns[name] = np.empty(0, dtype=kind)
        if len({len(column) for column in self.columns.values()}) != 1:
            msg = f"{folder}: the columns differ in length"
            raise ValueError(msg)

    def __len__(self) -> int:
        return len(self.columns["high"])

    def find(self, key: str) -> int | None:
        """Give the place of the record of a DOI; None where there is none."""
        high, low = hashed(key)
        column = self.columns["high"]
        row = int(np.searchsorted(column, np.uint64(high)))
        while row < len(column) and int(column[row]) == high:
            if int(self.columns["low"][row]) == low:
                return int(self.columns["at"][row])
            row += 1
        return None


def rows_of(keys: Sequence[tuple[int, int, int]]) -> dict[str, _Column]:
    """Give columns of hashes and dates, as the process that reads records makes them."""
    high, low, when = zip(*keys, strict=True) if keys else ((), (), ())
    made = {"high": high, "low": low, "when": when}
    return {name: np.fromiter(values, COLUMNS[name], len(keys)) for name, values in made.items()}


def save(folder: Path, columns: dict[str, _Column]) -> None:
    """Write a table whose rows are put in order; the folder is made."""
    order = np.lexsort((columns["low"], columns["high"]))
    folder.mkdir()
    for name, kind in COLUMNS.items():
        with (folder / name).open("xb") as file:
            file.write(np.ascontiguousarray(columns[name][order], dtype=kind).tobytes())
            file.flush()
            os.fsync(file.fileno())


@dataclass
class Merged:
    """What came of merging tables."""

    count: int = 0
    passed_over: list[int] = field(default_factory=list)
    """Places of records that do not count any more."""
    lost: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """For an input, those whose records its own took the place of."""
    of_input: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """How many records of each input count."""


def merge(old: Table | None, dropped: Collection[int], runs: Sequence[Table], to: Path) -> Merged:
    """Merge tables into a new folder, the latest record of each DOI alone.

    Rows of `old` whose input is among `dropped` are left out.
    """
    merged = Merged()
    tables = [table for table in (old, *runs) if table is not None]
    total = sum(map(len, tables))
    to.mkdir()
    with ExitStack() as stack:
        files = {name: stack.enter_context((to / name).open("xb")) for name in COLUMNS}
        for parts in _ranges(tables, total // _AT_ONCE + 1):
            if old is not None and dropped:
                gone = np.isin(parts[0]["input"], list(dropped))
                merged.passed_over += parts[0]["at"][gone].tolist()
                parts[0] = {name: column[~gone] for name, column in parts[0].items()}
            kept = _latest(parts, merged)
            for name, file in files.items():
                file.write(kept[name].tobytes())
        for file in files.values():
            file.flush()
            os.fsync(file.fileno())
    return merged


def _ranges(tables: Sequence[Table], count: int) -> Iterator[list[dict[str, _Column]]]:
    """Give what every table has of each range of hashes, one range after another."""
    borders = [(1 << 64) * n // count for n in range(1, count)]
    starts = [0] * len(tables)
    for border in (*borders, None):
        parts = []
        for number, table in enumerate(tables):
            high = table.columns["high"]
            end = len(high) if border is None else int(np.searchsorted(high, np.uint64(border)))
            parts.append(
                {name: np.array(c[starts[number] : end]) for name, c in table.columns.items()}
            )
            starts[number] = end
        yield parts


def _latest(parts: Iterable[dict[str, _Column]], merged: Merged) -> dict[str, _Column]:
    none: dict[str, _Column] = {name: np.empty(0, kind) for name, kind in COLUMNS.items()}
    whole = [none, *parts]
    columns = {name: np.concatenate([part[name] for part in whole]) for name in COLUMNS}
    order = np.lexsort([columns[name] for name in ("at", "input", "when", "low", "high")])
    columns = {name: column[order] for name, column in columns.items()}
    high, low = columns["high"], columns["low"]
    last = np.ones(len(high), dtype=bool)
    last[:-1] = (high[1:] != high[:-1]) | (low[1:] != low[:-1])
    winners = np.flatnonzero(last)
    losers = np.flatnonzero(~last)
    if len(losers):
        merged.passed_over += columns["at"][losers].tolist()
        of = columns["input"][winners[np.searchsorted(winners, losers)]]
        pairs = np.unique(np.stack([of, columns["input"][losers]]), axis=1)
        for winner, loser in pairs.T.tolist():
            if winner != loser:
                merged.lost[winner].add(loser)
    kept = {name: column[winners] for name, column in columns.items()}
    numbers, counts = np.unique(kept["input"], return_counts=True)
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        merged.of_input[number] += count
    merged.count += len(winners)
    return kept
