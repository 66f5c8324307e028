"""The list in its own style and order, changed only where it was mended."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Literal, TypeAlias

from joinedup_refs.model.document import Document
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Cut, Span, Text
from joinedup_refs.styles import html, markdown
from joinedup_refs.styles.listed import LAYOUT, first_part, label, prefix

Form: TypeAlias = Literal["txt", "md", "html"]
"""Plain text, Markdown (CommonMark), a page of HTML."""

_BREAK = re.compile(r"\r\n|\r|\n")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]{0,40}(?:\r\n|\r|\n)")
_TELLING = 200
"""Entries that tell whether blank lines stand between those of a list."""
_REST_OF_LINE = re.compile(r"[ \t]{0,40}(?:\r\n|\r|\n)")
_LEFT_OUT = frozenset({"page-furniture", "link-residue", "running-head"})


def write(document: Document, as_: Form) -> str:
    """Write the list of a document as it is printed, with what was mended.

    As text the list keeps its bullets, numbers, line breaks and blank lines, and what was not
    understood stands exactly as it came; only web-page text that reading leaves out is gone. An
    entry divided in two goes on in a line of its own. A list in which nothing changed comes out
    character for character. Markdown and HTML have one item for each entry.
    """
    match as_:
        case "md":
            return markdown.write(document)
        case "html":
            return html.write(document)
        case "txt":
            return _plain(document)


def _plain(document: Document) -> str:
    text = _without_layout(document.text)
    gaps = _without_edges(document, text)
    lists = ["".join(_region(document, text, gaps, region)) for region in document.regions]
    newline = _newline(document.text.printed)
    return (2 * newline).join(one for one in lists if one)


def _region(document: Document, text: Text, gaps: Text, region: Span) -> Iterator[str]:
    """Walk through a list as its entries are ordered: gaps as printed, entries as they read."""
    first = prefix(document.text, region.start)
    start = region.start - (0 if first.strip() else len(first))
    places = sorted(
        (
            (span, entry, number)
            for entry in document.entries
            for number, span in enumerate(entry.at)
            if region.covers(span)
        ),
        key=lambda place: place[0].start,
    )
    starts = [span.start for span, *_ in places]
    before: Entry | None = None
    for stretch in document.as_ordered(_with_moves(document, region, start)):
        here = stretch.at.start
        held = slice(bisect_left(starts, here), bisect_left(starts, stretch.at.end))
        for span, entry, number in places[held]:
            gap = Span(start=here, end=max(here, span.start))
            here = span.end
            if number:
                yield _kept(document, text, gap)
                continue
            whole = first_part(document, entry)
            if before is not None and whole is not entry and not _BREAK.search(text.slice(gap)):
                yield _own_line(document, entry, whole)
            else:
                yield gaps.read(gap).text
            yield text.read(entry.at[0]).text
            for more in entry.at[1:]:
                yield " " + text.read(more).text
            before = entry
        yield gaps.read(Span(start=here, end=max(here, stretch.at.end))).text


def _with_moves(document: Document, region: Span, start: int) -> Span:
    """Give a list from `start` on, with the whole lines that are moved in it."""
    inside = [move for move in document.moves if any(map(region.touches, move.at))]
    ends = [place for m in inside for place in (m.to, *(s.end for s in m.at))]
    starts = [place for m in inside for place in (m.to, *(s.start for s in m.at))]
    return Span(start=min([start, *starts]), end=max([start, region.end, *ends]))


def _without_edges(document: Document, text: Text) -> Text:
    """Leave out what is put in at the edges of entries, which is read with the entries."""
    edges = {at for entry in document.entries for s in entry.at for at in (s.start, s.end)}
    return text.reading_as(
        cut for cut in text.cuts if len(cut.printed) or cut.printed.start not in edges
    )


def _own_line(document: Document, entry: Entry, whole: Entry) -> str:
    """Give what goes before a part of an entry: a line break as the list has it, and a bullet."""
    bullet = prefix(document.text, whole.span.start)
    if whole.marker:
        bullet = bullet.replace(label(document, whole), label(document, entry), 1)
    return _between(document) + (bullet if len(bullet) < 40 else "")


def _between(document: Document) -> str:
    """Give the line break between two entries, with a blank line if most in the list have one."""
    printed = document.text.printed
    gaps = [
        gap
        for one, other in islice(pairwise(document.as_printed), _TELLING)
        if _BREAK.search(gap := printed[one.span.end : other.span.start])
    ]
    if not gaps:
        return _newline(printed)
    blank = sum(bool(_BLANK_LINE.search(gap)) for gap in gaps)
    return _newline(gaps[0]) * (2 if 2 * blank > len(gaps) else 1)


def _newline(printed: str) -> str:
    found = _BREAK.search(printed)
    return found[0] if found else "\n"


def _kept(document: Document, text: Text, gap: Span) -> str:
    """Give what stood between two parts of one entry, unless it is only a break or a bullet."""
    held = [span for span in document.leftover if gap.covers(span)]
    if not any(text.read(span).text.strip() for span in held):
        return ""
    return text.read(gap).text.rstrip()


def _without_layout(text: Text) -> Text:
    """Leave the list's own layout in, and take out lines that web-page text alone stood on."""
    cuts = [cut for cut in text.cuts if cut.why not in LAYOUT]
    free = [0, *(cut.printed.end for cut in cuts)]
    bound = [*(cut.printed.start for cut in cuts[1:]), len(text.printed)]
    return text.reading_as(
        _with_its_line(text, cut, low, high)
        for cut, low, high in zip(cuts, free, bound, strict=False)
    )


def _with_its_line(text: Text, cut: Cut, low: int, high: int) -> Cut:
    """Widen a cut to the line it fills, if no other cut, before `low` or from `high`, is there."""
    if cut.reading or cut.why not in _LEFT_OUT:
        return cut
    blanks = prefix(text, cut.printed.start)
    start = cut.printed.start - len(blanks)
    after = _REST_OF_LINE.match(text.printed, cut.printed.end)
    begins = start == 0 or text.printed[start - 1] in "\r\n"
    if blanks.strip() or not begins or not after or start < low or after.end() >= high:
        return cut
    return cut.model_copy(update={"printed": Span(start=start, end=after.end())})
