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
_NAMED_BODY = re.compile(
    r"(?P<body>(?P<name>[A-ZÀ-Þ][^()\[\]\d.,;:]{6,80})\s\((?P<letters>[A-Z]{2,8})\))[.,:]?\s(?=[A-ZÀ-Þ‘“'\"])"
)
_MOST_WORDS = 8
_MISTAKEN = frozenset({"citation-number", "title", "container-title"})
"""What labels take a body at the head for."""
_NAMES = frozenset({"author", "editor"})


def with_body_ahead(labels: list[Label], raw: str) -> list[Label]:
    """Take for the author what stands where one does and can be nothing else.

    - `Turning Tides (2009) Tolls and towns`: of two titles around a year in brackets the first is
      who wrote the second; so is a broadcaster, `Town News (2009) 'Tolls', Town News Online`.
    - `Audit Office of Mills (AOM) Tolls and towns`: so is a body with its letters in brackets.
    - `[Harbour Team] Light from towns`: a body in square brackets at the head is no key of a list.
    """
    first = labels[0] if labels else None
    if first is None or first.label not in _MISTAKEN or first.start >= _HEAD:
        return labels
    if any(x.label in _NAMES for x in labels):
        return labels
    if first.label == "citation-number":
        return _in_brackets(labels, raw)
    labels = [*_named_body(first, raw), *labels[1:]]
    if [x.label for x in labels[1:3]] != ["issued", "title"] or not _around_year(labels, raw):
        return labels
    if first.label == "title" or (first.label == "container-title" and _is_other(labels, raw)):
        words = raw[first.start : first.end].split()
        if len(words) <= _MOST_WORDS:
            label = "author" if _may_be_person(words) else BODY
            return [first._replace(label=label), *labels[1:]]
    return labels


def _named_body(first: Label, raw: str) -> list[Label]:
    """Part a body, told by its letters in brackets, from the title that took it in."""
    if first.label != "title" or "(" not in raw[first.start : first.end]:
        return [first]
    named = _NAMED_BODY.match(raw, first.start, first.end)
    words = named["name"].split() if named else []
    letters = "".join(word[0] for word in words if word[0].isupper())
    if named is None or letters != named["letters"] or not is_body(named["name"]):
        return [first]
    body = first._replace(label=BODY, end=named.end("body"))
    return [body, first._replace(start=named.end())]


def _in_brackets(labels: list[Label], raw: str) -> list[Label]:
    """Read a body in square brackets at the head, which is no key of a list."""
    first, held = labels[0], _BRACKETED.match(raw)
    if held is None or first.start != held.start("name") or not _is_group(held["name"]):
        return labels
    body = first._replace(label=BODY, end=held.end("name"))
    return [body, *(x for x in labels[1:] if x.start >= body.end)]


def without_bracketed_group(labels: list[Label], raw: str) -> list[Label]:
    """Leave a group in square brackets behind the names out of the title: `et al. [Town Team], A`.

    It stays unread, as one before the names does.
    """
    if "[" not in raw:
        return labels
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
