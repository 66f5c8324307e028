"""The services of records by the names that people give them; each is loaded when it is asked for.

Crossref is not among them: it is asked through habanero, see `crossref`.
"""

from collections.abc import Callable
from importlib import import_module

from joinedup_refs.sources.catalogue import Catalogue
from joinedup_refs.sources.polite import Cache

_HOMES = {
    "datacite": "DataCite",
    "openalex": "OpenAlex",
    "europepmc": "EuropePMC",
    "openlibrary": "OpenLibrary",
    "arxiv": "ArXiv",
}
"""The class of each, in the module of its name."""
NAMES = tuple(_HOMES)
MEANT = {"pubmed": "europepmc", "medline": "europepmc", "pmc": "europepmc", "isbn": "openlibrary"}
"""What other names stand for, to tell whoever gives one."""


def folded(named: str) -> str:
    """Give a name as it is listed.

    >>> folded("Europe PMC"), folded("open-library")
    ('europepmc', 'openlibrary')
    """
    return "".join(char for char in named.casefold() if char not in " -_\t\n")


def open_service(
    named: str,
    mailto: str = "",
    *,
    cache: Cache | None = None,
    on_wait: Callable[[float, str], None] | None = None,
) -> Catalogue:
    """Open the service of that name, one of `NAMES`; nothing is fetched yet.

    Raises:
        ConfigInvalid: `mailto` is no mail address.
    """
    module = import_module(f"joinedup_refs.sources.{folded(named)}")
    service: Catalogue = getattr(module, _HOMES[folded(named)])(
        mailto, cache=cache, on_wait=on_wait
    )
    return service
