"""Whether two titles name the same work."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from joinedup_refs.notation.persons import is_cjk
from joinedup_refs.sources.words import plain, words_of

SAME = 0.93
"""From this likeness on two titles differ by no more than slips of the pen."""

UNLIKE = 0.6
"""Below this two titles have nothing in common but words of the field."""

LIKE = 0.80
"""From here on they may still be the same, if all else agrees: titles cited from memory."""

_MAIN_LEAST = 10
"""Letters that a title without its subtitle must keep to say anything."""

_TYPO = 70
"""Likeness (of 100) of two spellings of one word."""

_FUZZY_LEAST = 25
"""Letters a title must have to be looked for in a text with slips allowed."""

_KEPT = 1024
"""Titles of which is kept what was found out: each meets several others."""

_LONG_TEXT = 20_000
"""Characters of a text whose words are all looked at when they are taken at once."""

_ODD = frozenset("&+<")
"""What makes the words of a text others than those of its pieces between blanks."""

_BREAK = re.compile(r"\s?[:;—]\s|\s(?:[–-]|--)\s|—|[?!]['”\"’]?\s|(?<=\w{4})\.['”\"’]?\s")
_MAY_BREAK = re.compile(r"[:;—–?!.]|\s-")
"""What every break has; to look for one costs more than to look for this."""
_ARTICLES = frozenset(["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los"])
_LONGEST_ARTICLE = max(map(len, _ARTICLES))
_NO_LETTERS = bytes(n for n in range(128) if not chr(n).isalnum())
_IDLE = _ARTICLES | frozenset(
    [
        "and",
        "of",
        "in",
        "on",
        "for",
        "to",
        "with",
        "by",
        "from",
        "at",
        "as",
        "its",
        "is",
        "are",
        "or",
        "und",
        "von",
        "für",
        "et",
        "de",
        "du",
        "des",
        "en",
        "y",
    ]
)
_GENERIC = frozenset(
    [
        *["editorial", "introduction", "letter", "letters", "editor", "editors", "preface"],
        *["foreword", "afterword", "conclusion", "conclusions", "review", "reviews", "book"],
        *["books", "news", "guest", "issue", "information", "report", "annual", "comment"],
        *["comments", "commentary", "reply", "response", "correspondence", "index", "contents"],
        *["announcement", "announcements", "obituary", "notes", "note", "chapter", "volume"],
        *["abstract", "abstracts", "discussion", "erratum", "correction", "errata", "study"],
    ]
)
_WEIGHTLESS = _IDLE | _GENERIC
_ROMAN = dict(
    zip(
        ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"],
        ["2", "3", "4", "6", "7", "8", "9", "11", "12"],
        strict=True,
    )
)
_ROMAN_LETTERS = {"i": "1", "v": "5", "x": "10"}
_PARTS = frozenset(["part", "parts", "vol", "volume", "paper", "type", "phase", "stage", "section"])
_RETRACTED = re.compile(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s(?:article|paper|chapter))?\W*[:\]]\s*",
    re.IGNORECASE,
)


class Likeness(NamedTuple):
    """How alike two titles are, and on how much that rests."""

    degree: float
    """0 to 1."""
    whole: bool
    """Whether both titles stand against each other whole, word for word but for slips."""
    words: int
    """Words of the record's title that carry weight."""
    letters: int


NOTHING = Likeness(0.0, whole=False, words=0, letters=0)
"""No title on one side."""


def compare(printed: str, text: str, recorded: tuple[str, ...]) -> Likeness:
    """Hold a printed title, and the text it was read from, against the titles of a record."""
    likenesses = [_against(printed, text, unmarked(title)) for title in recorded]
    return max(likenesses) if likenesses else NOTHING


@lru_cache(maxsize=_KEPT)
def unmarked(title: str) -> str:
    """Leave out the mark that publishers put before the title of a retracted work."""
    title = plain(title)
    found = _RETRACTED.match(title)
    return title[found.end() :] if found else title


@lru_cache(maxsize=_KEPT)
def without_subtitles(title: str) -> tuple[str, ...]:
    """Give what is left of a title when it ends at a colon, a dash or the like; the whole last."""
    if _MAY_BREAK.search(title) is None:
        return (title,)
    found = [
        title[: m.start() + (m[0][0] in "?!")]
        for m in _BREAK.finditer(title)
        if _is_long(title[: m.start()]) and title[m.end() :].strip()
    ]
    return (*found, title)


