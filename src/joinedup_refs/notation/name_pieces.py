"""A string of names cut at its commas and conjunctions, before anyone knows what is a name."""

import re
from typing import NamedTuple

from joinedup_refs.notation import persons
from joinedup_refs.notation.name_words import (
    UNKNOWN_LEAN,
    is_capital_particle,
    is_site,
    is_title,
    lean,
)
from joinedup_refs.notation.roles import without_role

_SOFT = re.compile(
    r"\s{0,3}[,，、]\s{0,3}"
    r"(?:(?P<also>[Aa]nd|with(?=\s[A-ZÀ-ÖØ-Þ])|AND|[Uu]nd|UND|sowie|et(?!\sal\b)|ET|y|e|u\.|&)\s{1,3}|&\s{0,3})?"
    r"|(?<![-‐‑])\s{1,3}(?P<and>[Aa]nd|AND|[Uu]nd|UND|sowie|u\.|et(?!\sal\b)|ET|y|e|i|og|och|en)"
    r"(?:\s{1,3}|(?<=nd)(?=[A-ZÀ-ÖØ-Þ]))|(?<=[A-ZÀ-ÖØ-Þ]\.)(?P<glued>and|und)\s{1,3}|\s{0,3}&\s{0,3}"
    r"|(?:\s|(?<=[A-Z]\.)\s)(?P<with>with|mit|avec)\s(?=[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\w’'-]{1,30},\s[A-Z]\.)"
)
_LATE = re.compile(r"(?P<word>[^\W\d_]{3,20}?)(?P<link>and|und|u\.)\s{1,3}(?=[^\W\d_a-z])")
"""A conjunction glued to the name before it: `Ernstund Gerda Schulz`."""
GLUED = re.compile(
    r"(?<=[^\W\d_]\.)(?=[^\W\d_][^\W\d_.])|(?<=[^\W\d_A-Z]{3})(?=[^\W\d_a-z]\.(?:\s|$))"
)
"""Where initials and the name after them lost their blank: `G.Bevan`."""
_STRAY_BLANK = re.compile(r"(?<=[^\W\d_])\s{1,2}(?=\.(?:$|[\s,;/-]|[^\W\d_]\b))")
_HYPHENS = re.compile(
    r"[‐‑]|(?<=[^\W\d_]\.)\s-\s?(?=[^\W\d_]\b)|(?<=[^\W\d_]\.)-\s(?=[^\W\d_]\b)"
    r"|(?<=[^\W\d_A-Z])-\s(?=[^\W\d_a-z])"
)
_HONORIFIC = re.compile(
    r"(?:(?:Prof|Dr|Mag|Dipl)\.(?:-Ing\.)?(?:\s(?:med|phil|iur|jur)\.)?\s?){1,4}"
)
_OTHER_LINK = re.compile(r"\s(?:and|und|et|&)\s")
"""What parts names where `y`, `e` or `i` stands within one."""
_IBERIAN = re.compile(r"\s(?:y|e|i)\s")
_EDGE = " \t\n\r\u00a0,;:–—-*†‡"
_VOWELS = frozenset("aeiouyäöü")
_SHORT = 4
"""Letters that a first half may have by chance, as those of `McCarthy` and `VanWijk` are."""


class Piece(NamedTuple):
    """What stands between two separators, role marks and stray punctuation left out."""

    text: str
    start: int
    end: int
    linked: bool
    """Whether a conjunction, and not a comma alone, stands before it."""


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """Cut a stretch of text at commas and conjunctions outside brackets."""
    pieces = _cut(text, start, end)
    if text.find("nd ", start, end) > 0 or text.find("u. ", start, end) > 0:
        pieces = _without_late_links(text, pieces)
    return _with_compounds(text, pieces)


def outside_brackets(
    pattern: re.Pattern[str], text: str, start: int, end: int
) -> list[re.Match[str]]:
    """Give the matches of a pattern that stand in no brackets and are not empty."""
    found_all = [m for m in pattern.finditer(text, start, end) if m.end() > m.start()]
    if "(" not in text and "[" not in text:
        return found_all
    depth, at = 0, start
    out = []
    for found in found_all:
        between = text[at : found.start()]
        opened = between.count("(") + between.count("[")
        depth = max(0, depth + opened - between.count(")") - between.count("]"))
        at = found.start()
        if depth == 0:
            out.append(found)
    return out


def is_single(text: str) -> bool:
    """Whether a text is one word, particles and a suffix aside.

    >>> is_single("van der Berg"), is_single("De Francesco"), is_single("Mary Ann")
    (True, True, False)
    """
    words = text.split()
    if len(words) == 1:
        return True
    if persons.is_suffix(words[-1]):
        words = words[:-1]
    last = words[-1]
    front = [w for w in words[:-1] if not persons.is_particle(w) and not is_capital_particle(w)]
    return not front and not persons.is_particle(last)


def tidied(text: str) -> str:
    """Put back what printing and PDF extraction did to the blanks and hyphens of a name.

    >>> tidied("G.Bevan"), tidied("Møller J .S."), tidied("MarkusPetersen"), tidied("J. - L Lee")
    ('G. Bevan', 'Møller J.S.', 'Markus Petersen', 'J.-L Lee')
    """
    if is_site(text):
        return text
    if " ." in text:
        text = _STRAY_BLANK.sub("", text)
    if "." in text:
        text = GLUED.sub(" ", text)
    if "-" in text or not text.isascii():
        text = _HYPHENS.sub("-", text)
    words = text.split()
    alone = len(words) == 1
    return " ".join([word if word[1:].islower() else _apart(word, alone=alone) for word in words])


