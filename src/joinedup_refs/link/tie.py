"""Citations found, tied to entries, and the orphans paired."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from joinedup_refs.link.find import find_mentions
from joinedup_refs.link.folding import words
from joinedup_refs.link.index import Index
from joinedup_refs.link.locators import locators_alone
from joinedup_refs.link.mention import Mention
from joinedup_refs.link.numbers import find_numbers
from joinedup_refs.link.pair import Key, Pairing, key_of, pair
from joinedup_refs.link.people import Known
from joinedup_refs.link.resolve import resolve
from joinedup_refs.link.works import work_of
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.text import Reading, Span, Text

_Tied: TypeAlias = tuple[Mention, tuple[str, ...]]
"""A citation as found, and the entries that it names."""

_RESIDUE = "link-residue"
_ET_AL = re.compile(r"\bet al\.?(,?) (?:1[4-9]|20)\d\d")
_QUOTATION = 800
"""How far behind a citation its page may stand alone in brackets, in code points."""


def link(text: Text, regions: tuple[Span, ...], entries: tuple[Entry, ...]) -> tuple[Citation, ...]:
    """Find the citations outside the reference lists and tie them to entries.

    `exact` names its entry or entries in all that is printed; `paired` differs from the only entry
    it can mean in the year or by a slip in one name; all others are `none`.
    """
    reading = _prose(text, regions)
    index = Index(work_of(text, entry, n) for n, entry in enumerate(entries))
    known = Known(
        names=index.names,
        bodies=index.bodies,
        common=_common(reading.text),
        plain=_has_no_comma(reading.text),
    )
    tied = list(_resolved(find_mentions(reading.text, known), index))
    numeric = _numeric(reading.text, entries)
    if _weight(numeric) > _weight(tied):
        tied = numeric
        pairs: dict[Key, Pairing] = {}
    else:
        cited = frozenset(i for _, ids in tied for i in ids)
        pairs = pair((m for m, ids in tied if not ids), index, cited)
    tied = _with_pages(reading.text, sorted(tied, key=lambda t: (t[0].start, t[0].end)))
    residues = _Residues(text)
    return tuple(
        _citation(n, mention, ids, pairs.get(key_of(mention)), reading, residues)
        for n, (mention, ids) in enumerate(tied, 1)
    )


def _resolved(mentions: Iterable[Mention], index: Index) -> Iterator[_Tied]:
    """Tie citations to entries; those that may be none are kept if an entry bears them out."""
    seen: dict[object, tuple[str, ...]] = {}
    for mention in mentions:
        key = mention.families, mention.et_al, mention.year and mention.year.text
        if key not in seen:
            seen[key] = resolve(mention, index)
        if mention.sure or seen[key]:
            yield mention, seen[key]


def _prose(text: Text, regions: Iterable[Span]) -> Reading:
    spans: list[Span] = []
    at = 0
    for region in sorted(regions, key=lambda r: r.start):
        if at < region.start:
            spans.append(Span(start=at, end=region.start))
        at = max(at, region.end)
    if at < len(text.printed):
        spans.append(Span(start=at, end=len(text.printed)))
    return text.read(*spans)


def _common(prose: str) -> frozenset[str]:
    return frozenset(word for word in words(prose) if word[0].islower())


def _has_no_comma(prose: str) -> bool:
    marks = [found[1] for found in _ET_AL.finditer(prose)]
    return marks.count("") > len(marks) / 2


def _weight(tied: list[_Tied]) -> tuple[int, int]:
    """Say how much speaks for one way of citing: what leads to entries, then what does not."""
    return sum(bool(ids) for _, ids in tied), len(tied)


def _numeric(prose: str, entries: tuple[Entry, ...]) -> list[_Tied]:
    markers = [entry.marker.strip("[]().") for entry in entries]
    if not any(markers):
        markers = [str(n) for n in range(1, len(entries) + 1)]
    by_marker: dict[str, str] = {}
    for marker, entry in zip(markers, entries, strict=True):
        by_marker.setdefault(marker, entry.id)
    return [
        (m, tuple(by_marker[n] for n in m.numbers if n in by_marker))
        for m in find_numbers(prose, markers, len(entries))
    ]


def _with_pages(prose: str, tied: list[_Tied]) -> list[_Tied]:
    """Give pages that stand alone after a quotation to the citation they plainly belong to."""
    starts = [m.start for m, _ in tied]
    for said, at in locators_alone(prose):
        before = bisect_left(starts, at) - 1
        if before < 0:
            continue
        mention, ids = tied[before]
        alone = before == 0 or tied[before - 1][0].cluster != mention.cluster
        near = at - mention.end < _QUOTATION and "\n\n" not in prose[mention.end : at]
        if alone and near and not mention.locator and mention.form != "numeric":
            tied[before] = (replace(mention, locator=said), ids)
    return tied


class _Residues:
    """Where a publisher's page left the text of its links."""

    def __init__(self, text: Text) -> None:
        self._cuts = [c.printed for c in text.cuts if c.why == _RESIDUE]
        self._starts = [span.start for span in self._cuts]

    def within(self, span: Span) -> bool:
        """Whether a residue stands in the span or right before it."""
        at = bisect_left(self._starts, span.start - 16)
        return any(c.end >= span.start and c.start < span.end for c in self._cuts[at : at + 3])


def _citation(
    number: int,
    mention: Mention,
    ids: tuple[str, ...],
    pairing: Pairing | None,
    reading: Reading,
    residues: _Residues,
) -> Citation:
    at = reading.printed(mention.start, mention.end)
    year_at = names_at = None
    if mention.year:
        year_at = reading.printed(mention.year.start, mention.year.end)
    if mention.names:
        names_at = reading.printed(mention.names[0].start, mention.names[-1].end)
    paired = pairing if not ids else None
    return Citation(
        id=f"c{number}",
        at=at,
        form=mention.form,
        names=mention.families,
        et_al=mention.et_al,
        year=mention.year.text if mention.year else "",
        year_at=year_at,
        names_at=names_at,
        number=mention.number,
        locator=mention.locator,
        prefix=mention.prefix,
        cluster=reading.printed(*mention.cluster),
        linked_by_publisher=residues.within(year_at or at),
        link="exact" if ids else "paired" if paired else "none",
        references=ids or ((paired.entry,) if paired else ()),
        differs=paired.differs if paired else "",
    )