def _is_long(part: str) -> bool:
    least, _ = _letters(part)
    return (least if least >= _MAIN_LEAST else len(_joined(part))) >= _MAIN_LEAST


@lru_cache(maxsize=_KEPT)
def _letters(part: str) -> tuple[int, int]:
    """Give the least and the most letters that a part of a title has once it is folded."""
    if not part.isascii() or len(part) > _LONG_TEXT or not _ODD.isdisjoint(part):
        exact = len(_joined(part))
        return exact, exact
    most = len(part.encode().translate(None, _NO_LETTERS))
    return most - _LONGEST_ARTICLE, most


def generic(likeness: Likeness) -> bool:
    """Whether a title says next to nothing: many works of one journal are so called."""
    return likeness.words < 2 or likeness.letters < 12


def distinctive(likeness: Likeness) -> bool:
    """Whether a title is long enough to be one work's alone, most likely."""
    return likeness.words >= 4 and likeness.letters >= 24


@lru_cache(maxsize=_KEPT)
def _size(title: str) -> tuple[int, int]:
    """Count the words that carry weight, and letters; a Chinese letter is half a word."""
    words, joined = _bare(title), _joined(title)
    if joined.isascii():
        return sum(w not in _WEIGHTLESS for w in words), len(joined)
    weighty = sum(len(w) // 2 if is_cjk(w) else w not in _WEIGHTLESS for w in words)
    return weighty, sum(3 * len(w) if is_cjk(w) else len(w) for w in words)


def may_be_one(one: str, others: tuple[str, ...], least: float) -> bool:
    """Whether some title may be found so like another, and whole; False is sure, True is not.

    For pairs of titles by the thousand, nearly all of which have nothing in common.
    """
    if not _ODD.isdisjoint(one):
        return True
    left = _joined(one)
    for other in others:
        right = _joined(unmarked(other))
        if right in left or fuzz.ratio(left, right) / 100 >= least:
            return True
    return False


def _against(printed: str, text: str, recorded: str) -> Likeness:
    if not _bare(recorded):
        return NOTHING
    size = _size(recorded)
    best = Likeness(0.0, False, *size)  # noqa: FBT003  (as below)
    if printed:
        degree = fuzz.ratio(_joined(printed), _joined(recorded)) / 100
        if degree >= LIKE and numbers_of(printed) != numbers_of(recorded):
            best = Likeness(LIKE - 0.1, False, *size)  # noqa: FBT003
            if degree >= SAME:  # one but for a number: parts of a series, years of a survey
                return best
        else:
            whole = degree >= LIKE and not swapped(printed, recorded)
            best = Likeness(degree, whole, *size)
        if best.degree < SAME:
            best = _better(best, _part(printed, recorded))
    if best.degree < SAME:
        best = _better(best, _in_text(printed, text, recorded, size))
    return best


def _better(one: Likeness, other: Likeness) -> Likeness:
    return other if other.degree > one.degree else one


def _part(printed: str, recorded: str) -> Likeness:
    """Compare with a subtitle left out, where only one side has it."""
    best = NOTHING
    shorter = [(one, recorded) for one in without_subtitles(printed)[:-1]]
    shorter += [(printed, other) for other in without_subtitles(recorded)[:-1]]
    for one, other in shorter:
        if not _may_be_same(one, other):
            continue
        least = max(SAME, best.degree)
        degree = fuzz.ratio(_joined(one), _joined(other), score_cutoff=100 * SAME) / 100
        if degree >= least and numbers_of(one) == numbers_of(other):
            best = Likeness(degree, False, *_size(one))  # noqa: FBT003
    return NOTHING if best.degree and _drops_number(printed, recorded) else best


def _may_be_same(one: str, other: str) -> bool:
    """Whether two titles are near enough in length to be alike; which is soon known of a part."""
    (least, most), (other_least, other_most) = _letters(one), _letters(other)
    if least > other_most:
        return 2 * other_most >= SAME * (least + other_most)
    if other_least > most:
        return 2 * most >= SAME * (other_least + most)
    return True


def _drops_number(one: str, other: str) -> bool:
    """Whether what one title has more is a part's number and no subtitle: `Part 2`."""
    left, right = Counter(_bare(one)), Counter(_bare(other))
    more = [*(left - right).elements(), *(right - left).elements()]
    return 0 < len(more) <= 3 and numbers_of(one) != numbers_of(other)


def _in_text(  # noqa: PLR0911  (each return is a reason not to look further)
    printed: str, text: str, recorded: str, size: tuple[int, int]
) -> Likeness:
    """Look for the record's title in the text, for where the parser found no title or a wrong one.

    What was read as the title must not be much longer than what is looked for: the title of one
    work often stands inside that of another.
    """
    wanted = _joined(recorded)
    if len(wanted) < _MAIN_LEAST or len(_joined(printed)) > 1.25 * len(wanted):
        return NOTHING
    at = _placed(text, recorded)
    if at is not None:
        return Likeness(1.0, at, *size)
    if len(wanted) < _FUZZY_LEAST:
        return NOTHING
    hay = _joined(text)
    if len(hay) < len(wanted):
        return NOTHING
    found = fuzz.partial_ratio_alignment(wanted, hay, score_cutoff=100 * SAME)
    if found is None:
        return NOTHING
    if numbers_of(recorded) - _numbers_in(text):
        return NOTHING
    return Likeness(found.score / 100, False, *size)  # noqa: FBT003


def _placed(text: str, recorded: str) -> bool | None:
    """Say whether the title stands in the text between marks; None where it stands nowhere."""
    wanted = _bare(recorded)
    plain_enough = len(text) <= _LONG_TEXT and _ODD.isdisjoint(text)
    if plain_enough and place_of(wanted, words_of(text)) is None:
        return None
    words, closing = _pieces(text)
    start = place_of(wanted, words)
    if start is None:
        return None
    before = start == 0 or closing[start - 1] or words[start - 1] in _ARTICLES
    stop = start + len(wanted)
    return before and (stop == len(words) or closing[stop - 1])


def place_of(wanted: Sequence[str], words: Sequence[str]) -> int | None:
    """Give where some words stand among others, in a row; None where they do not."""
    start, last = -1, len(words) - len(wanted)
    while start < last:
        try:
            start = words.index(wanted[0], start + 1, last + 1)
        except ValueError:
            return None
        if words[start : start + len(wanted)] == wanted:
            return start
    return None


@lru_cache(maxsize=64)
def _pieces(text: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Give the words of a text, and whether a mark follows each that may close a title."""
    words: list[str] = []
    closing: list[bool] = []
    for piece in text.split():
        found = words_of(piece)
        words += found
        closing += [False] * (len(found) - 1) + [_closes(piece)] * bool(found)
    return tuple(words), tuple(closing)


def _closes(piece: str) -> bool:
    if piece[-1:] == ",":
        return piece[-2:-1] in ")]”\"’'" or piece[-2:-1].isdigit()
    return not (piece[-1:].isalnum() or piece[-1:] == "-")


def swapped(one: str, other: str) -> bool:
    """Whether each title has a word of weight that the other has not, slips of the pen aside."""
    left, right = Counter(_weighty(one)), Counter(_weighty(other))
    only_left, only_right = list((left - right).elements()), list((right - left).elements())
    joined = _joined(one), _joined(other)
    only_left = [w for w in only_left if not (len(w) > 3 and w in joined[1])]
    only_right = [w for w in only_right if not (len(w) > 3 and w in joined[0])]
    for word in list(only_left):
        twin = next((w for w in only_right if fuzz.ratio(word, w) >= _TYPO), None)
        if twin is not None:
            only_left.remove(word)
            only_right.remove(twin)
    return bool(only_left and only_right)


@lru_cache(maxsize=4096)
def _bare(title: str) -> tuple[str, ...]:
    words = words_of(title)
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _weighty(title: str) -> list[str]:
    return [word for word in _bare(title) if word not in _IDLE]


@lru_cache(maxsize=_KEPT)
def _joined(title: str) -> str:
    return "".join(_bare(title))


@lru_cache(maxsize=_KEPT)
def numbers_of(title: str) -> Counter[str]:
    """Give the numbers of a title, Roman ones too: they tell the parts of a series apart.

    What is given is kept, and must not be changed.

    >>> numbers_of("Neutron stars. II") == numbers_of("Neutron stars, part 2")
    True
    """
    words = _bare(title)
    found = [_number(word) for word in words]
    for at, word in enumerate(words):
        last = at == len(words) - 1
        if word in _ROMAN_LETTERS and at and (last or words[at - 1] in _PARTS):
            found[at] = _ROMAN_LETTERS[word]
    return Counter(number for number in found if number)


@lru_cache(maxsize=64)
def _numbers_in(text: str) -> Counter[str]:
    """Give the numbers of a text that a title may stand in; an empty one for its other words."""
    return Counter(_number(w) for w in words_of(text))


def _number(word: str) -> str:
    return _ROMAN.get(word) or (word.lstrip("0") if word.isdigit() else "")
