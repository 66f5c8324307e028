"""Make the parsing model: `python -m training.make --corpora PATH --out src/…/parse/model`."""

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from joinedup_refs.parse.model_file import (
    CLASSES,
    GAZETTEERS,
    MANIFEST,
    MODEL,
    featurizer_from,
)
from joinedup_refs.parse.tokens import tokenize
from training.articles import article_samples
from training.gazetteers import gathered, houses, packed
from training.gold import gold_samples
from training.records import read_works
from training.render import render_all
from training.sample import Sample, tags

SEED = 20261123
RENDERED = 13_000
HINT_LOSS = 0.12
"""How often a known phrase is hidden while learning, for at work many are not known."""
PARAMETERS: dict[str, Any] = {
    "c1": 0.12, "c2": 0.02, "max_iterations": 110, "feature.minfreq": 2,
    "feature.possible_transitions": False,
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the corpora, learn, and write the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder with corpora/, crossref/"
    )
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    parser.add_argument("--date", default="2026-11-23", help="the model's date")
    parser.add_argument("--leave-out", default="", help="a gold source not to learn from")
    parser.add_argument(
        "--rendered", type=int, default=RENDERED, help="strings to set from records"
    )
    parser.add_argument("--iterations", type=int, default=PARAMETERS["max_iterations"])
    parser.add_argument("--verbose", action="store_true", help="print every iteration")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    samples, lines = gather(options.corpora, options.leave_out, options.rendered)
    classes = (options.out / CLASSES).read_bytes()
    gazetteers = packed(lines)
    content = learn(samples, lines, classes, options.iterations, verbose=options.verbose)
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out, {MODEL: content, GAZETTEERS: gazetteers, CLASSES: classes}, options.date)
    counts = Counter(sample.source for sample in samples)
    print(json.dumps(counts), f"{time.monotonic() - started:.0f} s", file=sys.stderr)


def gather(root: Path, leave_out: str, rendered: int) -> tuple[list[Sample], list[str]]:
    """Give all that is learnt from, in a fixed order, and the gazetteers' lines."""
    gold = gold_samples(root / "corpora" / "parsing", leave_out)
    records = root / "crossref" / "works.jsonl.gz"
    lines = gathered(records, read_works(records), gold)
    articles = article_samples(root / "corpora" / "audit" / "articles.jsonl.gz")
    made = render_all(records, houses(gold), rendered, SEED)
    return [*gold, *articles, *made], lines


def learn(
    samples: Iterable[Sample],
    lines: Sequence[str],
    classes: bytes,
    iterations: int,
    *,
    verbose: bool = False,
) -> bytes:
    """Train the sequence model and give its file's content."""
    featurizer = featurizer_from(lines, classes.decode("utf-8").splitlines())
    rng = random.Random(SEED)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params({**PARAMETERS, "max_iterations": iterations})
    for sample in samples:
        tokens = tokenize(sample.raw)
        if tokens:
            rows = featurizer.features(tokens)
            if rng.random() < HINT_LOSS:
                rows = [[f for f in row if not _is_hint(f)] for row in rows]
            trainer.append(rows, tags(sample, tokens))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / MODEL
        trainer.train(str(path))
        print(trainer.logparser.last_iteration, file=sys.stderr)
        return path.read_bytes()


def _is_hint(feature: str) -> bool:
    """Tell whether a feature comes from a gazetteer."""
    return (feature[0] == "g" and feature[2:3] == "=") or feature[:2] in {"Sg", "Pg"}


def write(folder: Path, files: dict[str, bytes], date: str) -> None:
    """Write the model's files and the manifest that vouches for them."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / MODEL))
    manifest = {
        "version": f"{date}-{digests[MODEL][:8]}",
        "labels": sorted(tagger.labels()),
        "sha256": digests,
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
