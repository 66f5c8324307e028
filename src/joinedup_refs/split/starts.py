"""Tells on which lines of an unmarked list an entry begins."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from joinedup_refs.notation import heads
from joinedup_refs.notation.heads import closes
from joinedup_refs.split.likeness import likeness
from joinedup_refs.split.lines import Line
from joinedup_refs.split.markers import marker

_CONTINUES = re.compile(
    r"(?:https?://|www\.|doi\b|DOI\b|10\.\d{4}|[^\w\s“\"‘«„»¿¡(\[]|(?:pp?|vol|no)\.\s?\d)"
)
_ADDRESS = re.compile(r"https?://|www\.|doi\b|DOI\b|10\.\d{4}")
_AGAIN = re.compile(
    r"(?:[-–—―_‒]{2,}|[—―](?=[\s.,:(]|[^\W\d_])|[–-](?=\s(?:[^\W\d_]|\(?\d{4}|[“„«‘]))"
    r"|(?:[—–_-]\s){2,}|[\ue000-\uf8ff►▶➢✓◆❖])"
)
"""A dash in the place of the author of the entry before, or a sign used as a bullet."""
_SURELY_AGAIN = re.compile(
    r"(?:[-—–―_‒]{3,}|[—―]{2}|(?:[—–_-]\s){2,}[—–_-]?)(?=[\s.,(]|$)"
    r"|[—―][.,]?\s?\(?(?:1[5-9]|20)\d\d[a-z]?(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LEAST_HEAD = 0.4
_SURE_HEAD = 0.7
_DATED_HEAD = 0.9
"""Authors and a year in brackets, or authors with initials and a year."""
_WIDEST = 200
_PIECE = re.compile(r"[^\s-]{1,200}-?|-")
"""What moves to the next line as a whole."""
_LOOSE_END = re.compile(r"(?:[,;:&–-]|\b(?:and|und|et|e|y|[Ii]n))$")


def starts(lines: Sequence[Line]) -> set[int]:
    """Give the numbers of the lines that begin an entry; lines that are left out begin none."""
    filled = [at for at, line in enumerate(lines) if not line.empty]
    if not filled:
        return set()
    like = {at: likeness(lines[at].string) for at in filled}
    by_indent = _by_indent(lines, filled, like)
    if by_indent:
        return by_indent | {filled[0]}
    if not _is_wrapped(lines, filled, like):
        return _unwrapped(lines, filled, like)
    return _blocks(lines, filled, like) or _wrapped(lines, filled, like)


def _unwrapped(lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]) -> set[int]:
    """Take each line for an entry, but for what plainly goes on with the one before."""
    ends = Counter(lines[at].string[-1] for at in filled)
    usual = frozenset(
        sign for sign, count in ends.items() if count >= 3 and count * 12 >= len(filled)
    )
    begun = {filled[0]}
    for before, at in pairwise(filled):
        parted = any(line.gone == "link-residue" for line in lines[before + 1 : at])
        end, string = lines[before].string, lines[at].string
        if parted or not _continues(end, string, like[at], usual):
            begun.add(at)
    return begun


def _continues(before: str, string: str, like: float, usual: frozenset[str]) -> bool:
    if like >= _LEAST_HEAD or _AGAIN.match(string):
        return False
    if _ADDRESS.match(string):
        return True
    if string[0].islower() or _CONTINUES.match(string):
        return not (closes(before) and _YEAR.search(string))
    return _LOOSE_END.search(before[-8:]) is not None and before[-1] not in usual


def _blocks(lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]) -> set[int]:
    """Give the first lines of what blank lines part, where each such block is one entry."""
    firsts, lasts, inner = [filled[0]], [], 0
    for before, at in pairwise(filled):
        if any(not line.gone for line in lines[before + 1 : at]):
            firsts.append(at)
            lasts.append(before)
        else:
            inner += like[at] >= _SURE_HEAD and closes(lines[before].string)
    lasts.append(filled[-1])
    count = len(firsts)
    if count < 3 or len(filled) > 15 * count or inner * 5 > count:
        return set()
    ended = sum(closes(lines[at].string) for at in lasts)
    small = sum(lines[at].string[0].islower() and not like[at] for at in firsts)
    heads_first = sum(like[at] >= 0.35 for at in firsts)
    if small * 8 > count or ended * 10 < count * 7 or heads_first * 3 < count:
        return set()
    begun = {firsts[0]}
    for last, at in zip(lasts, firsts[1:], strict=False):
        end, string = lines[last].string, lines[at].string
        goes_on = string[0].islower() and not closes(end) and like[at] < _LEAST_HEAD
        if not goes_on:
            begun.add(at)
    return begun


def _wrapped(lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]) -> set[int]:
    """Tell starts by the heads, by what stands before, and by the room that is left there."""
    width = _width(lines, filled)
    strict = _is_strict(lines, filled, like, width)
    dated = sum(like[at] >= _DATED_HEAD for at in filled) * 6 >= len(filled)
    part = _blank_lines_part(lines, filled, like)
    begun = {filled[0]}
    last = filled[0]
    for before, at in pairwise(filled):
        between = lines[before + 1 : at]
        if any(line.gone == "link-residue" for line in between):
            new = True
        elif part and any(not line.gone for line in between):
            new = _after_blank(lines[before].string, lines[at].string, like[at])
        else:
            new = _in_wrapped(lines, (last, before, at), width, strict=strict, dated=dated)
        if new:
            begun.add(at)
            last = at
    return begun


def _after_blank(before: str, string: str, like: float) -> bool:
    if like >= _LEAST_HEAD:
        return True
    return closes(before) and not string[0].islower() and not _CONTINUES.match(string)


def _in_wrapped(
    lines: Sequence[Line], places: tuple[int, int, int], width: int, *, strict: bool, dated: bool
) -> bool:
    """Judge a line of wrapped entries; `places`: the item's first line, the one before, it."""
    last, previous, at = places
    before, line = lines[previous], lines[at]
    if _SURELY_AGAIN.match(line.string):
        return True
    closed, room = closes(before.string), _has_room(before, line, width)
    if not (closed or room or (dated and not _LOOSE_END.search(before.string[-8:]))):
        return False
    ahead = _joined(lines, at, at + 14)
    like = likeness(ahead)
    if _within_head(_joined(lines, last, previous + 1), ahead, like):
        return False
    if closed:
        return _behind_an_end(line.string, like, room=room, loose=dated and not strict)
    if room:
        return like >= (_LEAST_HEAD if strict else _SURE_HEAD)
    return likeness(line.string) >= _DATED_HEAD


