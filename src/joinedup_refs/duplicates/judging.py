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
_PLACED = 3  # words of a title that is not met twice on one page
_PLACED_LETTERS = 15
_MANY = 3  # places of a title that is that of a column
_NEARLY = 90  # likeness of 100, of titles in one place that hold more than one slip
_SLIPS = 75  # likeness of 100, of the words that two such titles do not share
_SHORT = 2  # letters of a word that may be the number of a part
_ABSTRACT = 200  # characters from which two abstracts can be compared
_READ = 600  # characters of an abstract that are
_FEWEST_MORE = 3  # words that a subtitle has at least
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


_TITLE = "title"


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
        return self._is_longer(work, _TELLING, _TELLING_LETTERS)

    def tells_in_place(self, work: RecordedWork) -> bool:
        """Whether a title stands for its work among those on one page."""
        return self._is_longer(work, _PLACED, _PLACED_LETTERS)

    def _is_longer(self, work: RecordedWork, words: int, letters: int) -> bool:
        title = "".join(work.title)
        return len(work.title) >= words and len(title) >= letters and title not in self._titles


class Two(NamedTuple):
    """Two records as they are judged."""

    one: RecordedWork
    other: RecordedWork
    telling: bool
    """Whether their titles stand for their works wherever they appear."""
    placed: bool
    """Whether their titles do so among those on one page."""


def judged(one: RecordedWork, other: RecordedWork, columns: Columns) -> Judged | None:
    """Judge two records; None where they are two works, or nothing says that they are one."""
    if _are_versions(one, other):
        return None
    two = Two(
        one,
        other,
        columns.tells(one) and columns.tells(other),
        columns.tells_in_place(one) and columns.tells_in_place(other),
    )
    agree = agreeing(one, other)
    if agree is None:
        agree = in_one_place(one, other)
    if agree is None and two.placed:
        agree = _in_one_volume(two)
    if agree is None:
        return _possible(two)
    agree = agree or ("every word",)
    strength = _strength(one, other, agree)
    for doubt in DOUBTS:
        if why := doubt(two, strength):
            return Judged("possible", strength, agree, why)
    return Judged("same", strength, agree)


