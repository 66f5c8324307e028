"""One name: which of its words are family name, given names, particles and suffix."""

import re
import unicodedata

from joinedup_refs.model.name import Person
from joinedup_refs.tables import rows

_PARTICLES = {row["particle"]: row["kind"] for row in rows("particles")}
_GIVEN = frozenset(row["name"] for row in rows("given_names"))
_CAPITAL_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "san",
        "santa",
        "saint",
        "st",
        "st.",
        "ste",
        "mac",
        "ben",
        "bin",
        "abu",
        "ter",
        "ten",
        "vander",
        "vanden",
    ]
)
_SUFFIX = re.compile(
    r"(?:jr|sr|jun|sen|junior|senior|ii|iii|iv|2nd|3rd|4th|filho|neto|ph\.?\s?d|m\.?d)\.?",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"(?:ph\.?\s?d|m\.?d)\.?", re.IGNORECASE)
_INITIAL = re.compile(
    r"(?:[^\W\d_a-z][.’']?-?){1,4}|(?:[^\W\d_](?:\.-?|-)){1,5}[^\W\d_]?\.?"
    r"|[^\W\d_][a-zßäöüéèç]{1,2}\.(?:-?[^\W\d_]\.){0,3}"
)
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
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def is_initials(word: str) -> bool:
    """Whether a word is initials only: `G.`, `J.-P.`, `GH`, `Ch.`."""
    if not _INITIAL.fullmatch(word) or not word[0].isupper() or is_cjk(word):
        return False
    letters = [c for c in word if c.isalpha()]
    return "." in word or "-" in word or len(letters) <= 3


def is_all_initials(text: str) -> bool:
    """Whether every word of a text is initials, lower-case particles left aside.

    >>> is_all_initials("J. W. van der"), is_all_initials("Ann")
    (True, False)
    """
    words = text.split()
    told = [w for w in words if not is_particle(w)]
    return bool(told) and told[0] == words[0] and all(is_initials(w) for w in told)


def is_particle(word: str) -> bool:
    """Whether a lower-case word is a name particle."""
    return word in _PARTICLES


def is_suffix(text: str) -> bool:
    """Whether a text is a suffix such as `Jr.` or `III`, or a degree set like one."""
    return bool(_SUFFIX.fullmatch(text.strip())) and text.strip() not in {"iv", "ii", "iii"}


def _parted_suffix(given: str) -> tuple[str, str]:
    words = given.split()
    if len(words) > 1 and is_suffix(words[-1]):
        return " ".join(words[:-1]), words[-1]
    return given, ""


