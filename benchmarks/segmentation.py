"""Measure how well reference lists are found and taken apart.

usage: segmentation.py --articles ARTICLES.jsonl.gz [--as FORM …] [--failures N] [--list-only]

An article is a JSON object with `id`, `style`, `text` and `references`, each of these with `start`
and `end` in code points of the text. A reference is found when a predicted one overlaps it by nine
tenths of their union. Entries are the items that `split` gives, divided at the closed borders that
`notation.heads` sees, as the rule on merged entries divides them.

Forms: `given`, and the same list `wrapped` at 72 characters, `unmarked` (bullets and numbers taken
away), `unmarked-wrapped`, `spaced` (a blank line between entries), `bare` (the list alone, without
its heading), `crlf`.

usage: segmentation.py --strings STRINGS.jsonl.gz … [--as FORM …] [--most N] [--failures N]

A string is a JSON object with `raw`, one reference. The strings of a file are set as lists of 12 to
40 in the forms of `set_lists.py`, within prose; forms that only the heads of entries tell apart
take strings written in one way, as one list's are.
"""

import argparse
import gzip
import json
import random
import re
import textwrap
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import set_lists
from joinedup_refs.model.layout import Layout
from joinedup_refs.model.text import Span, Text
from joinedup_refs.notation.heads import borders
from joinedup_refs.read import read
from joinedup_refs.split import split
from set_lists import Case

ENOUGH = 0.9
"""The share of the union that must overlap."""


class Count:
    """References found, wrongly found and missed."""

    def __init__(self) -> None:
        self.found = self.wrong = self.missed = 0
        self.slowest = 0.0
        self.last = (0, 0, 0, 0.0)

    def add(self, counted: tuple[int, int, int, float]) -> None:
        """Add what was found, wrongly found and missed in one text, and the seconds it took."""
        self.last = counted
        self.found += counted[0]
        self.wrong += counted[1]
        self.missed += counted[2]
        self.slowest = max(self.slowest, counted[3])

    def told(self) -> str:
        """Give precision, recall and F1 on one line."""
        precision = self.found / max(1, self.found + self.wrong)
        recall = self.found / max(1, self.found + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  "
            f"({self.found} found, {self.wrong} wrong, {self.missed} missed, "
            f"slowest {self.slowest:.2f} s)"
        )


def predicted(source: str, layout: Layout) -> list[tuple[int, int]]:
    """Split a text, then its items at the borders inside them."""
    text = read(source).text
    parts = split(text, layout)
    laid = Text(
        printed=text.printed,
        cuts=tuple(sorted((*text.cuts, *parts.cuts), key=lambda c: c.printed.start)),
    )
    spans: list[tuple[int, int]] = []
    for item in parts.items:
        whole = Span(start=item.at[0].start, end=item.at[-1].end)
        reading = laid.read(*item.at)
        edges = [b.at for b in borders(reading.text) if b.closed]
        starts = [whole.start, *(reading.printed(at, at + 1).start for at in edges)]
        ends = [
            *(start - _blanks_before(source, start) for start in starts[1:]),
            whole.end,
        ]
        spans += zip(starts, ends, strict=True)
    return spans


def _blanks_before(text: str, at: int) -> int:
    return at - len(text[:at].rstrip()) if at else 0


def given(article: dict[str, Any]) -> Case:
    """Take the article as it is."""
    return Case(article["text"], [(r["start"], r["end"]) for r in article["references"]])


def _rebuilt(article: dict[str, Any], keep: Callable[[str], str], wrap: int, gap: str) -> Case:
    """Set the list anew: `keep` mends what stands before an entry, `gap` stands between two."""
    text = article["text"]
    gold = sorted((r["start"], r["end"]) for r in article["references"])
    out, places, at, here = [], [], 0, 0
    for start, end in gold:
        before = text[here:start]
        lines, _, lead = before.rpartition("\n")
        new = f"{lines}{gap if places else ''}\n{keep(lead)}" if "\n" in before else before
        body = text[start:end]
        if wrap and body.strip():
            body = "\n".join(textwrap.wrap(body, wrap, break_long_words=False)) or body
        out += [new, body]
        places.append((at + len(new), at + len(new) + len(body)))
        at += len(new) + len(body)
        here = end
    out.append(text[here:])
    return Case("".join(out), places)


def _bare(article: dict[str, Any]) -> Case:
    first = min(r["start"] for r in article["references"])
    last = max(r["end"] for r in article["references"])
    first = article["text"].rfind("\n", 0, first) + 1
    gold = [(r["start"] - first, r["end"] - first) for r in article["references"]]
    return Case(article["text"][first:last], gold)


