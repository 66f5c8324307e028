"""Made-up records in the shapes of the services, and services that have them.

The shapes are those of the services' documentation: DataCite's JSON:API, OpenAlex's work object,
Europe PMC's results of the type `core`, Open Library's books and search, and arXiv's Atom feed.
"""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from catalogue_server import Answer, CatalogueServer

_NONE = Answer(404, b'{"error": "Not found", "message": "There is no such work."}')

DATACITE = {
    "id": "10.5555/heron-counts",
    "type": "dois",
    "attributes": {
        "doi": "10.5555/heron-counts",
        "identifiers": [],
        "creators": [
            {
                "name": "Ahlgren, Pia",
                "nameType": "Personal",
                "givenName": "Pia",
                "familyName": "Ahlgren",
                "affiliation": ["University of Somewhere"],
                "nameIdentifiers": [],
            },
            {"name": "Heron Society", "nameType": "Organizational", "affiliation": []},
            {"name": "Dole, Carl", "affiliation": []},
        ],
        "titles": [
            {"lang": "sv", "title": "Häger", "titleType": "TranslatedTitle"},
            {"title": "Counts of <i>Ardea</i> on northern lakes"},
            {"title": "Raw data", "titleType": "Subtitle"},
        ],
        "publisher": "Lake Data Archive",
        "container": {},
        "publicationYear": 2019,
        "contributors": [
            {"name": "Ester, Eva", "contributorType": "Editor", "familyName": "Ester"},
            {"name": "Helper, Hal", "contributorType": "DataCollector"},
        ],
        "dates": [
            {"date": "2018-11-30", "dateType": "Created"},
            {"date": "2019-03-04", "dateType": "Issued"},
            {"date": "2020", "dateType": "Available"},
        ],
        "language": "en",
        "types": {"resourceTypeGeneral": "Dataset", "citeproc": "dataset", "bibtex": "misc"},
        "relatedIdentifiers": [
            {
                "relationType": "IsVersionOf",
                "relatedIdentifier": "10.5555/heron-all",
                "relatedIdentifierType": "DOI",
            },
            {
                "relationType": "IsIdenticalTo",
                "relatedIdentifier": "https://doi.org/10.5555/HERON-TWIN",
                "relatedIdentifierType": "DOI",
            },
            {
                "relationType": "Cites",
                "relatedIdentifier": "10.5555/cited",
                "relatedIdentifierType": "DOI",
            },
        ],
        "version": "2.1",
        "url": "https://example.org/heron-counts",
        "state": "findable",
    },
    "relationships": {"client": {"data": {"id": "some.archive", "type": "clients"}}},
}

OPENALEX: dict[str, Any] = {
    "id": "https://openalex.org/W1001",
    "doi": "https://doi.org/10.5555/Lakes",
    "title": "Lakes without birds",
    "display_name": "Lakes without birds",
    "publication_year": 2011,
    "publication_date": "2010-12-20",
    "ids": {
        "openalex": "https://openalex.org/W1001",
        "doi": "https://doi.org/10.5555/Lakes",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/21000001",
    },
    "language": "en",
    "primary_location": {
        "is_oa": False,
        "landing_page_url": "https://doi.org/10.5555/Lakes",
        "source": {
            "id": "https://openalex.org/S1",
            "display_name": "Journal of Lakes",
            "issn_l": "0378-5955",
            "issn": ["0378-5955"],
            "host_organization_name": "Lake Press",
            "type": "journal",
        },
        "version": "publishedVersion",
    },
    "locations": [
        {"landing_page_url": "https://doi.org/10.5555/Lakes", "version": "publishedVersion"},
        {"landing_page_url": "https://doi.org/10.5555/lakes.pre", "version": "submittedVersion"},
        {"landing_page_url": "https://example.org/lakes", "version": "acceptedVersion"},
    ],
    "type": "article",
    "authorships": [
        {
            "author_position": "first",
            "author": {"id": "https://openalex.org/A1", "display_name": "Somebody Else"},
            "raw_author_name": "Bea Heron",
        },
        {"author_position": "last", "author": {"display_name": "Ludwig van den Berg"}},
    ],
    "biblio": {"volume": "4", "issue": "2", "first_page": "11", "last_page": "29"},
    "is_retracted": False,
    "is_paratext": False,
}

EUROPEPMC: dict[str, Any] = {
    "id": "21000001",
    "source": "MED",
    "pmid": "21000001",
    "pmcid": "PMC3000001",
    "doi": "10.5555/Lakes",
    "title": "Lakes without birds.",
    "authorString": "Heron B, Lake Study Group.",
    "authorList": {
        "author": [
            {"fullName": "Heron B", "firstName": "Bea", "lastName": "Heron", "initials": "B"},
            {"collectiveName": "Lake Study Group"},
            {"fullName": "Dole CD", "lastName": "Dole", "initials": "CD"},
        ]
    },
    "journalInfo": {
        "issue": "2",
        "volume": "4",
        "dateOfPublication": "2011 Jan",
        "monthOfPublication": 1,
        "yearOfPublication": 2011,
        "printPublicationDate": "2011-01-01",
        "journal": {
            "title": "Journal of lakes",
            "isoabbreviation": "J. Lakes",
            "medlineAbbreviation": "J Lakes",
            "issn": "0378-5955",
        },
    },
    "pubYear": "2011",
    "pageInfo": "11-29",
    "language": "eng",
    "pubTypeList": {"pubType": ["research-article", "Journal Article"]},
    "commentCorrectionList": {
        "commentCorrection": [
            {"id": "21000009", "source": "MED", "type": "Comment in", "orderIn": 1},
            {"id": "21000010", "source": "MED", "type": "Retraction in", "orderIn": 2},
            {"id": "21000002", "source": "MED", "type": "Erratum for", "orderIn": 3},
        ]
    },
    "firstPublicationDate": "2010-12-20",
    "electronicPublicationDate": "2010-12-20",
}

