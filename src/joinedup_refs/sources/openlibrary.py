"""Open Library's API as a source: books, by ISBN, or by title and author.

A record found by its ISBN is of one edition. One found by a search is of the work, with the years
of all its editions: which of them was used is not known, so neither publisher nor ISBN is given
where there are several.

Sources: Open Library's documentation for developers (openlibrary.org/developers/api: one request a
second, three for those who say who they are; openlibrary.org/dev/docs/api/books and …/search).
"""

import json
import re
from collections.abc import Mapping, Sequence

from joinedup_refs.model.evidence import Candidate
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import isbn
from joinedup_refs.sources.catalogue import Catalogue, Raw, first_family, title_words
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.polite import Terms
from joinedup_refs.sources.record_values import (
    date_parts,
    filled,
    inner,
    issued,
    objects,
    read_json,
    split_name,
    texts,
    years_in,
)
from joinedup_refs.sources.source import Query

_FIELDS = (
    "key,title,subtitle,author_name,first_publish_year,publish_year,publisher,isbn,language"
    ",edition_count"
)
_SUBTITLE = re.compile(r"\s*[:;–—]\s|\.\s")


class OpenLibrary(Catalogue):
    """Asks Open Library, politely; see `Catalogue` for what it may be told."""

    NAME = "openlibrary"
    TERMS = Terms(
        title="Open Library",
        home="https://openlibrary.org",
        per_second=1,
        per_second_known=3,
        overrun="try again later, or give your mail address (mailto): those who do may ask more",
    )
    BATCH = 40
    KINDS = frozenset({"book", "classic", "collection", "document", ""})

    def _identifiers(self, query: Query) -> tuple[str, ...]:
        return (isbn.format(query.isbn),) if query.isbn else ()

    def _fetched(self, keys: Sequence[str]) -> Mapping[str, list[Raw]]:
        asked = {
            "bibkeys": ",".join(f"ISBN:{key}" for key in keys),
            "format": "json",
            "jscmd": "data",
        }
        found = self._service.ask("/api/books", asked, read_json)
        # This is no list with pages: a number that is not in the answer is not there.
        return {key: objects(found.get(f"ISBN:{key}")) for key in keys}

    def _expression(self, query: Query) -> str:
        main = query._replace(title=_SUBTITLE.split(query.title, maxsplit=1)[0])
        words = title_words(main, 12) or title_words(query, 12)
        asked = {"title": " ".join(words), "author": first_family(query)}
        return json.dumps({k: v for k, v in asked.items() if v}, sort_keys=True) if words else ""

    def _found(self, expression: str, most: int) -> list[Raw]:
        asked = json.loads(expression) | {"fields": _FIELDS, "limit": str(most)}
        return self._service.ask("/search.json", asked, _docs)

    def _candidate(self, record: Raw, retrieved: str) -> Candidate:
        return candidate(record, self.name, retrieved)


def _docs(body: bytes) -> list[Raw]:
    docs = read_json(body).get("docs")
    if not isinstance(docs, list):
        raise TypeError("a list without docs")
    return [doc for doc in docs if isinstance(doc, dict)]


def candidate(
    record: Mapping[str, Json], source: str = "openlibrary", retrieved: str = ""
) -> Candidate:
    """Give an edition of `/api/books`, or a work of `/search.json`, as a candidate.

    What is malformed in it is left out. `retrieved` is the day it was fetched, ISO 8601.
    """
    edition = "publish_date" in record or "url" in record
    years = _years(record, retrieved)
    names = objects(record.get("authors")) if edition else []
    authors = [plain(n.get("name")) for n in names] or texts(record.get("author_name"))
    isbns = [
        *texts(inner(record, "identifiers", "isbn_13")),
        *texts(inner(record, "identifiers", "isbn_10")),
        *(texts(record.get("isbn")) if _lone(record) else ()),
    ]
    publishers = [plain(one.get("name")) for one in objects(record.get("publishers"))]
    publishers = publishers or (texts(record.get("publisher")) if _lone(record) else [])
    places = [plain(one.get("name")) for one in objects(record.get("publish_places"))]
    return Candidate(
        origin=Record(
            source=source,
            id=plain(record.get("key")).rstrip("/").rpartition("/")[2],
            retrieved=retrieved,
        ),
        item=filled(
            {
                "type": "book",
                "title": _title(record),
                "author": [name for name in map(split_name, authors) if name],
                # Of several years, which one the reader's copy has is not known.
                "issued": issued(years) if len(years) == 1 else None,
                "publisher": publishers[0] if len(publishers) == 1 else "",
                "publisher-place": places[0] if len(places) == 1 else "",
                "ISBN": next((found for text in isbns if (found := isbn.parse(text))), ""),
            }
        ),
        years=tuple(years),
    )


def _lone(record: Mapping[str, Json]) -> bool:
    """Whether a work has a single edition, which its publisher and ISBN are then of."""
    return record.get("edition_count") == 1


def _years(record: Mapping[str, Json], retrieved: str) -> list[int]:
    """Give the years of all editions, the earliest first."""
    found = list(years_in(plain(record.get("publish_date"))))
    for key in ("first_publish_year", "publish_year"):
        for text in texts(record.get(key)):
            found += date_parts(text, retrieved)[:1]
    return sorted(set(found))


def _title(record: Mapping[str, Json]) -> str:
    title, subtitle = plain(record.get("title")), plain(record.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ":?!" else f"{title}: {subtitle}"
