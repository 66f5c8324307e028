"""Values that stand under the wrong variable, moved where the rest of the reference wants them.

A label can be wrong about a stretch and right about its borders; what the other values are tells
more than the sequence model can see. Every move keeps the printed stretch and halves its certainty.
"""

import re

from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.wording import one_line, trimmed

_LAW = re.compile(
    r"(?:\bAct|\bActs|\bDirective|\bRegulations?|\bConvention|\bTreaty|\bStatute|gesetz|verordnung)$",
    re.IGNORECASE,
)
_GENRE_IN_BRACKETS = re.compile(
    r"[.,]?\s?\[(?P<genre>data ?set|data ?file|computer (?:software|program)|software|database"
    r"|machine[- ]readable data file|version [\w.]{1,12}|patent|preprint|working paper"
    r"|(?:ph\.?d\.?|doctoral|master.?s) (?:thesis|dissertation)|manuscript|film|video|podcast)\]$",
    re.IGNORECASE,
)
_ACCESS_WORDS = re.compile(
    r"[\s.,;:–-]{1,4}(?:online(?:\s(?:unter|verfügbar|available))?|abrufbar(?:\sunter)?|verfügbar\sunter"
    r"|available(?:\s(?:at|from|online))?|retrieved(?:\sfrom)?|url|disponible\ssur|in\spress)$",
    re.IGNORECASE,
)
_SERIES_IN_BRACKETS = re.compile(r"\s\(=\s?")


def rearrange(draft: Draft) -> None:
    """Move or shorten values that cannot be what their labels say."""
    _title_from_elsewhere(draft)
    _shorten_title(draft)


def _title_from_elsewhere(draft: Draft) -> None:
    if "title" in draft.item:
        return
    serial = {"volume", "issue"} & draft.item.keys()
    if "container-title" in draft.item and not serial and "page" not in draft.item:
        _move(draft, "container-title", "title")
        return
    author = draft.places.get("author")
    if author is None:
        return
    text = one_line(draft.raw[author[0] : author[1]])
    if _LAW.search(text[-40:]):
        draft.take_back("author")
        draft.put("title", text, author[0], author[1], author[2] / 2)
    elif "page" in draft.item and _is_body(draft) and _tells_a_day(draft) and not serial:
        draft.take_back("author")
        draft.put("container-title", text, author[0], author[1], author[2] / 2)


def _move(draft: Draft, old: str, new: str) -> None:
    value, (start, end, sure) = draft.item[old], draft.places[old]
    draft.take_back(old)
    draft.put(new, value, start, end, sure / 2)


def _is_body(draft: Draft) -> bool:
    author = draft.item["author"]
    if not isinstance(author, list) or len(author) != 1:
        return False
    only = author[0]
    return isinstance(only, dict) and "literal" in only


def _tells_a_day(draft: Draft) -> bool:
    issued = draft.item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return isinstance(first, list) and len(first) == 3


def _shorten_title(draft: Draft) -> None:
    if "title" not in draft.item:
        return
    start, end, sure = draft.places["title"]
    text = draft.raw[start:end]
    if text.endswith("]") and (found := _GENRE_IN_BRACKETS.search(text[-60:])):
        cut = end - len(found[0])
        draft.put("genre", found["genre"], end - len(found["genre"]) - 1, end - 1, sure)
    elif found := _ACCESS_WORDS.search(text[-60:]):
        cut = end - len(found[0])
    elif found := _SERIES_IN_BRACKETS.search(text[:2000]):
        cut = start + found.start()
    else:
        return
    first, last = trimmed(draft.raw, start, cut)
    if last <= first:
        return
    draft.take_back("title")
    draft.free(start, end)
    draft.put("title", one_line(draft.raw[first:last]), first, last, sure)
    if found.re is not _SERIES_IN_BRACKETS:
        draft.own(last, end)
