"""Whether two entries are one work, and what says so."""

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from joinedup_refs.check.wording import Difference, compare
from joinedup_refs.check.works import Author, Work
from joinedup_refs.notation.journal_names import abbreviates, drawn_together

_FEWEST = 20  # letters and digits below which equal words are no sign
_SHORT = 10  # letters of a title below which it may be that of many works
_TELLING = 4  # words of a title from which it stands for its work wherever it appears
_UNLIKE = 65  # likeness of 100, below which two titles are no wordings of one
_LONG_NAME = 5  # letters of a family name that may hold a slip
_SIGNED = re.compile(r"\b[A-Z](?:\+\+|#)(?!\w)")

Agreed = tuple[str, ...]
"""What two entries have in common, in words; empty where it is every word."""


def agreeing(one: Work, other: Work) -> Agreed | None:
    """Give what tells that two entries are one work; None where they are not, or may not be.

    Editions, volumes and parts, corrections, replies, abstracts and preprints are works of their
    own.
    """
    # where two records differ in their titles they differ, and to read all words is dear
    whole = not (one.is_record and other.is_record) or one.title == other.title
    if whole and one.letters == other.letters and len(one.letters) >= _FEWEST:
        return ()
    title = title_agrees(one, other)
    shared = shared_identifier(one, other)
    if shared and title:
        two = shared == "ISBN" and _are_editions(one, other)
        return None if two else (shared, *_also(one, other))
    if not title or contradict(one, other):
        return None
    if same_place(one, other) and (title == "title" or same_people(one, other)):
        return (title, *_also(one, other))
    if title == "title" and _is_telling(one, other) and same_people(one, other):
        return (title, *_also(one, other)) if same_year(one, other) else None
    return None


def contradict(one: Work, other: Work) -> bool:
    """Whether what both print tells two works apart."""
    if one.versions != other.versions or one.edition != other.edition:
        return True
    if one.apart != other.apart and not same_place(one, other):
        return True
    pairs = (
        (one.volume, other.volume),
        (one.number, other.number),
        (one.day, other.day),
    )
    if any(a and b and a != b for a, b in pairs) or _pages_differ(one, other):
        return True
    if one.is_whole and other.is_whole and one.volume != other.volume:
        return True
    if one.issue and other.issue and one.issue != other.issue and not same_place(one, other):
        return True
    return other_translators(one, other) or _elsewhere(one, other)


def other_translators(one: Work, other: Work) -> bool:
    """Whether both name translators, and no one of them is the same: they are two translations."""
    both = one.translators and other.translators
    return bool(both) and one.translators.isdisjoint(other.translators)


def _pages_differ(one: Work, other: Work) -> bool:
    """Whether pages tell two works apart; the letter of a supplement is often left out."""
    if not one.page or not other.page or one.page == other.page:
        return False
    bare = one.page.removeprefix("s") == other.page.removeprefix("s")
    return not bare or one.volume != other.volume or not same_people(one, other)


