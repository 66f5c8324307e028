"""What each line of an unmarked list shows of whether an entry begins there.

A sign has a class for each line: how it opens, what head it begins with, how the line before ends
and what room was left there, its indent, a blank line before it. How often each class is met where
entries begin and where they go on, `entry_starts.py` learns from the list itself.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from joinedup_refs.notation import heads
from joinedup_refs.notation.head_tokens import tokens_of
from joinedup_refs.notation.heads import Head
from joinedup_refs.split.likeness import likeness
from joinedup_refs.split.lines import Line

NOTHING = ""
"""The class of a sign that says nothing in this list."""


class Signs(NamedTuple):
    """The class of each sign on one line."""

    opening: str
    """Its first word or sign."""
    head: str
    """The head of an entry that begins there."""
    shape: str
    """The class letters of its first words and signs."""
    ending: str
    """How the line before ends."""
    room: str
    """What is left at the end of the line before, of the room for its first word."""
    indent: str
    blank: str


class Seen(NamedTuple):
    """A line of the list, read."""

    at: int
    """Its number among all lines."""
    signs: Signs
    names: tuple[str, str]
    """What a sorted list sorts it by: its first family name, and how it begins."""
    years: int
    """Years on it, addresses left out."""
    head_ends: int
    """The last line, counted among those that are not empty, that the head beginning here has."""
    parted: bool
    """Whether a button or link text of a publisher's page stands before it."""


_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S+")
_OPENS = re.compile(
    r"(?P<address>https?://|www\.|\[?(?:doi|DOI)\b|10\.\d{4}|PMID|PMCID)"
    r"|(?P<pages>(?:pp?|[Vv]ol|[Nn]o|[Nn]r|SS?)\.\s?\d|(?:pages?|vol)\b)"
    r"|(?P<number>\d)|(?P<quote>[“\"'‘«„»¿¡])|(?P<bracket>[(\[])|(?P<dash>[-–—―_‒])"
)
_YEAR = re.compile(r"(?<![\d–-])(?:1[5-9]|20)\d\d(?![\d])")
_ENDS = tuple(
    (name, re.compile(form))
    for name, form in (
        ("address", r"(?:https?://|www\.|\b10\.\d{4,9}/)\S+$"),
        (
            "open",
            (
                r"(?:\b(?:[Ii]n|[Ee]ds?|[Vv]ol|[Nn]o|(?<!\d )[Pp]p?|[Ss]t|cf|vs|transl?|[Ii]ss"
                r"|[Ff]asc|[Hh]rsg|by|and|und|et|e|y|o|of|the|de|la|le|les|der|die|das|del|des|du|di|for|on"
                r"|to|from|a|an|with|zur|von|im|en|et al)[.:]?|&)$"
            ),
        ),
        ("initial", r"(?:^|[\s.(-])[^\W\d_a-z]\.$"),
        ("number.", r"\d\.$"),
        ("bracket.", r"[)\]]\.$"),
        ("word.", r"\.$"),
        ("number", r"\d$"),
        ("letter", r"[^\W\d_]$"),
        (",", r",$"),
        (";", r";$"),
        (":", r":$"),
        ("dash", r"[-–—‐]$"),
        ("bracket", r"[)\]]$"),
        ("quote", r"[”\"’'»]$"),
    )
)
"""How lines end; of several forms the first counts."""
_FIRST_PIECE = re.compile(r"[^\s-]{1,200}-?|-")
"""What moves to the next line as a whole."""
_AGAIN = re.compile(
    r"(?:[-–—―_‒]{2,}+|[—―](?=[\s.,:(]|[^\W\d_])|[–-](?=\s(?:[^\W\d_]|\(?\d{4}|[“„«‘]))"
    r"|(?:[—–_-]\s){2,}|[\ue000-\uf8ff►▶➢✓◆❖])(?!\d|\s\d{1,3}(?!\d))"
)
"""A dash in the place of the author of the entry before, or a sign used as a bullet."""
_SURELY_AGAIN = re.compile(
    r"(?:[-—–―_‒]{3,}|[—―]{2}|(?:[—–_-]\s){2,}[—–_-]?)(?=[\s.,(]|$)"
    r"|[—―][.,]?\s?\(?(?:1[5-9]|20)\d\d[a-z]?(?!\d)"
)
_WIDEST = 200
"""Columns of a wrapped line at most."""
_AHEAD = 14
"""Lines that the head of an entry is looked for in."""
_LONGEST_WORD = 25
_EDGE = 4
"""Columns within which lines end that are filled as far as lines go."""


