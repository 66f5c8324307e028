"""Names that a colon parts from their title, as German bibliographies print them.

Source: the usage of literary studies, `Family, Given: Title. Second half. Place: Publisher Year`.
"""

import re
from itertools import pairwise

from joinedup_refs.notation.name_words import is_all_initials, lean
from joinedup_refs.parse.draft import Label

__all__ = ["parted_at_colon", "parted_behind_last"]

_PARTICLES = r"(?:(?:von|van|zu|zur|vom|de|der|den|du|di|da|la|le)\s){0,2}"
_FAMILY = rf"{_PARTICLES}[A-ZÀ-Þ][\w’'-]{{1,30}}"
_GIVEN = (
    r"[A-ZÀ-Þ][\w’'-]{0,20}\.?(?:\s?[A-ZÀ-Þ][\w’'-]{0,20}\.?){0,2}(?:\s(?:von|van|de|zu|der)){0,2}"
)
_NAME = rf"{_FAMILY},\s{_GIVEN}"
_NAMES = re.compile(
    rf"(?P<names>{_FAMILY},\s(?P<given>{_GIVEN})(?:(?:\s?/\s?|;\s|\s(?:und|u\.|and|&)\s){_NAME}){{0,5}})"
    r"(?:\s[(\[](?:Hgg?|Hrsg|[Ee]ds?|[Dd]ir)\.[)\]])?:\s{1,2}(?=[A-ZÀ-Þ\d»„“\"«‚‘(\[])"
)
_BARE = rf"{_PARTICLES}[A-ZÀ-Þ][\w’'-]{{1,30}}\s[A-ZÀ-Þ]{{1,3}}"
_BARE_LIST = re.compile(
    rf"(?P<names>(?:{_BARE},\s){{0,6}}{_BARE},?\s(?:and|&)\s{_BARE}),\s"
    rf"(?P<words>(?!{_BARE}(?:,|$)|et\sal|and\s)[A-ZÀ-Þ][^,;:]{{1,80}})$"
)
"""Names that an `and` closes, and more behind them (OSCOLA, 4th ed., 1.7)."""
_HELD = frozenset({"author", "title"})
_LONGEST = 300


def parted_at_colon(labels: list[Label], raw: str) -> list[Label]:
    """Let names at the head end at their colon, and the title begin behind it.

    >>> raw = "Quill, Anna: Brücken. Formen der Zollstadt. Bern: Mühle 1999."
    >>> mixed = [Label("author", 0, 20, 0.6), Label("title", 22, 42, 0.9)]
    >>> [raw[one.start : one.end] for one in parted_at_colon(mixed, raw)]
    ['Quill, Anna', 'Brücken. Formen der Zollstadt']
    """
    first = labels[0] if labels else None
    if first is not None and first.label == "citation-number" and len(labels) > 1:
        first = labels[1]
    if first is None or first.label != "author" or ":" not in raw[first.start : _LONGEST]:
        return labels
    head = _NAMES.match(raw, first.start)
    if head is None:
        return labels
    at = labels.index(first)
    end, start = head.end("names"), head.end()
    last = at  # the last label that the names or the title's first words have
    while last + 1 < len(labels) and labels[last + 1].label in _HELD:
        last += 1
        if labels[last].label == "title":
            break
    title = labels[last]
    if title.label == "title":
        mixed = first.end > start or any(x.start > end for x in labels[at + 1 : last])
        apart = "." in raw[title.start - 2 : title.start]  # `Quill, Anna. Brücken: Formen`
        torn = title.start < start and not apart and _is_given(head["given"])
        if not (mixed or torn) or title.end <= start:
            return labels
    elif first.end <= start or last != at:
        return labels
    sure = min(x.confidence for x in labels[at : last + 1])
    parted = (
        Label("author", first.start, end, first.confidence),
        Label("title", start, title.end, sure),
    )
    return [*labels[:at], *parted, *labels[last + 1 :]]


def parted_behind_last(labels: list[Label], raw: str) -> list[Label]:
    """Give a title its first words, which the names took in behind their last one.

    >>> raw = "Quill P and Rivers G, EU Tolls: Text and Cases (OUP 2020)"
    >>> mixed = [Label("author", 0, 30, 0.6), Label("title", 32, 46, 0.6)]
    >>> [raw[one.start : one.end] for one in parted_behind_last(mixed, raw)]
    ['Quill P and Rivers G', 'EU Tolls: Text and Cases']
    """
    for at, (names, title) in enumerate(pairwise(labels)):
        if (names.label, title.label) != ("author", "title"):
            continue
        if raw[names.end : title.start] != ": " or names.end - names.start > _LONGEST:
            return labels
        found = _BARE_LIST.match(raw[names.start : names.end])
        if found is None:
            return labels
        ended = names._replace(end=names.start + found.end("names"))
        whole = title._replace(start=names.start + found.start("words"))
        return [*labels[:at], ended, whole, *labels[at + 2 :]]
    return labels


def _is_given(given: str) -> bool:
    """Whether names begin with a given name, and not with a title: `Quill, Vergangene Brücken:`."""
    return is_all_initials(given) or lean(given.split(maxsplit=1)[0]) > 0
