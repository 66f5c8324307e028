"""Reads the names that end at a given place of the prose, from right to left."""

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from joinedup_refs.link.folding import fold, words_of
from joinedup_refs.link.mention import NameAt
from joinedup_refs.link.unspaced import parted
from joinedup_refs.notation.bodies import is_body
from joinedup_refs.notation.inflection import without_elision

_TOKEN = re.compile(
    r"['’]t\b|[^\W\d_](?:\w|[\u0300-\u036f]|[’'ʼ‘`´‐‑-](?=[^\W_]))*|\d[\w,.]*\w|\d|[^\w\s]|_"
)
_OTHERS_POSSESSIVE = re.compile(r"(?<=\.)[’']s?\s*$")
_POSSESSIVE = re.compile(r"[’']s?$")
_INITIALS = re.compile(r"[^\W\d_](?:[-‐‑]?[^\W\d_]){0,2}")
_WINDOW = 320
"""How far before a year its names may begin, in code points."""
_GLIMPSE = 80
"""What must hold a name for the rest of the window to be read, in code points."""
_LONGEST = 9
"""Words in one name."""
_MOST = 12
"""Names before a year."""

_PARTICLES = words_of("particle")
_CONJUNCTIONS = words_of("conjunction")
_UNCASED_CONJUNCTIONS = frozenset(w for w in _CONJUNCTIONS if w.isalpha() and w == w.upper())
_OTHERS = words_of("others")
_OTHERS_ALONE = words_of("others-alone")
_NUMERALS = words_of("numeral")
_LINKS = words_of("link") | _CONJUNCTIONS
_WHOSE = words_of("whose")
_OF_PLACES = frozenset({"main", "oder", "saale", "donau"})
"""What follows a slash in the name of a place: `Frankfurt/Main`."""
_VERBS = frozenset({"do"})
"""Particles that are verbs too: `as do Adams and Brook (2001)`."""
_NO_NAMES = words_of("opener") | words_of("thing")


@dataclass(frozen=True)
class Known:
    """What the list and the prose tell of words."""

    names: frozenset[str] = frozenset()
    """Folded names of the list's authors, whole names of bodies among them."""
    bodies: frozenset[str] = frozenset()
    """Folded names of bodies, and titles of works without authors."""
    common: Collection[str] = frozenset()
    """Words that the prose also writes with a small letter."""
    small: frozenset[str] = frozenset()
    """Those of the names that the list prints without capitals."""
    plain: bool = False
    """Whether the prose puts no comma between names and year."""
    german: bool = False
    """Whether the prose is German, where a name has a plain s in the genitive."""
    slashed: bool = False
    """Whether the list joins names by a slash."""
    places: frozenset[str] = frozenset()
    """Folded names of places of publication."""

    def begins_with(self, start: str) -> bool:
        """Whether a name of the list begins so."""
        at = bisect_left(self._sorted, start)
        return at < len(self._sorted) and self._sorted[at].startswith(start)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.names)


@dataclass(frozen=True, slots=True)
class People:
    """The names found, the first first."""

    names: tuple[NameAt, ...]
    et_al: bool
    joined: bool
    """Whether a conjunction joins the last two."""
    start: int


@dataclass(slots=True)
class _Walk:
    """The tokens before a place and how many of them are still unread."""

    text: str
    tokens: list[re.Match[str]]
    known: Known
    at: int = field(init=False)

    def __post_init__(self) -> None:
        self.at = len(self.tokens)

    def word(self, back: int = 1) -> str:
        """The token `back` places before what has been read."""
        return self.tokens[self.at - back][0] if self.at >= back else ""

    def next_to(self, back: int) -> bool:
        """Whether no blank stands between the tokens `back` and `back - 1` places before."""
        one, other = self.tokens[self.at - back], self.tokens[self.at - back + 1]
        return one.end() == other.start()


def people_before(text: str, end: int, known: Known, floor: int = 0) -> People | None:
    """Read the names that end at code point `end`, none beginning before `floor`."""
    if end - floor > _GLIMPSE and _read(text, end - _GLIMPSE, end, known) is None:
        return None
    return _read(text, max(floor, end - _WINDOW), end, known, floor)


def _read(text: str, low: int, end: int, known: Known, floor: int = -1) -> People | None:
    while floor < low < end and not text[low].isspace():
        low += 1
    paragraph = text.rfind("\n\n", low, end)
    low = paragraph if paragraph >= 0 else low
    if possessive := _OTHERS_POSSESSIVE.search(text, max(low, end - 6), end):
        end = possessive.start()
    walk = _Walk(text, parted(list(_TOKEN.finditer(text, low, end)), known.names), known)
    _skip_marks(walk)
    et_al = _skip_et_al(walk)
    last = _name(walk)
    if last is None:
        return None
    names = [last]
    joined = _more_names(walk, names, et_al=et_al)
    return People(tuple(reversed(names)), et_al, joined, names[-1].start)


def _skip_marks(walk: _Walk) -> None:
    while walk.word() in {",", ":"} or (walk.word() in {"'", "’"} and walk.at > 1):
        walk.at -= 1


