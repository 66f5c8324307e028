"""arXiv's API as a source: its preprints, by identifier or by title.

Sources: arXiv API User's Manual (info.arxiv.org/help/api/user-manual.html: `id_list`,
`search_query`, the Atom feed and its own elements, errors as an entry), and the Terms of Use of its
APIs, which ask for one request in three seconds over a single connection.
"""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from joinedup_refs.model.evidence import Candidate, Update
from joinedup_refs.model.origin import Record
from joinedup_refs.model.value import Json
from joinedup_refs.notation.identifiers import arxiv, doi
from joinedup_refs.sources.catalogue import (
    Catalogue,
    Raw,
    first_family,
    printed_doi,
    title_words,
)
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.crossref_work import bare_doi
from joinedup_refs.sources.faults import Failure, RequestFailed
from joinedup_refs.sources.open_values import abstract, free_copy
from joinedup_refs.sources.polite import Terms
from joinedup_refs.sources.record_values import (
    date_parts,
    filled,
    issued,
    split_name,
    texts,
    years,
)
from joinedup_refs.sources.source import Query

_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_PREFIX = "10.48550/arxiv."
_CLASS = re.compile(r"\.[a-z]{2}(?=/)", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"\b(?:paper|submission|article|manuscript|preprint)\s(?:has\sbeen|is|was)\swithdrawn\b",
    re.IGNORECASE,
)


class ArXiv(Catalogue):
    """Asks arXiv, politely; see `Catalogue` for what it may be told."""

    NAME = "arxiv"
    TERMS = Terms(
        title="arXiv",
        home="https://export.arxiv.org",
        per_second=1 / 3,
        overrun="try again in some minutes; arXiv takes one request in three seconds",
    )
    BATCH = 50
    KINDS = frozenset({"article"})

    def _identifiers(self, query: Query) -> tuple[str, ...]:
        printed = printed_doi(query)
        identifier = _bare(query.arxiv)
        if not identifier and printed.startswith(_PREFIX):
            identifier = _bare(printed.removeprefix(_PREFIX))
        return (identifier,) if arxiv.parse(identifier) else ()

    def _fetched(self, keys: Sequence[str]) -> Mapping[str, list[Raw]]:
        asked = {"id_list": ",".join(keys), "max_results": str(len(keys))}
        entries = self._service.ask("/api/query", asked, read_feed)
        found: dict[str, list[Raw]] = {}
        for entry in entries:
            found.setdefault(_bare(_identifier(entry)), []).append(entry)
        return found

    def _expression(self, query: Query) -> str:
        words = [word for word in title_words(query, 30) if len(word) > 2 and word.isalnum()][:10]
        family = [word for word in first_family(query).split() if len(word) > 1][-1:]
        return " AND ".join((*(f"ti:{w}" for w in words), *(f"au:{w}" for w in family if words)))

    def _found(self, expression: str, most: int) -> list[Raw]:
        asked = {"search_query": expression, "start": "0", "max_results": str(most)}
        return self._service.ask("/api/query", asked, read_feed)

    def _candidate(self, record: Raw, retrieved: str) -> Candidate:
        return candidate(record, self.name, retrieved)


def read_feed(body: bytes) -> list[Raw]:
    """Read the entries of a feed; neither DTD nor entities nor the network are used.

    Raises:
        RequestFailed: the feed tells of an error.
        ValueError: it is none.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    feed = etree.fromstring(body, parser)
    if feed.tag != f"{_ATOM}feed" or feed.getroottree().docinfo.doctype:
        raise ValueError("no feed of entries")
    entries: list[Raw] = []
    for entry in feed.iterfind(f"{_ATOM}entry"):
        read: Raw = {
            name: _text(entry, f"{_ATOM}{name}")
            for name in ("id", "title", "published", "updated", "summary")
        }
        read["abstract"] = entry.findtext(f"{_ATOM}summary") or ""
        read |= {name: _text(entry, f"{_OWN}{name}") for name in ("doi", "comment")}
        read["authors"] = [
            _text(author, f"{_ATOM}name") for author in entry.iterfind(f"{_ATOM}author")
        ]
        if "/api/errors" in str(read["id"]):
            said = f"refused the request: {str(read['summary'])[:120]}"
            raise RequestFailed(Failure("refused", said))
        del read["summary"]
        entries.append(read)
    return entries


def _text(element: etree._Element, tag: str) -> str:
    return plain(element.findtext(tag) or "")


def _bare(identifier: str) -> str:
    """Give an identifier without version and class of subject, so that two of one work agree."""
    return _CLASS.sub("", arxiv.unversioned(identifier)).casefold()


def _identifier(entry: Mapping[str, Json]) -> str:
    """Give the identifier without its version; empty where there is none."""
    found = arxiv.parse(plain(entry.get("id")).replace("http://", "https://"))
    return arxiv.unversioned(found) if found else ""


def candidate(entry: Mapping[str, Json], source: str = "arxiv", retrieved: str = "") -> Candidate:
    """Give an entry of arXiv's feed as a candidate; what is malformed in it is left out.

    `entry` is as `read_feed` gives it. The DOI is the one that arXiv registers for every preprint;
    that of the article it became stands under `related`.
    """
    identifier = _identifier(entry)
    first, latest = (date_parts(entry.get(k), retrieved) for k in ("published", "updated"))
    published = doi.parse(plain(entry.get("doi"))) or ""
    withdrawn = _WITHDRAWN.search(plain(entry.get("comment")))
    return Candidate(
        origin=Record(source=source, id=identifier, retrieved=retrieved),
        item=filled(
            {
                "type": "article",
                "genre": "preprint",
                "DOI": f"{_PREFIX}{identifier.casefold()}" if identifier else "",
                "title": plain(entry.get("title")),
                "author": [n for n in map(split_name, texts(entry.get("authors"))) if n],
                "issued": issued(first),
                "publisher": "arXiv",
                "number": arxiv.format(identifier) if identifier else "",
                "abstract": abstract(entry.get("abstract")),
                "URL": f"https://arxiv.org/abs/{identifier}" if identifier else "",
            }
        ),
        years=years([first, latest]),
        free_copy=free_copy(f"https://arxiv.org/abs/{identifier}" if identifier else ""),
        related=(("is-preprint-of", bare_doi(published)),) if published else (),
        updates=(Update(kind="retraction", label="withdrawn"),) if withdrawn else (),
    )
