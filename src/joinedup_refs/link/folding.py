"""Names as they are compared: without accents, case, apostrophes, hyphens and blanks."""

import re
import unicodedata
from functools import lru_cache

from joinedup_refs.notation.inflection import without_elision
from joinedup_refs.tables import rows

_LETTERS = str.maketrans({row["letter"]: row["ascii"] or None for row in rows("ascii_letters")})
_KINDS = {
    kind: frozenset(row["word"] for row in rows("citation_words") if row["kind"] == kind)
    for kind in {row["kind"] for row in rows("citation_words")}
}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ‘`´‐‑-][^\W_]+)*")


def words_of(kind: str) -> frozenset[str]:
    """Give the words of one kind in the table `citation_words`."""
    return _KINDS[kind]


_PARTICLES = words_of("particle")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Reduce a name to the letters and digits that count in comparing.

    >>> fold("O’Connor"), fold("Saville Kent"), fold("Müller")
    ('oconnor', 'savillekent', 'muller')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).translate(_LETTERS)
    return "".join(c for c in plain.casefold() if c.isalnum())


@lru_cache(maxsize=20_000)
def forms(name: str) -> frozenset[str]:
    """Give the folded forms under which one printed family name or body's name may stand.

    Particles are optional, umlauts may be written out, a leading article may be missing, even one
    that is only an apostrophe.

    >>> sorted(forms("van der Berg"))
    ['berg', 'vanderberg']
    """
    found = {fold(name)}
    lower = unicodedata.normalize("NFC", name).casefold()
    if any(c in lower for c in "äöüøå"):
        found.add(fold(lower.translate(_UMLAUTS)))
    words = name.split()
    while len(words) > 1 and words[0].casefold() in (_PARTICLES | {"the"}):
        words = words[1:]
    bare = without_elision(" ".join(words))
    if len(bare) < len(" ".join(name.split())):
        found |= forms(bare)
    return frozenset(f for f in found if f)


def initials(name: str) -> str:
    """Give the initialism of a body's name, small words left out.

    >>> initials("World Health Organization")
    'who'
    """
    links = words_of("link")
    words = [w for w in _WORD.findall(name) if w not in links and w.casefold() not in links]
    return fold("".join(w[0] for w in words)) if len(words) > 1 else ""


def words(name: str) -> list[str]:
    """Give the words of a name."""
    return _WORD.findall(name)
