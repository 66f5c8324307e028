"""One reference string with its labelled stretches, as the model learns it."""

from collections.abc import Sequence
from typing import NamedTuple

from joinedup_refs.parse.labeller import trim
from joinedup_refs.parse.tokens import Token

# A long field's first token looks unlike the rest, so it has a tag of its own; a short field's
# tokens all look alike, and fewer tags train faster.
LONG = frozenset({
    "author", "editor", "title", "container-title", "publisher", "publisher-place",
})  # fmt: skip
SHORT = frozenset({
    "translator", "collection-title", "collaboration", "note", "genre", "event-title", "issued",
    "volume", "issue", "page", "number-of-pages", "edition", "number",
    "collection-number", "citation-number", "accessed",
})  # fmt: skip
IDENTIFIERS = frozenset({"DOI", "URL", "arXiv", "ISBN", "ISSN", "PMID", "PMCID"})


class Sample(NamedTuple):
    """A string, its labelled stretches (label, half-open code points), and where it is from."""

    raw: str
    spans: tuple[tuple[str, int, int], ...]
    source: str
    id: str


def tags(sample: Sample, tokens: Sequence[Token]) -> list[str]:
    """Give each token its tag: `B-` and `I-` for long fields, `I-` for short, `ID`, else `O`."""
    result = ["O"] * len(tokens)
    for label, start, end in sample.spans:
        if label not in LONG and label not in SHORT:
            continue
        start, end = trim(sample.raw, start, end, label)  # noqa: PLW2901  (its one meaning)
        prefix = "B" if label in LONG else "I"
        for i, token in enumerate(tokens):
            if token.start >= start and token.end <= end:
                result[i] = f"{prefix}-{label}"
                prefix = "I"
    for i, token in enumerate(tokens):
        if token.kind in IDENTIFIERS:
            result[i] = "ID"  # which one, the token itself says
    return result
