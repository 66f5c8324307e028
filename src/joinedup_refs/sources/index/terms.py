"""What a record is found by: folded words, its place in print, marks to filter by, numbers.

A work is read as Crossref has it, and straight from its message: to make a candidate of every
record takes three times as long, and a candidate is only needed of those that are found.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, compress
from typing import Any, TypedDict

from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages as page_notation
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.sources.crossref_dates import OF_THE_WORK, work_dates
from joinedup_refs.sources.words import words_anew, words_of

DATES = ("published", "created", "deposited", "indexed")
"""Dates that records are filtered and sorted by, as days since 1 January of year 1."""

COUNTS = {"cited": "is-referenced-by-count", "citing": "references-count"}
"""Numbers that records are sorted by, and what Crossref calls them."""

_TITLES = ("title", "subtitle", "original-title", "short-title")
_ROLES = ("author", "editor", "translator", "chair")

_LATEST = 0xFFFFFFFF
"""The greatest number that is kept of a date in seconds, and of a count."""
NO_DOI = "no:doi"
"""The mark of a record that has none; Crossref's clients expect one."""

AGAIN = {"people": "p:", "container": "c:", "place": "y:"}
"""With which mark a word is among the tags that is one of people, container or years, and of a
field before it too. So no word of a record stands in two of the four: where it stands anywhere is
asked by a plain union of lists, whose weights can be added up."""

_LONGEST = 60
"""Characters of a filter's value; what is longer is cut."""
_MOST_PEOPLE = 60
"""Names by which a work is found; papers of physics have thousands."""
_PAGE = re.compile(r"\s{0,9}([A-Za-z]{0,3}\d{1,9}[A-Za-z]?)\s{0,9}(?:[-–—].{0,40})?", re.DOTALL)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SECOND = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
SEEN = {
    "abstract": "has-abstract",
    "archive": "has-archive",
    "award": "has-award",
    "clinical-trial-number": "has-clinical-trial-number",
    "funder": "has-funder",
    "license": "has-license",
    "link": "has-full-text",
    "reference": "has-references",
    "relation": "has-relation",
    "update-policy": "has-update-policy",
    "update-to": "is-update",
}
"""Members of a work by whose presence works are filtered, and the filter's name."""
_OF_ISSUE = ("published-print", "published-online")
_SEEN_AS = tuple(f"has:{seen}" for seen in SEEN.values())


class Terms(TypedDict):
    """What a record is found by, field by field; words are set apart by blanks.

    A number that is not known is 0.
    """

    title: str
    people: str
    container: str
    place: str
    """Years, and keys of where it stands in print."""
    tags: list[str]
    """`name:value` for every filter that asks for a value; words that a second field has, too."""
    size: int
    """How many words it has."""
    published: int
    created: int
    deposited: int
    indexed: int
    cited: int
    citing: int


def of_work(message: Mapping[str, Json], doi: str) -> Terms:
    """Give the terms of a work as Crossref has it; what is malformed in it is left out.

    `message` may lack its references, but not the count of them. `doi` is in lower case.
    """
    get = message.get
    title = _words(_texts(message))
    words, marks = _of_journal(*_journal(message))
    container = set(words)
    if "event" in message:
        container.update(word for name in _strings(get("event")) for word in words_of(name))
    people, orcids = _people(message)
    years, published = _published(message)
    volume = _text(get("volume"))
    page = first_page(_text(get("page")) or _text(get("article-number")))
    place = place_of(volume, page, years)
    size = len(title) + len(people) + len(container) + len(place)
    created, deposited, indexed = _stamped(message)
    tags = [f"prefix:{doi.partition('/')[0][:_LONGEST]}" if doi else NO_DOI, *marks]
    tags += compress(_SEEN_AS, map(get, SEEN))
    if isinstance(get("relation"), dict):
        tags += _aliases(message["relation"])
    tags += _parted(title, people, container, place)
    if orcids:
        tags += [*orcids, "has:has-orcid"]
    return {
        "title": " ".join(title),
        "people": " ".join(people),
        "container": " ".join(container),
        "place": " ".join(place),
        "tags": tags,
        "size": size,
        "published": published,
        "created": created,
        "deposited": deposited,
        "indexed": indexed,
        "cited": _count(get("is-referenced-by-count")),
        "citing": _count(get("references-count")),
    }


