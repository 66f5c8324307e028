"""Whether two records are of what stands in one place, though one of them tells it otherwise."""

from rapidfuzz import fuzz

from joinedup_refs.check.same_work import contradict, same_container, same_people, title_agrees
from joinedup_refs.duplicates.recorded_works import RecordedWork

_NEARLY = 90  # likeness of 100, of titles in one place that hold more than one slip
_SLIPS = 75  # likeness of 100, of the words that two such titles do not share
_SHORT = 2  # letters of a word that may be the number of a part


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


def in_one_volume(
    one: RecordedWork, other: RecordedWork, *, telling: bool
) -> tuple[str, ...] | None:
    """Give what agrees of an article in one volume, of whose pages or year one is not known.

    Of titles that are not telling the issue has to be the same.
    """
    same = (
        title_agrees(one, other) == "title"
        and not (one.page and other.page)
        and one.volume
        and one.volume == other.volume
        and (one.issue == other.issue if one.issue and other.issue else telling)
        and same_container(one, other)
        and same_people(one, other)
        and not contradict(one, other)
    )
    return ("title", "authors", "journal or book", "volume") if same else None


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
