"""The alphabetical order of a list: whether it has one, who breaks it, what fits where."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from joinedup_refs.check.clipped import is_clipped
from joinedup_refs.model.date import Date
from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Organization, Person
from joinedup_refs.notation import repeats

Keys: TypeAlias = tuple[str, ...]
"""The ways in which an entry may be sorted; it is in order when one of them is."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_HEAD_END = re.compile(r"[,(;:\[]|\.(?:\s|$)|\b\d{4}\b|\s(?:and|&|et|und|y|e)\s")
_INITIALS = re.compile(r"[^\W\d_]{1,4}")
_HYPHEN = re.compile(r"[-‐‑]")
_ELIDED = re.compile(r"(?<=^[^\W\d_])['’ʼ‘`]")
"""The apostrophe of `O’Neill`, which some lists sort as a blank, before all other names in O."""
_ARTICLES = ("the ", "a ", "an ", "la ", "le ", "les ", "los ", "der ", "die ", "das ")
_FEWEST = 5  # entries, below which an order may be chance
_SHARE = 0.9  # of the neighbours that must be in order
_FOR_A_BREAK = 2  # first names out of place for each place where the order breaks, at most
_FEWEST_FOR_ONE = 7  # entries, of which one may be out of place however few there are
_FEWEST_IF_CITED = 4  # where names cite them and neither years nor the text give another order


def folded(name: str) -> str:
    """Fold a name for sorting: no case, no diacritics, letters, digits and single blanks only.

    >>> folded("Müller-Łódź, J.")
    'mullerlodz j'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    words = ("".join(c for c in word if c.isalnum()) for word in plain.split())
    return " ".join(word for word in words if word)


def keys_of(name: str) -> Keys:
    """Give the ways in which a name may be sorted.

    Word by word or letter by letter, with an article or particle or without, `Mc` as `Mac`, German
    umlauts as two letters, and letters with diacritics as themselves, behind z.
    """
    found: dict[str, None] = {}
    composed = unicodedata.normalize("NFC", name.casefold())
    parted = _ELIDED.sub(" ", _HYPHEN.sub(" ", name))
    spellings = (name, parted, composed.translate(_GERMAN))
    for plain in dict.fromkeys((*map(folded, spellings), _by_code_point(composed))):
        forms = [plain]
        forms += [plain.removeprefix(article) for article in _ARTICLES if plain.startswith(article)]
        words = plain.split()
        forms += [" ".join(words[n:]) for n in range(1, len(_particles(name)) + 1) if words[n:]]
        if plain.startswith("mc"):
            forms.append("mac" + plain[2:])
        for form in forms:
            found |= {form: None, form.replace(" ", ""): None}
    return tuple(key for key in found if key)


def _by_code_point(name: str) -> str:
    """Keep letters with diacritics, which a plain sort puts behind z, as Nordic lists do too."""
    words = ("".join(c for c in word if c.isalnum()) for word in name.split())
    return " ".join(word for word in words if word)


def _particles(name: str) -> list[str]:
    """Give the lower-case words before the first capital one."""
    words = name.split()
    count = next((n for n, word in enumerate(words) if not word[:1].islower()), 0)
    return words[:count]


def printed_name(reading: str) -> str:
    """Give the name that an entry begins with, without initials."""
    start = reading[:120].lstrip("\"'“”‘’«([ ")
    end = _HEAD_END.search(start)
    words = (start[: end.start()] if end else start).split()
    while len(words) > 1 and words[-1].isupper() and _INITIALS.fullmatch(words[-1].strip(".")):
        words.pop()
    return " ".join(words)


def _sorted_by(document: Document, entry: Entry) -> Keys:
    reading = document.reading(entry)
    names = [printed_name(reading)]
    if repeats.match(reading):  # sorted by the name that a dash, or `ders.`, stands for
        names = [] if entry.reference.author or entry.reference.editor else [""]
    if "" in names:  # begins with its year or the like: nobody can say what sorts it
        return ()
    people = entry.reference.author or entry.reference.editor
    if people and isinstance(people[0], Person):
        first = people[0]
        particles = " ".join(p for p in (first.dropping_particle, first.particle) if p)
        names += [first.family, f"{particles} {first.family}".strip()]
    elif people and isinstance(people[0], Organization):
        names.append(people[0].name)
    return tuple(dict.fromkeys(key for name in names for key in keys_of(name)))


def follows(one: Keys, other: Keys) -> bool:
    """Whether `other` may stand after `one`; names in two scripts bind each other in no way."""
    return not one or not other or min(one) <= max(other) or _script(one) != _script(other)


def _script(keys: Keys) -> str:
    """Give the script that a name begins in (`LATIN`, `CYRILLIC`); empty for one of digits."""
    return _script_of(next((char for char in keys[0] if char.isalpha()), ""))


@lru_cache(maxsize=1024)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


@dataclass(frozen=True, slots=True)
class ListOrder:
    """How a list, or a section of one, is sorted."""

    alphabetical: bool
    ids: tuple[str, ...]
    """The entries of the list; those with a clipped name are there but bind nobody."""
    keys: tuple[Keys, ...]
    """Beside each entry, the ways in which it may be sorted; empty where that is not known."""
    misplaced: tuple[str, ...]
    """The fewest entries without which the rest is in order."""
    sorted_as: Mapping[str, str] = field(default_factory=dict)
    """The entries that make up the order, in it, each with the way in which it is sorted there."""

    def around(self, identifier: str) -> tuple[Keys, Keys]:
        """Give the keys of the nearest entries in their place before and after an entry."""
        at = self.ids.index(identifier)
        return self._nearest(range(at - 1, -1, -1)), self._nearest(range(at + 1, len(self.ids)))

    def _nearest(self, places: Iterable[int]) -> Keys:
        return next(
            (self.keys[n] for n in places if self.keys[n] and self.ids[n] not in self.misplaced),
            (),
        )

    def fits(self, identifier: str, *heads: Keys) -> bool:
        """Whether `heads`, one after the other, may stand in the place of an entry."""
        before, after = self.around(identifier)
        chain = [before, *heads, after]
        return all(follows(a, b) for a, b in pairwise(chain)) and (
            not before or not after or follows(before, after)
        )


class Orders:
    """How the sections of a document's lists are sorted, each by itself."""

    def __init__(self, orders: Iterable[ListOrder]) -> None:
        self.sections = tuple(orders)
        self._of = {identifier: one for one in self.sections for identifier in one.ids}

    def of(self, identifier: str) -> ListOrder:
        """Give how the section that an entry stands in is sorted."""
        return self._of[identifier]


def learn(document: Document) -> Orders:
    """Learn of each list whether it is alphabetical: nine neighbours in ten are in order.

    The sections that headings part a list into are sorted each for itself.
    """
    sections: dict[int, list[Entry]] = {}
    for entry in document.entries:
        sections.setdefault(document.section_of(entry), []).append(entry)
    return Orders(_learnt(document, entries) for entries in sections.values())


def _learnt(document: Document, entries: Sequence[Entry]) -> ListOrder:
    ids = tuple(entry.id for entry in entries)
    keys = _of_one_script(
        () if is_clipped(document.reading(entry)) else _sorted_by(document, entry)
        for entry in entries
    )
    known = [n for n, own in enumerate(keys) if own]
    pairs = list(pairwise(known))
    good = sum(follows(keys[a], keys[b]) for a, b in pairs)
    kept = in_order([keys[n] for n in known])
    misplaced = [known[n] for n in range(len(known)) if n not in kept]
    few = len(misplaced) == 1 and _is_sorted_by_nothing_else(document, entries)
    alphabetical = len(known) >= _FEWEST and (
        good >= _SHARE * len(pairs) or (len(known) >= _FEWEST_FOR_ONE and len(misplaced) == 1)
    )
    alphabetical = alphabetical or (few and len(known) >= _FEWEST_IF_CITED)
    # an entry out of place breaks the order before or behind it; where more than that would have
    # to go, several lists stand one behind the other
    breaks = max(1, len(pairs) - good)
    names = sum(keys[a] != keys[b] for a, b in pairwise(misplaced)) + 1
    alphabetical = alphabetical and names <= _FOR_A_BREAK * breaks
    return ListOrder(
        alphabetical=alphabetical,
        ids=ids,
        keys=keys,
        misplaced=tuple(ids[n] for n in misplaced) if alphabetical else (),
        sorted_as={ids[known[n]]: key for n, key in kept.items()} if alphabetical else {},
    )


def _is_sorted_by_nothing_else(document: Document, entries: Sequence[Entry]) -> bool:
    """Whether the text cites most of a few entries by name, in another order, and so do years."""
    if len(entries) >= _FEWEST_FOR_ONE or any(entry.marker.strip() for entry in entries):
        return False
    years = [i.year for e in entries if isinstance(i := e.reference.issued, Date) and i.year]
    cited: dict[str, None] = {}
    own = {entry.id for entry in entries}
    for citation in document.citations:
        if citation.form == "numeric":
            return False
        cited |= dict.fromkeys(i for i in citation.references[:1] if i in own)
    listed = [entry.id for entry in entries if entry.id in cited]
    return (
        len(cited) * 2 > len(entries)
        and list(cited) != listed
        and sorted(years) not in (years, years[::-1])
    )


def _of_one_script(keys: Iterable[Keys]) -> tuple[Keys, ...]:
    """Give the keys of names in the script that most have; of the others none.

    A name in another script may stand by its transliteration, or with its like before or behind.
    """
    keys = tuple(keys)
    scripts = Counter(_script(own) for own in keys if own)
    usual = {"", *(script for script, _ in scripts.most_common(1))}
    return tuple(own if own and _script(own) in usual else () for own in keys)


def out_of_order(keys: Sequence[Keys]) -> list[int]:
    """Give the places outside one longest run in order.

    >>> out_of_order([("a",), ("z",), ("b",), ("c",)])
    [1]
    """
    kept = in_order(keys)
    return [place for place in range(len(keys)) if place not in kept]


def in_order(keys: Sequence[Keys]) -> dict[int, str]:
    """Give the places of one longest run in order, each with its key in it, by patience sorting.

    >>> in_order([("a",), ("z", "ab"), ("b",)])
    {0: 'a', 1: 'ab', 2: 'b'}
    """
    tops: list[str] = []
    chosen: list[tuple[int, str, int]] = []  # place in `keys`, its key, and the step before it
    heads: list[int] = []
    for place, own in enumerate(keys):
        for key in sorted(set(own), reverse=True):  # one step at most may take this place
            pile = bisect_right(tops, key)
            chosen.append((place, key, heads[pile - 1] if pile else -1))
            if pile == len(tops):
                tops.append(key)
                heads.append(len(chosen) - 1)
            else:
                tops[pile] = key
                heads[pile] = len(chosen) - 1
    kept: list[tuple[int, str]] = []
    at = heads[-1] if heads else -1
    while at >= 0:
        place, key, at = chosen[at]
        kept.append((place, key))
    return dict(reversed(kept))
