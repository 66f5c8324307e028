"""OpenAlex's API as a source: works of every kind, gathered from Crossref and many others.

Its records of works with a DOI of Crossref's come from Crossref for the most part, so that the two
agreeing is one witness rather than two.

Sources: OpenAlex's documentation for developers (developers.openalex.org: authentication and costs
since February 2026, where single works are free, lists cost a tenth of searches, and a free key
multiplies what may be asked in a day; filters, of which one may list 100 values; the work object).
"""

import os
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from joinedup_refs.model.evidence import Candidate, FreeCopy, Update
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import doi as dois
from joinedup_refs.notation.identifiers import issn
from joinedup_refs.sources.answer_cache import Cache
from joinedup_refs.sources.catalogue import Catalogue, Raw, printed_doi, title_words
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.crossref_work import bare_doi
from joinedup_refs.sources.open_values import free_copy, licence, unindexed
from joinedup_refs.sources.polite import RecordMissing, Terms
from joinedup_refs.sources.record_values import (
    date_parts,
    filled,
    inner,
    issued,
    objects,
    read_json,
    split_name,
    texts,
    years,
)
from joinedup_refs.sources.source import Query
from joinedup_refs.sources.throttle import REAL, Timing
from joinedup_refs.tables import rows

KEY = "OPENALEX_API_KEY"
"""The variable of the environment that a key is taken from where none is given."""
_TYPES = {(row["type"], row["venue"]): row for row in rows("openalex_types")}
_CONTAINERS = {"journal": "container-title", "conference": "container-title"}
_SEPARATORS = frozenset(",|")
"""What parts the values of a filter, and so cannot stand in one."""
_SEARCH = 10
"""What a search costs, in lists."""
_WITH_KEY, _WITHOUT = 10_000, 1_000
"""Lists that a day's allowance pays for, a dollar with a free key and ten cents without; an older
page of OpenAlex's says one cent."""
_LISTED = 100
"""Authors that a work in a list bears at the most; others are left out there."""


