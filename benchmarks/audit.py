"""Cleans the articles of an audit corpus, scores what was found, and counts findings by rule.

usage: audit.py --articles articles.jsonl.gz --scorer score_audit.py [--predictions FILE]

An article is one JSON object a line with `id`, `style` and `text`. The scorer is a program that
takes the articles and the predictions and prints its figures.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from joinedup_refs.clean import clean_text
from joinedup_refs.model.document import Outcome
from joinedup_refs.read import read


def main() -> int:
    """Clean, write the predictions, run the scorer, print the counts."""
    options = _options()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    articles: Counter[str] = Counter()
    slowest = (0.0, "")
    started = time.perf_counter()
    with options.predictions.open("w", encoding="utf-8") as out:
        for article in _articles(options.articles):
            if options.only and not article["id"].startswith(options.only):
                continue
            began = time.perf_counter()
            outcome = clean_text(read(article["text"]).text)
            slowest = max(slowest, (time.perf_counter() - began, article["id"]))
            print(json.dumps(_prediction(article["id"], outcome)), file=out)
            form = _form(article)
            articles[form] += 1
            counts[form].update(f"{f.code} {f.rule}" for f in outcome.findings)
    _tell(counts, articles)
    total = time.perf_counter() - started
    print(f"{total:.0f} s in all; the slowest article {slowest[1]} took {slowest[0]:.1f} s\n")
    command = [sys.executable, str(options.scorer), str(options.articles), str(options.predictions)]
    return subprocess.run(command, check=False).returncode


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, required=True, help="JSON lines, gzipped or not")
    parser.add_argument("--scorer", type=Path, required=True, help="the scoring program")
    parser.add_argument("--predictions", type=Path, help="where the predictions are kept")
    parser.add_argument("--only", default="", help="only articles whose id begins so")
    options = parser.parse_args()
    if options.predictions is None:
        options.predictions = Path(tempfile.mkdtemp()) / "predictions.jsonl"
    return options


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _form(article: dict[str, Any]) -> str:
    kind = "numeric" if article["style"] == "plos" else "author-year"
    for form in ("broken", "pasted"):
        if article["id"].endswith(f"-{form}"):
            return f"{kind} {form}"
    return f"{kind} printed"


def _prediction(identifier: str, outcome: Outcome) -> dict[str, Any]:
    result = outcome.result
    place = {entry.id: number for number, entry in enumerate(result.entries)}
    return {
        "id": identifier,
        "references": [{"start": e.span.start, "end": e.span.end} for e in result.entries],
        "citations": [
            {
                "start": c.at.start,
                "end": c.at.end,
                "refs": [place[r] for r in c.references if r in place],
            }
            for c in result.citations
        ],
        "findings": [
            {"rule": f.rule, "start": f.primary.start, "end": f.primary.end}
            for f in outcome.findings
        ],
    }


def _tell(counts: dict[str, Counter[str]], articles: Counter[str]) -> None:
    forms = sorted(counts)
    width = max(len(form) for form in forms) if forms else 0
    print("findings an article")
    print(" " * 34, *(f"{form:>{width}}" for form in forms))
    for name in sorted(set().union(*counts.values())):
        shares = (counts[form][name] / articles[form] for form in forms)
        print(f"{name:34}", *(f"{share:{width}.2f}" for share in shares))


if __name__ == "__main__":
    sys.exit(main())
