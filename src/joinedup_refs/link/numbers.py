"""Finds citations by number or label: `[1]`, `[3–5]`, `[1,2,7-9]`, `(1)`."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from joinedup_refs.link.mention import Mention

_DASH = r"[–—‐‑‒−-]"
_ITEM = rf"\d{{1,4}}(?:\s?{_DASH}\s?\d{{1,4}})?"
_GROUP = r"{open}\s?(?P<inside>{item}(?:\s?[,;]\s?{item}){{0,60}})\s?{close}"
_SQUARE = re.compile(_GROUP.format(open=r"\[", close=r"\]", item=_ITEM))
_ROUND = re.compile(_GROUP.format(open=r"\(", close=r"\)", item=_ITEM))
_PART = re.compile(rf"(?P<first>\d{{1,4}})(?:\s?{_DASH}\s?(?P<last>\d{{1,4}}))?")
_BRIDGE = re.compile(rf"\s?{_DASH}\s?")
_LABEL = re.compile(r"\[([^\[\]\n]{1,80})\]")
_LONGEST_RANGE = 200
_BEYOND = 30
"""Numbers past the end of the list that may still be citations."""

_JUST_BEYOND = 5
"""How far past the end a number alone in its brackets may be."""


class _Part(NamedTuple):
    start: int
    end: int
    first: int
    last: int


class _Group(NamedTuple):
    start: int
    end: int
    parts: tuple[_Part, ...]


def find_numbers(text: str, markers: Sequence[str], count: int) -> list[Mention]:
    """Find numeric citations of a list with the given markers, or of `count` unnumbered entries."""
    numbers = [int(m) for m in markers if m.isdigit()]
    last = max(numbers, default=count)
    labels = {m for m in markers if m and not m.isdigit()}
    if labels and len(labels) > len(numbers):
        return list(_labelled(text, labels))
    square = _citing(_groups(_SQUARE, text), last)
    if numbers and _covered(square, last) < 0.1:
        round_ = _citing(_groups(_ROUND, text), last)
        if _covered(round_, last) >= 0.5 and _covered(round_, last) > _covered(square, last):
            return list(_mentions(text, round_))
    return list(_mentions(text, square))


def _groups(pattern: re.Pattern[str], text: str) -> Iterator[_Group]:
    for found in pattern.finditer(text):
        before = text[max(0, found.start() - 1) : found.start()]
        if before.isdigit() or before in {"_", "^"}:
            continue
        offset = found.start("inside")
        parts = tuple(
            _Part(
                offset + p.start(), offset + p.end(), int(p["first"]), int(p["last"] or p["first"])
            )
            for p in _PART.finditer(found["inside"])
        )
        yield _Group(found.start(), found.end(), parts)


def _citing(groups: Iterator[_Group], last: int) -> list[_Group]:
    """Keep the brackets whose numbers can be those of entries: no 0, no year, no interval."""
    return [group for group in groups if _is_citing(group, last)]


def _is_citing(group: _Group, last: int) -> bool:
    in_order = all(
        1 <= p.first <= p.last <= last + _BEYOND and p.last - p.first < _LONGEST_RANGE
        for p in group.parts
    )
    alone = len(group.parts) == 1 and group.parts[0].last <= last + _JUST_BEYOND
    return in_order and (alone or any(p.first <= last for p in group.parts))


def _covered(groups: list[_Group], last: int) -> float:
    met = {n for g in groups for p in g.parts for n in range(p.first, p.last + 1)}
    return len(met) / max(last, 1)


def _mentions(text: str, groups: list[_Group]) -> Iterator[Mention]:
    number = 0
    while number < len(groups):
        group = groups[number]
        bridged = groups[number + 1] if number + 1 < len(groups) else None
        if bridged and _BRIDGE.fullmatch(text, group.end, bridged.start):
            one, other = group.parts[-1], bridged.parts[0]
            if one.first == one.last < other.first and other.first - one.last < _LONGEST_RANGE:
                joined = _Part(one.start, other.end, one.first, other.last)
                parts = (*group.parts[:-1], joined, *bridged.parts[1:])
                groups[number + 1] = _Group(group.start, bridged.end, parts)
                number += 1
                continue
        for part in group.parts:
            yield Mention(
                start=part.start,
                end=part.end,
                form="numeric",
                number=" ".join(text[part.start : part.end].split()),
                numbers=tuple(str(n) for n in range(part.first, part.last + 1)),
                cluster=(group.start, group.end),
            )
        number += 1


def _labelled(text: str, labels: set[str]) -> Iterator[Mention]:
    for found in _LABEL.finditer(text):
        at = found.start(1)
        places = []
        for piece in re.split(r"([,;])", found[1]):
            label = piece.strip()
            if label and label not in ",;":
                start = at + piece.index(label)
                places.append((label, start, start + len(label)))
            at += len(piece)
        if places and all(label in labels for label, _, _ in places):
            for label, start, end in places:
                yield Mention(
                    start=start,
                    end=end,
                    form="numeric",
                    number=label,
                    numbers=(label,),
                    cluster=(found.start(), found.end()),
                )
