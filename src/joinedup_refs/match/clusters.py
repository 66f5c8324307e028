"""Which records are of one work."""

from joinedup_refs.match import people, titles
from joinedup_refs.match.containers import compare as compare_containers
from joinedup_refs.match.values import Recorded

_TITLE = 0.97
"""Likeness from which the titles of two records are one title."""


def works(records: list[Recorded]) -> list[int]:
    """Give for each record the place of the first record that is of the same work."""
    first = list(range(len(records)))
    for at, record in enumerate(records):
        for before in range(at):
            if same_work(records[before], record):
                low, high = sorted((first[before], first[at]))
                first = [low if f == high else f for f in first]
    return first


def same_work(one: Recorded, other: Recorded) -> bool:
    """Whether two records share a DOI, or all that tells a work: title, people, year, place."""
    if any(doi in other.dois for doi in one.dois):
        return True
    if not one.titles or not other.titles or one.kind != other.kind:
        return False
    if not _may_be_one(one, other):
        return False
    title = titles.compare(one.title, one.title, other.titles)
    if title.degree < _TITLE or not title.whole:
        return False
    named = people.compare(one.authors or one.editors, "", other.authors, other.editors)
    if named.agreement == "differs":
        return False
    return compare_containers(one.containers, other.containers, "") != "differs"


def _may_be_one(one: Recorded, other: Recorded) -> bool:
    """Look at what is cheap to compare, and settles it for nearly all pairs."""
    pairs = ((one.volume, other.volume), (one.issue, other.issue), (one.pages[0], other.pages[0]))
    if any(a and b and a != b for a, b in pairs):
        return False
    if one.years and other.years and not _near(one, other):
        return False
    return titles.may_be_one(one.title, other.titles, _TITLE)


def _near(one: Recorded, other: Recorded) -> bool:
    return any(abs(a - b) <= 1 for a in one.years for b in other.years)