def tells_apart(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether two records cannot stand under one work, whatever others say of them."""
    if _are_versions(one, other):
        return True
    if shared_identifier(one, other) in _UNIQUE and title_agrees(one, other):
        return False
    return bool(_clash(one, other)) or (contradict(one, other) and not in_one_place(one, other))


def _are_versions(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether two records are a work and its preprint, its correction, its data, another update."""
    if one.versions != other.versions or one.named_apart != other.named_apart:
        return True
    if one.edition and other.edition and one.edition != other.edition:
        return True
    if one.update and other.update and _updates_differ(one.update, other.update):
        return True
    return _are_of_two_types(one, other)


def _are_of_two_types(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether two records are a book and its chapter or another volume, or an article and data."""
    kinds = {one.kind, other.kind}
    volumes = one.volume and other.volume and one.volume != other.volume
    if "book" in kinds and (volumes or "chapter" in kinds):
        return True
    if shared_identifier(one, other) in _UNIQUE:
        return False
    left, right = _OF_TYPE.get(one.kind), _OF_TYPE.get(other.kind)
    return bool(left and right and left != right) or _is_paper_elsewhere(one, other)


def _is_paper_elsewhere(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether one is a paper at a conference, and the other an article in another place."""
    if (one.kind == "conference-paper") == (other.kind == "conference-paper"):
        return False
    known = one.containers and other.containers
    return not same_container(one, other) if known else not same_place(one, other)


def _updates_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two records are of two updates of one review, or of two reviews."""
    return len(one) == len(other) and any(
        a and b and a != b for a, b in zip(one, other, strict=True)
    )


def _strength(one: RecordedWork, other: RecordedWork, agree: tuple[str, ...]) -> Strength:
    if shared_identifier(one, other):
        return Strength.IDENTIFIER
    placed = same_place(one, other) or ("pages" in agree and one.page == other.page != "")
    return Strength.PLACE if placed else Strength.WORDS


def in_one_place(one: RecordedWork, other: RecordedWork) -> tuple[str, ...] | None:
    """Give what agrees of an article that is met on one page, though something is told otherwise.

    Of journal and volume one may be left out, or called by names that have nothing in common; the
    title may hold slips: all else of an article is not met twice.
    """
    if not one.page or one.page != other.page or len(one.page) < 2:
        return None
    if one.edition != other.edition or one.numbers != other.numbers:
        return None
    volumes = one.volume == other.volume
    if not volumes and one.volume and other.volume:
        return None
    here = same_container(one, other)
    volume = volumes and bool(one.volume)
    apart = one.containers and other.containers and not here
    if (apart and not _other_medium(one, other)) or not (here or volume):
        return None
    near = 1 if one.kind == other.kind == "chapter" and here else 0
    years = one.year is not None and other.year is not None and abs(one.year - other.year) <= near
    people = same_people(one, other)
    nobody = here and not one.authors and not other.authors
    title = _nearly(one, other)
    if not (title and years and (people or nobody)):
        return None
    told = {"authors": people, "year": True, "journal or book": here, "volume": volume}
    return (title, *(name for name, agrees in told.items() if agrees), "pages")


def _in_one_volume(two: Two) -> tuple[str, ...] | None:
    """Give what agrees of an article in one volume, of whose pages or year one is not known."""
    one, other = two.one, two.other
    same = (
        title_agrees(one, other) == "title"
        and not (one.page and other.page)
        and one.volume
        and one.volume == other.volume
        and (one.issue == other.issue if one.issue and other.issue else two.telling)
        and same_container(one, other)
        and same_people(one, other)
        and not contradict(one, other)
    )
    return (_TITLE, "authors", "journal or book", "volume") if same else None


def _nearly(one: RecordedWork, other: RecordedWork) -> str:
    """Say how two titles on one page agree; nothing where they do not."""
    told = title_agrees(one, other)
    if told or not one.title or not other.title:
        return told
    short = [{word for word in work.title if len(word) <= _SHORT} for work in (one, other)]
    alike = fuzz.ratio("".join(one.title), "".join(other.title)) >= _NEARLY
    if not alike or short[0] != short[1]:
        return ""
    here, there = set(one.title), set(other.title)
    odd = ["".join(w for w in work.title if w not in here & there) for work in (one, other)]
    return "title, but for slips" if fuzz.ratio(*odd) >= _SLIPS else ""


def _other_medium(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether numbers of journals may be those of one in print and on the web."""
    return not (one.issns and other.issns) or len(one.issns) == len(other.issns) == 1


def _clash(one: RecordedWork, other: RecordedWork) -> str:
    """Name a kind of identifier that both have and do not share, though a work has only one."""
    for kind in _UNIQUE:
        here = {value for k, value in one.identifiers if k == kind}
        there = {value for k, value in other.identifiers if k == kind}
        if here and there and not here & there:
            return kind
    return ""


def _two_identifiers(two: Two, strength: Strength) -> str:
    del strength
    kind = _clash(two.one, two.other)
    return f"two {kind}s" if kind else ""


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
    return "" if two.placed and _in_one_volume(two) else "a title of many works"


def _numbered(two: Two, strength: Strength) -> str:
    """Doubt a title that has a number or a word more at its end: `II`, `revisited`."""
    del strength
    cut = title_agrees(two.one, two.other) == "title, without its subtitle"
    return "" if not cut or _is_subtitle(two.one, two.other) else "one title goes on"


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
    return long and fuzz.ratio(here, there) >= _NEARLY


def _notice(two: Two, strength: Strength) -> str:
    """Doubt replies and corrections, and abstracts, without a place."""
    if strength != Strength.WORDS:
        return ""
    one, other = two.one, two.other
    if one.versions - _WHOLE_VERSIONS or (one.apart | other.apart) & _NOT_THE_WORK:
        return "the place is not known"
    supplement = any(w.page.startswith("s") or w.issue.startswith("s") for w in (one, other))
    return "one may be an abstract in a supplement" if supplement else ""


_WHOLE_VERSIONS = frozenset({"preprint", "dataset", "software", "thesis", "unfinished"})
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


_Doubt: TypeAlias = Callable[[Two, Strength], str]
DOUBTS: tuple[_Doubt, ...] = (
    _two_identifiers,
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
        enough = enough and not against and _is_subtitle(one, other)
    if not two.telling:
        enough = people and not against and bool({"volume", "issue", "pages"} & set(agree))
    if len(against) > 1 or not enough or one.apart != other.apart:
        return None
    doubt = f"other {against[0]}" if against else "too little agrees"
    return Judged("possible", Strength.WORDS, (title, *agree), doubt)


def _is_subtitle(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether what one title has more is no number or part of a work in several."""
    short, long = sorted((one.title, other.title), key=len)
    more = long[len(short) :]
    return len(more) >= _FEWEST_MORE and one.numbers == other.numbers


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
    if one.issue and one.issue == other.issue:
        yield "issue"
    if one.page and one.page == other.page:
        yield "pages"
