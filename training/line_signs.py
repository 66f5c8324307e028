"""Count what lines show where entries begin: `python -m training.line_signs --corpora PATH`.

Real reference strings are set as lists in the unmarked forms of `benchmarks/set_lists.py`; what
each line shows is counted and written to `tables/line_signs.tsv`, as rates by thousand.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from joinedup_refs import tables
from joinedup_refs.model.text import Text
from joinedup_refs.split.line_signs import NOTHING, Signs, signs_of
from joinedup_refs.split.lines import lines_of
from training.gold import read_lines

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import set_lists

_SEED = 11
_FORMS = {
    "wrapped": 6,
    "dashes, wrapped": 2,
    "blank lines, wrapped": 1,
    "hanging": 1,
}
"""Forms, and how many parts of the lists are set so."""
_LEAST = 0.4
"""Of a thousand; what was never met may be met yet."""
_SHAPES = 80

Counts = dict[str, dict[bool, Counter[str]]]


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description="Count what lines of lists show.")
    parser.add_argument("--corpora", type=Path, required=True)
    folder = parser.parse_args().corpora / "corpora" / "parsing"
    counts: Counts = defaultdict(lambda: {True: Counter(), False: Counter()})
    for path in sorted(folder.glob("*.jsonl.gz")):
        for seen in _counted(path):
            for sign, shown, begins in seen:
                counts[sign][begins][shown] += 1
    target = Path(tables.__file__).parent / "line_signs.tsv"
    target.write_text("\n".join(_table(counts)) + "\n", encoding="utf-8")


def _counted(path: Path) -> Iterator[list[tuple[str, str, bool]]]:
    rng = random.Random(f"{path.name} {_SEED}")
    for kind, strings in set_lists.lists(read_lines(path), _SEED):
        if kind == "mixed" and rng.random() < 0.7:  # most lists are written in one way
            continue
        form = rng.choices(list(_FORMS), list(_FORMS.values()))[0]
        sheet = set_lists.document(form, strings, rng)
        first, last = sheet.gold[0][0], sheet.gold[-1][1]
        starts = {begin - first for begin, _ in sheet.gold}
        yield list(_signs(sheet.text[first:last], starts))


def _signs(text: str, starts: set[int]) -> Iterator[tuple[str, str, bool]]:
    lines = lines_of(Text(printed=text))
    for one in signs_of(lines)[1:]:
        begins = lines[one.at].start in starts
        for sign, shown in zip(Signs._fields, one.signs, strict=True):
            if shown != NOTHING:
                yield sign, shown, begins


def _table(counts: Counts) -> Iterator[str]:
    yield "# What lines of reference lists show where an entry begins and where one goes on, per"
    yield "# thousand such lines. Counted by training/line_signs.py on lists set from real"
    yield "# reference strings in English, German, French and Italian. 2026-11-28."
    yield "sign\tclass\tbegin\tgo on"
    for sign in Signs._fields:
        met = counts[sign]
        known: Sequence[str] = sorted({*met[True], *met[False]})
        if sign == "shape":
            both = met[True] + met[False]
            known = sorted(shown for shown, _ in both.most_common(_SHAPES))
        for shown in known:
            yield f"{sign}\t{shown}\t{_rate(met[True], shown)}\t{_rate(met[False], shown)}"
        others = [
            max(
                _LEAST,
                1000 * (met[b].total() - sum(met[b][k] for k in known)) / 20 / met[b].total(),
            )
            for b in (True, False)
        ]
        yield f"{sign}\tother\t{others[0]:.1f}\t{others[1]:.1f}"


def _rate(met: Counter[str], shown: str) -> str:
    return f"{max(_LEAST, 1000 * met[shown] / met.total()):.1f}"


if __name__ == "__main__":
    main()
