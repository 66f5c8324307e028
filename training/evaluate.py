"""Score a model: `python -m training.evaluate --corpora PATH [--model FOLDER] [--sources NAME …]`.

The whole parser is scored, by the scorer that lies beside the corpora. With `--held-back` only the
fifth of each source that a model made with `--hold-back` has not seen.
"""

import argparse
import importlib.util
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from joinedup_refs.parse.labeller import Labeller
from joinedup_refs.parse.model_file import open_model
from joinedup_refs.parse.parsed import Plain
from joinedup_refs.parse.values import plain
from training.gold import read_lines
from training.make import is_held_back

MEASURED = ("excite-de", "openedition-bilbo", "cermine-refs", "parscit")
"""Sources that no model learns from."""
LEARNT = ("anystyle-core", "grobid-citation", "linked-books", "ore-jats")


class Scored(NamedTuple):
    """References of one source, what the parser made of them, and the scorer's report."""

    gold: list[dict[str, Any]]
    values: list[Plain]
    report: dict[str, Any]


@cache
def scorer(root: Path) -> ModuleType:
    """Load the scorer."""
    spec = importlib.util.spec_from_file_location(
        "score_parsing", root / "bench" / "score_parsing.py"
    )
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer in {root / 'bench'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(labeller: Labeller, raws: Iterable[str]) -> list[Plain]:
    """Parse strings by a given model."""
    found: list[Plain] = []
    for some in _batched(list(raws), 64):
        labelled = labeller.label_many(some)
        found += [plain(raw, labels) for raw, labels in zip(some, labelled, strict=True)]
    return found


def _batched(items: list[str], size: int) -> Iterable[list[str]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def scored(
    labeller: Labeller,
    root: Path,
    source: str,
    *,
    kept: Callable[[dict[str, Any]], bool] = lambda _: True,
) -> Scored:
    """Parse a source's references and score them."""
    path = root / "corpora" / "parsing" / f"{source}.jsonl.gz"
    gold = [record for record in read_lines(path) if kept(record)]
    values = parsed(labeller, (record["raw"] for record in gold))
    predicted = {record["id"]: value.item for record, value in zip(gold, values, strict=True)}
    report, _ = scorer(root).score(gold, predicted)
    return Scored(gold, values, report)


def row(name: str, report: dict[str, Any]) -> str:
    """Write one line of a table: micro F1 and whole references, exact and soft, then fields."""
    exact, soft = report["exact"], report["soft"]
    cells = [
        f"{name} ({report['n']:,})",
        f"{exact['micro']['f1']:.3f}/{soft['micro']['f1']:.3f}",
        f"{exact['whole']:.3f}/{soft['whole']:.3f}",
    ]
    for field in FIELDS:
        known = exact["fields"].get(field)
        cells.append(f"{known['f1']:.2f}" if known and known["gold"] >= 20 else "–")
    return "| " + " | ".join(cells) + " |"


FIELDS = (
    "author", "title", "container-title", "issued", "volume", "issue", "page", "publisher",
    "publisher-place", "editor",
)  # fmt: skip
HEAD = (
    "| set | micro | whole | " + " | ".join(FIELDS) + " |\n"
    "| --- | --- | --- | " + " | ".join("---" for _ in FIELDS) + " |"
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the shipped model, or the one in a given folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with corpora/, bench/")
    parser.add_argument("--model", type=Path, help="a model's folder; the shipped one by default")
    parser.add_argument("--sources", nargs="*", default=[*MEASURED, *LEARNT])
    parser.add_argument("--held-back", action="store_true", help="only the fifth held back")
    options = parser.parse_args(arguments)
    labeller = Labeller(open_model(options.model))
    print(HEAD)
    for source in options.sources:
        kept = (lambda record: is_held_back(record["raw"])) if options.held_back else lambda _: True
        print(row(source, scored(labeller, options.corpora, source, kept=kept).report), flush=True)


if __name__ == "__main__":
    main()
