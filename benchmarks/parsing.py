"""Parses gold reference strings and writes predictions that the scorer can read.

    python benchmarks/parsing.py GOLD.jsonl.gz… -o FOLDER [--first N] [--scorer score_parsing.py]

Gold is one JSON object a line with `id` and `raw`. For each gold file a file of predictions,
`{"id": …, "fields": CSL item}`, goes to FOLDER, and the speed, parsing strings one by one in one
process, to standard output. With `--scorer` its figures are printed too.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from joinedup_refs.notation.csl import to_csl
from joinedup_refs.parse.parse import parse


def read(path: Path, first: int | None) -> Iterator[dict[str, Any]]:
    """Read gold, one record a line, the first `first` only if that is given."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from islice((json.loads(line) for line in lines if line.strip()), first)


def predict(gold: Path, folder: Path, first: int | None) -> tuple[Path, Path, float]:
    """Write gold as used and predictions; give both files and the references parsed a second."""
    name = gold.name.partition(".")[0]
    used, predicted = folder / f"{name}.gold.jsonl", folder / f"{name}.pred.jsonl"
    count, spent_s = 0, 0.0
    with used.open("w", encoding="utf-8") as kept, predicted.open("w", encoding="utf-8") as out:
        for record in read(gold, first):
            began = time.perf_counter()
            parsed = parse(record["raw"])
            spent_s += time.perf_counter() - began
            count += 1
            line = {
                "id": record["id"],
                "fields": to_csl(parsed.reference),
                "confidence": round(parsed.confidence, 4),
            }
            kept.write(json.dumps(record, ensure_ascii=False) + "\n")
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return used, predicted, count / spent_s if spent_s else 0.0


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for predictions")
    parser.add_argument("--first", type=int, help="take only the first N references of each file")
    parser.add_argument("--scorer", type=Path, help="path of score_parsing.py, run on each file")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    parse("Hood, C. (1991), A title (Publisher).")  # opens the model before the clock runs
    for gold in options.gold:
        used, predicted, speed = predict(gold, options.output, options.first)
        print(f"{gold.name}: {speed:.0f} references/s", flush=True)
        if options.scorer:
            subprocess.run(
                [sys.executable, str(options.scorer), str(used), str(predicted)], check=True
            )


if __name__ == "__main__":
    main()