def is_cjk(text: str) -> bool:
    """Whether a text is written in Han, kana or Hangul."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(
        unicodedata.name(c, "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))
        for c in letters
    )


def has_family_first(words: list[str]) -> int:
    """Say how many words at the end are initials after a family name; 0 for another order.

    >>> has_family_first("van der Berg J W".split()), has_family_first("J. Berg".split())
    (2, 0)
    """
    count = 0
    for word in reversed(words):
        if not is_initials(word):
            break
        count += 1
    if count == len(words) and count > 1:
        # `LI W.`, `WU X`: the longer first word is the family name in capitals
        longer = len(_letters(words[0])) > 1 and "." not in words[0]
        return count - 1 if longer and len(_letters(words[0])) > len(_letters(words[-1])) else 0
    if not 0 < count < len(words):
        return 0
    return 0 if is_initials(words[0]) and "." in words[0] else count


def inverted(family: str, given: str) -> Person:
    """Make a person of what stands before and after the comma of an inverted name."""
    particle, family = _leading_particles(family)
    suffix = ""
    words = family.split()
    if len(words) > 1 and is_suffix(words[-1]):
        suffix, family = words[-1], " ".join(words[:-1])
    given, dropping = _trailing_particles(given)
    given, after = _parted_suffix(given)
    suffix = suffix or after
    return Person(
        family=family,
        given=given.strip(" ,;"),
        particle=particle,
        dropping_particle=dropping,
        suffix="" if _DEGREES.fullmatch(suffix) else suffix,
    )


def straight(text: str) -> Person:
    """Make a person of a name in running order, or with initials after the family name.

    >>> straight("Ludwig van Beethoven").particle, straight("Bevan GH").given
    ('van', 'GH')
    """
    words = text.split()
    suffix = ""
    if len(words) > 1 and is_suffix(words[-1]) and not (len(words) == 2 and words[-1].isupper()):
        suffix = words.pop()
    if len(words) == 1:
        return Person(family=words[0], suffix=suffix)
    if words[-1].isdigit():
        return Person(family=words[-1], given=" ".join(words[:-1]))
    if initials := has_family_first(words):
        initials += _given_before(words[: len(words) - initials])
        person = inverted(" ".join(words[:-initials]), " ".join(words[-initials:]))
        return person.model_copy(update={"suffix": suffix or person.suffix})
    if capitals := _capital_family(words):
        particle, family = _leading_particles(" ".join(words[:capitals]))
        return Person(
            family=family, given=" ".join(words[capitals:]), particle=particle, suffix=suffix
        )
    if _given_last(words):
        return inverted(words[0], " ".join(words[1:])).model_copy(update={"suffix": suffix})
    return _running(words, suffix)


def is_given(word: str) -> bool:
    """Whether a word, or its first part, is known as a given name and hardly as a family name."""
    return word.split("-", maxsplit=1)[0].casefold() in _GIVEN


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


def folded(text: str) -> str:
    """Fold case, diacritics and ligatures; words parted by one blank, no other marks.

    >>> folded("García-Márquez"), folded("O’Brien")
    ('garcia marquez', 'obrien')
    """
    text = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'’ʼ‘`´")
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def without_particles(text: str) -> str:
    """Leave out particles at the start of a folded name, unless nothing else is left."""
    words = text.split()
    while len(words) > 1 and (words[0] in _PARTICLES or words[0] in {"d", "l", "st"}):
        words = words[1:]
    return " ".join(words)


def _given_last(words: list[str]) -> bool:
    """Whether a family name stands first without a comma: `Spratley Ricardo`."""
    return (
        2 <= len(words) <= 3
        and is_given(words[1])
        and is_given(words[-1])
        and not is_given(words[0])
        and not is_initials(words[0])
        and not is_particle(words[0])
    )


def _given_before(words: list[str]) -> int:
    """Count given names between family name and initials: the `Jane` of `Snyder Jane M.`."""
    return int(len(words) == 2 and is_given(words[1]) and not is_given(words[0]))


def _letters(word: str) -> str:
    return "".join(c for c in word if c.isalpha())


def _running(words: list[str], suffix: str) -> Person:
    first = next((n for n, w in enumerate(words) if n and is_particle(w)), None)
    if first is not None and first < len(words) - 1:
        if first > 1 and words[first - 1].casefold() in _CAPITAL_PARTICLES:
            return Person(
                family=" ".join(words[first - 1 :]),
                given=" ".join(words[: first - 1]),
                suffix=suffix,
            )
        last = first
        while last < len(words) - 1 and is_particle(words[last]):
            last += 1
        particle = " ".join(words[first:last])
        given, family = " ".join(words[:first]), " ".join(words[last:])
        dropping = _PARTICLES[words[first]] == "dropping"
        return Person(
            family=family,
            given=given,
            particle="" if dropping else particle,
            dropping_particle=particle if dropping else "",
            suffix=suffix,
        )
    if is_particle(words[0]):
        particle, family = _leading_particles(" ".join(words))
        return Person(family=family, particle=particle, suffix=suffix)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _CAPITAL_PARTICLES:
        start -= 1
    return Person(family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix)


def _leading_particles(family: str) -> tuple[str, str]:
    words = family.split()
    count = 0
    while count < len(words) - 1 and is_particle(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing_particles(given: str) -> tuple[str, str]:
    words = given.split()
    count = len(words)
    while count > 1 and is_particle(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def _capital_family(words: list[str]) -> int:
    """Count leading words in capitals before given names that are not: `DE GAULLE Charles`."""
    count = 0
    for word in words:
        letters = _letters(word)
        if not (len(letters) > 1 and letters.isupper()) and not is_particle(word):
            break
        count += 1
    rest = words[count:]
    capital = any(_letters(w).isupper() and len(_letters(w)) > 2 for w in words[:count])
    mixed = any(not _letters(w).isupper() for w in rest) or all(is_initials(w) for w in rest)
    return count if capital and rest and mixed else 0