def _behind_an_end(string: str, like: float, *, room: bool, loose: bool) -> bool:
    """Judge a line behind one that could end an entry; if lines are `loose`, heads alone count."""
    if _AGAIN.match(string):
        return True
    if not room:
        return like >= 0.6
    if string[0].islower():
        return like >= _LEAST_HEAD
    return like > 0 or (not loose and not _CONTINUES.match(string))


def _has_room(before: Line, line: Line, width: int) -> bool:
    """Whether what the line begins with had found room at the end of the line before."""
    piece = _PIECE.match(line.string)
    needed = len(piece[0]) if piece else 1
    blank = 0 if before.string[-1] in "-‐" else 1
    return len(before.string) + before.indent + blank + needed <= width


def _is_strict(
    lines: Sequence[Line], filled: Sequence[int], like: dict[int, float], width: int
) -> bool:
    """Whether lines are filled as far as they go, so that room left tells the end of an entry."""
    inside = [
        (a, b)
        for a, b in pairwise(filled)
        if like[b] < 0.35 and not closes(lines[a].string) and b == a + 1
    ]
    loose = sum(_has_room(lines[a], lines[b], width) for a, b in inside)
    return len(inside) >= 5 and loose * 12 <= len(inside)


def _joined(lines: Sequence[Line], first: int, end: int) -> str:
    return " ".join(line.string for line in lines[first:end] if line.string)[:2500]


def _within_head(item: str, ahead: str, like: float) -> bool:
    """Whether an item so far is no more than the authors and the year, or a part of them.

    `like` tells how much what comes next looks like another entry.
    """
    if len(item) > 2000:
        return False
    found = marker(item)
    bare = item[found.end :] if found else item
    end = heads.end(f"{bare} {ahead}")
    if end is None:
        return False
    if end > len(bare):
        return not _YEAR.search(bare)
    return like < _LEAST_HEAD and end >= len(bare) - 1


def _is_wrapped(lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]) -> bool:
    """Whether entries run over several lines: then many lines end in mid-sentence."""
    if len(filled) < 2 or _width(lines, filled) > _WIDEST:
        return False
    breaks = sum(not closes(lines[a].string) and like[b] < _LEAST_HEAD for a, b in pairwise(filled))
    return breaks * 5 >= len(filled) - 1


def _width(lines: Sequence[Line], filled: Sequence[int]) -> int:
    """Give the length that lines go up to: the greatest that several of them have.

    Lines that end in a long word, an address for instance, say nothing of it.
    """
    lengths = Counter(
        len(lines[at].string) + lines[at].indent
        for at in filled
        if len(lines[at].string) - lines[at].string.rfind(" ") <= 25
    )
    if not lengths:
        return len(lines[filled[0]].string)
    several = max(3, len(filled) // 40) if len(filled) > 9 else 1
    wide = (n for n in sorted(lengths, reverse=True) if lengths[n] + lengths[n - 1] >= several)
    return next(wide, max(lengths))


def _by_indent(
    lines: Sequence[Line], filled: Sequence[int], like: dict[int, float]
) -> set[int] | None:
    """Give the lines that begin entries by their indent, hanging or not, where there is one."""
    least = min(lines[at].indent for at in filled)
    out = {at for at in filled if lines[at].indent <= least + 1}
    inner = [at for at in filled if at not in out]
    if not inner or len(out) < 2 or len(inner) * 5 < len(filled):
        return None
    usual, count = Counter(lines[at].indent for at in inner).most_common(1)[0]
    even = count * 10 >= len(inner) * 9 and usual > least + 1
    heads_out = sum(like[at] >= _LEAST_HEAD for at in out) / len(out)
    heads_in = sum(like[at] >= _LEAST_HEAD for at in inner) / len(inner)
    if heads_out >= 0.6 and heads_in <= 0.3:
        return out
    if heads_in >= 0.7 and heads_out <= 0.2:
        return set(inner)
    if even and len(out) >= 3:
        ended_out, ended_in = _ended(lines, filled, out), _ended(lines, filled, set(inner))
        if heads_out >= heads_in + 0.15 and ended_out >= ended_in + 0.3:
            return out
        if heads_in >= heads_out + 0.15 and ended_in >= ended_out + 0.3:
            return set(inner)
    return None


def _ended(lines: Sequence[Line], filled: Sequence[int], some: set[int]) -> float:
    """Give the share of some lines before which an entry could end."""
    before = [closes(lines[a].string) for a, b in pairwise(filled) if b in some]
    return sum(before) / len(before) if before else 0.0


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