class OpenAlex(Catalogue):
    """Asks OpenAlex, politely; see `Catalogue` for what it may be told.

    `api_key` is a key of one's own, which is free and allows more in a day; without it the one that
    the variable `OPENALEX_API_KEY` holds, if it holds any. It is sent to OpenAlex alone.
    """

    NAME = "openalex"
    TERMS = Terms(
        title="OpenAlex",
        home="https://api.openalex.org",
        per_second=5,
        at_once=2,
        overrun=f"go on tomorrow, or set {KEY} to a key of your own, which is free",
    )
    BATCH = 25

    def __init__(  # noqa: PLR0913  (as for every catalogue, and a key)
        self,
        mailto: str = "",
        *,
        api_key: str | None = None,
        base_url: str = "",
        timeout_s: float = 20.0,
        patience_s: float = 120.0,
        cache: Cache | os.PathLike[str] | str | None = None,
        offline: bool = False,
        on_wait: Callable[[float, str], None] | None = None,
        timing: Timing = REAL,
    ) -> None:
        self._api_key = os.environ.get(KEY, "").strip() if api_key is None else api_key
        super().__init__(
            mailto,
            base_url=base_url,
            timeout_s=timeout_s,
            patience_s=patience_s,
            cache=cache,
            offline=offline,
            on_wait=on_wait,
            timing=timing,
        )

    def _days(self, searches: int, lookups: int) -> int:
        cost = _SEARCH * searches + lookups
        return max(1, -(-cost // (_WITH_KEY if self._api_key else _WITHOUT)))

    def _hint(self, days: int) -> str:
        if self._api_key or days == 1:
            return ""
        return f"with a key of your own in {KEY}, which is free, it is ten times as much in a day"

    def _secret(self) -> dict[str, str]:
        return {"api_key": self._api_key} if self._api_key else {}

    def _identifiers(self, query: Query) -> tuple[str, ...]:
        if doi := printed_doi(query):
            return (f"doi:{doi}",)
        return (f"pmid:{query.pmid}",) if query.pmid else ()

    def _fetched(self, keys: Sequence[str]) -> Mapping[str, list[Raw]]:
        found: dict[str, list[Raw]] = {}
        for scheme in ("doi:", "pmid:"):
            of_scheme = [key for key in keys if key.startswith(scheme)]
            listed = [key for key in of_scheme if not _SEPARATORS & set(key)]
            if len(listed) > 1:
                values = "|".join(key.removeprefix(scheme) for key in listed)
                for work in self._listed({"filter": scheme + values}, len(listed)):
                    for key in _keys(work):
                        found.setdefault(key, []).append(work)
                of_scheme = [key for key in of_scheme if key not in listed]
            for key in of_scheme:
                found[key] = self._single(key)
        return found

    def _expression(self, query: Query) -> str:
        return " ".join(title_words(query, 30))

    def _found(self, expression: str, most: int) -> list[Raw]:
        return self._listed({"filter": f"title.search:{expression}"}, most)

    def _listed(self, asked: Mapping[str, str], most: int) -> list[Raw]:
        """Ask for a list; a work that has more authors there than are listed is asked for alone."""
        works = self._service.ask("/works", {**asked, "per-page": str(most)}, _results)
        return [
            whole for work in works for whole in (self._whole(work) if _is_cut(work) else [work])
        ]

    def _whole(self, work: Raw) -> list[Raw]:
        identifier = plain(work.get("id")).rpartition("/")[2]
        return self._single(identifier) if identifier.isalnum() else []

    def _single(self, key: str) -> list[Raw]:
        """Ask for a single work, which costs nothing."""
        try:
            return [self._service.ask(f"/works/{quote(key, safe=':/')}", {}, _single)]
        except RecordMissing:
            return []

    def _candidate(self, record: Raw, retrieved: str) -> Candidate:
        return candidate(record, self.name, retrieved)


def _results(body: bytes) -> list[Raw]:
    results = read_json(body).get("results")
    if not isinstance(results, list):
        raise TypeError("a list without results")
    return [work for work in results if isinstance(work, dict)]


def _single(body: bytes) -> Raw:
    work = read_json(body)
    if not plain(work.get("id")):
        raise TypeError("a work without an identifier")
    return work


def _is_cut(work: Mapping[str, Json]) -> bool:
    """Whether a work in a list may lack authors."""
    return len(objects(work.get("authorships"))) >= _LISTED


def _keys(work: Mapping[str, Json]) -> list[str]:
    pmid = plain(inner(work, "ids", "pmid")).rpartition("/")[2]
    return [f"doi:{bare_doi(work.get('doi'))}", f"pmid:{pmid}"]


def candidate(work: Mapping[str, Json], source: str = "openalex", retrieved: str = "") -> Candidate:
    """Give a work of OpenAlex's as a candidate; what is malformed in it is left out.

    `retrieved` is the day it was fetched, ISO 8601.
    """
    doi = bare_doi(work.get("doi"))
    date = date_parts(work.get("publication_date"), retrieved)
    year = date_parts(work.get("publication_year"), retrieved)
    versions = [
        other
        for place in objects(work.get("locations"))
        if (other := dois.parse(plain(place.get("landing_page_url"))) or "").casefold() != doi
        and other
    ]
    retracted = work.get("is_retracted") is True
    return Candidate(
        origin=Record(
            source=source, id=plain(work.get("id")).rpartition("/")[2] or doi, retrieved=retrieved
        ),
        item=_item(work, doi, date if date[:1] == year or not year else year),
        years=years([year, date]),
        free_copy=_free_copy(work),
        related=tuple(dict.fromkeys(("has-version", other.casefold()) for other in versions)),
        updates=(Update(kind="retraction", label="retracted"),) if retracted else (),
    )


def _item(work: Mapping[str, Json], doi: str, date: list[int]) -> dict[str, Json]:
    venue = inner(work, "primary_location", "source")
    of_venue = plain(inner(venue, "type"))
    kind = plain(work.get("type"))
    row = _TYPES.get((kind, of_venue)) or _TYPES.get((kind, "*")) or _TYPES["other", "*"]
    first, last = (plain(inner(work, "biblio", f"{end}_page")) for end in ("first", "last"))
    authorships = objects(work.get("authorships"))
    preprint = row["genre"] == "preprint"
    publisher = inner(venue, "display_name" if preprint else "host_organization_name")
    item: dict[str, Json] = {
        "type": row["csl"],
        "genre": row["genre"],
        "DOI": doi,
        "title": plain(work.get("title")) or plain(work.get("display_name")),
        "author": [name for name in map(_name, authorships) if name],
        "issued": issued(date),
        "volume": plain(inner(work, "biblio", "volume")),
        "issue": plain(inner(work, "biblio", "issue")),
        "page": f"{first}-{last}" if first and last and first != last else first or last,
        "publisher": plain(publisher),
        "language": plain(work.get("language")),
        "abstract": unindexed(work.get("abstract_inverted_index")),
        "license": licence(
            inner(work, "primary_location", "license"), inner(work, "best_oa_location", "license")
        ),
        "PMID": plain(inner(work, "ids", "pmid")).rpartition("/")[2],
        "ISSN": next((i for t in texts(inner(venue, "issn")) if (i := issn.parse(t))), ""),
    }
    if variable := _CONTAINERS.get(of_venue):
        item[variable] = plain(inner(venue, "display_name"))
    return filled(item)


def _free_copy(work: Mapping[str, Json]) -> FreeCopy | None:
    place = work.get("best_oa_location")
    url = inner(place, "pdf_url") or inner(place, "landing_page_url")
    return free_copy(url, inner(place, "version"))


def _name(authorship: Mapping[str, Json]) -> Json:
    """Give an author as the work prints him, since OpenAlex may take him for somebody else."""
    printed = plain(authorship.get("raw_author_name"))
    return split_name(printed or plain(inner(authorship, "author", "display_name")))
