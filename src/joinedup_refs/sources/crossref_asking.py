"""Requests to Crossref through habanero: in their turn, within limits, again where that may help.

habanero is kept behind this module. It does not encode DOIs, opens a connection for every call, is
silent about pace and about the headers of answers, and raises many kinds of errors; what is asked
through it is one DOI, one list of DOIs or one search at a time.

Sources: Crossref's REST API and its etiquette; aliased DOIs answered with 301 since 25 February
2025.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias, TypeGuard
from urllib.parse import quote, unquote, urljoin, urlsplit

import habanero

from joinedup_refs.errors import SourceUnavailable
from joinedup_refs.model.value import Json
from joinedup_refs.sources.callers import PROGRAM, called, checked_base, checked_mailto
from joinedup_refs.sources.crossref_errors import failure_of
from joinedup_refs.sources.crossref_limits import Limits
from joinedup_refs.sources.faults import Failure, Fault, RequestFailed
from joinedup_refs.sources.requesting import OF_THE_SERVICE, Requests
from joinedup_refs.sources.throttle import Timing

Work: TypeAlias = Mapping[str, Json]
"""A work as Crossref gives it."""
HOME = "https://api.crossref.org"

_SLACK = 1.05
"""How much slower than allowed we ask: requests do not arrive as evenly as they are sent."""
_HOPS = 3
_WAYS_OUT: dict[Fault, str] = {
    "overrun": "try again later, or give your mail address (mailto): those who do are served first",
    "broken": "try again later; https://status.crossref.org tells its state",
    "slow": "try again later, or allow more time",
    "cut": "try again later, and look at your connection",
    "down": "look at your connection and its proxy, or work without this source",
}
_WAY_OUT = "look whether your network wants a log-in, and whether the address is right: {}"


class Service:
    """A service in Crossref's shape, asked politely from any number of threads.

    Once it has answered, it is waited for up to `patience_s` seconds when it goes down; where it
    never did, nobody waits.

    Raises:
        ConfigInvalid: `mailto` is no mail address, or `base_url` none of the web.
    """

    def __init__(
        self,
        base_url: str,
        mailto: str,
        limits: Limits,
        timing: Timing,
        *,
        timeout_s: float,
        patience_s: float,
        on_wait: Callable[[float, str], None] | None,
    ) -> None:
        self.base = checked_base(base_url, "Crossref", HOME)
        self._client = habanero.Crossref(
            base_url=self.base,
            mailto=checked_mailto(mailto) or None,
            ua_string=PROGRAM,
            timeout=timeout_s,
        )
        self._requests = Requests(
            "Crossref",
            self._told,
            _slower,
            timing,
            at_once=limits.at_once,
            timeout_s=timeout_s,
            patience_s=patience_s,
            on_wait=on_wait,
        )
        self._lists = self._requests.paced(limits.lists / _SLACK)
        self._singles = self._requests.paced(limits.singles / _SLACK)

    def work(self, doi: str) -> Work | None:
        """Look one DOI up, following it where it is another's alias; None where there is none.

        Raises:
            RequestFailed: nobody knows.
            SourceUnavailable: the service is left alone for now.
        """
        for _ in range(_HOPS):
            try:
                found = self._requests.make(self._singles, partial(self._get, doi))
            except RequestFailed as failed:
                if failed.failure.fault == "missing":
                    return None
                raise
            if not isinstance(found, str):
                return found
            doi = found
        raise RequestFailed(Failure("moved", "sent us from one DOI to the next"))

    def works(self, dois: Sequence[str]) -> tuple[Work, ...]:
        """Look several DOIs up in one request; those that it does not find may be there still.

        Raises:
            RequestFailed: nothing came of it, perhaps for the sake of one of them.
            SourceUnavailable: the service is left alone for now.
        """
        # habanero writes into the filter that it is given
        return self._requests.make(
            self._lists,
            lambda: self._list(filter={"doi": list(dois)}, limit=len(dois)),
            blamed=OF_THE_SERVICE,
        )

    def search(self, text: str, most: int) -> tuple[Work, ...]:
        """Give the works that fit a text, likeliest first; `select` lacks fields and is not used.

        Raises:
            RequestFailed: nobody knows.
            SourceUnavailable: the service is left alone for now.
        """
        return self._requests.make(
            self._lists, lambda: self._list(query_bibliographic=text, limit=most)
        )

    def unavailable(self, failure: Failure) -> SourceUnavailable:
        """Say what went wrong, and what may be done."""
        return SourceUnavailable(self._told(failure), ask_on=True)

    def _get(self, doi: str) -> Work | str:
        """Request one work; the DOI that it goes by now, where that is another."""
        path = encoded(doi)
        try:
            work = _message(self._client.works(ids=path))
        except Exception as error:
            failure = failure_of(error)
            elsewhere = self._doi_at(failure.location, path)
            if failure.fault == "moved" and elsewhere:
                return elsewhere
            raise
        if not _says_something(work):
            raise TypeError("a work that says nothing")
        return work

    def _doi_at(self, location: str, path: str) -> str:
        """Give the DOI that a redirection of this very service leads to."""
        here = f"{self.base}/works/"
        there = urlsplit(urljoin(here + path, location))
        prefix = urlsplit(here).path
        same = there.hostname == urlsplit(here).hostname and there.path.startswith(prefix)
        return unquote(there.path.removeprefix(prefix)) if location and same else ""

    def _list(self, **asked: Any) -> tuple[Work, ...]:
        """Request a list of works; what is no work in it is left out."""
        message = _message(self._client.works(**asked))
        items = message.get("items")
        if not isinstance(items, list):
            raise TypeError("a list without items")
        works = tuple(work for work in items if _says_something(work))
        total = message.get("total-results")
        if not works and (items or (isinstance(total, int) and total > 0)):
            raise TypeError("a list that lacks the works it tells of")
        return works

    def _told(self, failure: Failure) -> str:
        name = called("Crossref", self.base, HOME)
        what = failure.what
        if failure.after_s:
            what += f" and asks us to wait {failure.after_s:.0f} seconds"
        return f"{name} {what}\n{_WAYS_OUT.get(failure.fault, _WAY_OUT.format(self.base))}"


def _slower(error: Exception) -> Failure:
    """Tell what went wrong, any pace that the answer named kept below like our own."""
    failure = failure_of(error)
    pace = failure.limits.per_second
    slower = pace / _SLACK if pace else None
    return replace(failure, limits=failure.limits._replace(per_second=slower))


def encoded(doi: str) -> str:
    """Percent-encode a DOI as a path, slashes inside it aside.

    >>> encoded("10.1002/(sici)1097<1::aid>3.0.co;2-#?/")
    '10.1002/%28sici%291097%3C1%3A%3Aaid%3E3.0.co%3B2-%23%3F%2F'
    """
    path = quote(doi.strip(), safe="/", errors="ignore")
    return re.sub(r"/(?=/|\.{1,2}(?:/|\Z)|\Z)", "%2F", path)


def _message(answer: Any) -> Work:
    if not isinstance(answer, dict) or not isinstance(answer.get("message"), dict):
        raise TypeError("another shape than a record's")
    message: Work = answer["message"]
    return message


def _says_something(work: Any) -> TypeGuard[Work]:
    """Whether this is a work: it has a DOI, and more than that."""
    return (
        isinstance(work, dict)
        and isinstance(work.get("DOI"), str)
        and any(value for name, value in work.items() if name != "DOI")
    )
