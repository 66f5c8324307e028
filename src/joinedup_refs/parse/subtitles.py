"""The second half of a title that a label took for a publisher: `Towns. Notes on walls, Leeds`."""

import re

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
_HELD = frozenset({"title", "container-title"})
_LONGEST = 160


def with_subtitles(labels: list[Label], raw: str) -> list[Label]:
    """Give a title the second half that stands where a publisher might, if it reads as a title.

    It begins with an article or has a word in small letters that no publisher's name has, and
    nothing of a publisher or a body; a place follows.
    """
    out: list[Label] = []
    for at, one in enumerate(labels):
        behind = labels[at + 1] if at + 1 < len(labels) else None
        if out and behind and _goes_on(raw, out[-1], one, behind):
            out[-1] = out[-1]._replace(
                end=one.end, confidence=min(out[-1].confidence, one.confidence)
            )
        else:
            out.append(one)
    return out


def _goes_on(raw: str, title: Label, half: Label, place: Label) -> bool:
    kinds = (half.label, place.label)
    if title.label not in _HELD or kinds != ("publisher", "publisher-place"):
        return False
    if not _BEFORE.fullmatch(raw[title.end : half.start]):
        # the stop may belong to the title's label
        gap = raw[max(title.start, title.end - 1) : half.start]
        if not _BEFORE.fullmatch(gap):
            return False
    if not _BEHIND.fullmatch(raw[half.end : place.start]) or half.end - half.start > _LONGEST:
        return False
    text = raw[half.start : half.end]
    if " " not in text or _PUBLISHER.search(text) or has_body_word(text):
        return False
    small = (word for word in text.split() if word.isalpha() and word.islower())
    return _ARTICLE.match(text) is not None or not _IN_NAMES.issuperset(small)
