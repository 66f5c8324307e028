"""Who asks a service, and where it stands: checked before anything is asked."""

import re
from urllib.parse import urlsplit

from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.version import __version__

PROGRAM = f"joinedup-refs/{__version__}"
"""What this program calls itself."""
_MAILTO = re.compile(r"[!-~]{1,64}@[\w.-]{1,255}", re.ASCII)


def checked_mailto(mailto: str) -> str:
    """Give a mail address, or nothing where none is given; what is said of it does not show it.

    Raises:
        ConfigInvalid: it is none.
    """
    if mailto and not _MAILTO.fullmatch(mailto):
        msg = "what is given for mailto is no mail address\ngive one like you@example.org"
        raise ConfigInvalid(msg)
    return mailto


def checked_base(base_url: str, title: str, home: str) -> str:
    """Give the address of a service without its last slash.

    Raises:
        ConfigInvalid: it is none of the web.
    """
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        msg = f"{base_url!r} is no address of the web; that of {title} is {home}"
        raise ConfigInvalid(msg)
    return base_url.rstrip("/")


def called(title: str, base: str, home: str) -> str:
    """Name a service, with its address where it is another than its own; a password is not shown.

    >>> called("Crossref", "http://me:secret@127.0.0.1:8000", "https://api.crossref.org")
    'Crossref (at http://127.0.0.1:8000)'
    """
    if base == home:
        return title
    scheme, _, rest = base.partition("://")
    host, slash, path = rest.partition("/")
    return f"{title} (at {scheme}://{host.rpartition('@')[2]}{slash}{path})"
