"""How references and sentences end: a full stop, a page, a bracket, an address."""

import re

__all__ = ["closes", "ends_sentence"]

_END = re.compile(r"(?:[.!?)\]”\"’>]|\d|https?://\S+|10\.\d{4,9}/\S+)$")
_OPEN_END = re.compile(
    r"(?:\b(?:[Ii]n|[Ee]ds?|[Vv]ol|[Nn]o|(?<!\d )[Pp]p?|[Ss]t|cf|vs|transl?"
    r"|[Ii]ss|[Ff]asc|[Hh]rsg|by|and)"
    r"\.?|[,;:&])$"
)
_INITIAL_END = re.compile(r"(?:^|[\s.(-])[^\W\d_a-z]\.\s*$")
_CLOSING = frozenset('.?!)]”"’>')
_LONGEST_END = 8
"""No initial and no word that leaves an end open is longer, its mark before it included."""


def closes(text: str) -> bool:
    """Whether a text ends as references end: a full stop, brackets, a page, an address.

    >>> closes("Public Administration, 84, 3, pp. 517–538."), closes("Bevan, G. and")
    (True, False)
    """
    return bool(_END.search(text[-80:].rstrip())) and not _OPEN_END.search(text[-80:].rstrip())


def ends_sentence(text: str, at: int) -> bool:
    """Whether a sentence ends before a place, and not with an initial or an abbreviation.

    >>> ends_sentence("A title. Next", 8), ends_sentence("Bevan, G. Next", 9)
    (True, False)
    """
    before = text[max(0, at - 80) : at].rstrip()
    last = before[-1:]
    near = max(0, len(before) - _LONGEST_END)
    return (
        (last in _CLOSING or last.isdecimal() or bool(_END.search(before)))
        and not _INITIAL_END.search(before, near)
        and not _OPEN_END.search(before, near)
    )
