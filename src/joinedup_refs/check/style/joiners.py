"""How the last of the names at the head of an entry is joined on."""

import re
from collections.abc import Iterator

from joinedup_refs.check.style.mending import least
from joinedup_refs.check.style.names import Placed, initials_in, names_of, placed, text_behind
from joinedup_refs.check.style.trait import Sighting, Trait, each
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Person
from joinedup_refs.model.text import Reading

_JOINERS = "and|und|et|en|og|och|&"
"""Words of one letter are left out: they may be part of a name, as in `Reis e Sousa`."""
_BETWEEN = rf"(?P<sep>\s?[,;/]?)(?P<word>(?:\s(?:{_JOINERS})(?=\s))?)(?P<blank>\s?)"
_TWO = rf"Adams{_BETWEEN}Brown"
_MORE = rf"Adams[,;/]\s?Brown{_BETWEEN}Clark"
_ET_AL = re.compile(
    r"\W{0,4}(?:et\.?\s?(?:al|coll)\b|and\s(?:\w+\s)?others|u(?:nd|\.)?\s?a(?:nd|\.)|y\sotros|e\saltri)",
    re.IGNORECASE,
)


def _joined(document: Document, entry: Entry) -> tuple[Reading, int, int, int] | None:
    """Give the names' reading, the stretch between the last two, and how many names there are."""
    reading, people = names_of(document, entry), placed(document, entry)
    if reading is None or len(people) < 2 or not _is_surely_a_person(people[0]):
        return None
    if not all(isinstance(one.name, Person) and one.name.given for one in people[-2:]):
        return None
    if _ET_AL.match(text_behind(document, reading, people[-1].end)):
        return None  # the last name that is told is not the last of the names
    return reading, people[-2].end, people[-1].start, len(people)


def _is_surely_a_person(one: Placed) -> bool:
    """Whether a name is turned around or has initials; else it may be a piece of a body's."""
    if not isinstance(one.name, Person) or not one.name.given:
        return False
    return one.family[0] < one.given[0] or bool(initials_in(one.name.given))


def _joiner_seen(document: Document, entry: Entry, *, two: bool) -> Iterator[Sighting]:
    found = _joined(document, entry)
    if found is None or (found[3] == 2) is not two:
        return
    reading, start, end, _ = found
    signs = " ".join(reading.text[start:end].split(" "))
    met = re.fullmatch(_BETWEEN, signs)
    if met is None or not signs.strip():
        return
    sign = met["sep"].strip() or ","
    way = f"Adams{signs}Brown" if two else f"Adams{sign}{_blank(sign)}Brown{signs}Clark"
    yield Sighting(entry, way, reading.printed(start, end))


def _blank(sign: str) -> str:
    return "" if sign == "/" else " "


def _seen_two(document: Document, entry: Entry) -> Iterator[Sighting]:
    return _joiner_seen(document, entry, two=True)


def _seen_more(document: Document, entry: Entry) -> Iterator[Sighting]:
    return _joiner_seen(document, entry, two=False)


def _between(way: str) -> re.Match[str] | None:
    return re.fullmatch(_TWO, way) or re.fullmatch(_MORE, way)


def _joined_alike(way: str, usual: str) -> bool:
    """Whether names are joined alike; the word may be that of another language."""
    one, other = _between(way), _between(usual)
    if one is None or other is None:
        return way == usual
    words = [m["word"].strip() for m in (one, other)]
    kinds = [word if word in {"", "&"} else "and" for word in words]
    return kinds[0] == kinds[1] and one["sep"].strip() == other["sep"].strip()


def _mended_joiner(document: Document, sighting: Sighting, way: str) -> tuple[AmendText, ...]:
    found, wanted, own = _joined(document, sighting.entry), _between(way), _between(sighting.way)
    if found is None or wanted is None or own is None:
        return ()
    reading, start, end, _ = found
    word = wanted["word"]
    if own["word"].strip() not in {"", "&"} and word.strip() not in {"", "&"}:
        word = own["word"]
    return least(reading, start, end, f"{wanted['sep']}{word}{wanted['blank']}")


TWO_NAMES = Trait(
    key="two_names",
    what="two names joined",
    rule="STY008",
    ways=_TWO,
    example="Adams and Brown",
    seen=_seen_two,
    mended=each(_mended_joiner),
    agrees=_joined_alike,
)

MORE_NAMES = Trait(
    key="more_names",
    what="last of several names joined",
    rule="STY008",
    ways=_MORE,
    example="Adams, Brown and Clark",
    seen=_seen_more,
    mended=each(_mended_joiner),
    agrees=_joined_alike,
)
