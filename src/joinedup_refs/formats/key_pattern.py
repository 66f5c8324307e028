"""Patterns for citation keys: formulas as Better BibTeX has them, and JabRef's brackets.

`auth.lower + shorttitle(3,3) + year` and `[auth:lower][shorttitle3_3][year]` say the same. Sources:
as in `key_functions`.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from textwrap import fill
from typing import NamedTuple, NoReturn

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats.format import Record
from joinedup_refs.formats.key_filters import FILTERS, Filter
from joinedup_refs.formats.key_functions import (
    ALSO,
    FUNCTIONS,
    Argument,
    Function,
    Given,
    NextAlternativeError,
)
from joinedup_refs.formats.key_work import CREATORS, Work, is_field
from joinedup_refs.formats.keys import in_ascii, letters_of, usable

_PLACE = "\0"  # stands in a key where the letter goes that tells it from another
_PLACED = re.compile(r"%\(([naA])\)s")
_FUNCTIONS = {name.lower(): one for name, one in FUNCTIONS.items()}
_FILTERS = {name.lower(): one for name, one in FILTERS.items()}
_LONGEST = 1000
_LINE = 250
_EDITORS = (("edtr.edtr", "auth.auth"), ("edtr", "auth"), ("editor", "author"))
_OPERATORS = ("<", "<=", "=", "!=", ">=", ">")
_APART: Mapping[str, Argument] = {"format": "%(a)s", "start": 0}
"""What `postfix` and `infix` take as functions."""


class Step(NamedTuple):
    """A function or a filter with what it is given."""

    what: Function | Filter
    given: Given


class Term(NamedTuple):
    """A literal, or a function and the filters that its value goes through."""

    literal: str
    function: Step | None
    filters: tuple[Step, ...]


class KeyPattern(NamedTuple):
    """A pattern that was understood."""

    alternatives: tuple[tuple[Term, ...], ...]
    """The first that applies and gives something is taken."""
    told_apart: str
    """What is put where a key is had already: `%(a)s` for letters, `%(n)s` for numbers."""
    from_: int
    """The number from which that counts; 0 for a first key without it."""
    with_particles: bool
    """Whether family names have their particles, as in Zotero, and not in JabRef."""

    def plain(self, record: Record) -> str:
        """Give the key that the pattern makes; empty where it makes nothing."""
        work = Work(record, with_particles=self.with_particles)
        for terms in self.alternatives:
            try:
                made = usable(in_ascii("".join(_value(term, work) for term in terms)), place=_PLACE)
            except NextAlternativeError:
                continue
            if any(char.isalnum() for char in made):
                return made
        return ""

    def variants(self, plain: str, start: int) -> Iterator[tuple[int, str]]:
        """Give that key and those told apart from it, each with its number."""
        for number in count(max(start, self.from_)):
            yield number, self._told_apart(plain, number)

    def _told_apart(self, plain: str, number: int) -> str:
        found = _PLACED.search(self.told_apart)
        assert found is not None  # noqa: S101  (made so by `key_pattern`)
        letters = letters_of(number)
        shown = {"n": str(number), "a": letters, "A": letters.upper()}[found[1]]
        mark = _PLACED.sub(lambda _: shown, self.told_apart) if number else ""
        return plain.replace(_PLACE, mark) if _PLACE in plain else plain + mark


@lru_cache(maxsize=16)
def key_pattern(text: str) -> KeyPattern:
    """Read a pattern.

    Raises:
        ConfigInvalid: it is no pattern, or names a function or a filter that there is not; says
            which, where, and those that there are.

    >>> from joinedup_refs.model.reference import Book
    >>> from joinedup_refs.model.name import Person
    >>> book = Record("r", Book(title="The Art of Towns", author=(Person(family="Hall"),)))
    >>> [key_pattern(p).plain(book) for p in ("auth.lower + title", "[auth][title:abbr]")]
    ['hallArtTowns', 'HallAT']
    """
    if len(text) > _LONGEST:
        msg = f"a pattern for keys has at most {_LONGEST} characters"
        raise ConfigInvalid(msg)
    brackets = re.search(r"\[[A-Za-z]", text) is not None
    return (_Brackets(text) if brackets else _Formula(text)).read()


def _value(term: Term, work: Work) -> str:
    if term.function is None:
        value = term.literal
    else:
        step = term.function
        value = step.what.value(work, step.given) if isinstance(step.what, Function) else ""
    for one in term.filters:
        if isinstance(one.what, Filter):
            value = one.what.value(value, one.given)
    return value


class _Reader:
    """What both notations share."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._told_apart = "%(a)s"
        self._from = 0

    def wrong(self, what: str, at: int, known: Collection[str] = ()) -> NoReturn:
        listed = fill(", ".join(known), _LINE, initial_indent="there are ")
        where = f"in the pattern for keys {self.text!r}, character {at + 1}"
        raise ConfigInvalid(f"{where}: {what}" + (f"\n{listed}" if known else ""))

    def made(self, alternatives: Sequence[Sequence[Term]], *, with_particles: bool) -> KeyPattern:
        kept = tuple(tuple(terms) for terms in alternatives if terms)
        if not kept:
            self.wrong("it says nothing", 0, FUNCTIONS)
        return KeyPattern(kept, self._told_apart, self._from, with_particles)

    def function(
        self, name: str, at: int, arguments: Sequence[Argument], named: Mapping[str, Argument]
    ) -> Term:
        lower = name.lower()
        if lower in {"postfix", "infix"}:
            return self._apart(lower, at, self._given(name, at, _APART, arguments, named))
        creator = ""
        if lower.startswith("pure"):
            lower, creator = lower.removeprefix("pure"), "author"
        for ours, theirs in _EDITORS:
            if lower.startswith(ours) and theirs + lower.removeprefix(ours) != "author":
                lower, creator = theirs + lower.removeprefix(ours), "editor"
                break
        lower = ALSO.get(lower, lower).lower()
        found = _FUNCTIONS.get(lower)
        as_field = is_field(name) and (name[0].isupper() or found is None)
        if as_field and not (found is not None and lower.startswith("auth")):
            if arguments or named:
                self.wrong(f"the field {name} takes nothing", at)
            return Term("", Step(FUNCTIONS["field"], {"name": name}), ())
        if found is None:
            self.wrong(f"there is no function {name!r}", at, FUNCTIONS)
        if creator:
            named = {**named, "creator": creator}
        if lower in {"type", "entrytype"} and len(arguments) > 1:
            arguments = ["/".join(str(one) for one in arguments)]
        return Term("", Step(found, self._given(name, at, found.takes, arguments, named)), ())

    def filter(
        self, name: str, at: int, arguments: Sequence[Argument], named: Mapping[str, Argument]
    ) -> Step:
        found = _FILTERS.get(name.lower().replace("-", ""))
        if found is None:
            self.wrong(f"there is no filter {name!r}", at, FILTERS)
        given = self._given(name, at, found.takes, arguments, named)
        if given.get("relation", ">") not in _OPERATORS:
            self.wrong(f"nothing is compared by {given['relation']!r}", at, _OPERATORS)
        return Step(found, given)

    def _given(
        self,
        name: str,
        at: int,
        takes: Mapping[str, Argument],
        arguments: Sequence[Argument],
        named: Mapping[str, Argument],
    ) -> Given:
        if len(arguments) > len(takes):
            self.wrong(f"{name} takes no more than {len(takes)} values", at, takes)
        said = {**dict(zip(takes, arguments, strict=False)), **named}
        for key, value in said.items():
            if key not in takes:
                self.wrong(f"{name} takes no {key!r}", at, takes)
            usual = takes[key]
            if isinstance(usual, int) and not isinstance(value, int):
                wanted = "true or false" if isinstance(usual, bool) else "a number"
                self.wrong(f"{name} takes {wanted} for {key}, not {value!r}", at)
        if said.get("creator", "*") not in CREATORS:
            self.wrong(f"nobody is called {said['creator']!r}", at, CREATORS)
        return {**takes, **said}

    def _apart(self, name: str, at: int, given: Given) -> Term:
        said = str(given["format"])
        if len(_PLACED.findall(said)) != 1 or _PLACED.sub("", said).count("%"):
            msg = "it takes one of %(a)s (letters), %(A)s (capitals) and %(n)s (numbers)"
            self.wrong(f"{name}: {msg}", at)
        if usable(_PLACED.sub("", said)) != _PLACED.sub("", said):
            self.wrong(f"{name}: no key can hold {_PLACED.sub('', said)!r}", at)
        self._told_apart = said
        self._from = int(given["start"] == 1)
        return Term(_PLACE if name == "infix" else "", None, ())


