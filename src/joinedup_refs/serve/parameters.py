"""What a request for a list of works asks, read and checked as Crossref does.

Source: Crossref's REST API documentation (api.crossref.org/swagger-ui, June 2026), the program
itself as far as it is public (github.com/CrossRef/cayenne, api/v1/validate.clj), and recorded
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

_MEMBERS = (
    *("DOI", "ISBN", "ISSN", "URL", "abstract", "accepted", "alternative-id", "approved"),
    *("archive", "article-number", "assertion", "author", "chair", "clinical-trial-number"),
    *("container-title", "content-created", "content-domain", "contributor", "created"),
    *("degree", "deposited", "editor", "event", "funder", "group-title", "indexed"),
    *("is-referenced-by-count", "issn-type", "issue", "issued", "license", "link", "member"),
    *("original-title", "page", "posted", "prefix", "published", "published-online"),
    *("published-print", "publisher", "publisher-location", "reference", "references-count"),
    *("relation", "resource", "score", "short-container-title", "short-title"),
    *("standards-body", "subject", "subtitle", "title", "translator", "type"),
    *("update-policy", "update-to", "updated-by", "volume"),
)
"""Members that may be selected; a work has others, as its language, which Crossref refuses too."""
_ORDERS = {"asc": True, "1": True, "desc": False, "-1": False}
_OTHERS = frozenset(
    {"rows", "offset", "cursor", "select", "sort", "order", "sample", "filter", "mailto"}
)
_REFUSED = frozenset({"facet"})
_LISTS = frozenset({"filter", "select"})
"""Parameters whose values add up where they are given several times."""
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
    for name, value in pairs:
        if len(value) > _LONGEST:
            msg = f"{name[:60]} is longer than {_LONGEST} characters"
            raise RefusedError("parameter-too-long", name, msg)
        _known(name)
        again = name in given and name in _LISTS
        given[name] = f"{given[name]},{value}" if again else value
    select = tuple(part.strip() for part in given.get("select", "").split(",") if part.strip())
    for member in select:
        if member not in _MEMBERS:
            msg = (
                f"Select '{member[:60]}' specified but there is no such select for this route. "
                f"Valid selects for this route are: {', '.join(_MEMBERS)}"
            )
            raise RefusedError("select-not-available", member, msg)
    sort, ascending = _sorting(given)
    sample = _integer(given, "sample", 0, MOST_SAMPLED)
    found = Asked(
        queries=tuple((name, given[name]) for name in QUERIES if given.get(name, "").strip()),
        filters=given.get("filter", ""),
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


def _known(name: str) -> None:
    if name in QUERIES or name in _OTHERS:
        return
    if name in _REFUSED:
        raise not_allowed(name)
    if name.startswith("query."):
        valid = ", ".join(query.removeprefix("query.") for query in QUERIES if "." in query)
        field = name.removeprefix("query.")
        msg = (
            f"Field query {field[:60]} specified but there is no such field query for this route. "
            f"Valid field queries for this route are: {valid}"
        )
        raise RefusedError("field-query-not-available", field, msg)
    msg = f"Parameter {name[:60]} specified but there is no such parameter available on any route"
    raise RefusedError("unknown-parameter", name, msg)


def _compatible(found: Asked, given: Mapping[str, str]) -> None:
    if "cursor" in given and not given.keys().isdisjoint({"offset", "sample"}):
        msg = "Cursor cannot be combined with offset or sample"
        raise RefusedError("cursor-with-offset-or-sample", "cursor", msg)
    if "sample" in given and "offset" in given:
        msg = "Sample cannot be combined with rows or offset"
        raise RefusedError("sample-with-rows-or-offset", "sample", msg)
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
        msg = f"Sort field specified as {sort[:60]} but must be one of: {', '.join(SORTS)}"
        raise RefusedError("sort-field-not-valid", sort, msg)
    if order not in _ORDERS:
        msg = f"Sort order specified as {order[:60]} but must be one of: {', '.join(_ORDERS)}"
        raise RefusedError("sort-order-not-valid", order, msg)
    return SORTS[sort], _ORDERS[order]


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
