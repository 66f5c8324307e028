"""Offices and associations at the head of a reference that no year parts from their title."""

import re

from joinedup_refs.notation.bodies import (
    ends_as_body,
    has_body_word,
    is_body,
    is_field,
    names_its_field,
)
from joinedup_refs.parse.bodies_ahead import BODY
from joinedup_refs.parse.draft import Label

__all__ = ["with_offices"]

_WORD = r"[A-ZÀ-Þ][\w’'-]{1,25}"
_OFFICE = re.compile(
    rf"(?P<name>(?:{_WORD}\s){{0,4}}(?:Office|Ministry|Department|Bureau|Agency|Commission|Institute|Commissioner"
    r"|Council|Committee|Centre|Center|Authority|Board|Inspectorate)"
    rf"\s(?:of|for|on)\s[^,.:;()\[\]\d]{{3,60}}),\s(?={_WORD}\s[\w’'-]{{2,30}}\s[^,]{{3}})(?!\w+\sand\s)"
)
"""`Statistical Office of Mills, Selected Data on Tolls`."""
_SENTENCE = re.compile(
    rf"(?P<name>{_WORD}(?:\s(?:of|for|the|and|&|{_WORD})){{0,7}}\s{_WORD})\.\s(?={_WORD}[\s:])"
)
"""What may be a body's name before a title: `Toll Policy Association. Caring for Change`."""
_FIELDS = re.compile(
    rf"(?:(?:in|of|for)\s{_WORD},\s)?(?:{_WORD}(?:\s{_WORD})?,\s){{0,3}}{_WORD}(?:\s{_WORD})?\s(?:and|&)\s(?:the\s)?"
    rf"(?:{_WORD}\s)?(?P<last>{_WORD})(?=[.,]\s|\s\(?(?:19|20)\d\d[a-z]?[,.:)]\s)"
)
"""The fields of a ministry that a title took in: `Department for Tolls, |Gates and Skills. A`."""
_OWNED = re.compile(r"['’]s\s(?P<what>[A-ZÀ-Þ][^,.:;()\[\]\d]{3,60})(?=[,.:]\s|\s\()")
"""`Her Majesty|'s Inspectorate of Tolls`, whose apostrophe looked like a quotation mark."""
_BEHIND = re.compile(r"[\s.,:]{0,3}(?:\(?(?:19|20)\d\d[a-z]?\)?[,.:]?\s)?")
"""The mark, or the year, between a body and its title."""
_VAGUE = frozenset(
    ["society", "party", "group", "report", "care", "review", "service", "media", "aid", "exchange"]
)
"""Last words of bodies that titles end with as well, where small words stand in them."""
_ARTICLES = ("The ", "A ", "An ", "Towards ", "On ", "In ")
_SMALL = frozenset(["of", "for", "the", "and", "&"])
_NAMES = frozenset({"author", "editor"})
_IMPRINT = frozenset({"publisher", "publisher-place", "issued"})
_HEAD = 4
"""A body at the head begins within so many characters."""
_GAPS = frozenset({", ", " "})


def with_offices(labels: list[Label], raw: str) -> list[Label]:
    """Give a body at the head its whole name, and take it for the author where nobody else is.

    - `Department for Tolls, |Gates and Skills. Roads`: a ministry's fields are none of the title.
    - `Toll Policy Association. |Caring for Change. Leeds`: what ends as a body's name wrote it.
    - `Office of Tolls, Caring for Change, 2004`: nobody publishes ahead of the title.
    """
    first = labels[0] if labels else None
    if first is None or first.start >= _HEAD or len(labels) < 2:
        return labels
    if first.label == "author":
        return _whole(labels, raw)
    if any(one.label in _NAMES for one in labels):
        return labels
    if first.label == "publisher":
        titled = labels[1].label in {"title", "issued"} and any(x.label == "title" for x in labels)
        text = raw[first.start : first.end]
        label = "author" if ";" in text else BODY
        return [first._replace(label=label), *labels[1:]] if titled and is_body(text) else labels
    ahead = first.label == "title" and labels[1].label in _IMPRINT
    return _ahead(labels, raw) if ahead else labels


def _ahead(labels: list[Label], raw: str) -> list[Label]:
    """Part a body from the title that took it in."""
    first = labels[0]
    led = _OFFICE.match(raw, first.start, first.end)
    name = led if led and is_body(led["name"]) else _SENTENCE.match(raw, first.start, first.end)
    if name is None or (name is not led and not _is_signed(name["name"])):
        return labels
    end = name.end("name")
    return [first._replace(label=BODY, end=end), first._replace(start=end + 2), *labels[1:]]


def _whole(labels: list[Label], raw: str) -> list[Label]:
    """Give a body the rest of its name, which the title behind it took in."""
    body, title = labels[:2]
    text = raw[body.start : body.end]
    if title.label != "title":
        return labels
    owned = _OWNED.match(raw, body.end)
    if owned and is_body(owned["what"]):
        end = owned.end()
    elif raw[body.end : title.start] in _GAPS and is_body(text) and names_its_field(text):
        fields = _FIELDS.match(raw, title.start)
        end = fields.end() if fields and is_field(fields["last"]) else 0
    else:
        end = 0
    if not body.end < end < title.end - 2:
        return labels
    behind = _BEHIND.match(raw, end, title.end)
    rest = title._replace(start=behind.end() if behind else end)
    return [body._replace(label=BODY, end=end), rest, *labels[2:]]


def _is_signed(name: str) -> bool:
    """Whether a sentence is a body's name, as hardly any title is."""
    words = name.split()
    if name.startswith(_ARTICLES) or not is_body(name):
        return False
    last = words[-1].casefold()
    small = not _SMALL.isdisjoint(words)
    ends = (has_body_word(last) or ends_as_body(last)) and not (small and last in _VAGUE)
    return ends or _OFFICE.match(f"{name}, Some Words of Title") is not None
