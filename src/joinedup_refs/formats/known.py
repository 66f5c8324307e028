"""Finds a format by its name or by the ending of a file."""

from functools import cache
from importlib import import_module

from joinedup_refs import formats as package
from joinedup_refs.discover import parts
from joinedup_refs.errors import ConfigInvalid
from joinedup_refs.formats.format import Format

_AT_HAND = {"bibtex": "bibtex", ".bib": "bibtex"}
"""Names of the most usual format, and its module, for which no other need be loaded."""
_ANYTHING = frozenset(["", ".txt"])
"""Endings of files that can hold anything."""


@cache
def all_formats() -> tuple[Format, ...]:
    """Give every format, in the order of their names."""
    return tuple(sorted(parts(package, "FORMAT", Format), key=lambda f: f.name))


def names() -> tuple[str, ...]:
    """Give the names of all formats, sorted."""
    return tuple(f.name for f in all_formats())


def find(named: str) -> Format:
    """Give the format of that name, or of files that end so (`.bib`), in any case.

    An ending that several formats share is that of the one whose usual ending it is.

    Raises:
        ConfigInvalid: no format is called so.
    """
    wanted = named.strip().casefold()
    if module := _AT_HAND.get(wanted):
        form: Format = import_module(f"{package.__name__}.{module}").FORMAT
        return form
    places = (lambda f: (f.name, *f.suffixes[:1])), (lambda f: f.suffixes)
    for names_of in places:
        for form in all_formats():
            if wanted in names_of(form):
                return form
    msg = f"no record format is called {named!r}; there are: {', '.join(names())}"
    raise ConfigInvalid(msg)


def told_by(suffix: str, head: str) -> Format | None:
    """Give the format of a file by its ending, and where that does not tell by how it begins.

    `head` is its first 4,000 characters; it tells what has no ending, and `.txt` and `.xml`. None
    for what is no file of a format here.
    """
    suffix = suffix.lower()
    if suffix in _AT_HAND:
        return find(suffix)
    named = [f for f in all_formats() if suffix and suffix in f.suffixes]
    if not named and suffix not in _ANYTHING:
        return None
    sniffing = [f for f in named or all_formats() if f.sniff is not None]
    if named and len(sniffing) < 2:
        return find(suffix)
    return next((f for f in sniffing if f.sniff is not None and f.sniff(head)), None)
