"""Builds indexes of records and asks them; tells speed, size and what is found.

    python benchmarks/index.py --works FILE --folder FOLDER [--count N] [--queries FILE …]

FILE of `--works` has Crossref's messages of works, one a line, maybe gzipped. With `--count` it is
filled up to N records with made ones: the beginning of one title and the end of another, the names
of a third, the journal with volume and pages of a fourth, the references of a fifth. So each word
is as rare among N as it is among the real ones, which is less rare than it would be among as many
real ones, since these bring new words: speed is told at its worst. The files are written as
Crossref's public data file is, 5,000 records each, and kept in FOLDER for the next run.

Each FILE of `--queries` has references, one JSON object a line, with `raw` and `doi`.
"""

import argparse
import gzip
import json
import os
import random
import resource
import statistics
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from joinedup_refs.cli.match_lines import matched
from joinedup_refs.match import match_one
from joinedup_refs.match.query import query_of
from joinedup_refs.parse import parse
from joinedup_refs.sources.index.build import build
from joinedup_refs.sources.index.outcome import Options
from joinedup_refs.sources.index.source import Index
from joinedup_refs.sources.source import Query
from joinedup_refs.spread import spread

_IN_A_FILE = 5000
_PLACE = (
    *("container-title", "short-container-title", "volume", "issue", "page", "journal-issue"),
    *("article-number", "ISSN", "issn-type", "publisher", "member", "prefix", "type", "subtype"),
    *("issued", "published", "published-print", "published-online", "created", "deposited"),
)
_PEOPLE = ("author", "editor")
_TITLE = ("title", "subtitle", "original-title", "short-title")


def rows(path: Path) -> Iterator[bytes]:
    """Read lines."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        yield from (line for line in lines if line.strip())


def made(works: list[dict[str, Any]], number: int, chance: random.Random) -> dict[str, Any]:
    """Make a record out of five others."""
    base, one, two, people, place = (chance.choice(works) for _ in range(5))
    work = dict(base)
    for names, source in ((_PEOPLE, people), (_PLACE, place)):
        for name in names:
            work.pop(name, None)
            if name in source:
                work[name] = source[name]
    for name in _TITLE:
        work.pop(name, None)
    first, second = (" ".join(w.get("title") or [""]).split() for w in (one, two))
    work["title"] = [" ".join(first[: len(first) // 2] + second[len(second) // 2 :])]
    work["DOI"] = f"10.5555/made.{number}"
    return work


def fill(works: Path, folder: Path, count: int) -> list[Path]:
    """Write files of made records until there are `count` with the real ones."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = list(rows(works))
    real = [from_json(line) for line in lines]
    paths = []
    for number, start in enumerate(range(len(real), count, _IN_A_FILE)):
        size = min(_IN_A_FILE, count - start)
        path = folder / f"made-{number:05}-{size}.jsonl.gz"
        paths.append(path)
        if path.exists():
            continue
        chance = random.Random(number)
        records = (to_json(made(real, start + n, chance)) for n in range(size))
        fresh = path.with_suffix(".part")
        with gzip.open(fresh, "wb", compresslevel=1) as packed:
            packed.writelines(record + b"\n" for record in records)
        fresh.replace(path)
    return paths


def cpu_s() -> float:
    """Give the seconds of processor time that this process and its children have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def size_of(folder: Path) -> int:
    """Give the bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def ask(index: Index, path: Path) -> None:
    """Ask for every reference of a file, as parsed and as bare text, and tell what comes."""
    asked = []
    for line in rows(path):
        row = json.loads(line)
        asked.append((row, query_of(parse(row["raw"]).reference, row["raw"])))
    for how in ("parsed, printed DOI left out", "text alone"):
        took: list[float] = []
        busy: list[float] = []
        known = first = found = 0
        for row, query in asked:
            bare = Query(text=query.text) if how == "text alone" else query._replace(doi="")
            began, spent = time.perf_counter(), time.thread_time()
            dois = [str(c.item.get("DOI", "")) for c in index.candidates(bare, most=5)]
            took.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.thread_time() - spent))
            gold = row["doi"] if isinstance(row["doi"], list) else [row["doi"]]
            right = {str(d).lower() for d in (*gold, row.get("also_doi")) if d}
            known += bool(right)
            first += bool(right & set(dois[:1]))
            found += bool(right & set(dois))
        wall, own = (statistics.quantiles(v, n=20) for v in (took, busy))
        print(
            f"{path.name.partition('.')[0]}, {how}: of {known} known, {first} first, {found} among "
            f"five; p50 {wall[9]:.1f} ms, p95 {wall[18]:.1f} ms; on the processor "
            f"p50 {own[9]:.1f} ms, p95 {own[18]:.1f} ms"
        )