class _Formula(_Reader):
    """`auth.lower + year | title`: terms joined by `+`, alternatives parted by `|` or `;`."""

    _TOKEN = re.compile(
        r"\s*(?:(?P<name>[A-Za-z][A-Za-z0-9]*)|(?P<number>-?\d{1,6})"
        r"|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|(?P<sign>[-+.,()|;=/]))"
    )

    def read(self) -> KeyPattern:
        alternatives: list[list[Term]] = [[]]
        wanted = True  # whether a term has to follow
        while (token := self._next()) is not None:
            sign = token["sign"]
            if sign in {"|", ";"} and not wanted:
                alternatives.append([])
                wanted = True
            elif sign == "+" and not wanted:
                wanted = True
            elif sign is None and wanted:
                alternatives[-1].append(self._term(token))
                wanted = False
            else:
                self.wrong(f"{token[0].strip()!r} cannot stand here", self._begun(token))
        if wanted and alternatives[-1]:
            self.wrong("something has to follow +", len(self.text) - 1)
        return self.made(alternatives, with_particles=True)

    def _next(self) -> re.Match[str] | None:
        if not self.text[self.at :].strip():
            return None
        token = self._TOKEN.match(self.text, self.at)
        if token is None:
            begun = len(self.text) - len(self.text[self.at :].lstrip())
            self.wrong(f"{self.text[begun]!r} cannot be read", begun)
        self.at = token.end()
        return token

    def _peek(self) -> str:
        return self.text[self.at :].lstrip()[:1]

    @staticmethod
    def _begun(token: re.Match[str]) -> int:
        return token.end() - len(token[0].lstrip())

    def _term(self, token: re.Match[str]) -> Term:
        at = self._begun(token)
        if token["name"]:
            arguments, named = self._arguments() if self._peek() == "(" else ([], {})
            term = self.function(token["name"], at, arguments, named)
        else:
            term = Term(token["number"] or token["single"] or token["double"] or "", None, ())
        filters: list[Step] = []
        while self._peek() == ".":
            self._next()
            name = self._next()
            if name is None or not name["name"]:
                self.wrong("the name of a filter has to follow a stop", self.at - 1, FILTERS)
            begun = self._begun(name)
            arguments, named = self._arguments() if self._peek() == "(" else ([], {})
            filters.append(self.filter(name["name"], begun, arguments, named))
        return term._replace(filters=tuple(filters))

    def _arguments(self) -> tuple[list[Argument], dict[str, Argument]]:
        arguments: list[Argument] = []
        named: dict[str, Argument] = {}
        opened = self.at
        self._next()
        while self._peek() != ")":
            token = self._next()
            if token is None:
                self.wrong("this parenthesis is never closed", opened)
            if token["sign"] == "/":
                self.wrong("regular expressions are not taken; name the text itself", self.at - 1)
            if token["name"] and self._peek() == "=":
                self._next()
                named[token["name"]] = self._argument(self._next())
            else:
                arguments.append(self._argument(token))
            if self._peek() == ",":
                self._next()
            elif self._peek() != ")":
                self.wrong("a comma or ) has to follow", self.at - 1)
        self._next()
        return arguments, named

    def _argument(self, token: re.Match[str] | None) -> Argument:
        if token is None or token["sign"]:
            self.wrong("a number, or a text in quotes, has to stand here", self.at - 1)
        if token["number"]:
            return int(token["number"])
        if token["name"]:
            return {"true": True, "false": False}.get(token["name"], token["name"])
        return token["single"] or token["double"] or ""


