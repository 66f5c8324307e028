"""How well records of one work are found, beside bib-dedupe on the same records.

Run: python benchmarks/duplicates.py CORPORA/crossref/works.jsonl.gz [--held-out] [--seed N]
[--works N] [--plain] [--bib-dedupe PYTHON] [--wrong FILE] [--growth] [--as-they-are], PYTHON being
that of an environment with bib-dedupe. Works of one half are to develop on, those of the other
(`--held-out`) to report. `--as-they-are` takes Crossref's works without their identifiers and
prints what is merged: nearly all of them are of one work each.

Precision and recall are of pairs within the groups that come out; `shown` counts those that are
proposed to a person besides. Time is that of the processor, bib-dedupe's on one core.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import joinedup_refs as jr
from duplicate_records import Item, Made, records, works
from joinedup_refs.convert import writable, write
from joinedup_refs.formats import Record, plain_names
from joinedup_refs.notation.csl import from_csl

_PEER = """
import resource, sys, json
import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep
records = pd.read_csv(sys.argv[1], dtype=str)
matched = match(block(prep(records, cpu=1), cpu=1), cpu=1)
used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
spent = sum(u.ru_utime + u.ru_stime for u in used)
print(json.dumps({"groups": cluster(matched), "s": spent}))
"""


_MEASURE = """
import gc, re, sys, time
from pathlib import Path
from joinedup_refs.duplicates.decisions import Decisions
from joinedup_refs.duplicates.finding import found_in
from joinedup_refs.duplicates.reading import files_of
gc.set_threshold(50_000, 20, 20)  # as the program has it
times = [time.process_time()]
files = files_of([Path(sys.argv[1])])
times.append(time.process_time())
found = found_in(files, Decisions())
times.append(time.process_time())
found.to("ris"), found.keys_csv(), found.differences_csv(), found.pairs_csv()
times.append(time.process_time())
each = [1e6 * (b - a) / len(found.records) for a, b in zip(times, times[1:])]
memory = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print("read {:.0f}, found {:.0f}, written {:.0f} µs each;".format(*each), memory, "MB")
"""


def main() -> None:
    """Print precision and recall of both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, metavar="WORKS.jsonl.gz")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--works", type=int, default=4000)
    parser.add_argument("--bib-dedupe", metavar="PYTHON", default="")
    parser.add_argument("--plain", action="store_true", help="no works that look like others")
    parser.add_argument("--growth", action="store_true", help="time and memory up to 100,000")
    parser.add_argument("--as-they-are", action="store_true", help="Crossref's own records")
    parser.add_argument("--wrong", type=Path, metavar="FILE", help="write wrong pairs here")
    asked = parser.parse_args()
    items = works(asked.file, held_out=asked.held_out, once=not asked.as_they_are)
    if asked.as_they_are:
        _tell_real([*items, *works(asked.file, held_out=not asked.held_out, once=False)])
        return
    if asked.growth:
        _grow(items)
        return
    made = records(items, asked.seed, asked.works, alike=not asked.plain)
    truth = _pairs(_by_work(made))
    half = "held out" if asked.held_out else "development"
    half += ", plain" if asked.plain else ""
    print(f"{half}, seed {asked.seed}: {len(made)} records, {len(truth)} pairs of one work")
    given = [Record(one.item["id"], from_csl(one.item), one.item["id"]) for one in made]
    begun = time.process_time()
    found = jr.duplicates([given[::2], given[1::2]])
    spent = time.process_time() - begun
    place = {record.key: n for n, record in enumerate(given)}
    groups = [[place[found.records[p].key] for p in group] for group in found.groups]
    shown = {
        tuple(sorted(place[found.records[p].key] for p in (pair.one, pair.other)))
        for pair in found.possible
    }
    _tell("joinedup-refs", groups, truth, spent, len(made))
    print(f"  shown besides: {len(shown)}, {len(shown & truth)} of them of one work")
    if asked.wrong:
        _write_wrong(asked.wrong, made, _pairs(groups), shown, truth)
    if asked.bib_dedupe:
        groups, spent = _peer(asked.bib_dedupe, made)
        _tell("bib-dedupe", groups, truth, spent, len(made))


def _grow(items: list[Item]) -> None:
    """Print what a record takes in files of 12,500 to 100,000: µs of the processor, memory."""
    made: list[Made] = []
    for seed in (1, 2, 3):  # the same works again, as further databases write them
        made += records(items, seed, 9000)
    for count in (12_500, 25_000, 50_000, 100_000):
        held = [
            Record(f"k{n}", from_csl({**one.item, "id": f"k{n}", "citation-key": f"k{n}"}), f"k{n}")
            for n, one in enumerate(made[:count])
        ]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "records.ris"
            file.write_text(write(held, writable("ris")), encoding="utf-8")
            del held
            done = subprocess.run(
                [sys.executable, "-c", _MEASURE, str(file)], capture_output=True, check=True
            )
        print(f"{count:>7} records  {done.stdout.decode().strip()}", flush=True)


