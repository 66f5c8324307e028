"""Which words of a title must keep their capitals when a style puts it in sentence case.

BibTeX's styles lower-case a title but for its first letter and the first after a colon (BibTeXing,
1988, section 3.2), so a name or an acronym has to be protected, word by word.
"""

import re
from typing import NamedTuple

_WORD = re.compile(r"\w(?:[\w'’.&+-]*\w)?")
_STARTS_SENTENCE = re.compile(r"[?!]\W*\Z|\w{3}\.\W*\Z")
_STARTS_SUBTITLE = re.compile(r":\W*\Z")
_SMALL = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "against",
        "along",
        "among",
        "around",
        "before",
        "behind",
        "below",
        "beneath",
        "beside",
        "between",
        "beyond",
        "down",
        "during",
        "from",
        "inside",
        "into",
        "like",
        "near",
        "over",
        "past",
        "since",
        "than",
        "that",
        "their",
        "them",
        "they",
        "this",
        "through",
        "throughout",
        "toward",
        "towards",
        "under",
        "underneath",
        "until",
        "upon",
        "what",
        "when",
        "where",
        "which",
        "while",
        "whom",
        "with",
        "within",
        "without",
        "your",
    ]
)
"""Words of four letters and more that title case often leaves small."""


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    opens: str
    """`title`, `sentence` or `subtitle` where it begins one, else empty."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def always_kept(self) -> bool:
        """Whether no case rule gives it its capitals: IT, iPhone, McDonald, e-Government."""
        tail = self.text[1:]
        if not tail or tail.islower():  # as nearly all are; a part behind a hyphen is in it
            return False
        parts = [p for p in self.text.split("-") if p]
        return any(c.isupper() for p in parts for c in p[1:]) or (
            parts[0][0].islower() and any(p[0].isupper() for p in parts[1:])
        )


def kept(title: str, *, language: str = "", book: bool = False) -> tuple[tuple[int, int], ...]:
    """Give the words of a plain title whose capitals must be kept, as half-open code points.

    In a title in sentence case that is every word with a capital; in title case, where a capital
    tells nothing, what has capitals of its own. Where too few words tell the case, a book's title
    (which styles do not lower-case) counts as title case. A title all in capitals has none to keep.

    >>> title = "Targets and gaming in the English health care system: the IT view"
    >>> [title[a:b] for a, b in kept(title)]
    ['English', 'IT']
    """
    words = _words(title)
    if not any(c.islower() for c in title):
        return ()
    every = not _in_title_case(words, language=language, book=book)
    return tuple((w.start, w.end) for w in words if _is_kept(w, every=every))


def _is_kept(word: _Word, *, every: bool) -> bool:
    if word.always_kept:
        return True
    if not word.capital or word.opens in {"title", "subtitle"}:
        return False
    return every or word.opens == "sentence" or (len(word.text) == 1 and word.text != "A")


def _words(title: str) -> list[_Word]:
    words: list[_Word] = []
    end = 0
    for found in _WORD.finditer(title):
        if not any(c.isalpha() for c in found[0]):
            continue
        between = title[max(0, end - 3) : found.start()]
        opens = ""
        if not words:
            opens = "title"
        elif _STARTS_SENTENCE.search(between[-80:]):
            opens = "sentence"
        elif _STARTS_SUBTITLE.search(between[-80:]):
            opens = "subtitle"
        if opens and found.start() and not title[found.start() - 1].isspace():
            opens = "sentence"  # BibTeX spares only a letter that nothing stands before
        words.append(_Word(found.start(), found.end(), found[0], opens))
        end = found.end()
    return words


def _in_title_case(words: list[_Word], *, language: str, book: bool) -> bool:
    if language.lower().startswith(("de", "lb")):
        return False
    telling = [
        w
        for w in words
        if not w.opens and not w.always_kept and len(w.text) > 3 and w.text.lower() not in _SMALL
    ]
    if len(telling) < 2 and not book:
        return False
    return 2 * sum(w.capital for w in telling) > len(telling)
