"""Debates of the British parliament: `HC Deb 12 May 2004 vol 421 cc 345–6W`.

Sources: OSCOLA (4th ed.), 3.4.11; UK Parliament, "Citing Hansard".
"""

import re

from joinedup_refs.parse.draft import Label

__all__ = ["with_debates"]

_HEAD = re.compile(
    r"\W{0,3}(?P<name>(?:Hansard[,:]?\s)?\(?(?:HC|HL)\s(?:Deb(?:ates?|s)?\b|Debs?\.)\)?"
    r"|(?:Hansard,?\s)?House\sof\s(?:Commons|Lords)(?:\s(?:Debates?|Hansard|Official\sReport|Written\sAnswers))?"
    r"|Hansard(?:\s(?:Debates?|Written\sAnswers|Official\sReport))?|Parliamentary\sDebates)(?=[\s,.(])"
)
_COLUMNS = re.compile(
    r"\b(?:[Cc]ol(?:umn)?s?\.?|cc?\.?)\s?(?P<page>\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?:WS|W|WH|S)?)\b"
)
_VOLUME = re.compile(r"\b[Vv]ol(?:ume|\.)?\s?(?P<volume>\d{1,4})\b")
_KEPT = frozenset({"issued", "accessed", "URL"})
_SURE = 0.8
_QUOTES = frozenset("'‘“\"")


def with_debates(labels: list[Label], raw: str) -> list[Label]:
    """Give a debate its name, volume and columns; who spoke is told elsewhere, or not at all."""
    if "ansard" not in raw[:60] and " Deb" not in raw[:60] and "House of " not in raw[:60]:
        return labels
    head, columns = _HEAD.match(raw), _COLUMNS.search(raw)
    if head is None or columns is None or columns.start() < head.end():
        return labels
    told = [Label("container-title", *head.span("name"), _SURE)]
    volume = _VOLUME.search(raw, head.end(), columns.start())
    if volume:
        told.append(Label("volume", *volume.span("volume"), _SURE))
    told.append(Label("page", *columns.span("page"), _SURE))
    for one in labels:
        quoted = one.label == "title" and raw[one.start - 1 : one.start] in _QUOTES
        if one.start >= head.end() and (one.label in _KEPT or quoted):
            told.append(one)
    return sorted(told, key=lambda one: one.start)
