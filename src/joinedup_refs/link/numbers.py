"""Finds citations by number or label: `[1]`, `[3–5]`, `[1,2,7-9]`, `(1)`, `¹²,³`, `^12^`.

Raised numbers that copying has set on the line (`needed.1,2`) are found too, in a numbered list.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from joinedup_refs.link.locators import UNIT_AND_PLACE
from joinedup_refs.link.mention import Mention

_DASH = r"[–—‐‑‒−-]"
_ITEM = rf"\d{{1,4}}(?:\s?{_DASH}\s?\d{{1,4}})?"
_WITH_PLACE = rf"{_ITEM}(?:,\s?{UNIT_AND_PLACE}|:\s?\d{{1,5}}(?:{_DASH}\d{{1,5}})?(?!\d))?"
_LEAD = r"(?P<lead>(?:(?:see(?:\salso)?|also|cf\.|e\.g\.,?|vgl\.|siehe|voir|véase|[Rr]efs?\.?)\s)?)"
_INSIDE = rf"\s?{_LEAD}(?P<inside>{_WITH_PLACE}(?:\s?[,;]\s?{_WITH_PLACE}){{0,60}})\s?"
_PLAIN = rf"(?P<inside>{_ITEM}(?:\s?[,;]\s?{_ITEM}){{0,60}})"
_SQUARE = re.compile(rf"\[{_INSIDE}\]")
_ROUND = re.compile(rf"\({_INSIDE}\)")
_CARET = re.compile(
    rf"\^{_PLAIN}\^|\^\{{{_PLAIN.replace('inside', 'braced')}\}}"
    r"|\[\^(?P<note>\d{1,4})\](?!:)"
)
_NAMED = re.compile(
    rf"[Rr](?<!\w[Rr])efs?\.?\s(?P<inside>{_ITEM}(?:,\s?{_ITEM}){{0,20}})(?![\w.]\d)"
)
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UP = rf"[{_DIGITS}]{{1,4}}(?:[–⁻-][{_DIGITS}]{{1,4}})?"
_RAISED = re.compile(rf"(?<![{_DIGITS}⁺⁻])(?P<inside>{_UP}(?:\s?[,;]\s?{_UP}){{0,60}})(?![⁺⁻])")
_LOWERED = str.maketrans(_DIGITS + "⁻", "0123456789-")
_UNIT = re.compile(r"(?:\d|(?<!\w)(?:\w|[kcdmnµμ]m|ft|in|yd|mi|ha|sec|min|hr?|kg|mg|Pa|Hz))\Z")
_PIECE = re.compile(
    rf"(?P<number>(?P<first>\d{{1,4}})(?:\s?{_DASH}\s?(?P<last>\d{{1,4}}))?)"
    rf"(?:,\s?(?P<unit>{UNIT_AND_PLACE})|:\s?(?P<page>\d{{1,5}}(?:{_DASH}\d{{1,5}})?))?"
)
_BRIDGE = re.compile(rf"\s?{_DASH}\s?")
_PLACE = re.compile(UNIT_AND_PLACE)
_GLUED = re.compile(
    r"(?P<word>(?:[^\W\d_]|(?<=[^\W\d_])[)\]”’\"'])[.,;:?!)”’\"']{0,2})"
    rf"(?P<inside>\d{{1,3}}(?:{_DASH}\d{{1,3}})?(?:,\s?\d{{1,3}}(?:{_DASH}\d{{1,3}})?){{0,30}})"
    r"(?=[\s.,;:?!)\]—]|\Z)(?![.,]\d)"
)
"""Numbers without a blank before them: behind the end of a sentence or a word."""
_BEFORE_GLUED = re.compile(r"[^\W\d_]+(?=[^\w\s]{0,3}\Z)")
_NO_CITING = frozenset(
    {
        *("fig", "figs", "figure", "eq", "eqs", "no", "nos", "nr", "p", "pp", "s", "vol", "ch"),
        *("sec", "tab", "table", "ref", "refs", "v", "ver", "version", "log", "ln", "exp", "art"),
        *("para", "bd", "hft", "abb", "step", "type", "grade", "phase", "day", "week", "year"),
    }
)
"""Words that a number belongs to."""
_LABEL = re.compile(r"\[([^\[\]\n]{1,80})\]")
_LABEL_FORM = re.compile(r"[^\W\d_][^\W\d_]{0,12}[+*]?\d{2,4}[a-z]?")
"""`Smi05`, `Mil+11`, `WHO2020a`: how most labels are made."""
_LABEL_LEAD = re.compile(_LEAD)
_LONGEST_RANGE = 200
_USUAL_RANGE = 15
_JUST_BEYOND = 5
"""How far past the end of the list a number may be that no others lead up to."""
_ENOUGH = 0.5
"""Share of the list, or of the numbers past its end, that must be met."""


class _Part(NamedTuple):
    start: int
    end: int
    first: int
    last: int
    locator: str = ""


class _Group(NamedTuple):
    start: int
    end: int
    parts: tuple[_Part, ...]
    lead: str = ""


def find_numbers(
    text: str, markers: Sequence[str], count: int, *, printed: bool = True
) -> list[Mention]:
    """Find numeric citations of a list with the given markers, or of `count` unnumbered entries.

    Markers that are not `printed` count the entries; numbers behind words are then those of notes.

    Of the ways to set numbers the one is taken that meets most of the list: square brackets sooner
    than round ones or raised numbers, which may be much else.
    """
    numbers = [int(m) for m in markers if m.isdecimal()]
    last = max(numbers, default=count)
    labels = {m for m in markers if m and not m.isdecimal()}
    if labels and len(labels) > len(numbers):
        return list(_labelled(text, labels))
    square = _citing(_bracketed(_SQUARE, text), last)
    if _covered(square, last) >= 0.1:
        return list(_mentions(text, square))
    ways: list[Callable[[str], Iterator[_Group]]] = [_raised, _careted]
    if numbers:
        ways.insert(0, lambda prose: _bracketed(_ROUND, prose))
        ways += [_glued] * printed
    others = [_citing(sorted([*way(text), *_referred(text)]), last) for way in ways]
    best = max(others, key=lambda groups: _covered(groups, last))
    met = _covered(best, last)
    if met >= _ENOUGH and met > _covered(square, last):
        return list(_mentions(text, best))
    return list(_mentions(text, square))


def _bracketed(pattern: re.Pattern[str], text: str) -> Iterator[_Group]:
    for found in pattern.finditer(text):
        before = text[max(0, found.start() - 1) : found.start()]
        if not before.isdigit() and before not in {"_", "^"}:
            parts = _parts(found["inside"], found.start("inside"))
            yield _Group(found.start(), found.end(), parts, found["lead"].strip())


def _raised(text: str) -> Iterator[_Group]:
    """Find numbers in raised digits, but not powers, units and marks of footnotes."""
    for found in _RAISED.finditer(text):
        before = text[max(0, found.start() - 5) : found.start()]
        if before[-1:].strip() and not _UNIT.search(before):
            parts = _parts(found["inside"].translate(_LOWERED), found.start())
            yield _Group(found.start(), found.end(), parts)


def _careted(text: str) -> Iterator[_Group]:
    """Find numbers that markup raises: `^12^`, `^{12}`, `[^12]`."""
    for found in _CARET.finditer(text):
        before = text[max(0, found.start() - 5) : found.start()].rstrip("$")
        which = found.lastgroup or "inside"
        if before[-1:].strip() and not _UNIT.search(before):
            yield _Group(found.start(), found.end(), _parts(found[which], found.start(which)))


def _glued(text: str) -> Iterator[_Group]:
    """Find numbers that were raised and now stand on the line, right behind a word or its stop."""
    for found in _GLUED.finditer(text):
        at = found.start("inside")
        met = _BEFORE_GLUED.search(text, max(0, at - 24), at)
        word = met[0] if met else ""
        bare = text[at - 1].isalpha()
        if word.casefold() in _NO_CITING or (bare and (len(word) < 3 or not word[1:].islower())):
            continue  # `cm2`, `SOX2` and `Fig.2` are none
        yield _Group(at, found.end("inside"), _parts(found["inside"], at))


def _referred(text: str) -> Iterator[_Group]:
    """Find `ref. 12`, which stands where a raised number would be read as a power."""
    for found in _NAMED.finditer(text):
        parts = _parts(found["inside"], found.start("inside"))
        yield _Group(found.start("inside"), found.end("inside"), parts)


def _parts(inside: str, offset: int) -> tuple[_Part, ...]:
    parts = []
    for found in _PIECE.finditer(inside):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        start, end = offset + found.start("first"), offset + found.end("number")
        parts.append(_Part(start, end, first, last, found["unit"] or found["page"] or ""))
    return tuple(parts)


def _citing(groups: Iterable[_Group], last: int) -> list[_Group]:
    """Keep the groups whose numbers can be those of entries: no 0, no year, no interval.

    Numbers past the end of the list count near it, and further on where the numbers up to them are
    cited too, as they are when the list was cut off.
    """
    found = [
        group
        for group in groups
        if all(1 <= p.first <= p.last and p.last - p.first < _LONGEST_RANGE for p in group.parts)
    ]
    limit = last + _JUST_BEYOND
    beyond = sorted({n for g in found for p in g.parts for n in (p.first, p.last) if n > last})
    for met, number in enumerate(beyond, 1):
        if met >= _ENOUGH * (number - last):
            limit = max(limit, number)
    return [group for group in found if all(_is_within(p, last, limit) for p in group.parts)]


def _is_within(part: _Part, last: int, limit: int) -> bool:
    begun = part.first < part.last <= part.first + _USUAL_RANGE and part.first <= last
    return part.last <= limit or begun


def _covered(groups: list[_Group], last: int) -> float:
    met = {n for g in groups for p in g.parts for n in range(p.first, p.last + 1) if n <= last}
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
                groups[number + 1] = _Group(group.start, bridged.end, parts, group.lead)
                number += 1
                continue
        for part in group.parts:
            yield Mention(
                start=part.start,
                end=part.end,
                form="numeric",
                number=" ".join(text[part.start : part.end].translate(_LOWERED).split()),
                numbers=tuple(str(n) for n in range(part.first, part.last + 1)),
                locator=part.locator,
                prefix=group.lead if part is group.parts[0] else "",
                cluster=(group.start, group.end),
            )
        number += 1


def _labelled(text: str, labels: set[str]) -> Iterator[Mention]:
    """Find labels that the list has, and those of its form that it does not have."""
    made = all(_LABEL_FORM.fullmatch(label) for label in labels)
    for found in _LABEL.finditer(text):
        at = found.start(1)
        places: list[tuple[str, int, str]] = []
        known = True
        for piece in re.split(r"([,;])", found[1]):
            label = piece.strip()
            if places and _PLACE.fullmatch(label):
                places[-1] = (*places[-1][:2], label)
            elif label not in {"", ",", ";"}:
                lead = _LABEL_LEAD.match(label)
                label = label[lead.end() :] if lead else label
                is_one = label in labels or (made and _LABEL_FORM.fullmatch(label) is not None)
                known = known and is_one
                places.append((label, at + piece.index(label), ""))
            at += len(piece)
        for label, start, locator in places if known else ():
            yield Mention(
                start=start,
                end=start + len(label),
                form="numeric",
                number=label,
                numbers=(label,),
                locator=locator,
                cluster=(found.start(), found.end()),
            )
