"""What was written or said to somebody: letters, interviews, speeches, personal communications.

Sources: Chicago Manual of Style (17th ed.), 14.211–14.218, 14.229; MLA Handbook (8th ed.), p. 29;
APA Publication Manual (7th ed.), 8.9 and 10; CSL 1.0.2, `recipient` and `interviewer`.
"""

import re

from joinedup_refs.model.name import Person
from joinedup_refs.model.value import Json
from joinedup_refs.notation import names
from joinedup_refs.notation.csl import name_to_csl
from joinedup_refs.parse.draft import Draft, Label

__all__ = ["put_those_spoken_to", "spoken_type", "with_recipient"]

_SURE = 0.8
_TO = re.compile(r"(?<=[^\W\d_.])\.?\sto\s(?=[A-ZÀ-Þ])")
_UNTITLED = re.compile(
    r"(?<=[.)]\s)\[(?P<title>(?:Letters?|Interview|Diary|Memo(?:randum)?|Notes?|Speech|Lecture"
    r"|Photographs?|Minutes|Manuscript|Postcard|Telegram)\b[^\[\]]{0,160})\]"
)
"""What a document without a title is called (APA, 7th ed., 9.22)."""
_BY = re.compile(
    r"(?:[Oo]ral\s[Hh]istory\s|[Pp]ersonal\s)?[Ii]nterview(?:ed)?(?:\sconducted)?\sby\s(?P<names>[A-ZÀ-Þ][^\d,;:()\[\]]{2,60}?)(?=[,;:()\[\]]|\.\s[A-Z]|\sfor\s|\.?$)"
)
_FOR_STATION = re.compile(r"\sfor\s[A-Z][^,.;:()\[\]]{2,60}(?=[,.;]|$)")
_LETTER_FROM = re.compile(
    r"(?P<genre>(?:[Ll]etter|[Ee]-?mail|[Mm]emo(?:randum)?|[Tt]elegram))\sfrom"
)
_LETTER_TO = re.compile(
    r"(?:[Ll]etter|[Ee]-?mail|[Mm]emo(?:randum)?|[Tt]elegram|[Pp]ostcard)(?:\sfrom\s(?P<writer>[^\d,;:()\[\]]{3,60}))?\sto\s"
    r"(?P<names>[A-ZÀ-Þ][^\d,;:()\[\]]{2,60}?)(?=[,;:()\[\]]|\.\s|\.?$)"
)
_INTERVIEW = re.compile(
    r"(?:(?:personal|telephone|oral\shistory|author['’]?s?|unpublished)\s)?interview(?:ed)?"
    r"(?:\s(?:with|by|conducted|of)\b|[,.;]|$)",
    re.IGNORECASE,
)
_MESSAGE = re.compile(
    r"(?:personal\s(?:communication|correspondence)|e-?mail\s(?:to|from|communication)|letters?\s(?:to|from)"
    r"|memo(?:randum)?\sto|telegram\sto|postcard\sto)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"(?:speech|lecture|address|keynote(?:\saddress)?|sermon|remarks)\s(?:to|at|by|given|delivered|in|before)\b"
    r"|(?:inaugural|public|keynote|memorial)\s(?:lecture|address|speech)\b",
    re.IGNORECASE,
)
_KINDS = ((_INTERVIEW, "interview"), (_MESSAGE, "personal_communication"), (_SPEECH, "speech"))
_PUBLISHED = frozenset({"container-title", "volume", "ISBN", "edition", "publisher", "DOI"})
_SIGNS = ("nterview", "etter", "mail", "emo", "elegram", "ostcard")
_SHORTEST = 6


def with_recipient(labels: list[Label], raw: str) -> list[Label]:
    """Part who wrote from whom it was written to, and read a document that has no title.

    `Tom Quill to Clara Harrow, 4 March` is by one of them; in `(1944). [Letter to C. Harrow].` the
    bracket is what the document is called by.
    """
    first = labels[0] if labels else None
    if first is None:
        return labels
    if first.label == "title" and len(labels) > 1 and labels[1].label == "author":
        return _from_and_to(labels, raw)
    if first.label == "author" and (both := _both(raw, first)):
        return [*both, *labels[1:]]
    asked = _interviewed(labels, raw)
    return _untitled(labels, raw) if asked is labels and "[" in raw else asked


