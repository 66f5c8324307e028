"""Signs at the head of an entry that stand for the people, or the work, of the entry before.

Sources: The Chicago Manual of Style, 17th edition, 14.67–14.71 and 15.17–15.20 (the 3-em dash, also
before an abbreviation for a role and before more authors); the author's guide of the American
Meteorological Society (a dash for each author). The words are in the table `repeat_words`.
"""

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.notation import names, persons
from joinedup_refs.notation.roles import without_role
from joinedup_refs.tables import rows

StandsFor: TypeAlias = Literal["people", "work"]
Number: TypeAlias = Literal["one", "several", "any"]

_DASH = "-‐‑‒–—―−_⸺⸻─"
_ONE = rf"(?:[{_DASH}]{{1,24}}(?:\s[{_DASH}]{{1,24}}){{0,4}})"
_LONG = re.compile(rf"[—―⸺⸻─]{{2,}}|[⸺⸻]|[{_DASH}]{{2,}}|[{_DASH}](?:\s[{_DASH}]){{1,4}}")
_FOUR = r"(?:1[4-9]|20)\d\d"
_YEAR = rf"{_FOUR}(?!\d)|n\.\s?d\.|in press|forthcoming"
_DASHES = re.compile(
    rf"\s{{0,3}}(?P<first>{_ONE})(?P<others>(?:\s?[,;]?\s?(?:and|und|et|y|&)?\s?[{_DASH}]{{1,24}}"
    rf"(?=\s?[,;.:(\s])){{0,12}})"
)
_LOST = re.compile(rf"\s{{0,2}}\.\s{{1,2}}(?={_FOUR}[a-z]?\.\s)")
"""What is left of `———. 1984.` where the dash was a line that copying has lost."""
_RUN = re.compile(rf"[{_DASH}]+")
_AFTER_SHORT = re.compile(rf"\s{{0,2}}(?:[.,:;(]|\[|(?:{_YEAR})|[“”„«»\"‘])", re.IGNORECASE)
"""What must follow a single dash, so that it is neither a bullet nor a hyphen."""
_AFTER_LONG = re.compile(r"\s{0,3}(?:[.,:;(\[\d“”„«»\"‘*]|[^\W\d_])")
_AFTER_EM = re.compile(r"\s{0,2}[^\W\d_a-z]")
_AFTER_WORD = re.compile(rf"\s{{0,2}}(?:[,:;.(\[]|(?:{_YEAR}))|\s[^\W\d_a-z]")
_INITIAL = re.compile(r",?\s[^\W\d_a-z]\.")
_MORE = re.compile(
    r"(?P<lead>\s?[,;]\s?(?:(?:and|und|et|y|&)\s)?|\s(?:and|und|et|y|&)\s)"
    rf"(?P<more>[^\d()\[\]“”„«»\"]{{2,400}}?)[,.:]?\s?(?=[(\[]?(?:{_YEAR})|[“”„«»\"(\[:]|$)"
)
_NAMED = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,3}[^\W\d_]|[^\W\d_][\w'’-]{1,30},\s[^\W\d_]\.")
_ROLE = re.compile(r"[\s,.(\[]{0,4}[^\W\d_]{1,14}(?:\.|(?=[\s,:)\]]))[)\]]?")
_ONE_DID = frozenset({"ed", "éd", "editor", "translator", "comp"})
_SEVERAL_DID = frozenset({"eds", "éds", "editors", "translators", "comps", "hgg"})


class Repeat(NamedTuple):
    """A sign for what the entry before names."""

    sign: str
    """As printed: `———`, `--, --`, `Ders.`"""
    end: int
    """Where it ends in the text."""
    dashes: int
    """How many stand there; 1 for a word."""
    stands_for: StandsFor
    number: Number
    """How many people it can stand for."""
    weak: bool = False
    """Whether it might as well be a bullet, for all that this entry tells."""


class StoodFor(NamedTuple):
    """The people that a sign stands for."""

    people: tuple[Name, ...]
    added: tuple[Name, ...]
    """Those of them that are printed behind the sign: `———, and Carl Davis`."""
    role: str
    """`editor` or `translator` where a mark behind the sign says so."""
    sure: bool
    """Whether the number of people fits, and nobody else can be meant."""


def match(text: str) -> Repeat | None:
    """Read the sign that an entry begins with, if it does.

    >>> match("———. 2004. Joint goals."), match("Dies, K. (2001), Title.")
    (Repeat(sign='———', end=3, dashes=1, stands_for='people', number='any', weak=False), None)
    >>> match("- Adams, B. (2001), Title.") is None
    True
    """
    return _dashes(text) or _word(text) or _lost(text)


def _dashes(text: str) -> Repeat | None:
    found = _DASHES.match(text)
    if found is None:
        return None
    sign = found[0].strip()
    count = 1 + len(_RUN.findall(found["others"]))
    long = bool(_LONG.fullmatch(found["first"])) or count > 1
    weak = False
    if not (_AFTER_LONG if long else _AFTER_SHORT).match(text, found.end()):
        weak = bool(_AFTER_EM.match(text, found.end())) and found["first"] in "—―"
        if not weak:
            return None
    if not long and text[found.end() :].lstrip()[:1] in '“”„«»"‘':
        weak = True
    return Repeat(sign, found.end(), count, "people", "any", weak)


def _lost(text: str) -> Repeat | None:
    """Read the full stop that is left of a dash: what stands there can be no name."""
    found = _LOST.match(text)
    return Repeat(".", found.end(), 1, "people", "any", weak=True) if found else None


def _word(text: str) -> Repeat | None:
    start = len(text) - len(text.lstrip())
    if not _any_word().match(text, start):
        return None
    for form, stands_for, number in _words():
        found = form.match(text, start)
        if found is None:
            continue
        if _INITIAL.match(text, found.end()) or not _AFTER_WORD.match(text, found.end()):
            continue
        return Repeat(found[0], found.end(), 1, stands_for, number)
    return None


def stood_for(repeat: Repeat, text: str, before: tuple[Name, ...]) -> StoodFor:
    """Give the people that a sign at the head of `text` stands for; `before`: of the entry before.

    Several dashes, or one with more names behind it, stand for one person each.

    >>> adams, brown = names.split("Adams, B. and Brown, C.").names
    >>> sign = match("———, and Carl Davis. 2004. Joint goals.")
    >>> found = stood_for(sign, "———, and Carl Davis. 2004. Joint goals.", (adams,))
    >>> [name.family for name in found.people], found.sure
    (['Adams', 'Davis'], True)
    >>> stood_for(match("Ders. (2004), Title."), "Ders. (2004), Title.", (adams, brown)).sure
    False
    """
    role, number, at = _role(text, repeat.end)
    added, plain = ((), True) if role else _added(text, at)
    one_each = repeat.dashes > 1 or bool(added)
    people = before[: repeat.dashes] if one_each else before
    sure = bool(people) and plain and not repeat.weak
    if one_each:
        sure = sure and len(people) == repeat.dashes and (repeat.dashes > 1 or len(before) == 1)
    for told in {repeat.number, number} - {"any"}:
        sure = sure and (len(people) > 1) == (told == "several")
    return StoodFor((*people, *added), added, role, sure)


def _role(text: str, at: int) -> tuple[str, Number, int]:
    """Read a mark behind a sign, such as `, ed.`: what the people did, how many, where it ends."""
    found = _ROLE.match(text, at)
    if found is None:
        return "", "any", at
    mark = found[0].strip(" ,.()[]").casefold()
    role = without_role(f"Name, {mark}.").role
    if not role:
        return "", "any", at
    number: Number = "one" if mark in _ONE_DID else "several" if mark in _SEVERAL_DID else "any"
    return role, number, found.end()


def _added(text: str, at: int) -> tuple[tuple[Name, ...], bool]:
    """Read further people behind a sign, and say whether it is plain who, or that none, are there.

    Without initials or a conjunction it may be a title that stands there.
    """
    found = _MORE.match(text, at, min(len(text), at + 500))
    if found is None:
        return (), True
    told = names.split(found["more"]).names
    joined = found["lead"].strip(" ,;") != ""
    if told and all(_is_added(name, joined=joined) for name in told):
        return told, True
    return (), not (joined or _NAMED.match(found["more"]))


def _is_added(name: Name, *, joined: bool) -> bool:
    if isinstance(name, Organization):
        return joined
    if not isinstance(name, Person) or not name.given:
        return False
    return joined or persons.is_all_initials(name.given)


@cache
def _any_word() -> re.Pattern[str]:
    """Give the words in one pattern: most lines begin with none of them."""
    return re.compile("|".join(form.pattern for form, _, _ in _words()), re.IGNORECASE)


@cache
def _words() -> tuple[tuple[re.Pattern[str], StandsFor, Number], ...]:
    """Give the words of the table, the longest first, with what each stands for."""
    forms: dict[str, StandsFor] = {"people": "people", "work": "work"}
    numbers: dict[str, Number] = {"one": "one", "several": "several", "any": "any"}
    return tuple(
        (
            re.compile(re.escape(row["word"]).replace(r"\ ", r"\s?"), re.IGNORECASE),
            forms[row["stands_for"]],
            numbers[row["number"]],
        )
        for row in sorted(rows("repeat_words"), key=lambda row: -len(row["word"]))
    )
