"""A source by the name that a person gives it."""

import os
import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from joinedup_refs.errors import ConfigInvalid, FormatInvalid
from joinedup_refs.sources import services
from joinedup_refs.sources.answer_cache import AnswerCache
from joinedup_refs.sources.crossref import Crossref
from joinedup_refs.sources.crossref_asking import HOME
from joinedup_refs.sources.record_file import RecordFile
from joinedup_refs.sources.source import Source
from joinedup_refs.sources.throttle import REAL

_CROSSREF = "crossref"
_NAMES = (_CROSSREF, *services.NAMES)
_ADDRESS = re.compile(r"https?://\S")
_ELSEWHERE = re.compile(r"([A-Za-z _-]{1,40})=\s*(https?://\S.*)", re.DOTALL)


def open_source(
    named: str,
    *,
    mailto: str = "",
    cache: AnswerCache | os.PathLike[str] | str | None = None,
    offline: bool = False,
    on_wait: Callable[[float, str], None] | None = None,
    patience_s: float = 120.0,
    whole: bool = False,
) -> Source:
    """Open the source called `crossref`, `datacite`…, or the record file or index whose path it is.

    An address (`http://127.0.0.1:8000`) is taken as a service that answers as Crossref does, and
    one after a name (`openalex=http://127.0.0.1:8000`) as one that answers as the service of that
    name. `mailto` is the mail address that services are given, and `cache` the file where their
    answers are kept, if they are to be; with `offline` nothing else is asked. `on_wait` is told of
    every waiting: seconds, and why; a service that goes down is waited for up to `patience_s`
    seconds. With `whole` what no check needs is taken in too: abstracts, licences, free copies.
    Nothing is fetched yet.

    Raises:
        ConfigInvalid: there is neither a source nor a file of that name, the folder has no finished
            index in it, or no cache can be kept.
        FormatInvalid: the file breaks its own format.
        InputUnreadable: the file cannot be read.
        SourceUnavailable: the index is damaged.
    """
    asked = _asked(named)
    if asked is not None and asked.name == _CROSSREF:
        return Crossref(
            mailto,
            base_url=asked.address or HOME,
            cache=cache,
            offline=offline,
            on_wait=on_wait,
            patience_s=patience_s,
            whole=whole,
            timing=REAL,
        )
    if asked is not None:
        return services.open_service(
            asked.name,
            mailto,
            base_url=asked.address,
            cache=cache,
            offline=offline,
            on_wait=on_wait,
            patience_s=patience_s,
            timing=REAL,
        )
    path = Path(named)
    if named.strip() and _is_file(path):
        try:
            return RecordFile(path)
        except FormatInvalid as error:
            message = f"{named}: {error}"
            raise FormatInvalid(message) from None
    if named.strip() and _holds_index(path):
        from joinedup_refs.sources.index.source import Index  # noqa: PLC0415  (loads when needed)

        return Index(path)
    near = _near(named, path)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    raise ConfigInvalid(
        f"there is no source and no record file {named!r}\n"
        f"{meant}a source is {', '.join(_NAMES)}, a mirror of Crossref (http://…), "
        "a file of records (.json…) or their index"
    )


def is_asked(named: str) -> bool:
    """Whether a source of that name is a service, whose answers may be kept."""
    return _asked(named) is not None


class _Asked(NamedTuple):
    """A service, and where it is asked."""

    name: str
    address: str = ""
    """Empty for its own."""


def _asked(named: str) -> _Asked | None:
    """Give the service that a name means; None where it means none."""
    if _ADDRESS.match(named.strip()):
        return _Asked(_CROSSREF, named.strip())
    elsewhere = _ELSEWHERE.fullmatch(named.strip())
    name = services.folded(elsewhere[1] if elsewhere else named)
    return _Asked(name, elsewhere[2] if elsewhere else "") if name in _NAMES else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or one with a null in it
        return False


def _holds_index(path: Path) -> bool:
    """Tell whether a folder has an index in it, or the beginnings of one."""
    try:
        return any((path / name).is_file() for name in ("manifest.json", "building.json"))
    except (OSError, ValueError):
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
