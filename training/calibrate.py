"""Fit how sure the parser may be: `python -m training.calibrate --corpora PATH SOURCE=FOLDER …`.

Each FOLDER holds a model made without SOURCE (`training.make --leave-out`), so that what is counted
is what happens with strangers' references. Writes `sureness.tsv` into the model's folder, and its
hash into the manifest.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from joinedup_refs.parse.labeller import Labeller
from joinedup_refs.parse.model_file import SURENESS, open_model
from joinedup_refs.parse.sureness import ANY, WHOLE, Curve
from training.evaluate import Scored, scored, scorer
from training.make import vouch

_PIECES = 12
"""Points of a curve, about as many values between each two."""
_ENOUGH = 400
"""Fewer values than this give a variable no curve of its own."""
_MOST = 0.995
_PER_SOURCE = 1500
_NOTE = (
    "# How often a value was right that seemed so sure; variable, seeming, right. See MODEL_CARD.md"
)

Seen = tuple[float, bool, float]
"""How sure a value seemed, whether it was right, and how much it counts."""


def observed(found: Scored, root: Path) -> dict[str, list[tuple[float, bool]]]:
    """Compare what was parsed with gold, value by value and reference by reference."""
    judge = scorer(root)
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for record, values in zip(found.gold, found.values, strict=True):
        report, _ = judge.score([record], {record["id"]: values.item})
        for variable, counts in report["exact"]["fields"].items():
            if counts["pred"] and variable in values.places:
                seen[variable].append((values.places[variable][2], counts["f1"] == 1))
        seen[WHOLE].append((values.confidence, report["soft"]["whole"] == 1))
    return seen


def curve(seen: Iterable[Seen]) -> list[tuple[float, float]]:
    """Fit a rising line: the pool of adjacent violators, then points at equal shares."""
    pools: list[list[float]] = []  # sum of right, of weight, of seeming
    for seeming, right, weight in sorted(seen):
        pools.append([right * weight, weight, seeming * weight])
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    share = sum(pool[1] for pool in pools) / _PIECES
    points: list[tuple[float, float]] = [(0.0, 0.0)]
    held = [0.0, 0.0, 0.0]
    for pool in pools:
        held = [a + b for a, b in zip(held, pool, strict=True)]
        if held[1] >= share:
            points.append((held[2] / held[1], min(_MOST, held[0] / held[1])))
            held = [0.0, 0.0, 0.0]
    if held[1]:
        points.append((held[2] / held[1], min(_MOST, held[0] / held[1])))
    return _rising(points)


def _rising(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for seeming, right in points:
        x, y = round(seeming, 4), round(right, 4)
        if not kept or (x > kept[-1][0] and y >= kept[-1][1]):
            kept.append((x, y))
    return kept


def lines(by_source: Sequence[dict[str, list[tuple[float, bool]]]]) -> list[str]:
    """Give the lines of the file: every source's values together, references by the worst source.

    Whole references differ more from source to source than their values do, and a user does not
    know which source his list is like.
    """
    pooled: dict[str, list[Seen]] = defaultdict(list)
    for seen in by_source:
        for variable, values in seen.items():
            if variable != WHOLE:
                pooled[variable] += [(sure, right, 1.0) for sure, right in values]
                pooled[ANY] += [(sure, right, 1.0) for sure, right in values]
    curves = {v: curve(values) for v, values in pooled.items() if len(values) >= _ENOUGH}
    curves[WHOLE] = _lowest(
        [curve([(sure, right, 1.0) for sure, right in seen[WHOLE]]) for seen in by_source]
    )
    found = [_NOTE]
    for variable in sorted(curves):
        found += [f"{variable}\t{x}\t{y}" for x, y in curves[variable]]
    return found


def _lowest(curves: Sequence[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Give the curve that lies nowhere above any other."""
    read = [Curve([x for x, _ in points], [y for _, y in points]) for points in curves]
    places = sorted({x for points in curves for x, _ in points})
    return _rising([(x, min(one.at(x) for one in read)) for x in places])


def reliability(seen: Iterable[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Sort values by how sure they seem: range, count, mean sureness, share that is right."""
    edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    values = list(seen)
    rows = []
    for low, high in pairwise(edges):
        inside = [(sure, right) for sure, right in values if low <= sure < high]
        if inside:
            rows.append((
                f"{low:.2f}–{min(high, 1):.2f}",
                len(inside),
                sum(sure for sure, _ in inside) / len(inside),
                sum(right for _, right in inside) / len(inside),
            ))  # fmt: skip
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the curves, or print the reliability of the shipped model with `--table`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with corpora/, bench/")
    parser.add_argument("--out", type=Path, help="the model's folder")
    parser.add_argument("--table", nargs="*", help="sources to print reliability for instead")
    parser.add_argument("models", nargs="*", metavar="SOURCE=FOLDER")
    options = parser.parse_args(arguments)
    if options.table:
        _tables(options.corpora, options.table)
        return
    by_source = []
    for pair in options.models:
        source, _, folder = pair.partition("=")
        labeller = Labeller(open_model(Path(folder)))
        found = scored(labeller, options.corpora, source)
        some = Scored(found.gold[:_PER_SOURCE], found.values[:_PER_SOURCE], found.report)
        by_source.append(observed(some, options.corpora))
    text = "\n".join(lines(by_source)) + "\n"
    (options.out / SURENESS).write_text(text, encoding="utf-8")
    vouch(options.out)


def _tables(root: Path, sources: Sequence[str]) -> None:
    opened = open_model()
    labeller = Labeller(opened)
    pooled: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for source in sources:
        found = scored(labeller, root, source)
        told = [opened.sureness.told(values) for values in found.values]
        for variable, values in observed(found._replace(values=told), root).items():
            pooled["whole reference" if variable == WHOLE else "fields"] += values
    for name, values in pooled.items():
        print(f"\n{name}\n\n| sure | count | mean sure | right |\n| --- | --- | --- | --- |")
        for label, count, mean, right in reliability(values):
            print(f"| {label} | {count:,} | {mean:.3f} | {right:.3f} |")


if __name__ == "__main__":
    main()
