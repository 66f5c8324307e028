"""The name that one volume of a work has: `Zollgesetz, Bd. 1: Präambel, Artikel 1–19, 3. Aufl.`.

Source: the usage of German commentaries and handbooks, with the edition behind the volume's name.
"""

import re

from joinedup_refs.parse.draft import Label

__all__ = ["with_volume_titles"]

_NAMED = re.compile(
    r"[.,]\s(?:Bd\.|Bde\.|Band|Teilbd\.|Teilband|Vol\.|Tome)\s?(?:\d{1,3}|[IVX]{1,5})(?:/\d{1,2})?:\s"
    r"(?P<name>[^\W\d_a-z][^:;()\[\]]{2,150}?)"
    r"(?=[.,]\s\d{1,2}\.,?\s(?:[^\W\d_]{2,20}\.?,?\s(?:und\s|u\.\s)?){0,4}?Aufl(?:age|\.))"
)
_WHOLE = frozenset({"title", "container-title"})
_LED = re.compile(r"\b[Ii]n:?\s{1,2}\W?$")
_LEAD = 6


def with_volume_titles(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the name of its volume, which labels took for people and titles of their own.

    What a chapter stands in is left alone.

    >>> raw = "Zollgesetz, Bd. 1: Zölle, Fähren, 3. Aufl., Bern 2013"
    >>> mixed = [Label("title", 0, 10, 0.5), Label("author", 19, 24, 0.4)]
    >>> [(one.label, raw[one.start : one.end]) for one in with_volume_titles(mixed, raw)]
    [('title', 'Zollgesetz, Bd. 1: Zölle, Fähren')]
    """
    found = _NAMED.search(raw) if "Aufl" in raw else None
    if found is None:
        return labels
    first = next((x for x in labels if x.label in _WHOLE and x.start < found.start()), None)
    if first is None or _led(raw, first):
        return labels
    start, end = first.start, found.end("name")
    ahead = [x for x in labels if x.start < found.start() and x.start >= start]
    if any(x.label not in _WHOLE or _led(raw, x) for x in ahead):
        return labels
    before = [x for x in labels if x.start < start]
    whole = Label("title", start, end, min(x.confidence for x in ahead))
    rest = [x._replace(start=_past(raw, x, end)) for x in labels if x.end > end and x not in before]
    return [*before, whole, *(x for x in rest if x.start < x.end and x != whole)]


def _led(raw: str, one: Label) -> bool:
    return _LED.search(raw[max(0, one.start - _LEAD) : one.start]) is not None


def _past(raw: str, one: Label, end: int) -> int:
    """Give where a label begins behind the name, its comma left out."""
    if one.start >= end:
        return one.start
    return end + len(raw[end : one.end]) - len(raw[end : one.end].lstrip(" ,."))
