"""Names that lost their separators: blanks alone part them, or every second comma is gone."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from joinedup_refs.notation import persons
from joinedup_refs.notation.name_pieces import Piece, is_single


class Shifted(NamedTuple):
    """Family name and initials of one of several names, and where they stand."""

    family: str
    initials: str
    start: int
    end: int


def parted_by_blanks(words: Sequence[str]) -> list[str]:
    """Part names that only blanks part: `G. Bevan C. Hood`, `Bevan G. Hood C. H.`; [] for others.

    >>> parted_by_blanks("G. Bevan C. Hood".split())
    ['G. Bevan', 'C. Hood']
    """
    if len(words) < 4 or sum("." in w for w in words) < 2:
        return []
    kinds = "".join(_kind_of(w) for w in words)
    out: list[str] = []
    if re.fullmatch(r"(?:i{1,3}f){2,50}", kinds):
        ends = [n + 1 for n, kind in enumerate(kinds) if kind == "f"]
    elif re.fullmatch(r"(?:fi{1,3}){2,50}", kinds):
        ends = [n for n, kind in enumerate(kinds) if kind == "f" and n] + [len(words)]
    else:
        return out
    for first, last in zip([0, *ends], ends, strict=False):
        out.append(" ".join(words[first:last]))
    return out


def _kind_of(word: str) -> str:
    """Tell initials, a family name, and a particle, which is neither: `G. de V. Smit`."""
    if persons.is_particle(word) or word.casefold() == "st.":
        return "p"
    return "i" if persons.is_initials(word) and "." in word else "f"


def shifted(text: str, pieces: Sequence[Piece], at: int) -> list[Shifted]:
    """Read names that kept the comma within them and lost the one between them.

    `Conrad, S. E. Kubo, K. Lester, V. R.` has its last initials behind a comma, so that each of
    the initials belongs to the family name before it. [] where the names do not stand so.
    """
    if not _begins(pieces, at):
        return []
    out: list[Shifted] = []
    family, start = pieces[at].text, pieces[at].start
    for piece in pieces[at + 1 :]:
        words = piece.text.split()
        initials = _leading_initials(words)
        rest = " ".join(words[initials:])
        if not initials or piece.linked or (rest and not is_single(rest)):
            return []
        cut = text.rfind(words[-1], piece.start, piece.end) if rest else piece.end
        out.append(Shifted(family, " ".join(words[:initials]), start, max(cut, piece.start)))
        if not rest:
            return out
        family, start = rest, max(cut, piece.start)
    return []


def _begins(pieces: Sequence[Piece], at: int) -> bool:
    """Whether initials and a family name stand behind a family name and a comma."""
    after = pieces[at + 1].text if at + 1 < len(pieces) else ""
    if (
        "." not in after
        or " " not in after
        or not 0 < _leading_initials(after.split()) < len(after.split())
    ):
        return False
    return is_single(pieces[at].text) and not persons.is_initials(pieces[at].text)


def _leading_initials(words: Sequence[str]) -> int:
    count = 0
    while count < len(words) and persons.is_initials(words[count]) and "." in words[count]:
        count += 1
    return count