def _crlf(article: dict[str, Any]) -> Case:
    text = article["text"]
    ends = [m.start() for m in re.finditer("\n", text)]

    def moved(at: int) -> int:
        return at + sum(1 for end in ends if end < at)

    gold = [(moved(r["start"]), moved(r["end"])) for r in article["references"]]
    return Case(text.replace("\n", "\r\n"), gold)


FORMS: dict[str, Callable[[dict[str, Any]], Case]] = {
    "given": given,
    "wrapped": lambda a: _rebuilt(a, lambda lead: lead, 72, ""),
    "unmarked": lambda a: _rebuilt(a, lambda _: "", 0, ""),
    "unmarked-wrapped": lambda a: _rebuilt(a, lambda _: "", 72, ""),
    "spaced": lambda a: _rebuilt(a, lambda _: "", 72, "\n"),
    "bare": _bare,
    "crlf": _crlf,
}


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Give the share of the union of two ranges that both have."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / max(1, max(one[1], other[1]) - min(one[0], other[0]))


def paired(
    gold: list[tuple[int, int]], found: list[tuple[int, int]]
) -> set[tuple[tuple[int, int], tuple[int, int]]]:
    """Pair each reference with at most one prediction."""
    left = sorted(found)
    pairs = set()
    for one in sorted(gold):
        best = max(left, key=lambda q: overlap(one, q), default=None)
        if best and overlap(one, best) >= ENOUGH:
            pairs.add((one, best))
            left.remove(best)
    return pairs


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """Read the articles."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _failures(name: str, case: Case, found: Iterable[tuple[int, int]]) -> Iterator[str]:
    pairs = paired(case.gold, list(found))
    hit = {a for a, _ in pairs}, {b for _, b in pairs}
    for one in sorted(set(case.gold) - hit[0]):
        yield f"{name}  missed {case.text[one[0] : one[1]]!r}"
    for one in sorted(set(found) - hit[1]):
        yield f"{name}  wrong  {case.text[one[0] : one[1]][:300]!r}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the splitting of reference lists.")
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--strings", type=Path, nargs="*", default=[])
    parser.add_argument("--as", dest="forms", nargs="*", choices=sorted({*FORMS, *set_lists.FORMS}))
    parser.add_argument("--most", type=int, default=20, help="lists of each form and file")
    parser.add_argument("--failures", type=int, default=0, help="print so many failures")
    parser.add_argument("--list-only", action="store_true", help="say that a bare list is one")
    arguments = parser.parse_args()
    layout = Layout(list_only=arguments.list_only)
    counts: dict[tuple[str, ...], Count] = defaultdict(Count)
    shown: list[str] = []
    if arguments.articles:
        for name, key, case in _of_articles(arguments.articles, arguments.forms or ["given"]):
            shown += _measured(name, case, layout, counts[key])
    for path in arguments.strings:
        forms = arguments.forms or list(set_lists.FORMS)
        for name, key, case in _of_strings(path, forms, arguments.most):
            shown += _measured(name, case, layout, counts[key])
            counts[("all", *key[1:])].add(counts[key].last)
    for key, count in sorted(counts.items()):
        print(f"{' '.join(key):44s} {count.told()}")
    print(*shown[: arguments.failures], sep="\n")


def _of_articles(path: Path, forms: list[str]) -> Iterator[tuple[str, tuple[str, ...], Case]]:
    for article in articles(path):
        state = next((s for s in ("broken", "pasted") if article["id"].endswith(s)), "printed")
        kind = "numeric" if article["style"] == "plos" else "author-year"
        for form in forms:
            yield f"{article['id']} {form}", (form, kind, state), FORMS[form](article)


def _of_strings(
    path: Path, forms: list[str], most: int
) -> Iterator[tuple[str, tuple[str, ...], Case]]:
    source = path.name.partition(".")[0]
    made: dict[str, list[list[str]]] = defaultdict(list)
    for kind, strings in set_lists.lists(articles(path)):
        made[kind].append(strings)
    for form in forms:
        rng = random.Random(f"{source} {form}")
        several = made["styled"] if form in set_lists.STYLED_ONLY else made["mixed"]
        for number, strings in enumerate(several[:most]):
            yield (
                f"{source} {form} {number}",
                (source, form),
                set_lists.document(form, strings, rng),
            )


def _measured(name: str, case: Case, layout: Layout, count: Count) -> list[str]:
    began = time.perf_counter()
    found = predicted(case.text, layout)
    pairs = paired(case.gold, found)
    hit = len(pairs)
    count.add((hit, len(found) - hit, len(case.gold) - hit, time.perf_counter() - began))
    return list(_failures(name, case, found))


if __name__ == "__main__":
    main()
