"""The gold references the model may learn from, in one scheme."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from joinedup_refs.parse.tokens import tokenize
from training.amended import amended
from training.harmonise import harmonised
from training.sample import Sample

ALLOWED = (
    "anystyle-core", "anystyle-good", "anystyle-ugly", "grobid-citation", "linked-books",
    "ore-jats",
)  # fmt: skip
"""The sources whose licence lets a model learn from them; the others only measure."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_HARMLESS = frozenset(
    [
        "doi",
        "pmid",
        "pmcid",
        "pmc",
        "in",
        "the",
        "and",
        "et",
        "al",
        "http",
        "https",
        "org",
        "vol",
        "no",
        "pp",
        "ed",
        "eds",
        "edition",
        "reference",
        "source",
        "publisher",
        "full",
        "text",
        "free",
        "article",
        "pubmed",
        "abstract",
        "isbn",
        "issn",
        "arxiv",
        "available",
        "from",
        "url",
        "inspire",
    ]
)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def gold_samples(folder: Path, leave_out: str = "") -> list[Sample]:
    """Read every allowed source of `folder`, but for the one left out."""
    samples: list[Sample] = []
    for source in ALLOWED:
        if source == leave_out:
            continue
        for record in read_lines(folder / f"{source}.jsonl.gz"):
            sample = harmonised(record)
            if sample is not None and _consistent(sample, record):
                samples.append(sample)
    return amended(samples)


def _consistent(sample: Sample, record: dict[str, Any]) -> bool:
    """Tell whether the record teaches what the scheme means."""
    if sample.source == "ore-jats":
        # Publisher, place and the containers of chapters are not tagged there: a string with
        # untagged words left would teach that they are nothing.
        return untagged_words(sample) <= 1 and not _untagged_numbers(sample)
    if sample.source == "anystyle-ugly":
        return _plausible(sample)
    return "noise" not in record or untagged_words(sample) <= 3


def _covered(sample: Sample) -> bytearray:
    """Mark the code points that a stretch covers."""
    covered = bytearray(len(sample.raw))
    for _, start, end in sample.spans:
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _untagged_numbers(sample: Sample) -> bool:
    """Tell whether a number stands outside every stretch and every identifier."""
    covered = _covered(sample)
    return any(t.kind == "number" and not covered[t.start] for t in tokenize(sample.raw))


def untagged_words(sample: Sample) -> int:
    """Count the words that no stretch covers and that are no mere announcement."""
    covered = _covered(sample)
    return sum(
        not covered[m.start()] and m[0].lower() not in _HARMLESS for m in _WORD.finditer(sample.raw)
    )


def _plausible(sample: Sample) -> bool:
    """Keep of the poorest source only what has the outer shape of a well-labelled reference."""
    labels = [label for label, _, _ in sample.spans]
    once = all(labels.count(x) == 1 for x in ("author", "title", "issued"))
    if not once or "note" in labels or "editor" in labels:
        return False
    text = {label: sample.raw[start:end] for label, start, end in sample.spans}
    author_first = labels.index("author") < labels.index("title")
    clean_author = not re.search(r"\d{3}", text["author"])
    serial = "volume" in labels and "container-title" in labels
    book = "publisher" in labels and "container-title" not in labels and "volume" not in labels
    return author_first and clean_author and (serial or book)
