"""Bodies at the head of a reference that labels took for something else than its author."""

import re

from joinedup_refs.notation.bodies import is_body
from joinedup_refs.notation.name_words import is_given, is_initials
from joinedup_refs.parse.draft import Label

__all__ = ["BODY", "with_body_ahead", "without_bracketed_group"]

BODY = "body"
"""The label of an author who is a body, whatever the words of its name look like."""
_HEAD = 4
_BRACKETED = re.compile(r"\[(?P<name>[^\[\]\d]{4,80})\]")
_GROUP = re.compile(
    r"\b(?:Team|Groups?|Collaborations?|Consortium|Committee|Network|Council|Investigators)$"
)
_YEAR_NEXT = re.compile(r"[.,]?\s?\($")
_TITLE_NEXT = re.compile(r"\)[.,:;]?\s['‘“\"„]?$")
_AND_GROUP = re.compile(r"[\s.,]{0,3}\[$")
_CLOSED = re.compile(r"\](?:[\s.,:;]{0,3})")
_MOST_WORDS = 8
_NAMES = frozenset({"author", "editor"})


def with_body_ahead(labels: list[Label], raw: str) -> list[Label]:
    """Take for the author what stands where one does and can be nothing else.

    - `Turning Tides (2009) Tolls and towns`: of two titles around a year in brackets the first is
      who wrote the second; so is a broadcaster, `Town News (2009) 'Tolls', Town News Online`.
    - `[Harbour Team] Light from towns`: a body in square brackets at the head is no key of a list.
    """
    if not labels or labels[0].start >= _HEAD or any(x.label in _NAMES for x in labels):
        return labels
    first = labels[0]
    if first.label == "citation-number":
        held = _BRACKETED.match(raw)
        if held and first.start == held.start("name") and _is_group(held["name"]):
            body = first._replace(label=BODY, end=held.end("name"))
            return [body, *(x for x in labels[1:] if x.start >= body.end)]
        return labels
    if [x.label for x in labels[1:3]] != ["issued", "title"] or not _around_year(labels, raw):
        return labels
    if first.label == "title" or (first.label == "container-title" and _is_other(labels, raw)):
        words = raw[first.start : first.end].split()
        if len(words) <= _MOST_WORDS:
            label = "author" if _may_be_person(words) else BODY
            return [first._replace(label=label), *labels[1:]]
    return labels


def without_bracketed_group(labels: list[Label], raw: str) -> list[Label]:
    """Leave a group in square brackets behind the names out of the title: `et al. [Town Team], A`.

    It stays unread, as one before the names does.
    """
    for at, one in enumerate(labels[1:], 1):
        if one.label != "title" or labels[at - 1].label != "author":
            continue
        if not _AND_GROUP.fullmatch(raw[labels[at - 1].end : one.start]):
            return labels
        close = raw.find("]", one.start, one.end + 1)
        if close < 0 or not _is_group(raw[one.start : close]):
            return labels
        behind = _CLOSED.match(raw, close)
        start = behind.end() if behind else close + 1
        rest = [one._replace(start=start)] if start < one.end else []
        return [*labels[:at], *rest, *labels[at + 1 :]]
    return labels


def _is_group(name: str) -> bool:
    return " " in name and (_GROUP.search(name) is not None or is_body(name))


def _around_year(labels: list[Label], raw: str) -> bool:
    """Whether nothing but the brackets of a year stands between a body and its title."""
    body, year, title = labels[:3]
    return (
        _YEAR_NEXT.fullmatch(raw, body.end, year.start) is not None
        and _TITLE_NEXT.fullmatch(raw, year.end, title.start) is not None
        and raw[body.start - 1 : body.start] not in {"'", "‘", "“", '"', "„"}
    )


def _is_other(labels: list[Label], raw: str) -> bool:
    """Whether another newspaper follows: one that only stands under its own name has no author."""
    first, *rest = labels
    name = raw[first.start : first.end]
    letters = "".join(word[0] for word in name.split())
    again = [raw[x.start : x.end] for x in rest if x.label == "container-title"]
    return bool(again) and again[0] not in {name, letters}


def _may_be_person(words: list[str]) -> bool:
    return len(words) < 4 and any(is_given(w) or (is_initials(w) and "." in w) for w in words)