class _Brackets(_Reader):
    """`[auth:lower]-[year]`: fields in brackets, all else as it stands."""

    _FIELD = re.compile(
        r"\[(?P<name>[A-Za-z](?:[A-Za-z.-]*[A-Za-z])?)(?P<n>\d{1,4})?(?:_(?P<m>\d{1,4}))?"
        r"(?P<said>[, =][^\]:]*)?(?P<filters>(?::[^\]]*)?)\]"
    )
    _FILTER = re.compile(
        r":(?:\((?P<default>[^)]*)\)|(?P<name>[A-Za-z-]+)(?P<n>\d{1,4})?"
        r"(?:\((?P<inside>[^)]*)\)|[,=](?P<said>[^:\]]*))?)"
    )

    def read(self) -> KeyPattern:
        alternatives: list[list[Term]] = [[]]
        text = self.text
        while self.at < len(text):
            here = text[self.at]
            if here == "|":
                alternatives.append([])
                self.at += 1
            elif here == "[":
                alternatives[-1].append(self._field())
            elif here == "]":
                self.wrong("this bracket was never opened", self.at)
            else:
                end = min(x for x in (*(text.find(c, self.at) for c in "[]|"), len(text)) if x >= 0)
                alternatives[-1].append(Term(text[self.at : end], None, ()))
                self.at = end
        return self.made(alternatives, with_particles=False)

    def _field(self) -> Term:
        found = self._FIELD.match(self.text, self.at)
        if found is None:
            self.wrong("this bracket holds no function such as [auth]", self.at, FUNCTIONS)
        begun = found.start("name")
        name = found["name"]
        arguments: list[Argument] = [int(found[g]) for g in ("n", "m") if found[g]]
        arguments += self._said(found["said"])
        named: dict[str, Argument] = {}
        if name.lower() in {"authors", "editors", "pureauthors"}:
            named["etal"] = "EtAl" if found["n"] else ""
        term = self.function(name, begun, arguments, named)
        self.at = found.start("filters")
        filters: list[Step] = []
        while self.at < found.end("filters"):
            one = self._FILTER.match(self.text, self.at, found.end("filters"))
            if one is None:
                self.wrong("what follows : is no filter such as :lower", self.at, FILTERS)
            filters.append(self._filter(one))
            self.at = one.end()
        self.at = found.end()
        return term._replace(filters=tuple(filters))

    def _filter(self, found: re.Match[str]) -> Step:
        if found["default"] is not None:
            return self.filter("default", found.start(), [found["default"]], {})
        arguments: list[Argument] = [int(found["n"])] if found["n"] else []
        arguments += self._said(found["inside"])
        arguments += self._said(found["said"])
        return self.filter(found["name"], found.start("name"), arguments, {})

    @staticmethod
    def _said(text: str | None) -> list[Argument]:
        parts = [part.strip().strip("\"'") for part in (text or "").lstrip(", =").split(",")]
        if parts == [""]:
            return []
        return [int(p) if p.lstrip("-").isdecimal() and len(p) < 6 else p for p in parts]
