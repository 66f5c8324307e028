"""The entries as citations name them: by their authors' family names and their year."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from joinedup_refs.link.folding import fold, forms, initials, words
from joinedup_refs.model.date import Date
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Text
from joinedup_refs.notation import heads, suspect_years

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d[a-z]?(?!\w)")
_SHORT = re.compile(r"[\[(]([^\W\d_][\w&.-]{1,11})[\])]")
_HEAD = re.compile(r"[^,.;:(\[]{2,80}")
_BEFORE_YEAR = re.compile(r"[^(\d]{3,200}?(?=[.,]?\s\(?(?:1[4-9]|20)\d\d)")
_BETWEEN = re.compile(r"[,;&]|\b(?:and|und|et|y|e)\b")
_INITIALS = re.compile(r"(?:^|(?<=[\s.-]))[^\W\d_a-z]{1,3}(?:\.|(?=\s|$))")
_TWINS = 90
"""How alike, of 100, two entries of one author and year are that print the same work."""
_ET_AL = re.compile(r"(?i)et\.? ?al\b|and others|u\. ?a\.")


@dataclass(frozen=True, slots=True)
class Work:
    """What an entry can be cited by."""

    id: str
    order: int
    authors: tuple[frozenset[str], ...]
    """For each author, the folded names that may stand for it."""
    weak: tuple[frozenset[str], ...]
    """For each author, parts of a compound family name."""
    bodies: frozenset[str]
    """Folded whole names under which the work itself is cited: a body, its initials, a title."""
    open_ended: bool
    """Whether the entry gives up its further authors."""
    years: frozenset[int]
    letter: str
    promised: bool
    """Whether no year is known."""
    reading: str
    """The entry, folded word by word."""
    title: str
    """The title, folded."""


def work_of(text: Text, entry: Entry, order: int) -> Work:
    """Make an entry ready to be looked up."""
    raw = text.read(*entry.at).text
    reference = entry.reference
    names = reference.author or reference.editor
    people = [n for n in names if not (isinstance(n, Verbatim) and _ET_AL.search(n.text))]
    authors = [_forms_of(name) for name in people]
    bodies: set[str] = set()
    if people and not isinstance(people[0], Person):
        bodies |= _body_forms(_text_of(people[0]))
    if not authors or _misread(entry, people, raw):
        printed = _names_printed(raw)
        people = []
        authors = [forms(name) for name in printed]
        bodies |= _body_forms(printed[0]) if len(printed) == 1 else set()
    if not names and reference.title:
        bodies |= {fold(reference.title), fold(re.split(r"[:?.—]", reference.title)[0])}
    if before_year := _BEFORE_YEAR.match(raw):
        bodies.add(fold(before_year[0]))
    years, letter = _years(entry, raw)
    return Work(
        id=entry.id,
        order=order,
        authors=tuple(authors),
        weak=tuple(_weak_forms(name) for name in people) or (frozenset(),) * len(authors),
        bodies=frozenset(b for b in bodies if b),
        open_ended=len(people) < len(names),
        years=years,
        letter=letter,
        promised=not years,
        reading=" ".join(fold(w) for w in words(raw)),
        title=fold(reference.title),
    )


def _text_of(name: Name) -> str:
    match name:
        case Organization():
            return name.name
        case Verbatim():
            return name.text
        case Person():
            particles = " ".join(p for p in (name.dropping_particle, name.particle) if p)
            return f"{particles} {name.family}".strip()


def _forms_of(name: Name) -> frozenset[str]:
    if not isinstance(name, Person):
        return forms(_text_of(name)) | _body_forms(_text_of(name))
    found = set(forms(_text_of(name)) | forms(name.family))
    if name.given:
        found |= {fold(f"{name.given} {name.family}"), fold(f"{name.family} {name.given}")}
    return frozenset(found)


def _weak_forms(name: Name) -> frozenset[str]:
    """Give each long word of a compound name: García of García Márquez."""
    if not isinstance(name, Person):
        return frozenset()
    parts = re.split(r"[\s‐‑-]", name.family)
    return frozenset(fold(p) for p in parts if len(p) > 3) if len(parts) > 1 else frozenset()


def _body_forms(name: str) -> frozenset[str]:
    found = set(forms(name))
    for short in _SHORT.findall(name):
        found.add(fold(short))
    plain = _SHORT.sub("", name)
    found |= forms(plain)
    if len(short := initials(plain)) > 1:
        found.add(short)
    return frozenset(found)


def _misread(entry: Entry, people: list[Name], raw: str) -> bool:
    """Whether a plain head of the entry does not hold the first author that parsing found."""
    if not isinstance(entry.origins.get("author"), Printed):
        return False
    head = heads.match(raw.lstrip())
    sure = head is not None and head.style == "author-year" and head.strength >= 0.9
    return bool(
        head
        and sure
        and not _forms_of(people[0]) & set(forms(head.family))
        and (fold(_text_of(people[0])) not in fold(head.authors))
    )


def _names_printed(raw: str) -> list[str]:
    """Read the names off the head of an entry whose authors parsing did not find."""
    head = heads.match(raw.lstrip())
    if head is None:
        found = _HEAD.match(raw.lstrip())
        return [" ".join(_INITIALS.sub("", found[0]).split())] if found else []
    if head.style == "corporate":
        return [head.authors]
    pieces = (_INITIALS.sub("", piece).strip(" .") for piece in _BETWEEN.split(head.authors))
    return [" ".join(piece.split()) for piece in pieces if len(piece) > 1]


def _years(entry: Entry, raw: str) -> tuple[frozenset[int], str]:
    issued = entry.reference.issued
    found: set[int] = set()
    letter = ""
    for date in (issued, entry.reference.original_date):
        if isinstance(date, Date):
            found |= {part.year for part in (date.start, date.end) if part}
            letter = letter or date.letter
    if isinstance(issued, Verbatim) and (years := _YEAR.findall(issued.text)):
        found |= {int(y[:4]) for y in years}
        letter = letter or years[0][4:]
    elif isinstance(issued, Verbatim) and (suspect := suspect_years.read(issued.text)):
        found |= {*suspect.years}
        letter = suspect.letter
    if not found and issued is None and (years := _YEAR.findall(raw[:4000])):
        found = {int(years[0][:4])}
        letter = years[0][4:]
    return frozenset(found), letter


def _same_work(one: Work, other: Work) -> bool:
    if one.letter != other.letter:
        return False
    if one.title and one.title == other.title:
        return True
    return fuzz.ratio(one.reading, other.reading) > _TWINS


class Index:
    """The works of a list, by the first name they are cited under."""

    def __init__(self, text: Text, entries: Iterable[Entry]) -> None:
        self.works = tuple(work_of(text, entry, n) for n, entry in enumerate(entries))
        self.by_id = {work.id: work for work in self.works}
        self._by_first: defaultdict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            first = work.authors[0] | work.weak[0] if work.authors else frozenset()
            for form in first | work.bodies:
                self._by_first[form].append(work)
        self._by_year: defaultdict[int, list[Work]] = defaultdict(list)
        for work in self.works:
            for year in work.years:
                self._by_year[year].append(work)
        self._twins = self._find_twins()
        self.bodies = frozenset(body for work in self.works for body in work.bodies)
        self.names = frozenset(
            form for work in self.works for form in work.bodies.union(*work.authors)
        )

    def led_by(self, keys: Iterable[str]) -> list[Work]:
        """Give the works whose first name is one of `keys`, in the order of the list."""
        found = {work.order: work for key in keys for work in self._by_first.get(key, ())}
        return [found[n] for n in sorted(found)]

    def twin(self, work: Work) -> str:
        """Give the identifier of the first entry that prints the same work."""
        return self._twins.get(work.id, work.id)

    def _find_twins(self) -> dict[str, str]:
        twins: dict[str, str] = {}
        for works in self._by_year.values():
            for n, work in enumerate(works):
                if not work.authors or work.id in twins:
                    continue
                for other in works[n + 1 :]:
                    if other.authors[:1] == work.authors[:1] and _same_work(work, other):
                        twins[other.id] = work.id
        return twins

    def of_years(self, years: Iterable[int]) -> list[Work]:
        """Give the works of any of the years, and where there are none those without a year."""
        years = set(years)
        if not years:
            return [work for work in self.works if work.promised]
        found = {work.order: work for year in years for work in self._by_year.get(year, ())}
        return list(found.values())
