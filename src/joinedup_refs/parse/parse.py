"""One string to one typed reference; never split, never an error."""

from functools import lru_cache

from joinedup_refs.model.reference import Unclassified
from joinedup_refs.parse.labeller import load
from joinedup_refs.parse.marks import marks_of
from joinedup_refs.parse.parsed import Parsed
from joinedup_refs.parse.values import typed

_KEPT = 4096
"""Strings whose parse is kept: several long lists, some megabytes."""


@lru_cache(maxsize=_KEPT)
def parse(raw: str) -> Parsed:
    """Parse one reference string; places and marks are code points of it.

    A string that is no reference gives an `Unclassified` one. The last few thousand strings are
    kept, so that parsing a list again costs only what changed in it.

    Raises:
        ModelInvalid: the parsing model is missing or is not the one that was shipped.
    """
    if not raw.strip():
        return Parsed(Unclassified(), {}, (), 0.0, ())
    return typed(raw, load().label(raw))._replace(marks=marks_of(raw))
