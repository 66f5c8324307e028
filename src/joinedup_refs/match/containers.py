"""Whether two names are of the same journal, book or proceedings, abbreviations among them."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from joinedup_refs.match.titles import place_of
from joinedup_refs.model.evidence import Agreement
from joinedup_refs.notation.journal_names import abbreviates, drawn_together, weighty
from joinedup_refs.sources.words import words_of

_CLOSE = 88
"""Likeness (of 100) of two names for one journal with a slip."""

_QUALIFIER = re.compile(r"\([^()]{0,60}\)$")
_MEETING_LEAST = 3
"""Words that tell a meeting, where only one of two names says that it is one."""

_MEETING = frozenset(
    [
        "conference",
        "conf",
        "proceedings",
        "proc",
        "workshop",
        "symposium",
        "symp",
        "congress",
        "meeting",
        "colloquium",
    ]
)
_MEETING_NOISE = frozenset(
    [
        "proceedings",
        "proc",
        "ieee",
        "acm",
        "ifip",
        "iapr",
        "annual",
        "international",
        "int",
        "intl",
        "conference",
        "conf",
    ]
)


def compare(printed: tuple[str, ...], recorded: tuple[str, ...], text: str) -> Agreement:
    """Hold the printed names of a container, and the whole text, against those of a record."""
    if not recorded:
        return "missing"
    close = False
    for one in printed:
        for other in recorded:
            agreement = _named(one, other)
            if agreement == "equal":
                return "equal"
            close = close or agreement == "close"
    if close:
        return "close"
    if any(_in_text(name, text) for name in recorded):
        return "close"
    return "differs" if printed else "missing"


@lru_cache(maxsize=1024)
def _named(one: str, other: str) -> Agreement:
    """Compare two names; a place or an acronym in brackets that only one has is passed over."""
    bare, other_bare = _bare(one), _bare(other)
    if (bare != one) != (other_bare != other) and bare and other_bare:
        found = _pair(one, other)
        return found if found != "differs" else _pair(bare, other_bare)
    return _pair(one, other)


def _bare(name: str) -> str:
    return _QUALIFIER.sub("", name.rstrip()).rstrip()


def _pair(one: str, other: str) -> Agreement:  # noqa: PLR0911  (the surest likeness first)
    left, right = weighty(words_of(one)), weighty(words_of(other))
    if not left or not right:
        return "missing"
    if left == right:
        return "equal"
    if _one_meeting(left, right):
        return "close"
    if abbreviates(left, right) or abbreviates(right, left):
        return "equal"
    if drawn_together(left, right) or drawn_together(right, left):
        return "close"
    likeness = fuzz.ratio(" ".join(left), " ".join(right))
    if likeness >= _CLOSE and not _extended(left, right):
        return "close"
    return "close" if _begins(left, right) or _begins(right, left) else "differs"


def _one_meeting(one: list[str], other: list[str]) -> bool:
    """Whether two names are of one conference: years, ordinals and hosts come and go."""
    said = [not _MEETING.isdisjoint(name) for name in (one, other)]
    if not any(said):
        return False
    left, right = ([w for w in name if _tells(w)] for name in (one, other))
    if not all(said):
        left, right = ([w for w in name if w not in _MEETING] for name in (left, right))
        return len(left) >= _MEETING_LEAST and abbreviates(left, right)
    return len(left) >= 2 and abbreviates(left, right)


def _tells(word: str) -> bool:
    return word not in _MEETING_NOISE and not word[0].isdigit()


def _extended(one: list[str], other: list[str]) -> bool:
    """Whether one is the other with a word more: another journal, as a rule."""
    return len(one) != len(other) and (set(one) < set(other) or set(other) < set(one))


def _begins(short: list[str], long: list[str]) -> bool:
    """Whether a name of several words begins the other: a series, a place or a subtitle follows."""
    return 3 <= len(short) < len(long) and abbreviates(short, long[: len(short)])


def _in_text(name: str, text: str) -> bool:
    wanted = weighty(words_of(name))
    if len(wanted) < 2:
        return False
    return place_of(wanted, _weighty_words(text)) is not None


@lru_cache(maxsize=64)
def _weighty_words(text: str) -> list[str]:
    """Give the words of a text that several names are looked for in; they must not be changed."""
    return weighty(words_of(text))
