"""Record files, both directions; each module holds one `FORMAT`."""

from joinedup_refs.formats.format import Format, Gap, Record, Target
from joinedup_refs.formats.known import all_formats, find, names

__all__ = ["Format", "Gap", "Record", "Target", "all_formats", "find", "names"]
