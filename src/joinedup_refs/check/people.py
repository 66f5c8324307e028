"""The people of an entry beside those of a record."""

import re
from collections import Counter
from typing import Literal, NamedTuple, TypeAlias

from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.evidence import Evidence, Match
from joinedup_refs.model.name import Name, Person
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names, persons
from joinedup_refs.notation.csl import name_from_csl

Likeness: TypeAlias = Literal["same", "incomplete", "conflict"]

_TITLES = frozenset(
    ["professor", "prof", "dr", "sir", "dame", "lord", "lady", "mr", "mrs", "ms", "phd", "emeritus"]
)
_SPACED = re.compile(r"\b[^\W\d_]\. [^\W\d_]\.")
_CLOSE = re.compile(r"\b[^\W\d_]\.[^\W\d_]\.")
_GIVEN = re.compile(r"[^\W\d_][\w .'’-]*")
_SHORT_NAMES = frozenset(
    ["bw", "br", "dr", "mp", "et", "at", "el", "be", "en", "ck", "as", "dm", "ij", "iy", "ey"]
)
"""Pairs of initials, in order of the alphabet, that a short name or a script's letters explain:
Bill for William, Bob for Robert, Yuri and Iuri."""


class Pair(NamedTuple):
    """One person in the list and in a record."""

    number: int
    """The place among the entry's names, from 0."""
    printed: Person
    recorded: Person
    fuller: bool
    """Whether one family name has a word more than the other: Smith Ring for Ring."""

    @property
    def initials(self) -> tuple[str, str]:
        """Initials in the list and in the record, with words that one family name has alone."""
        here, there = _weighty(self.printed.family), _weighty(self.recorded.family)
        one = (self.printed.given, *here[: max(0, len(here) - len(there))])
        other = (self.recorded.given, *there[: max(0, len(there) - len(here))])
        return letters(" ".join(one)), letters(" ".join(other))


def _weighty(name: str) -> list[str]:
    return [word for word in name.split() if not persons.is_particle(word.casefold())]


def field_of(entry: Entry) -> Literal["author", "editor"]:
    """Tell which names an entry begins with."""
    return "author" if entry.reference.author else "editor"


def printed_people(entry: Entry) -> tuple[Name, ...]:
    """Give the names that an entry begins with."""
    return entry.reference.author or entry.reference.editor


def recorded_people(item: dict[str, Json]) -> tuple[Name, ...]:
    """Give the authors of a record, or else its editors, titles such as Professor left out."""
    for variable in ("author", "editor"):
        value = item.get(variable)
        found = [name_from_csl(v) for v in value] if isinstance(value, list) else []
        if any(found):
            return tuple(_without_titles(name) for name in found if name is not None)
    return ()


def _without_titles(name: Name) -> Name:
    """Leave out what some records keep in a name: `Stephen P.`, `Osborne Professor`."""
    if not isinstance(name, Person):
        return name
    family, given = _bare(name.family), _bare(name.given)
    if not family and given:
        *rest, family = given.split()
        given = " ".join(rest)
    return name.model_copy(update={"family": family or name.family, "given": given})


def _bare(text: str) -> str:
    words = text.split()
    while words and words[-1].strip(".,").casefold() in _TITLES:
        words.pop()
    while words and words[0].strip(".,").casefold() in _TITLES:
        words.pop(0)
    return " ".join(words).rstrip(",")


def pairs(entry: Entry, item: dict[str, Json]) -> tuple[Pair, ...]:
    """Pair the people of an entry with those of a record by their family names."""
    left = list(enumerate(recorded_people(item)))
    out: list[Pair] = []
    for number, printed in enumerate(printed_people(entry)):
        if not isinstance(printed, Person):
            continue
        for exactly in (True, False):
            near = [
                (abs(place - number), place, name)
                for place, name in left
                if isinstance(name, Person) and _same_family(printed, name, exactly=exactly)
            ]
            if near:
                _, place, name = min(near, key=lambda one: one[:2])
                left = [one for one in left if one[0] != place]
                out.append(Pair(number, printed, name, not exactly))
                break
    return tuple(out)


