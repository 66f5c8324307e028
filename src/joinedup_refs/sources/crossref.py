"""Crossref's REST API as a source of records."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.sources.ahead import Ahead
from joinedup_refs.sources.answer_cache import Cache, opened
from joinedup_refs.sources.crossref_asking import HOME, Service, Work, encoded
from joinedup_refs.sources.crossref_limits import POLITE, PUBLIC, Limits
from joinedup_refs.sources.crossref_work import bare_doi, candidate
from joinedup_refs.sources.faults import RequestFailed
from joinedup_refs.sources.source import Plan, Query
from joinedup_refs.sources.throttle import REAL, Timing

__all__ = ["Cache", "Crossref", "encoded"]

_LONGEST = 1000
"""Characters of a reference that are searched for; an address of 8 kB is refused."""
_NOT_KEPT = ("assertion", "reference")
"""Parts of a work that nothing here looks at, and that are most of it."""
_FOR_READERS = ("abstract", "license", "link")
"""Parts that are looked at on request only, and that would make what is kept much larger."""
_IN_A_BATCH = 50
"""DOIs in one request; Crossref answers so many fastest."""
_QUICKER = f"with your mail address (mailto) it is {POLITE.lists} a second"
_SMALL = 30
"""DOIs of a failed request from which on it is halved; of fewer, each is looked up alone."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Works as they came, and the day they did."""

    works: tuple[Work, ...]
    retrieved: str