def _parted(title: set[str], people: set[str], container: set[str], place: set[str]) -> list[str]:
    """Leave each word in the first of these alone, and give tags for what stands in others too."""
    again: list[str] = []
    if not title.isdisjoint(people):
        again += _taken("people", people, title)
    if not title.isdisjoint(container):
        again += _taken("container", container, title)
    if not people.isdisjoint(container):
        again += _taken("container", container, people)
    for known in (title, people, container):
        if not known.isdisjoint(place):
            again += _taken("place", place, known)
    return again


def _taken(field: str, words: set[str], known: set[str]) -> list[str]:
    """Take words that are known out of a field, and give tags for them."""
    twice = known & words
    words -= twice
    return [AGAIN[field] + word for word in twice]


def place_of(volume: str, page: str, years: Iterable[int | str]) -> set[str]:
    """Give years, and keys for a place in print, which find a work whose title is not printed."""
    volume, page = _key(volume), _key(page)
    keys = {f"v{volume}p{page}"} if volume and page else set()
    for year in years:
        keys.add(str(year))
        if page:
            keys.add(f"y{year}p{page}")
        if volume:
            keys.add(f"y{year}v{volume}")
    return keys


def _key(text: str) -> str:
    return text if text.isdecimal() else "".join(text.casefold().split())[:_LONGEST]


def first_page(text: str) -> str:
    """Give the first page of a range, or the number of an article."""
    first, _, rest = text.partition("-")
    if first.isdecimal() and len(first) < 10 and len(rest) <= 40:
        return first
    if plain := _PAGE.fullmatch(text):
        return plain[1]
    pages = page_notation.parse(text) if text else None
    return pages.ranges[0].first if pages else text[:_LONGEST]


def when(message: Mapping[str, Json]) -> int:
    """Give the second at which Crossref indexed a work, or else when it was deposited; 0 unknown.

    Seconds since 1970, in Coordinated Universal Time; it tells the later of two versions.
    """
    for name in ("indexed", "deposited"):
        value = message.get(name)
        if not isinstance(value, dict):
            continue
        stamp = value.get("timestamp")
        if isinstance(stamp, int) and 0 < stamp // 1000 <= _LATEST:
            return stamp // 1000
        text = value.get("date-time")
        if isinstance(text, str) and (found := _SECOND.match(text)):
            year, month, day, hour, minute, second = map(int, found.groups())
            days = day_number(year, month, day) - _DAY_OF_1970
            if days >= 0:
                return min(days * 86_400 + hour * 3600 + minute * 60 + second, _LATEST)
    return 0


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Number the days so that later days have greater numbers, in any year, for any day of dirt."""
    if month <= 2:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day


_DAY_OF_1970 = day_number(1970)


def _words(texts: list[Any]) -> set[str]:
    """Give the words of what is text, of which the first 20,000 characters are looked at."""
    try:
        text = " ".join(texts)
    except TypeError:
        text = " ".join(text for text in texts if isinstance(text, str))
    return set(words_anew(text))


def _texts(message: Mapping[str, Json]) -> list[Any]:
    """Give the titles, of which those that are no text are to be left out."""
    found: list[Any] = []
    for value in map(message.get, _TITLES):
        if value:
            found += value if type(value) is list else _named(value)
    return found


def _named(value: Json) -> list[Any]:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, list) else [value]


def _people(message: Mapping[str, Json]) -> tuple[set[str], list[str]]:
    families: list[Any] = []
    orcids: list[str] = []
    for people in map(message.get, _ROLES):
        if not people or not isinstance(people, list):
            continue
        for person in people if len(people) <= _MOST_PEOPLE else people[:_MOST_PEOPLE]:
            if isinstance(person, dict):
                get = person.get
                if family := get("family") or get("name") or get("given"):
                    families.append(family)
                if (orcid := get("ORCID")) is not None and isinstance(orcid, str):
                    orcids.append(f"orcid:{orcid.rpartition('/')[2].casefold()[:_LONGEST]}")
    return _words(families), orcids


def _journal(message: Mapping[str, Json]) -> tuple[tuple[str, ...], ...]:
    """Give what a work shares with the others of its journal: names, ISSN, ISBN, kind, member."""
    kind, member = message.get("type"), message.get("member")
    return (
        _strings(message.get("container-title")),
        _strings(message.get("ISSN")),
        _strings(message.get("ISBN")),
        (kind,) if isinstance(kind, str) else (),
        (str(member),) if isinstance(member, (str, int)) else (),
    )


def _strings(value: Json) -> tuple[str, ...]:
    """Give the texts of a list, or the one that stands for it."""
    if not value:
        return ()
    texts = value if type(value) is list else _named(value)
    if len(texts) == 1 and type(texts[0]) is str:  # as nearly every journal has one name
        return (texts[0],)
    return tuple([text for text in texts if isinstance(text, str)])


@lru_cache(maxsize=16384)
def _of_journal(
    names: tuple[str, ...],
    issns: tuple[str, ...],
    isbns: tuple[str, ...],
    kinds: tuple[str, ...],
    members: tuple[str, ...],
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the words of a journal's names, and the tags of all that its works share."""
    tags = [f"type:{kind[:_LONGEST]}" for kind in kinds]
    tags += [f"member:{member[:_LONGEST]}" for member in members]
    tags += [tag("issn", issn) for issn in issns]
    tags += [tag("isbn", isbn) for isbn in isbns]
    tags += [tag("container-title", name) for name in names]
    return frozenset(word for name in names for word in words_of(name)), tuple(tags)


