"""What tells that two records are of two works: types, versions, editions, identifiers."""

from joinedup_refs.check.same_work import (
    other_translators,
    same_container,
    same_place,
    shared_identifier,
)
from joinedup_refs.duplicates.recorded_works import RecordedWork

UNIQUE = ("DOI", "PMID", "PMCID")
"""Identifiers of which a work has one."""
WHOLE_VERSIONS = frozenset({"preprint", "dataset", "software", "thesis", "unfinished"})
"""Versions that are works by themselves and no notices about others."""
_OF_TYPE = {
    "article": "article",
    "news": "article",
    "conference-paper": "article",
    "chapter": "article",
    "book": "book",
    "report": "book",
    "thesis": "thesis",
    "preprint": "preprint",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "legal": "legal",
    "audiovisual": "audiovisual",
    "unpublished": "unpublished",
}
"""Types that databases take for one another stand under one name; those not named fit any."""


def are_versions(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether two records are a work and its preprint, its correction, its data, another update."""
    identified = shared_identifier(one, other) in UNIQUE
    unlike = one.versions ^ other.versions
    if unlike and not (identified and unlike <= WHOLE_VERSIONS):  # a type is soon wrongly chosen
        return True
    if one.named_apart != other.named_apart:
        return True
    if one.edition and other.edition and one.edition != other.edition:
        return True
    if one.update and other.update and _updates_differ(one.update, other.update):
        return True
    return _are_of_two_types(one, other, identified=identified)


def _are_of_two_types(one: RecordedWork, other: RecordedWork, *, identified: bool) -> bool:
    """Whether two records are a book and its chapter or another volume, or an article and data."""
    kinds = {one.kind, other.kind}
    volumes = one.volume and other.volume and one.volume != other.volume
    if "book" in kinds and (volumes or "chapter" in kinds):
        return True
    if identified:
        return False
    left, right = _OF_TYPE.get(one.kind), _OF_TYPE.get(other.kind)
    return bool(left and right and left != right) or _is_paper_elsewhere(one, other)


def _is_paper_elsewhere(one: RecordedWork, other: RecordedWork) -> bool:
    """Whether one is a paper at a conference, and the other an article in another place."""
    if (one.kind == "conference-paper") == (other.kind == "conference-paper"):
        return False
    known = one.containers and other.containers
    return not same_container(one, other) if known else not same_place(one, other)


def _updates_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two records are of two updates of one review, or of two reviews."""
    return len(one) == len(other) and any(
        a and b and a != b for a, b in zip(one, other, strict=True)
    )


def clash(one: RecordedWork, other: RecordedWork) -> str:
    """Name a kind of identifier that both have and do not share, though a work has only one."""
    for kind in UNIQUE:
        here = {value for k, value in one.identifiers if k == kind}
        there = {value for k, value in other.identifiers if k == kind}
        if here and there and not here & there:
            return kind
    return ""


def unlike(one: RecordedWork, other: RecordedWork) -> str:
    """Name what both tell and tell otherwise of two works that may have one title and one year."""
    if one.version and other.version and one.version != other.version:
        return "version"
    if one.address and other.address and one.address != other.address:
        return "address"
    if other_translators(one, other):
        return "translators"
    return "conference" if one.event and other.event and not one.event & other.event else ""
