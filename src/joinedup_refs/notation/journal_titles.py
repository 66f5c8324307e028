"""Titles of journals, abbreviated and in full, where a table knows them.

A title is abbreviated word by word, as ISO 4 has it, and only where every word is known; it is
written out only where one title of the table fits. Nothing is guessed.

Source: ISO 4:1997, sections 4 and 5: articles, conjunctions and prepositions are left out, a title
of one word stays whole, and a stop stands where letters are left out. The words and titles are
those of `tables/journal_words.tsv` and `tables/journal_titles.tsv`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from joinedup_refs.tables import rows

Key = tuple[str, ...]
"""The words that count of a title, folded, without stops."""

_PLAIN = re.compile(r"[\w\s.,&'’-]{2,300}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_JOINED = re.compile(r"\w-")
_MOST = 300  # code points of a title
_STOP = re.compile(r"[^\W\d_]\.")
_BEFORE_SIGN = re.compile(r" ([-),:;/])")
_STOPPED = re.compile(r"([^\W\d_]+)\.")
_SMALL = frozenset(row["word"] for row in rows("title_small_words"))
_ARTICLES = frozenset(row["word"] for row in rows("title_small_words") if row["article"] == "yes")
_PHRASES = frozenset(["vitro", "vivo", "situ", "silico", "utero"])
"""Words whose preposition is no small word: in vitro."""


class _Word(NamedTuple):
    text: str
    folded: str
    joined: bool
    """Whether a hyphen joins it to the word before."""


class JournalTitles:
    """Titles that are known, in both ways of writing them."""

    def __init__(
        self,
        words: Mapping[str, str],
        titles: Iterable[tuple[str, str, str, str, str]],
        own: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Take words and their short forms, titles, and titles of one's own.

        `titles` are titles in full, their abbreviations, empty where the words tell them, and other
        ones that are printed, folded, parted by semicolons, `yes` where references mostly
        abbreviate them, and their abbreviations folded, empty where that is still to be done;
        `own` are pairs of a full title and its abbreviation, which go before all else.
        """
        self._words = words
        self._titles = tuple(titles)
        self._own = tuple(own)

    def abbreviated(self, title: str, *, stops: bool = True) -> str:
        """Give a title's abbreviation; empty where it is not known.

        >>> journals().abbreviated("Journal of Public Economics")
        'J. Public Econ.'
        >>> journals().abbreviated("The Journal of Public Economics", stops=False)
        'J Public Econ'
        >>> journals().abbreviated("Nature"), journals().abbreviated("Journal of Zyzzyvas")
        ('Nature', '')
        """
        key = key_of(title)
        short = self._own_short.get(key) or self._short.get(key) or self._by_words(title)
        return short if stops else without_stops(short)

    def in_full(self, title: str) -> str:
        """Give the title that an abbreviation stands for; empty where not just one title fits.

        >>> journals().in_full("J Public Econ")
        'Journal of Public Economics'
        >>> journals().in_full("J. Zyzzyv.")
        ''
        """
        key = key_of(title)
        found = self._own_full.get(key) or self._full.get(key, ())
        return found[0] if len(found) == 1 else ""

    def is_whole(self, title: str) -> bool:
        """Whether a title of the table is written so in full."""
        return key_of(title) in self._whole

    def is_mostly_cut(self, title: str) -> bool:
        """Whether more references abbreviate a title than print it whole, as some lists do all.

        >>> [journals().is_mostly_cut(t) for t in ("Nature Genetics", "BMC Bioinformatics")]
        [True, False]
        """
        return key_of(title) in self._mostly_cut

    def is_cut(self, title: str) -> bool:
        """Whether a title is abbreviated: one of the table, or it has stops or cut words alone.

        >>> [journals().is_cut(t) for t in ("J. Zyzzyv.", "J Clin Med", "Public Health")]
        [True, True, False]
        """
        if self.is_whole(title):
            return False
        if _STOP.search(title) or self.in_full(title):
            return True
        words = [word.folded for word in _weighty(title)]
        known = all(word in self._cut or word in self._words for word in words)
        return len(words) > 1 and known and any(word not in self._words for word in words)

    def is_cut_in_words(self, title: str) -> bool:
        """Whether a title is words alone, one of them known to be cut, so that its stops say that.

        >>> [journals().is_cut_in_words(t) for t in ("Ann. Zyzzyv.", "Moor (Fen research ed.)")]
        [True, False]
        """
        cut = (_folded(found[1]) for found in _STOPPED.finditer(title[:_MOST]))
        return bool(_PLAIN.fullmatch(title)) and any(word in self._cut for word in cut)

    @cached_property
    def _own_short(self) -> dict[Key, str]:
        return {key_of(full): short for full, short in self._own}

    @cached_property
    def _own_full(self) -> dict[Key, tuple[str, ...]]:
        return _by_short((full, key_of(short)) for full, short in self._own)

    @cached_property
    def _short(self) -> dict[Key, str]:
        return {key_of(full): short for full, short, *_ in self._titles if short}

    @cached_property
    def _full(self) -> dict[Key, tuple[str, ...]]:
        found = _by_short(
            (full, tuple(folded.split()) or key_of(short or self._by_words(full)))
            for full, short, _, _, folded in self._titles
        )
        others: dict[Key, set[str]] = {}
        for full, _, also, *_ in self._titles:
            for form in filter(None, also.split(";")):
                others.setdefault(tuple(form.split()), set()).add(full)
        return {form: tuple(sorted(titles)) for form, titles in others.items()} | found

    @cached_property
    def _whole(self) -> frozenset[Key]:
        return frozenset(key_of(full) for full, *_ in (*self._titles, *self._own))

    @cached_property
    def _mostly_cut(self) -> frozenset[Key]:
        return frozenset(key_of(full) for full, _, _, cut, _ in self._titles if cut)

    @cached_property
    def _cut(self) -> frozenset[str]:
        return frozenset(short for word, short in self._words.items() if short != word)

    def _by_words(self, title: str) -> str:
        """Abbreviate word by word; nothing where a word is not known, or the title is not plain."""
        if not _PLAIN.fullmatch(title) or _STOP.search(title):
            return ""
        words = _weighty(title)
        if not words or _begins_small(title) or any(word.folded in _PHRASES for word in words):
            return ""
        if len(words) == 1:
            return words[0].text if len(title.split()) < 3 else ""
        if title.isupper():
            return ""
        out = ""
        for word in words:
            short = self._words.get(word.folded) or _as_it_is(word)
            if not short:
                return ""
            out += ("-" if word.joined else " " if out else "") + _written(word.text, short)
        return out


