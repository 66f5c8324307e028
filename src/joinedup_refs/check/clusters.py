"""The order of citations within one pair of brackets."""

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

from joinedup_refs.check.order import folded
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.document import Document
from joinedup_refs.model.text import Span

_FEWEST = 3  # clusters of several works, below which their order may be chance


class Rewritten(NamedTuple):
    """A stretch of a cluster and what is to stand there."""

    at: Span
    text: str


class Clusters:
    """The clusters of a document: citations by name that share their brackets, two or more."""

    def __init__(self, document: Document) -> None:
        self._document = document
        named = [c for c in document.citations if c.form == "parenthetical"]
        groups = (tuple(g) for _, g in groupby(named, key=_place))
        self.all = tuple(group for group in groups if len(group) > 1)
        self._by_place = {_place(group[0]): group for group in self.all}

    def of(self, citation: Citation) -> tuple[Citation, ...]:
        """Give the cluster of a citation; nothing where it stands alone."""
        group = self._by_place.get(_place(citation), ())
        return group if any(one.id == citation.id for one in group) else ()

    @cached_property
    def run_by_date(self) -> bool:
        """Whether all clusters run from the earliest to the latest work, and not by name."""
        if len(self.all) < _FEWEST:
            return False
        by_name = all(_ascend(folded(c.names[0]) if c.names else "" for c in g) for g in self.all)
        return not by_name and all(_ascend(c.year for c in group) for group in self.all)

    def moved(self, citation: Citation, year: str) -> Rewritten | None:
        """Give a cluster with one citation's year changed and the citation moved to its date.

        None where the clusters do not run by date, where nothing would move, or where semicolons do
        not set all the items apart. Link residue is left out of what is written.
        """
        group = self.of(citation)
        if not group or not self.run_by_date:
            return None
        items = items_of(self._document, group)
        if items is None:
            return None
        texts = []
        for one, item in zip(group, items, strict=True):
            reading = self._document.text.read(item).text
            if one.id == citation.id:
                head, found, tail = reading.rpartition(one.year)
                if not found:
                    return None
                texts.append((year, head + year + tail))
            else:
                texts.append((one.year, reading))
        ordered = sorted(texts, key=lambda pair: pair[0])
        if ordered == texts:
            return None
        at = Span(start=items[0].start, end=items[-1].end)
        return Rewritten(at, "; ".join(text for _, text in ordered))


def _place(citation: Citation) -> tuple[int, int]:
    return citation.cluster.start, citation.cluster.end


def _ascend(values: Iterable[str]) -> bool:
    listed = list(values)
    return all(a <= b for a, b in pairwise(listed))


def items_of(document: Document, group: tuple[Citation, ...]) -> list[Span] | None:
    """Give each citation with what belongs to it, from one semicolon to the next.

    None where semicolons do not set all of them apart.
    """
    printed = document.text.printed
    borders: list[int] = []
    for one, other in pairwise(group):
        between = printed[one.at.end : other.at.start]
        if between.count(";") != 1:
            return None
        borders.append(one.at.end + between.index(";"))
    start, end = group[0].at.start, group[-1].at.end
    starts = [start, *(at + 1 for at in borders)]
    ends = [*borders, end]
    return [_trimmed(printed, a, b) for a, b in zip(starts, ends, strict=True)]


def _trimmed(printed: str, start: int, end: int) -> Span:
    piece = printed[start:end]
    return Span(start=start + len(piece) - len(piece.lstrip()), end=start + len(piece.rstrip()))
