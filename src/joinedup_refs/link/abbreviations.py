"""What the prose calls bodies by: “Federal Lake Office (FLO)”, “FLO [Federal Lake Office]”."""

import re
from collections import defaultdict
from collections.abc import Collection

from joinedup_refs.link.folding import fold, initials

_WORDS = 12
"""Words that the full name of a body may have."""
_REACH = 160
_HEREAFTER = (
    r"(?:(?:hereafter|hereinafter|henceforth|or|im\sFolgenden|kurz|nachfolgend|abgekürzt"
    r"|ci-après|désormais|en\sadelante|from\snow\son|abbreviated)[:,]?\s)?"
)
_BRACKETED = re.compile(
    rf"[\[(]{_HEREAFTER}[“\"'‘„«]?(?P<said>[^\W\d_][^\[\]()\n“”\"«»;]{{1,120}}?)[”\"'’“»]?\s?"
    r"(?:,\s?(?:1[4-9]|20)\d\d[a-z]?)?[\])]"
)
_ABBREVIATION = re.compile(r"[^\W\d_][\w&./-]{1,11}")


def names_in_prose(prose: str, bodies: Collection[str]) -> dict[str, frozenset[str]]:
    """Give, for folded names of bodies in the list, the folded names the prose has for them too.

    An abbreviation stands in brackets behind the full name, or the full name behind the
    abbreviation; one of the two must be in the list, and where it is the abbreviation its letters
    must be those that the words of the full name begin with.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for bracketed in _BRACKETED.finditer(prose):
        said, at = bracketed["said"], bracketed.start()
        before = prose[max(0, at - _REACH) : at]
        if _is_abbreviation(said):
            _full_name_before(before, fold(said), bodies, found)
        elif (short := _abbreviation_at_end(before)) and _spells_out(said, short):
            _tell(fold(said), fold(short), bodies, found)
    return {name: frozenset(others) for name, others in found.items()}


def _is_abbreviation(said: str) -> bool:
    return bool(_ABBREVIATION.fullmatch(said)) and sum(c.isupper() for c in said) >= 2


def _abbreviation_at_end(before: str) -> str:
    last = before.split()[-1:]
    return last[0] if last and _is_abbreviation(last[0]) else ""


def _spells_out(name: str, short: str) -> bool:
    return initials(name) == fold(short)


def _full_name_before(
    before: str, short: str, bodies: Collection[str], found: defaultdict[str, set[str]]
) -> None:
    words = before.rpartition("\n\n")[2].split()
    for count in range(min(_WORDS, len(words)), 0, -1):
        name = " ".join(words[-count:])
        full = fold(name)
        if full in bodies and full != short:
            found[full].add(short)
            return
        if short in bodies and name[0].isupper() and initials(name) == short:
            found[short].add(full)
            return


def _tell(
    full: str, short: str, bodies: Collection[str], found: defaultdict[str, set[str]]
) -> None:
    if full in bodies:
        found[full].add(short)
    elif short in bodies:
        found[short].add(full)
