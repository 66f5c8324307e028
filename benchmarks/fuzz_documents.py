"""Cleans documents that were spoilt and looks for what must never happen.

    python benchmarks/fuzz_documents.py --articles ARTICLES.jsonl.gz [--count N] [--seed N]
        [--short N] [--show N]

An article is a JSON object with `id` and `text`. Of each a piece is taken and spoilt: chunks taken
out, doubled, exchanged; signs of every kind put in; cut off; as a page, as Markdown, as bytes. Of
each must hold:

- nothing is raised but `InputUnreadable`;
- every character of a list belongs to an entry, a cut or what is left over;
- entries, citations and findings stand in the text, entries apart from one another;
- no document takes far longer for a character than the others, nor much more memory.

A fault is told with its recipe (article, number, seed), by which it can be made again:
`--only NUMBER`. At the end the slowest are told, and how their time grows: twice the same text
should take twice the time.
"""

import argparse
import gzip
import html
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from joinedup_refs.clean import clean_text
from joinedup_refs.errors import InputUnreadable
from joinedup_refs.model.document import Document
from joinedup_refs.read import read

SLOW_MS = 60
"""Milliseconds for a thousand characters; what takes longer is shown."""
LEAST_MS = 1500
MEMORY_MB = 200
"""What one document may add to the memory held."""
_NOISE = (
    "\x00\x07\x1b\u202e\u200f\u200b\ufeff\u0301\ud800\udfff\u2028\u00ad\u00a0\t\r\n\f"
    ".,;:()[]{}<>«»„“”‘’\"'&/\\|·–—-_=*#%§°ªº²½Ⅷ٣🙂中文字かなعربيעברית@^~`$"
)
_LINES = (
    *("References", "REFERENCES", "Notes", "Appendix A", "Primary sources", "Table 1. Tolls"),
    *("Google Scholar", "[Crossref]", "View Article", "12", "[1]", "1.", "• ", "> ", "```", "# "),
    *("Views", "1,204", "<li id=ref1>", "</ul>", "<!--", "-->", "[@a2000; @b2001]", "\\", "---"),
    "[^1]: See",
)


class Spoilt(NamedTuple):
    """One document and how it was made."""

    recipe: str
    content: str | bytes
    suffix: str


def spoilt(texts: dict[str, str], number: int, seed: int, short: int) -> Spoilt:
    """Make a document; the same for the same number and seed."""
    rng = random.Random(f"{seed}/{number}")
    name = rng.choice(sorted(texts))
    text = _piece(texts[name], rng, short)
    done = []
    for _ in range(rng.randint(1, 5)):
        change = rng.choice(_CHANGES)
        text = change(text, rng)
        done.append(change.__name__.strip("_"))
    carrier = rng.choice(_CARRIERS)
    content, suffix = carrier(text, rng)
    recipe = f"{number} (seed {seed}): {name}, {', '.join(done)}, {carrier.__name__.strip('_')}"
    return Spoilt(recipe, content, suffix)


