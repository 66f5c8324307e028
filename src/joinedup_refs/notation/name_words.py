"""What a single word of a name is: initials, a particle, a suffix, a given or a family name."""

import re
import unicodedata
from functools import cache, lru_cache

from joinedup_refs.tables import rows

_KEPT = 8192
"""Words whose kind is kept: those of several long lists."""
_GIVEN_LEAN = 3
"""From here on (eight times as often) a word is a given name and hardly a family name."""
UNKNOWN_LEAN = -1
"""Family names are many: a word that is not in the table is rather one of them."""
_BARE_INITIALS = 3
"""The most letters that initials without a stop may have: `JPM`, but not `REID`."""

_PARTICLES = {row["particle"]: row["kind"] for row in rows("particles")}
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
        "dal",
        "dalla",
        "dallo",
        "dalle",
        "dei",
        "degli",
        "delle",
        "dello",
        "lo",
        "dell'",
    ]
)
_ONLY_PARTICLES = _CAPITAL_PARTICLES - frozenset(
    ["al", "san", "santa", "saint", "st", "st.", "ste", "mac", "ben", "bin", "abu", "ten", "la"]
)
"""Those that are no given names, so that `Van Gennep` is a family name."""
_TITLES = frozenset(
    ["graf", "gräfin", "freiherr", "freifrau", "frhr.", "prinz", "prinzessin", "edler", "ritter"]
)
_LAST_PARTS = frozenset(["filho", "neto", "netto", "sobrinho", "júnior"])
_SUFFIX = re.compile(
    r"(?:(?:jr|sr|jnr|snr)\.?|(?:jun|sen)\.|junior|senior|i{2,3}|iv|2nd|3rd|4th|esq\.?"
    r"|ph\.?\s?d\.?|m\.?d\.?)",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:ph\.?\s?d|m\.?d|esq)\.?", re.IGNORECASE)
_INITIALS = re.compile(
    r"(?:[^\W\d_a-z][.’']?-?){1,4}|(?:[^\W\d_](?:\.-?|-)){1,6}[^\W\d_]?\.?"
    r"|(?:[^\W\d_][a-zßäöüéèç]{0,2}\.-?){1,4}[^\W\d_]?|(?:[^\W\d_]\.-){1,3}[^\W\d_a-z][a-z]"
)
_SMALL_INITIALS = re.compile(r"(?:[^\W\d_]\.-?\s?){1,5}")
_OTHERS = re.compile(
    r"(?:et\.?|at|&)\s?al(?:l?ii|ia|l)?\.?|etal\.?|al\.|(?:and\s)?others|u\.\s?(?:v\.\s?)?a\.?"
)
_OTHERS_BEGIN = frozenset("ea&ou")
_ASCII_MARKS = {n: " " for n in range(128) if not chr(n).isalnum()} | dict.fromkeys(map(ord, "'`"))
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


@lru_cache(maxsize=_KEPT)
def is_initials(word: str) -> bool:
    """Whether a word is initials only: `G.`, `J.-P.`, `GH`, `Ch.`, `H.-Th.`."""
    if not word[:1].isupper() or not _INITIALS.fullmatch(word) or is_cjk(word):
        return False
    if word[1:2].islower() and is_suffix(word):
        return False
    return "." in word or "-" in word or letters_of(word) <= _BARE_INITIALS


@lru_cache(maxsize=_KEPT)
def is_site(text: str) -> bool:
    """Whether a text is the address of a site, by which it goes.

    >>> is_site("ClinicalTrials.gov"), is_site("P.Quill"), is_site("Quill")
    (True, False, False)
    """
    return "." in text and _SITE.fullmatch(text) is not None


_SITE = re.compile(r"[A-Za-z][\w-]{2,40}\.(?:gov|org|com|net|edu|info|int)(?:\.[a-z]{2})?")


