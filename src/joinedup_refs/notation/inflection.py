"""Names as a sentence bends them: `des Statistischen Bundesamtes`, `l’OCDE`."""

import re
from functools import lru_cache

from joinedup_refs.tables import rows

_STEMS = tuple(row["word"] for row in rows("body_inflections") if row["kind"] == "stem")
_ENDS = tuple(stem for stem in _STEMS if stem[0] != "=")
_WHOLE = frozenset(stem[1:] for stem in _STEMS if stem[0] == "=")
_LINKS = frozenset(row["word"] for row in rows("body_inflections") if row["kind"] == "link")
_ENDING = re.compile(r"(?:e[srnm]?)$")
_ENDINGS = ("e", "en", "er", "em", "es")
_ELIDED = re.compile(r"[LlDd][’'ʼ‘`´](?=[^\W\d_a-zß-ÿ])")
_MOST_WORDS = 12


@lru_cache(maxsize=4096)
def inflected(name: str) -> tuple[str, ...]:
    """Give the other forms that the name of a body may take in a German sentence.

    Its adjectives have another ending behind an article, and its noun has an s in the genitive.
    Names that show no German adjective, nor a German small word behind their noun, have none.

    >>> inflected("Statistisches Bundesamt")[:2]
    ('Statistische Bundesamt', 'Statistischen Bundesamt')
    >>> inflected("Bundesministerium der Finanzen")
    ('Bundesministeriums der Finanzen', 'Bundesministeriumes der Finanzen')
    >>> inflected("World Bank")
    ()
    """
    words = name.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return ()
    count = next((n for n in range(len(words)) if not _is_adjective(words, n)), 0)
    noun, rest = words[count], words[count + 1 :]
    if not count and not (rest[0] in _LINKS or _is_adjective(words, 1)):
        return ()
    nouns = [noun] if noun[-1] in "sxzß" else [noun, f"{noun}s", f"{noun}es"]
    adjectives = [
        [_ENDING.sub(ending, word) for word in words[:count]]
        for ending in (_ENDINGS if count else ("",))
    ]
    found = [" ".join([*some, one, *rest]) for one in nouns for some in adjectives]
    return tuple(form for form in dict.fromkeys(found) if form != name)


def _is_adjective(words: list[str], place: int) -> bool:
    """Whether a word is bent as German adjectives are, and a noun or another one follows."""
    word = words[place]
    stem = _ENDING.sub("", word)
    if stem == word or not word[0].isupper() or place + 1 == len(words):
        return False
    small = stem.casefold()
    known = small in _WHOLE or (small.endswith(_ENDS) and len(small) > 3)
    return known and words[place + 1][0].isupper()


def without_elision(name: str) -> str:
    """Leave out a French or Italian article, or `de`, of which an apostrophe is left.

    >>> without_elision("l’OCDE"), without_elision("D’Angelo"), without_elision("O’Neill")
    ('OCDE', 'Angelo', 'O’Neill')
    """
    return _ELIDED.sub("", name, count=1) if _ELIDED.match(name) else name
