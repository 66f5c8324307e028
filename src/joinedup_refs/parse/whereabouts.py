"""Where a value that is known stands in a string: runs of its tokens, as `first` to `last`.

What is looked for is compared folded: case, accents, marks and blanks do not count, nor does a
hyphen at the end of a line.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates, pages
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.parse.tokens import Token, tokenize
from joinedup_refs.parse.wording import edition, edition_at, one_line
from joinedup_refs.tables import rows

__all__ = ["Printed", "Run", "folded"]

_IDENTIFIERS = frozenset({"DOI", "URL", "arXiv", "ISBN", "ISSN", "PMID", "PMCID"})
_MOST_FOUND = 20
_LONGEST_DATE = 9
"""Tokens of a date: `12. März – 14. März 2004`."""
_LONGEST_PAGES = 24
_LONGEST_EDITION = 5
_INSIDE_NAMES = frozenset(".,-‐‑'’`(")
"""Marks between the parts of one name; the bracket is that of `Marsh (D.)`."""


class Run(NamedTuple):
    """A run of tokens, both ends included."""

    first: int
    last: int

    def overlaps(self, other: "Run") -> bool:
        """Whether a token is in both."""
        return self.first <= other.last and other.first <= self.last


def folded(text: str) -> str:
    r"""Give the letters and digits of a text without case and accents; `&` is `and`.

    >>> folded("“Policy & Gover-\nnance”: Éva’s")
    'policyandgovernanceevas'
    """
    return "".join(_folded(char) for char in text)


@cache
def _folded(char: str) -> str:
    if char == "&":
        return "and"
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    opened = unicodedata.normalize("NFKD", char).casefold()
    return "".join(c for c in opened if c.isalnum() and not unicodedata.combining(c))


class Printed:
    """A string made ready for looking values up in it."""

    def __init__(self, raw: str, tokens: Sequence[Token]) -> None:
        """Take a string and its tokens."""
        self.raw = raw
        self.tokens = tokens
        self.words: list[str] = []
        """Each token folded; a bar for identifiers, which no value reaches over."""
        self._starts: list[int] = []
        length = 0
        for token in tokens:
            word = "|" if token.kind in _IDENTIFIERS else folded(token.text)
            self.words.append(word)
            self._starts.append(length)
            length += len(word)
        self._joined = "".join(self.words)

    def text(self, value: str) -> list[Run]:
        """Find a text, from the start of a token to the end of one."""
        wanted = folded(value)
        found: list[Run] = []
        at = self._joined.find(wanted) if wanted else -1
        while at >= 0 and len(found) < _MOST_FOUND:
            run = self._run(at, at + len(wanted))
            if run is not None:
                found.append(run)
            at = self._joined.find(wanted, at + 1)
        return found

    def _run(self, start: int, end: int) -> Run | None:
        """Give the tokens of a stretch of the folded string; None where it cuts one."""
        first = self._token_at(start)
        last = self._token_at(end - 1)
        starts = self._starts[first] == start
        return Run(first, last) if starts and self._end_of(last) == end else None

    def _token_at(self, place: int) -> int:
        """Give the token whose folded text holds a place."""
        return bisect_left(self._starts, place + 1) - 1

    def _end_of(self, token: int) -> int:
        return self._starts[token] + len(self.words[token])

    def number(self, value: str) -> list[Run]:
        """Find a number or the like: all its words, and none of them a part of a longer one."""
        wanted = [word for word in map(folded, _texts(value)) if word]
        places = [i for i, word in enumerate(self.words) if word]
        found: list[Run] = []
        for k in range(len(places) - len(wanted) + 1):
            these = places[k : k + len(wanted)]
            if wanted and [self.words[i] for i in these] == wanted:
                found.append(Run(these[0], these[-1]))
        return found[:_MOST_FOUND]

    def date(self, value: Json) -> list[Run]:
        """Find a date as CSL-JSON has it; its year alone where the rest stands elsewhere."""
        if not isinstance(value, dict):
            return []
        parts = value.get("date-parts")
        years = (
            {str(part[0]) for part in parts if isinstance(part, list) and part}
            if isinstance(parts, list)
            else set()
        )
        if not years:
            literal = value.get("literal") or value.get("raw") or value.get("status")
            return self.text(literal) if isinstance(literal, str) else []
        holding = [i for i, token in enumerate(self.tokens) if token.text in years][:_MOST_FOUND]
        whole = {run for year in holding for run in self._dated(year, parts)}
        shortest = [run for run in sorted(whole) if not any(_within(o, run) for o in whole)]
        return shortest or [self._with_letter(year) for year in holding]

    def _dated(self, year: int, parts: Json) -> Iterator[Run]:
        """Give the runs around a year that read as the whole date."""
        lowest = max(0, year - _LONGEST_DATE + 1)
        for first in range(year, lowest - 1, -1):
            if not self.words[first] or self.words[first] == "|":
                continue
            for last in range(year, min(len(self.tokens), first + _LONGEST_DATE)):
                if not self.words[last]:
                    continue
                run = self._with_letter(last) if last == year else Run(last, last)
                date = dates.parse(self.between(first, run.last))
                if date is not None and date_to_csl(date).get("date-parts") == parts:
                    yield Run(first, run.last)

    def _with_letter(self, year: int) -> Run:
        """Take the `a` of `2004a` along."""
        after = year + 1
        if (
            after < len(self.tokens)
            and len(self.tokens[after].text) == 1
            and self.tokens[after].text.isalpha()
            and self.tokens[after].start == self.tokens[year].end
        ):
            return Run(year, after)
        return Run(year, year)

    def pages(self, value: str) -> list[Run]:
        """Find pages, the last of them elided or not."""
        wanted = pages.parse(value)
        if wanted is None:
            return self.number(value)
        ends = [pages.first_and_last(wanted)[0], pages.first_and_last(wanted)[1]]
        head = folded(_texts(ends[0])[0]) if _texts(ends[0]) else ""
        found: list[Run] = []
        heads = [i for i, word in enumerate(self.words) if head and word == head]
        for first in heads[:_MOST_FOUND]:
            for last in range(min(len(self.tokens), first + _LONGEST_PAGES) - 1, first - 1, -1):
                if not self.words[last]:
                    continue
                read = pages.parse(self.between(first, last))
                if (
                    read is not None
                    and len(read.ranges) == len(wanted.ranges)
                    and [folded(end) for end in pages.first_and_last(read)] == [*map(folded, ends)]
                ):
                    found.append(Run(first, last))
                    break
        return found[:_MOST_FOUND]

    def edition(self, value: str) -> list[Run]:
        """Find an edition with the word that says so, or else the bare value."""
        wanted, found = folded(edition(value)), []
        numbered = edition_at(self.raw)
        if numbered is not None and numbered[2] == wanted:
            inside = [
                i
                for i, token in enumerate(self.tokens)
                if token.start >= numbered[0] and token.end <= numbered[1] and self.words[i]
            ]
            found += [Run(inside[0], inside[-1])] if inside else []
        for first, token in enumerate(self.tokens):
            if token.kind != "word":
                continue
            for last in range(min(len(self.tokens), first + _LONGEST_EDITION) - 1, first, -1):
                text = self.between(first, last)
                if self.words[last] and folded(edition(text)) == wanted != folded(text):
                    found.append(Run(first, last))
                    break
        return found[:_MOST_FOUND] or self.text(value)

    def between(self, first: int, last: int) -> str:
        """Give what is printed from one token to another, on one line."""
        return one_line(self.raw[self.tokens[first].start : self.tokens[last].end])

    def persons(self, value: Json, *, editors: bool = False) -> list[Run]:
        """Find names from the first person to the last, given names and "et al." with them."""
        persons = [_person(one) for one in value] if isinstance(value, list) else []
        if not persons or not all(person.family for person in persons):
            return []
        families = [self.text(person.family) for person in persons]
        known = [
            chain
            for start in families[0]
            if (chain := self._chain(start, persons, families, editors=editors)) is not None
        ]
        most = max((told for _, told in known), default=0)
        return [run for run, told in known if told == most]

    def _chain(
        self,
        start: Run,
        persons: "Sequence[_Person]",
        families: Sequence[Sequence[Run]],
        *,
        editors: bool,
    ) -> tuple[Run, int] | None:
        """Follow the names of persons from the first one's; with how many of their words stand."""
        told = frozenset[str]().union(*(person.words for person in persons))
        at = start
        for places in families[1:]:
            after = next((run for run in places if run.first > at.last), None)
            if after is None or not self._only_names(at.last + 1, after.first, told, editors):
                return None
            at = after
        first = self._given(start.first, -1, persons[0])
        last = at.last
        # Where given names come first, those after the last family name are somebody else's.
        direct = self._holds_given(first, start.first, persons[0])
        before = self._given(at.first, -1, persons[-1])
        if not direct or not self._holds_given(before, at.first, persons[-1]):
            last = self._given(last, 1, persons[-1])
        last = self._with_others(last)
        words = sum(bool(self.words[i]) for i in range(first, last + 1))
        return Run(first, last), words

    def _only_names(self, start: int, end: int, told: frozenset[str], editors: bool) -> bool:
        """Whether between two names stands nothing but given names, conjunctions and marks."""
        known = told | _JOINING | (_roles() if editors else frozenset())
        return all(
            not self.words[i] or self.words[i] in known or self._stands_for(i, told)
            for i in range(start, end)
        )

    def _given(self, place: int, step: int, person: "_Person") -> int:
        """Go on from a family name over the given names of the same person."""
        reached = at = place
        while 0 <= at + step < len(self.tokens) and abs(at + step - reached) <= 3:
            at += step
            if not self.words[at] and self.tokens[at].text in _INSIDE_NAMES:
                continue
            if self.words[at] not in person.words and not self._stands_for(at, person.given):
                break
            reached = at
        return reached

    def _holds_given(self, start: int, end: int, person: "_Person") -> bool:
        """Whether a given name or an initial of a person is among some tokens."""
        return any(
            self.words[i] in person.given or self._stands_for(i, person.given)
            for i in range(start, end)
        )

    def _stands_for(self, place: int, names: frozenset[str]) -> bool:
        """Whether a token is made of first letters of names: `JD` for John David or J. D.

        A name may be the initial itself, and the token what it stands for.
        """
        word = self.words[place]
        if not word or not self.tokens[place].text[0].isupper():
            return False
        firsts = {name[0] for name in names} | {c for name in names if len(name) <= 4 for c in name}
        if len(word) <= 4 and all(char in firsts for char in word):
            return True
        return any(len(name) == 1 and word.startswith(name) for name in names)

    def _with_others(self, last: int) -> int:
        """Take a following "et al." along."""
        ahead = [i for i in range(last + 1, min(last + 6, len(self.words))) if self.words[i]]
        said = [self.words[i] for i in ahead[:2]]
        for words in _OTHERS:
            if said[: len(words)] == list(words):
                return ahead[len(words) - 1]
        return last


