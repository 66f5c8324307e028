"""Heads of entries that have lost their first letters."""

import re
from typing import NamedTuple

from joinedup_refs.tables import rows

_LONGEST = 160  # code points of an entry in which its first name must stand
_MOST_WORDS = 6
_MOST_FAMILY = 3  # words of a family name before initials
_JOINING_NAMES = frozenset({"and", "und", "et", "y", "e", "en", "u.", "van", "von", "de", "der"})
_JOINING = frozenset({"and", "of", "for", "&"})

PARTICLES = frozenset(row["particle"] for row in rows("particles")) | {
    *(
        "a",
        "á",
        "al",
        "ap",
        "auf",
        "aus",
        "ben",
        "bin",
        "abu",
        "at",
        "dal",
        "dalla",
        "dalle",
        "dit",
        "das",
    ),
    *("degli", "dei", "del", "dela", "dell", "dell'", "dell’", "della", "delle", "dello", "do"),
    *(
        "das",
        "dos",
        "e",
        "el",
        "em",
        "en",
        "et",
        "het",
        "i",
        "ibn",
        "im",
        "in",
        "las",
        "lo",
        "los",
        "lu",
    ),
    *("mac", "mc", "na", "nic", "ní", "o", "o'", "o’", "of", "on", "op", "over", "per", "'s", "’s"),
    *("san", "sant", "santa", "sen", "sri", "st", "t", "the", "thoe", "thor", "to", "tot", "ud"),
    *("uit", "ul", "ur", "vande", "vanden", "vander", "vel", "ver", "vonder", "vor", "y", "z"),
    *("an", "às", "as", "os", "bar", "bat", "bint", "aw", "d", "l", "der", "af", "av"),
}
"""Lower-case words that names, or titles, begin with."""

_BEFORE_PARTICLES = frozenset({"an", "in", "auf", "aus"})
"""Particles that another one follows: an der Heiden, in 't Veld."""

_NO_NAMES = frozenset({"the", "of", "on", "for", "to", "from", "and", "at", "by", "with", "in"})

WRITTEN_SO = frozenset({"hooks", "boyd", "cummings", "bpnichol", "lang", "ffolkes", "ffoulkes"})
"""Family names of people who write them with a small letter."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,4}[,.:;]?")
_YEAR = re.compile(r"[(\[]?(?:1[5-9]|20)\d\d|[(\[](?:n\.d|in press|forthcoming)")
_STOPPED = re.compile(r"[.:;]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’‐‑][^\W\d_]+)*,?")
_GLUED = re.compile(
    r"(?:d|l|al|el|dell|m|o|n|t|s|ul|ur|as|at|ad)['’‐‑-][^\W\d_]"
    r"|(?:de|des|du|di|da|del|van|von|la|le)[^\W\d_a-z]"
)
_ROMAN = re.compile(r"[ivxlcdm]{2,}")


class Clipped(NamedTuple):
    """A head whose first letters are missing."""

    word: str
    """The word that has lost them."""
    start: int
    """Where it stands in the reading."""
    name: str
    """The family name, or the whole of a body's name, as printed."""
    certain: bool
    """Whether initials or given names follow, so that it must be a person's name."""
    particle: bool = False
    """Whether what is left is a particle too, so that only the text can tell (`e Robertis`)."""


def clipped_head(reading: str) -> Clipped | None:
    """Give the clipped name that the reading of an entry begins with, if it begins with one.

    >>> clipped_head("errel, A. and O'Reilly, J.C. (2006), Scaling of bite force.").name
    'errel'
    >>> clipped_head("erri 6 (1997), Holistic Government (Demos).").name
    'erri 6'
    >>> clipped_head("van Dijk, J. (2006), The network society.").particle
    True
    """
    start = len(reading) - len(reading.lstrip())
    words = reading[start : start + _LONGEST].split()[: _MOST_WORDS + 1]
    if len(words) < 2 or not _may_be_clipped(words[0]):
        return None
    word = words[0].rstrip(",")
    name, certain = _inverted(words) if words[0].endswith(",") else _plain(words)
    # no particle stands right before initials, and `an` before no capital
    particle = word.casefold() in PARTICLES and name != word
    particle = particle and not (word in _BEFORE_PARTICLES and words[1][:1].isupper() and certain)
    return Clipped(word, start, name, certain, particle) if name else None


def is_clipped(reading: str) -> bool:
    """Whether an entry begins with a clipped name that is no particle."""
    found = clipped_head(reading)
    return found is not None and not found.particle


def _inverted(words: list[str]) -> tuple[str, bool]:
    """Read `errel, A.` and `errel, Anna`: a given name or initials stand behind the comma."""
    given = words[1]
    if not given[:1].isupper():
        return "", False
    if not _INITIALS.fullmatch(given):
        goes_on = words[2] if len(words) > 2 else ""
        in_sentence = goes_on[:1].islower() and goes_on not in _JOINING_NAMES
        if in_sentence or not _WORD.fullmatch(given):
            return "", False
    return words[0].rstrip(","), True


def _plain(words: list[str]) -> tuple[str, bool]:
    """Read `llison JD,`, `erri 6 (1997)`, `abinet Office (2005)` and `e Jong, P.`."""
    for n, following in enumerate(words[1:], 1):
        name = " ".join(words[:n])
        if _YEAR.match(following):
            return name.rstrip(",."), False
        if _is_initials(following):
            return (name, True) if n <= _MOST_FAMILY else ("", False)
        if _STOPPED.search(words[n - 1]) or _ROMAN.fullmatch(words[0]):
            break
        capital = following[:1].isupper()
        if (
            capital
            and following.endswith(",")
            and _INITIALS.fullmatch(" ".join(words[n + 1 : n + 2]))
        ):
            return f"{name} {following[:-1]}", True
        if not capital and following not in _JOINING and not following.rstrip(".,").isdigit():
            break
    return "", False


def _may_be_clipped(word: str) -> bool:
    bare = word.rstrip(",")
    if not _WORD.fullmatch(word.lstrip("'’")):
        return False
    apostrophe = bare[:1] in {"'", "’"}  # all that is left of O'Brien
    if not (bare[:1].islower() or (apostrophe and len(bare) > 3)):
        return False
    if bare in _NO_NAMES or bare.casefold() in WRITTEN_SO or _GLUED.match(bare):
        return False
    # capitals inside, as in deClerq or in garbled text, are no sign of a lost letter but in cCain
    capital = next((n for n, char in enumerate(bare) if char.isupper()), 0)
    hyphened = capital and not bare[capital - 1].isalpha()
    return hyphened or (capital <= 2 and not bare[capital + 1 : capital + 2].isupper())


def _is_initials(word: str) -> bool:
    """Whether a word is initials as Vancouver style has them: `JD,`, `H.`, `AA`."""
    bare = word.rstrip(",.:;")
    return (
        bare.isupper()
        and len(bare.replace(".", "").replace("-", "")) <= 3
        and (_INITIALS.fullmatch(word) is not None)
    )