@cache
def journals() -> JournalTitles:
    """Give the titles of the tables."""
    return JournalTitles(
        {row["word"]: row["short"] or row["word"] for row in rows("journal_words")},
        [
            (row["title"], row["short"], row["also"], row["mostly_cut"], row["folded"])
            for row in rows("journal_titles")
        ],
    )


def with_own(own: Iterable[tuple[str, str]]) -> JournalTitles:
    """Give the titles of the tables, and before them full and short titles of one's own."""
    shipped = journals()
    return JournalTitles(shipped._words, shipped._titles, own)  # noqa: SLF001  (the same class)


def key_of(title: str) -> Key:
    """Give the words of a title that count, folded.

    >>> key_of("The Journal of Materials Chemistry A"), key_of("J. Mater. Chem. A")
    (('journal', 'materials', 'chemistry', 'a'), ('j', 'mater', 'chem', 'a'))
    """
    found: list[str] = []
    for number, text in enumerate(_WORD.findall(title[:_MOST])):
        if text == "USA":
            found += text.lower()
        elif not _is_small(text, number):
            found.append(_folded(text))
    return tuple(found)


def _weighty(title: str) -> list[_Word]:
    """Give the words that count; a capital by itself after the first word names a section."""
    found: list[_Word] = []
    for number, match in enumerate(_WORD.finditer(title[:_MOST])):
        text = match[0]
        if _is_small(text, number):
            continue
        if text == "USA":  # as U.S.A. reads
            found += [_Word(letter, letter.lower(), joined=False) for letter in text]
            continue
        joined = bool(found) and _JOINED.match(title, max(0, match.start() - 2)) is not None
        found.append(_Word(text, _folded(text), joined))
    return found


def _is_small(word: str, number: int) -> bool:
    """Whether a word does not count; a capital by itself after the first word is no article."""
    section = number > 0 and len(word) == 1 and word.isupper()
    return not section and word.casefold() in _SMALL


def _begins_small(title: str) -> bool:
    """Whether a title begins with a preposition, which then counts."""
    first = title.split(maxsplit=1)[0].casefold()
    return first in _SMALL and first not in _ARTICLES


@cache
def _folded(word: str) -> str:
    """Give a word in small letters without diacritics, and one kind of apostrophe."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _as_it_is(word: _Word) -> str:
    """Give what no list of words needs to hold: numbers, letters of sections, names in capitals."""
    telling = word.text.isdigit() or (word.text.isupper() and len(word.text) < 7)
    return word.folded if telling else ""


def _written(word: str, short: str) -> str:
    """Write a short form as the word is written, with a stop where letters are left out.

    >>> _written("économie", "econ"), _written("National", "natl"), _written("health", "health")
    ('Écon.', 'Natl.', 'Health')
    """
    if _folded(word) == short:
        return word[0].upper() + word[1:] if word.islower() else word
    head = next((word[:n] for n in range(1, len(word)) if _folded(word[:n]) == short), short)
    return f"{head[0].upper()}{head[1:]}."


def without_stops(title: str) -> str:
    """Take out the stops behind words.

    >>> without_stops("Bull.Zyzzyv. (Mar. Ed.)"), without_stops("J. Phys.-Chem.")
    ('Bull Zyzzyv (Mar Ed)', 'J Phys-Chem')
    """
    apart = _STOPPED.sub(lambda found: f"{found[1]} ", title)
    return _BEFORE_SIGN.sub(r"\1", " ".join(apart.split()))


def _by_short(pairs: Iterable[tuple[str, Key]]) -> dict[Key, tuple[str, ...]]:
    """Give the titles that share an abbreviation; of those with the same words the first."""
    found: dict[Key, list[str]] = {}
    for full, short in pairs:
        if short:
            found.setdefault(short, []).append(full)
    return {key: _in_other_words(titles) for key, titles in found.items()}


def _in_other_words(titles: list[str]) -> tuple[str, ...]:
    """Leave out titles whose words are those of one before."""
    if len(titles) == 1:  # as nearly always
        return tuple(titles)
    kept: dict[Key, str] = {}
    for title in titles:
        kept.setdefault(key_of(title), title)
    return tuple(kept.values())
