"""A string of names cut at its commas and conjunctions, before anyone knows what is a name."""

import re
from typing import NamedTuple

from joinedup_refs.notation import persons
from joinedup_refs.notation.roles import without_role

_SOFT = re.compile(
    r"\s{0,3}[,，、]\s{0,3}(?:(?P<also>[Aa]nd|AND|[Uu]nd|UND|et|ET|y|e|u\.|&)\s{1,3}|&\s{0,3})?"
    r"|\s{1,3}(?P<and>[Aa]nd|AND|[Uu]nd|UND|u\.|et|ET|y|e|i|og|och|en)\s{1,3}|\s{0,3}&\s{0,3}"
)
GLUED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_][^\W\d_.])")
"""Where initials and the name after them lost their blank: `G.Bevan`."""
_EDGE = " \t\n\r\u00a0,;:–—-*†‡"


class Piece(NamedTuple):
    """What stands between two separators, role marks and stray punctuation left out."""

    text: str
    start: int
    end: int
    linked: bool
    """Whether a conjunction, and not a comma alone, stands before it."""


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """Cut a stretch of text at commas and conjunctions outside brackets."""
    return _with_compounds(text, _cut(text, start, end))


def outside_brackets(
    pattern: re.Pattern[str], text: str, start: int, end: int
) -> list[re.Match[str]]:
    """Give the matches of a pattern that stand in no brackets and are not empty."""
    depth, at = 0, start
    out = []
    for found in pattern.finditer(text, start, end):
        between = text[at : found.start()]
        depth = max(
            0, depth + sum(between.count(c) for c in "([") - sum(between.count(c) for c in ")]")
        )
        at = found.start()
        if depth == 0 and found.end() > found.start():
            out.append(found)
    return out


def is_single(text: str) -> bool:
    """Whether a text is one word, particles aside."""
    words = [w for w in text.split() if not persons.is_particle(w)]
    return len(words) == 1


def _cut(text: str, start: int, end: int) -> list[Piece]:
    out: list[Piece] = []
    at, linked = start, False
    for soft in (*outside_brackets(_SOFT, text, start, end), None):
        piece = _piece(text, at, soft.start() if soft else end, linked)
        if piece.text:
            out.append(piece)
        if soft:
            at = soft.end()
            linked = bool(soft["and"] or soft["also"] or "&" in soft[0]) or (
                linked and not piece.text
            )
    return out


def _piece(text: str, start: int, end: int, linked: bool) -> Piece:
    marked = without_role(text[start:end])
    start, end = start + marked.start, start + marked.end
    while start < end and (text[start] in _EDGE or text[start] in ".'’"):
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    last = text[start:end].rsplit(None, 1)[-1:]
    if last and last[0].endswith(".") and not _keeps_stop(last[0]):
        end -= 1
    return Piece(" ".join(GLUED.sub(" ", text[start:end]).split()), start, end, linked)


def _keeps_stop(word: str) -> bool:
    return (
        persons.is_initials(word) or persons.is_suffix(word) or word.count(".") > 1 or len(word) < 4
    )


def _with_compounds(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join the two halves of a family name such as `Ortega y Gasset` before its given names."""
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        given = pieces[n + 1 : n + 2]
        lone = (
            bool(out)
            and is_single(out[-1].text)
            and not persons.is_initials(out[-1].text)
            and (len(out) == 1 or persons.is_all_initials(out[-2].text))
        )
        if (
            lone
            and is_single(piece.text)
            and re.fullmatch(r"\s(?:y|e|i)\s", text[out[-1].end : piece.start])
            and given
            and not given[0].linked
            and (persons.is_all_initials(given[0].text) or persons.is_given(given[0].text))
        ):
            first = out.pop()
            whole = " ".join(text[first.start : piece.end].split())
            out.append(Piece(whole, first.start, piece.end, first.linked))
        else:
            out.append(piece)
    return out
