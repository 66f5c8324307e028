"""Finds author-year citations in the reading of the prose: each year asks for its names."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from joinedup_refs.link.brackets import Bracket, Brackets
from joinedup_refs.link.folding import fold, forms, words_of
from joinedup_refs.link.locators import locator_after
from joinedup_refs.link.mention import Dated, Mention, NameAt
from joinedup_refs.link.people import Known, People, people_before
from joinedup_refs.link.unspaced import is_unspaced
from joinedup_refs.link.years import find_years, is_sure, more_letters
from joinedup_refs.notation.anonymised import may_stand_for_author

_PERSONAL = re.compile(r"(?i)\b(?:pers|personal|unpub|in litt)\w{0,12}\b")
_AGAIN = re.compile(
    r"\s{0,3}(?:[,;]|,?\s(?:and|&|und|et|y))?\s{0,3}(?:(?:[Ss]ee\s)?also\s|cf\.\s)?"
)
_ALONE_BEFORE = re.compile(
    r"\s{0,3}(?:Citation|see|in|c\.|ca\.|(?:[Ee]ds?|[Hh]rsg|[Tt]rans)\.?,?(?=\s))?\s{0,3}"
)
_THEIRS = re.compile(
    r"(?<!\w)(?P<name>[A-ZÀ-Þ][^\W\d_](?:[\w-]{0,28}[^\W\d_])?)['’](?:s\s|\s)"
    r"(?P<what>[^.;:()\[\]]{3,70}) $"
)
"""Whose work is named between the author and the year: `Harrow’s later essay (1991)`."""
_OTHERWISE = re.compile(r"\s?[\[(](?P<said>[^\W\d_][^\[\]()]{1,80})[\])]\s?,?\s?$")
_SHORT = 12
_ROLE = re.compile(r",\s(?:[Tt]rans|[Tt]ransl|[Ee]ds?|[Hh]rsg|[Üü]bers)\.,?\s{1,3}$")
_LONGEST_PREFIX = 60
_REACH = 600
"""How far before a year its part of the brackets may begin, in code points."""
_VERSUS = re.compile(
    r"(?P<parties>(?:[A-ZÀ-Þ][\w’'-]{0,30}\s(?:(?:of|the|and|&)\s)?){1,5}vs?\.?"
    r"(?:\s(?:(?:of|the|and|&)\s)?[A-ZÀ-Þ][\w’'-]{0,30}){1,5})[*_]{0,2}\s$"
)
_FARTHEST = 120
"""How far before the year the author may stand whose work is named between."""
_LED = re.compile(r"\b(?:[Ss]ee|by|cf\.|[Ss]iehe|[Vv]gl\.) $")
_NOT_BEFORE = words_of("before-thing")
_LEADS = words_of("lead")
_NUMERALS = words_of("numeral")
_THINGS = words_of("thing") | words_of("opener")


class _Place(NamedTuple):
    """A year and what is around it."""

    year: Dated
    start: int
    """Where the year begins, residue included."""
    bracket: Bracket | None
    floor: int
    """Where the names may begin at the earliest."""


class _Read(NamedTuple):
    """What the brackets before a year hold."""

    names: tuple[NameAt, ...]
    lead: str
    et_al: bool
    sure: bool


def find_mentions(text: str, known: Known) -> Iterator[Mention]:
    """Find author-year citations, in order; `sure` says whether their form alone suffices."""
    brackets = Brackets(text)
    last: Mention | None = None
    last_bracket: Bracket | None = None
    end = 0
    for year, start in find_years(text):
        if start < end:
            continue
        bracket = brackets.around(start)
        place = _Place(year, start, bracket, end)
        mention = None
        if last and bracket == last_bracket and _goes_on(text, end, start):
            mention = replace(
                last, start=year.start, end=year.end, year=year, locator="", prefix=""
            )
        mention = mention or _mention(text, place, known)
        if mention is None:
            continue
        if mention.sure and (_is_small(mention, known) or _runs_on(mention, known)):
            mention = replace(mention, sure=False)
        mention, end = _with_locator(text, mention, bracket)
        yield mention
        for again in more_letters(text, year):
            yield replace(
                mention, start=again.start, end=again.end, year=again, locator="", prefix=""
            )
            end = max(end, again.end)
        last, last_bracket = mention, bracket


def _is_small(mention: Mention, known: Known) -> bool:
    """Whether only the list tells a name from a word of the prose: `hooks (1981)`."""
    name = mention.names[0].text
    return name[:1].islower() and fold(name) in known.small


def _runs_on(mention: Mention, known: Known) -> bool:
    """Whether nothing sets the names off from the prose before them, and the list has them not."""
    return mention.form == "narrative" and any(
        is_unspaced(n.text) and not _is_known(n, known) for n in mention.names
    )


def _goes_on(text: str, end: int, start: int) -> bool:
    return start - end < 12 and bool(_AGAIN.fullmatch(text, end, start)) and start > end


def _with_locator(text: str, mention: Mention, bracket: Bracket | None) -> tuple[Mention, int]:
    located = locator_after(text, mention.end) if mention.year else None
    if located and bracket and located[1] <= bracket.end:
        return replace(mention, locator=located[0]), located[1]
    end = mention.end
    if mention.form == "narrative" and bracket and text[end : bracket.end].strip() in {")", "]"}:
        return replace(mention, end=bracket.end, cluster=(mention.cluster[0], bracket.end)), end
    return mention, end


def _mention(text: str, place: _Place, known: Known) -> Mention | None:
    bracket = place.bracket
    if bracket and _ALONE_BEFORE.fullmatch(text, bracket.start + 1, place.start):
        return _narrative(text, place, bracket, known) or _theirs(text, place, bracket, known)
    if bracket:
        return _parenthetical(text, place, bracket, known)
    return _running(text, place, known)


def _narrative(text: str, place: _Place, bracket: Bracket, known: Known) -> Mention | None:
    people = _people(text, bracket.start, known, min(place.floor, bracket.start))
    if _VERSUS.search(text, max(0, bracket.start - _FARTHEST), bracket.start):
        return _case(text, place, bracket, known)
    if people is None:
        return None
    before = text[max(0, bracket.start - 2) : bracket.start]
    if before.endswith("\n\n") or (before == ", " and not people.et_al):
        return None
    names = tuple(_nominative(name, known) for name in _borne_out(text, people, known))
    single = len(names) == 1 and not people.et_al
    led = text[max(0, names[0].start - 12) : names[0].start].split()
    sure = _is_known(names[0], known) or not single
    if single and not sure:
        sure = _could_be_name(names[0].text, known) and not (
            led and led[-1].casefold() in _NOT_BEFORE
        )
    return Mention(
        start=names[0].start,
        end=place.year.end,
        form="narrative",
        names=names,
        et_al=people.et_al,
        year=place.year,
        cluster=(names[0].start, place.year.end),
        sure=sure and is_sure(place.year),
    )


def _nominative(name: NameAt, known: Known) -> NameAt:
    """Take the s of a German genitive off a name that the list has without it."""
    bare = name.text.removesuffix("s")
    if not known.german or _is_known(name, known) or fold(bare) not in known.names:
        return name
    return name._replace(text=bare)


def _case(text: str, place: _Place, bracket: Bracket, known: Known) -> Mention | None:
    """Read a court's decision by its parties, `Harrow v. Moor (1976)`, if the list has it."""
    found = _VERSUS.search(text, max(0, bracket.start - _FARTHEST), bracket.start)
    if found is None or fold(found["parties"]) not in known.bodies:
        return None
    start, end = found.span("parties")
    return Mention(
        start=start,
        end=place.year.end,
        form="narrative",
        names=(NameAt(found["parties"], start, end),),
        et_al=False,
        year=place.year,
        cluster=(start, place.year.end),
        sure=True,
    )


