"""Ties a citation to the entries whose authors and year it prints."""

import re
from collections.abc import Iterable

from joinedup_refs.link.folding import fold, forms, words, words_of
from joinedup_refs.link.index import UNDATED, Index
from joinedup_refs.link.mention import Mention
from joinedup_refs.link.works import Work
from joinedup_refs.link.years import undated_letter

_YEAR = re.compile(r"(?<!\d)(\d{4})([a-z]?)")
_NUMERALS = words_of("numeral")


def years_of(mention: Mention) -> tuple[tuple[int, str], ...]:
    """Give the years that a citation prints, each with its letter; none for a promise."""
    if mention.year is None:
        return ()
    return tuple((int(year), letter) for year, letter in _YEAR.findall(mention.year.text))


def resolve(mention: Mention, index: Index) -> tuple[str, ...]:
    """Give the identifiers of the entries that fit in names, as far as printed, and in year.

    Of several the ones that fit best, by letter, by the number of authors and by initials; more
    than one only where nothing printed tells them apart. A work that is cited by its title is found
    last.
    """
    years = [year for year, _ in years_of(mention)] or [UNDATED]
    fitting = [
        ((year, names, _given_fit(mention, work)), work)
        for work in _candidates(mention, index, years)
        if (year := year_fit(mention, work)) and (names := names_fit(mention, work))
    ]
    best = max((rating for rating, _ in fitting), default=None)
    if best is None:
        titled = index.titled(_whole(mention))
        return tuple(work.id for work in titled if year_fit(mention, work))
    return tuple(work.id for rating, work in fitting if rating == best)


def namesakes(mention: Mention, index: Index) -> list[Work]:
    """Give the works whose authors are the ones printed, in full, whatever their year."""
    return [work for work in _candidates(mention, index) if names_fit(mention, work) == 4]


def _candidates(mention: Mention, index: Index, years: Iterable[int] = ()) -> list[Work]:
    whole = {_whole(mention)}
    second = forms_printed(mention, 1)
    return index.led_by(forms_printed(mention, 0) | whole, second and second | whole, years)


def forms_printed(mention: Mention, place: int) -> frozenset[str]:
    """Give the forms under which the name in a place, from 0, may be listed, if there is one."""
    if place >= len(mention.names):
        return frozenset()
    name = mention.names[place].text
    return forms(name) | {fold(part) for part in words(name)}


def _whole(mention: Mention) -> str:
    return fold(" ".join(mention.families))


def year_fit(mention: Mention, work: Work) -> int:
    """Rate the year: 2 with its letter, 1 where only one side has a letter, 0 for another year."""
    printed = years_of(mention)
    if not printed:
        letter = undated_letter(mention.year.text) if mention.year else ""
        fits = letter == work.letter
        return (2 if fits else int(not letter or not work.letter)) if work.promised else 0
    best = 0
    for year, letter in printed:
        if year in work.years:
            if letter == work.letter:
                best = 2
            elif not letter or not work.letter:
                best = max(best, 1)
    return best


def names_fit(mention: Mention, work: Work) -> int:
    """Rate the names: 0 for others, then the better the more the number of authors agrees."""
    if _whole(mention) in work.bodies or _same_body(mention, work):
        return 4
    count, authors = len(mention.names), len(work.authors)
    if count > authors + work.open_ended or not authors:
        return 0
    return _in_turn(mention, work) or _some_left_out(mention, work)


def _same_body(mention: Mention, work: Work) -> bool:
    """Whether a body is named twice, in full and by its abbreviation."""
    return len(mention.names) > 1 and all(fold(name) in work.bodies for name in mention.families)


def _in_turn(mention: Mention, work: Work) -> int:
    """Rate names that are the entry's first ones, one by one."""
    count, authors = len(mention.names), len(work.authors)
    weak = False
    for name, strong, parts in zip(mention.families, work.authors, work.weak, strict=False):
        keys = forms(name)
        if not keys & strong:
            if not (keys & parts or (len(name.split()) > 1 and _given_first(name, strong))):
                return 0
            weak = True
    return max(1, _count_fit(mention, count, authors, work) - weak)


def _some_left_out(mention: Mention, work: Work) -> int:
    """Rate names that leave out co-authors between them: 1 where the order is the entry's."""
    if len(mention.names) < 2 or not forms(mention.names[0].text) & work.authors[0]:
        return 0
    rest = iter(work.authors[1:])
    return int(all(any(forms(n) & a for a in rest) for n in mention.families[1:]))


def _given_first(name: str, strong: frozenset[str]) -> bool:
    """Whether a name is printed with given names before a family name, `Perri 6` included."""
    parts = words(name)
    last = fold(parts[-1]) if parts else ""
    if last.isdigit():
        listed = {form.removesuffix(last) for form in strong if form.endswith(last)}  # p of `6, P.`
        own = any(given and fold(parts[0]).startswith(given) for given in listed)
        return own and parts[0] in _NUMERALS
    return last in strong and last.isalpha() and len(last) > 2


def _given_fit(mention: Mention, work: Work) -> int:
    """Rate initials printed with the first name: 1 where they can be the author's, else 0."""
    printed = mention.names[0].given
    return int(not printed or printed.startswith(work.given[: len(printed)] or "-"))


def _count_fit(mention: Mention, count: int, authors: int, work: Work) -> int:
    if mention.et_al:
        if authors > max(count, 2) or work.open_ended:
            return 4
        return 3 if authors == 2 else 2
    if count == authors:
        return 4
    return 3 if count > 1 else 2