def _tell_real(items: list[Item]) -> None:
    """Print which of Crossref's own records are merged where no identifier tells them apart."""
    bare = [{k: v for k, v in item.items() if k not in _IDENTIFIERS} for item in items]
    given = [Record(f"k{n}", from_csl(item), f"k{n}") for n, item in enumerate(bare)]
    found = jr.duplicates([given])
    print(f"{len(given)} records, {len(found.groups)} groups, {len(found.possible)} pairs shown")
    for group in found.groups:
        for place in group:
            item = items[place]
            print(
                item.get("DOI"), item["title"][:60], item.get("container-title", "")[:40], sep=" | "
            )


_IDENTIFIERS = ("DOI", "URL", "ISBN", "PMID", "PMCID")


def _by_work(made: Sequence[Made]) -> Iterable[Sequence[int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(made):
        groups[one.work].append(place)
    return groups.values()


def _pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, ...]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _tell(
    name: str, groups: Iterable[Sequence[int]], truth: set[tuple[int, ...]], spent: float, of: int
) -> None:
    found = _pairs(groups)
    right = len(found & truth)
    print(
        f"{name:14} precision {right / max(1, len(found)):.5f} ({len(found) - right} wrong)  "
        f"recall {right / len(truth):.4f}  {1e6 * spent / of:.0f} µs a record"
    )


def _write_wrong(
    path: Path,
    made: Sequence[Made],
    found: set[tuple[int, ...]],
    shown: set[tuple[int, ...]],
    truth: set[tuple[int, ...]],
) -> None:
    lines = []
    told = [
        ("WRONG", found - truth),
        ("MISSED", truth - found - shown),
        ("ONLY SHOWN", shown & truth),
    ]
    told += [("SHOWN, OTHER", shown - truth)]
    for name, pairs in told:
        for pair in sorted(pairs):
            lines += [name, *(_line(made[n]) for n in pair), ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    print(Counter(line for line in lines if line.isupper()))


def _line(one: Made) -> str:
    shown = {k: v for k, v in one.item.items() if k not in _LONG}
    return f"{one.work} {json.dumps(shown, ensure_ascii=False)}"


_LONG = frozenset({"abstract", "license", "citation-key", "URL", "publisher-place", "language"})


def _peer(python: str, made: Sequence[Made]) -> tuple[list[list[int]], float]:
    """Have bib-dedupe group the same records."""
    with tempfile.TemporaryDirectory() as folder:
        table, script = Path(folder) / "records.csv", Path(folder) / "peer.py"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, _COLUMNS)
            writer.writeheader()
            writer.writerows(_row(one.item) for one in made)
        script.write_text(_PEER, encoding="utf-8")
        done = subprocess.run(
            [python, str(script), str(table)], capture_output=True, text=True, check=True
        )
    told = json.loads(done.stdout.splitlines()[-1])
    return [[int(key[1:]) for key in group] for group in told["groups"]], told["s"]


_COLUMNS = (
    *("ID", "ENTRYTYPE", "author", "title", "year", "journal", "booktitle", "volume", "number"),
    *("pages", "doi", "isbn", "issn", "abstract", "publisher", "edition"),
)
_ENTRY_TYPES = {"chapter": "incollection", "book": "book", "paper-conference": "inproceedings"}


def _row(item: dict[str, object]) -> dict[str, str]:
    reference = from_csl(item)
    kind = _ENTRY_TYPES.get(str(item["type"]), "article")
    names = (plain_names.write(name) for name in reference.author)
    year = reference.issued.year if reference.issued and reference.issued.kind == "date" else ""
    container = str(item.get("container-title", ""))
    return {
        "ID": str(item["id"]),
        "ENTRYTYPE": kind,
        "author": " and ".join(names),
        "title": str(item["title"]),
        "year": str(year),
        "journal": container if kind == "article" else "",
        "booktitle": container if kind != "article" else "",
        "volume": str(item.get("volume", "")),
        "number": str(item.get("issue", "")),
        "pages": str(item.get("page", "")),
        "doi": str(item.get("DOI", "")),
        "isbn": str(item.get("ISBN", "")),
        "issn": str(item.get("ISSN", "")),
        "abstract": str(item.get("abstract", "")),
        "publisher": str(item.get("publisher", "")),
        "edition": str(item.get("edition", "")),
    }


if __name__ == "__main__":
    main()
