"""Measures finding and linking of in-text citations, on entries as the corpus gives them.

usage: python benchmarks/linking.py --articles articles.jsonl.gz [--only printed] [--show]

Entries and list are the corpus's own, so that only linking is measured; with `--built` the whole
pipeline up to linking is run. Figures follow the conventions of the audit scorer: a citation is
found when one of fitting length overlaps it; a link is right when it leads to exactly its entries.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from joinedup_refs.build import build
from joinedup_refs.link import link
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.notation.csl import from_csl
from joinedup_refs.read.read import read

KINDS = {"year": "citation-year-mismatch", "name": "citation-name-mismatch"}
TYPES = {"journal": "article-journal", "book": "book", "thesis": "thesis", "preprint": "article"}


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """Read the corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def form_of(article: dict[str, Any]) -> str:
    """Say whether an article stands as printed, with planted defects, or as pasted."""
    for form in ("broken", "pasted"):
        if article["id"].endswith("-" + form):
            return form
    return "printed"


def given(article: dict[str, Any]) -> tuple[Text, tuple[Span, ...], tuple[Entry, ...]]:
    """Make the text, the list's region and the entries that linking is handed."""
    printed = article["text"]
    cuts = tuple(
        Cut(printed=Span(start=m.start(), end=m.end()), reading="", why="link-residue")
        for m in re.finditer(r"Citation(?=(?:1[4-9]|20)\d\d)", printed)
    )
    entries = []
    for number, gold in enumerate(article["references"], 1):
        before = printed[max(0, gold["start"] - 12) : gold["start"]]
        marker = re.search(r"(\d{1,4})[.\])]?\s*$", before)
        fields = dict(gold["fields"])
        fields["type"] = TYPES.get(fields.get("type", ""), "document")
        at = (Span(start=gold["start"], end=gold["end"]),)
        reference = from_csl(fields)
        entries.append(
            Entry(id=f"r{number}", at=at, reference=reference, marker=marker[1] if marker else "")
        )
    start = min(r["start"] for r in article["references"])
    end = max(r["end"] for r in article["references"])
    return Text(printed=printed, cuts=cuts), (Span(start=start, end=end),), tuple(entries)


def built(article: dict[str, Any]) -> tuple[tuple[Citation, ...], dict[str, int]]:
    """Run reading, splitting, parsing and linking."""
    document = build(read(article["text"]).text)
    return document.citations, {e.id: e.span.start for e in document.entries}


