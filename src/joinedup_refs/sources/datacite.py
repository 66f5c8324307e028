"""DataCite's REST API as a source: data sets, software, reports, theses, preprints.

Sources: DataCite's REST API (support.datacite.org/docs/api: routes, paging, and the limits of 2025,
500 requests in five minutes, 1,000 for those who give a mail address), and the DataCite Metadata
Schema 4.6 for types, dates and relations.
"""

from collections.abc import Iterable, Mapping, Sequence

from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import arxiv, isbn, issn
from joinedup_refs.sources.catalogue import (
    Catalogue,
    Raw,
    first_family,
    printed_doi,
    title_words,
)
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
    years,
)
from joinedup_refs.sources.source import Query
from joinedup_refs.tables import rows

_TYPES = {row["type"]: row for row in rows("datacite_types")}
_SAME = "IsIdenticalTo"
_RELATIONS = {
    "IsVersionOf": "is-version-of",
    "HasVersion": "has-version",
    "IsNewVersionOf": "is-version-of",
    "IsPreviousVersionOf": "has-version",
    "IsObsoletedBy": "is-replaced-by",
    "Obsoletes": "replaces",
    "IsVariantFormOf": "is-variant-form-of",
    "IsSupplementTo": "is-supplement-to",
    "IsPreprintOf": "is-preprint-of",
    "HasPreprint": "has-preprint",
    "IsTranslationOf": "is-translation-of",
}
_ROLES = {"Editor": "editor", "Translator": "translator"}
_OF_THE_WORK = ("Issued", "Available")


class DataCite(Catalogue):
    """Asks DataCite, politely; see `Catalogue` for what it may be told."""

    NAME = "datacite"
    TERMS = Terms(
        title="DataCite",
        home="https://api.datacite.org",
        per_second=1.5,
        per_second_known=3,
        at_once=2,
        overrun="try again later, or give your mail address (mailto): those who do may ask more",
    )
    BATCH = 25
    KINDS = frozenset(
        {"dataset", "software", "report", "thesis", "article", "webpage", "document", "map", ""}
    )

    def _identifiers(self, query: Query) -> tuple[str, ...]:
        doi = printed_doi(query)
        if not doi and query.arxiv:
            doi = f"10.48550/arxiv.{arxiv.unversioned(query.arxiv)}".casefold()
        return (doi,) if doi else ()

    def _fetched(self, keys: Sequence[str]) -> Mapping[str, list[Raw]]:
        listed = [key for key in keys if "," not in key]  # a comma would end the DOI in a list
        found: dict[str, list[Raw]] = {}
        if listed:
            asked = {"ids": ",".join(listed), "page[size]": str(len(listed))}
            for record in self._service.ask("/dois", asked, _records):
                found.setdefault(bare_doi(inner(record, "attributes", "doi")), []).append(record)
        for key in keys:
            if key not in listed:
                asked = {"query": f'doi:"{key.replace(chr(34), "")}"', "page[size]": "1"}
                found[key] = self._service.ask("/dois", asked, _records)
        return found

    def _expression(self, query: Query) -> str:
        words, family = title_words(query, 16), first_family(query)
        if not words:
            return ""
        title = f"titles.title:({' OR '.join(words)})"
        return f"{title} OR creators.name:({' OR '.join(family.split())})" if family else title

    def _found(self, expression: str, most: int) -> list[Raw]:
        asked = {"query": expression, "page[size]": str(most), "sort": "relevance"}
        return self._service.ask("/dois", asked, _records)

    def _candidate(self, record: Raw, retrieved: str) -> Candidate:
        return candidate(record, self.name, retrieved)


def _records(body: bytes) -> list[Raw]:
    data = read_json(body).get("data")
    if not isinstance(data, list):
        raise TypeError("a list without data")
    return [record for record in data if isinstance(record, dict)]


def candidate(
    record: Mapping[str, Json], source: str = "datacite", retrieved: str = ""
) -> Candidate:
    """Give a DOI of DataCite's REST API as a candidate; what is malformed in it is left out.

    `record` is a member of `data`. `retrieved` is the day it was fetched, ISO 8601.
    """
    found = record.get("attributes")
    said: dict[str, Json] = found if isinstance(found, dict) else {}
    doi = bare_doi(said.get("doi")) or bare_doi(record.get("id"))
    dated = [
        (plain(date.get("dateType")), date_parts(date.get("date"), retrieved))
        for date in objects(said.get("dates"))
    ]
    of_the_work = [date for name in _OF_THE_WORK for kind, date in dated if kind == name and date]
    published = date_parts(said.get("publicationYear"), retrieved)
    # The year is what DataCite asks to cite; a finer date counts where it is of that year.
    finer = [date for date in of_the_work if date[:1] == published] if published else of_the_work
    linked = _linked(said)
    return Candidate(
        origin=Record(source=source, id=doi, retrieved=retrieved),
        item=_item(said, doi, finer[0] if finer else published),
        years=years([published, *of_the_work]),
        free_copy=best(map(free_copy, _places(said))),
        aliases=_others(doi, (other for relation, other in linked if relation == _SAME)),
        related=tuple(
            dict.fromkeys(
                (_RELATIONS[relation], other)
                for relation, other in linked
                if relation in _RELATIONS and other != doi
            )
        ),
    )