def _skip_et_al(walk: _Walk) -> bool:
    at = walk.at
    if walk.word() == ".":
        walk.at -= 1
    last = _POSSESSIVE.sub("", walk.word())
    if last in _OTHERS_ALONE:
        walk.at -= 1
        return True
    if last == "a" and walk.word(2) == "." and walk.word(3) == "u":
        walk.at -= 3
        _skip_marks(walk)
        return True
    if last in _OTHERS:
        walk.at -= 1
        if walk.word() in _WHOSE:
            walk.at -= 1
        if walk.word() == ".":
            walk.at -= 1
        if walk.word().casefold() in _CONJUNCTIONS:
            walk.at -= 1
            _skip_marks(walk)
            return True
    walk.at = at
    return False


def _more_names(walk: _Walk, names: list[NameAt], *, et_al: bool) -> bool:
    """Read names to the left of the last one; say whether a conjunction joined it."""
    joined = False
    signs = {",", "/"} if _slashed(walk) else {","}
    if walk.word() in _CONJUNCTIONS and walk.at > 1:
        at = walk.at
        walk.at -= 1
        if walk.word() in {",", ";"}:
            walk.at -= 1
        before = _name(walk)
        if before is None:
            walk.at = at
        else:
            names.append(before)
            joined = True
    while walk.word() in signs and len(names) < _MOST:
        joined |= walk.word() == "/"
        at = walk.at
        walk.at -= 1
        before = _name(walk)
        if before is None:
            walk.at = at
            break
        names.append(before)
    return joined or et_al


def _slashed(walk: _Walk) -> bool:
    """Whether a slash joins names here: one of the two beside it is in the list.

    In a list that joins names so, two words that are written as names will do, if none is a place.
    """
    if walk.word() != "/":
        return False
    ahead = walk.tokens[walk.at][0] if walk.at < len(walk.tokens) else ""
    both = {fold(walk.word(2)), fold(ahead)}
    if not both.isdisjoint(walk.known.names):
        return True
    names = _is_capital(walk.word(2)) and _is_capital(ahead) and min(map(len, both)) > 1
    return walk.known.slashed and names and both.isdisjoint(walk.known.places | _OF_PLACES)


def _name(walk: _Walk) -> NameAt | None:
    """Read one name, family names of several words and names of bodies included."""
    if body := _body(walk):
        return body
    begin = walk.at
    _skip_suffix(walk)
    _skip_trailing_initials(walk)
    taken: list[re.Match[str]] = []
    first = walk.at
    while walk.at and len(taken) < _LONGEST:
        step = _step(walk, taken)
        if not step:
            break
        taken += [walk.tokens[walk.at - 1 - n] for n in range(step)]
        walk.at -= step
    while taken and taken[-1][0] in (_LINKS - _PARTICLES) | {".", "&"}:
        taken.pop()
        walk.at += 1
    _give_back(walk, taken)
    if not any(_is_capital(t[0]) or t[0].isdigit() or fold(t[0]) for t in taken):
        walk.at = begin
        return None
    behind = walk.tokens[first:begin]
    return _named(walk, list(reversed(taken)), walk.tokens[first - 1].end(), behind)


def _body(walk: _Walk) -> NameAt | None:
    """Read a body of the list whose name ends in a small letter: `la Cour des comptes`."""
    if not walk.word()[:1].islower():
        return None
    for count in range(2, min(_LONGEST, walk.at) + 1):
        first, last = walk.tokens[walk.at - count], walk.tokens[walk.at - 1]
        if not _is_capital(first[0]):
            continue
        start = first.end() - len(without_elision(first[0]))
        text = " ".join(walk.text[start : last.end()].split())
        if fold(text) in walk.known.bodies:
            walk.at -= count
            return NameAt(text, start, last.end())
    return None


def _skip_suffix(walk: _Walk) -> None:
    at = walk.at
    if walk.word() == ".":
        walk.at -= 1
    if walk.word() in {"Jr", "Sr", "II", "III"}:
        walk.at -= 1
        if walk.word() == ",":
            walk.at -= 1
    else:
        walk.at = at


def _skip_trailing_initials(walk: _Walk) -> None:
    """Pass over the initials of `Smith, J.` and `Smith J`, keeping the family name."""
    at, stops = walk.at, 0
    while walk.at > 1 and (
        walk.word() == "."
        or (len(walk.word()) <= 2 and walk.word().isupper() and _INITIALS.fullmatch(walk.word()))
    ):
        stops += walk.word() == "."
        walk.at -= 1
    if walk.at < at and walk.word() == "," and (stops or fold(walk.word(2)) in walk.known.names):
        walk.at -= 1
    behind = walk.word()
    capital = (_is_capital(behind) and behind not in _NO_NAMES) or fold(behind) in walk.known.names
    if walk.at < at and not (capital if stops else fold(behind) in walk.known.names):
        walk.at = at