def decide(index: Index, paths: list[Path]) -> None:
    """Match every reference of some files, one by one, and tell what a decision costs."""
    busy: list[float] = []
    parsing = 0.0
    for row in (json.loads(line) for path in paths for line in rows(path)):
        spent = time.thread_time()
        reference = parse(row["raw"]).reference
        parsed = time.thread_time()
        match_one(reference, row["raw"], index)
        busy.append(1000 * (time.thread_time() - parsed))
        parsing += parsed - spent
    own = statistics.quantiles(busy, n=20)
    matching = sum(busy) / 1000
    print(
        f"{len(busy):,} decisions, records fetched, parsing left out: on the processor p50 "
        f"{own[9]:.1f} ms, p95 {own[18]:.1f} ms; {len(busy) / matching:,.0f} a second, and "
        f"{len(busy) / (matching + parsing):,.0f} with parsing"
    )


def batch(index: Index, paths: list[Path]) -> None:
    """Parse and match every reference as `match --lines` does, in two fresh processes."""
    strings = [json.loads(line)["raw"] for path in paths for line in rows(path)]
    began, before = time.perf_counter(), cpu_s()
    work = partial(matched, again=index.again(), model=None)
    count = sum(1 for _ in spread(work, strings, processes=2, batch=64))
    wall, used = time.perf_counter() - began, cpu_s() - before
    print(
        f"{count:,} references, parsed and matched by two processes, start included: "
        f"{count / wall:,.0f} a second; on the processor {1000 * used / count:.1f} ms each, "
        f"{count / used:,.0f} a second and core"
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--works", type=Path, required=True, help="records as Crossref has them")
    parser.add_argument("--folder", type=Path, required=True, help="where files and indexes go")
    parser.add_argument("--count", type=int, default=0, help="records, made ones included")
    parser.add_argument("--leave-out", default="", help="members not kept, set apart by commas")
    parser.add_argument("--queries", type=Path, nargs="*", default=[], help="references")
    options = parser.parse_args()
    made_files = fill(options.works, options.folder / "made", options.count)
    folder = options.folder / f"index-{options.count or 'real'}{options.leave_out and '-slim'}"
    if not (folder / "manifest.json").exists():
        began, before = time.perf_counter(), cpu_s()
        left_out = tuple(filter(None, options.leave_out.split(",")))
        inputs: list[os.PathLike[str] | str] = [options.works, *made_files]
        built = build(inputs, folder, Options(leave_out=left_out))
        wall, used = time.perf_counter() - began, cpu_s() - before
        count = built.manifest.records
        print(f"{count:,} records built in {wall:.1f} s, {count / wall:,.0f} a second")
        print(f"processor time {used:.1f} s, {1e6 * used / count:.0f} µs a record")
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"most memory: {rss:.0f} MB, and {_children_mb():.0f} MB in the largest child")
    index = Index(folder)
    million = 1e6 / len(index)
    for part in ("search", "keys", "records"):
        size = sum(size_of(f) for f in folder.glob(f"{part}*"))
        print(f"{part}: {size / 1e6:,.1f} MB, {size * million / 1e6:,.0f} MB for a million records")
    if options.queries:
        decide(index, options.queries)  # before any of them is known to the parser
        batch(index, options.queries)
    for path in options.queries:
        ask(index, path)


def _children_mb() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