def _others(doi: str, found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in found if other != doi))


def _linked(said: Mapping[str, Json]) -> list[tuple[str, str]]:
    """Give pairs of relation and DOI."""
    return [
        (plain(member.get("relationType")), doi)
        for member in objects(said.get("relatedIdentifiers"))
        if plain(member.get("relatedIdentifierType")).upper() == "DOI"
        and (doi := bare_doi(member.get("relatedIdentifier")))
    ]


def _item(said: Mapping[str, Json], doi: str, date: list[int]) -> dict[str, Json]:
    kind = _TYPES.get(plain(inner(said, "types", "resourceTypeGeneral"))) or _TYPES["Other"]
    publisher = said.get("publisher")
    container = said.get("container")
    item: dict[str, Json] = {
        "type": kind["csl"],
        "genre": kind["genre"],
        "DOI": doi,
        "title": _title(said),
        "author": _names(said.get("creators")),
        "issued": issued(date),
        "publisher": plain(inner(publisher, "name")) or plain(publisher),
        "version": plain(said.get("version")),
        "language": plain(said.get("language")),
        "abstract": next(filter(None, map(_abstract, objects(said.get("descriptions")))), ""),
        "license": licence(*_rights(said)),
        "URL": f"https://doi.org/{doi}" if doi else "",
    }
    for member in objects(said.get("contributors")):
        if role := _ROLES.get(plain(member.get("contributorType"))):
            names = item.setdefault(role, [])
            if isinstance(names, list):
                names += _names(member)
    return filled(item | (_contained(container) if isinstance(container, dict) else {}))


def _abstract(description: Mapping[str, Json]) -> str:
    kind = plain(description.get("descriptionType"))
    return abstract(description.get("description")) if kind == "Abstract" else ""


def _rights(said: Mapping[str, Json]) -> list[Json]:
    members = objects(said.get("rightsList"))
    return [one.get(key) for one in members for key in ("rightsUri", "rightsIdentifier", "rights")]


def _places(said: Mapping[str, Json]) -> list[Json]:
    """Give where the work stands, if its licence or its rights say that everybody may read it."""
    rights = " ".join(map(plain, _rights(said))).casefold()
    opened = licence(*_rights(said)) or "openaccess" in rights.replace(" ", "")
    content = said.get("contentUrl")
    files = content if isinstance(content, list) else [content]
    return [*files, said.get("url")] if opened else []


def _contained(container: Mapping[str, Json]) -> dict[str, Json]:
    """Give the journal, book or series that a work stands in."""
    first, last = plain(container.get("firstPage")), plain(container.get("lastPage"))
    series = plain(container.get("type")) in {"Series", "DataRepository"}
    identifier = plain(container.get("identifier"))
    return {
        "collection-title" if series else "container-title": plain(container.get("title")),
        "volume": plain(container.get("volume")),
        "issue": plain(container.get("issue")),
        "page": f"{first}-{last}" if first and last and first != last else first or last,
        "ISSN": issn.parse(identifier) or "",
        "ISBN": isbn.parse(identifier) or "",
    }


def _title(said: Mapping[str, Json]) -> str:
    """Give the title with its subtitle; titles in other languages have a type of their own."""
    titles = [
        (plain(t.get("titleType")), plain(t.get("title"))) for t in objects(said.get("titles"))
    ]
    main = next((text for kind, text in titles if text and not kind), "")
    main = main or next((text for _, text in titles if text), "")
    subtitle = next((text for kind, text in titles if text and kind == "Subtitle"), "")
    if not subtitle or subtitle.casefold() in main.casefold():
        return main
    return f"{main} {subtitle}" if main[-1:] in ":?!" else f"{main}: {subtitle}"


def _names(value: Json) -> list[Json]:
    """Give creators as CSL-JSON has them; those without any name are left out."""
    found: list[Json] = []
    for member in objects(value):
        body = plain(member.get("nameType")) == "Organizational"
        name = {} if body else person(member.get("familyName"), member.get("givenName"))
        whole = plain(member.get("name"))
        if not name and whole:
            name = {"literal": whole} if body else split_name(whole)
        if name:
            found.append(name)
    return found