@lru_cache(maxsize=65536)
def tag(name: str, value: str) -> str:
    """Give the mark of a filter's value, folded as far as the filter takes values for the same."""
    if name in {"issn", "isbn"}:
        value = "".join(c for c in value.rpartition("/")[2].casefold() if c.isalnum())
    elif name == "container-title":
        value = "_".join(words_of(value))
    elif name == "orcid":
        value = value.rpartition("/")[2].casefold()
    return f"{name}:{value[:_LONGEST]}"


def _aliases(relation: Json) -> list[str]:
    found = []
    for name in ("is-same-as", "is-identical-to"):
        members = relation.get(name) if isinstance(relation, dict) else None
        for member in members if isinstance(members, list) else ():
            other = member.get("id") if isinstance(member, dict) else None
            if isinstance(other, str):
                found.append(alias(dois.parse(other) or other))
    return found


def alias(doi: str) -> str:
    """Give the mark of another DOI of a work."""
    return f"alias:{''.join(doi.casefold().split())}"


def _text(value: Json) -> str:
    if type(value) is str:
        return value
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _published(message: Mapping[str, Json]) -> tuple[Iterable[int], int]:
    """Give every year of a work, and the day of its first date; see `work_dates`.

    What every record without dirt has is read here, in a fifth of the time.
    """
    years: dict[int, None] = {}
    chosen: Any = None
    dates: Iterable[Any] = map(message.get, OF_THE_WORK)
    issue = message.get("journal-issue")
    if issue and isinstance(issue, dict):
        dates = chain(dates, map(issue.get, _OF_ISSUE))
    try:
        for date in dates:
            if date is None:
                continue
            parts = date["date-parts"][0]
            year = parts[0]
            if type(year) is not int or not 1400 <= year <= 2029:
                break
            years[year] = None
            chosen = chosen or parts
        else:
            return years, _day_of_parts(*chosen[:3]) if chosen else 0
    except (TypeError, KeyError, IndexError):
        pass
    read = work_dates(message)
    return read.years, day_number(*read.issued) if read.issued else 0


_day_of_parts = lru_cache(maxsize=65536)(day_number)


def _stamped(message: Mapping[str, Any]) -> tuple[int, int, int]:
    """Give the days of the dates of a record, as against those of its work."""
    try:
        return (
            _day_in(message["created"]["date-time"][:10]),
            _day_in(message["deposited"]["date-time"][:10]),
            _day_in(message["indexed"]["date-time"][:10]),
        )
    except (TypeError, KeyError):
        get = message.get
        return _day_of(get("created")), _day_of(get("deposited")), _day_of(get("indexed"))


def _day_of(value: Json) -> int:
    text = value.get("date-time") if isinstance(value, dict) else None
    return _day_in(text[:10]) if isinstance(text, str) else 0


@lru_cache(maxsize=65536)
def _day_in(text: str) -> int:
    found = _DATE.fullmatch(text)
    return day_number(*map(int, found.groups())) if found else 0


def _count(value: Json) -> int:
    if type(value) is int and 0 <= value <= _LATEST:
        return value
    return max(0, min(value, _LATEST)) if isinstance(value, int) else 0
