"""One name: which of its words are family name, given names, particles and suffix."""

from joinedup_refs.model.name import Person
from joinedup_refs.notation.east_asian import stands_first
from joinedup_refs.notation.name_words import (
    UNKNOWN_LEAN,
    folded,
    is_all_initials,
    is_capital_particle,
    is_cjk,
    is_degree,
    is_dropping,
    is_given,
    is_initials,
    is_last_part,
    is_particle,
    is_suffix,
    is_title,
    lean,
    letters_of,
    without_particles,
)

__all__ = [
    "cjk",
    "folded",
    "has_family_first",
    "inverted",
    "is_all_initials",
    "is_cjk",
    "is_given",
    "is_initials",
    "is_particle",
    "is_suffix",
    "straight",
    "without_particles",
]

_LONG_INITIALS = 4
"""The most bare initials behind a family name that is not in capitals: `Crebolder HFJM`."""
_THREE = 3
"""So many initials without stops before a family name are still told from a family name."""
_TWO_FAMILY = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "上官",
        "夏侯",
        "东方",
        "東方",
        "皇甫",
        "尉迟",
        "公孙",
        "公孫",
    ]
)
_JOINING = frozenset(["e", "y", "i"])
"""What joins the two halves of a family name: `Ortega y Gasset`."""
_VOWELS = frozenset("AEIOUYÄÖÜÉÈ")
_IBERIAN = frozenset(
    [
        "garcia",
        "diaz",
        "ruiz",
        "ortiz",
        "munoz",
        "moreno",
        "romero",
        "alonso",
        "torres",
        "ramos",
        "blanco",
        "castro",
    ]
)
"""Spanish family names that do not end in -ez, often the first of two."""


def has_family_first(words: list[str]) -> int:
    """Say how many words at the end are initials after a family name; 0 for another order.

    >>> has_family_first("van der Berg J W".split()), has_family_first("J. Berg".split())
    (2, 0)
    >>> has_family_first("Kooi A van der".split()), has_family_first("Van de KAA".split())
    (3, 0)
    """
    end = len(words)
    while end > 1 and is_particle(words[end - 1]):
        end -= 1
    start = end
    while start and (is_initials(words[start - 1]) or _are_odd_initials(words, start, end)):
        start -= 1
    if start == 0 and end > 1:
        return len(words) - _capital_words(words[:end]) if _capital_words(words[:end]) else 0
    if start in (0, end) or (is_initials(words[0]) and "." in words[0]):
        return 0
    if (
        all(is_capital_particle(w) or is_particle(w) for w in words[:start])
        and "." not in words[-1]
    ):
        return 0 if letters_of(words[start]) > 2 else len(words) - start
    return len(words) - start


def _are_odd_initials(words: list[str], at: int, end: int) -> bool:
    """Whether a last word is initials behind a family name only: `HFJM`, `t.`."""
    word = words[at - 1]
    if at == end > 1 and len(word.removesuffix(".")) == 1 and word[0].isalpha():
        return not is_particle(word)
    return (
        at == end > 1
        and len(word) == _LONG_INITIALS
        and word.isupper()
        and word.isalpha()
        and not words[0].isupper()
        and not is_cjk(word)
        and not any("." in other for other in words[1:at])
    )


def _capital_words(words: list[str]) -> int:
    """Count the words of a short family name in capitals before initials: `LI W.`, `AKA A.A.O.`."""
    first, last = words[0], words[-1]
    if letters_of(first) < 2 or "." in first:
        return 0
    return int("." in last or letters_of(first) > letters_of(last))


def inverted(family: str, given: str) -> Person:
    """Make a person of what stands before and after the comma of an inverted name."""
    particle, family = _leading_particles(_with_bracketed_particle(family))
    suffix = ""
    words = family.split()
    if len(words) > 1 and is_suffix(words[-1]) and words[-1].casefold() != "junior":
        suffix, family = words[-1], " ".join(words[:-1])
    given, dropping = _trailing_particles(given)
    given, after = _parted_suffix(given)
    suffix = suffix or after
    return Person(
        family=family,
        given=given.strip(" ,;"),
        particle=particle,
        dropping_particle=dropping,
        suffix="" if is_degree(suffix) else suffix,
    )


