"""Whether a journal's title is abbreviated or written out, and whether two are of one journal.

Source: ISO 4:1997, sections 4 and 5: words are cut at their end or drawn together, articles,
conjunctions and prepositions are left out, and a title of one word stays whole.
"""

import re
from functools import cache
from typing import Literal, TypeAlias

from joinedup_refs.notation.journal_titles import journals
from joinedup_refs.tables import rows

Kind: TypeAlias = Literal["short", "whole", ""]
"""Abbreviated, written out, or not telling."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_LEFT_OUT = frozenset(
    [
        *("the", "a", "an", "of", "for", "and", "in", "on", "to", "with", "from", "at", "by"),
        *("und", "der", "die", "das", "für", "de", "la", "le", "les", "du", "des", "et"),
    ]
)
_MEETINGS = ("conference", "symposi", "workshop", "congress", "conf", "symp")
"""Proceedings are named in full in lists that abbreviate journals."""
_MOST = 20  # words of a title


@cache
def _table() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Give cut words, those that are words by themselves, and beginnings that tell a whole one."""
    table = rows("title_truncations")
    return (
        frozenset(row["short"] for row in table),
        frozenset(row["short"] for row in table if row["word"] == "yes"),
        tuple(sorted({row["long"] for row in table if row["head"] == "yes"})),
    )


def words_of(title: str) -> tuple[str, ...]:
    """Give the words of a title that abbreviations keep, in lower case, stops kept.

    >>> words_of("The Journal of Public Economics"), words_of("J. Public Econ.")
    (('journal', 'public', 'economics'), ('j.', 'public', 'econ.'))
    """
    found = (word.casefold() for word in _WORD.findall(title))
    return tuple(word for word in found if word not in _LEFT_OUT)[:_MOST]


def kind_of(title: str) -> Kind:
    """Tell an abbreviated title from one written out, where words of the table show it.

    >>> kind_of("J Public Econ"), kind_of("Journal of Public Economics")
    ('short', 'whole')
    >>> kind_of("Nature"), kind_of("PLoS Biol"), kind_of("Molecular Cell")
    ('', '', '')
    """
    short, ambiguous, beginnings = _table()
    words = words_of(title)
    if len(words) < 2 or any(word.startswith(_MEETINGS) for word in words):
        return ""
    cut = [word for word in words if word.rstrip(".") in short]
    plain = [word for word in cut if word.endswith(".") or word not in ambiguous]
    if plain and (len(cut) > 1 or cut[0].endswith(".")):
        return "short"
    stopped = any(word.endswith(".") for word in words)
    whole = any(word.startswith(beginnings) for word in words)
    return "whole" if whole and not cut and not stopped else ""


def kind_in_tables(title: str) -> Kind:
    """Tell an abbreviated title from one written out, where references print it so.

    Some titles stay whole in lists that abbreviate others (BMC Bioinformatics, after the National
    Library of Medicine), so only one that most references abbreviate counts as written out.

    >>> [kind_in_tables(t) for t in ("PLoS Biol", "Nature Reviews Cancer", "Nature")]
    ['short', 'whole', '']
    """
    titles = journals()
    if titles.is_whole(title):
        return "whole" if titles.is_mostly_cut(title) else ""
    return "short" if titles.in_full(title) else ""


def initials_of(title: str) -> str:
    """Give the first letters of a title's words, which are the same cut or whole."""
    return "".join(word[0] for word in words_of(title))


def abbreviates(short: str, whole: str) -> bool:
    """Whether a title is the other one abbreviated, word by word.

    >>> abbreviates("Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences")
    True
    >>> abbreviates("J Public Econ", "Journal of Political Economy")
    False
    """
    cut, full = words_of(short), words_of(whole)
    if len(cut) != len(full):
        return False
    return all(_is_cut(one.rstrip("."), other) for one, other in zip(cut, full, strict=True))


def _is_cut(short: str, whole: str) -> bool:
    """Whether a word is another one cut at its end, or drawn together: `natl` for `national`."""
    if whole.startswith(short):
        return True
    rest = iter(whole)
    drawn = all(letter in rest for letter in short)
    return drawn and short[0] == whole[0] and short[-1] == whole[-1]
