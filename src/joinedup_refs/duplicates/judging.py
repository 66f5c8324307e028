"""Whether two records are of one work: surely, possibly, or not.

`check.same_work` judges what any two entries say. Records say more: types, identifiers, the names
that authors' databases leave out, so what agrees there is asked here for what speaks against it.
"""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Literal, NamedTuple, TypeAlias

from rapidfuzz import fuzz

from joinedup_refs.check.same_work import (
    agreeing,
    contradict,
    same_container,
    same_name,
    same_people,
    same_place,
    shared_identifier,
    title_agrees,
)
from joinedup_refs.duplicates.recorded_works import RecordedWork

Verdict: TypeAlias = Literal["same", "possible"]

_TELLING = 5  # words of a title that is no common one
_TELLING_LETTERS = 25
_ALIKE = 80  # likeness of 100, of titles under one identifier that may be two wordings
_UNIQUE = ("DOI", "PMID", "PMCID")
"""Identifiers of which a work has one."""
_OF_TYPE = {
    "article": "article",
    "news": "article",
    "conference-paper": "article",
    "chapter": "article",
    "book": "book",
    "report": "book",
    "thesis": "thesis",
    "preprint": "preprint",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "legal": "legal",
    "audiovisual": "audiovisual",
    "unpublished": "unpublished",
}
"""Types that databases take for one another stand under one name; those not named fit any."""


class Strength(IntEnum):
    """How well it is supported that two records are of one work."""

    WORDS = 1
    """Title, authors and year."""
    PLACE = 2
    """Title, volume and first page."""
    IDENTIFIER = 3
    DECIDED = 4
    """By a person."""


class Judged(NamedTuple):
    """What is held of two records."""

    verdict: Verdict
    strength: Strength
    agree: tuple[str, ...]
    """What agrees, in words."""
    doubt: str = ""
    """Why they are only possibly one work."""


class Columns:
    """Titles that stand over many works, as those of a journal's columns do.

    They are learnt from the records: a title that is met on three pages or in three volumes.
    """

    def __init__(self, works: Iterable[RecordedWork]) -> None:
        places: dict[str, set[tuple[str, str]]] = {}
        for work in works:
            if work.page and work.title:
                held = places.setdefault("".join(work.title), set())
                if len(held) < _MANY:
                    held.add((work.volume, work.page))
        self._titles = frozenset(title for title, held in places.items() if len(held) >= _MANY)

    def tells(self, work: RecordedWork) -> bool:
        """Whether a title stands for its work wherever it appears."""
        title = "".join(work.title)
        return (
            len(work.title) >= _TELLING
            and len(title) >= _TELLING_LETTERS
            and title not in self._titles
        )


_MANY = 3


def judged(one: RecordedWork, other: RecordedWork, columns: Columns) -> Judged | None:
    """Judge two records; None where they are two works, or nothing says that they are one."""
    if _are_versions(one, other):
        return None
    agree = agreeing(one, other)
    telling = columns.tells(one) and columns.tells(other)
    if agree is None:
        agree = _in_one_place(one, other) if telling else None
    if agree is None:
        return _possible(one, other, telling=telling)
    agree = agree or ("every word",)
    strength = _strength(one, other, agree)
    for doubt in _DOUBTS:
        if why := doubt(one, other, strength, telling):
            return Judged("possible", strength, agree, why)
    return Judged("same", strength, agree)


