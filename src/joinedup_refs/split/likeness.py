"""How much a line looks like the beginning of an entry, like a heading, or like prose."""

import re
from collections.abc import Sequence

from joinedup_refs.notation import repeats
from joinedup_refs.split.lines import head_of
from joinedup_refs.split.markers import marker

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)|\bn\.d\.|\bin press\b|\bforthcoming\b")
_NUMBERS = re.compile(
    r"\d\s?[–—‐‑-]\s?[A-Za-z]?\d|\bdoi\b|https?://|\bpp?\.\s?\d|\bvol\b"
    r"|\(\d{1,4}\)\s?[:,]|\d{1,9}:\s?\d",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|we|our|this|these|which|that|they|her|his|ist|sind|wurde"
    r"|wir|est|sont|nous|cette|es|son|fue)\b"
)
_BEFORE_COLON = re.compile(
    r"(?P<names>[^\W\d_][^\d:()\[\]]{2,150})(?: \([^\d():]{2,12}\.?\))?: ?(?=[\w„“\"‚‘»«])"
)
"""`Auer, Erna: Brücken.` or `Auer, Erna (Hg.): Brücken.`, as German and Italian lists begin."""
_INITIALS_BEHIND = re.compile(
    r"[^\W\d_][\w’'-]{1,30}(?:[ -][^\W\d_][\w’'-]{1,30}){0,2} [^\W\d_a-z]{1,3}(?:,| and | & )"
)
"""`Hirst AB, Rivers`: how lists of law begin, whose entries may be a title and a year."""
_PARTS_OF_NAMES = re.compile(r" ?[/;] ?| – ")
_FULL_NAME = re.compile(
    r"(?:[^\W\d_]{1,3} ){0,2}[^\W\d_][^\W\d_’'-]+(?:[ -][^\W\d_]+)?,"
    r"(?: [^\W\d_][^\W\d_.-]{0,20}\.?){1,4}"
)
_LONGEST_ENTRY = 3000
_ENTRY = 0.4
"""The least likeness of a whole entry with a year."""
_REPEATED = 0.5
"""For a line that begins with a dash, or `ders.`, in place of its author."""


def likeness(string: str) -> float:
    """Tell how much a line looks like the beginning of an entry, 0 to 1, its marker aside."""
    found = marker(string)
    bare = string[found.end :] if found and found.end < len(string) else string
    head = head_of(bare[:12000])
    if head:
        return head.strength
    if 3 < len(bare) <= _LONGEST_ENTRY and repeats.match(bare):
        return _REPEATED if _YEAR.search(bare) or _NUMBERS.search(bare) else 0.0
    if len(bare) > _LONGEST_ENTRY or not _YEAR.search(bare) or bare[0].islower():
        return 0.0
    shown = _NUMBERS.search(bare) or _begins_with_full_names(bare)
    return 0.35 if shown and not is_prose(bare) else 0.0


def _begins_with_full_names(string: str) -> bool:
    """Whether names in full, family name first, stand before a colon."""
    met = _BEFORE_COLON.match(string)
    if not met:
        return False
    names = _PARTS_OF_NAMES.split(met["names"].strip())
    return all(_FULL_NAME.fullmatch(name) for name in names)


def is_entry(string: str) -> bool:
    """Whether a line reads as a whole entry, by its head and its year."""
    return _YEAR.search(string) is not None and likeness(string) >= _ENTRY and not is_prose(string)


def are_short_entries(strings: Sequence[str]) -> bool:
    """Whether lines are entries, one on each, with little more than a name, a title and a year."""
    return len(strings) > 1 and all(map(_is_short_entry, strings))


def _is_short_entry(string: str) -> bool:
    met = _INITIALS_BEHIND.match(string)
    return met is not None and _YEAR.search(string, met.end()) is not None and not is_prose(string)


def is_prose(string: str) -> bool:
    """Whether a line reads as sentences rather than as a reference."""
    words = string.count(" ") + 1
    return words >= 12 and len(_PROSE.findall(string)) * 18 >= words


def is_title(string: str) -> bool:
    """Whether a line could be the heading of a part of the list: short, and no sentence."""
    return (
        0 < len(string) <= 60
        and string[-1] not in ".,;)]–-"
        and not any(map(str.isdigit, string))
        and "," not in string
        and not string[0].islower()
        and not string.startswith(("http", "[", "("))
    )