def _same_family(printed: Person, recorded: Person, *, exactly: bool) -> bool:
    one, other = names.family_key(printed), names.family_key(recorded)
    if exactly:
        return one == other
    return len(one) > 1 and (other.endswith(f" {one}") or other.startswith(f"{one} "))


def same_people(entry: Entry, item: dict[str, Json]) -> bool:
    """Whether an entry and a record have the same people.

    All family names are, and given names agree but for one at the most, of two people at the least.
    """
    number, paired = len(printed_people(entry)), pairs(entry, item)
    agreeing = sum(likeness(pair) != "conflict" for pair in paired)
    everyone = number == len(paired) == len(recorded_people(item))
    return everyone and agreeing >= max(2, number - 1)


def letters(given: str) -> str:
    """Give the initials of given names as capital letters without diacritics; particles left out.

    >>> letters("Jean-Paul M."), letters("jm"), letters("Émile")
    ('JPM', 'J', 'E')
    """
    said = names.initials_of(given).split()
    words = " ".join(word for word in said if not persons.is_particle(word))
    return "".join(c for c in persons.folded(words) if c.isalnum()).upper()


def likeness(pair: Pair) -> Likeness:
    """Say how printed given names stand to a record's; missing ones contradict nothing."""
    one, other = pair.initials
    known = pair.recorded.given and _GIVEN.fullmatch(pair.printed.given)
    if not one or not other or not known or one.startswith(other):
        return "same"
    if _within(one, other):
        return "incomplete"
    return "same" if pair.fuller or _within(other, one) else "conflict"


def _within(short: str, long: str) -> bool:
    """Whether letters stand in others in their order."""
    rest = iter(long)
    return all(letter in rest for letter in short)


def may_be_short_name(pair: Pair) -> bool:
    """Whether differing initials may be those of one name in two forms: Bob, Robert."""
    one, other = letters(pair.printed.given)[:1], letters(pair.recorded.given)[:1]
    return "".join(sorted((one + other).casefold())) in _SHORT_NAMES


def initials_as_listed(document: Document, given: str) -> str:
    """Write given names as initials in the way of the list: `J. M.`, `J.M.` or `JM`."""
    read = [
        document.text.read(origin.at).text
        for entry in document.entries
        if isinstance(origin := entry.origins.get(field_of(entry)), Printed)
    ]
    initials = names.initials_of(given)
    if not any("." in text for text in read):
        return initials.replace(".", "").replace(" ", "")
    used = Counter({"spaced": 0})
    for text in read:
        used["spaced"] += len(_SPACED.findall(text))
        used["close"] += len(_CLOSE.findall(text))
    return initials.replace(" ", "") if used["close"] > used["spaced"] else initials


def given_put(document: Document, entry: Entry, person: Person, given: str) -> AmendText | None:
    """Write other given names for a person in the list; None where their place is not plain."""
    origin = entry.origins.get(field_of(entry))
    if not isinstance(origin, Printed) or not person.given:
        return None
    reading = document.text.read(origin.at)
    for together in (
        f"{person.family}, {person.given}",
        f"{person.family} {person.given}",
        f"{person.given} {person.family}",
    ):
        at = reading.text.find(together)
        if at >= 0 and reading.text.find(together, at + 1) < 0:
            start = at if together.startswith(person.given) else at + len(together)
            start -= 0 if together.startswith(person.given) else len(person.given)
            place = reading.printed(start, start + len(person.given))
            return AmendText(at=place, text=given)
    return None


def others_work(evidence: Evidence, entry: Entry) -> tuple[Match, ...]:
    """Give the records of other works, or of such as may be, by the very people of an entry."""
    return tuple(
        match
        for match in evidence.of(entry.id)
        if match.verdict != "accept" and same_people(entry, match.candidate.item)
    )