class _Person(NamedTuple):
    family: str
    given: frozenset[str]
    words: frozenset[str]
    """All words of the name, folded."""


_JOINING = frozenset("and und et y e og och en i with mit al others u a".split())  # noqa: SIM905
_OTHERS = (("et", "al"), ("and", "others"), ("etal",), ("u", "a"), ("and", "al"))


def _person(value: Json) -> _Person:
    if isinstance(value, str):
        return _Person(folded(value), frozenset(), frozenset({folded(value)}))
    if not isinstance(value, dict):
        return _Person("", frozenset(), frozenset())
    parts = {key: part for key, part in value.items() if isinstance(part, str)}
    family = parts.get("family") or parts.get("literal") or ""
    keys = ("given", "suffix", "dropping-particle", "non-dropping-particle")
    words = [word for key in keys for word in _words(parts.get(key, ""))]
    given = frozenset(_words(parts.get("given", "")))
    return _Person(folded(family), given, frozenset([*words, *_words(family)]))


def _words(text: str) -> list[str]:
    return [word for word in map(folded, _texts(text)) if word]


def _texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text) if token.kind != "mark" or token.text == "&"]


def _within(inner: Run, outer: Run) -> bool:
    return inner != outer and outer.first <= inner.first and inner.last <= outer.last


@cache
def _roles() -> frozenset[str]:
    return frozenset(folded(row["mark"]) for row in rows("roles"))
