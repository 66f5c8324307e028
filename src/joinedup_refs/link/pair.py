"""Pairs citations without an entry with the entry that they can only mean.

What nothing tells is left unpaired.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from joinedup_refs.link.folding import fold, forms, words
from joinedup_refs.link.index import UNDATED, Index
from joinedup_refs.link.mention import Mention
from joinedup_refs.link.near import slips
from joinedup_refs.link.resolve import namesakes, year_fit, years_of
from joinedup_refs.link.works import Work

_FAR = 10
"""Years that an entry may be away which nothing else cites."""
_NEAR = 5
"""Years that an entry may be away which is also cited rightly."""

Key = tuple[tuple[str, ...], bool, str]


@dataclass(frozen=True, slots=True)
class Pairing:
    """The entry that a citation is taken to mean, and what differs."""

    entry: str
    differs: Literal["year", "name"]


class _Claim(NamedTuple):
    """An entry that a citation could mean, were it of another year."""

    apart: int
    key: Key
    entry: str


def key_of(mention: Mention) -> Key:
    """Give what citations of one work have in common."""
    names = tuple(fold(name) for name in mention.families)
    return names, mention.et_al, mention.year.text if mention.year else ""


def pair(
    orphans: Iterable[Mention],
    index: Index,
    cited: frozenset[str],
    beside: Mapping[Key, frozenset[str]],
) -> dict[Key, Pairing]:
    """Pair what is cited without an entry; `cited` are the entries that citations name rightly.

    A near spelling of the same year comes first; then another year of the same people, foremost
    for an entry that nothing else cites. What stands inside another entry is not paired, nor is
    another year with an entry that a sentence cites `beside` it: those are two works.
    """
    waiting: dict[Key, Mention] = {}
    for mention in orphans:
        waiting.setdefault(key_of(mention), mention)
    waiting = {k: m for k, m in waiting.items() if not _stands_inside(m, index)}
    taken = {index.twin(work) for work in index.works if work.id in cited}
    paired: dict[Key, Pairing] = {}
    for key, mention in waiting.items():
        if entry := _near_name(mention, index, taken):
            paired[key] = Pairing(entry, "name")
    misspelt = {pairing.entry for pairing in paired.values()}
    apart = {k: {index.twin(index.by_id[i]) for i in ids} for k, ids in beside.items()}
    claims = {
        k: [c for c in _claims(k, m, index, taken, misspelt) if c.entry not in apart.get(k, ())]
        for k, m in waiting.items()
        if k not in paired
    }
    for entry, key in _settled(claims):
        paired[key] = Pairing(entry, "year")
    return paired


def _near_name(mention: Mention, index: Index, cited: set[str]) -> str:
    rated: dict[str, tuple[bool, int, int]] = {}
    years = [year for year, _ in years_of(mention)] or [UNDATED]
    for work in index.nearly_led_by(forms(mention.names[0].text), years):
        entry, fit = index.twin(work), year_fit(mention, work)
        apart = _names_apart(mention, work) if fit else 0
        if not apart:
            continue
        alone = len(mention.names) == 1 and not mention.et_al
        if entry in cited and alone and len(fold(mention.families[0])) < 6:
            continue
        rating = (entry in cited, apart, 2 - fit)
        rated[entry] = min(rating, rated.get(entry, rating))
    best = sorted(rated.items(), key=lambda item: item[1])
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def _names_apart(mention: Mention, work: Work) -> int:
    """Count the slips in the one name that differs; 0 when none or more than that differs."""
    names, authors = mention.families, work.authors
    if not authors or len(names) > len(authors) or (mention.et_al and len(authors) < 2):
        return 0
    if not mention.et_al and len(names) != len(authors) and len(names) < 3:
        return 0
    apart = 0
    for name, strong in zip(names, authors, strict=False):
        if forms(name) & strong:
            continue
        if apart or not (apart := _slips(name, strong)):
            return 0
    return apart


def _slips(name: str, strong: frozenset[str]) -> int:
    """Count the slips between a name and the nearest form of another; 0 for too many."""
    found = (slips(one, other) for one in forms(name) for other in strong)
    return min((apart for apart in found if apart), default=0)


def _claims(
    key: Key, mention: Mention, index: Index, cited: set[str], misspelt: set[str]
) -> list[_Claim]:
    """Give the entries of the same people that a citation could mean, were its year wrong."""
    found: dict[str, int] = {}
    for work in namesakes(mention, index):
        apart = _years_apart(mention, work)
        if apart is not None:
            found.setdefault(index.twin(work), apart)
    free = [
        _Claim(apart, key, entry)
        for entry, apart in found.items()
        if entry not in cited | misspelt
        and (apart <= _FAR or (len(found) == 1 and apart == _ONE_DIGIT))
    ]
    if free or len(found) != 1 or set(found) & misspelt:
        return free
    ((entry, apart),) = found.items()
    in_full = len(mention.names) > 1 and not mention.et_al
    return [_Claim(apart, key, entry)] if in_full and apart <= _NEAR else []


_ONE_DIGIT = 1000
"""Stands for a distance of more than ten years that one wrong digit explains."""


def _years_apart(mention: Mention, work: Work) -> int | None:
    """Count the years between; None where letters keep two works of one year apart.

    A work that only one side says is still to appear may since have appeared.
    """
    best: int | None = None
    printed = years_of(mention)
    if bool(printed) == work.promised:
        return _NEAR if mention.year else None
    for year, letter in printed:
        for other in work.years:
            apart = abs(year - other)
            if letter and work.letter and letter != work.letter:
                continue
            if apart > _FAR:
                apart = _ONE_DIGIT if OSA.distance(str(year), str(other)) == 1 else _ONE_DIGIT + 1
            best = apart if best is None else min(best, apart)
    return best


def _settled(claims: dict[Key, list[_Claim]]) -> list[tuple[str, Key]]:
    """Give each entry to the citations that claim it with the least doubt.

    Where several entries of the same people are left, each must have a claim nearest to it.
    """
    single = [found[0] for found in claims.values() if len(found) == 1]
    several = [claim for found in claims.values() if len(found) > 1 for claim in found]
    settled: list[tuple[str, Key]] = []
    years: dict[str, str] = {}
    done: set[Key] = set()
    by_people: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    keys: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for claim in several:
        by_people[claim.key[0]].add(claim.entry)
        keys[claim.key[0]].add(claim.key[2])
    several = [c for c in several if len(keys[c.key[0]]) >= len(by_people[c.key[0]])]
    for claim in (*sorted(single), *sorted(several)):
        year = claim.key[2]
        if claim.key not in done and years.setdefault(claim.entry, year) == year:
            settled.append((claim.entry, claim.key))
            done.add(claim.key)
    return settled


def _stands_inside(mention: Mention, index: Index) -> bool:
    """Whether an entry holds the citation's names and year behind its own authors and year."""
    years = {str(year) for year, _ in years_of(mention)}
    families = [" ".join(fold(w) for w in words(name)) for name in mention.families]
    for work in index.holding(families):
        head = max(12, _end_of_head(work))
        at = work.reading.find(f" {families[0]} ", head)
        if at < 0:
            continue
        near = work.reading[at : at + 300 + 12 * len(families)] + " "
        if all(f" {family} " in near for family in families) and any(
            f" {year}" in near for year in years
        ):
            return True
    return False


def _end_of_head(work: Work) -> int:
    """Give the place in the entry's reading where its first year stands, else 0."""
    places = [at for year in work.years if (at := work.reading.find(f" {year}")) >= 0]
    return min(places, default=0)
