"""What the services of records have in common: look up what is printed, or else search once."""

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple, TypeAlias

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.sources.ahead import Ahead
from joinedup_refs.sources.answer_cache import Cache, opened
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.polite import RequestRefused, Service, Terms
from joinedup_refs.sources.source import Plan, Query
from joinedup_refs.sources.throttle import REAL, Timing
from joinedup_refs.sources.words import words_of

Raw: TypeAlias = dict[str, Json]
"""A record as a service gives it."""
_WORD = re.compile(r"\w{1,50}")
_LONGEST = 500
"""Characters of a title that are searched for."""
_SMALL = 6
"""Identifiers of a refused request from which on it is halved; of fewer, each is asked alone."""
_SHARED = 0.5
"""The part of a record's title that must be printed for the record to be of the work at all."""


class _Answer(NamedTuple):
    """Records as they came, and the day they did."""

    records: tuple[Raw, ...]
    retrieved: str


class Catalogue(ABC):
    """A service of records, asked politely; made once and used from any number of threads.

    `mailto` is an address that its keepers may write to. `timeout_s` is for one piece of an answer,
    in seconds. Answers are kept in `cache`, or in the file that it names; with `offline` only what
    it holds is given, and all else could not be checked. `on_wait` is told of every waiting:
    seconds, and why. When the service goes down after it has answered, it is waited for up to
    `patience_s` seconds. A service of the same shape elsewhere is asked by its `base_url`.

    Raises:
        ConfigInvalid: `mailto` is no mail address, `base_url` none of the web, or the file is no
            cache.
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
        patience_s: float = 120.0,
        cache: Cache | os.PathLike[str] | str | None = None,
        offline: bool = False,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
    ) -> None:
        self._service = Service(
            self.TERMS,
            mailto,
            base_url=base_url,
            timeout_s=timeout_s,
            patience_s=patience_s,
            on_wait=on_wait,
            timing=timing,
            secret=self._secret(),
        )
        self._cache = opened(cache)
        self._offline = offline
        self._ahead: Ahead[_Answer] = Ahead(self._batch, self.BATCH)

    @property
    def name(self) -> str:
        """Its name in origins and reports."""
        return self.NAME

    def suits(self, query: Query) -> bool:
        """Whether the service may have such a work."""
        return not self.KINDS or query.kind in self.KINDS or bool(self._identifiers(query))

    def is_made_for(self, query: Query) -> bool:
        """Whether works of this kind are what the service is for."""
        return bool(query.kind) and query.kind in self.KINDS

    def announce(self, queries: Iterable[Query]) -> None:
        """Take note of what `candidates` is going to be asked, to look identifiers up together."""
        if not self._offline:
            keys = (key for query in queries for key in self._identifiers(query))
            self._ahead.announce(key for key in keys if not self._kept(key))

    def plan(self, queries: Iterable[Query], *, most: int = 5) -> Plan:
        """Count the requests to be made for these queries, at the least; nothing is asked.

        A search that follows because a record has another title is not foreseen.
        """
        seen: set[str] = set()
        kept = lookups = searches = 0
        for query in queries:
            named = self._identifiers(query)
            expression = "" if named else self._expression(query)
            for key in named or ((_of_search(expression, most),) if expression else ()):
                fresh = key not in seen
                seen.add(key)
                known = fresh and self._kept(key) is not None
                kept += known
                lookups += fresh and not known and bool(named)
                searches += fresh and not known and not named
        lists = -(-lookups // self.BATCH)
        days = self._days(searches, lists)
        return Plan(
            self.NAME,
            searches,
            lists,
            kept,
            self._service.per_second,
            self._hint(days),
            "identifiers",
            days,
        )

    def _days(self, searches: int, lookups: int) -> int:
        """Say how many days' allowance so many requests are; one where there is none."""
        del searches, lookups
        return 1

    def _hint(self, days: int) -> str:
        """Say what would make it quicker, work of so many days."""
        del days
        quickest = self.TERMS.per_second_known
        if self._service.per_second >= quickest:
            return ""
        return f"with your mail address (mailto) it is {quickest:g} a second"

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
        if len(keys) > 1:  # one request for all of them
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
        """Look identifiers up in one request; an empty list says that there is no record.

        Of several, one that is left out is asked for alone: the list may have been cut short.

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
        """Give what there is under an identifier, looked up with others that are to come."""
        kept = self._kept(key) or self._ahead.of(key)
        return kept or self._brought(key, lambda: self._fetched([key]).get(key, []))

    def _batch(self, keys: Sequence[str]) -> dict[str, _Answer]:
        """Look several up in one request; where it is refused, half of them, as one is the cause.

        Nothing is said of those that do not come back, nor of those about which the service could
        not be asked: each is asked for alone.
        """
        try:
            found = self._fetched(keys)
        except RequestRefused:
            if len(keys) < _SMALL:
                return {}
            half = len(keys) // 2
            return self._batch(keys[:half]) | self._batch(keys[half:])
        except SourceUnavailable:
            return {}
        return {key: self._keep(key, found[key]) for key in keys if key in found}

    def _searched(self, expression: str, most: int) -> _Answer:
        key = _of_search(expression, most)
        return self._kept(key) or self._brought(key, lambda: self._found(expression, most)[:most])

    def _brought(self, key: str, ask: Callable[[], Sequence[Raw]]) -> _Answer:
        """Ask, and keep the answer.

        Raises:
            SourceUnavailable: nothing came of it, or nothing may be asked.
        """
        if self._offline:
            msg = (
                f"nothing that {self.TERMS.title} has answered before is kept about it\n"
                "ask again with --offline left out"
            )
            raise SourceUnavailable(msg, ask_on=True)
        return self._keep(key, ask())

    def _kept(self, key: str) -> _Answer | None:
        answer = self._cache.get(self._cache_key(key)) if self._cache else None
        records = answer.get("records") if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not isinstance(records, list):
            return None
        found = tuple(record for record in records if isinstance(record, dict))
        return _Answer(found, str(answer.get("retrieved", "")))

    def _keep(self, key: str, found: Sequence[Raw]) -> _Answer:
        answer = _Answer(tuple(found), self._service.today())
        if self._cache:
            records: list[Json] = list(answer.records)
            put: Json = {"retrieved": answer.retrieved, "records": records}
            self._cache.put(self._cache_key(key), put, found=bool(records))
        return answer

    def _cache_key(self, key: str) -> str:
        return f"{self.NAME} {self._service.base} {key}"


def _of_search(expression: str, most: int) -> str:
    return f"search {most} {expression}"


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
