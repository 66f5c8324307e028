"""From one reference string to a typed reference: tokens, labels, fields."""

from joinedup_refs.parse.parse import parse
from joinedup_refs.parse.parsed import Parsed

__all__ = ["Parsed", "parse"]
