"""Record files of other programs: read, written in their own format, and read again.

Run: python benchmarks/real_files.py FOLDER [MORE …]; folders are gone through for files whose
ending tells a format. The models of the two readings should be equal; with --differences each value
that is not is named. Files that cannot be read are named with the reason.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from joinedup_refs.convert import Loaded, load
from joinedup_refs.errors import JoinedUpError
from joinedup_refs.formats import Record, all_formats
from joinedup_refs.notation.csl import to_csl

_SKIPPED = (".json", ".yaml", ".yml")
"""Endings that mostly stand for something else."""


def main() -> None:
    """Print a line for each format: files, records, those equal after writing and reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--differences", action="store_true", help="name what is not equal")
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for path in _files(arguments.folders):
        try:
            loaded = load(path)
        except JoinedUpError as error:
            print(f"not read: {path.name}: {str(error).splitlines()[0]}")
            continue
        own = counts.setdefault(loaded.format.name, Counter())
        own.update(files=1, gaps=len(loaded.gaps))
        for record, told in _again(loaded):
            own.update(records=1, equal=not told)
            if told and arguments.differences:
                print(f"{path.name} {record.id}: {told}")
    print(f"{'format':12} {'files':>6} {'gaps':>6} {'records':>8} {'equal':>8}")
    for name, own in sorted(counts.items()):
        numbers = " ".join(f"{own[key]:>8}" for key in ("records", "equal"))
        print(f"{name:12} {own['files']:>6} {own['gaps']:>6} {numbers}")


def _files(folders: list[Path]) -> Iterator[Path]:
    endings = {s for f in all_formats() if f.read is not None for s in f.suffixes}
    for folder in folders:
        paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        yield from (
            p for p in paths if p.suffix.lower() in endings.difference(_SKIPPED) and p.is_file()
        )


def _again(loaded: Loaded) -> Iterator[tuple[Record, str]]:
    """Give each record with what differs after it was written and read, or nothing."""
    form = loaded.format
    assert form.write is not None  # noqa: S101  (every format that is read is written)
    assert form.read is not None  # noqa: S101
    again = form.read(form.write(loaded.records, form.target))
    for before, after in zip_longest(loaded.records, again):
        if before is None or after is None:
            yield before or after, "the record has no counterpart"
            continue
        one, other = (_values(record) for record in (before, after))
        changed = sorted(v for v in one | other if one.get(v) != other.get(v))
        yield (
            before,
            "; ".join(f"{v}: {one.get(v)!r} → {other.get(v)!r}"[:300] for v in changed),
        )


def _values(record: Record) -> dict[str, object]:
    return {k: v for k, v in to_csl(record.reference).items() if k != "citation-key"}


if __name__ == "__main__":
    main()
