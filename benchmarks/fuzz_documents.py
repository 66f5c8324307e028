"""Cleans documents that were spoilt and looks for what must never happen.

    python benchmarks/fuzz_documents.py --articles ARTICLES.jsonl.gz [--count N] [--seed N]
        [--short N] [--show N] [--records]

An article is a JSON object with `id` and `text`. Of each a piece is taken and spoilt
(`spoilt_documents.py`), or with `--records` a file of records made and spoilt. Of each must hold:

- nothing is raised but `InputUnreadable` and, for records, `FormatInvalid`;
- every character of a list belongs to an entry, a cut or what is left over;
- entries, citations and findings stand in the text, entries apart from one another;
- every report and every form can be written, and no report has a character that commands a
  terminal;
- records that were written can be read again, and a library file comes out byte for byte;
- no document takes far longer for a character than the others, nor much more memory.

A fault is told with its recipe (article, number, seed), by which it can be made again:
`--only NUMBER`. At the end the slowest are told, and how their time grows: twice the same text
should take twice the time.
"""

import argparse
import gzip
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from joinedup_refs.clean import Cleaned, clean_text
from joinedup_refs.cli.showing import cards
from joinedup_refs.convert import load
from joinedup_refs.errors import FormatInvalid, InputUnreadable
from joinedup_refs.model.document import Document
from joinedup_refs.parse.entries import parse_entry as parse
from joinedup_refs.read import Input, read
from joinedup_refs.read.library import encode
from joinedup_refs.report.as_html import as_html
from joinedup_refs.report.as_json import as_json
from joinedup_refs.report.concise import concise
from joinedup_refs.report.diff import diff
from joinedup_refs.report.explain import explained
from joinedup_refs.report.github import github
from joinedup_refs.report.linted import Looked, linted
from joinedup_refs.report.pretty import pretty
from joinedup_refs.report.sarif import sarif
from spoilt_documents import Spoilt, spoilt, spoilt_records

SLOW_MS = 60
"""Milliseconds for a thousand characters; what takes longer is shown."""
LEAST_MS = 1500
MEMORY_MB = 200
"""What one document may add to the memory held."""
_NAME = "a.txt"
_REPORTS: tuple[Callable[[Cleaned], str], ...] = (
    lambda outcome: pretty(outcome, _NAME, width=80, full=True).plain,
    lambda outcome: linted(Looked(name=_NAME, outcome=outcome), width=80, full=True).plain,
    lambda outcome: concise(outcome, _NAME),
    lambda outcome: github(outcome, _NAME),
    lambda outcome: as_json(outcome, _NAME),
    lambda outcome: sarif([(_NAME, outcome)], cards()),
    lambda outcome: as_html(outcome, _NAME),
    lambda outcome: diff(outcome, _NAME, raw=False),
    lambda outcome: "".join(map(_explained, map(outcome.result.reading, outcome.entries[:1]))),
)
_FORMS = ("bibtex", "csl-json", "ris", "zotero-rdf", "biblatex", "txt", "md", "html")


def faults(document: Document) -> Iterator[str]:
    """Say what does not hold of a document."""
    text = document.text
    held = bytearray(len(text.printed))
    spans = [span for entry in document.entries for span in entry.at]
    for span in (*spans, *document.leftover, *(cut.printed for cut in text.cuts)):
        held[span.start : span.end] = b"\x01" * len(span)
    for region in document.regions:
        lost = (at for at in range(region.start, region.end) if not held[at])
        for at in lost:
            if document.written is None or not text.printed[at].isspace():
                yield f"lost: {text.printed[at : at + 40]!r}"
                break
    ordered = sorted(spans, key=lambda s: (s.start, s.end))
    for one, other in pairwise(ordered):
        # items under a name of a JSON file all stand where the file does
        if one.end > other.start and (document.written is None or one != other):
            yield f"entries overlap at {other.start}"
    for citation in document.citations:
        if citation.at.end > len(text.printed):
            yield "a citation stands outside"


def written(given: Input, outcome: Cleaned, content: str | bytes, number: int) -> Iterator[str]:
    """Say what does not hold of what is written of an outcome: one report and one form."""
    told = _REPORTS[number % len(_REPORTS)](outcome)
    if wrong := {c for c in told if c not in "\n\t" and _commands(c)}:
        yield f"a terminal is commanded by {wrong!r} in report {number % len(_REPORTS)}"
    form = _FORMS[number // len(_REPORTS) % len(_FORMS)]
    if outcome.text.form and form in {"txt", "md", "html"}:
        return
    made = outcome.to(form)
    if form not in {"txt", "md", "html", "zotero-rdf"} and outcome.entries:
        again = load(made, form)
        if len(again.records) != len(outcome.entries):
            yield f"written {len(outcome.entries)} as {form}, read {len(again.records)}"
    library = outcome.document.written
    if library and library.encoding and isinstance(content, bytes) and encode(library) != content:
        yield f"another file: {given.encoding} is not written back as it came"


def _explained(reading: str) -> str:
    return explained(parse(reading), reading, width=80).plain


def _commands(char: str) -> bool:
    code = ord(char)
    bidi = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return code < 0x20 or 0x7F <= code < 0xA0 or bidi


def examined(one: Spoilt, number: int = 0) -> tuple[list[str], float, int]:
    """Clean a document: what does not hold of it, its seconds, and its characters."""
    before = _memory()
    began = time.thread_time()
    try:
        given = read(one.content, suffix=one.suffix)
        outcome = clean_text(given.text)
        spent = time.thread_time() - began
        found = [
            *faults(outcome.document),
            *faults(outcome.result),
            *written(given, outcome, one.content, number),
        ]
    except (InputUnreadable, FormatInvalid):
        return [], time.thread_time() - began, 0
    except Exception as error:  # noqa: BLE001  (whatever it is, it must not happen)
        return [f"raised {type(error).__name__}: {str(error)[:200]}"], 0.0, 0
    size = max(len(given.text.printed), len(one.content))
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
    parser.add_argument("--records", action="store_true", help="files of records, no prose")
    options = parser.parse_args()
    with gzip.open(options.articles, "rt", encoding="utf-8") as lines:
        texts = {a["id"]: a["text"] for a in map(json.loads, lines)}
    make = spoilt_records if options.records else spoilt
    if options.only is not None:
        one = make(texts, options.only, options.seed, options.short)
        print(one.recipe, repr(one.content), *examined(one, options.only), sep="\n")
        return 0
    met: Counter[str] = Counter()
    slowest: list[tuple[float, float, Spoilt]] = []
    for number in range(options.first, options.first + options.count):
        one = make(texts, number, options.seed, options.short)
        found, spent, size = examined(one, number)
        for fault in found:
            kind = " ".join(fault.split()[:2])
            met[kind] += 1
            if met[kind] <= options.show:
                print(f"{fault}\n    {one.recipe}", flush=True)
        if (number + 1) % 1000 == 0:
            print(f"{number + 1} done", file=sys.stderr, flush=True)
        slowest = sorted([*slowest, (spent / max(size, 2000), spent, one)], key=lambda s: -s[0])[:3]
    print(f"{options.count} documents; faults: {dict(met) or 'none'}; {_memory()} MB held at most")
    for rate, spent, one in slowest:
        print(f"{rate * 1e6:.0f} ms for a thousand characters, {spent:.2f} s: {one.recipe}")
        print(f"    {growth(one)}")
    return 1 if met else 0


if __name__ == "__main__":
    sys.exit(main())