def _theirs(text: str, place: _Place, bracket: Bracket, known: Known) -> Mention | None:
    """Read `Harrow’s later essay (1991)`, of a name that the list has and of nobody else's."""
    floor = max(min(place.floor, bracket.start), bracket.start - _FARTHEST)
    found = _THEIRS.search(text, floor, bracket.start)
    if found is None or text[place.year.end : bracket.end].strip() not in {")", "]"}:
        return None
    name = NameAt(found["name"], *found.span("name"))
    if not _is_known(name, known) or any(
        fold(word.strip("‘’“”'\",").removesuffix("’s").removesuffix("'s")) in known.names
        for word in found["what"].split()
    ):
        return None
    return Mention(
        start=name.start,
        end=place.year.end,
        form="narrative",
        names=(name,),
        et_al=False,
        year=place.year,
        cluster=(name.start, place.year.end),
        sure=False,
    )


def _parenthetical(text: str, place: _Place, bracket: Bracket, known: Known) -> Mention | None:
    floor = max(bracket.start + 1, min(place.floor, place.start), place.start - _REACH)
    floor = max(floor, text.rfind(";", floor, place.start) + 1)
    if whole := _whole_segment(text, floor, place.start, known):
        lead = text[floor : whole.start].strip(" ,")
        read = _Read((whole,), lead, et_al=False, sure=True)
    elif people := _people(text, ends := _without_role(text, floor, place.start), known, floor):
        read = _in_brackets(text, people, floor, ends, known)
    else:
        return None
    return Mention(
        start=read.names[0].start,
        end=place.year.end,
        form="parenthetical",
        names=read.names,
        et_al=read.et_al,
        year=place.year,
        prefix=read.lead if len(read.lead) <= _LONGEST_PREFIX else "",
        cluster=(bracket.start, bracket.end),
        sure=(read.sure and is_sure(place.year)) or may_stand_for_author(read.names[0].text),
    )


