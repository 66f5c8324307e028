"""Text of Crossref records without the markup and the entities that publishers leave in it."""

import html
import math
import re

from joinedup_refs.model.value import Json

_LONGEST = 5000
"""Characters of a title that are looked at; no real one comes near."""
_SLANTED = "i|b|em|emph|strong|italic|bold|scp|sc|ital"
_OTHER = (
    "sub|sup|inf|tt|u|p|span|div|font|a|br|title|small|big|underline|roman|monospace"
    "|overline|strike|inline-formula|tex-math|xref|fn|named-content|styled-content|alternatives"
)
_TAG = re.compile(
    rf"<(?P<close>/?)(?:jats:|ns\d:)?(?:(?P<slanted>{_SLANTED})|(?:{_OTHER})|mml:[a-z]{{1,30}}"
    r"|math)(?=[\s/>])[^<>]{0,3000}>",
    re.IGNORECASE,
)
_UNREADABLE = re.compile(
    r"<(?P<tag>(?:jats:)?tex-math|(?:mml:)?annotation)(?:\s[^<>]{0,500})?>[^<>]{0,1000}"
    r"</(?P=tag)\s?>",
    re.IGNORECASE,
)
_SUBTITLE = re.compile(r"\s{0,99}</?subtitle>", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{4})<sup>[\d,*†‡§ ]{1,9}</sup>\s{0,9}\Z", re.IGNORECASE)
_BEFORE_INDEX = re.compile(r"(?<!\s)\s{0,200}\n\s{0,200}(?=</?su[bp]>)", re.IGNORECASE)
_OPEN, _CLOSE = "\ue000", "\ue001"
_GLUED_BEFORE = re.compile(rf"(?<=[^\W\d_]{{2}}){_OPEN}(?=[^\W\d_]{{2}})")
_GLUED_AFTER = re.compile(rf"(?<=[^\W\d_]{{2}}){_CLOSE}(?=[^\W\d_]{{2}})")
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff"
    r"\u202a-\u202e\u2066-\u2069]"  # these turn the direction of what is shown after them
)


def plain(value: Json) -> str:
    """Give a text of a record on one line, entities decoded and markup taken off.

    Anything but text or a finite number is no text. A figure set high at the very end of a title
    is a footnote's mark. Publishers often write no blank around words in italics; it is put in.

    >>> plain("Activity of<i>Anthocephalus indicus</i>Root&amp;amp;Bark")
    'Activity of Anthocephalus indicus Root&Bark'
    >>> plain("Nitrogen exchange<sup>1</sup>"), plain("Li<sup>+</sup> and Na<sup>+</sup>")
    ('Nitrogen exchange', 'Li+ and Na+')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        if value.isalnum() and len(value) <= _LONGEST:
            return value
        text = value[:_LONGEST]
        if text.isprintable() and "&" not in text and "<" not in text:  # as nearly every text
            return " ".join(text.split())
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    text = _UNSEEN.sub("", _decoded(str(value)[:_LONGEST]))
    if "<" in text:
        text = _without_markup(text.rstrip())
    return " ".join(text.split())


def _without_markup(text: str) -> str:
    """Take markup off; what tries at every letter is only asked where it may find something."""
    if "\n" in text:
        text = _BEFORE_INDEX.sub("", text)
    text = _UNREADABLE.sub("", text)
    folded = text.casefold()
    if "<su" in folded or "</su" in folded:
        text = _NOTE_MARK.sub("", text)
        text = _SUBTITLE.sub(lambda tag: "" if "/" in tag[0] else ": ", text)
    text = _TAG.sub(_mark, text)
    if _OPEN in text or _CLOSE in text:
        text = _GLUED_AFTER.sub(" ", _GLUED_BEFORE.sub(" ", text))
        text = _MARKS.sub("", text)
    return text


def first(value: Json) -> str:
    """Give the first text of a list that says something, or the text itself."""
    for member in value if isinstance(value, list) else [value]:
        if text := plain(member):
            return text
    return ""


def _decoded(text: str) -> str:
    """Decode entities, those encoded two or three times over as well."""
    for _ in range(3):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return text


def _mark(tag: re.Match[str]) -> str:
    if tag["slanted"]:
        return _CLOSE if tag["close"] else _OPEN
    return ""
