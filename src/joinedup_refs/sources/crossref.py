"""Crossref's REST API as a source of records, through habanero.

Sources: Crossref's REST API and its etiquette, with the limits in force since 1 December 2025
(with an address: 10 single records and 3 lists a second, 3 requests at once; without: 5 a second,
one at once, of which this asks for one); aliased DOIs answered with 301 since 25 February 2025.

habanero is kept behind this module. It does not encode DOIs, opens a connection for every call, is
silent about pace, and raises many kinds of errors; what is asked through it is one DOI or one
search at a time.
"""

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar
from urllib.parse import quote, unquote, urljoin, urlsplit

import habanero
import tenacity

from joinedup_refs.errors import ConfigInvalid, SourceUnavailable
from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.sources.crossref_errors import NONSENSE, Failure, Fault, failure_of
from joinedup_refs.sources.crossref_work import bare_doi, candidate
from joinedup_refs.sources.source import Query
from joinedup_refs.sources.throttle import REAL, Breaker, Throttle, Timing, backoff_s
from joinedup_refs.version import __version__

_T = TypeVar("_T")
_Work: TypeAlias = Mapping[str, Json]
"""A work as Crossref gives it."""
_HOME = "https://api.crossref.org"
_ATTEMPTS: dict[Fault, int] = {"overrun": 4, "broken": 4, "slow": 2, "cut": 2}
"""How often a request is made at the most, by what went wrong with it; all else only once."""
_TOTAL_S = 60.0
"""How long all attempts of one request may take before the last begins."""
_REST_AFTER = 3
_REST_S = 60.0
_LONGEST = 1000
"""Characters of a reference that are searched for; an address of 8 kB is refused."""
_HOPS = 3
_MAILTO = re.compile(r"[!-~]{1,64}@[\w.-]{1,255}", re.ASCII)
_WAYS_OUT: dict[Fault, str] = {
    "overrun": "try again later, or give your mail address (mailto): those who do are served first",
    "broken": "try again later; https://status.crossref.org tells its state",
    "slow": "try again later, or allow more time",
    "cut": "try again later, and look at your connection",
    "down": "look at your connection and its proxy, or work without this source",
}
_WAY_OUT = "look whether your network wants a log-in, and whether the address is right: {}"


class Cache(Protocol):
    """Keeps answers between requests; it may be asked from several threads at once."""

    def get(self, key: str) -> Json | None:
        """Give what was put under the key; None for nothing, or nothing fresh."""

    def put(self, key: str, answer: Json, *, found: bool) -> None:
        """Keep an answer; one that found nothing for a shorter time."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Works as they came, and the day they did."""

    works: tuple[_Work, ...]
    retrieved: str


class _Failed(Exception):  # noqa: N818  (never leaves this module)
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.what)
        self.failure = failure


