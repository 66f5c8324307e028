"""An index opened for reading: records by DOI, and by the rarest words of a query.

Words count by their rarity, once each, wherever in a record they stand; of records that score
alike one with fewer words comes first. Common words are not looked up at all: they tell no works
apart and cost all the time. (Measured in benchmarks/RESULTS.md.)
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur

from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.sources.index import layout
from joinedup_refs.sources.index.keys import Table
from joinedup_refs.sources.index.layout import Manifest
from joinedup_refs.sources.index.parts import doi_of, parsed, whole
from joinedup_refs.sources.index.records import RecordFiles
from joinedup_refs.sources.index.schema import opened, schema
from joinedup_refs.sources.index.terms import AGAIN, alias, place_of
from joinedup_refs.sources.words import words_of

RAREST = 24
"""How many words of a query are looked up."""
POSTINGS = 30_000
"""How many records the words of a query may have in all, the rarest words aside; in a large index
a hundredth of its records."""

_AT_LEAST = 3
_SCALE = 1000.0
_BESIDE = 8
"""How many more records are fetched than wanted, to put those that score alike in order."""
_MOST_WORDS = 120
_NUMBER = re.compile(r"(?<![\w.])[A-Za-z]{0,2}\d{1,7}(?![\w])")
_MOST_NUMBERS = 8
_WORDED = ("title", "people", "container")
_ANYWHERE = (*_WORDED, "place")  # of which years alone are words


class Hit(NamedTuple):
    """A record that was found."""

    score: float
    at: int


class Reading:
    """An index as it stood when it was opened; from any number of threads.

    Raises:
        ConfigInvalid: there is no index in the folder, or none that was finished.
        SourceUnavailable: it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for last in (False, False, True):
            self.manifest = finished(folder)
            try:
                self._open()
            except (OSError, ValueError, SourceUnavailable) as error:
                # A build may have finished just now, and what the manifest named be gone.
                if not last:
                    continue
                if isinstance(error, SourceUnavailable):
                    raise
                msg = (
                    f"the index in {folder} is damaged: {error}\n"
                    "build it anew, into another folder or with --anew"
                )
                raise SourceUnavailable(msg) from None
            else:
                return

    def _open(self) -> None:
        self._keys = Table(self.folder / self.manifest.keys)
        self._records = RecordFiles(self.folder / layout.RECORDS, self.manifest.files)
        search = self.folder / self.manifest.search
        if not tantivy.Index.exists(str(search)):
            msg = f"there is no search in {search}"
            raise ValueError(msg)
        index = opened(search)
        index.config_reader("manual", 0)  # what is built later is not looked for
        self.searcher = index.searcher()
        self.schema = schema()
        self._standing = lru_cache(maxsize=100_000)(self._stands)

    def __len__(self) -> int:
        return self.manifest.records

    def find(self, doi: str) -> int | None:
        """Give the place of the record of a DOI, or of one that has it as another of its own."""
        doi = _encodable(doi)
        for folded in dict.fromkeys((doi_of(doi), "".join(doi.casefold().split()))):
            if not folded:
                continue
            if (at := self._keys.find(folded)) is not None:
                return at
            other = tantivy.Query.term_query(self.schema, "tags", alias(folded), "basic")
            for hit in self.ranked(other, 1):
                return hit.at
        return None

    def work(self, at: int) -> dict[str, Json]:
        """Give a record without its references, for which 0 stands.

        Raises:
            SourceUnavailable: the index is damaged.
        """
        try:
            found = parsed(self._records.first(at))
        except ValueError as error:
            raise _damaged(error) from None
        return found if isinstance(found, dict) else {}

    def message(self, at: int) -> dict[str, Json]:
        """Give a record with all that is in it.

        Raises:
            SourceUnavailable: the index is damaged.
        """
        try:
            return whole(self._records.read(at))
        except ValueError as error:
            raise _damaged(error) from None

    def looking_for(
        self, text: str, *, field: str = "", places: Iterable[str] = ()
    ) -> tantivy.Query | None:
        """Give the question for the records that share most with a text; None for nothing known.

        `field` is the one to look into, all if empty. `places` are keys of places in print, see
        `place_of`.
        """
        wanted = [(word, field) for word in dict.fromkeys(words_of(_encodable(text)))]
        del wanted[_MOST_WORDS:]
        if not field:
            wanted += [(_encodable(key), "place") for key in places]
        known = sorted(
            found for word, where in wanted if (found := self._standing(word, where)).total
        )
        chosen: list[tuple[Occur, tantivy.Query]] = []
        touched, most = 0, max(POSTINGS, len(self) // 100)
        for number, one in enumerate(known[:RAREST]):
            touched += one.total
            if touched > most and number >= _AT_LEAST:
                break
            weight = float(round(_SCALE * math.log(1 + max(1, len(self)) / one.total)))
            for where, term in one.lists:
                query = tantivy.Query.term_query(self.schema, where, term, "basic")
                chosen.append((Occur.Should, tantivy.Query.const_score_query(query, weight)))
        return tantivy.Query.boolean_query(chosen) if chosen else None

    def _stands(self, word: str, field: str) -> "_Standing":
        """Find where a word stands, in the lists of which none has a record of another.

        A record that has it in two fields is counted twice in all.
        """
        count = self.searcher.doc_freq
        if field:
            asked = [(field, word)]
            if field in AGAIN:
                asked.append(("tags", AGAIN[field] + word))
            counts = [count(*one) for one in asked]
            there = tuple(one for one, n in zip(asked, counts, strict=True) if n)
            return _Standing(sum(counts), word, there)
        total = 0
        lists: list[tuple[str, str]] = []
        for name in _ANYWHERE if word.isdecimal() else _WORDED:
            if total and name in AGAIN:  # else it stands in none before this
                total += count("tags", AGAIN[name] + word)
            if number := count(name, word):
                total += number
                lists.append((name, word))
        return _Standing(total, word, tuple(lists))

    def ranked(self, query: tantivy.Query, most: int) -> list[Hit]:
        """Give the records that fit best, likeliest first."""
        found = self.searcher.search(query, limit=most + _BESIDE, count=False).hits
        if len(found) > most:
            least = found[most - 1][0]
            found = [one for one in found if one[0] >= least]
        return self._in_order(found)[:most]

    def page(self, query: tantivy.Query, offset: int, rows: int) -> list[Hit]:
        """Give a part of all records that fit; no two parts have a record in common.

        Of records that score alike some may stand in one part and some in the next, in any order.
        """
        if rows < 1:
            return []
        return self._in_order(
            self.searcher.search(query, limit=rows, offset=offset, count=False).hits
        )

    def _in_order(self, found: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[Hit]:
        """Put records that score alike in order: those with fewer words come first."""
        if not found:  # as most often where a DOI is looked for as another's alias
            return []
        addresses = [address for _, address in found]
        at = self.searcher.fast_field_values("at", addresses)
        sizes: Sequence[Any] = at
        if len({score for score, _ in found}) < len(found):
            sizes = self.searcher.fast_field_values("size", addresses)
        hits = sorted(
            (-float(score), int(size or 0), int(place or 0))
            for (score, _), size, place in zip(found, sizes, at, strict=True)
        )
        return [Hit(-score, place) for score, _, place in hits]


class _Standing(NamedTuple):
    """Where a word stands in an index; in order, the rarest comes first."""

    total: int
    word: str
    lists: tuple[tuple[str, str], ...]
    """Pairs of field and term, of which none has a record of another."""


def _damaged(error: ValueError) -> SourceUnavailable:
    return SourceUnavailable(f"the index is damaged: {error}\nbuild it anew")


def _encodable(text: str) -> str:
    """Leave out halves of surrogate pairs, which are no characters."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def places_in(text: str, volume: str, page: str, year: str) -> set[str]:
    """Give keys for the place in print that a reference names, or for those that it may name.

    Where volume or page are not known, any two numbers of the text may be one.
    """
    keys = place_of(volume, page, [year] if year else [])
    if volume and page:
        return keys
    numbers = list(dict.fromkeys(_NUMBER.findall(text)))[:_MOST_NUMBERS]
    years = [n for n in numbers if len(n) == 4 and n.isdecimal() and "1500" <= n <= "2100"]
    for one in numbers:
        keys |= place_of(one, "", (y for y in years if y != one))
        keys |= place_of("", one, (y for y in years if y != one))
    for first, second in zip(numbers, numbers[1:] + numbers[:1], strict=True):
        keys |= place_of(first, second, ())
    for first, second in zip(numbers, numbers[2:], strict=False):
        keys |= place_of(first, second, ())
    return keys


def finished(folder: Path) -> Manifest:
    """Read the manifest of a folder that has a whole index in it.

    Raises:
        ConfigInvalid: there is none, or none that was finished.
    """
    manifest = layout.read_manifest(folder)
    if manifest is not None:
        return manifest
    if (folder / layout.BUILDING).exists():
        msg = (
            f"the index in {folder} is not finished: its building was cut off or goes on still\n"
            "the same joinedup-refs index build … command finishes it"
        )
    else:
        msg = f"there is no index in {folder}\nmake one: joinedup-refs index build FILE -o {folder}"
    raise ConfigInvalid(msg)
