"""How a printed title stands to a record's, word by word."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from rapidfuzz import fuzz

from joinedup_refs.check.order import folded
from joinedup_refs.sources.words import plain

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLES = frozenset({"the", "a", "an"})
_MOST = 300  # words of a title that are compared
_SLIP = 80  # likeness, of 100, of a word and its misspelling
_SHARE = 0.34  # of the words, up to which a wording is that of the same title
_LETTERS = (("ae", "e"), ("oe", "e"), ("ph", "f"), ("programme", "program"))
"""Letters that customs of spelling write in two ways: haemoglobin, sulphur."""
_DOUBLED = re.compile(r"(?<=[aeiou])ll")  # modelling
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("our", "or"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("aed", "ed"),
)

Difference: TypeAlias = Literal["same", "punctuation", "part", "articles", "slip", "wording"]
"""From nothing but case, over marks, a subtitle left out, articles and a misspelling, to words."""


class Change(NamedTuple):
    """Words of a printed title and what a record has in their place."""

    start: int
    """First code point of the printed title."""
    end: int
    old: str
    new: str


class Compared(NamedTuple):
    """A printed title held against a record's."""

    difference: Difference
    changes: tuple[Change, ...]


def compare(printed: str, recorded: str) -> Compared:
    """Hold a printed title against a record's; case, accents and spelling customs aside.

    Where the printed one holds markup, no changes are given, for want of plain places.
    """
    recorded = plain(recorded)
    if plain(printed) != printed:
        return Compared(compare(plain(printed), recorded).difference, ())
    here, there = words_in(printed), words_in(recorded)
    left, right = [_key(m[0]) for m in here], [_key(m[0]) for m in there]
    if "".join(left) == "".join(right) and (left == right or len(left) != len(right)):
        marks = _marks(printed) == _marks(recorded)
        return Compared("same" if marks else "punctuation", ())
    if left == right[: len(left)] or right == left[: len(right)]:
        return Compared("part", ())
    changes: list[Change] = []
    old: list[str] = []
    new: list[str] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        old += [_folded(m[0]) for m in here[a:b]]
        new += [_folded(m[0]) for m in there[c:d]]
        changes.append(
            _change(printed, recorded, here[a:b], there[c:d], here[b] if b < len(here) else None)
        )
    return Compared(_kind(old, new, len(left), together=len(changes) == 1), tuple(changes))


def words_in(title: str) -> list[re.Match[str]]:
    """Give the words of a title where they stand, of which the first 300 are looked at."""
    return list(_WORD.finditer(title))[:_MOST]


def _kind(old: list[str], new: list[str], length: int, *, together: bool) -> Difference:
    if not _ARTICLES.issuperset(old) or not _ARTICLES.issuperset(new):
        one = len(old) == len(new) == 1 and _is_slip(old[0], new[0])
        # A blank may stand in the wrong place.
        shifted = together and "".join(map(_key, old)) == "".join(map(_key, new))
        if not (one or shifted):
            return "wording" if max(len(old), len(new)) <= _SHARE * length else "part"
        return "slip"
    return "articles"


def _is_slip(one: str, other: str) -> bool:
    letters = one.isalpha() and other.isalpha() and min(len(one), len(other)) > 3
    return letters and fuzz.ratio(one, other) >= _SLIP


def _change(
    printed: str,
    recorded: str,
    old: list[re.Match[str]],
    new: list[re.Match[str]],
    following: re.Match[str] | None,
) -> Change:
    words = recorded[new[0].start() : new[-1].end()] if new else ""
    if old:
        start, end = old[0].start(), old[-1].end()
        if not words and end < len(printed) and printed[end] == " ":
            end += 1
        return Change(start, end, printed[start:end], _cased(words, printed[start:end]))
    if following is not None:
        start = following.start()
        return Change(start, start, "", f"{_cased(words, following[0])} ")
    start = len(printed.rstrip(" .?!"))
    return Change(start, start, "", f" {words}")


def _cased(words: str, model: str) -> str:
    """Begin words as the words beside them begin; capitals within them stay."""
    first, _, rest = words.partition(" ")
    if not first[1:].islower() and len(first) > 1:
        return words
    first = first[:1].upper() + first[1:] if model[:1].isupper() else first[:1].lower() + first[1:]
    return f"{first} {rest}" if rest else first


def _folded(word: str) -> str:
    return folded(word.replace("’", "'"))


@lru_cache(maxsize=8192)  # works of one author share many words
def _key(word: str) -> str:
    bare = _folded(word)
    if bare[-1:].isdigit() and len(bare) > 6 and bare[:-1].isalpha():
        bare = bare[:-1]  # the mark of a note, which some records keep at the end of a title
    bare = _DOUBLED.sub("l", bare)
    for long, short in _LETTERS:
        bare = bare.replace(long, short)
    for british, american in _SPELLINGS:
        for ending in ("", "s", "d", "al"):
            if bare.endswith(british + ending) and len(bare) > len(british + ending) + 2:
                return bare[: -len(british + ending)] + american + ending
    return bare


def _marks(title: str) -> str:
    return re.sub(r"[\s'’‘“”\"]+", "", _WORD.sub("w", title)).strip(".?!")