def tells_apart(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether two records cannot stand under one work, whatever others say of them."""
    if _are_versions(one, other):
        return True
    if shared_identifier(one, other) in _UNIQUE and title_agrees(one, other):
        return False
    return bool(_clash(one, other)) or (contradict(one, other) and not _in_one_place(one, other))


def _are_versions(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether two records are a work and its preprint, its correction, its data, another update."""
    if one.versions != other.versions:
        return True
    if one.update and other.update:
        return _updates_differ(one.update, other.update)
    left, right = _OF_TYPE.get(one.kind), _OF_TYPE.get(other.kind)
    if left and right and left != right:
        return shared_identifier(one, other) not in _UNIQUE or "book" in {left, right}
    parts = {"chapter"} & {one.kind, other.kind}
    return bool(parts) and bool({"book"} & {one.kind, other.kind})


def _updates_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two records are of two updates of one review, or of two reviews."""
    return len(one) == len(other) and any(
        a and b and a != b for a, b in zip(one, other, strict=True)
    )


def _strength(one: RecordedWork, other: RecordedWork, agree: tuple[str, ...]) -> Strength:
    if shared_identifier(one, other):
        return Strength.IDENTIFIER
    placed = same_place(one, other) or {"volume", "pages"} <= set(agree)
    return Strength.PLACE if placed else Strength.WORDS


def _in_one_place(one: RecordedWork, other: RecordedWork) -> tuple[str, ...] | None:
    """Give what agrees where only the journal is called by names that have nothing in common.

    Title, authors, year, volume and page of an article are not met twice.
    """
    same = (
        title_agrees(one, other) == "title"
        and one.volume == other.volume != ""
        and one.page == other.page
        and len(one.page) > 1
        and one.year == other.year
        and one.edition == other.edition
        and same_people(one, other)
        and not (one.issns and other.issns and not _other_medium(one, other))
    )
    return ("title", "authors", "year", "volume", "pages") if same else None


def _other_medium(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether numbers of journals may be those of one in print and on the web."""
    return len(one.issns) == len(other.issns) == 1


def _clash(one: RecordedWork, other: RecordedWork) -> str:
    """Name a kind of identifier that both have and do not share, though a work has only one."""
    for kind in _UNIQUE:
        here = {value for k, value in one.identifiers if k == kind}
        there = {value for k, value in other.identifiers if k == kind}
        if here and there and not here & there:
            return kind
    return ""


def _two_identifiers(
    one: RecordedWork, other: RecordedWork, strength: Strength, telling: bool
) -> str:
    del strength, telling
    kind = _clash(one, other)
    return f"two {kind}s" if kind else ""


def _other_people(one: RecordedWork, other: RecordedWork, strength: Strength, telling: bool) -> str:
    """Doubt a title and a place where the authors are others."""
    if strength == Strength.IDENTIFIER:
        return ""
    if not one.authors or not other.authors:
        one_sided = bool(one.authors) != bool(other.authors)
        if telling or (one_sided and len(one.title) > 1):
            return ""
        return "a title of many works, and no authors"
    if same_people(one, other):
        return ""
    families = [{a.family for a in work.authors} for work in (one, other)]
    if telling and not one.versions and families[0] & families[1]:
        return ""
    return "other authors"


def _common_title(one: RecordedWork, other: RecordedWork, strength: Strength, telling: bool) -> str:
    """Doubt a title that may be that of many works, where no place or identifier tells which."""
    del one, other
    return "a title of many works" if strength == Strength.WORDS and not telling else ""


def _notice(one: RecordedWork, other: RecordedWork, strength: Strength, telling: bool) -> str:
    """Doubt replies and corrections, and abstracts, without a place."""
    del telling
    if strength != Strength.WORDS:
        return ""
    if one.versions or one.apart:
        return "the place is not known"
    supplement = any(w.page.startswith("s") or w.issue.startswith("s") for w in (one, other))
    return "one may be an abstract in a supplement" if supplement else ""


def _other_type(one: RecordedWork, other: RecordedWork, strength: Strength, telling: bool) -> str:
    """Doubt a paper at a conference and an article without a place."""
    del telling
    papers = (one.kind == "conference-paper") != (other.kind == "conference-paper")
    return "one is a conference paper" if papers and strength == Strength.WORDS else ""


def _supplement_page(
    one: RecordedWork, other: RecordedWork, strength: Strength, telling: bool
) -> str:
    """Doubt S12 and 12 of a volume, which may be an abstract and an article."""
    del telling
    return "other pages" if strength == Strength.PLACE and one.page != other.page else ""


def _label(one: RecordedWork, other: RecordedWork, strength: Strength, telling: bool) -> str:
    """Doubt what one database calls an abstract or a correction, and the other does not."""
    del telling
    apart = one.apart ^ other.apart
    if not apart or strength == Strength.IDENTIFIER:
        return ""
    return f"only one is called {'; '.join(sorted(apart))}" if strength == Strength.WORDS else ""


_Doubt: TypeAlias = Callable[[RecordedWork, RecordedWork, Strength, bool], str]
_DOUBTS: tuple[_Doubt, ...] = (
    _two_identifiers,
    _other_people,
    _common_title,
    _notice,
    _other_type,
    _supplement_page,
    _label,
)


def _possible(one: RecordedWork, other: RecordedWork, *, telling: bool) -> Judged | None:
    """Judge two records that are not surely of one work: only one thing may speak against it."""
    title = title_agrees(one, other)
    shared = shared_identifier(one, other)
    if not title:
        return _under_one_identifier(one, other, shared)
    against = tuple(_against(one, other))
    if len(against) > 1 or (against and not telling):
        return None
    agree = tuple(_agreeing_fields(one, other))
    placed = {"volume", "pages"} <= set(agree)
    enough = {"authors", "year"} <= set(agree) or placed or bool(shared)
    if title != "title" and not placed and not {"authors", "year"} <= set(agree):
        enough = False
    if not telling and not ("authors" in agree and "year" in agree and "journal or book" in agree):
        enough = False
    if not enough:
        return None
    doubt = f"other {against[0]}" if against else "too little agrees"
    return Judged("possible", Strength.WORDS, (title, *agree), doubt)


def _under_one_identifier(one: RecordedWork, other: RecordedWork, shared: str) -> Judged | None:
    """Judge two titles under one identifier: two wordings, a translation, or a slip."""
    if shared not in _UNIQUE or not one.title or not other.title:
        return None
    alike = fuzz.token_set_ratio(" ".join(one.title), " ".join(other.title)) >= _ALIKE
    if not alike and not (same_people(one, other) and one.page == other.page != ""):
        return None
    agree = (shared, *_agreeing_fields(one, other))
    return Judged("possible", Strength.IDENTIFIER, agree, "other title")


def _against(one: RecordedWork, other: RecordedWork) -> Iterable[str]:
    """Name what speaks for two works."""
    if one.authors and other.authors and not same_people(one, other):
        yield "authors"
    if one.year and other.year and abs(one.year - other.year) > 1:
        yield "year"
    if one.containers and other.containers and not same_container(one, other):
        yield "journal or book"
    for what, here, there in (
        ("volume", one.volume, other.volume),
        ("pages", one.page, other.page),
        ("issue", one.issue, other.issue),
        ("number", one.number, other.number),
    ):
        if here and there and here != there:
            yield what
    if one.edition != other.edition:
        yield "edition"
    if one.apart != other.apart:
        yield "kind of text"
    if bool(one.container) == bool(other.container) is False and _publishers_differ(one, other):
        yield "publisher"
    if kind := _clash(one, other):
        yield kind


def _publishers_differ(one: RecordedWork, other: RecordedWork) -> bool:
    both = one.publisher and other.publisher
    return bool(both) and not same_name(one.publisher, other.publisher)


def _agreeing_fields(one: RecordedWork, other: RecordedWork) -> Iterable[str]:
    if same_people(one, other):
        yield "authors"
    if one.year and other.year and abs(one.year - other.year) <= 1:
        yield "year"
    if same_container(one, other):
        yield "journal or book"
    if one.volume and one.volume == other.volume:
        yield "volume"
    if one.page and one.page == other.page:
        yield "pages"
