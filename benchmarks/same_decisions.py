"""Tells whether two states of the program decide the same about the same references.

    python benchmarks/same_decisions.py --index FOLDER --references FILE … -o DECISIONS
    python benchmarks/same_decisions.py --compare DECISIONS OTHER [--show N]

Each FILE has one JSON object a line with `raw`, a reference's text, and may be gzipped. DECISIONS
gets a line for each: every match, best first, as JSON, with its verdict, score, agreement, reason,
whole record, and what it stands without. Written by one state and then by another, from one index
or from two of the same records, these are compared with the second command, which counts what
differs and ends with 1 if anything does.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from joinedup_refs.match import match_one
from joinedup_refs.parse import parse
from joinedup_refs.sources.index.source import Index


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write(index: Index, paths: list[Path], output: Path) -> int:
    """Match every reference, write the matches, and count the references."""
    count = 0
    with output.open("w", encoding="utf-8") as out:
        for row in (row for path in paths for row in rows(path)):
            matches = match_one(parse(row["raw"]).reference, row["raw"], index)
            held = [match.model_dump(mode="json") for match in matches]
            for one in held:  # an index built into another folder has another name
                one["candidate"]["origin"].pop("source")
            out.write(json.dumps({"raw": row["raw"], "matches": held}, sort_keys=True) + "\n")
            count += 1
    return count


def differences(one: dict[str, Any] | None, other: dict[str, Any] | None) -> list[str]:
    """Name what two decisions about a reference differ in."""
    if one is None or other is None or one["raw"] != other["raw"]:
        return ["the references are not the same"]
    if one == other:
        return []
    found = []
    accepted, other_accepted = (
        [m["candidate"]["origin"]["id"] for m in held["matches"] if m["verdict"] == "accept"]
        for held in (one, other)
    )
    if accepted != other_accepted:
        found.append("accepted records")
    records, other_records = (
        {m["candidate"]["origin"]["id"]: m for m in held["matches"]} for held in (one, other)
    )
    if records.keys() != other_records.keys():
        found.append("which records are among the matches")
    elif list(records) != list(other_records):
        found.append("order")
    for identifier in records.keys() & other_records.keys():
        left, right = records[identifier], other_records[identifier]
        found += [name for name in left if left[name] != right[name]]
    return list(dict.fromkeys(found)) or ["number of matches"]


def compare(one: Path, other: Path, show: int) -> int:
    """Tell what two files of decisions differ in, and count the references that do."""
    counted: Counter[str] = Counter()
    different = total = 0
    for left, right in zip_longest(rows(one), rows(other)):
        total += 1
        if found := differences(left, right):
            different += 1
            counted.update(found)
            if different <= show:
                print(f"{(left or right or {}).get('raw')}\n  {', '.join(found)}")
    print(f"{total:,} references, {different:,} decided otherwise")
    for name, count in counted.most_common():
        print(f"  {name}: {count:,}")
    return different


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--index", type=Path, help="an index of records")
    parser.add_argument("--references", type=Path, nargs="+", help="references")
    parser.add_argument("-o", "--output", type=Path, help="where the decisions go")
    parser.add_argument("--compare", type=Path, nargs=2, help="two files of decisions")
    parser.add_argument("--show", type=int, default=0, help="how many differences to print")
    options = parser.parse_args()
    if options.compare:
        sys.exit(1 if compare(*options.compare, options.show) else 0)
    if not (options.index and options.references and options.output):
        parser.error("give --index, --references and -o, or --compare")
    count = write(Index(options.index), options.references, options.output)
    print(f"{count:,} references decided")


if __name__ == "__main__":
    main()