def _without_role(text: str, floor: int, end: int) -> int:
    """Give where the names before a year end: before `trans.` or `ed.`, which is none of them."""
    found = _ROLE.search(text, max(floor, end - _SHORT), end)
    return found.start() + 1 if found else end


def _in_brackets(text: str, people: People, floor: int, end: int, known: Known) -> _Read:
    """Tell a lead from prose before the names, and names from what commas join to them."""
    names = people.names
    lead = text[floor : people.start].strip(" ,:\n")
    anchored = _is_lead(lead)
    if not anchored:
        names, lead = _borne_out(text, people, known), ""
    if len(names) > 1 and not people.joined and not all(_is_known(n, known) for n in names):
        names, lead = names[-1:], ""
    sure = people.joined or all(_is_known(n, known) for n in names)
    if not sure and len(people.names) == 1 and anchored:
        comma = "," in text[names[0].end : end]
        sure = _could_be_cited(names[0].text, comma=comma, known=known)
    personal = _PERSONAL.search(text, floor, names[0].start)
    return _Read(names, lead, people.et_al, sure and not personal)


def _running(text: str, place: _Place, known: Known) -> Mention | None:
    people = _people(text, place.start, known, min(place.floor, place.start))
    if people is None:
        return None
    names = _borne_out(text, people, known)
    close = place.start - names[-1].end < 12
    some_known = any(_is_known(n, known) for n in names)
    led = bool(_LED.search(text, max(0, names[0].start - 8), names[0].start))
    told = [some_known, people.joined, led]
    sure = close and (people.et_al or sum(told) >= 2)
    alone = len(people.names) == 1 and some_known and place.start - names[0].end == 1
    return Mention(
        start=names[0].start,
        end=place.year.end,
        form="narrative",
        names=names,
        et_al=people.et_al,
        year=place.year,
        cluster=(names[0].start, place.year.end),
        sure=sure and place.year.text[0].isdigit(),
        bare=alone and _is_set_apart(text, names[0]) and is_sure(place.year),
    )


