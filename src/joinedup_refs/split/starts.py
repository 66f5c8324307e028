"""Tells on which lines of an unmarked list an entry begins."""

import re
from collections.abc import Sequence
from itertools import pairwise

from joinedup_refs.notation import heads
from joinedup_refs.notation.heads import closes
from joinedup_refs.split.likeness import likeness
from joinedup_refs.split.lines import Line
from joinedup_refs.split.markers import marker

_CONTINUES = re.compile(
    r"(?:https?://|www\.|doi\b|DOI\b|10\.\d{4}|[^\w\s“\"‘«¿¡(\[]|(?:pp?|vol|no)\.\s?\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LEAST_HEAD = 0.4
_WIDEST = 200


def starts(lines: Sequence[Line]) -> set[int]:
    """Give the numbers of the lines that begin an entry; lines that are left out begin none."""
    filled = [at for at, line in enumerate(lines) if not line.empty]
    if not filled:
        return set()
    like = {at: likeness(lines[at].string) for at in filled}
    by_indent = _by_indent(lines, filled, like)
    if by_indent:
        return by_indent | {filled[0]}
    wrapped = _is_wrapped(lines, filled, like)
    width = _width(lines, filled)
    blocks = _blank_lines_part(lines, filled, like)
    begun = {filled[0]}
    last = filled[0]
    for before, at in pairwise(filled):
        between = lines[before + 1 : at]
        parted = any(line.gone == "link-residue" for line in between)
        blank = any(not line.gone for line in between)
        if parted:
            new = True
        elif not wrapped:
            new = not _continues(lines[before].string, lines[at].string, like[at])
        elif blank and blocks:
            new = _after_blank(lines[before].string, lines[at].string, like[at])
        else:
            new = _in_wrapped(lines, (last, before, at), width)
        if new:
            begun.add(at)
            last = at
    return begun


def _continues(before: str, string: str, like: float) -> bool:
    if like >= _LEAST_HEAD:
        return False
    if string[0].islower() and closes(before) and _YEAR.search(string):
        return False
    if string[0].islower() or _CONTINUES.match(string):
        return True
    return before[-1] in ",;:&–-" or before.endswith((" and", " In", " in", " und", " et"))


def _after_blank(before: str, string: str, like: float) -> bool:
    if like >= _LEAST_HEAD:
        return True
    return closes(before) and not string[0].islower() and not _CONTINUES.match(string)


def _in_wrapped(lines: Sequence[Line], places: tuple[int, int, int], width: int) -> bool:
    """Judge a line of wrapped entries; `places`: the item's first line, the one before, it."""
    last, previous, at = places
    before, line = lines[previous], lines[at]
    if not closes(before.string):
        return False
    ahead = _joined(lines, at, at + 14)
    if _within_head(_joined(lines, last, previous + 1), ahead):
        return False
    like = likeness(ahead)
    word = line.string.split(maxsplit=1)[0]
    if len(before.string) + before.indent + 1 + len(word) > width:
        return like >= 0.6
    if line.string[0].islower():
        return like >= 0.4
    return like > 0 or not _CONTINUES.match(line.string)


def _joined(lines: Sequence[Line], first: int, end: int) -> str:
    return " ".join(line.string for line in lines[first:end] if line.string)[:2500]


def _within_head(item: str, ahead: str) -> bool:
    """Whether an item so far is no more than the authors and the year, or a part of them."""
    if len(item) > 2000:
        return False
    found = marker(item)
    bare = item[found.end :] if found else item
    head = next(heads.find(f"{bare} {ahead}"), None)
    return head is not None and head[0] == 0 and head[1] >= len(bare) - 1


def _is_wrapped(lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]) -> bool:
    """Whether entries run over several lines: then many lines end in mid-sentence."""
    if len(filled) < 2 or _width(lines, filled) > _WIDEST:
        return False
    breaks = sum(not closes(lines[a].string) and like[b] < _LEAST_HEAD for a, b in pairwise(filled))
    return breaks * 5 >= len(filled) - 1


def _width(lines: Sequence[Line], filled: Sequence[int]) -> int:
    """Give the length that all but the longest tenth of the lines keep to."""
    lengths = sorted(len(lines[at].string) + lines[at].indent for at in filled)
    return lengths[(len(lengths) * 9) // 10 if len(lengths) > 9 else -1]


def _by_indent(
    lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]
) -> set[int] | None:
    """Give the lines that begin entries by their indent, hanging or not, where there is one."""
    least = min(lines[at].indent for at in filled)
    out = {at for at in filled if lines[at].indent <= least + 1}
    inner = [at for at in filled if at not in out]
    if not inner or len(out) < 2 or len(inner) * 5 < len(filled):
        return None
    heads_out = sum(like[at] >= _LEAST_HEAD for at in out) / len(out)
    heads_in = sum(like[at] >= _LEAST_HEAD for at in inner) / len(inner)
    if heads_out >= 0.6 and heads_in <= 0.3:
        return out
    if heads_in >= 0.7 and heads_out <= 0.2:
        return set(inner)
    return None


def _blank_lines_part(lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]) -> bool:
    """Whether blank lines stand between entries, and not between all lines."""
    firsts: list[int] = [filled[0]]
    others: list[int] = []
    for before, at in pairwise(filled):
        blank = any(not line.gone for line in lines[before + 1 : at])
        (firsts if blank else others).append(at)
    if len(firsts) < 2:
        return False
    return sum(like[at] >= 0.35 for at in firsts) * 2 >= len(firsts)