def _elsewhere(one: Work, other: Work) -> bool:
    """Whether two works stand in different journals or books, or at different addresses."""
    if one.container and other.container:
        return not same_container(one, other)
    if bool(one.container) != bool(other.container) and (one.publisher or other.publisher):
        return not same_place(one, other)  # a book, and a part or a version of it elsewhere
    if one.publisher and other.publisher and not same_name(one.publisher, other.publisher):
        return True
    return bool(one.url and other.url and one.url != other.url) and not same_place(one, other)


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of journals or publishers, as folded words, are one.

    >>> same_name(("proc", "natl", "acad"), ("proceedings", "national", "academy"))
    True
    >>> same_name(("policy", "society"), ("social", "policy", "society"))
    False
    """
    if abbreviates(one, other) or drawn_together(one, other) or drawn_together(other, one):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 1 and abbreviates(short, long[: len(short)]) and len(short[0]) > 2


def same_container(one: Work, other: Work) -> bool:
    """Whether both name one journal or book, by any of its names or numbers."""
    if one.issns & other.issns:
        return True
    return any(same_name(a, b) for a in one.containers for b in other.containers)


def title_agrees(one: Work, other: Work) -> str:
    """Say how the titles agree: `title`, `title, but for a slip`, or nothing."""
    if not one.title or not other.title or _signs(one) != _signs(other):
        return ""
    left, right = "".join(one.title), "".join(other.title)
    if left == right:
        return "title"
    if fuzz.ratio(left, right, score_cutoff=_UNLIKE):
        how = _difference(one.printed_title, other.printed_title)
        if how in {"same", "punctuation"}:
            return "title"
        if how in {"articles", "slip"}:
            return "title, but for a slip"
    short, long = sorted((one, other), key=lambda work: len(work.title))
    if len(short.title) >= _TELLING and long.title[: len(short.title)] == short.title:
        return "title, without its subtitle"
    return ""


def _signs(work: Work) -> list[str]:
    """Give languages that only signs tell from one another: `C++`, `C#`."""
    title = work.printed_title
    return _SIGNED.findall(title) if "+" in title or "#" in title else []


@lru_cache(maxsize=256)
def _difference(one: str, other: str) -> Difference:
    """Compare two titles, which are asked for several times while two works are judged."""
    return compare(one, other).difference


def shared_identifier(one: Work, other: Work) -> str:
    """Give the kind of an identifier that both have; that of a book is none of its parts'."""
    shared = [kind for kind, value in one.identifiers if (kind, value) in other.identifiers]
    if shared == ["ISBN"] and not (one.is_whole and other.is_whole):
        return ""
    return shared[0] if shared else ""


def _are_editions(one: Work, other: Work) -> bool:
    """Whether two books are told apart by what they print, though they have one ISBN.

    Publishers have printed further editions under the old number, and so have libraries.
    """
    if one.edition and other.edition:
        return one.edition != other.edition
    published = bool(one.publisher and other.publisher)
    others = published and not same_name(one.publisher, other.publisher)
    return one.year != other.year and (others or one.edition != other.edition)


def _also(one: Work, other: Work) -> Agreed:
    """Give what agrees beside the title."""
    told = {
        "authors": same_people(one, other),
        "year": same_year(one, other),
        "journal or book": same_container(one, other),
        "publisher": bool(one.publisher) and same_name(one.publisher, other.publisher),
        "volume": bool(one.volume) and one.volume == other.volume,
        "pages": bool(one.page) and one.page == other.page,
    }
    return tuple(what for what, agrees in told.items() if agrees)


def same_place(one: Work, other: Work) -> bool:
    """Whether both stand on the same page of the same volume."""
    if not one.page or not other.page or _pages_differ(one, other):
        return False
    if one.container and other.container and not same_container(one, other):
        return False
    return bool(one.volume) and one.volume == other.volume


def same_year(one: Work, other: Work) -> bool:
    """Whether both are of one year, and one letter behind it."""
    left, right = one.issued, other.issued
    if left is None or right is None or left.year is None:
        return False
    return left.year == right.year and left.letter == right.letter


def _is_telling(one: Work, other: Work) -> bool:
    """Whether the title is no common one, and no number stands against another.

    Volumes and parts that were not understood as such are told apart by their numbers.
    """
    words = min(len(one.title), len(other.title))
    long = len("".join(one.title)) >= _SHORT
    numbered = one.numbers - other.numbers and other.numbers - one.numbers
    placed = bool(one.container and other.container) or bool(one.publisher and other.publisher)
    return long and not numbered and (placed or words >= _TELLING)


def same_people(one: Work, other: Work) -> bool:
    """Whether the authors are the same as far as both print them."""
    left, right = one.authors, other.authors
    if not left or not right:
        return False
    count = min(len(left), len(right))
    if not one.cut_short and not other.cut_short and abs(len(left) - len(right)) > 1:
        return False
    met = sum(map(_is_same_author, left, right))
    return _is_same_author(left[0], right[0]) and met >= count - (count > 3)


def _is_same_author(one: Author, other: Author) -> bool:
    initials = not one.initial or not other.initial or one.initial == other.initial
    if one.family == other.family:
        return initials
    long = min(len(one.family), len(other.family)) >= _LONG_NAME
    return initials and long and OSA.distance(one.family, other.family, score_cutoff=1) <= 1
