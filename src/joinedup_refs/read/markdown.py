"""Markdown, with pandoc's, Quarto's and R Markdown's additions.

The text is kept as it is, and marks of layout become cuts: every place is one of the file's own.

Sources: CommonMark 0.31.2; the Pandoc User's Guide, "Pandoc's Markdown".
"""

import re
from bisect import bisect_right
from itertools import islice

from joinedup_refs.model.markup import KeyCitation, Markup
from joinedup_refs.model.text import Cut, Span
from joinedup_refs.notation import citekeys
from joinedup_refs.read.carrier import Carried, Carrier, Content
from joinedup_refs.read.decode import decode
from joinedup_refs.read.markdown_blocks import Blocks, blocks_of
from joinedup_refs.read.markdown_inline import inline

_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\n|\r)[\w-]{1,40}:")
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_KEYED = re.compile(r"\[-?@\w[^\[\]\n]{0,200}\]")
_MOST_KEYS = 50_000
"""Citations by key that are kept; no text has so many."""
_HEADINGS = 2
"""Headings that make a text Markdown, where nothing else tells."""


def _sniff(head: str) -> bool:
    head = head.lstrip("\ufeffï»¿")
    if _FRONT_MATTER.match(head) or _KEYED.search(head):
        return True
    return sum(1 for _ in _HEADING.finditer(head)) >= _HEADINGS


def _read(content: Content) -> Carried:
    source = decode(content)
    blocks = blocks_of(source.printed)
    marks = inline(source.printed, blocks)
    code = sorted((c.printed.start, c.printed.end) for c in marks.cuts if c.why == "code")
    keys = [key for key in _keys(source.printed, blocks) if not _inside(key.at, code)]
    clusters = {(k.cluster.start, k.cluster.end): k.cluster for k in keys}
    cuts = [*blocks.cuts, *marks.cuts]
    cuts += [Cut(printed=at, reading="", why="citation-key") for at in clusters.values()]
    return source._replace(
        cuts=_apart(cuts),
        markup=Markup(
            links=tuple(marks.links),
            italics=tuple(marks.italics),
            keys=tuple(keys),
            bibliographies=blocks.bibliographies,
        ),
    )


def _keys(printed: str, blocks: Blocks) -> list[KeyCitation]:
    """Find citations by key outside of code."""
    return [
        KeyCitation(
            key=found.key,
            at=Span(start=found.start, end=found.end),
            cluster=Span(start=found.cluster[0], end=found.cluster[1]),
            narrative=found.narrative,
            author_left_out=found.author_left_out,
            prefix=found.prefix,
            locator=found.locator,
        )
        for found in islice(citekeys.find(printed), _MOST_KEYS)
        if not blocks.hidden(found.start)
    ]


def _inside(at: Span, ranges: list[tuple[int, int]]) -> bool:
    before = bisect_right(ranges, (at.start, at.end)) - 1
    return before >= 0 and ranges[before][1] >= at.end


def _apart(cuts: list[Cut]) -> tuple[Cut, ...]:
    """Put cuts in order; of those that meet, the one that begins first or reaches further stays."""
    apart: list[Cut] = []
    free = 0
    for cut in sorted(cuts, key=lambda c: (c.printed.start, -c.printed.end)):
        if cut.printed.start >= free and len(cut.printed):
            apart.append(cut)
            free = cut.printed.end
    return tuple(apart)


CARRIER = Carrier("markdown", (".md", ".markdown", ".mdown", ".rmd", ".qmd"), _sniff, _read)
