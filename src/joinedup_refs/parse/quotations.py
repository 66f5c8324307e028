"""Titles in quotation marks whose label ran on into what stands behind them."""

import re

from joinedup_refs.parse.draft import Label

__all__ = ["parted_behind_quotation"]

_CLOSING = {"‘": "’", "'": "'", "“": "”", '"': '"', "„": "“"}
_REOPENED = {mark: f" {mark}" for mark in _CLOSING}
"""A quotation within the title, of which nobody knows what closes it."""
_APOSTROPHES = frozenset("’'")
_BEHIND = re.compile(r"[,.]?\s{1,2}(?=[A-ZÀ-Þ]|[a-z]{2,12}[A-Z])")
"""What parts a quotation from a journal's name; that may be `openDemocracy`."""
_LED_IN = re.compile(r"(?P<mark>[’'”\"“]),?\s[Ii]n:?\s(?=[A-ZÀ-Þ])")
_EDITED = re.compile(r"(?P<names>[^()\[\]\d]{4,160}?)\s\([Ee]ds?\.?\)[,:.]?\s(?=[A-ZÀ-Þ])")
_EDITED_BY = re.compile(r"[.,]\s(?:[Ee]ds?\.|[Ee]dited)\s(?:by\s)?$")
_ENDED = re.compile(r"[,.]\s{1,2}$")
_NUMBERED = frozenset({"volume", "issue", "page", "issued", "URL", "accessed", "DOI"})
_REPORT = frozenset({"genre", "number"})
_NO_JOURNAL = re.compile(
    r"(?:[Pp]aper|[Ss]peech|[Tt]alk|[Ll]ecture|[Aa]ddress|[Ii]nterview|[Ee]vidence|[Ll]etter"
    r"|[Ss]tatement|[Cc]hapter|[Rr]eview|[Rr]eport|[Dd]issertation|[Tt]hesis|[Uu]npublished)\b"
)
_PRESENTED = re.compile(r"[Pp]resented\s(?:at|to|in)\s(?:the\s)?['‘“\"]?$")
_SHORTEST = 6
_LONGEST = 100


def parted_behind_quotation(labels: list[Label], raw: str) -> list[Label]:
    """Part the journal behind a quoted title from it: `'Why towns matter', |openTowns`.

    So where numbers, a date or an address follow; before a report's number the rest is left to its
    series. Where a journal has a label of its own, nothing is done.
    """
    labels = _with_event(labels, raw)
    kinds = [x.label for x in labels]
    if "title" not in kinds or "container-title" in kinds:
        return labels
    if " In " in raw or " in " in raw:
        held = _held_in(labels, raw, kinds.index("title"))
        if held is not labels:
            return held
    at = kinds.index("title")
    title = labels[at]
    end = _end_of_quotation(raw, title)
    rest = _BEHIND.match(raw, end + 1, title.end) if end else None
    if rest is None or title.end - rest.end() > _LONGEST or _NO_JOURNAL.match(raw, rest.end()):
        return labels
    follows = kinds[at + 1] if at + 1 < len(kinds) else "page"
    cut = title._replace(end=end)
    if follows in _REPORT:
        return [*labels[:at], cut, *labels[at + 1 :]]
    edited = follows == "editor" and _EDITED_BY.search(raw[title.end : labels[at + 1].start])
    if follows not in _NUMBERED and not edited:
        return labels
    journal = Label("container-title", rest.end(), title.end, title.confidence / 2)
    return [*labels[:at], cut, journal, *labels[at + 1 :]]


def _held_in(labels: list[Label], raw: str, at: int) -> list[Label]:
    """Part the book that an `in` brings behind a quoted title: `'Tolls' In The Book of Towns`."""
    title = labels[at]
    start = title.start + (raw[title.start] in _CLOSING)
    closer = _CLOSING.get(raw[max(0, start - 1)], "")
    text = raw[start : title.end]
    found = next((m for m in _LED_IN.finditer(text) if m["mark"] == closer), None)
    if not closer or found is None or found.start() < _SHORTEST:
        return labels
    quoted = title._replace(start=start, end=start + found.start("mark"))
    sure, told = title.confidence / 2, []
    begin = start + found.end()
    if edited := _EDITED.match(raw, begin, title.end):
        told = [Label("editor", begin, edited.end("names"), sure)]
        begin = edited.end()
    told.append(Label("container-title", begin, title.end, sure))
    return [*labels[:at], quoted, *told, *labels[at + 1 :]]


def _with_event(labels: list[Label], raw: str) -> list[Label]:
    """Take what a paper was presented at for an event: `Presented at 'Tolls', |SOAS`."""
    for at, one in enumerate(labels):
        if (
            one.label != "container-title"
            or "resented" not in raw[max(0, one.start - 24) : one.start]
        ):
            continue
        if _PRESENTED.search(raw[max(0, one.start - 24) : one.start]):
            end = _end_of_quotation(raw, one) or one.end
            return [*labels[:at], one._replace(label="event-title", end=end), *labels[at + 1 :]]
    return labels


def _end_of_quotation(raw: str, title: Label) -> int:
    """Give where the quotation closes that a title's label begins with; 0 where none does."""
    before = raw[max(0, title.start - 1) : title.start]
    closer = _CLOSING.get(before, "")
    text = raw[title.start : title.end]
    if not closer or (text.count(before) > 1 if before == '"' else _REOPENED[before] in f" {text}"):
        return 0
    found = raw.find(closer, title.start + _SHORTEST, title.end)
    while found >= 0:
        parted = _ENDED.match(raw[found + 1 : found + 3]) or raw[found - 1] in ".,?!"
        if parted and (closer not in _APOSTROPHES or not raw[found + 1 : found + 2].isalnum()):
            return found
        found = raw.find(closer, found + 1, title.end)
    return 0
