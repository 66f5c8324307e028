"""Plain text, and anything else that decodes."""

from joinedup_refs.read.carrier import Carried, Carrier, Content
from joinedup_refs.read.decode import decode


def _sniff(_head: str) -> bool:
    """Say no: plain text is what nothing else claims."""
    return False


def _read(content: Content) -> Carried:
    return decode(content)


CARRIER = Carrier("text", (".txt", ".text"), _sniff, _read)