class Crossref:
    """Asks Crossref, politely; made once and used from any number of threads.

    `mailto` is an address that Crossref may write to; it serves those who give one better.
    `timeout_s` is for one attempt, in seconds. Answers are kept in `cache`, or in the file that it
    names. `on_wait` is told of every back-off: seconds, and why. A service in Crossref's shape
    elsewhere is asked by its `base_url`, and within other `limits` where it can bear more. With
    `offline` only what the cache holds is given, and all else could not be checked. With `whole`
    abstract, licence and free copy are taken in too, which no check needs. When Crossref goes down
    after it has answered, it is waited for up to `patience_s` seconds.

    Raises:
        ConfigInvalid: `mailto` is no mail address, `base_url` none of the web, or the file is no
            cache.
    """

    def __init__(  # noqa: PLR0913  (what a caller may say; each has a default)
        self,
        mailto: str = "",
        *,
        base_url: str = HOME,
        timeout_s: float = 20.0,
        patience_s: float = 120.0,
        limits: Limits | None = None,
        cache: Cache | os.PathLike[str] | str | None = None,
        offline: bool = False,
        whole: bool = False,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
    ) -> None:
        self._limits = limits or (POLITE if mailto else PUBLIC)
        self._service = Service(
            base_url,
            mailto,
            self._limits,
            timing,
            timeout_s=timeout_s,
            patience_s=patience_s,
            on_wait=on_wait,
        )
        self._cache = opened(cache)
        self._offline = offline
        self._left_out = _NOT_KEPT if whole else (*_NOT_KEPT, *_FOR_READERS)
        self._kept_under = f"{self._service.base} whole" if whole else self._service.base
        self._timing = timing
        self._ahead = Ahead(self._batch, _IN_A_BATCH)

    @property
    def name(self) -> str:
        """Its name in origins and reports."""
        return "crossref"

    def candidates(self, query: Query, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the work of the printed DOI, then the works that a search for the text finds.

        At most two requests are made, retries and aliases aside. If one of them fails, the other
        is made all the same, so that its answer is kept.

        Raises:
            SourceUnavailable: Crossref could not be asked, or its answer made no sense.
        """
        if most < 1:
            return ()
        found: list[Candidate] = []
        failed: list[SourceUnavailable] = []
        for ask in (
            partial(self._of_doi, query.doi),
            partial(self._of_text, _wording(query), most),
        ):
            try:
                found += ask()
            except SourceUnavailable as error:
                failed.append(error)
        if failed:
            raise failed[0]
        by_id = {one.origin.id: one for one in reversed(found)}
        return tuple(by_id[key] for key in dict.fromkeys(one.origin.id for one in found))[:most]

    def prefetch(self, dois: Iterable[str]) -> None:
        """Take note of DOIs that will be asked about: the first asked for brings fifty along."""
        if not self._offline:
            folded = (_asked_for(doi) for doi in dois)
            # a blank would part what stands in a list of Crossref's
            whole = (doi for doi in folded if doi.split() == [doi])
            self._ahead.announce(doi for doi in whole if not self._kept(_of_work(doi)))

    def plan(self, queries: Iterable[Query], *, most: int = 5) -> Plan:
        """Count the requests that are to be made for these queries; nothing is asked."""
        seen: set[int] = set()
        kept = named = searches = 0
        for query in queries:
            for key in _keys(query, most):
                # numbers in place of keys, since there may be millions
                number = hash(key)
                if number in seen:
                    continue
                seen.add(number)
                if self._kept(key):
                    kept += 1
                elif key.startswith(_of_work("")):
                    named += 1
                else:
                    searches += 1
        lookups = -(-named // _IN_A_BATCH)
        hint = _QUICKER if self._limits is PUBLIC else ""
        return Plan(self.name, searches, lookups, kept, self._limits.lists, hint)

    def _of_doi(self, doi: str) -> tuple[Candidate, ...]:
        doi = _asked_for(doi)
        if not doi:
            return ()
        key = _of_work(doi)
        answer = self._kept(key) or self._ahead.of(doi)
        if answer is None:
            answer = self._brought(key, lambda: _some(self._service.work(doi)))
        return tuple(_also_called(self._candidate(w, answer), doi) for w in answer.works)

    def _of_text(self, text: str, most: int) -> tuple[Candidate, ...]:
        if not text:
            return ()
        key = _of_search(text, most)
        answer = self._kept(key) or self._brought(
            key, lambda: self._service.search(text, most)[:most]
        )
        return tuple(self._candidate(work, answer) for work in answer.works)

    def _candidate(self, work: Work, answer: _Answer) -> Candidate:
        return candidate(work, self.name, answer.retrieved)

    def _batch(self, asked: Sequence[str]) -> dict[str, _Answer]:
        """Look several DOIs up at once; a request that fails is halved, as one may be the cause."""
        try:
            works = self._service.works(asked)
        except RequestFailed as failed:
            if len(asked) < _SMALL or failed.failure.fault in {"down", "overrun"}:
                return {}
            half = len(asked) // 2
            return self._batch(asked[:half]) | self._batch(asked[half:])
        except SourceUnavailable:
            return {}
        wanted = set(asked)
        return {
            doi: self._keep(_of_work(doi), (work,))
            for work in works
            if (doi := _asked_for(str(work["DOI"]))) in wanted
        }

    def _kept(self, key: str) -> _Answer | None:
        """Give the answer that is kept under the key."""
        kept = self._cache.get(f"{self._kept_under} {key}") if self._cache else None
        works = kept.get("works") if isinstance(kept, dict) else None
        if not isinstance(kept, dict) or not isinstance(works, list):
            return None
        found = tuple(work for work in works if isinstance(work, dict))
        return _Answer(found, str(kept.get("retrieved", "")))

    def _brought(self, key: str, ask: Callable[[], tuple[Work, ...]]) -> _Answer:
        """Ask, and keep the answer.

        Raises:
            SourceUnavailable: nothing came of it, or nothing may be asked.
        """
        if self._offline:
            msg = (
                "nothing that Crossref has answered before is kept about it\n"
                "ask again with --offline left out"
            )
            raise SourceUnavailable(msg, ask_on=True)
        try:
            return self._keep(key, ask())
        except RequestFailed as failed:
            raise self._service.unavailable(failed.failure) from failed

    def _slim(self, work: Work) -> Work:
        return {name: value for name, value in work.items() if name not in self._left_out}

    def _keep(self, key: str, works: tuple[Work, ...]) -> _Answer:
        answer = _Answer(tuple(map(self._slim, works)), self._timing.today().isoformat())
        if self._cache:
            put: Json = {
                "retrieved": answer.retrieved,
                "works": [dict(work) for work in answer.works],
            }
            self._cache.put(f"{self._kept_under} {key}", put, found=bool(works))
        return answer


def _keys(query: Query, most: int) -> Iterator[str]:
    """Give the keys of the answers that a query needs."""
    if doi := _asked_for(query.doi):
        yield _of_work(doi)
    if text := _wording(query):
        yield _of_search(text, most)


def _of_work(doi: str) -> str:
    return f"work {doi}"


def _of_search(text: str, most: int) -> str:
    return f"search {most} {text}"


def _asked_for(doi: str) -> str:
    return dois.parse(doi) or doi.strip().casefold()


def _wording(query: Query) -> str:
    """Give the words to search for: the reference as it reads, or else what is known of it."""
    text = query.text or " ".join(
        (*query.authors, query.year, query.title, query.container, query.volume, query.page)
    )
    words = " ".join(text.encode("utf-8", "ignore").decode().split())[:_LONGEST]
    return words if any(char.isalnum() for char in words) else ""


def _some(work: Work | None) -> tuple[Work, ...]:
    return () if work is None else (work,)


def _also_called(found: Candidate, doi: str) -> Candidate:
    """Note the DOI that was asked for as another of the work's, where they differ."""
    asked = bare_doi(doi)
    if asked in {found.origin.id, *found.aliases}:
        return found
    return found.model_copy(update={"aliases": (*found.aliases, asked)})
