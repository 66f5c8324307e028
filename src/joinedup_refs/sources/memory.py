"""Records in memory, found by DOI, by rare words and by where they stand in print."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nsmallest

from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.value import Json
from joinedup_refs.notation import pages as page_notation
from joinedup_refs.notation.csl import name_from_csl
from joinedup_refs.notation.names import display
from joinedup_refs.sources.source import Query
from joinedup_refs.sources.words import words_of

_RAREST = 24
"""How many words of a query are looked up; the rarest tell works apart, the rest cost time."""

_POSTINGS = 20_000
"""How many places in the index a query may touch in all."""


class Memory:
    """A source whose records are all at hand; it may be asked from several threads."""

    def __init__(self, name: str, candidates: Iterable[Candidate]) -> None:
        self._name = name
        self._candidates = tuple(candidates)
        self._by_doi: dict[str, list[int]] = defaultdict(list)
        self._places: dict[str, array[int]] = {}
        self._sizes = array("I")
        for number, candidate in enumerate(self._candidates):
            for doi in (str(candidate.item.get("DOI") or ""), *candidate.aliases):
                if doi:
                    self._by_doi[doi.casefold()].append(number)
            keys = _keys(candidate)
            self._sizes.append(len(keys))
            for key in keys:
                self._places.setdefault(key, array("I")).append(number)

    def __len__(self) -> int:
        return len(self._candidates)

    @property
    def name(self) -> str:
        """What the source is called in origins and reports."""
        return self._name

    def candidates(self, query: Query, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the records that share most with the query, likeliest first."""
        named = dict.fromkeys(self._by_doi.get(query.doi.casefold(), ())) if query.doi else {}
        searched = [n for n in self._searched(query, most) if n not in named]
        return tuple(self._candidates[n] for n in (*named, *searched)[:most])

    def _searched(self, query: Query, most: int) -> list[int]:
        keys = {*words_of(query.text), *words_of(query.title)}
        keys |= _coordinates(query.volume, query.page, (query.year[:4],))
        known = [key for key in keys if key in self._places]
        known.sort(key=lambda key: (len(self._places[key]), key))
        found: Counter[int] = Counter()
        touched = 0
        for key in known[:_RAREST]:
            places = self._places[key]
            touched += len(places)
            if touched > _POSTINGS and found:
                break
            # Words of the index and of the query count by their rarity, as in a search engine.
            weight = round(1000 * math.log(1 + len(self._candidates) / len(places)))
            for number in places:
                found[number] += weight
        # Of records that score alike, one with fewer words of its own says less that was not asked.
        ranked = ((-weight, self._sizes[n], n) for n, weight in found.items())
        return [n for _, _, n in nsmallest(most, ranked)]


def _keys(candidate: Candidate) -> set[str]:
    item = candidate.item
    keys: set[str] = set()
    for variable in ("title", "title-short", "original-title", "container-title"):
        keys.update(words_of(_text(item.get(variable))))
    for variable in ("author", "editor"):
        names = item.get(variable)
        for value in names if isinstance(names, list) else ():
            if (name := name_from_csl(value)) is not None:
                family = getattr(name, "family", "") or display(name)
                keys.update(words_of(family))
    years = [str(year) for year in candidate.years] or _years(item)
    page = page_notation.parse(_text(item.get("page")))
    first = page.ranges[0].first if page else _text(item.get("number"))
    keys.update(years)
    keys |= _coordinates(_text(item.get("volume")), first, years)
    return keys


def _coordinates(volume: str, page: str, years: Iterable[str]) -> set[str]:
    """Give keys for a place in print, which find a work whose title is not printed."""
    page = page.casefold()
    keys = {f"v{volume}p{page}"} if volume and page else set()
    for year in years:
        keys |= {f"y{year}p{page}"} if year and page else set()
        keys |= {f"y{year}v{volume}"} if year and volume else set()
    return keys


def _years(item: dict[str, Json]) -> list[str]:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return [str(first[0])] if isinstance(first, list) and first else []


def _text(value: Json) -> str:
    return str(value) if isinstance(value, (str, int)) else ""
