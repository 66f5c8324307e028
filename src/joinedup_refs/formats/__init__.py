"""Record files, both directions; each module holds one `FORMAT`."""

from joinedup_refs.formats.format import Format, Gap, Library, Record, Target
from joinedup_refs.formats.known import all_formats, find, names, told_by

__all__ = [
    "Format",
    "Gap",
    "Library",
    "Record",
    "Target",
    "all_formats",
    "find",
    "names",
    "told_by",
]