class Crossref:
    """Asks Crossref, politely; made once and used from any number of threads.

    `mailto` is an address that Crossref may write to; it serves those who give one better.
    `timeout_s` is for one attempt, in seconds. `on_wait` is told of every back-off: seconds, and
    why. A service in Crossref's shape elsewhere is asked by its `base_url`.

    Raises:
        ConfigInvalid: `mailto` is no mail address, or `base_url` none of the web.
    """

    def __init__(
        self,
        mailto: str = "",
        *,
        base_url: str = _HOME,
        timeout_s: float = 20.0,
        cache: Cache | None = None,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
    ) -> None:
        if mailto and not _MAILTO.fullmatch(mailto):
            raise ConfigInvalid(f"{mailto!r} is no mail address; give one like you@example.org")
        if urlsplit(base_url).scheme not in {"http", "https"} or not urlsplit(base_url).hostname:
            msg = f"{base_url!r} is no address of the web; Crossref's own is {_HOME}"
            raise ConfigInvalid(msg)
        self._base = base_url.rstrip("/")
        self._client = habanero.Crossref(
            base_url=self._base,
            mailto=mailto or None,
            ua_string=f"joinedup-refs/{__version__}",
            timeout=timeout_s,
        )
        self._cache = cache
        self._on_wait = on_wait
        self._timing = timing
        places = threading.Semaphore(3 if mailto else 1)
        self._lists = Throttle(3 if mailto else 1, places, timing)
        self._singles = Throttle(10, places, timing) if mailto else self._lists
        self._breaker = Breaker(_REST_AFTER, _REST_S, timing)

    @property
    def name(self) -> str:
        """Its name in origins and reports."""
        return "crossref"

    def candidates(self, query: Query, *, most: int = 5) -> tuple[Candidate, ...]:
        """Give the work of the printed DOI, then the works that a search for the text finds.

        At most two requests are made, retries and aliases aside.

        Raises:
            SourceUnavailable: Crossref could not be asked, or its answer made no sense.
        """
        if most < 1:
            return ()
        found = [*self._of_doi(query.doi), *self._of_text(_wording(query), most)]
        by_id = {one.origin.id: one for one in reversed(found)}
        return tuple(by_id[key] for key in dict.fromkeys(one.origin.id for one in found))[:most]

    def _of_doi(self, doi: str) -> tuple[Candidate, ...]:
        doi = dois.parse(doi) or doi.strip()
        if not doi:
            return ()
        answer = self._kept(f"work {doi.casefold()}", lambda: self._work(doi))
        return tuple(_also_called(self._candidate(w, answer), doi) for w in answer.works)

    def _of_text(self, text: str, most: int) -> tuple[Candidate, ...]:
        if not any(char.isalnum() for char in text):
            return ()
        answer = self._kept(f"search {most} {text}", lambda: self._search(text, most))
        return tuple(self._candidate(work, answer) for work in answer.works)

    def _candidate(self, work: _Work, answer: _Answer) -> Candidate:
        return candidate(work, self.name, answer.retrieved)

    def _kept(self, key: str, ask: Callable[[], tuple[_Work, ...]]) -> _Answer:
        """Give the answer that is kept under the key, or ask and keep it."""
        key = f"{self._base} {key}"
        kept = self._cache.get(key) if self._cache else None
        if isinstance(kept, dict) and isinstance(kept.get("works"), list):
            works = kept["works"]
            return _Answer(
                tuple(w for w in works if isinstance(w, dict)),  # type: ignore[union-attr]  # a list, as tested
                str(kept.get("retrieved", "")),
            )
        answer = _Answer(ask(), self._timing.today().isoformat())
        if self._cache:
            works = [dict(work) for work in answer.works]
            put: Json = {"retrieved": answer.retrieved, "works": works}
            self._cache.put(key, put, found=bool(works))
        return answer

    def _work(self, doi: str) -> tuple[_Work, ...]:
        """Look one DOI up, following it where it is another's alias."""
        for _ in range(_HOPS):
            path = encoded(doi)
            try:
                return (self._ask(self._singles, partial(self._get, path)),)
            except _Failed as failed:
                if failed.failure.fault == "missing":
                    return ()
                elsewhere = self._doi_at(failed.failure.location, path)
                if failed.failure.fault != "moved" or not elsewhere:
                    raise self._unavailable(failed.failure) from failed
                doi = elsewhere
        raise self._unavailable(Failure("moved", "sent us from one DOI to the next"))

    def _doi_at(self, location: str, path: str) -> str:
        """Give the DOI that a redirection of this very service leads to."""
        here = f"{self._base}/works/"
        there = urlsplit(urljoin(here + path, location))
        prefix = urlsplit(here).path
        same = there.hostname == urlsplit(here).hostname and there.path.startswith(prefix)
        return unquote(there.path.removeprefix(prefix)) if location and same else ""

    def _search(self, text: str, most: int) -> tuple[_Work, ...]:
        try:
            return self._ask(self._lists, partial(self._list, text, most))
        except _Failed as failed:
            raise self._unavailable(failed.failure) from failed

    def _get(self, path: str) -> _Work:
        """Request one work."""
        work = _message(self._client.works(ids=path))
        if not isinstance(work.get("DOI"), str):
            raise TypeError("a work without a DOI")
        return work

    def _list(self, text: str, most: int) -> tuple[_Work, ...]:
        """Request the works that fit a text; `select` is not used, as it lacks some fields."""
        items = _message(self._client.works(query_bibliographic=text, limit=most)).get("items")
        if not isinstance(items, list):
            raise TypeError("a list without items")
        return tuple(_object(item) for item in items)

    def _ask(self, throttle: Throttle, call: Callable[[], _T]) -> _T:
        """Make a request in its turn, again where that may help.

        Raises:
            _Failed: the last attempt's failure.
        """
        began = self._timing.clock()

        def give_up(state: tenacity.RetryCallState) -> bool:
            failure = _failure(state)
            spent_s = self._timing.clock() - began + state.upcoming_sleep
            return state.attempt_number >= _ATTEMPTS.get(failure.fault, 1) or spent_s > _TOTAL_S

        def wait_s(state: tenacity.RetryCallState) -> float:
            return max(
                backoff_s(state.attempt_number, self._timing), _failure(state).after_s or 0.0
            )

        def before_sleep(state: tenacity.RetryCallState) -> None:
            if _failure(state).fault == "overrun":
                throttle.pause(state.upcoming_sleep)
            if self._on_wait:
                self._on_wait(state.upcoming_sleep, f"Crossref {_failure(state).what}")

        retrying = tenacity.Retrying(
            sleep=self._timing.sleep,
            stop=give_up,
            wait=wait_s,
            retry=tenacity.retry_if_exception_type(_Failed),
            before_sleep=before_sleep,
            reraise=True,
        )
        try:
            answer: _T = retrying(self._once, throttle, call)
        except _Failed as failed:
            self._note(failed.failure)
            raise
        self._breaker.answered()
        return answer

    def _once(self, throttle: Throttle, call: Callable[[], _T]) -> _T:
        if why := self._breaker.open_because():
            raise SourceUnavailable(why)
        with throttle.turn():
            try:
                return call()
            except Exception as error:
                raise _Failed(failure_of(error)) from error

    def _note(self, failure: Failure) -> None:
        if failure.fault in {"missing", "moved", "refused"}:
            self._breaker.answered()
        elif failure.fault == "overrun" and (failure.after_s or 0.0) > _TOTAL_S:
            self._breaker.rest(self._told(failure), failure.after_s or 0.0)
        else:
            self._breaker.failed(self._told(failure))

    def _unavailable(self, failure: Failure) -> SourceUnavailable:
        return SourceUnavailable(self._told(failure))

    def _told(self, failure: Failure) -> str:
        called = "Crossref" if self._base == _HOME else f"Crossref (at {self._base})"
        what = failure.what
        if failure.after_s:
            what += f" and asks us to wait {failure.after_s:.0f} seconds"
        return f"{called} {what}\n{_WAYS_OUT.get(failure.fault, _WAY_OUT.format(self._base))}"