def _untitled(labels: list[Label], raw: str) -> list[Label]:
    """Take the bracket in a title's place for the title."""
    held = _UNTITLED.search(raw)
    if held is None or any(x.label == "title" and x.start < held.start() for x in labels):
        return labels
    start, end = held.span("title")
    kept = [x for x in labels if x.end <= start or x.start > end]
    title = Label("title", start, end, _SURE)
    return sorted([*kept, title], key=lambda one: one.start)


def _both(raw: str, one: Label) -> list[Label]:
    """Part `Tom Quill to Clara Harrow` into who wrote and whom it was to; empty where it is not."""
    if " to " not in raw[one.start : one.end]:
        return []
    for found in _TO.finditer(raw, one.start, one.end):
        if _is_one(raw[one.start : found.start()]) and _is_one(raw[found.end() : one.end]):
            stop = found.start() + (raw[found.start()] == ".")
            to = one._replace(label="recipient", start=found.end())
            return [one._replace(label="author", end=stop), to]
    return []


def _from_and_to(labels: list[Label], raw: str) -> list[Label]:
    """Read `Letter from Tom Quill to Clara Harrow`, which is a kind of message and two people."""
    first, second = labels[:2]
    found = _LETTER_FROM.fullmatch(raw, first.start, first.end)
    both = _both(raw, second) if found else []
    if not found or not both:
        return labels
    genre = first._replace(label="genre", end=found.end("genre"))
    return [genre, *both, *labels[2:]]


def _interviewed(labels: list[Label], raw: str) -> list[Label]:
    """Give a title that says who asked its whole length: `Interviewed by T. |Quill for Radio 4`."""
    at = next((n for n, x in enumerate(labels) if x.label == "title"), -1)
    found = _BY.match(raw, labels[at].start) if at >= 0 else None
    if found is None or not _is_one(found["names"]):
        return labels
    station = _FOR_STATION.match(raw, found.end("names"))
    stop = station.end() if station else found.end("names")
    if stop <= labels[at].end:
        return labels
    rest = [x._replace(start=max(x.start, stop)) for x in labels[at + 1 :] if x.end > stop]
    return [*labels[:at], labels[at]._replace(end=stop), *rest]


def _is_one(text: str) -> bool:
    read = names.split(text).names
    return len(read) == 1 and isinstance(read[0], Person) and read[0].given != ""


def put_those_spoken_to(draft: Draft) -> None:
    """Put who asked in an interview, and whom a letter is to, where their names are told."""
    if not any(map(draft.raw.__contains__, _SIGNS)) or _PUBLISHED & draft.item.keys():
        return
    for variable, form in (("interviewer", _BY), ("recipient", _LETTER_TO)):
        found = form.search(draft.raw) if variable not in draft.item else None
        if found and _is_one(found["names"]):
            value: list[Json] = [name_to_csl(one) for one in names.split(found["names"]).names]
            draft.put(variable, value, *found.span("names"), _SURE)
            writer = found.groupdict().get("writer")
            if writer and _is_one(writer) and "author" not in draft.item:
                value = [name_to_csl(one) for one in names.split(writer).names]
                draft.put("author", value, *found.span("writer"), _SURE)


def spoken_type(title: str, beside: str, has: frozenset[str]) -> str:
    """Give the CSL type of what was said or written to somebody; "" for what was published.

    >>> spoken_type("Interview with the author", "", frozenset({"title"}))
    'interview'
    >>> spoken_type("Speech to the electors", "", frozenset({"title", "publisher"}))
    ''
    """
    if _PUBLISHED & has:
        asked = _BY.match(title) is not None and "container-title" not in has
        return "interview" if asked else ""
    for text in (title, beside):
        kind = next(
            (kind for form, kind in _KINDS if len(text) >= _SHORTEST and form.match(text)), ""
        )
        if kind:
            return kind
    return "personal_communication" if "recipient" in has else ""
