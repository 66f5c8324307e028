"""Citations found, tied to entries, and the orphans paired."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from joinedup_refs.link.abbreviations import names_in_prose
from joinedup_refs.link.chapters import Chapter, chapters, markers_of, prose_of, repeat_numbers
from joinedup_refs.link.find import find_mentions
from joinedup_refs.link.folding import fold, words
from joinedup_refs.link.index import Index
from joinedup_refs.link.locators import locators_alone
from joinedup_refs.link.mention import Mention
from joinedup_refs.link.numbers import find_numbers
from joinedup_refs.link.pair import Key, Pairing, key_of, pair
from joinedup_refs.link.people import Known
from joinedup_refs.link.resolve import resolve
from joinedup_refs.link.works import works_of
from joinedup_refs.model.citation import Citation
from joinedup_refs.model.entry import Entry
from joinedup_refs.model.origin import Printed
from joinedup_refs.model.text import Reading, Span, Text
from joinedup_refs.notation.anonymised import may_stand_for_author
from joinedup_refs.notation.secondhand import joins_secondhand

_Tied: TypeAlias = tuple[Mention, tuple[str, ...]]
"""A citation as found, and the entries that it names."""

_RESIDUE = "link-residue"
_WIDE = str.maketrans("（）［］，；：、．０１２３４５６７８９", "()[],;:,.0123456789")
"""Full-width signs, read as the plain ones in their places."""
_ET_AL = re.compile(r"et al(?<!\wet al)\.?(,?) (?:1[4-9]|20)\d\d")
_GERMAN = (" und ", " der ", " ist ")
_ENGLISH = (" and ", " the ", " is ")
_SENTENCE = re.compile(r"[.?!][)\]]?\s+[^\W\d_a-z]|\n\s*\n")
_SENTENCE_LONG = 300
_NEIGHBOURS = 12
"""How many citations on either side are looked at for one of the same sentence."""
_FEWEST = 2
"""Works of two authors cited by both that make a custom."""
_HABIT = 2
"""Entries that join names by a slash and make it the way of the list."""
_QUOTATION = 800
"""How far behind a citation its page may stand alone in brackets, in code points."""


def link(
    text: Text,
    regions: tuple[Span, ...],
    entries: tuple[Entry, ...],
    unread: Sequence[Span] = (),
) -> tuple[Citation, ...]:
    """Find the citations outside the reference lists and tie them to entries.

    `unread` are entries of further lists, in the order of the text, which cite nothing.
    `exact` names its entry or entries in all that is printed; `paired` differs from the only entry
    it can mean in the year or by a slip in one name; all others are `none`.
    """
    reading = text.read(*prose_of(text, regions))
    prose = reading.text.translate(_WIDE)
    index = _index(text, entries, prose)
    known = Known(
        names=index.names,
        bodies=index.bodies | index.titles,
        small=index.small,
        common=_common(prose),
        plain=_has_no_comma(prose),
        german=_is_german(prose),
        slashed=_joins_by_slash(text, entries),
        places=_places(entries),
    )
    several = chapters(text, regions, entries)
    found = list(_outside(find_mentions(prose, known), reading, unread))
    tied = _of_their_chapters(list(_resolved(found, index)), several)
    numeric = _numeric(prose, entries, several)
    if _weight(numeric) > _weight(tied):
        tied = numeric
        pairs: dict[Key, Pairing] = {}
    else:
        tied = _others_told_apart(tied, index)
        cited = frozenset(i for _, ids in tied for i in ids)
        lost = [m for n, (m, ids) in enumerate(tied) if not ids and not _is_excused(prose, tied, n)]
        pairs = pair(lost, index, cited, _beside(prose, tied))
        of_another_year = _of_another_year(found, tied, pairs, index)
        pairs |= of_another_year
        tied += [(m, ()) for m in found if m.bare and key_of(m) in of_another_year]
    tied = _with_pages(prose, sorted(tied, key=lambda t: (t[0].start, t[0].end)))
    residues = _Residues(text)
    citations = []
    for place, (mention, ids) in enumerate(tied):
        pairing = None if _is_excused(prose, tied, place) else pairs.get(key_of(mention))
        way = {"through": f"c{place + 2}"} if _is_seen_in_next(prose, tied, place) else {}
        made = _citation(place + 1, mention, ids, pairing, reading, residues)
        citations.append(made.model_copy(update=way))
    return tuple(citations)


def _index(text: Text, entries: Iterable[Entry], prose: str) -> Index:
    works = works_of(text, entries)
    bodies = {body for work in works for body in work.bodies}
    return Index(works, names_in_prose(prose, bodies))


def _joins_by_slash(text: Text, entries: Iterable[Entry]) -> bool:
    """Whether the list joins names by a slash, as German ones do (`Frank, G./Scherer, S.`)."""
    names = (entry.origins.get(role) for entry in entries for role in ("author", "editor"))
    places = (one.at for one in names if isinstance(one, Printed))
    return sum("/" in text.read(place).text for place in places) >= _HABIT


def _places(entries: Iterable[Entry]) -> frozenset[str]:
    """Give the places that the list prints before publishers, folded."""
    printed = (getattr(entry.reference, "publisher_place", "") or "" for entry in entries)
    return frozenset(fold(part) for one in printed for part in re.split(r"[/,;]", one))


def _outside(
    mentions: Iterable[Mention], reading: Reading, unread: Sequence[Span]
) -> Iterator[Mention]:
    """Leave out what looks like a citation in an entry of a list that was not read."""
    starts = [span.start for span in unread]
    for mention in mentions:
        at = reading.printed(mention.start, mention.end).start if unread else -1
        before = bisect_right(starts, at) - 1
        if before < 0 or at >= unread[before].end:
            yield mention


def _resolved(mentions: Iterable[Mention], index: Index) -> Iterator[_Tied]:
    """Tie citations to entries; those that may be none are kept if an entry bears them out."""
    seen: dict[object, tuple[str, ...]] = {}
    for mention in mentions:
        given = mention.names[0].given if mention.names else ""
        key = mention.families, given, mention.et_al, mention.year and mention.year.text
        if key not in seen:
            seen[key] = resolve(mention, index)
        if mention.sure or seen[key]:
            yield mention, seen[key]


def _others_told_apart(tied: list[_Tied], index: Index) -> list[_Tied]:
    """Untie `A et al.` from a work of two authors that the text cites by both, as it does others.

    Where two are named in full as a rule, `et al.` then means a work that the list does not have.
    """
    in_full = {i for m, ids in tied if len(m.names) == 2 for i in ids if _is_of_two(index, i)}
    short = {i for m, ids in tied if m.et_al for i in ids if _is_of_two(index, i)}
    if len(in_full - short) < _FEWEST or len(in_full) < 2 * len(short):
        return tied
    return [(m, () if m.et_al and ids and in_full.issuperset(ids) else ids) for m, ids in tied]


def _of_another_year(
    found: Iterable[Mention], tied: list[_Tied], pairs: dict[Key, Pairing], index: Index
) -> dict[Key, Pairing]:
    """Pair `Beck 1987`, bare in the prose, with the one work of Beck that nothing else cites.

    Without such a work a name and a year side by side are no citation.
    """
    known = {id(mention) for mention, _ in tied}
    bare = [m for m in found if m.bare and id(m) not in known]
    cited = {i for _, ids in tied for i in ids} | {p.entry for p in pairs.values()}
    told = pair(bare, index, frozenset(cited), {})
    return {
        key: one for key, one in told.items() if one.differs == "year" and one.entry not in cited
    }


def _is_of_two(index: Index, identifier: str) -> bool:
    work = index.by_id[identifier]
    return len(work.authors) == 2 and not work.open_ended


def _beside(prose: str, tied: list[_Tied]) -> dict[Key, frozenset[str]]:
    """Give the entries that stand in one sentence with what is cited without an entry."""
    ahead = [
        not _SENTENCE.search(prose, one.end, other.start) and other.start - one.end < _SENTENCE_LONG
        for (one, _), (other, _) in pairwise(tied)
    ]
    found: defaultdict[Key, frozenset[str]] = defaultdict(frozenset)
    for number, (mention, ids) in enumerate(tied):
        if ids:
            continue
        low = high = number
        while low and number - low < _NEIGHBOURS and ahead[low - 1]:
            low -= 1
        while high < len(tied) - 1 and high - number < _NEIGHBOURS and ahead[high]:
            high += 1
        found[key_of(mention)] |= {i for _, near in tied[low : high + 1] for i in near}
    return dict(found)


def _is_excused(prose: str, tied: list[_Tied], place: int) -> bool:
    """Whether a citation needs no entry: its work was seen in another, or its names taken out."""
    names = tied[place][0].families
    hidden = bool(names) and may_stand_for_author(names[0])
    return hidden or _is_seen_in_next(prose, tied, place)


def _is_seen_in_next(prose: str, tied: list[_Tied], place: int) -> bool:
    if place + 1 >= len(tied) or tied[place][0].form == "numeric":
        return False
    return joins_secondhand(prose[tied[place][0].end : tied[place + 1][0].start])


def _common(prose: str) -> frozenset[str]:
    return frozenset(word for word in set(words(prose)) if word[0].islower())


def _has_no_comma(prose: str) -> bool:
    marks = [found[1] for found in _ET_AL.finditer(prose)]
    return marks.count("") > len(marks) / 2


def _is_german(prose: str) -> bool:
    counts = [sum(map(prose.count, small)) for small in (_GERMAN, _ENGLISH)]
    return counts[0] > counts[1]


def _weight(tied: list[_Tied]) -> tuple[int, int]:
    """Say how much speaks for one way of citing: what leads to entries, then what does not."""
    return sum(bool(ids) for _, ids in tied), len(tied)


def _numeric(prose: str, entries: tuple[Entry, ...], several: Sequence[Chapter]) -> list[_Tied]:
    if len(several) < 2 or not repeat_numbers(several):
        several = [Chapter(0, len(prose), entries)]
    return [one for chapter in several for one in _in_chapter(prose, chapter)]


def _in_chapter(prose: str, chapter: Chapter) -> Iterator[_Tied]:
    markers = markers_of(chapter)
    by_marker: dict[str, str] = {}
    for marker, entry in zip(markers, chapter.entries, strict=True):
        by_marker.setdefault(marker, entry.id)
    own = prose[chapter.start : chapter.end]
    printed = any(entry.marker for entry in chapter.entries)
    found = find_numbers(own, markers, len(chapter.entries), printed=printed)
    for mention in found:
        ids = tuple(by_marker[n] for n in mention.numbers if n in by_marker)
        yield mention.moved(chapter.start), ids


def _of_their_chapters(tied: list[_Tied], several: Sequence[Chapter]) -> list[_Tied]:
    """Leave of several works that a citation may mean those in the list of its own chapter."""
    if len(several) < 2:
        return tied
    starts = [chapter.start for chapter in several]
    listed = [frozenset(entry.id for entry in chapter.entries) for chapter in several]
    out: list[_Tied] = []
    for mention, ids in tied:
        own = listed[max(0, bisect_right(starts, mention.start) - 1)]
        out.append((mention, tuple(i for i in ids if i in own) or ids))
    return out


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
