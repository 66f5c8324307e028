"""What a request for a list of works asks, read and checked as Crossref does.

Source: Crossref's REST API documentation (api.crossref.org/swagger-ui, June 2026), and recorded
answers. What only Crossref can know (affiliations, facets) is refused, not left out in silence.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from joinedup_refs.serve.bodies import RefusedError, not_allowed

MOST_ROWS = 1000
MOST_SAMPLED = 100
LAST_OFFSET = 10_000
QUERIES = {
    "query": "",
    "query.bibliographic": "",
    "query.title": "title",
    "query.author": "people",
    "query.editor": "people",
    "query.contributor": "people",
    "query.container-title": "container",
}
"""Parameters that search, and the field that each looks into; all if empty."""
SORTS = {
    "score": "",
    "relevance": "",
    "published": "published",
    "issued": "published",
    "created": "created",
    "deposited": "deposited",
    "indexed": "indexed",
    "updated": "indexed",
    "is-referenced-by-count": "cited",
    "references-count": "citing",
}
"""What lists are sorted by, and the number of a record that it is."""

_MEMBERS = frozenset(
    {
        "DOI", "ISBN", "ISSN", "URL", "abstract", "accepted", "alternative-id", "approved",
        "archive", "article-number", "assertion", "author", "chair",
        "clinical-trial-number", "container-title", "content-created", "content-domain",
        "content-updated", "created", "degree", "deposited", "edition-number", "editor",
        "event", "funder", "group-title", "indexed", "institution",
        "is-referenced-by-count", "isbn-type", "issn-type", "issue", "issued",
        "journal-issue", "language", "license", "link", "member", "original-title", "page",
        "posted", "prefix", "published", "published-online", "published-other",
        "published-print", "publisher", "publisher-location", "reference",
        "reference-count", "references-count", "relation", "resource", "score",
        "short-container-title", "short-title", "source", "standards-body", "subject",
        "subtitle", "subtype", "title", "translator", "type", "update-policy", "update-to",
        "updated-by", "volume",
    }
)  # fmt: skip
_OTHERS = frozenset(
    {"rows", "offset", "cursor", "select", "sort", "order", "sample", "filter", "mailto"}
)
_REFUSED = frozenset({"facet"})
_LONGEST = 4000


class Asked(NamedTuple):
    """A request for a list of works."""

    queries: tuple[tuple[str, str], ...]
    """Pairs of parameter and text."""
    filters: str
    rows: int
    offset: int
    cursor: str | None
    """`*` for the first page, a mark from the page before, or None for no such paging."""
    select: tuple[str, ...]
    sort: str
    """The number of a record to sort by; empty for how well it fits."""
    ascending: bool
    sample: int

    @property
    def terms(self) -> str | None:
        """The text of `query`, which Crossref gives back."""
        return dict(self.queries).get("query")

    @property
    def mark(self) -> str:
        """What a cursor belongs to: it makes no sense for another request."""
        told = json.dumps([self.queries, self.filters, self.sort, self.ascending])
        return blake2b(told.encode(), digest_size=6).hexdigest()


class Cursor(NamedTuple):
    """Where a page ends."""

    offset: int
    """How many records have been given, where they are sorted or searched for."""
    after: int
    """The place of the last record given, where they come as they stand in the index."""


def asked(pairs: Sequence[tuple[str, str]]) -> Asked:
    """Read the parameters of a request.

    Raises:
        RefusedError: one is unknown, or has a value that it cannot have, or goes with no other.
    """
    given: dict[str, str] = {}
    filters: list[str] = []
    for name, value in pairs:
        if len(value) > _LONGEST:
            msg = f"{name[:60]} is longer than {_LONGEST} characters"
            raise RefusedError("parameter-too-long", name, msg)
        if name in _REFUSED or (name not in QUERIES and name not in _OTHERS):
            raise not_allowed(name)
        if name == "filter":
            filters.append(value)
        given[name] = value
    select = tuple(part.strip() for part in given.get("select", "").split(",") if part.strip())
    for member in select:
        if member not in _MEMBERS:
            valid = ", ".join(sorted(_MEMBERS))
            msg = (
                f"Select {member[:60]} specified but there is no such element. "
                f"Valid elements for this route are: {valid}"
            )
            raise RefusedError("select-not-available", member, msg)
    sort, ascending = _sorting(given)
    sample = _integer(given, "sample", 0, MOST_SAMPLED)
    found = Asked(
        queries=tuple((name, given[name]) for name in QUERIES if given.get(name, "").strip()),
        filters=",".join(filters),
        rows=_integer(given, "rows", 20, MOST_ROWS),
        offset=_integer(given, "offset", 0, None),
        cursor=given.get("cursor"),
        select=select,
        sort=sort,
        ascending=ascending,
        sample=sample,
    )
    _compatible(found, given)
    return found


def _compatible(found: Asked, given: Mapping[str, str]) -> None:
    for one, other in (("sample", "cursor"), ("sample", "offset"), ("cursor", "offset")):
        if one in given and other in given:
            raise not_allowed(one, f"{one} cannot be combined with {other}")
    if found.offset + found.rows > LAST_OFFSET:
        msg = (
            f"Offset specified as {found.offset} but must be a positive integer less than or equal "
            f"to {LAST_OFFSET - found.rows}. Use the cursor parameter to page further into result "
            "sets."
        )
        raise RefusedError("integer-not-valid", str(found.offset), msg)


def _sorting(given: Mapping[str, str]) -> tuple[str, bool]:
    sort, order = given.get("sort", "score"), given.get("order", "desc")
    if sort not in SORTS:
        valid = ", ".join(SORTS)
        msg = (
            f"Sort {sort[:60]} specified but there is no such sort for this route. "
            f"Valid sorts for this route are: {valid}"
        )
        raise RefusedError("sort-not-available", sort, msg)
    if order not in {"asc", "desc"}:
        msg = f"Order specified as {order[:60]} but must be one of: asc, desc"
        raise RefusedError("order-not-valid", order, msg)
    return SORTS[sort], order == "asc"


def _integer(given: Mapping[str, str], name: str, default: int, most: int | None) -> int:
    value = given.get(name)
    if value is None:
        return default
    if value.isascii() and value.isdecimal() and len(value) < 10:
        number = int(value)
        if most is None or number <= most:
            return number
    limit = f" less than or equal to {most}" if most is not None else ""
    msg = f"Integer specified as {value[:60]} but must be a positive integer{limit}. "
    raise RefusedError("integer-not-valid", value, msg)


def written(cursor: Cursor, mark: str) -> str:
    """Write a cursor for a client, to whom it says nothing."""
    told = json.dumps([mark, cursor.offset, cursor.after])
    return base64.urlsafe_b64encode(told.encode()).decode()


def read(text: str, mark: str) -> Cursor:
    """Read a cursor that a client gives back.

    Raises:
        RefusedError: it is none of ours, or belongs to another request.
    """
    if text == "*":
        return Cursor(0, 0)
    try:
        of, offset, after = json.loads(base64.urlsafe_b64decode(text.encode("ascii", "replace")))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        of = ""
        offset = after = -1
    if of != mark or not _whole(offset) or not _whole(after):
        raise RefusedError("cursor-invalid", text, "Cursor specified but it is invalid", 404)
    return Cursor(offset, after)


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 1 << 64
