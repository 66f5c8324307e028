"""Whether two lists of names are the same people."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from joinedup_refs.model.evidence import Agreement
from joinedup_refs.model.name import Name, Person
from joinedup_refs.notation import names
from joinedup_refs.sources.words import words_of

_TYPO = 84
"""Likeness (of 100) of two spellings of one family name; below it Hansen would be Jensen."""

_TYPO_LEAST = 5
"""Letters a family name must have for a slip in it to be forgiven."""

_HEAD = 0.4
"""The part of a text in which its first author is looked for."""


class People(NamedTuple):
    """How two lists of names stand to each other."""

    agreement: Agreement
    first: bool
    """Whether the first names of both are the same."""


def compare(
    printed: tuple[Name, ...], text: str, authors: tuple[Name, ...], editors: tuple[Name, ...]
) -> People:
    """Hold printed names, and the text they were read from, against those of a record."""
    best = _against(printed, text, authors)
    if best.agreement in {"differs", "missing"} and editors:
        other = _against(printed, text, editors)
        best = other if other.agreement in {"equal", "close"} else best
    return best


def _against(printed: tuple[Name, ...], text: str, recorded: tuple[Name, ...]) -> People:
    if not recorded:
        return People("missing", first=False)
    leading = _keys(recorded[0])
    if not printed:
        stands = _stands_first(text, leading)
        return People("close" if stands else "missing", first=stands)
    given = [_keys(name) for name in printed]
    first = _same(given[0], leading, _long(leading))
    known = leading.union(*(_keys(name) for name in recorded[1:]))
    long = _long(known)
    shared = sum(_same(one, known, long) for one in given)
    most = min(len(given), len(recorded))
    if first and shared == len(given) and (len(given) == len(recorded) or len(given) <= 10):
        exact = not any(one.isdisjoint(known) for one in given)
        return People("equal" if exact else "close", first=True)
    if (first and shared * 2 >= most) or shared * 4 >= 3 * most:
        return People("close", first=first)
    if _stands_first(text, leading):
        return People("close", first=True)
    return People("close" if first else "differs", first=first)


@lru_cache(maxsize=4096)
def _keys(name: Name) -> frozenset[str]:
    """Give the forms under which a person may be found: dirt in records moves names about."""
    keys: set[str] = set()
    if isinstance(name, Person):
        if _is_plain(name):
            return frozenset((name.family.lower(), *_called(name.given)))
        words = words_of(name.family)
        if name.particle:
            keys.add("".join(words_of(f"{name.particle}{name.family}")))
        keys.update(_called(name.given))
    else:
        words = words_of(names.display(name))
    keys.add("".join(words))
    if _has_comma(name):
        keys.update(word for word in words if len(word) > 2)
    elif isinstance(name, Person) or len(words) < 4:
        keys.update(words[-1:])
    kept = (key for key in keys if len(key) > 1 or not key.isascii() or key.isdigit())
    return frozenset((names.family_key(name), *kept))


def _called(given: str) -> tuple[str, ...]:
    """Give a given name that may be taken for the family name: one word, and no initial."""
    if given.isascii() and (len(given) <= 3 or given.isalpha()):
        return (given.lower(),) if len(given) > 3 else ()
    words = words_of(given)
    return words if len(words) == 1 and len(words[0]) > 3 else ()


def _is_plain(name: Person) -> bool:
    """Whether a family name is one word of ASCII with nothing beside it, as most are."""
    family = name.family
    return (
        family.isascii()
        and family.isalpha()
        and not (name.particle or name.suffix or name.dropping_particle)
    )


def _has_comma(name: Name) -> bool:
    """Whether a name is written with a comma in running order: before a suffix, or as it came."""
    if isinstance(name, Person) and not name.suffix:
        parts = (name.given, name.dropping_particle, name.particle, name.family)
        return any("," in part for part in parts)
    return "," in names.display(name)


def _long(keys: frozenset[str]) -> list[str]:
    """Give the forms of names in which a slip is forgiven."""
    return [key for key in keys if len(key) >= _TYPO_LEAST]


def _same(one: frozenset[str], other: frozenset[str], long: list[str]) -> bool:
    """Whether two people, or one and some of several, share a form of a name, slips forgiven.

    `long` has the forms of the other in which one is.
    """
    if not one.isdisjoint(other):
        return True
    return bool(long) and any(
        len(a) >= _TYPO_LEAST
        and process.extractOne(a, long, scorer=fuzz.ratio, score_cutoff=_TYPO) is not None
        for a in one
    )


def _stands_first(text: str, wanted: frozenset[str]) -> bool:
    """Whether a name stands near the start of a text."""
    words = words_of(text)
    head = words[: max(6, round(_HEAD * len(words)))]
    return any(len(key) > 2 and key in head for key in wanted)
