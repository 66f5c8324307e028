"""What looks wrong at the edges of a reference string; nothing is mended here."""

from itertools import islice

from joinedup_refs.model.entry import Mark
from joinedup_refs.notation.heads import borders
from joinedup_refs.notation.persons import is_particle

_REACH = 10_000
"""How many characters are searched for borders: several references, and no whole article."""
_MOST_BORDERS = 50
"""More references than this no string is told to hold."""

_OPENERS = {"(": ")", "[": "]"}
_MAY_BEGIN_SMALL = frozenset({"bell hooks", "danah boyd", "ee cummings", "e.e. cummings"})
_STARTS = ("http", "www", "doi", "in", "vgl", "cf", "see", "siehe", "ders", "dies", "idem", "ibid")


def marks_of(raw: str) -> tuple[Mark, ...]:
    """Give the marks of a string: a start that seems cut off, second heads, an end that is missing.

    >>> [m.what for m in marks_of("erri 6 (1997), Holistic Government (Demos).")]
    ['cut-start']
    >>> [m.what for m in marks_of("Hood, C. (1991), A public management for all seasons? (Oxford")]
    ['cut-end']
    """
    marks = []
    start = len(raw) - len(raw.lstrip())
    if _starts_cut(raw[start : start + 80]):
        marks.append(Mark(what="cut-start", at=start))
    marks += [Mark(what="border", at=b.at) for b in islice(borders(raw[:_REACH]), _MOST_BORDERS)]
    end = len(raw.rstrip())
    if end and _ends_cut(raw[max(0, end - 2000) : end]):
        marks.append(Mark(what="cut-end", at=end))
    return tuple(marks)


def _starts_cut(head: str) -> bool:
    words = head.split()
    if not words or not head[0].islower():
        return False
    first = words[0].strip(",.;:")
    if is_particle(first) or first.casefold().startswith(_STARTS):
        return False
    if any(c.isupper() or c.isdigit() or c in "'’-" for c in first[:3]):
        return False
    return not any(head.casefold().startswith(name) for name in _MAY_BEGIN_SMALL)


def _ends_cut(tail: str) -> bool:
    if tail.endswith(("-", "‐", ",", "–", "&")):
        return True
    return any(
        tail.rfind(opener) > tail.rfind(closer) and tail.count(opener) > tail.count(closer)
        for opener, closer in _OPENERS.items()
    )