def is_all_initials(text: str) -> bool:
    """Whether every word of a text is initials, particles and titles of nobility left aside.

    >>> [is_all_initials(x) for x in ("J. W. van der", "J.-M. Graf v. d.", "Ann")]
    [True, True, False]
    """
    words = text.split()
    told = [w for w in words if not is_particle(w) and not is_title(w)]
    if told and told[0] == words[0] and all(is_initials(w) for w in told):
        return True
    return text[:1].islower() and bool(_SMALL_INITIALS.fullmatch(text))


def letters_of(word: str) -> int:
    """Count the letters of a word."""
    return sum(map(str.isalpha, word))


def is_particle(word: str) -> bool:
    """Whether a lower-case word is a name particle."""
    return word in _PARTICLES


def is_dropping(particle: str) -> bool:
    """Whether a particle stays with the given names when the name is inverted."""
    return _PARTICLES.get(particle) == "dropping"


def is_capital_particle(word: str, *, only: bool = False) -> bool:
    """Whether a word in any case is a particle, and with `only` nothing else that names have."""
    return word.casefold() in (_ONLY_PARTICLES if only else _CAPITAL_PARTICLES)


def is_title(word: str) -> bool:
    """Whether a word is a title of nobility that stands between given names and particle."""
    return word.casefold() in _TITLES


def is_last_part(word: str) -> bool:
    """Whether a word ends a Portuguese family name and never makes one: `Neto`, `Filho`."""
    return word.casefold() in _LAST_PARTS


def stands_for_others(text: str) -> bool:
    """Whether a text is no name but stands for further people, misspelt perhaps.

    >>> [stands_for_others(t) for t in ("et al.", "et alii", "at al", "and others", "Al", "al-Din")]
    [True, True, True, True, False, False]
    """
    return text[:1] in _OTHERS_BEGIN and bool(_OTHERS.fullmatch(text))


@lru_cache(maxsize=_KEPT)
def is_suffix(text: str) -> bool:
    """Whether a text is a suffix such as `Jr.` or `III`, or a degree set like one.

    >>> is_suffix("Jr."), is_suffix("III"), is_suffix("Sen"), is_suffix("Neto")
    (True, True, False, False)
    """
    text = text.strip()
    return (
        len(text) <= _BARE_INITIALS * 2 + 1
        and bool(_SUFFIX.fullmatch(text))
        and text not in {"iv", "ii", "iii"}
    )


def is_degree(text: str) -> bool:
    """Whether a suffix is a degree, which is no part of a name."""
    return bool(_DEGREE.fullmatch(text.strip()))


@cache
def _leans() -> dict[str, int]:
    return {
        **{word: int(row["lean"]) for row in rows("given_names") for word in row["words"].split()},
        **{row["word"]: int(row["lean"]) for row in rows("name_words")},
    }


@lru_cache(maxsize=_KEPT)
def lean(word: str) -> int:
    """Tell how much more often a word, or its first part, is a given than a family name.

    In powers of two, -6 to 6; families of rare names are many, so that an unknown word has -1.

    >>> lean("Dorothee") > 2, lean("García") < -2, lean("Xqrst")
    (True, True, -1)
    """
    leans = _leans()
    whole = leans.get(folded(word).replace(" ", ""))
    if whole is not None:
        return whole
    return leans.get(folded(word.split("-", maxsplit=1)[0]), UNKNOWN_LEAN)


def is_given(word: str) -> bool:
    """Whether a word, or its first part, is known as a given name and hardly as a family name."""
    return lean(word) >= _GIVEN_LEAN


def is_cjk(text: str) -> bool:
    """Whether a text is written in Han, kana or Hangul."""
    if text.isascii():
        return False
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(
        unicodedata.name(c, "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))
        for c in letters
    )


def folded(text: str) -> str:
    """Fold case, diacritics and ligatures; words parted by one blank, no other marks.

    >>> folded("García-Márquez"), folded("O’Brien")
    ('garcia marquez', 'obrien')
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_MARKS).split())
    text = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'’ʼ‘`´")
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def without_particles(text: str) -> str:
    """Leave out particles at the start of a folded name, unless nothing else is left."""
    words = text.split()
    while len(words) > 1 and (words[0] in _PARTICLES or words[0] in {"d", "l", "st"}):
        words = words[1:]
    return " ".join(words)
