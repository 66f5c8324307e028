"""How the names at the head of an entry are written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from joinedup_refs.check.people import field_of, printed_people
from joinedup_refs.check.style.mending import least, printed_at
from joinedup_refs.check.style.trait import Judged, Norm, Sighting, Trait, held_to
from joinedup_refs.model.document import Document
from joinedup_refs.model.edit import AmendText
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Organization, Person
from joinedup_refs.model.text import Reading
from joinedup_refs.notation.bodies import is_known_acronym

_WORD = re.compile(r"[^\W\d_]+")
_MOST_INITIALS = 5
_OF_FIRMS = re.compile(r"[A-Z]{2}\Z|[a-z]{4}[A-Z]")
"""Capitals inside a word, as names of firms and courts have them: `LaboPharm`, `VerfGH`."""
_INITIALS = r"(?P<first>J)(?P<stop>[.…]?)(?P<blank>\s?)(?P<second>(?:M\.?)?)"
_INVERTED = re.compile(rf"Adams(?P<comma>,?)\s{_INITIALS}")
_NATURAL = re.compile(rf"{_INITIALS}\sAdams")


class Placed(NamedTuple):
    """A name and where it stands in the reading of its entry's names."""

    name: Name
    start: int
    end: int
    family: tuple[int, int] = (0, 0)
    given: tuple[int, int] = (0, 0)


class Form(NamedTuple):
    """How a name with initials is written; None where it does not show."""

    inverted: bool
    comma: bool | None
    """Whether a comma stands between family name and initials; None in running order."""
    stops: bool | None
    blanks: bool | None


def names_of(document: Document, entry: Entry) -> Reading | None:
    """Give the reading of an entry's names; None where they do not stand in it."""
    at = printed_at(entry, field_of(entry))
    if at is None or not any(span.covers(at) for span in entry.at):
        return None
    return document.text.read(at)


def placed(document: Document, entry: Entry) -> tuple[Placed, ...]:
    """Find each name of an entry in its text; empty unless every one of them is found."""
    reading = names_of(document, entry)
    if reading is None or _goes_on_unread(document, entry):
        return ()
    out: list[Placed] = []
    at = 0
    for name in printed_people(entry):
        one = _find(reading.text, name, at)
        if one is None:
            return ()
        out.append(one)
        at = one.end
    return tuple(out)


def _goes_on_unread(document: Document, entry: Entry) -> bool:
    """Whether what was not understood stands right behind the names, and may be more of them."""
    at = printed_at(entry, field_of(entry))
    return at is not None and any(
        at.end <= span.start <= at.end + 3 and any(c.isalpha() for c in document.text.slice(span))
        for span in entry.unread
    )


def _find(text: str, name: Name, at: int) -> Placed | None:
    if isinstance(name, Person):
        return _find_person(text, name, at)
    words = name.name if isinstance(name, Organization) else name.text
    start = text.find(words, at)
    return Placed(name, start, start + len(words)) if start >= 0 and words else None


def _find_person(text: str, name: Person, at: int) -> Placed | None:
    family = f"{name.particle} {name.family}".strip()
    start = text.find(family, at)
    end = start + len(family)
    parted = start < 0 or text[end : end + 1].isalnum() or family.endswith(".")
    if parted or name.suffix or name.dropping_particle:
        return None
    if not name.given:
        return Placed(name, start, end, (start, end))
    given = _given(name.given)
    if after := re.compile(rf"\s?,?\s?(?P<given>{given})(?!\w)").match(text, end):
        return Placed(name, start, after.end(), (start, end), after.span("given"))
    if before := re.compile(rf"(?<!\w)(?P<given>{given})\s?\Z").search(text, at, start):
        return Placed(name, before.start(), end, (start, end), before.span("given"))
    return None


def _given(given: str) -> str:
    """Make a pattern for given names, whatever stops and blanks stand between initials."""
    letters = initials_in(given)
    if letters:
        return rf"{'[.]?[ ]?'.join(letters)}\.?"
    return r"[\s.-]{0,3}".join(re.escape(word) for word in _WORD.findall(given)) + r"\.?"


