"""Headings of reference lists, of their parts, and of what comes after them."""

import re
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from joinedup_refs.tables import rows

Heading: TypeAlias = Literal["list", "part", "end", ""]

_NUMBERING = re.compile(
    r"(?:#{1,6}\s*)?(?:[*_]{1,3})?(?:(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-H])[.):]?\s+)?"
)
_CAPTION = re.compile(
    r"(?:Table|Tab\.|Figure|Fig\.|Box|Appendix|Annex|Anhang|Tabelle|Abbildung|Abb\.|Tableau|Scheme"
    r"|Supplementary (?:Table|Figure|File)|Additional file|Extended Data (?:Table|Fig\.|Figure))"
    r"\s+(?:[A-Z]?\d{1,3}|[IVX]{1,4}|[A-H])(?=[\s.:|—–]|$)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"(?:#{1,6}\s*)?(?:\*\*)?(?:Chapter|Part|Section|Lecture|Kapitel|Teil|Chapitre|Partie|Capítulo"
    r"|Capitolo|Hoofdstuk|Глава)\s+(?:\d{1,3}|[IVXLC]{1,7}|[A-H])(?=[\s.:|—–*]|$)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\) ?(?:19|20)\d\d|Copyright\b|All rights reserved)", re.IGNORECASE)
_COUNT = re.compile(r"\s*\(\d{1,4}\)$")
_SPACED = re.compile(r"\S(?: \S){4,}")
_BLANKS = re.compile(r"\s+")
_AROUND = "*_#=~:. \t()[]0123456789"
"""Marks, counts and punctuation that may stand around a heading's words."""
_LONGEST = 80


def heading(line: str, own: str = "") -> Heading:
    """Tell what a line heads, by itself; `own` is a list's heading that the caller names.

    >>> heading("## 7. References"), heading("Appendix A"), heading("See the references")
    ('list', 'end', '')
    """
    if not line or len(line) > _LONGEST or line.count(" ") > 10:
        return ""
    return _heading(line, own)


@lru_cache(maxsize=16_384)  # each line is asked about several times
def _heading(line: str, own: str) -> Heading:
    if own and normal(line) == normal(own):
        return "list"
    # most lines head nothing, and their last word tells: what follows costs ten times as much
    last = line.strip(_AROUND).rpartition(" ")[2]
    spaced = len(last) == 1 and line.count(" ") * 2 + 6 >= len(line) > 8
    if (spaced or last.casefold() in _last_words()) and (known := _table().get(normal(line), "")):
        return known
    return "end" if (caption(line) or _CHAPTER.match(line)) and len(line) < 60 else ""


def caption(line: str) -> bool:
    """Whether a line begins as the caption of a table or a figure, or an appendix, does."""
    return _CAPTION.match(line) is not None


def rights(line: str) -> bool:
    """Whether a line speaks of rights in the whole article."""
    return _RIGHTS.match(line) is not None


def normal(line: str) -> str:
    """Give a heading in lower case, without marks of layout, numbering and end punctuation."""
    bare = line.strip().strip("*_#=~ ")
    bare = _COUNT.sub("", bare)
    if _SPACED.fullmatch(bare):
        bare = bare.replace(" ", "")
    bare = _NUMBERING.sub("", bare, count=1) or bare
    return _BLANKS.sub(" ", bare.strip("*_:. ")).replace("’", "'").casefold()


def unnumbered(line: str) -> str:
    """Give a heading without marks of layout and numbering."""
    return _NUMBERING.sub("", line.strip("*_#=~ "), count=1)


@cache
def _table() -> dict[str, Heading]:
    kinds: dict[str, Heading] = {"list": "list", "part": "part", "end": "end"}
    return {row["text"]: kinds[row["kind"]] for row in rows("headings")}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(text.rpartition(" ")[2] for text in _table())