EDITION: dict[str, Any] = {
    "url": "https://openlibrary.org/books/OL1001M/Herons_of_the_lakes",
    "key": "/books/OL1001M",
    "title": "Herons of the lakes",
    "subtitle": "a field guide",
    "authors": [{"url": "https://openlibrary.org/authors/OL1A/Bea_Heron", "name": "Bea Heron"}],
    "identifiers": {"isbn_10": ["0306406152"], "isbn_13": ["9780306406157"]},
    "publishers": [{"name": "Lake Press"}],
    "publish_places": [{"name": "Uppsala"}],
    "publish_date": "March 1999",
    "number_of_pages": 212,
}

WORK: dict[str, Any] = {
    "key": "/works/OL2002W",
    "title": "Herons of the lakes",
    "author_name": ["Bea Heron"],
    "first_publish_year": 1987,
    "publish_year": [1999, 1987, 2004],
    "publisher": ["Lake Press", "River Press"],
    "isbn": ["9780306406157", "0306406152"],
    "edition_count": 3,
}

ARXIV = {
    "id": "http://arxiv.org/abs/2001.12345v3",
    "published": "2020-01-29T18:00:01Z",
    "updated": "2021-06-02T09:30:00Z",
    "title": "Sparse herons\n  in dense lakes & ponds",
    "authors": ["Bea Heron", "Carl D. Dole"],
    "doi": "10.5555/Sparse",
    "comment": "12 pages, 3 figures",
    "journal_ref": "J. Lakes 5 (2021) 1-12",
}


def feed(entries: Iterable[dict[str, Any]]) -> str:
    """Write entries as arXiv's feed."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
        ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
        "<id>https://arxiv.org/api/abc</id><title>arXiv Query</title>"
        "<opensearch:totalResults>1</opensearch:totalResults>"
        f"{''.join(map(_entry, entries))}</feed>"
    )


def _entry(entry: dict[str, Any]) -> str:
    atom = ("id", "title", "updated", "published", "summary")
    told = [f"<{k}>{escape(entry[k])}</{k}>" for k in atom if k in entry]
    told += [f"<author><name>{escape(name)}</name></author>" for name in entry.get("authors", ())]
    own = ("doi", "comment", "journal_ref")
    told += [f"<arxiv:{k}>{escape(entry[k])}</arxiv:{k}>" for k in own if k in entry]
    return f"<entry>{''.join(told)}</entry>"


def datacite(*records: dict[str, Any]) -> CatalogueServer:
    """Make a DataCite that has these."""

    def dois(_: str, asked: dict[str, str]) -> dict[str, Any]:
        ids = asked["ids"].casefold().split(",") if "ids" in asked else None
        found = [r for r in records if ids is None or str(r["id"]).casefold() in ids]
        return {"data": found, "meta": {"total": len(found)}, "links": {}}

    return CatalogueServer({"/dois": dois})


def openalex(*works: dict[str, Any]) -> CatalogueServer:
    """Make an OpenAlex that has these."""

    def listed(_: str, asked: dict[str, str]) -> dict[str, Any]:
        scheme, _, values = asked["filter"].partition(":")
        wanted = values.casefold().split("|")
        found = [w for w in works if scheme == "title.search" or _named(w, scheme) in wanted]
        return {"meta": {"count": len(found)}, "results": found, "group_by": []}

    def single(path: str, _: dict[str, str]) -> Any:
        scheme, _, value = path.removeprefix("/works/").partition(":")
        return next((w for w in works if _named(w, scheme) == value.casefold()), _NONE)

    def works_(path: str, asked: dict[str, str]) -> Any:
        return listed(path, asked) if path == "/works" else single(path, asked)

    return CatalogueServer({"/works": works_})


def _named(work: dict[str, Any], scheme: str) -> str:
    if scheme.startswith("W"):
        return "" if work["id"].endswith(f"/{scheme}") else "another"
    key = "doi.org/" if scheme == "doi" else "gov/"
    return str(work["ids"].get(scheme, "")).casefold().partition(key)[2]


def europepmc(*records: dict[str, Any]) -> CatalogueServer:
    """Make a Europe PMC that has these, whatever is asked."""
    found = list(records)
    told = {"version": "6.9", "hitCount": len(found), "resultList": {"result": found}}
    return CatalogueServer({"/search": told})


def openlibrary(
    editions: dict[str, dict[str, Any]] | None = None, *works: dict[str, Any]
) -> CatalogueServer:
    """Make an Open Library that has these editions, by ISBN, and finds these works."""
    have = editions or {}

    def books(_: str, asked: dict[str, str]) -> dict[str, Any]:
        keys = asked["bibkeys"].split(",")
        return {key: have[isbn] for key in keys if (isbn := key.removeprefix("ISBN:")) in have}

    found = {"numFound": len(works), "start": 0, "docs": list(works)}
    return CatalogueServer({"/api/books": books, "/search.json": found})


def arxiv(*entries: dict[str, Any]) -> CatalogueServer:
    """Make an arXiv that has these."""

    def query(_: str, asked: dict[str, str]) -> str:
        if "id_list" not in asked:
            return feed(entries)
        ids = asked["id_list"].split(",")
        return feed(e for e in entries if any(f"/{i}v" in str(e["id"]).casefold() for i in ids))

    return CatalogueServer({"/api/query": query})
