"""Articles as lawyers cite them: `'A title' (2001) 117 LQR 42, 44`, `'A title' [2005] PL 440`.

The year stands before the volume and the volume before the journal, so that only the closing
quotation mark and the brackets tell what is what. Source: OSCOLA, 4th edition, section 3.3.
"""

import re

from joinedup_refs.notation import pages
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.wording import one_line, trimmed

_SURE = 0.9
_YEAR = r"(?:1[5-9]|20)\d\d"
_TAIL = re.compile(
    rf"['’”\"»],?\s(?:\((?P<round>{_YEAR})\)\s(?=\d)|\[(?P<square>{_YEAR})\]\s)"
    r"(?:(?P<volume>\d{1,3})\s?(?:\((?P<issue>\d{1,3}(?:[-–/]\d{1,2})?)\))?\s)?"
    r"(?P<journal>[A-Z][^\d\[\]()'‘’\"“”<>\n]{1,100}?)"
    r"(?:,?\s(?P<page>\d{1,5}(?:[-–]\d{1,5})?)(?=[\s,.;:]|$)|(?=\s?<\s?(?:https?|www)|[\s.]{0,3}$))"
)
_OPENER = re.compile(r"(?:^|(?<=[\s,.;:(]))['‘“„\"«]")


def put_quoted(draft: Draft) -> tuple[int, int]:
    """Put an article's title, year, volume, journal and first page; say where they stand.

    Nothing is put, and the stretch is empty, where the string has no such form.
    """
    raw = draft.raw
    tail = _TAIL.search(raw)
    opener = _OPENER.search(raw, 0, tail.start()) if tail else None
    if tail is None or opener is None:
        return 0, 0
    start, end = opener.start(), tail.end()
    first, last = trimmed(raw, opener.end(), tail.start())
    if last <= first or not draft.is_free(start, end):
        return 0, 0
    draft.put("title", one_line(raw[first:last]), first, last, _SURE)
    year = "round" if tail["round"] else "square"
    draft.put("issued", {"date-parts": [[int(tail[year])]]}, *tail.span(year), _SURE)
    for variable, group in (
        ("volume", "volume"),
        ("issue", "issue"),
        ("container-title", "journal"),
    ):
        if tail[group]:
            draft.put(variable, one_line(tail[group]), *tail.span(group), _SURE)
    value = pages.parse(tail["page"]) if tail["page"] else None
    if value is not None:
        draft.put("page", pages.format(value), *tail.span("page"), _SURE)
    return start, end


def outside(labels: list[Label], start: int, end: int) -> list[Label]:
    """Give the labels of a string but for a stretch, cut where they reach into it.

    >>> outside([Label("title", 0, 9, 0.9), Label("page", 5, 7, 0.9)], 4, 8)
    [Label(label='title', start=0, end=4, confidence=0.9)]
    """
    out = []
    for one in labels:
        if end <= one.start or one.end <= start:
            out.append(one)
        elif one.start < start:
            out.append(one._replace(end=start))
    return out