def signs_of(lines: Sequence[Line]) -> list[Seen]:
    """Read the lines of a list that are not empty."""
    filled = [at for at, line in enumerate(lines) if not line.empty]
    width = width_of(lines, filled)
    least = min((lines[at].indent for at in filled), default=0)
    indented = any(lines[at].indent > least + 1 for at in filled)
    spaced = any(_gap(lines, a, b) for a, b in pairwise(filled))
    seen: list[Seen] = []
    for number, at in enumerate(filled):
        string = lines[at].string
        before = lines[filled[number - 1]] if number else None
        found = _head(lines, filled[number : number + _AHEAD])
        signs = Signs(
            opening=_opening(string),
            head=_head_class(string, found[1] if found else None),
            shape=_shape(string),
            ending=_ending(before.string) if before else NOTHING,
            room=_room(before, string, width) if before else NOTHING,
            indent=("in" if lines[at].indent > least + 1 else "out") if indented else NOTHING,
            blank=(
                ("blank" if _gap(lines, filled[number - 1], at) else "none")
                if spaced and number
                else NOTHING
            ),
        )
        seen.append(
            Seen(
                at=at,
                signs=signs,
                names=_names(string, found[1] if found else None),
                years=len(_YEAR.findall(_ADDRESS.sub("", string))),
                head_ends=number + found[0] if found else number,
                parted=number > 0
                and any(line.gone == "link-residue" for line in lines[filled[number - 1] + 1 : at]),
            )
        )
    return seen


def _head(lines: Sequence[Line], ahead: Sequence[int]) -> tuple[int, Head] | None:
    """Read the head that begins on the first of some lines, and on the how manieth it ends."""
    string = lines[ahead[0]].string
    if string[0].islower() and string.find(",") < 0 and string.find("(") < 0:
        return None
    joined = " ".join(lines[at].string for at in ahead)[:2500]
    found = heads.extent(joined)
    if found is None:
        return None
    end, number = len(string), 0
    while end < found[0] and number + 1 < len(ahead):
        number += 1
        end += 1 + len(lines[ahead[number]].string)
    return number, found[1]


def _head_class(string: str, head: Head | None) -> str:
    if _SURELY_AGAIN.match(string):
        return "dash"
    if _AGAIN.match(string):
        return "sign"
    if head is None:
        like = likeness(string)
        return "repeat" if like >= 0.5 else "dated" if like > 0 else "none"
    level = next(
        name
        for least, name in ((0.9, "surely"), (0.7, "likely"), (0.5, "maybe"), (0.0, "hardly"))
        if head.strength >= least
    )
    bracket = " (" if head.year and f"({head.year}" in string[: len(head.authors) + 12] else ""
    return f"{head.style}{bracket} {level}"


def _shape(string: str) -> str:
    return tokens_of(string, 0, 80, 3).kinds.replace("T", "F")


def _opening(string: str) -> str:
    met = _OPENS.match(string)
    if met and met.lastgroup:
        return met.lastgroup
    if not string[0].isalpha():
        return "sign"
    if string[0].islower():
        return "lower"
    return "initial" if string[1:2] == "." else "capital"


def _ending(string: str) -> str:
    tail = string[-120:]
    return next((name for name, form in _ENDS if form.search(tail)), "sign")


def _room(before: Line, string: str, width: int) -> str:
    """Tell how much of the line before stayed empty though the next word had found room there."""
    if width > _WIDEST:
        return NOTHING
    piece = _FIRST_PIECE.match(string)
    needed = len(piece[0]) if piece else 1
    blank = 0 if before.string[-1] in "-‐" else 1
    left = width - (len(before.string) + before.indent + blank + needed)
    if left < 0:
        return "none"
    share = left / width
    return (
        "little" if share < 0.04 else "some" if share < 0.12 else "much" if share < 0.3 else "most"
    )


def is_again(string: str) -> bool:
    """Whether a line begins with a dash in the place of its author, or a sign used as a bullet."""
    return _AGAIN.match(string) is not None


def is_filled(before: Line, string: str, width: int) -> bool:
    """Whether a line had no room left for what the next one begins with."""
    return _room(before, string, width) == "none"


def width_of(lines: Sequence[Line], filled: Sequence[int]) -> int:
    """Give the length that lines go up to: the greatest that several of them have.

    Lines that end in a long word, an address for instance, say nothing of it.
    """
    lengths = Counter(
        len(lines[at].string) + lines[at].indent
        for at in filled
        if len(lines[at].string) - lines[at].string.rfind(" ") <= _LONGEST_WORD
    )
    if not lengths:
        return len(lines[filled[0]].string) if filled else 0
    several = max(3, len(filled) // 40) if len(filled) > 9 else 1
    wide = (
        n
        for n in sorted(lengths, reverse=True)
        if sum(lengths[n - less] for less in range(_EDGE)) >= several
    )
    return next(wide, max(lengths))


def _gap(lines: Sequence[Line], before: int, at: int) -> bool:
    return any(not line.gone for line in lines[before + 1 : at])


def _names(string: str, head: Head | None) -> tuple[str, str]:
    opening = folded(string[:40])
    return (folded(head.family[:40]) or opening if head else opening), opening


def folded(string: str) -> str:
    """Give the letters and digits of a string as a sorted list compares them."""
    return "".join(c for c in unicodedata.normalize("NFKD", string.casefold()) if c.isalnum())[:16]