def straight(text: str) -> Person:
    """Make a person of a name in running order, or with initials after the family name.

    >>> straight("Ludwig van Beethoven").particle, straight("Bevan GH").given
    ('van', 'GH')
    >>> straight("Otávio Amorim Neto").family, straight("Van Gennep").family
    ('Amorim Neto', 'Van Gennep')
    """
    words = text.split()
    suffix = ""
    if (
        len(words) > 1
        and is_suffix(words[-1])
        and not (len(words) == 2 and words[-1].isupper() and words[-1] != "III")
    ):
        suffix = words.pop()
        suffix = "" if is_degree(suffix) else suffix
    if len(words) == 1:
        return Person(family=words[0], suffix=suffix)
    if words[-1].isdigit() or words[0].isdigit():
        at = len(words) - 1 if words[-1].isdigit() else 0
        return Person(family=words[at], given=" ".join(words[:at] + words[at + 1 :]))
    if initials := has_family_first(words):
        if "." in words[-1] or len(words[-1]) == 1:
            initials += _given_before(words[: len(words) - initials])
        person = inverted(" ".join(words[:-initials]), " ".join(words[-initials:]))
        return person.model_copy(update={"suffix": suffix}) if suffix else person
    if stands_first(words):
        return family_first(" ".join(words)).model_copy(update={"suffix": suffix})
    if capitals := _capital_family(words):
        particle, family = _leading_particles(" ".join(words[:capitals]))
        return Person(
            family=family, given=" ".join(words[capitals:]), particle=particle, suffix=suffix
        )
    return _running(words, suffix)


def family_first(text: str) -> Person:
    """Make a person of a name that has its family name first and no comma: `Li Yinhe`.

    >>> family_first("Dias Emílio Brogueira").family
    'Dias'
    """
    words = text.split()
    first = 1
    while first < len(words) - 1 and (is_particle(words[first - 1]) or _opens(words[first - 1])):
        first += 1
    return inverted(" ".join(words[:first]), " ".join(words[first:]))


def cjk(text: str) -> Person:
    """Make a person of a name in Han, kana or Hangul, family name first.

    Without a blank the family name is taken to be one character, two in a name of four or where it
    is one of the Chinese family names of two.
    """
    words = text.split()
    if len(words) > 1:
        return Person(family=words[0], given=" ".join(words[1:]))
    size = 2 if text[:2] in _TWO_FAMILY or len(text) == 4 else 1
    if len(text) < 2 or len(text) > 4:
        return Person(family=text)
    return Person(family=text[:size], given=text[size:])


def _opens(word: str) -> bool:
    return is_capital_particle(word, only=True)


def _with_bracketed_particle(family: str) -> str:
    """Put the particle of `Haas (de)` in its place."""
    if not family.endswith(")"):
        return family
    name, _, particle = family[:-1].partition("(")
    if name.strip() and particle and all(is_particle(w.casefold()) for w in particle.split()):
        return f"{particle.strip()} {name.strip()}"
    return family


def _parted_suffix(given: str) -> tuple[str, str]:
    words = given.split() if " " in given else []  # as it is behind _trailing_particles
    if words and is_suffix(words[-1]):
        return " ".join(words[:-1]), words[-1]
    return given, ""


def _given_before(words: list[str]) -> int:
    """Count given names between family name and initials: the `Jane` of `Snyder Jane M.`."""
    return int(
        len(words) == 2
        and not is_capital_particle(words[0])
        and lean(words[1]) > 0
        and lean(words[1]) > lean(words[0])
    )


def without_given_before(person: Person) -> Person:
    """Take a given name before initials for a second family name: `Vu Duc T`.

    >>> without_given_before(Person(family="Vu", given="Duc T")).family
    'Vu Duc'
    """
    middle, _, given = person.given.partition(" ")
    return person.model_copy(update={"family": f"{person.family} {middle}", "given": given})


def with_given_before(person: Person) -> Person:
    """Take the second of two family names for a given name: `Zeitler Froma I.`.

    >>> with_given_before(Person(family="Zeitler Froma", given="I.")).given
    'Froma I.'
    """
    family, given = person.family.split()
    return person.model_copy(update={"family": family, "given": f"{given} {person.given}"})


