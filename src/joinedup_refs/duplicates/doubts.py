"""What speaks against two records being of one work, where they agree so far."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from joinedup_refs.check.same_work import same_people, title_agrees
from joinedup_refs.duplicates.one_place import in_one_volume
from joinedup_refs.duplicates.other_works import WHOLE_VERSIONS, clash, unlike
from joinedup_refs.duplicates.recorded_works import RecordedWork

_ABSTRACT = 200  # characters from which two abstracts can be compared
_READ = 600  # characters of an abstract that are
_SAME = 90  # likeness of 100, of what is read of one abstract
_FEWEST_MORE = 3  # words that a subtitle has at least


class Strength(IntEnum):
    """How well it is supported that two records are of one work."""

    WORDS = 1
    """Title, authors and year."""
    PLACE = 2
    """Title, volume and first page."""
    IDENTIFIER = 3
    DECIDED = 4
    """By a person."""


class Two(NamedTuple):
    """Two records as they are judged."""

    one: RecordedWork
    other: RecordedWork
    telling: bool
    """Whether their titles stand for their works wherever they appear."""
    placed: bool
    """Whether their titles do so among those on one page."""


def _two_identifiers(two: Two, strength: Strength) -> str:
    del strength
    kind = clash(two.one, two.other)
    return f"two {kind}s" if kind else ""


def _unlike(two: Two, strength: Strength) -> str:
    """Doubt two versions, pages of the web, translations, or talks at two conferences."""
    what = unlike(two.one, two.other)
    doubted = what == "version" or (what and strength != Strength.IDENTIFIER)
    return f"other {what}" if doubted else ""


def _other_people(two: Two, strength: Strength) -> str:
    """Doubt a title and a place where the authors are others."""
    one, other = two.one, two.other
    if strength == Strength.IDENTIFIER:
        return ""
    if not one.authors or not other.authors:
        one_sided = bool(one.authors) != bool(other.authors)
        if two.placed or (one_sided and len(one.title) > 1):
            return ""
        return "a title of many works, and no authors"
    if same_people(one, other):
        return ""
    shared = {a.family for a in one.authors} & {a.family for a in other.authors}
    return "" if two.telling and not one.versions and shared else "other authors"


def _common_title(two: Two, strength: Strength) -> str:
    """Doubt a title that may be that of many works, where no place or identifier tells which."""
    if strength != Strength.WORDS or two.telling:
        return ""
    return (
        ""
        if two.placed and in_one_volume(two.one, two.other, telling=False)
        else "a title of many works"
    )


def _numbered(two: Two, strength: Strength) -> str:
    """Doubt a title that has a number or a word more at its end: `II`, `revisited`."""
    del strength
    cut = title_agrees(two.one, two.other) == "title, without its subtitle"
    return "" if not cut or is_subtitle(two.one, two.other) else "one title goes on"


def _other_issue(two: Two, strength: Strength) -> str:
    """Doubt a title of many works on one page of two issues."""
    issues = {two.one.issue, two.other.issue} - {""}
    return "" if two.telling or strength != Strength.PLACE or len(issues) < 2 else "other issues"


def _unplaced(two: Two, strength: Strength) -> str:
    """Doubt an article without volume and page: an abstract of that name may be meant.

    Where both records have the same abstract, there is no doubt.
    """
    one, other = two.one, two.other
    if strength != Strength.WORDS or not (one.container or other.container):
        return ""
    places = [bool(work.volume or work.page) for work in (one, other)]
    return "" if places[0] == places[1] or _same_abstract(one, other) else "one has no place"


def _same_abstract(one: RecordedWork, other: RecordedWork) -> bool:
    here, there = (work.reference.abstract[:_READ].casefold() for work in (one, other))
    long = min(len(here), len(there)) >= _ABSTRACT
    return long and fuzz.ratio(here, there) >= _SAME


def _notice(two: Two, strength: Strength) -> str:
    """Doubt replies and corrections, and abstracts, without a place."""
    if strength != Strength.WORDS:
        return ""
    one, other = two.one, two.other
    if one.versions - WHOLE_VERSIONS or (one.apart | other.apart) & _NOT_THE_WORK:
        return "the place is not known"
    supplement = any(w.page.startswith("s") or w.issue.startswith("s") for w in (one, other))
    return "one may be an abstract in a supplement" if supplement else ""


_NOT_THE_WORK = frozenset({"abstract", "correction", "retraction"})


def _other_type(two: Two, strength: Strength) -> str:
    """Doubt a paper at a conference and an article without a place."""
    papers = (two.one.kind == "conference-paper") != (two.other.kind == "conference-paper")
    return "one is a conference paper" if papers and strength == Strength.WORDS else ""


def _supplement_page(two: Two, strength: Strength) -> str:
    """Doubt S12 and 12 of a volume, which may be an abstract and an article."""
    other = two.one.page != two.other.page
    return "other pages" if strength == Strength.PLACE and other else ""


def _unknown_update(two: Two, strength: Strength) -> str:
    """Doubt a review that is updated under one number."""
    one, other = two.one, two.other
    known = one.issue and one.issue == other.issue and one.year == other.year
    updated = one.update and other.update and strength != Strength.IDENTIFIER
    return "" if known or not updated else "one may be an update"


def _label(two: Two, strength: Strength) -> str:
    """Doubt what one database calls an abstract or a correction, and the other does not."""
    apart = sorted(two.one.apart ^ two.other.apart)
    doubted = apart and strength != Strength.IDENTIFIER
    return f"only one is called {'; '.join(apart)}" if doubted else ""


def is_subtitle(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether what one title has more is no number or part of a work in several."""
    short, long = sorted((one.title, other.title), key=len)
    more = long[len(short) :]
    return len(more) >= _FEWEST_MORE and one.numbers == other.numbers


_Doubt: TypeAlias = Callable[[Two, Strength], str]
DOUBTS: tuple[_Doubt, ...] = (
    _two_identifiers,
    _unlike,
    _other_people,
    _common_title,
    _numbered,
    _other_issue,
    _unplaced,
    _notice,
    _other_type,
    _supplement_page,
    _unknown_update,
    _label,
)