def initials_in(given: str) -> str:
    """Give the initials of given names that are nothing but initials; empty for others.

    >>> initials_in("J. M."), initials_in("JM"), initials_in("Jo"), initials_in("J.-P.")
    ('JM', 'JM', '', '')
    """
    words = _WORD.findall(given)
    initials = all(word.isupper() and len(word) <= 3 for word in words)
    plain = not re.search(r"[^\w\s.]", given)
    letters = "".join(words)
    return letters if initials and plain and 0 < len(letters) <= _MOST_INITIALS else ""


def _form(way: str) -> Form | None:
    found = _INVERTED.fullmatch(way) or _NATURAL.fullmatch(way)
    if found is None:
        return None
    inverted = way.startswith("Adams")
    stops = {".": True, "": False, "…": None}[found["stop"]]
    blanks = bool(found["blank"]) if found["second"] else None
    return Form(inverted, bool(found["comma"]) if inverted else None, stops, blanks)


def _way(form: Form) -> str:
    stop = {True: ".", False: "", None: "…"}[form.stops]
    second = "" if form.blanks is None else f"{' ' if form.blanks else ''}M{stop}"
    initials = f"J{stop}{second}"
    if not form.inverted:
        return f"{initials} Adams"
    return f"Adams{',' if form.comma else ''} {initials}"


def _rank(way: str) -> int:
    form = _form(way)
    if form is None or form.stops is None:
        return 0
    return 1 if form.blanks is None else 2


def _agrees(way: str, usual: str) -> bool:
    one, other = _form(way), _form(usual)
    if one is None or other is None:
        return way == usual
    if other.inverted and not one.inverted and not one.stops:
        return True  # `TV Tropes`: nothing shows that the capitals are initials
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def completed(trait: Trait, judged: Judged, other: Norm | None) -> Judged:
    """Let names whose norm is silent about blanks between initials have them as the others do.

    Else the names of one entry, first and further, would be written in two ways.
    """
    own = _form(judged.norm.way) if judged.norm else None
    its = _form(other.way) if other else None
    if own is None or its is None or own.blanks is not None or its.blanks is None:
        return judged
    return held_to(trait, judged, _way(own._replace(blanks=its.blanks)))


def _seen_form(text: str, one: Placed, *, stopped: bool) -> str:
    """Give the way in which a name with initials is written; empty for any other name.

    `stopped` says that the name ends the names and a stop ends the name.
    """
    person = one.name
    letters = initials_in(person.given) if isinstance(person, Person) else ""
    given = text[slice(*one.given)]
    if not letters or _may_be_a_body(text[slice(*one.family)], given):
        return ""
    inverted = one.family[0] < one.given[0]
    comma = "," in text[one.family[1] : one.given[0]] if inverted else None
    if len(letters) == 1:
        # the stop behind the last name of all may be that of the names and not of the initial
        stops = None if stopped and inverted else given.endswith(".")
        return _way(Form(inverted, comma, stops, None))
    inner = set(re.split(r"[^\W\d_]", given)[1:-1])
    if len(inner) != 1:
        return ""
    (signs,) = inner
    return _way(Form(inverted, comma, "." in signs, " " in signs))


def _may_be_a_body(family: str, given: str) -> bool:
    """Whether what was read as a name may be a body's: `WHO, FAO`, `Northwind UK`."""
    words = family.split()
    if len(words) > 3 or words[-1].islower():
        return True
    if "." in given:
        return False
    capitals = words[0].isupper() and 1 < len(words[0]) < 6
    return capitals or is_known_acronym(given) or bool(_OF_FIRMS.search(family))


