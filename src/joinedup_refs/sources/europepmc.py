"""Europe PMC's REST API as a source: PubMed, PubMed Central, and preprints of the life sciences.

Sources: Europe PMC, Articles RESTful API (europepmc.org/RestfulWebService: the `search` module, its
syntax, and results of the type `core`); MEDLINE/PubMed data elements, comments and corrections. It
publishes no limit of requests; three a second is what PubMed itself allows without a key.
"""

from collections.abc import Mapping, Sequence

from joinedup_refs.model.evidence import Candidate, FreeCopy, Update
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import isbn, issn
from joinedup_refs.sources.catalogue import Catalogue, Raw, printed_doi, title_words
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.crossref_work import bare_doi
from joinedup_refs.sources.open_values import abstract, best, free_copy, licence
from joinedup_refs.sources.polite import Terms
from joinedup_refs.sources.record_values import (
    date_parts,
    filled,
    inner,
    issued,
    objects,
    person,
    read_json,
    split_name,
    texts,
    years,
)
from joinedup_refs.sources.source import Query
from joinedup_refs.tables import rows

_NOTICES = {row["label"]: row["kind"] for row in rows("pubmed_notices")}
_RETRACTED = "retracted publication"


class EuropePMC(Catalogue):
    """Asks Europe PMC, politely; see `Catalogue` for what it may be told."""

    NAME = "europepmc"
    TERMS = Terms(
        title="Europe PMC",
        home="https://www.ebi.ac.uk/europepmc/webservices/rest",
        per_second=3,
        at_once=2,
    )
    BATCH = 20
    KINDS = frozenset({"article-journal", "review", "article", "document", ""})

    def _identifiers(self, query: Query) -> tuple[str, ...]:
        doi = printed_doi(query)
        printed = (
            f"pmid {query.pmid}" if query.pmid else "",
            f"pmcid {query.pmcid.upper()}" if query.pmcid else "",
            f"doi {doi}" if doi else "",
        )
        return tuple(one for one in printed if one)

    def _fetched(self, keys: Sequence[str]) -> Mapping[str, list[Raw]]:
        expression = " OR ".join(map(_named, keys))
        found: dict[str, list[Raw]] = {}
        # A preprint and its article may share what is asked for.
        for record in self._found(expression, 2 * len(keys)):
            for key in _keys(record):
                found.setdefault(key, []).append(record)
        return found

    def _expression(self, query: Query) -> str:
        words = title_words(query, 20)
        return f"TITLE:({' AND '.join(words)})" if words else ""

    def _found(self, expression: str, most: int) -> list[Raw]:
        asked = {
            "query": expression,
            "resultType": "core",
            "format": "json",
            "pageSize": str(most),
        }
        return self._service.ask("/search", asked, _results)

    def _candidate(self, record: Raw, retrieved: str) -> Candidate:
        return candidate(record, self.name, retrieved)


def _named(key: str) -> str:
    """Write an identifier as a search for it."""
    scheme, _, value = key.partition(" ")
    if scheme == "pmid":
        return f"(EXT_ID:{value} AND SRC:MED)"
    bare = value.replace('"', "").replace("\\", "")
    return f'DOI:"{bare}"' if scheme == "doi" else f"PMCID:{value}"


def _keys(record: Mapping[str, Json]) -> list[str]:
    pmid, pmcid = plain(record.get("pmid")), plain(record.get("pmcid")).upper()
    return [f"pmid {pmid}", f"pmcid {pmcid}", f"doi {bare_doi(record.get('doi'))}"]


def _results(body: bytes) -> list[Raw]:
    results = inner(read_json(body), "resultList", "result")
    if not isinstance(results, list):
        raise TypeError("a list without results")
    return [record for record in results if isinstance(record, dict)]


