"""A subtitle that a record has and a printed title has not."""

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from joinedup_refs.check.wording import compare, words_in
from joinedup_refs.model.evidence import Match
from joinedup_refs.sources.words import words_of

_MARK = re.compile(r" ?: | [–—] |—|[?!] ")
_BEGUN = re.compile(r"\w ?: \w|\w [–—] \w|\w—\w|[?!] \w")
_ANOTHER = re.compile(r"[:;.?!]\s|\s[–—]\s|—")
_CUT = re.compile(r"(?:…|\.{3})\W*\Z")
_OF_A_BOOK = re.compile(r"\bISBN\b|\b\d+ ?(?:pp?|pages|S|blz)\b|[£€$] ?\d")
"""What a review's record says of the book in its title."""
_STANDS = 80
"""Likeness (of 100) from which the subtitle stands in the entry, taken for something else."""
_FEWEST_WORDS = 2
_SAID = frozenset({"equal", "close"})


class LeftOut(NamedTuple):
    """What a record's title has beyond the printed one."""

    at: int
    """Where it belongs: a code point of the printed title."""
    text: str
    """With the mark that sets it off."""
    simple: bool
    """Whether it is one subtitle, of a title that the list writes as the record does."""

    @property
    def words(self) -> str:
        """The subtitle without its mark."""
        return self.text.lstrip(" :–—?!")


def begins_subtitle(title: str) -> bool:
    """Whether a title has a mark that sets off a subtitle."""
    return bool(_BEGUN.search(title))


def subtitle_left_out(printed: str, recorded: str) -> LeftOut | None:
    """Give the subtitle that a record has beyond a printed title; None where that is not plain.

    What only says the title once more is none: some publishers register a short title so.
    """
    title, words = " ".join(recorded.split()), words_in(printed)
    own = words_in(title)[: len(words)]
    if not words or len(own) < len(words) or begins_subtitle(printed) or _CUT.search(printed):
        return None
    closing = printed[words[-1].end() :].rstrip(" .")
    end = own[-1].end() + len(closing)
    same = compare(printed, title[:end]).difference in {"same", "punctuation"}
    if not same or title[own[-1].end() : end] != closing:
        return None
    rest = title[end:].rstrip(" .")
    begins = end - 1 if closing[-1:] in tuple("?!") else end
    if not _MARK.match(title, begins) or _OF_A_BOOK.search(rest):
        return None
    if _repeats(printed, rest) or (rest.isupper() and not printed.isupper()):
        return None
    found = LeftOut(len(printed.rstrip(" .")), rest, simple=False)
    as_listed = [word[0] for word in words] == [word[0] for word in own]
    simple = as_listed and len(words) >= _FEWEST_WORDS and not _ANOTHER.search(found.words)
    return found._replace(simple=simple)


def _repeats(title: str, rest: str) -> bool:
    known, words = set(words_of(title)), words_of(rest)
    return 2 * sum(word in known for word in words) >= len(words)


def stands_in(text: str, subtitle: str) -> bool:
    """Whether a subtitle stands in a text, slips allowed: the entry was then misunderstood."""
    wanted, words = " ".join(words_of(subtitle)), " ".join(words_of(text))
    return len(wanted) <= len(words) and fuzz.partial_ratio(wanted, words) >= _STANDS


def nothing_else_differs(match: Match) -> bool:
    """Whether people, journal, year, volume and pages are those of a record, and nothing is not."""
    told = match.agreement
    exact = all(told.get(variable) == "equal" for variable in ("volume", "page"))
    near = all(told.get(variable) in _SAID for variable in ("author", "container-title", "issued"))
    return exact and near and "differs" not in told.values()
