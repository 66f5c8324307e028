"""Whether two records are of one work: surely, possibly, or not.

`check.same_work` judges what any two entries say. Records say more: types, identifiers, the names
that authors' databases leave out, so what agrees there is asked here for what speaks against it.
"""

from collections.abc import Iterable
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
from joinedup_refs.duplicates.doubts import DOUBTS, Strength, Two, is_subtitle
from joinedup_refs.duplicates.one_place import in_one_place, in_one_volume
from joinedup_refs.duplicates.other_works import UNIQUE, are_versions, clash, unlike
from joinedup_refs.duplicates.recorded_works import RecordedWork

Verdict: TypeAlias = Literal["same", "possible"]

_TELLING = 5  # words of a title that is no common one
_TELLING_LETTERS = 25
_PLACED = 3  # words of a title that is not met twice on one page
_PLACED_LETTERS = 15
_MANY = 3  # places of a title that is that of a column
_UNTIL_PUBLISHED = 4  # years from a preprint to its publication
_ALIKE = 80  # likeness of 100, of titles under one identifier that may be two wordings


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

    They are learnt from the records: a title that is met in three volumes, or on three pages.
    """

    def __init__(self, works: Iterable[RecordedWork]) -> None:
        places: dict[str, set[tuple[str, str]]] = {}
        for work in works:
            if work.volume and work.page and work.title:
                held = places.setdefault("".join(work.title), set())
                if len(held) < _MANY:
                    held.add((work.volume, work.page))
        self._titles = frozenset(title for title, held in places.items() if len(held) >= _MANY)

    def tells(self, work: RecordedWork) -> bool:
        """Whether a title stands for its work wherever it appears."""
        return self._is_longer(work, _TELLING, _TELLING_LETTERS)

    def tells_in_place(self, work: RecordedWork) -> bool:
        """Whether a title stands for its work among those on one page."""
        return self._is_longer(work, _PLACED, _PLACED_LETTERS)

    def _is_longer(self, work: RecordedWork, words: int, letters: int) -> bool:
        title = "".join(work.title)
        return len(work.title) >= words and len(title) >= letters and title not in self._titles


def judged(one: RecordedWork, other: RecordedWork, columns: Columns) -> Judged | None:
    """Judge two records; None where they are two works, or nothing says that they are one."""
    telling = columns.tells(one) and columns.tells(other)
    if are_versions(one, other):
        return _published(one, other) if telling else None
    placed = columns.tells_in_place(one) and columns.tells_in_place(other)
    two = Two(one, other, telling, placed)
    agree = agreeing(one, other)
    if agree is None:
        agree = in_one_place(one, other)
    if agree is None and two.placed:
        agree = in_one_volume(one, other, telling=two.telling)
    if agree is None:
        return _possible(two)
    agree = agree or ("every word",)
    strength = _strength(one, other, agree)
    for doubt in DOUBTS:
        if why := doubt(two, strength):
            return Judged("possible", strength, agree, why)
    return Judged("same", strength, agree)


def _published(one: RecordedWork, other: RecordedWork) -> Judged | None:
    """Judge a preprint and what may be the work that it became, which a person decides."""
    if one.versions ^ other.versions != {"preprint"} or one.named_apart != other.named_apart:
        return None
    if title_agrees(one, other) != "title" or not same_people(one, other):
        return None
    if one.year and other.year and abs(one.year - other.year) > _UNTIL_PUBLISHED:
        return None
    agree = ("title", *_agreeing_fields(one, other))
    return Judged("possible", Strength.WORDS, agree, "one is a preprint")


def tells_apart(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether two records cannot stand under one work, whatever others say of them."""
    if are_versions(one, other):
        return True
    if shared_identifier(one, other) in UNIQUE and title_agrees(one, other):
        return False
    if clash(one, other) or unlike(one, other):
        return True
    return contradict(one, other) and not in_one_place(one, other)


def _strength(one: RecordedWork, other: RecordedWork, agree: tuple[str, ...]) -> Strength:
    if shared_identifier(one, other):
        return Strength.IDENTIFIER
    placed = same_place(one, other) or ("pages" in agree and one.page == other.page != "")
    return Strength.PLACE if placed else Strength.WORDS


def _possible(two: Two) -> Judged | None:
    """Judge two records that are not surely of one work: only one thing may speak against it."""
    one, other = two.one, two.other
    title = title_agrees(one, other)
    if not title:
        return _under_one_identifier(one, other, shared_identifier(one, other))
    against = tuple(_against(one, other))
    agree = tuple(_agreeing_fields(one, other))
    placed = {"volume", "pages"} <= set(agree)
    nobody = not one.authors or not other.authors
    people = {"authors", "year"} <= set(agree)
    enough = people or placed or (nobody and {"year", "journal or book"} <= set(agree))
    if title == "title, without its subtitle":
        enough = enough and not against and is_subtitle(one, other)
    if not two.telling:
        enough = people and not against and bool({"volume", "issue", "pages"} & set(agree))
    if len(against) > 1 or not enough or one.apart != other.apart:
        return None
    doubt = f"other {against[0]}" if against else "too little agrees"
    return Judged("possible", Strength.WORDS, (title, *agree), doubt)


def _under_one_identifier(one: RecordedWork, other: RecordedWork, shared: str) -> Judged | None:
    """Judge two titles under one identifier: two wordings, a translation, or a slip."""
    if shared not in UNIQUE or not one.title or not other.title:
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
    if bool(one.container) == bool(other.container) is False and _publishers_differ(one, other):
        yield "publisher"
    if kind := clash(one, other):
        yield kind
    if what := unlike(one, other):
        yield what


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
    if one.issue and one.issue == other.issue:
        yield "issue"
    if one.page and one.page == other.page:
        yield "pages"