def _piece(text: str, rng: random.Random, short: int) -> str:
    """Take a stretch of prose and one of the list."""
    if len(text) <= short:
        return text
    at = rng.randrange(len(text) - short // 2)
    end = len(text) - rng.randrange(short // 2)
    return text[at : at + short // 2] + "\n" + text[max(0, end - short // 2) : end]


def _two(text: str, rng: random.Random) -> tuple[int, int]:
    at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
    return at, min(to, at + 3000)


def _taken_out(text: str, rng: random.Random) -> str:
    at, to = _two(text, rng)
    return text[:at] + text[to:]


def _doubled(text: str, rng: random.Random) -> str:
    at, to = _two(text, rng)
    return text[:to] + text[at:to] * rng.randint(1, 3) + text[to:]


def _exchanged(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(rng.randint(1, 20)):
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _with_noise(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 40)):
        at = rng.randrange(len(text) + 1)
        noise = "".join(rng.choices(_NOISE, k=rng.randint(1, 12)))
        text = text[:at] + noise + text[at:]
    return text


def _with_lines(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(rng.randint(1, 30)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(_LINES))
    return "\n".join(lines)


def _with_a_run(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    run = rng.choice((*_NOISE, *_LINES, "1. ", "(2001) ", "Smith, J. ", "A. ", "[1] ", "a- "))
    return text[:at] + run * rng.randint(50, 800) + text[at:]


def _joined(text: str, rng: random.Random) -> str:
    return text.replace("\n", rng.choice((" ", "", "\r", "\r\n", "\n\n", "\u2028", "\f")))


def _cut_off(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(len(text) + 1)]


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    *(_taken_out, _doubled, _exchanged, _with_noise, _with_lines, _with_a_run, _joined, _cut_off),
)


def _as_text(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    del rng
    return text, ""


def _as_markdown(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    return text.replace(" ", rng.choice((" ", " *", "* ", " _", "`")), rng.randint(1, 400)), ".md"


def _as_page(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    tags = ("p", "div", "li", "li id=ref1", "span class=hidden", "sup", "ul", "td", "a href='#r1'")
    lines = (f"<{rng.choice(tags)}>{html.escape(line)}" for line in text.split("\n"))
    return "<html>" + "\n".join(lines), ".html"


def _as_bytes(text: str, rng: random.Random) -> tuple[str | bytes, str]:
    encoding = rng.choice(("utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8"))
    data = bytearray(text.encode(encoding, "replace"))
    for _ in range(rng.randint(0, 8)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data[: rng.randrange(len(data) + 1)] if rng.random() < 0.3 else data), ""


_CARRIERS: tuple[Callable[[str, random.Random], tuple[str | bytes, str]], ...] = (
    *(_as_text, _as_text, _as_markdown, _as_page, _as_bytes),
)


def faults(document: Document) -> Iterator[str]:
    """Say what does not hold of a document."""
    text = document.text
    held = bytearray(len(text.printed))
    spans = [span for entry in document.entries for span in entry.at]
    for span in (*spans, *document.leftover, *(cut.printed for cut in text.cuts)):
        held[span.start : span.end] = b"\x01" * len(span)
    for region in document.regions:
        if not all(held[region.start : region.end]):
            at = region.start + held[region.start : region.end].index(0)
            yield f"lost: {text.printed[at : at + 40]!r}"
    for one, other in pairwise(sorted(spans, key=lambda s: (s.start, s.end))):
        if one.end > other.start:
            yield f"entries overlap at {other.start}"
    for citation in document.citations:
        if citation.at.end > len(text.printed):
            yield "a citation stands outside"


def examined(one: Spoilt) -> tuple[list[str], float, int]:
    """Clean a document: what does not hold of it, its seconds, and its characters."""
    before = _memory()
    began = time.thread_time()
    try:
        text = read(one.content, suffix=one.suffix).text
        outcome = clean_text(text)
    except InputUnreadable:
        return [], time.thread_time() - began, 0
    except Exception as error:  # noqa: BLE001  (whatever it is, it must not happen)
        return [f"raised {type(error).__name__}: {str(error)[:200]}"], 0.0, 0
    spent = time.thread_time() - began
    found = [*faults(outcome.document), *faults(outcome.result)]
    size = max(len(text.printed), len(one.content))
    if spent * 1000 > max(LEAST_MS, SLOW_MS * size / 1000):
        found.append(f"took {spent:.1f} s for {size} characters")
    if _memory() - before > MEMORY_MB:
        found.append(f"took {_memory() - before} MB for {size} characters")
    return found, spent, size


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def growth(one: Spoilt) -> str:
    """Say how time grows with twice and four times the same content."""
    told = []
    for times in (1, 2, 4):
        content: Any = one.content * times
        _, spent, _ = examined(one._replace(content=content))
        told.append(f"{spent:.2f}")
    return " → ".join(told) + " s for one, two and four times the text"


def main() -> int:
    """Run the fuzzer; 1 when something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--count", type=int, default=100_000, help="how many documents")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", type=int, default=6000, help="characters kept of an article")
    parser.add_argument(
        "--show", type=int, default=5, help="documents shown for each kind of fault"
    )
    parser.add_argument("--only", type=int, help="make this one alone, and print it")
    options = parser.parse_args()
    with gzip.open(options.articles, "rt", encoding="utf-8") as lines:
        texts = {a["id"]: a["text"] for a in map(json.loads, lines)}
    if options.only is not None:
        one = spoilt(texts, options.only, options.seed, options.short)
        print(one.recipe, repr(one.content), *examined(one), sep="\n")
        return 0
    met: Counter[str] = Counter()
    slowest: list[tuple[float, float, Spoilt]] = []
    for number in range(options.first, options.first + options.count):
        one = spoilt(texts, number, options.seed, options.short)
        found, spent, size = examined(one)
        for fault in found:
            kind = " ".join(fault.split()[:2])
            met[kind] += 1
            if met[kind] <= options.show:
                print(f"{fault}\n    {one.recipe}", flush=True)
        slowest = sorted([*slowest, (spent / max(size, 2000), spent, one)], key=lambda s: -s[0])[:3]
    print(f"{options.count} documents; faults: {dict(met) or 'none'}; {_memory()} MB held at most")
    for rate, spent, one in slowest:
        print(f"{rate * 1e6:.0f} ms for a thousand characters, {spent:.2f} s: {one.recipe}")
        print(f"    {growth(one)}")
    return 1 if met else 0


if __name__ == "__main__":
    sys.exit(main())
