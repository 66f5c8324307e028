"""Reviews: of what, and whose title is whose: `[Review of the book Rivers, by C. Brown]`.

Sources: APA Publication Manual (7th ed.), 10.7; Chicago Manual of Style (17th ed.), 14.201–14.202;
MLA Handbook (8th ed.), p. 29; CSL 1.0.2, `reviewed-title` and `reviewed-author`.
"""

import re

from joinedup_refs.model.name import Person
from joinedup_refs.notation import names
from joinedup_refs.notation.name_words import is_given
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.wording import trimmed

__all__ = ["is_review", "with_reviews"]

_WHAT = r"(?:(?:the|a)\s)?(?:books?|films?|exhibition|monograph|edited\svolume|volume)?\s?"
_OPENS = r"(?:[Bb]ook\s)?[Rr]ev(?:iew(?:\s[Ee]ssay)?|\.)"
_REVIEW = re.compile(rf"(?P<lead>{_OPENS}\sof\s{_WHAT})(?=[A-ZÀ-Þ'‘“\"])")
_HEAD = re.compile(rf"\W{{0,3}}(?P<start>{_OPENS}(?:\sof|:))\s")
_ANNOUNCED = re.compile(r"(?:[Bb]ook\s)?[Rr]eview:\s(?=[A-ZÀ-Þ'‘“\"])")
_BRACKET = re.compile(
    rf"\[{_OPENS}\sof\s{_WHAT}(?P<title>[^\[\]]{{3,300}}?)(?:,?\s(?:by|edited\sby)\s(?P<names>[^\[\]]{{3,120}}))?\]"
)
_BEHIND_QUOTE = re.compile(
    rf"(?:[,.]?[”\"’']|[”\"’'][,.]?)\s(?:{_OPENS}\sof\s{_WHAT})(?P<title>[^”\"“]{{3,300}}?)"
    r"(?:,?\sby\s(?P<names>[A-ZÀ-Þ][^\d:;\"“”()]{2,100}?))?$"
)
_TITLE = re.compile(
    r"(?P<told>[Bb]ook\s[Rr]eview\b|[Rr]ev\.\sof\b"
    rf"|{_OPENS}\sof\s(?:the|a)\s(?:book|film|exhibition)\b)"
    rf"|{_OPENS}\sof\s(?P<first>[A-ZÀ-Þ][\w’'-]{{1,20}})"
)
_OF_A_WORK = re.compile(r"\bby\s[A-ZÀ-Þ]|\((?:[Ee]ds?\.?|(?:1[5-9]|20)\d\d)\)")
"""What tells a work, and no field: its author, its editors or its year."""
_BY = re.compile(r",?\s(?:edited\s)?by\s")
_SOMEWHERE = re.compile(rf"\b{_OPENS}\sof\s|\b[Bb]ook\s[Rr]eview:\s")
_SURE = 0.8
_IN_BOOK = frozenset({"author", "editor", "issued", "publisher", "publisher-place", "title"})


def is_review(title: str) -> bool:
    """Whether a title says that the work is a review of another, and not of a field.

    >>> is_review("Review of Rivers, by C. Brown"), is_review("Review of particle physics")
    (True, False)
    """
    found = _TITLE.match(title)
    if found is None:
        return False
    return bool(found["told"]) or is_given(found["first"]) or bool(_OF_A_WORK.search(title))


def with_reviews(labels: list[Label], raw: str) -> list[Label]:
    """Tell a review's own title from that of what it reviews.

    - In brackets, or behind a title of its own, the other title and its authors stand by
      themselves; a review without a title is called by what it is of.
    - `Review of Brown, C. (1999) Rivers` names nobody who wrote it and no day.
    """
    if "ev" not in raw or not ("eview" in raw or "Rev. of" in raw or "rev. of" in raw):
        return labels
    if head := _HEAD.match(raw):
        return _of_nobody(labels, raw, head.start("start"))
    if bracket := _BRACKET.search(raw) if "[" in raw else None:
        return _bracketed(labels, raw, bracket)
    at = next((n for n, x in enumerate(labels) if x.label == "title"), -1)
    return _titled(labels, at, raw) if at >= 0 else labels


