"""How long `check` takes over a .bib file of many entries, beside bibtex-tidy in the same run.

Run: python benchmarks/bib_lint.py --works WORKS.jsonl.gz [--entries 5000] [--tidy BIN] [--rounds 3]

The file is made of Crossref records by this project's writer. BIN is the script of bibtex-tidy
(npm install bibtex-tidy; node_modules/bibtex-tidy/bin/bibtex-tidy), which node runs; it formats the
file and looks for duplicate keys. Each is a process of its own, start included; the best of the
rounds counts. The smaller files show how time grows.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from joinedup_refs.formats import Record, find
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.sources import crossref_work


def main() -> None:
    """Print seconds for each size, ours and bibtex-tidy's: by the clock and of the processor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--works", type=Path, required=True, metavar="WORKS.jsonl.gz")
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--tidy", type=Path, metavar="BIN")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'entries':>8} {'program':12} {'seconds':>8} {'processor':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for share in (4, 2, 1):
            count = arguments.entries // share
            file = Path(folder) / f"{count}.bib"
            made = written(arguments.works, count)
            file.write_text(made, encoding="utf-8")
            ours = [sys.executable, "-m", "joinedup_refs.cli", "check", str(file)]
            runs = {"check": ours}
            if arguments.tidy:
                out = str(Path(folder) / "tidy.bib")
                runs["bibtex-tidy"] = ["node", str(arguments.tidy), str(file), "-o", out]
            for name, seconds in best(runs, arguments.rounds).items():
                print(f"{count:8} {name:12} {seconds[0]:8.2f} {seconds[1]:10.2f}")


def written(works: Path, count: int) -> str:
    """Give the first works of a file as BibTeX."""
    with gzip.open(works, "rt", encoding="utf-8") as lines:
        items = (crossref_work.candidate(json.loads(line), "x").item for line in lines)
        records = [Record(f"r{n}", from_csl(i)) for n, i in enumerate(islice(items, count))]
    write = find("bibtex").write
    assert write is not None  # noqa: S101  (BibTeX is written here)
    return write(records, "bibtex")


def best(runs: dict[str, list[str]], rounds: int) -> dict[str, tuple[float, float]]:
    """Run programs in turn, and give the fewest seconds of each by the clock and processor."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, command in runs.items():
            used, begun = _used(), time.perf_counter()
            subprocess.run(command, check=False, capture_output=True)
            found[name].append((time.perf_counter() - begun, _used() - used))
    return {name: (min(t for t, _ in s), min(c for _, c in s)) for name, s in found.items()}


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