def candidate(
    record: Mapping[str, Json], source: str = "europepmc", retrieved: str = ""
) -> Candidate:
    """Give a result of Europe PMC's, of the type `core`, as a candidate.

    What is malformed in it is left out. `retrieved` is the day it was fetched, ISO 8601.
    """
    doi = bare_doi(record.get("doi"))
    journal = record.get("journalInfo")
    online = date_parts(record.get("electronicPublicationDate"), retrieved)
    in_print = date_parts(inner(journal, "printPublicationDate"), retrieved)
    said = [
        date_parts(inner(journal, "yearOfPublication"), retrieved),
        date_parts(record.get("pubYear"), retrieved),
        date_parts(inner(record, "bookOrReportDetails", "yearOfPublication"), retrieved),
        date_parts(record.get("firstPublicationDate"), retrieved),
    ]
    found = plain(record.get("pmid")) or plain(record.get("id"))
    return Candidate(
        origin=Record(source=source, id=found or doi, retrieved=retrieved),
        item=_item(record, doi, next((date for date in (in_print, *said, online) if date), [])),
        years=years([in_print, *said, online]),
        online_year=online[0] if online else None,
        print_year=in_print[0] if in_print else None,
        free_copy=best(_copies(record)),
        updates=_updates(record),
    )


def _item(record: Mapping[str, Json], doi: str, date: list[int]) -> dict[str, Json]:
    journal, book = record.get("journalInfo"), record.get("bookOrReportDetails")
    issns = [*texts(inner(journal, "journal", "issn")), *texts(inner(journal, "journal", "essn"))]
    isbns = [*texts(inner(book, "isbn13")), *texts(inner(book, "isbn10"))]
    kinds = {text.casefold() for text in texts(inner(record, "pubTypeList", "pubType"))}
    preprint = plain(record.get("source")) == "PPR" or "preprint" in kinds
    of_book = isinstance(book, dict) and not preprint and not inner(journal, "journal", "title")
    whole = plain(inner(book, "comprisingTitle")) if of_book else ""
    kind = "article" if preprint else "article-journal"
    title = plain(record.get("title"))
    return filled(
        {
            "type": ("chapter" if whole else "book") if of_book else kind,
            "genre": "preprint" if preprint else "",
            "DOI": doi,
            "PMID": plain(record.get("pmid")),
            "PMCID": plain(record.get("pmcid")),
            "title": title if title.endswith("..") else title.removesuffix("."),
            "author": _names(inner(record, "authorList", "author")),
            "issued": issued(date),
            "container-title": plain(inner(journal, "journal", "title")) or whole,
            "container-title-short": plain(inner(journal, "journal", "isoabbreviation")),
            "volume": plain(inner(journal, "volume")),
            "issue": plain(inner(journal, "issue")),
            "page": plain(record.get("pageInfo")),
            "publisher": plain(inner(book, "publisher")),
            "edition": plain(inner(book, "edition")),
            "ISSN": next((found for text in issns if (found := issn.parse(text))), ""),
            "ISBN": next((found for text in isbns if (found := isbn.parse(text))), ""),
            "language": plain(record.get("language")),
            "abstract": abstract(record.get("abstractText")),
            "license": licence(record.get("license")),
        }
    )


def _copies(record: Mapping[str, Json]) -> list[FreeCopy | None]:
    """Give the places where the whole text stands open, or at least free of charge."""
    listed = objects(inner(record, "fullTextUrlList", "fullTextUrl"))
    return [
        free_copy(one.get("url"))
        for code in ("OA", "F")
        for one in listed
        if plain(one.get("availabilityCode")) == code
    ]


def _names(value: Json) -> list[Json]:
    """Give authors as CSL-JSON has them, full given names before initials."""
    found: list[Json] = []
    for member in objects(value):
        body = plain(member.get("collectiveName"))
        given = plain(member.get("firstName")) or plain(member.get("initials"))
        name: dict[str, Json] = {"literal": body} if body else {}
        name = name or person(member.get("lastName"), given)
        name = name or split_name(plain(member.get("fullName")))
        if name:
            found.append(name)
    return found


def _updates(record: Mapping[str, Json]) -> tuple[Update, ...]:
    """Give the notices about a work; those that it bears itself are about another."""
    found: list[Update] = []
    for notice in objects(inner(record, "commentCorrectionList", "commentCorrection")):
        label = plain(notice.get("type"))
        kind = _NOTICES.get(label.casefold())
        if kind:
            found.append(Update.model_validate({"kind": kind, "label": label}))
    kinds = {text.casefold() for text in texts(inner(record, "pubTypeList", "pubType"))}
    if _RETRACTED in kinds and not any(one.kind == "retraction" for one in found):
        found.append(Update(kind="retraction", label=_RETRACTED))
    return tuple(dict.fromkeys(found))
