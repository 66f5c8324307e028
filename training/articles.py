"""References of open-access articles (CC BY), whose fields are known but not their places.

The fields are found again in the string; a reference in which one cannot be found, or in which
words are left over, is passed over.
"""

from pathlib import Path
from typing import Any

from training.gold import read_lines, untagged_words
from training.sample import Sample

_ORDER = ("title", "container-title", "volume", "issue", "page", "publisher-place", "publisher")
_SET_FROM_FIELDS = frozenset({"publisher-place"})  # printed by some styles only


def article_samples(path: Path) -> list[Sample]:
    """Read the as-printed articles of `path`; those with planted defects are left alone."""
    samples: list[Sample] = []
    for article in read_lines(path):
        if article["id"].endswith(("-broken", "-pasted")):
            continue
        for reference in article["references"]:
            sample = aligned(reference, f"articles-{article['style']}")
            if sample is not None and untagged_words(sample) <= 1:
                samples.append(sample)
    return samples


def aligned(reference: dict[str, Any], source: str) -> Sample | None:
    """Find the fields in the string: authors first, then title, then the rest in print order."""
    raw, fields = reference["raw"], reference["fields"]
    if not fields.get("title") or not fields.get("author") or not fields.get("issued"):
        return None
    title = raw.find(fields["title"])
    if title <= 0:
        return None
    spans = [("title", title, title + len(fields["title"]))]
    year = raw.find(fields["issued"])
    if year < 0:
        return None
    spans.append(("issued", year, year + len(fields["issued"])))
    spans.append(("author", 0, len(raw[: min(year, title)].rstrip(" (["))))
    at = spans[0][2]
    taken = [spans[1]]
    for name in _ORDER[1:]:
        if name not in fields:
            continue
        place = _free_place(raw, fields[name], at, taken)
        if place < 0:
            if name in _SET_FROM_FIELDS:
                continue
            return None
        span = (name, place, place + len(fields[name]))
        taken.append(span)
        spans.append(span)
        if name in {"container-title", "volume", "issue"}:
            at = span[2]
    return Sample(raw, tuple(spans), source, reference["id"])


def _free_place(raw: str, value: str, at: int, taken: list[tuple[str, int, int]]) -> int:
    """Find `value` after `at` as a whole word that no other field has taken; -1 if nowhere."""
    place = raw.find(value, at)
    while place >= 0:
        end = place + len(value)
        free = all(end <= start or place >= stop for _, start, stop in taken)
        glued = (place and raw[place - 1].isalnum() and value[:1].isalnum()) or (
            end < len(raw) and raw[end].isalnum() and value[-1:].isalnum()
        )
        if free and not glued:
            return place
        place = raw.find(value, place + 1)
    return -1