def _apart(word: str, *, alone: bool) -> str:
    """Part a given name and the family name glued to it."""
    if len(word) < 6 or word[1:].islower() or not word[0].isupper() or word.isupper():
        return word
    at = next((n for n in range(3, len(word) - 2) if _begins(word, n)), 0)
    front, rest = word[:at], word[at:]
    if not front.isalpha() or is_capital_particle(front):
        return word
    surely = lean(front) > (0 if len(front) > _SHORT else 2)
    if not surely and not (alone and len(front) > _SHORT and len(rest) > _SHORT):
        return word
    return word if lean(rest) > 2 and not alone else f"{front} {rest}"


def _begins(word: str, at: int) -> bool:
    return word[at].isupper() and word[at - 1].islower() and word[at + 1 : at + 3].islower()


def _cut(text: str, start: int, end: int) -> list[Piece]:
    out: list[Piece] = []
    at, linked = start, False
    for soft in (*outside_brackets(_SOFT, text, start, end), None):
        piece = _piece(text, at, soft.start() if soft else end, linked)
        if piece.text:
            out.append(piece)
        if soft:
            at = soft.end()
            told = soft["and"] or soft["also"] or soft["with"] or soft["glued"] or "&" in soft[0]
            linked = bool(told) or (linked and not piece.text)
    return out


def _without_late_links(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut a piece behind a name that the conjunction after it is glued to."""
    out: list[Piece] = []
    for piece in pieces:
        glued = _late_link(text, piece)
        if glued is None:
            out.append(piece)
        else:
            first = _piece(text, piece.start, glued.end("word"), piece.linked)
            out += [first, _piece(text, glued.end(), piece.end, linked=True)]
    return out


def _late_link(text: str, piece: Piece) -> re.Match[str] | None:
    """Find a known name with a conjunction glued to it, before a given and a family name."""
    if not ("nd " in piece.text or "u. " in piece.text):
        return None
    for found in _LATE.finditer(text, piece.start, piece.end):
        rest = tidied(text[found.end() : piece.end]).split()
        if len(rest) < 2 or persons.is_initials(rest[-1]):
            return None
        known = lean(found["word"]) != UNKNOWN_LEAN
        if known and lean(found["word"] + found["link"].rstrip(".")) == UNKNOWN_LEAN:
            return found
    return None


def _piece(text: str, start: int, end: int, linked: bool) -> Piece:
    marked = without_role(text[start:end])
    start, end = start + marked.start, start + marked.end
    while start < end and (text[start] in _EDGE or text[start] in ".'’"):
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    start, end = out_of_brackets(text, start, end)
    if text.startswith(("Dr", "Prof", "Mag", "Dipl"), start, end):
        titles = _HONORIFIC.match(text, start, end)
        start = titles.end() if titles and titles.end() < end else start
    words = text[start:end].rsplit(None, 1)
    if words and words[-1].endswith(".") and not _keeps_stop(words):
        end -= 1
    return Piece(tidied(text[start:end]), start, end, linked)


def out_of_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out brackets around the whole, and one at an edge that has no fellow."""
    if start < end and text[start] in "([" and text[end - 1] in ")]":
        inside = text[start + 1 : end - 1]
        return (start + 1, end - 1) if not set(inside) & set("()[]") else (start, end)
    if start < end and text[start] in "([" and not set(text[start:end]) & set(")]"):
        return start + 1, end
    if start < end and text[end - 1] in ")]" and not set(text[start:end]) & set("(["):
        return start, end - 1
    return start, end


def _keeps_stop(words: list[str]) -> bool:
    last = words[-1]
    if persons.is_suffix(last) or last.count(".") > 1 or len(last) == 2:
        return True
    if len(words) > 1 and last[0].isupper() and len(last) in {3, 4} and last[1:-1].islower():
        # `Vu.` ends a sentence, `Ch.` cuts a name short
        return not set(last.casefold()) & _VOWELS
    return persons.is_initials(last) or len(last) < 4 or is_title(last)


def _with_compounds(text: str, pieces: list[Piece]) -> list[Piece]:
    """Join the two halves of a family name such as `Ortega y Gasset` before its given names."""
    if not any(p.linked for p in pieces):
        return pieces
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
            and _IBERIAN.fullmatch(text[out[-1].end : piece.start])
            and given
            and not given[0].linked
            and (
                persons.is_all_initials(given[0].text)
                or persons.is_given(given[0].text)
                or _OTHER_LINK.search(text, given[0].end, pieces[-1].start)
            )
        ) or (out and _is_second_half(text, out[-1], piece, pieces)):
            first = out.pop()
            whole = " ".join(text[first.start : piece.end].split())
            out.append(Piece(whole, first.start, piece.end, first.linked))
        else:
            out.append(piece)
    return out


def _is_second_half(text: str, first: Piece, piece: Piece, pieces: list[Piece]) -> bool:
    """Whether a family name goes on behind `e`, `y` or `i` where given names or initials stand.

    `C. Reis e Sousa` at the end of a list that another word joins; `Moreno i Codinachs L` in a
    list of bare initials.
    """
    if not piece.linked or _IBERIAN.fullmatch(text[first.end : piece.start]) is None:
        return False
    words, behind = first.text.split(), piece.text.split()
    if len(behind) == 1 and len(words) > 1 and persons.is_initials(words[0]) and first.linked:
        return "." in words[0] and not persons.is_initials(behind[0])
    bare = len(behind) == 2 and persons.is_initials(behind[1]) and "." not in behind[1]
    return bare and is_single(first.text) and len(pieces) > 2 and not persons.is_given(first.text)
