"""What stands before the items of a list: bullets, numbers, labels."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from joinedup_refs.notation.ends import closes


class Marker(NamedTuple):
    """The marker that a line begins with."""

    kind: str
    """`bullet` and its sign, or the form of a number, as `[1]`, `1.` and `[^1]`, or of a label."""
    value: str
    """The number or the label, without brackets; empty for a bullet."""
    end: int
    """Where, in the line, the entry begins."""


_BULLET = re.compile(
    r"([•‣▪◦●○■▸∙]|[·*+](?=\s|$)|[–‐-](?=\s|$)(?!\s{0,3}[(\[]?(?:1[5-9]|20)\d\d))\s*"
)
"""A dash before a year is none: it stands for the author of the entry before."""
_NUMBER = re.compile(
    r"(?:\*\*)?(?:\[(?P<square>\d{1,4})\][.:]?|\((?P<round>\d{1,4})\)|(?P<dot>\d{1,4})\\?\.(?![\d])"
    r"|(?P<paren>\d{1,4})\)|(?P<sup>[⁰¹²³⁴-⁹]{1,4})|(?P<bare>\d{1,4})(?=[\s.]|$)|\[\^(?P<note>\d{1,4})\]:)"
    r"(?:\*\*)?\s*"
)
_NUMBER_BEHIND_BULLET = re.compile(r"\[\d{1,3}\]|\(\d{1,3}\)\s|\d{1,3}[.)]\s")
_LABEL = re.compile(r"\[(?P<label>[^\W\d_][^\[\]]{1,60})\]\s+")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
"""A number that is rather a year than an item's; lists of so many entries are rare."""
_LINES = 8
"""Lines of one entry, at most, where no more than one or two have a bullet."""
_STRAY = "•‣▪◦●○■▸∙"
"""Bullets that are nothing else where an entry begins, whether or not the others have one."""
_STANDS_WELL = 3.0
"""How well a number stands that follows the end of an entry and has a capital behind it."""
_ENTRY, _PLAIN_ENTRY = 0.4, 0.7
"""Likeness to an entry of what a number stands before: one that is met again, one out of turn."""
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FORMS = {
    "square": "[1]",
    "round": "(1)",
    "dot": "1.",
    "paren": "1)",
    "sup": "¹",
    "bare": "1",
    "note": "[^1]",
    "label": "[label]",
}


def marker(line: str) -> Marker | None:
    """Read the marker that a line begins with."""
    if bullet := _BULLET.match(line):
        numbered = _NUMBER_BEHIND_BULLET.match(line, bullet.end())
        if numbered is None:
            return Marker(f"bullet {bullet[1]}", "", bullet.end())
        found = marker(line[bullet.end() :])
        return found._replace(end=bullet.end() + found.end) if found else None
    met = _NUMBER.match(line) or _LABEL.match(line)
    if met is None or met.lastgroup is None:
        return None
    value = met[met.lastgroup].translate(_PLAIN_DIGITS)
    if _YEAR.fullmatch(value):
        return None
    return Marker(_FORMS[met.lastgroup], value, met.end())


def stray(line: str) -> Marker | None:
    """Read a bullet in front of an entry of a list that has none otherwise."""
    return marker(line) if line[:1] in _STRAY and line else None


def run(lines: Sequence[str], likeness: Callable[[str], float]) -> dict[int, Marker]:
    """Tell which lines begin an item by the marker that the list uses: line number to marker.

    Numbers must run on, though one may stand twice; a line that only happens to begin with one is
    none, as `likeness` to the beginning of an entry tells. Empty where the list is not marked.
    """
    read: dict[str, dict[int, Marker]] = {}
    first, before = None, ""
    fits: dict[int, float] = {}
    for at, line in enumerate(lines):
        if not line:
            continue
        first = at if first is None else first
        if found := marker(line):
            read.setdefault(found.kind, {})[at] = found
            rest = line[found.end :]
            stands = 1.0 + closes(before) + bool(rest and rest[0].isupper())
            fits[at] = stands if before else _STANDS_WELL
        before = line
    best: dict[int, Marker] = {}
    for kind in sorted(read):
        several = chain(read[kind], fits) if _is_number(kind) else read[kind]
        if not _convinces(kind, several, first, lines):
            continue
        if len(several) < len(read[kind]):
            counts = _counted(lines, read[kind], fits, likeness)
            several = with_repeated(read[kind], several, counts)
        if len(several) > len(best):
            best = several
    return best


def _counted(
    lines: Sequence[str],
    numbered: Mapping[int, Marker],
    fits: Mapping[int, float],
    likeness: Callable[[str], float],
) -> Callable[[int, bool], bool]:
    """Say how to tell whether a number counts that does not run on."""
    unwrapped = len(numbered) == sum(map(bool, lines))

    def counts(at: int, again: bool) -> bool:
        if fits[at] < _STANDS_WELL:
            return False
        if unwrapped or (again and numbered[at].kind != _FORMS["bare"]):
            return True
        return likeness(lines[at]) >= (_ENTRY if again else _PLAIN_ENTRY)

    return counts


def with_repeated(
    numbered: Mapping[int, Marker],
    running: Mapping[int, Marker],
    counts: Callable[[int, bool], bool],
) -> dict[int, Marker]:
    """Add to the numbers that run on those that break the count and yet begin an item.

    `counts` says of a place, and of whether its number is the one before it again, if it does.
    """
    kept: dict[int, Marker] = {}
    begun, value = False, ""
    for at, found in numbered.items():
        begun = begun or at in running
        if at in running or (begun and counts(at, found.value == value)):
            kept[at] = found
            value = found.value
    return kept


def _is_number(kind: str) -> bool:
    return not kind.startswith("bullet") and kind != "[label]"


class _Link(NamedTuple):
    """The end of a chain of numbers."""

    at: int
    score: float
    length: int
    before: "_Link | None"


def chain(numbered: dict[int, Marker], fits: dict[int, float]) -> dict[int, Marker]:
    """Keep the numbers that follow one another; one may be missing, and a list may begin anew.

    `numbered` holds markers by their places in the order of the text, `fits` how well each stands
    there: of several with one number that is taken which makes the better chain.
    """
    ends: dict[int, _Link] = {}
    best: _Link | None = None
    for at, found in numbered.items():
        value = int(found.value)
        before = max(
            (end for end in (ends.get(value - 1), ends.get(value - 2)) if end),
            key=lambda end: end.score,
            default=None,
        )
        if (
            value == 1
            and best
            and best.length > 2
            and (before is None or best.length > before.length)
        ):
            before = best
        score = fits[at] + (before.score if before else 0.0)
        if before and before is ends.get(value - 2):
            score -= 1.0
        new = _Link(at, score, before.length + 1 if before else 1, before)
        if value not in ends or score > ends[value].score:
            ends[value] = new
        if best is None or score > best.score:
            best = new
    kept: dict[int, Marker] = {}
    while best:
        kept[best.at] = numbered[best.at]
        best = best.before
    return dict(reversed(kept.items()))


def _convinces(
    kind: str, found: dict[int, Marker], first: int | None, lines: Sequence[str]
) -> bool:
    if not found or first is None:
        return False
    begins = first in found
    count = len(found)
    filled = sum(map(bool, lines))
    if kind == "1":
        return begins and count >= 2 and found[first].value == "1"
    if _is_number(kind):
        return count >= 3 or (
            begins and (count >= 2 or int(found[first].value) <= 1 or filled == 1)
        )
    # a bullet or two may have been copied with the first entries and none with the others
    return (begins and (count >= 3 or count * _LINES >= filled)) or (
        count >= 3 and count * 3 >= filled
    )