def encoded(doi: str) -> str:
    """Percent-encode a DOI as a path, slashes inside it aside.

    >>> encoded("10.1002/(sici)1097<1::aid>3.0.co;2-#?/")
    '10.1002/%28sici%291097%3C1%3A%3Aaid%3E3.0.co%3B2-%23%3F%2F'
    """
    path = quote(doi.strip(), safe="/", errors="ignore")
    return re.sub(r"/(?=/|\.{1,2}(?:/|\Z)|\Z)", "%2F", path)


def _wording(query: Query) -> str:
    """Give the words to search for: the reference as it reads, or else what is known of it."""
    text = query.text or " ".join(
        (*query.authors, query.year, query.title, query.container, query.volume, query.page)
    )
    return " ".join(text.encode("utf-8", "ignore").decode().split())[:_LONGEST]


def _message(answer: Any) -> _Work:
    return _object(_object(answer).get("message"))


def _object(value: Any) -> _Work:
    if not isinstance(value, dict):
        raise TypeError("another shape than a record's")
    return value


def _failure(state: tenacity.RetryCallState) -> Failure:
    error = state.outcome.exception() if state.outcome else None
    return error.failure if isinstance(error, _Failed) else NONSENSE


def _also_called(found: Candidate, doi: str) -> Candidate:
    """Note the DOI that was asked for as another of the work's, where they differ."""
    asked = bare_doi(doi)
    if asked in {found.origin.id, *found.aliases}:
        return found
    return found.model_copy(update={"aliases": (*found.aliases, asked)})
