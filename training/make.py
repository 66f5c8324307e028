"""Make the parsing model: `python -m training.make --corpora PATH --out src/…/parse/model`."""

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from joinedup_refs.parse.model_file import (
    CLASSES,
    GAZETTEERS,
    MANIFEST,
    MODEL,
    SURENESS,
    featurizer_from,
)
from training.articles import article_samples
from training.gazetteers import gathered, houses, packed
from training.gold import gold_samples
from training.network import learn, packed_arrays
from training.records import read_works
from training.render import render_all
from training.sample import Sample

SEED = 20261123
RENDERED = 22_000
EPOCHS = 9


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the corpora, learn, and write the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder with corpora/, crossref/"
    )
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    parser.add_argument("--date", default="2026-11-24", help="the model's date")
    parser.add_argument(
        "--leave-out",
        default="",
        help="gold sources not to learn from, by the start of their names",
    )
    parser.add_argument("--hold-back", action="store_true", help="a fifth of each gold source")
    parser.add_argument(
        "--rendered", type=int, default=RENDERED, help="strings to set from records"
    )
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args(arguments)
    started = time.monotonic()
    samples, lines = gather(
        options.corpora, options.rendered, leave_out=options.leave_out, hold_back=options.hold_back
    )
    classes = files("joinedup_refs.parse").joinpath("model", CLASSES).read_bytes()
    featurizer = featurizer_from(lines, classes.decode("utf-8").splitlines())
    content = packed_arrays(learn(samples, featurizer, options.epochs, SEED))
    made = {MODEL: content, GAZETTEERS: packed(lines), CLASSES: classes}
    write(options.out, made, options.date)
    counts = Counter(sample.source for sample in samples)
    print(json.dumps(counts), f"{time.monotonic() - started:.0f} s", file=sys.stderr)


def gather(
    root: Path, rendered: int, *, leave_out: str = "", hold_back: bool = False
) -> tuple[list[Sample], list[str]]:
    """Give all that is learnt from, in a fixed order, and the gazetteers' lines.

    Sources whose names begin with `leave_out` are left out; with `hold_back` a fifth of each.
    """
    gold = [
        sample
        for sample in gold_samples(root / "corpora" / "parsing")
        if not (leave_out and sample.source.startswith(leave_out))
        and not (hold_back and is_held_back(sample.raw))
    ]
    records = root / "crossref" / "works.jsonl.gz"
    lines = gathered(records, read_works(records), gold)
    articles = article_samples(root / "corpora" / "audit" / "articles.jsonl.gz")
    made = render_all(records, houses(gold), rendered, SEED)
    return [*gold, *articles, *made], lines


def is_held_back(raw: str) -> bool:
    """Tell whether a string is in the fifth that `--hold-back` does not learn from."""
    return hashlib.sha256(raw.encode("utf-8")).digest()[0] % 5 == 0


def write(folder: Path, files: dict[str, bytes], date: str) -> None:
    """Write the model's files and the manifest that vouches for them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    version = f"{date}-{hashlib.sha256(files[MODEL]).hexdigest()[:8]}"
    (folder / MANIFEST).write_text(json.dumps({"version": version}), encoding="utf-8")
    vouch(folder)


def vouch(folder: Path) -> None:
    """Write the hashes of the folder's files into its manifest."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    names = (MODEL, GAZETTEERS, CLASSES, SURENESS)
    manifest["sha256"] = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in sorted(names)
        if (folder / name).exists()
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