def _names_seen(document: Document, entry: Entry, *, first: bool) -> Iterator[Sighting]:
    reading, people = names_of(document, entry), placed(document, entry)
    if reading is None:
        return
    for number, one in enumerate(people):
        if (number == 0) is first:
            behind = reading.text[one.end - 1] + text_behind(document, reading, one.end)[:1]
            stopped = number == len(people) - 1 and "." in behind
            way = _seen_form(reading.text, one, stopped=stopped)
            if way:
                yield Sighting(entry, way, reading.printed(one.start, one.end))


def _seen_first(document: Document, entry: Entry) -> Iterator[Sighting]:
    return _names_seen(document, entry, first=True)


def _seen_others(document: Document, entry: Entry) -> Iterator[Sighting]:
    return _names_seen(document, entry, first=False)


def _mended_names(
    document: Document, sightings: Sequence[Sighting], way: str
) -> tuple[AmendText, ...]:
    """Write names as the others are; their order stays, for where a family name begins may be open.

    All names of the entry are found once, however many are to be mended.
    """
    form = _form(way)
    orders = {own.inverted for one in sightings if (own := _form(one.way))}
    reading = names_of(document, sightings[0].entry)
    if reading is None or form is None or orders != {form.inverted}:
        return ()
    people = placed(document, sightings[0].entry)
    wanted = {one.at for one in sightings}
    edits: list[AmendText] = []
    for one in people:
        if reading.printed(one.start, one.end) in wanted and isinstance(one.name, Person):
            own = (
                form if form.blanks is not None else form._replace(blanks=_has_blanks(reading, one))
            )
            new = _written(one.name, reading.text[slice(*one.family)], own)
            behind = text_behind(document, reading, one.end)
            if behind.startswith("."):
                new = new.removesuffix(".")
            elif one is people[-1] and reading.text[one.end - 1] == "." and _goes_on(behind):
                new = f"{new.removesuffix('.')}."
            edits += least(reading, one.start, one.end, new)
    return tuple(edits)


def _mended_like_first(
    document: Document, sightings: Sequence[Sighting], way: str
) -> tuple[AmendText, ...]:
    """Write the first name as the others' are, and with it the further names written like it.

    Where the list is not at one about further names, an entry is still at one with itself.
    """
    first = sightings[0]
    alike = (one for one in _seen_others(document, first.entry) if _agrees(one.way, first.way))
    return _mended_names(document, (*sightings, *alike), way)


def text_behind(document: Document, reading: Reading, end: int) -> str:
    """Give a few characters behind a name."""
    at = reading.printed(end - 1, end).end
    return document.text.printed[at : at + 20]


def _has_blanks(reading: Reading, one: Placed) -> bool:
    return " " in reading.text[slice(*one.given)].strip()


def _goes_on(behind: str) -> bool:
    """Whether the stop before was that of the names: a year or a title follows, no sign."""
    return behind.lstrip()[:1].isalnum()


def _written(person: Person, family: str, form: Form) -> str:
    stop = "." if form.stops else ""
    between = " " if form.blanks else ""
    initials = between.join(f"{letter}{stop}" for letter in initials_in(person.given))
    if not form.inverted:
        return f"{initials} {family}"
    return f"{family}{',' if form.comma else ''} {initials}"


_NAME_WAYS = rf"Adams,?\s{_INITIALS}|{_INITIALS.replace('?P<', '?P<n_')}\sAdams"

FIRST_NAME = Trait(
    key="first_name",
    what="first name of an entry",
    rule="STY007",
    ways=_NAME_WAYS,
    example="Adams, J. M.",
    seen=_seen_first,
    mended=_mended_names,
    agrees=_agrees,
    rank=_rank,
)

WHOLE_ENTRY = replace(FIRST_NAME, mended=_mended_like_first)
"""The first name, for a list without a habit of its own for further names."""

OTHER_NAMES = Trait(
    key="other_names",
    what="further names",
    rule="STY007",
    ways=_NAME_WAYS,
    example="Adams, J. M.",
    seen=_seen_others,
    mended=_mended_names,
    agrees=_agrees,
    rank=_rank,
)
