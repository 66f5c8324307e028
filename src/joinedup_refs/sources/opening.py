"""A source by the name that a person gives it."""

import os
import re
from difflib import get_close_matches
from pathlib import Path

from joinedup_refs.errors import ConfigInvalid, FormatInvalid
from joinedup_refs.sources import services
from joinedup_refs.sources.crossref import Crossref
from joinedup_refs.sources.crossref_cache import AnswerCache
from joinedup_refs.sources.record_file import RecordFile
from joinedup_refs.sources.source import Source

_NAMES = ("crossref", *services.NAMES)
_ADDRESS = re.compile(r"https?://\S")


def open_source(
    named: str, *, mailto: str = "", cache: os.PathLike[str] | str | None = None
) -> Source:
    """Open the source called `crossref`, `datacite`…, or the record file whose path is given.

    An address (`http://127.0.0.1:8000`) is taken as a service that answers as Crossref does.
    `mailto` is the mail address that a service is given, and `cache` the file where its answers are
    kept, if they are to be. Nothing is fetched yet.

    Raises:
        ConfigInvalid: there is neither a source nor a file of that name, or no cache can be kept.
        FormatInvalid: the file breaks its own format.
        InputUnreadable: the file cannot be read.
    """
    if services.folded(named) in services.NAMES:
        return services.open_service(named, mailto, cache=AnswerCache(cache) if cache else None)
    if named.strip().casefold() == "crossref":
        return Crossref(mailto, cache=AnswerCache(cache) if cache else None)
    if _ADDRESS.match(named.strip()):
        return Crossref(mailto, base_url=named.strip(), cache=AnswerCache(cache) if cache else None)
    path = Path(named)
    if named.strip() and _is_file(path):
        try:
            return RecordFile(path)
        except FormatInvalid as error:
            message = f"{named}: {error}"
            raise FormatInvalid(message) from None
    near = _near(named, path)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    raise ConfigInvalid(
        f"there is no source and no record file {named!r}\n"
        f"{meant}a source is {', '.join(_NAMES)}, a mirror of Crossref (http://…), "
        "or a file of records (.json…)"
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or one with a null in it
        return False


def _near(named: str, path: Path) -> list[str]:
    """Give names of sources and of files in the same folder that look like the one given."""
    try:
        beside = [str(path.with_name(one.name)) for one in path.parent.iterdir() if one.is_file()]
    except (OSError, ValueError):
        beside = []
    if stood_for := services.MEANT.get(services.folded(named)):
        return [stood_for]
    folded = {one.casefold(): one for one in (*beside, *_NAMES)}
    close = get_close_matches(named.casefold(), folded, n=2, cutoff=0.75)
    return [folded[one] for one in close]
