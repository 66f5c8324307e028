"""Labels of bodies set right at their borders: where one stops within a name, or none was put."""

import re

from joinedup_refs.notation.bodies import is_body, names_its_field
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.name_borders import ended

_HEAD = 4
"""A body at the head begins within so many characters."""
_OPEN = frozenset(["für", "of", "the", "for", "pour", "per", "para"])
_OPEN_BODY = _OPEN | frozenset(
    [
        *("do", "da", "dos", "das", "de", "des", "du", "der", "del", "della", "di", "den", "zur"),
        *("zum", "and", "und", "et", "e", "y", "&", "im", "in", "on", "les", "las", "la", "le"),
        *("los", "el"),
    ]
)
"""Words that no name of a body ends with."""
_TO_STOP = re.compile(r"[^,.;:()\[\]\d]{2,100}")
_GOES_ON = re.compile(
    r",\s(?:do|da|dos|das|de|des|du|del|della|di|of|for|für|der|para|pour)\s(?=[^\W\d_a-z])"
    r"[^,.;:()\[\]\d]{2,100}(?!,\s[^\W\d_a-z]\.)"
)
_LEVEL = re.compile(r"\.\s(?P<name>[^\W\d_a-z][^.:;()\d]{4,80})(?=\.\s)")
_MOST_PARTS = 4
_LONGEST_BRACKET = 120
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_HEAD_YEAR = re.compile(
    rf"\W{{0,3}}(?P<head>[^\d()\[\]\"“„«]{{2,160}}?)[.,:]?\s?(?:\((?P<held>{_YEAR})\)|,\s(?P<bare>{_YEAR})(?=:))"
)
_FIELDS = re.compile(
    r",?\s?(?:[^\W\d_a-z][\w-]{1,40}(?:,\s|\s(?:und|and|et|y|e|&)\s|\s)){0,6}[^\W\d_a-z][\w-]{1,40}"
    r"(?:\s\([^\W\d_][\w-]{1,10}\))?[\s,(]{0,3}"
)
"""The fields that a ministry's name lists: `Wissenschaft, Forschung und Technologie (BMBF)`."""
_IN_BRACKETS = re.compile(r"\s(?:(?:und|and|et|y|e|&)\s\S{2,12}\s)?\(")
"""The whole name behind a short one, or a second body written so."""
_BEFORE_YEAR = frozenset({"publisher", "collaboration", "author", "title", "container-title"})
_NO_TITLE = frozenset({"publisher", "page", "genre", "note", "number", "collection-title", ""})
_MOST_WORDS = 12
_LONGEST = 240


def with_whole_bodies(labels: list[Label], raw: str) -> list[Label]:
    """Give a body at the head its whole name, and one that has no label a label.

    - A name goes on behind a preposition, in a bracket, and behind a comma with a preposition.
    - What stands between a body and the year, with a title behind it, is the body's name.
    - A body before the year is the author where nobody else is.
    """
    first = labels[0] if labels else None
    if first is None or first.start >= _HEAD:
        return _unlabelled(labels, raw) if labels else labels
    if first.label != "author":
        return _unlabelled(labels, raw)
    end = _whole_end(raw, first.start, first.end)
    if end > first.end:
        labels = ended(labels, 0, end)
    if (levels := _levels_end(labels, raw)) > labels[0].end:
        return ended(labels, 0, levels)
    return _up_to_year(labels, raw)


def _whole_end(raw: str, start: int, end: int) -> int:
    """Give the end of a body's name that a label cut short."""
    text = raw[start:end]
    words = text[-40:].split()
    if not words or len(text) > _LONGEST:
        return end
    last = words[-1].casefold()
    if last in _OPEN or (last in _OPEN_BODY and is_body(text)):
        rest = _TO_STOP.match(raw, end)
        end = rest.start() + len(rest[0].rstrip()) if rest else end
    if text.count("(") > text.count(")"):
        close = raw.find(")", end, end + _LONGEST_BRACKET)
        end = close + 1 if close > 0 and _is_named(raw[start : close + 1]) else end
    if raw[end : end + 1] == "]" and 0 < text.rfind("[") > text.rfind("]"):
        end += 1
    for _ in range(_MOST_PARTS):
        more = _GOES_ON.match(raw, end) if raw[end : end + 1] == "," else None
        if more is None or not (" " in text and is_body(text)):
            break
        end = more.end()
    return end


