"""Reports in a series: the number, the kind of report, and the series' own name before it."""

import re
from itertools import islice

from joinedup_refs.notation import report_numbers
from joinedup_refs.parse.draft import Draft, Label

_MOST_NUMBERS = 20
"""How many report numbers of a string are looked at."""
_UNLABELLED = 0.8
"""How sure a number is that no label took in."""
_REACH = 80
"""A series' name before `Working Paper` is no longer than this."""
_WORD = r"(?:[A-ZÀ-Þ][\w&’'/-]{0,24}|(?:of|for|on|and|in|the|de|des|du|für|zur)(?=\s))"
_NAME = re.compile(rf"(?<![\w&’'/-])[A-ZÀ-Þ][\w&’'/-]{{0,24}}\s(?:{_WORD}\s){{0,8}}$")
_BORDER = re.compile(r"[.,;:?!(\[–—-]\s?$|[’”\"»]\s$")
_TORN_OFF = re.compile(r"\b(?:of|for|and|the|de|für)$")
_OTHERS = frozenset(
    {"author", "editor", "title", "container-title", "publisher", "publisher-place", "event-title"}
)


def put_report_number(draft: Draft, labels: list[Label]) -> bool:
    """Put a report's number and genre, and end a title that the label let run into them.

    The name of the series is part of the genre, as the number is one of that series alone:
    `NBER Working Paper`.
    """
    for start, end, found in islice(report_numbers.find(draft.raw), _MOST_NUMBERS):
        title = next(
            (x for x in labels if x.label == "title" and x.start < end and start < x.end), None
        )
        container = any(
            x.label == "container-title" and x.start < end and start < x.end and x.end > end + 3
            for x in labels
        )
        if title is not None and start < title.start and title.end <= end + 2:
            labels.remove(title)  # nothing but a piece of the number: `COM|(2001) 428 final`
            title = None
        inside_title = title is not None and not (title.end <= end + 2 and title.start < start)
        if inside_title or container or not draft.is_free(start, end):
            continue
        place = draft.raw.rfind(found.number.split()[-1], start, end)
        whole = draft.raw[start:end].startswith(found.number.split()[0])
        number = start if whole else max(start, place)
        sure = max(
            [x.confidence for x in labels if x.start < end and start < x.end], default=_UNLABELLED
        )
        first = start if whole else _series(draft, labels, start, title)
        genre = draft.raw[first:start] + _as_printed(draft.raw, start, first, found.genre)
        draft.put("number", found.number, number, end, sure)
        draft.put("genre", " ".join(genre.split()), first, end, sure)
        if title is not None:
            stop = title.start + len(draft.raw[title.start : first].rstrip(" (["))
            labels[labels.index(title)] = title._replace(end=stop)
        return True
    return False


def _as_printed(raw: str, start: int, first: int, genre: str) -> str:
    """Give the kind of report, in the number that its series' name wants: `Soziale Berichte`."""
    printed = re.compile(re.escape(genre) + r"[^\W\d_]{0,2}").match(raw, start)
    return printed[0] if printed and first < start else genre


def _series(draft: Draft, labels: list[Label], start: int, title: Label | None) -> int:
    """Give where the name of a series begins that ends at `start`; that, where it has none."""
    named = _NAME.search(draft.raw, max(0, start - _REACH), start)
    if named is None:
        return start
    first = named.start()
    if title is not None:  # the title ran into the series: there must be a border to part them
        return first if _BORDER.search(draft.raw[max(0, first - 3) : first]) else start
    taken = [x for x in labels if x.label in _OTHERS and first < x.end and x.start < start]
    first = max([x.end for x in taken], default=first)
    if taken and _TORN_OFF.search(draft.raw[max(0, first - 5) : first]):
        end = len(draft.raw[:start].rstrip())  # `University of |Leeds Working Paper 12`
        labels[labels.index(taken[-1])] = taken[-1]._replace(end=end)
        return start
    while first < start and draft.raw[first].isspace():
        first += 1
    if first == start or not draft.raw[first].isupper() or not draft.is_free(first, start):
        return start
    return first
