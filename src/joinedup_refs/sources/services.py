"""The services of records by the names that people give them; each is loaded when it is asked for.

Crossref is not among them: it is asked through habanero, see `crossref`.
"""

import os
from collections.abc import Callable
from importlib import import_module

from joinedup_refs.sources.answer_cache import Cache
from joinedup_refs.sources.catalogue import Catalogue
from joinedup_refs.sources.throttle import REAL, Timing

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
    base_url: str = "",
    cache: Cache | os.PathLike[str] | str | None = None,
    offline: bool = False,
    on_wait: Callable[[float, str], None] | None = None,
    patience_s: float = 120.0,
    timing: Timing = REAL,
) -> Catalogue:
    """Open the service of that name, one of `NAMES`; nothing is fetched yet.

    Raises:
        ConfigInvalid: `mailto` is no mail address, `base_url` none of the web, or the file is no
            cache.
    """
    module = import_module(f"joinedup_refs.sources.{folded(named)}")
    kind: type[Catalogue] = getattr(module, _HOMES[folded(named)])
    return kind(
        mailto,
        base_url=base_url,
        cache=cache,
        offline=offline,
        on_wait=on_wait,
        patience_s=patience_s,
        timing=timing,
    )