def _is_set_apart(text: str, name: NameAt) -> bool:
    """Whether a known name is no month, nor by what stands before it a place or a publisher."""
    before = text[max(0, name.start - 12) : name.start].split()[-1:]
    publisher = before and before[0][-1] in ":,;/&("
    place = before and before[0].casefold() in _NOT_BEFORE
    return name.text[0].isupper() and name.text not in _THINGS and not (publisher or place)


def _people(text: str, end: int, known: Known, floor: int) -> People | None:
    """Read the names before a place, and behind them what abbreviates or spells them out."""
    other = _OTHERWISE.search(text, max(floor, end - 90), end)
    if other and (people := people_before(text, other.start(), known, floor)):
        said = other["said"]
        if fold(said) in known.bodies or (len(said) <= _SHORT and " " not in said):
            return _as_body(text, people, known) or people
    people = people_before(text, end, known, floor)
    return (people and _as_body(text, people, known)) or people


def _as_body(text: str, people: People, known: Known) -> People | None:
    """Take several names, as they are printed, for the one name of a body that the list has."""
    first, last = people.names[0], people.names[-1]
    printed = " ".join(text[first.start : last.end].split())
    if people.et_al or known.bodies.isdisjoint(forms(printed)):
        return None
    body = NameAt(printed, first.start, last.end)
    return replace(people, names=(body,), joined=len(people.names) > 1, start=first.start)


def _borne_out(text: str, people: People, known: Known) -> tuple[NameAt, ...]:
    """Leave out words of the prose that commas join to the front of the names."""
    names = people.names
    if not people.joined:
        return names[-1:]
    while (
        len(names) > 2 - people.et_al
        and not _is_known(names[0], known)
        and (
            any(_is_known(n, known) for n in names[1:])
            or text[max(0, names[0].start - 3) : names[0].start].rstrip(" ").endswith((".", "\n"))
        )
        and text[names[0].end : names[1].start].strip() == ","
    ):
        names = names[1:]
    return names


def _whole_segment(text: str, start: int, end: int, known: Known) -> NameAt | None:
    """Take all that stands before the year for a body's name or a title, if the list has it."""
    segment = text[start:end]
    kept = segment.strip(" ,:\n“”‘’\"'")
    if not 3 < len(kept) <= 200 or ("," not in kept and len(kept.split()) < 3):
        return None
    words = kept.split(" ")
    for drop in range(min(3, len(words))):
        rest = " ".join(words[drop:])
        if drop and words[drop - 1].strip(".,") not in _LEADS:
            break
        if fold(rest) in known.bodies:
            at = start + segment.rindex(rest)
            return NameAt(" ".join(rest.split()), at, at + len(rest))
    return None


def _is_lead(lead: str) -> bool:
    words = [w.strip('.,:()[]“‘"').casefold() for w in lead.split()]
    words = [w for w in words if w]
    return not words or (
        words[-1] in _LEADS
        and not any(w[0].isupper() for w in lead.split()[1:])
        and all(w.replace("-", "").replace(".", "").isalpha() for w in words)
    )


def _is_known(name: NameAt, known: Known) -> bool:
    return fold(name.text) in known.names


def _could_be_name(name: str, known: Known) -> bool:
    words = name.split()
    return (
        len(words) <= 3
        and not any(c.isdigit() for c in name)
        and not (name.isupper() and len(name) > 1)
        and words[0] not in _THINGS
        and words[-1].casefold() not in known.common
    )


def _could_be_cited(name: str, *, comma: bool, known: Known) -> bool:
    """Whether a single unknown name before a year, alone in its brackets, makes a citation."""
    words = name.split()
    numeral = len(words) == 2 and words[0] in _NUMERALS
    return (
        (numeral or not any(c.isdigit() for c in name))
        and words[0] not in _THINGS
        and words[-1] not in _THINGS
        and (comma or known.plain or len(words) == 1)
        and not (name.isupper() and not comma)
    )