def _titled(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Give a review the title that is its own, or the whole one that says what it is of."""
    labels = _with_authors_named(labels, at, raw)
    title = labels[at]
    if behind := _BEHIND_QUOTE.search(raw, title.start, title.end):
        own = title._replace(end=behind.start())
        return [*labels[:at], own, *_reviewed(raw, behind), *labels[at + 1 :]]
    lead = next((m for m in _REVIEW.finditer(raw, 0, title.start + 1)), None)
    if lead and raw[lead.end() : title.start].strip(" '‘“\"") == "":
        return [*labels[:at], title._replace(start=lead.start()), *labels[at + 1 :]]
    if _ANNOUNCED.match(raw, title.start):
        return _up_to_journal(labels, at)
    return _with_editors(labels, at, raw) if _REVIEW.match(raw, title.start) else labels


def _with_authors_named(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Give a review's title those who wrote what it is of: `Review of Rivers, by |C. Harrow`."""
    title, behind = labels[at], labels[at + 1] if at + 1 < len(labels) else None
    if behind is None or behind.label not in {"editor", "author", "translator"}:
        return labels
    if not _BY.fullmatch(raw, title.end, behind.start):
        return labels
    if not _SOMEWHERE.search(raw, max(0, title.start - 16), title.end):
        return labels
    return [*labels[:at], title._replace(end=behind.end), *labels[at + 2 :]]


def _of_nobody(labels: list[Label], raw: str, start: int) -> list[Label]:
    """Make a title of a review that begins with what it is of."""
    at = next((n for n, x in enumerate(labels) if x.label == "title"), -1)
    if at < 0:
        return labels
    title = labels[at]
    ahead = {x.label for x in labels[:at]}
    if not ahead <= {"author", "editor", "issued"} or title.start - start > len(raw) // 2:
        return labels
    return [title._replace(start=start), *labels[at + 1 :]]


def _bracketed(labels: list[Label], raw: str, bracket: re.Match[str]) -> list[Label]:
    """Read the bracket of a review by itself."""
    start, end = bracket.span()
    before = [x for x in labels if x.start < start]
    kept = [x._replace(end=len(raw[:start].rstrip())) if x.end > start else x for x in before]
    rest = (x for x in labels if x.end > end and x.start >= start)
    after = [x._replace(start=max(x.start, end)) for x in rest]
    if any(x.label == "title" for x in kept):
        told = _reviewed(raw, bracket)
    else:
        told = [Label("title", start + 1, end - 1, _SURE)]
    return [*kept, *told, *(x for x in after if x.start < x.end)]


def _reviewed(raw: str, found: re.Match[str]) -> list[Label]:
    """Give the title and the authors of what is reviewed."""
    start, end = found.span("title")
    told: list[Label] = []
    if found["names"] and not _are_names(found["names"]):
        end = found.end("names")
    elif found["names"]:
        told = [Label("reviewed-author", *found.span("names"), _SURE)]
    return [Label("reviewed-title", *trimmed(raw, start, end), _SURE), *told]


def _are_names(text: str) -> bool:
    read = names.split(text).names
    return bool(read) and all(isinstance(one, Person) and one.given for one in read)


def _with_editors(labels: list[Label], at: int, raw: str) -> list[Label]:
    """Let the title go on over the editors of what is reviewed: `Review of A. Roe (ed.), R`."""
    if [x.label for x in labels[at + 1 : at + 3]] != ["editor", "container-title"]:
        return labels
    title, _, held, *rest = labels[at:]
    if rest and rest[0].label == "container-title":
        return [*labels[:at], title._replace(end=held.end), *rest]
    stop = raw.find(". ", held.start, held.end)
    if stop < 0:
        return labels
    journal = held._replace(start=stop + 2)
    return [*labels[:at], title._replace(end=stop), journal, *labels[at + 3 :]]


def _up_to_journal(labels: list[Label], at: int) -> list[Label]:
    """Let the title of a review end where its journal begins, the other work's imprint in it."""
    journal = next((n for n, x in enumerate(labels) if x.label == "container-title" and n > at), 0)
    between = labels[at + 1 : journal]
    if not between or not {x.label for x in between} <= _IN_BOOK:
        return labels
    if not any(x.label in {"volume", "issue"} for x in labels[journal:]):
        return labels
    whole = labels[at]._replace(end=between[-1].end)
    return [*labels[:at], whole, *labels[journal:]]
