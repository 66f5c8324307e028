"""Whether two names are of the same journal, book or proceedings, abbreviations among them.

Source: ISO 4:1997, sections 4 and 5: words are cut at their end or drawn together, articles,
conjunctions and prepositions are left out, and a title of one word stays whole.
"""

from rapidfuzz import fuzz

from joinedup_refs.model.evidence import Agreement
from joinedup_refs.sources.words import words_of

_LEFT_OUT = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "in",
        "on",
        "to",
        "und",
        "der",
        "die",
        "das",
        "für",
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "el",
        "y",
        "e",
        "do",
        "da",
    ]
)
_CLOSE = 88
"""Likeness (of 100) of two names for one journal with a slip."""


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
    found: set[Agreement] = {_pair(one, other) for one in printed for other in recorded}
    for agreement in ("equal", "close"):
        if agreement in found:
            return agreement
    if any(_in_text(name, text) for name in recorded):
        return "close"
    return "differs" if printed else "missing"


def _pair(one: str, other: str) -> Agreement:  # noqa: PLR0911  (the surest likeness first)
    left, right = _weighty(one), _weighty(other)
    if not left or not right:
        return "missing"
    if left == right:
        return "equal"
    if _one_meeting(left, right):
        return "close"
    if abbreviates(left, right) or abbreviates(right, left):
        return "equal"
    if _initials(left, right) or _initials(right, left):
        return "close"
    likeness = fuzz.ratio(" ".join(left), " ".join(right))
    if likeness >= _CLOSE and not _extended(left, right):
        return "close"
    return "close" if _begins(left, right) or _begins(right, left) else "differs"


def abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether each word of one name cuts a word of the other, in order and none left over.

    >>> abbreviates(["j", "clin", "gastroenterol"], ["journal", "clinical", "gastroenterology"])
    True
    >>> abbreviates(["policy", "society"], ["social", "policy", "society"])
    False
    """
    return len(short) == len(long) and all(
        _cuts(a, b) or _cuts(b, a) for a, b in zip(short, long, strict=True)
    )


def _cuts(short: str, long: str) -> bool:
    """Whether a word cuts another: `endocrinol`, or drawn together `natl` for `national`."""
    if not long.startswith(short[:1]):
        return False
    if long.startswith(short):
        return True
    rest = iter(long)
    return len(short) > 1 and all(letter in rest for letter in short)


def _initials(short: list[str], long: list[str]) -> bool:
    """Whether one is drawn together from the beginnings of the other's words: `PNAS`, `ApJ`."""
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 8:
        return False
    return _drawn(short[0], long, 0)


def _drawn(letters: str, words: list[str], used: int) -> bool:
    """Whether letters are beginnings of the words in order; three words of many are enough."""
    if not letters:
        return not words or used >= 3
    if not words:
        return False
    return any(
        words[0][0] == letters[0]
        and _cuts(letters[:size], words[0])
        and _drawn(letters[size:], words[1:], used + 1)
        for size in range(1, min(len(letters), 4) + 1)
    )


def _one_meeting(one: list[str], other: list[str]) -> bool:
    """Whether two names are of one conference: years, ordinals and hosts come and go."""
    if not (_MEETING & set(one) and _MEETING & set(other)):
        return False
    left, right = ([w for w in name if _tells(w)] for name in (one, other))
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
    wanted = list(_weighty(name))
    if len(wanted) < 2:
        return False
    words = [w for w in words_of(text) if w not in _LEFT_OUT]
    return any(
        words[at] == wanted[0] and words[at : at + len(wanted)] == wanted
        for at in range(len(words) - len(wanted) + 1)
    )


def _weighty(name: str) -> list[str]:
    return [word for word in words_of(name) if word not in _LEFT_OUT]