def _levels_end(labels: list[Label], raw: str) -> int:
    """Give the end of a state's body that a title took in: `UTOPIA. Ministry of Tolls. Mills`.

    A sentence is left for the title (ABNT NBR 6023:2018, 8.1.2.2).
    """
    first = labels[0]
    if len(labels) < 2 or labels[1].label != "title" or not raw[first.start : first.end].isupper():
        return 0
    end, title = first.end, labels[1]
    if raw[end : title.start] != ". " or " " in raw[first.start : end]:
        return 0
    for _ in range(_MOST_PARTS):
        level = _LEVEL.match(raw, end, title.end)
        if level is None or not is_body(level["name"]):
            break
        end = level.end("name")
    return end if end > first.end else 0


def _is_named(text: str) -> bool:
    """Whether a text is a body's name, or its short name with the whole one in brackets."""
    return is_body(text) or (text.endswith(")") and is_body(text[text.find("(") + 1 : -1]))


def _up_to_year(labels: list[Label], raw: str) -> list[Label]:
    """Join to a body what stands between it and the year, where the title comes behind the year."""
    kinds = [x.label for x in labels]
    at = kinds.index("issued") if "issued" in kinds else 0
    if at < 2 or not _BEFORE_YEAR.issuperset(kinds[1:at]) or "title" not in kinds[at:]:
        return labels
    body, year = labels[0], labels[at]
    between, text = raw[body.end : year.start], raw[body.start : body.end]
    if len(between) > _LONGEST or "author" in kinds[1:at] or not _is_named(text):
        return labels
    fields = names_its_field(text) and _FIELDS.fullmatch(between)
    bracketed = _IN_BRACKETS.match(between) and between.rstrip(" (,").endswith(")")
    goes_on = between[:1] == " " and not set(between) & set(",.;:()/") - {"("}
    if not (fields or bracketed or (goes_on and between.rstrip().endswith("("))):
        return labels
    end = body.end + len(between.rstrip(" (,"))
    return ended(labels, 0, end)


def _unlabelled(labels: list[Label], raw: str) -> list[Label]:
    """Label a body before the year an author, where nobody stands there."""
    if any(x.label in {"author", "editor", "collaboration", "translator"} for x in labels):
        return labels
    whole = [x.label for x in labels] == ["publisher", "issued"]
    if whole and labels[0].start < _HEAD and is_body(raw[labels[0].start : labels[0].end]):
        return [labels[0]._replace(label="author"), labels[1]]  # `Statistics Office 2005b`
    found = _HEAD_YEAR.match(raw[:_LONGEST])
    if found is None:
        return labels
    start, end = found.span("head")
    year = found.span("held") if found["held"] else found.span("bare")
    ahead = [x for x in labels if x.start < end]
    behind = [x for x in labels if x.end > found.end() and x.label == "title"]
    if not behind or len(ahead) > 1 or not _is_author(ahead, raw[start:end]):
        return labels
    kept = [x._replace(start=max(x.start, found.end())) for x in labels if x.end > found.end()]
    sure = min((x.confidence for x in ahead), default=0.5)
    return [Label("author", start, end, sure), Label("issued", *year, sure), *kept]


def _is_author(ahead: list[Label], head: str) -> bool:
    """Whether the words before the year are whoever wrote the work."""
    words = head.split()
    kind = ahead[0].label if ahead else ""
    if not head[0].isupper() or len(words) > _MOST_WORDS:
        return False
    if kind in _NO_TITLE:
        return len(words) == 1 or is_body(head)
    return kind == "title" and is_body(head)
