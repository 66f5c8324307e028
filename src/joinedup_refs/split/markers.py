"""What stands before the items of a list: bullets, numbers, labels."""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Marker(NamedTuple):
    """The marker that a line begins with."""

    kind: str
    """`bullet` and its sign, or the form of a number or a label: `[1]`, `(1)`, `1.`, `1)`, `1`."""
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
    r"|(?P<paren>\d{1,4})\)|(?P<sup>[⁰¹²³⁴-⁹]{1,4})|(?P<bare>\d{1,4})(?=[\s.]|$))(?:\*\*)?\s*"
)
_LABEL = re.compile(r"\[(?P<label>[^\W\d_][^\[\]]{1,30})\]\s+")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
"""A number that is rather a year than an item's; lists of so many entries are rare."""
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FORMS = {
    "square": "[1]",
    "round": "(1)",
    "dot": "1.",
    "paren": "1)",
    "sup": "¹",
    "bare": "1",
    "label": "[label]",
}


def marker(line: str) -> Marker | None:
    """Read the marker that a line begins with."""
    if bullet := _BULLET.match(line):
        return Marker(f"bullet {bullet[1]}", "", bullet.end())
    met = _NUMBER.match(line) or _LABEL.match(line)
    if met is None or met.lastgroup is None:
        return None
    value = met[met.lastgroup].translate(_PLAIN_DIGITS)
    if _YEAR.fullmatch(value):
        return None
    return Marker(_FORMS[met.lastgroup], value, met.end())


def run(lines: Sequence[str]) -> dict[int, Marker]:
    """Tell which lines begin an item by the marker that the list uses: line number to marker.

    Numbers must run on; a line that only happens to begin with one is none. Empty where the list
    is not marked.
    """
    read = {at: found for at, line in enumerate(lines) if line and (found := marker(line))}
    first = next((at for at, line in enumerate(lines) if line), None)
    best: dict[int, Marker] = {}
    for kind in sorted({m.kind for m in read.values()}):
        of_kind = {at: m for at, m in read.items() if m.kind == kind}
        chain = of_kind if not _is_number(kind) else _chain(of_kind)
        if _convinces(kind, chain, first, lines) and len(chain) > len(best):
            best = chain
    return best


def _is_number(kind: str) -> bool:
    return not kind.startswith("bullet") and kind != "[label]"


def _chain(numbered: dict[int, Marker]) -> dict[int, Marker]:
    """Keep the numbers that follow one another; one may be missing, and a list may begin anew."""
    best: dict[int, Marker] = {}
    places = list(numbered)
    for begin in places[:3]:
        chain: dict[int, Marker] = {}
        last = int(numbered[begin].value) - 1
        for at in places:
            value = int(numbered[at].value)
            if at >= begin and (0 < value - last <= 2 or (value == 1 and last > 2)):
                chain[at] = numbered[at]
                last = value
        if len(chain) > len(best):
            best = chain
    return best


def _convinces(
    kind: str, chain: dict[int, Marker], first: int | None, lines: Sequence[str]
) -> bool:
    if not chain or first is None:
        return False
    begins = first in chain
    count = len(chain)
    filled = sum(map(bool, lines))
    if kind == "1":
        return begins and count >= 2 and chain[first].value == "1"
    if _is_number(kind):
        return count >= 3 or (
            begins and (count >= 2 or int(chain[first].value) <= 1 or filled == 1)
        )
    return begins or (count >= 3 and count * 3 >= filled)
