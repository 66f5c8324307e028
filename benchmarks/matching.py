"""Matches real reference strings against records and scores the answers.

    python benchmarks/matching.py --matching FILE --works FILE [--scorer PATH] [--show N]
    python benchmarks/matching.py --matching FILE --index FOLDER [--scorer PATH] [--show N]

FILE of `--matching` has one JSON object a line with `id`, `raw` and `doi` (null where no record is
right); FILE of `--works` has Crossref's messages of works, one a line. Both may be gzipped. FOLDER
is an index of such works, made by `joinedup-refs index build FILE -o FOLDER`. Prints
speed, the scorer's figures, and with `--show` what went wrong, each with the reason given.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from joinedup_refs.match import match_one
from joinedup_refs.model.evidence import Match
from joinedup_refs.parse import parse
from joinedup_refs.sources.index.source import Index
from joinedup_refs.sources.record_file import RecordFile


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def verdict(row: dict[str, Any], answer: str) -> str:
    """Say whether an answer is right, a wrong accept or a miss."""
    gold = row["doi"] if isinstance(row["doi"], list) else [row["doi"]]
    right = {str(d).lower() for d in (*gold, row.get("also_doi")) if d}
    if answer:
        return "right" if answer in right else "WRONG"
    return "miss" if right else "right"


def told(row: dict[str, Any], kind: str, matches: tuple[Match, ...]) -> str:
    """Tell what went wrong with one reference."""
    lines = [f"{kind} {row['id']} ({row['kind']}, {row.get('error', '')}) gold {row['doi']}"]
    lines.append(f"  {row['raw']}")
    for match in matches[:3]:
        item = match.candidate.item
        names = item.get("author") or item.get("editor") or []
        lines.append(
            f"    {match.verdict} {match.score:.2f} {item.get('DOI')}: {match.reason}\n"
            f"      {item.get('type')} {[n.get('family') for n in names][:4]} "
            f"{item.get('title')} | "
            f"{item.get('container-title')} {match.candidate.years} {item.get('volume')} "
            f"{item.get('issue')} {item.get('page')}\n"
            f"      {match.agreement}"
        )
    return "\n".join(lines)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--matching", type=Path, required=True, help="references and right DOIs")
    records = parser.add_mutually_exclusive_group(required=True)
    records.add_argument("--works", type=Path, help="records, as Crossref serves them")
    records.add_argument("--index", type=Path, help="an index of records")
    parser.add_argument("--scorer", type=Path, help="path of score_matching.py")
    parser.add_argument("--show", type=int, default=0, help="how many errors to print")
    parser.add_argument("-o", "--output", type=Path, help="keep the predictions here")
    options = parser.parse_args()
    began = time.perf_counter()
    source = Index(options.index) if options.index else RecordFile(options.works)
    print(f"{len(source)} records at hand in {time.perf_counter() - began:.1f} s")
    output = options.output or Path(tempfile.mkdtemp()) / "predictions.jsonl"
    shown: dict[str, list[str]] = {"WRONG": [], "miss": []}
    spent_s, count = 0.0, 0
    with output.open("w", encoding="utf-8") as out:
        for row in rows(options.matching):
            reference = parse(row["raw"]).reference
            began = time.perf_counter()
            matches = match_one(reference, row["raw"], source)
            spent_s += time.perf_counter() - began
            count += 1
            found = matches[0] if matches and matches[0].verdict == "accept" else None
            answer = str(found.candidate.item["DOI"]).lower() if found else ""
            out.write(json.dumps({"id": row["id"], "doi": answer or None}) + "\n")
            kind = verdict(row, answer)
            if kind in shown:
                shown[kind].append(told(row, kind, matches))
    print(f"{count / spent_s:.0f} references a second, parsing left out")
    for kind, texts in shown.items():
        for text in texts[: options.show]:
            print(text)
        print(f"{kind}: {len(texts)}")
    if options.scorer:
        subprocess.run(
            [sys.executable, str(options.scorer), str(options.matching), str(output)], check=True
        )


if __name__ == "__main__":
    main()