def _step(walk: _Walk, taken: list[re.Match[str]]) -> int:
    """Say how many more tokens belong to the name."""
    word = walk.word()
    if word == ".":
        before = walk.word(2)
        stands_for = before[:1].isupper() and len(before) <= 2
        stands_for &= len(before) == 1 or before not in _NO_NAMES  # `Cf.` is nobody's
        return 2 if taken and walk.at > 1 and stands_for and walk.next_to(2) else 0
    if word[0].isdigit():
        return int(_is_numeral_of_name(walk, taken))
    if _is_capital(_POSSESSIVE.sub("", word) or word):
        own = word not in _NO_NAMES or _is_known_start(walk, taken)
        return int(own and word not in _UNCASED_CONJUNCTIONS)
    if not taken:
        return int(
            word[0].isalpha()
            and fold(_POSSESSIVE.sub("", word)) in walk.known.small
            and word not in _LINKS
        )
    if word in _PARTICLES and word not in _CONJUNCTIONS:
        return 1
    return _links(walk)


def _links(walk: _Walk) -> int:
    """Count the small words that bind the words of a body's name: `of`, `of the`, `for`."""
    for count in (1, 2):
        if walk.at <= count or walk.word(count) not in _LINKS - _CONJUNCTIONS:
            return 0
        before = walk.word(count + 1)
        if _is_capital(before) and before not in _NO_NAMES:
            return count
    return 0


def _is_numeral_of_name(walk: _Walk, taken: list[re.Match[str]]) -> bool:
    word = walk.word()
    if not taken:
        whole = fold(f"{walk.word(2)} {word}")
        return whole in walk.known.names or (
            len(word) == 1 and (fold(word) in walk.known.names or walk.word(2) in _NUMERALS)
        )
    whole = fold(" ".join([word, *(t[0] for t in reversed(taken))]))
    return walk.known.begins_with(whole)


def _is_known_start(walk: _Walk, taken: list[re.Match[str]]) -> bool:
    whole = fold(" ".join([walk.word(), *(t[0] for t in reversed(taken))]))
    return whole in walk.known.names


def _give_back(walk: _Walk, taken: list[re.Match[str]]) -> None:
    """Leave out a first word that only begins the sentence or describes the person."""
    bare = [_POSSESSIVE.sub("", t[0]) for t in taken]
    whole = [fold(" ".join(reversed(bare[:n]))) for n in range(len(taken) + 1)]
    while len(taken) > 1 and whole[len(taken)] not in walk.known.names:
        shorter = next(
            (
                n
                for n in range(len(taken) - 1, 0, -1)
                if whole[n] in walk.known.names and not whole[n].isdigit()
            ),
            0,
        )
        first = taken[-1][0]
        verb = shorter and any(t[0] in _VERBS for t in taken[shorter:])
        if verb or (shorter and len(taken) - shorter and not _INITIALS.fullmatch(first)):
            drop = len(taken) - shorter
        elif _is_whole_body(walk.text, taken, " ".join(reversed(bare))):
            return
        elif first.casefold() in walk.known.common and first not in _PARTICLES:
            drop = 1
        else:
            return
        del taken[len(taken) - drop :]
        walk.at += drop


def _is_whole_body(text: str, taken: list[re.Match[str]], name: str) -> bool:
    """Whether a body's name fills its place in the brackets: no word there begins a sentence."""
    before = text[max(0, taken[-1].start() - 3) : taken[-1].start()].rstrip()
    return before.endswith(("(", "[", ";")) and taken[-1][0] not in _NO_NAMES and is_body(name)


def _is_capital(word: str) -> bool:
    """Whether a word is written as names are: `Smith`, `d'Alembert`, `al-Sayed`, `王`."""
    if not word or not word[0].isalpha():
        return False
    if not word[0].islower():
        return True
    bound = re.match(r"[^\W\d_]{1,3}[’'ʼ‘`´‐‑-](?=[^\W\d_])", word)
    return bool(bound) and word[bound.end()].isupper() if bound else False


def _named(
    walk: _Walk, taken: list[re.Match[str]], end: int, behind: list[re.Match[str]]
) -> NameAt | None:
    """Make a name of its words; initials stand before them, or were passed over `behind`."""
    start = taken[0].start()
    kept = list(taken)
    while len(kept) > 1 and (
        kept[0][0] == "."
        or (len(kept[0][0]) == 1 and _is_capital(kept[0][0]))
        or (len(kept[0][0]) <= 2 and kept[1][0] == ".")
    ):
        kept = kept[1:]
    text = walk.text[kept[0].start() : kept[-1].end()]
    text = _POSSESSIVE.sub("", " ".join(text.split()))
    if len(kept) == 1 and not (text[:1].isupper() or text[:1].islower()):
        unspaced = next((n for n in range(len(text)) if fold(text[n:]) in walk.known.names), 0)
        start, text = start + unspaced, text[unspaced:]
    initials = taken[: len(taken) - len(kept)] or [t for t in behind if len(t[0]) <= 2]
    given = fold("".join(t[0] for t in initials))
    return NameAt(text, start, end, given) if text else None
