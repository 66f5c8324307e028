"""What an entry can be cited by: its authors' family names, a body's names, its year."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from joinedup_refs.link.folding import fold, forms, initials, words
from joinedup_refs.link.years import undated_letter
from joinedup_refs.model.date import Date
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.name import Name, Organization, Person, Verbatim
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Text
from joinedup_refs.notation import heads, repeats, suspect_years
from joinedup_refs.notation.bodies import without_legal_form
from joinedup_refs.notation.inflection import inflected

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d[a-z]?(?!\w)")
_SHORT = re.compile(r"[\[(]([^\W\d_][\w&.-]{1,11})[\])]")
_INITIALS_BEHIND = re.compile(r"\s\((?P<initials>[^\W\d_a-z]{3,10})\)$")
_DASHED = re.compile(r"\s+[–—-]\s+")
_ABBREVIATION = re.compile(r"[^\W\d_][\w&.-]{1,11}")
_HEAD = re.compile(r"[^,.;:(\[]{2,80}")
_BEFORE_YEAR = re.compile(r"[^(\d]{3,200}?(?=[.,]?\s\(?(?:1[4-9]|20)\d\d)")
_BETWEEN = re.compile(r"[,;&]|\b(?:and|und|et|y|e)\b")
_INITIALS = re.compile(r"(?:^|(?<=[\s.-]))[^\W\d_a-z]{1,3}(?:\.|(?=\s|$))")
_REACH = 600  # code points of an entry that its date is looked for in
_SHORTEST_TITLE = 3
_MOST_INITIALS = 3
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
    given: str
    """The initials of the first author, folded; empty where that is no person."""
    titles: frozenset[str]
    """The title and its part before a colon, folded, under which a work may be cited for once."""
    small: frozenset[str] = frozenset()
    """Folded family names of authors who write themselves without capitals: bell hooks."""

    def also_called(self, names: Mapping[str, frozenset[str]]) -> "Work":
        """Add what the prose calls the bodies that stand among the authors."""
        if not any(one in names for group in (self.bodies, *self.authors) for one in group):
            return self
        return replace(
            self,
            bodies=self.bodies.union(*(names.get(b, ()) for b in self.bodies)),
            authors=tuple(a.union(*(names.get(one, ()) for one in a)) for a in self.authors),
        )


def works_of(text: Text, entries: Iterable[Entry]) -> tuple[Work, ...]:
    """Make the entries of a list ready to be looked up."""
    entries = tuple(entries)
    named = zip(entries, _people(text, entries), strict=True)
    return tuple(_work_of(text, entry, n, names) for n, (entry, names) in enumerate(named))


def _work_of(text: Text, entry: Entry, order: int, names: tuple[Name, ...]) -> Work:
    """Make an entry ready to be looked up; `names` are of those that it names or stands for."""
    raw = text.read(*entry.at).text
    reference = entry.reference
    people = [n for n in names if not (isinstance(n, Verbatim) and _ET_AL.search(n.text))]
    authors = [_forms_of(name) for name in people]
    bodies: set[str] = set()
    if people and not isinstance(people[0], Person):
        bodies |= _body_forms(_text_of(people[0]))
        bodies |= _whole_initials([_text_of(name) for name in people])
    if not authors or _misread(entry, people, raw):
        printed = _names_printed(raw)
        people = []
        authors = [forms(name) for name in printed]
        bodies |= _body_forms(printed[0]) if len(printed) == 1 else set()
    titles = {fold(reference.title), fold(re.split(r"[:?.—]", reference.title)[0])}
    if not names:
        bodies |= titles
    if before_year := _BEFORE_YEAR.match(raw):
        bodies |= {fold(before_year[0]), *map(fold, inflected(before_year[0]))}
    years, letter = _years(entry, raw)
    return Work(
        id=entry.id,
        order=order,
        authors=tuple(authors),
        weak=tuple(_weak_forms(name) for name in people) or (frozenset(),) * len(authors),
        bodies=frozenset(b for b in bodies if b),
        open_ended=len(people) < len(names) or bool(reference.and_others),
        years=years,
        letter=letter,
        promised=not years,
        reading=" ".join(fold(w) for w in words(raw)),
        title=fold(reference.title),
        given=_initials_of(people[0]) if people else "",
        titles=frozenset(t for t in titles if len(t) >= _SHORTEST_TITLE),
        small=frozenset(fold(n.family) for n in people if _is_small(n)),
    )


def _whole_initials(names: Sequence[str]) -> set[str]:
    """Give the initials behind a body that was read as two: `Institut de X et Y (IXY)`."""
    found = _INITIALS_BEHIND.search(names[-1]) if len(names) == 2 else None
    if found is None:
        return set()
    letters = iter([fold(word[:1]) for word in words(" ".join(names)[: -len(found[0])])])
    spelt = all(letter in letters for letter in fold(found["initials"]))
    return {fold(found["initials"])} if spelt else set()


def _people(text: Text, entries: Iterable[Entry]) -> Iterator[tuple[Name, ...]]:
    """Give the people of each entry; a dash or `ders.` stands for those of the entry before."""
    before: tuple[Name, ...] = ()
    for entry in entries:
        people = entry.reference.author or entry.reference.editor
        raw = text.read(*entry.at).text
        repeat = repeats.match(raw)
        printed = isinstance(entry.origins.get("author"), Printed)
        lost = repeat is not None and repeat.sign == "." and not people
        if repeat and (lost or not repeat.weak) and (printed or not people):
            people = repeats.stood_for(repeat, raw, before).people or people
        yield people
        before = people


def _text_of(name: Name) -> str:
    match name:
        case Organization():
            return name.name
        case Verbatim():
            return name.text
        case Person():
            particles = " ".join(p for p in (name.dropping_particle, name.particle) if p)
            return f"{particles} {name.family}".strip()


def _is_small(name: Name) -> TypeGuard[Person]:
    return isinstance(name, Person) and f"{name.given} {name.family}".islower() and bool(name.given)


def _initials_of(name: Name) -> str:
    if not isinstance(name, Person):
        return ""
    given = re.split(r"[\s.‐‑-]+", name.given)
    if len(given) == 1 and given[0].isupper() and len(given[0]) <= _MOST_INITIALS:
        return fold(given[0])  # Smith AB
    return fold("".join(word[0] for word in given if word))


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
    found = set(forms(name)).union(*(forms(part) for part in _short_and_full(name)))
    for short in _SHORT.findall(name):
        found.add(fold(short))
    plain = _SHORT.sub("", name)
    found |= forms(plain)
    found |= forms(without_legal_form(plain))
    found.update(fold(form) for form in inflected(plain))
    if len(short := initials(plain)) > 1:
        found.add(short)
    return frozenset(found)


def _short_and_full(name: str) -> tuple[str, ...]:
    """Give both names where a dash joins them: `BMAS – Bundesministerium für Arbeit`."""
    parts = tuple(_DASHED.split(name))
    if len(parts) != 2 or not any(_is_abbreviation(part) for part in parts):
        return ()
    return parts


def _is_abbreviation(part: str) -> bool:
    return bool(_ABBREVIATION.fullmatch(part)) and sum(c.isupper() for c in part) > 1


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
    return frozenset(found), letter if found else letter or undated_letter(raw[:_REACH])
