"""In which order the words of a name stand that has neither comma nor initials to tell it."""

from joinedup_refs.notation.east_asian import stands_first
from joinedup_refs.notation.name_words import (
    is_capital_particle,
    is_given,
    is_initials,
    is_particle,
    is_suffix,
    lean,
)

_TOLD = 4
"""What the shape of a name weighs that tells its order without any lists of words."""
_MOST_WORDS = 4
_MOST_WITH_PARTICLE = 5
_MAY_BE_FAMILY = 3
"""Up to here a given name is a family name now and then, as Vincent is and Pierre hardly."""
_HONOURS = frozenset(["Sir", "Dame", "Lord", "Lady", "Baroness", "Viscount"])


def order_of(text: str) -> int | None:
    """Weigh whether a name of two words or more has its family name first, in powers of two.

    Above 0 the words are likelier so than in running order; None where the question does not
    arise, as with initials.

    >>> order_of("Wierling Dorothee") > 3, order_of("Dorothee Wierling") < 0, order_of("J. Doe")
    (True, True, None)
    """
    words = text.split()
    if not _is_asked(words):
        return None
    if stands_first(words):
        return _TOLD
    if any(map(is_particle, words[:-1])):
        return _with_particle(words)
    first = 1 if is_capital_particle(words[0], only=True) and len(words) > 2 else 0
    if is_particle(words[-1]):
        return -lean(words[first])
    turned = lean(words[first + 1]) - lean(words[first])
    if len(words) - first == 2:
        return max(turned, _TOLD) if _is_double_given(words[first:]) else turned
    # of three words the middle one is a given name either way, the last one only if turned
    return turned + min(0, lean(words[-1]))


def _is_asked(words: list[str]) -> bool:
    """Whether the words may stand in either order, as far as their shape tells."""
    if not 2 <= len(words) <= _MOST_WITH_PARTICLE or any(map(is_initials, words)):
        return False
    if len(words) > _MOST_WORDS and not any(map(is_particle, words[:-1])):
        return False
    if words[-1].isupper() or is_suffix(words[-1]) or words[0] in _HONOURS:
        return False
    front = words[:-1]
    return not (any(map(str.isupper, front)) or any(map(str.isdigit, words)))


def _is_double_given(words: list[str]) -> bool:
    """Whether two given names with a hyphen follow what may be a family name: `Vincent Jean-Marie`.

    Two such given names are a family name in the Caribbean, behind the commonest given names.
    """
    parts = words[1].split("-")
    return len(parts) == 2 and all(map(is_given, parts)) and lean(words[0]) <= _MAY_BE_FAMILY


def _with_particle(words: list[str]) -> int | None:
    """Weigh a name with a particle behind two words: `Veiga António dos Santos`."""
    if any(map(is_particle, words[:2])) or lean(words[0]) > 0 or not is_given(words[1]):
        return None
    return lean(words[1]) - lean(words[0])