class Score:
    """Counts of one form and style."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def f1(self, name: str) -> str:
        """Give precision, recall and their mean."""
        tp, fp, fn = (self.count[f"{name} {k}"] for k in ("tp", "fp", "fn"))
        p, r = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return f"p {p:.4f}  r {r:.4f}  f1 {f1:.4f}  tp {tp} fp {fp} fn {fn}"


def fits(gold: dict[str, Any], span: Span) -> bool:
    """Whether a predicted span serves for a gold one."""
    over = min(gold["end"], span.end) - max(gold["start"], span.start)
    return over > 0 and len(span) <= 3 * (gold["end"] - gold["start"]) + 12


def paired_up(gold: list[dict[str, Any]], spans: list[Span]) -> dict[int, int]:
    """Pair gold and predicted spans, the greatest overlap first."""
    options = sorted(
        (
            (min(g["end"], s.end) - max(g["start"], s.start), i, j)
            for i, g in enumerate(gold)
            for j, s in enumerate(spans)
            if g["start"] < s.end and s.start < g["end"] and fits(g, s)
        ),
        reverse=True,
    )
    got: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in options:
        if i not in got and j not in used:
            got[i] = j
            used.add(j)
    return got


def score(
    article: dict[str, Any],
    found: tuple[Citation, ...],
    starts: dict[str, int],
    into: Score,
    show: list[str],
) -> None:
    """Add one article to the counts; `show` takes a line for each failure."""
    gold = article["citations"]
    spans = [c.at for c in found]
    count = into.count
    if article["style"] == "plos":
        got = {k: [j for j, s in enumerate(spans) if fits(g, s)] for k, g in enumerate(gold)}
        count["citations tp"] += sum(bool(v) for v in got.values())
        count["citations fn"] += sum(not v for v in got.values())
        wrong = [j for j, s in enumerate(spans) if not any(fits(g, s) for g in gold)]
    else:
        pairs = paired_up(gold, spans)
        got = {k: [pairs[k]] if k in pairs else [] for k in range(len(gold))}
        count["citations tp"] += len(pairs)
        count["citations fn"] += len(gold) - len(pairs)
        wrong = [j for j in range(len(spans)) if j not in set(pairs.values())]
    count["citations fp"] += len(wrong)
    show += [f"FP   {around(article, spans[j])} {found[j].link}" for j in wrong]
    show += [
        f"FN   {around(article, Span(start=gold[k]['start'], end=gold[k]['end']))}"
        for k, v in got.items()
        if not v
    ]
    want_at: defaultdict[str, set[int]] = defaultdict(set)
    for reference in article["references"]:
        want_at[reference["id"]].add(reference["start"])
    for k, g in enumerate(gold):
        want = [want_at[r] for r in g["refs"] if r in want_at]
        if not want:
            continue
        have = {starts[i] for j in got[k] for i in found[j].references}
        hit = all(any(abs(h - w) < 4 for h in have for w in ws) for ws in want)
        extra = [h for h in have if not any(abs(h - w) < 4 for ws in want for w in ws)]
        right = hit and (article["style"] == "plos" or not extra)
        count["links"] += 1
        count["links right"] += right
        if not right and got[k]:
            one = found[got[k][0]]
            show.append(f"LINK {around(article, one.at)} {one.link} {one.differs} {one.references}")
    defects(article, found, count, show)


def defects(
    article: dict[str, Any], found: tuple[Citation, ...], count: Counter[str], show: list[str]
) -> None:
    """Count planted citation defects by the obvious mapping of links."""
    if article["style"] == "plos":
        return
    kind_of = [
        KINDS[c.differs] if c.link == "paired" else "cited-not-listed" if c.link == "none" else ""
        for c in found
    ]
    for kind in (*KINDS.values(), "cited-not-listed"):
        gold = [d for d in article["defects"] if d["kind"] == kind and not d.get("natural")]
        spans = [c.at for c, k in zip(found, kind_of, strict=True) if k == kind]
        pairs = paired_up(gold, spans)
        count[f"{kind} tp"] += len(pairs)
        count[f"{kind} fp"] += len(spans) - len(pairs)
        count[f"{kind} fn"] += len(gold) - len(pairs)
        show += [
            f"{kind} FP {around(article, s)}"
            for j, s in enumerate(spans)
            if j not in set(pairs.values())
        ]
        show += [
            f"{kind} FN {around(article, Span(start=d['start'], end=d['end']))} {d['detail'][:60]}"
            for i, d in enumerate(gold)
            if i not in pairs
        ]


def around(article: dict[str, Any], span: Span) -> str:
    """Give a span with a little of what is around it."""
    text = article["text"]
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 20]
    return repr(f"{article['id']}: {before}⟦{text[span.start : span.end]}⟧{after}")


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=Path, required=True)
    arguments.add_argument("--only", choices=("printed", "broken", "pasted"))
    arguments.add_argument("--built", action="store_true", help="run the whole pipeline")
    arguments.add_argument("--show", action="store_true", help="print each failure")
    options = arguments.parse_args()
    scores: defaultdict[tuple[str, str], Score] = defaultdict(Score)
    show: list[str] = []
    slowest = (0.0, "")
    for article in articles(options.articles):
        form = form_of(article)
        if options.only and form != options.only:
            continue
        begun = time.perf_counter()
        if options.built:
            found, starts = built(article)
        else:
            text, regions, entries = given(article)
            begun = time.perf_counter()
            found = link(text, regions, entries)
            starts = {e.id: e.span.start for e in entries}
        slowest = max(slowest, (time.perf_counter() - begun, article["id"]))
        style = "numeric" if article["style"] == "plos" else "author-year"
        into = scores[style, form]
        into.count["articles"] += 1
        into.count["none"] += sum(c.link == "none" for c in found)
        score(article, found, starts, into, show)
    for (style, form), into in sorted(scores.items()):
        count = into.count
        print(f"{style} {form} ({count['articles']} articles)")
        print(f"  citations               {into.f1('citations')}")
        print(f"  links right             {count['links right'] / max(count['links'], 1):.4f}")
        print(f"  unlisted an article     {count['none'] / count['articles']:.2f}")
        if style == "author-year":
            for kind in (*KINDS.values(), "cited-not-listed"):
                print(f"  {kind:23s} {into.f1(kind)}")
    print(f"slowest {slowest[0]:.3f} s ({slowest[1]})")
    if options.show:
        print("\n".join(show))


if __name__ == "__main__":
    main()