_SON_OF = frozenset({"Ibn", "Bint", "Abu", "Abū"})
"""Arabic names that begin so have no given name before: `Ibn Khaldun`."""


def _running(words: list[str], suffix: str) -> Person:
    first = next((n for n, w in enumerate(words) if n and is_particle(w)), None)
    if first is not None and first < len(words) - 1:
        return _running_with_particle(words, first, suffix)
    if is_particle(words[0]):
        particle, family = _leading_particles(" ".join(words))
        return Person(family=family, particle=particle, suffix=suffix)
    if len(words) == 2 and words[0] in _SON_OF:
        return Person(family=" ".join(words), suffix=suffix)
    if _opens(words[0]) and all(map(is_capital_particle, words[:-1])):
        return Person(family=" ".join(words), suffix=suffix)
    start = len(words) - 1
    if start > 1 and (is_last_part(words[-1]) or _is_iberian(words[start - 1])):
        start -= 1
    while start > 1 and is_capital_particle(words[start - 1]):
        start -= 1
    return Person(family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix)


def _running_with_particle(words: list[str], first: int, suffix: str) -> Person:
    initial = next((n for n, w in enumerate(words) if n > first and is_initials(w)), None)
    if initial is not None and "." in words[initial] and initial < len(words) - 1:
        # the particle is a given name's: `J. del R. Millan`
        family = " ".join(words[initial + 1 :])
        return Person(family=family, given=" ".join(words[: initial + 1]), suffix=suffix)
    if first > 1 and words[first] in _JOINING:  # `Jane Harrow e Quill`
        family, given = " ".join(words[first - 1 :]), " ".join(words[: first - 1])
        return Person(family=family, given=given, suffix=suffix)
    if (first > 1 and is_capital_particle(words[first - 1])) or (first == 1 and _opens(words[0])):
        family, given = " ".join(words[first - 1 :]), " ".join(words[: first - 1])
        return Person(family=family, given=given, suffix=suffix)
    last = first
    while last < len(words) - 1 and is_particle(words[last]):
        last += 1
    particle = " ".join(words[first:last])
    dropping = is_dropping(words[first])
    if is_title(words[first - 1]) and first > 1:
        first, dropping = first - 1, True
        particle = " ".join(words[first:last])
    return Person(
        family=" ".join(words[last:]),
        given=" ".join(words[:first]),
        particle="" if dropping else particle,
        dropping_particle=particle if dropping else "",
        suffix=suffix,
    )


def _is_iberian(word: str) -> bool:
    """Whether a word is a Spanish family name, and so the first of two and no second given name."""
    word = folded(word)
    return word in _IBERIAN or (len(word) > 4 and word.endswith("ez") and lean(word) < 0)


def _leading_particles(family: str) -> tuple[str, str]:
    words = family.split()
    count = 0
    while count < len(words) - 1 and is_particle(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing_particles(given: str) -> tuple[str, str]:
    words = given.split()
    count = len(words)
    while count > 1 and (is_particle(words[count - 1]) or is_title(words[count - 1])):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def _capital_family(words: list[str]) -> int:
    """Count leading words in capitals before given names that are not: `DE GAULLE Charles`."""
    if _are_long_initials(words):
        return 0
    count = 0
    for word in words:
        in_capitals = word.isupper() and letters_of(word) > 1 and "." not in word
        if not in_capitals and not is_particle(word):
            break
        count += 1
    rest = words[count:]
    capital = any(w.isupper() and letters_of(w) > 2 and set(w) & _VOWELS for w in words[:count])
    mixed = any(not w.isupper() for w in rest) or all(is_initials(w) for w in rest)
    return count if capital and rest and mixed else 0


def _are_long_initials(words: list[str]) -> bool:
    """Whether a first word is three initials that no stops part: `JRR Tolkien`, not `LEE Ann`."""
    return (
        len(words) == 2
        and letters_of(words[0]) == len(words[0]) == _THREE
        and lean(words[0]) == UNKNOWN_LEAN
        and words[1].istitle()
        and lean(words[1]) < 0
    )
