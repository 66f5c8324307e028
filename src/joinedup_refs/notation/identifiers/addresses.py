"""Identifiers of the work that a link leads to.

Sources: the DOI Handbook, section 3 (resolving); NISO Z39.88-2004 (OpenURL, `id=doi:…`); the forms
of links in the reference lists of publishers' pages (`linkout?key=`, `/doi/full/`, `/pubmed/`).
"""

import re
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

from joinedup_refs.notation.identifiers import doi, pmcid, pmid

Variable: TypeAlias = Literal["DOI", "PMID", "PMCID"]

_LONGEST = 2000
_IN_PATH = re.compile(r"/doi/(?:[a-z]{1,12}/){0,2}(?P<doi>10\.\d{4,9}/.{1,300})", re.IGNORECASE)
_RESOLVERS = re.compile(r"(?:dx\.)?doi\.org|doi-org\.[\w.-]{1,80}|(?:www\.)?crossref\.org")
_PUBMED = re.compile(r"(?:^|/)(?:pubmed|m/pubmed)/(?P<pmid>[1-9]\d{0,7})/?$")
_CENTRAL = re.compile(r"/articles/(?P<pmcid>PMC\d{1,9})(?:/|$)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:info:)?(?P<kind>doi|pmid)[:/](?P<value>.{1,300})", re.IGNORECASE)


class Leads(NamedTuple):
    """Where a link leads."""

    variable: Variable
    value: str
    direct: bool
    """Whether it leads to the work itself, and not to a search or a service that asks for it."""


def parse(address: str) -> Leads | None:
    """Give the identifier of the work that an address leads to.

    Where a linking service is told of two works, the citing and the cited, the cited one counts.

    >>> parse("https://doi.org/10.1007%2Fs00101-002-0001-1")[:2]
    ('DOI', '10.1007/s00101-002-0001-1')
    >>> parse("/servlet/linkout?suffix=c1&dbid=16&doi=10.1080%2F1.2&key=10.1111%2Fj.3-4.x")[:2]
    ('DOI', '10.1111/j.3-4.x')
    >>> parse("https://example.org/a") is None
    True
    """
    if len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    resolver = parts.scheme == "doi" or _RESOLVERS.fullmatch(host) is not None
    return _named(unquote(parts.path), host, resolver=resolver) or _asked(parts.query)


def _named(path: str, host: str, *, resolver: bool) -> Leads | None:
    """Read the path of an address."""
    if resolver:
        return _doi(path.strip("/ "), direct=True)
    if found := _IN_PATH.search(path):
        return _doi(found["doi"], direct=True)
    if found := _PUBMED.search(path if "pubmed" in path else f"/{host.partition('.')[0]}{path}"):
        return Leads("PMID", found["pmid"], direct=True)
    if (found := _CENTRAL.search(path)) and (not host or "nih.gov" in host or "pmc" in host):
        number = pmcid.parse(found["pmcid"])
        return Leads("PMCID", number, direct=True) if number else None
    return None


def _doi(text: str, *, direct: bool) -> Leads | None:
    found = doi.parse(text)
    return Leads("DOI", found, direct) if found else None


def _asked(query: str) -> Leads | None:
    """Read what a search or a linking service is asked for."""
    if not query:
        return None
    try:
        asked = parse_qs(query, max_num_fields=60)
    except ValueError:
        return None
    if "key" in asked:
        return _doi(asked["key"][0], direct=False)
    for name in ("doi", "rft_id", "id"):
        for value in asked.get(name, ()):
            labelled = _LABELLED.fullmatch(value)
            if labelled and labelled["kind"].casefold() == "pmid":
                number = pmid.parse(labelled["value"])
                return Leads("PMID", number, direct=False) if number else None
            if found := _doi(labelled["value"] if labelled else value, direct=False):
                return found
    return None
