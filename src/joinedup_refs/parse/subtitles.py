"""The second half of a title that a label took for another: `Towns. Notes on walls, Leeds`."""

import re
from itertools import pairwise

from joinedup_refs.notation.bodies import has_body_word
from joinedup_refs.parse.draft import Label

_BEFORE = re.compile(r"\s?[.?!:]\s")
_BEHIND = re.compile(r"\s?[,.;]\s")
_ARTICLE = re.compile(r"(?:An?|Eine?|Une?|Un[ao]?)\s")
_IN_NAMES = frozenset(
    [
        *("and", "et", "e", "y", "und", "of", "for", "the", "de", "des", "du", "la", "le", "les"),
        *("der", "für", "von", "van", "di", "del", "della", "da", "do"),
    ]
)
"""Small words of publishers' names, whose other words all begin with a capital."""
_PUBLISHER = re.compile(
    r"(?:verlag|press|books?\b|publish|edition|éditions?|editor|universit|institut|cent(?:re|er)"
    r"|zentrum|stiftung|gesellschaft|akademie|academ|college|hochschule|gmbh|inc\b|ltd|\bco\b"
    r"|zeitung|universitaire|documentation|librairie|edi(?:zioni|trice|ciones|torial)|casa\b|amt\b|ministeri|kommission|commission|forum|group|service|druck|buch|hrsg|hg\.)",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"\d|\b(?:proceedings|proc|conference|congress|symposium|workshop|meeting|tagung|kongress"
    r"|series|serie|reihe|schriften|papers?|reports?|bericht|contributions|transactions|annals"
    r"|journal|review|zeitschrift|jahrbuch|yearbook|honorem|festschrift|protokolle|hefte?)\b"
    r"|schriften|reihe|berichte|hefte\b",
    re.IGNORECASE,
)
"""What a series or the works of a conference is told by."""
_EDITION_NEXT = re.compile(r"\s?\(")
_EDITED_NEXT = re.compile(
    r"\.\s(?:[Hh]rsg\.|[Hh]g\.|[Hh]erausgegeben|[Ee]d(?:\.|ited))\s(?:von|v\.|by)\s"
)
_QUOTES = frozenset("'‘“\"„«»")
_HELD = frozenset({"title", "container-title"})
_SERIES = frozenset({"collection-title", "container-title"})
_IN_A_BOOK = frozenset({"volume", "issue", "page"})
_LONGEST = 160
_ACRONYM = 3


def with_subtitles(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the second half that stands where a publisher or a series might, if it is one.

    It begins with an article or has a word in small letters that no publisher's name has, and
    nothing of a publisher or a body; a place follows. Behind a colon it needs no place, and a
    publisher that follows tells it as well.
    """
    labels = _before_edition(_behind_colon(labels, raw), raw)
    if not any(one.label == "publisher-place" for one in labels):
        return labels
    out: list[Label] = []
    part = any(one.label in _IN_A_BOOK for one in labels)
    for at, one in enumerate(labels):
        behind = labels[at + 1] if at + 1 < len(labels) else None
        other = labels[at + 2] if at + 2 < len(labels) else None
        if out and behind and _goes_on(raw, out[-1], one, behind, other, part=part):
            out[-1] = out[-1]._replace(
                end=one.end, confidence=min(out[-1].confidence, one.confidence)
            )
        else:
            out.append(one)
    return out


def _behind_colon(labels: list[Label], raw: str) -> list[Label]:
    """Join halves parted by a colon: `Towns 2021: |OECD Indicators|. OECD Publishing`."""
    for at, (title, half) in enumerate(pairwise(labels), 1):
        if title.label != "title" or raw[title.end : half.start] != ": ":
            continue
        behind = labels[at + 1] if at + 1 < len(labels) else None
        if half.label == "genre":  # the first words of what goes on: `OECD Social| Indicators`
            last = behind
            if last is None or last.label != "title" or raw[half.end : last.start] != " ":
                continue
        elif half.label == "publisher":
            last = half
            published = behind is not None and behind.label == "publisher"
            text = raw[half.start : half.end]
            if not (published or _reads_as_title(text) or _abbreviates(text, raw, title)):
                continue
        else:
            continue
        whole = title._replace(end=last.end, confidence=min(title.confidence, last.confidence))
        return [*labels[: at - 1], whole, *labels[labels.index(last) + 1 :]]
    return labels


def _before_edition(labels: list[Label], raw: str) -> list[Label]:
    """Join halves that an edition in brackets, or who edited the text, closes.

    `Towns. Notes on walls (4th ed.). Leeds: Press`: a series stands within the bracket or behind
    it (APA, 7th ed., 9.19), and a book that holds the work is led in by `in`, or has pages.
    """
    if any(one.label in _IN_A_BOOK for one in labels):
        return labels
    for at in range(len(labels) - 2):
        title, half, behind = labels[at : at + 3]
        if title.label != "title" or half.label not in _SERIES or not at:
            continue
        quoted = raw[title.start - 1] in _QUOTES or raw[title.start] in _QUOTES
        if quoted or not _BEFORE.fullmatch(raw[title.end : half.start]):
            return labels
        text, gap = raw[half.start : half.end], raw[half.end : behind.start]
        edition = behind.label == "edition" and _EDITION_NEXT.fullmatch(gap)
        edited = (
            behind.label == "editor"
            and half.label == "container-title"
            and any(one.label == "author" for one in labels[:at])
            and _EDITED_NEXT.fullmatch(gap)
        )
        if edited or (edition and not _SERIAL.search(text)):
            whole = title._replace(end=half.end, confidence=min(title.confidence, half.confidence))
            return [*labels[:at], whole, *labels[at + 2 :]]
        return labels
    return labels


def _abbreviates(text: str, raw: str, title: Label) -> bool:
    """Whether a word in capitals is made of the first letters of a title's words."""
    words = raw[title.start : title.end].split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    return text.isupper() and len(text) >= _ACRONYM and initials.startswith(text)


def _goes_on(
    raw: str, title: Label, half: Label, place: Label, other: Label | None, *, part: bool
) -> bool:
    """Whether a stretch is the second half of a title; `part`: of a reference with pages.

    `other` stands behind the place; a publisher there makes what was taken for one a title.
    """
    if title.label not in _HELD or place.label != "publisher-place":
        return False
    text = raw[half.start : half.end]
    if half.label in _SERIES:
        chapter = part and (title.label, half.label) == ("title", "container-title")
        may_be = not chapter and _SERIAL.search(text) is None
    else:
        may_be = half.label == "publisher"
    if not may_be or not _stands_between(raw, title, half, place):
        return False
    published = (
        half.label == "publisher"
        and other is not None
        and other.label == "publisher"
        and ":" in raw[place.end : other.start]
    )
    if published and not (_SERIAL.search(text) or _PUBLISHER.search(text) or has_body_word(text)):
        return " " in text
    return _reads_as_title(text)


def _stands_between(raw: str, title: Label, half: Label, place: Label) -> bool:
    gap = raw[title.end : half.start]
    with_mark = raw[max(title.start, title.end - 1) : half.start]  # it may be the title's own
    before = _BEFORE.fullmatch(gap) or _BEFORE.fullmatch(with_mark)
    return before is not None and _BEHIND.fullmatch(raw[half.end : place.start]) is not None


def _reads_as_title(text: str) -> bool:
    if " " not in text or len(text) > _LONGEST or _PUBLISHER.search(text) or has_body_word(text):
        return False
    small = (word for word in text.split() if word.isalpha() and word.islower())
    return _ARTICLE.match(text) is not None or not _IN_NAMES.issuperset(small)
