"""What the services of records have in common: look up what is printed, or else search once."""

import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import ClassVar, NamedTuple, TypeAlias

from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.polite import Cache, RequestRefused, Service, Terms
from joinedup_refs.sources.source import Query
from joinedup_refs.sources.throttle import REAL, Timing
from joinedup_refs.sources.words import words_of

Raw: TypeAlias = dict[str, Json]
"""A record as a service gives it."""
_WORD = re.compile(r"\w{1,50}")
_LONGEST = 500
"""Characters of a title that are searched for."""
_HELD = 10_000
"""Answers held in memory; the oldest are let go."""
_SHARED = 0.5
"""The part of a record's title that must be printed for the record to be of the work at all."""


class _Answer(NamedTuple):
    """Records as they came, and the day they did."""

    records: tuple[Raw, ...]
    retrieved: str


class Catalogue(ABC):
    """A service of records, asked politely; made once and used from any number of threads.

    `mailto` is an address that its keepers may write to. `timeout_s` is for one piece of an answer,
    in seconds. `on_wait` is told of every back-off: seconds, and why. A service of the same shape
    elsewhere is asked by its `base_url`.

    Raises:
        ConfigInvalid: `mailto` is no mail address, or `base_url` none of the web.
    """

    NAME: ClassVar[str]
    TERMS: ClassVar[Terms]
    BATCH: ClassVar[int] = 1
    """How many identifiers one request may look up."""
    KINDS: ClassVar[frozenset[str]] = frozenset()
    """The CSL types of works that it has; empty where it has any."""

    def __init__(
        self,
        mailto: str = "",
        *,
        base_url: str = "",
        timeout_s: float = 20.0,
        cache: Cache | None = None,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
    ) -> None:
        self._service = Service(
            self.TERMS,
            mailto,
            base_url=base_url,
            timeout_s=timeout_s,
            on_wait=on_wait,
            timing=timing,
            secret=self._secret(),
        )
        self._cache = cache
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._wanted: dict[str, None] = {}
        self._held: dict[str, _Answer] = {}

    @property
    def name(self) -> str:
        """Its name in origins and reports."""
        return self.NAME

    def suits(self, query: Query) -> bool:
        """Whether the service may have such a work."""
        return not self.KINDS or query.kind in self.KINDS or bool(self._identifiers(query))

    def announce(self, queries: Iterable[Query]) -> None:
        """Take note of what `candidates` is going to be asked, to look identifiers up together."""
        keys = [key for query in queries for key in self._identifiers(query)]
        with self._lock:
            self._wanted |= dict.fromkeys(key for key in keys if key not in self._held)

    def prefetch(self, dois: Iterable[str]) -> None:
        """Take note of printed DOIs that `candidates` is going to be asked about."""
        self.announce(Query(text="", doi=doi) for doi in dois)

    def candidates(self, query: Query, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the records of the identifiers printed, or else those that a search finds.

        What an identifier names may be another work, when it is misprinted; so there is a search
        too where the record found shares less than half of its title with the reference.

        Raises:
            SourceUnavailable: the service could not be asked, or its answer made no sense.
        """
        if most < 1:
            return ()
        keys = self._identifiers(query)
        if len(keys) > 1:
            self.announce([query])
        found = [
            self._candidate(record, answer.retrieved)
            for answer in map(self._looked_up, keys)
            for record in answer.records
        ]
        if not any(_shares(query, one) for one in found) and self._is_searched(query, keys):
            answer = self._searched(self._expression(query), most)
            found += [self._candidate(record, answer.retrieved) for record in answer.records]
        found = [one for one in found if one.origin.id]
        by_id = {one.origin.id: one for one in reversed(found)}
        return tuple(by_id[key] for key in dict.fromkeys(one.origin.id for one in found))[:most]

    def _is_searched(self, query: Query, keys: Sequence[str]) -> bool:
        """Whether to search: not for a work of a kind that is here by its identifier at best."""
        return bool(self._expression(query)) and (
            not keys or not self.KINDS or query.kind in self.KINDS
        )

    def _secret(self) -> dict[str, str]:
        """Give parameters that every request bears and no message shows."""
        return {}

    @abstractmethod
    def _identifiers(self, query: Query) -> tuple[str, ...]:
        """Give what is printed that the service can look up, as it writes it."""

    @abstractmethod
    def _fetched(self, keys: Sequence[str]) -> Mapping[str, list[Raw]]:
        """Look identifiers up in one request; those without a record may be left out.

        Raises:
            SourceUnavailable: the service could not be asked, or its answer made no sense.
        """

    @abstractmethod
    def _expression(self, query: Query) -> str:
        """Give what to search for, as the service takes it; empty for nothing."""

    @abstractmethod
    def _found(self, expression: str, most: int) -> list[Raw]:
        """Search.

        Raises:
            SourceUnavailable: the service could not be asked, or its answer made no sense.
        """

    @abstractmethod
    def _candidate(self, record: Raw, retrieved: str) -> Candidate:
        """Give a record as a candidate; nothing in it may make this raise."""

    def _looked_up(self, key: str) -> _Answer:
        """Give what there is under an identifier, looked up with others that are wanted.

        One at a time, so that whoever asks for one of the others meanwhile finds it here.
        """
        with self._looking:
            held = self._held.get(key) or self._kept(key)
            if held:
                return held
            with self._lock:
                self._wanted.pop(key, None)
                others = list(islice(self._wanted, self.BATCH - 1))
            batch = [key, *(other for other in others if not self._kept(other))]
            found = self._fetched_or_alone(batch)
            today = self._service.today()
            for one, records in found.items():
                self._held[one] = answer = _Answer(tuple(records), today)
                self._keep(one, answer)
            with self._lock:
                for other in others:
                    self._wanted.pop(other, None)
                for old in list(self._held)[: max(0, len(self._held) - _HELD)]:
                    if old != key:
                        del self._held[old]
            return self._held[key]

    def _fetched_or_alone(self, batch: list[str]) -> dict[str, list[Raw]]:
        """Look a batch up; where the service refuses it, the first alone, which may be in order."""
        try:
            found = self._fetched(batch)
        except RequestRefused:
            if len(batch) == 1:
                raise
            batch = batch[:1]
            found = self._fetched(batch)
        return {key: found.get(key, []) for key in batch}

    def _searched(self, expression: str, most: int) -> _Answer:
        key = f"search {most} {expression}"
        kept = self._kept(key)
        if kept is None:
            kept = _Answer(tuple(self._found(expression, most)[:most]), self._service.today())
            self._keep(key, kept)
        return kept

    def _kept(self, key: str) -> _Answer | None:
        answer = self._cache.get(self._cache_key(key)) if self._cache else None
        records = answer.get("records") if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not isinstance(records, list):
            return None
        found = tuple(record for record in records if isinstance(record, dict))
        return _Answer(found, str(answer.get("retrieved", "")))

    def _keep(self, key: str, answer: _Answer) -> None:
        if self._cache:
            records: list[Json] = list(answer.records)
            put: Json = {"retrieved": answer.retrieved, "records": records}
            self._cache.put(self._cache_key(key), put, found=bool(records))

    def _cache_key(self, key: str) -> str:
        return f"{self.NAME} {self._service.base} {key}"


def printed_doi(query: Query) -> str:
    """Give the DOI printed, in lower case; empty for none, and for what is no DOI."""
    return (dois.parse(query.doi) or "").casefold()


def title_words(query: Query, most: int) -> list[str]:
    """Give the words of the printed title, in lower case, so that none of them is an operator."""
    text = plain(query.title)[:_LONGEST].casefold()
    return list(dict.fromkeys(_WORD.findall(text)))[:most]


def first_family(query: Query) -> str:
    """Give the words of the first author's family name."""
    return " ".join(_WORD.findall(query.authors[0].casefold())[:4]) if query.authors else ""


def _shares(query: Query, found: Candidate) -> bool:
    """Whether a record's title stands in the reference, for the most part."""
    title = words_of(str(found.item.get("title", "")))
    printed = {*words_of(query.title), *words_of(query.text)}
    return bool(title) and sum(word in printed for word in title) >= _SHARED * len(title)
