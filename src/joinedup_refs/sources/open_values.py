"""What records say of reading and using a work: abstract, licence, a copy free of charge."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from joinedup_refs.model.evidence import FreeCopy
from joinedup_refs.model.value import Json
from joinedup_refs.notation import licences
from joinedup_refs.sources.crossref_text import plain
from joinedup_refs.sources.record_values import objects

_LONGEST = 30_000
"""Characters of an abstract; a longer text is none, or dirt."""
_PIECE = 4_000
_MOST_WORDS = 6_000
_HEADING = re.compile(r"(?:abstract|summary|zusammenfassung|résumé)\s*[.:]?\s*", re.IGNORECASE)
_OPENING = re.compile(r"Abstract\s*[.:–—-]\s*", re.IGNORECASE)
_BREAK = re.compile(r"</(?:jats:)?(?:p|title|h\d|sec|li)\s?>|<h\d>|<br\s?/?>", re.IGNORECASE)
_LEFT = re.compile(
    r"</?(?:jats:)?(?:sec|list|list-item|h\d|ul|ol|li)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_BEGINS = {"jats:p": "", "jats:title": "", "jats:sec": " "}
"""Tags that begin a paragraph of nearly every abstract, and what stands for each in its text."""
_ENDS = frozenset({"/jats:p", "/jats:title", "/jats:sec"})
_ADDRESS = re.compile(r"https?://[^\s<>\"'{}|\\^`]{3,2000}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_VERSIONS: Mapping[str, str] = {
    "publishedVersion": "published",
    "acceptedVersion": "accepted",
    "submittedVersion": "submitted",
    "vor": "published",
    "am": "accepted",
}
_BEST = ("published", "accepted", "submitted", "")


def abstract(value: Json) -> str:
    r"""Give an abstract without markup, a line for each paragraph, its heading left out.

    >>> abstract("<jats:title>Abstract</jats:title><jats:p>Lakes <i>freeze</i>.</jats:p>")
    'Lakes freeze.'
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    lines = _paragraphs(value)
    if lines is None:
        lines = list(filter(None, map(_line, _BREAK.split(value))))
    if lines and _HEADING.fullmatch(lines[0]):
        lines = lines[1:]
    return _OPENING.sub("", "\n".join(lines), count=1) if lines else ""


def _paragraphs(value: str) -> list[str] | None:
    """Give the lines of an abstract as nearly all are; None where it has more than paragraphs.

    It is what is had of any abstract, in a quarter of the time.
    """
    if "&" in value or len(value) >= _PIECE:
        return None
    before, *rest = value.split("<")
    pieces = [before]
    for one in rest:
        tag, closed, text = one.partition(">")
        if not closed:
            return None
        if tag in _ENDS:
            pieces.append(text)
        elif tag in _BEGINS:
            pieces[-1] += _BEGINS[tag] + text
        else:
            return None
    lines = [" ".join(piece.split()) for piece in pieces]
    return [line for line in lines if line] if all(map(str.isprintable, lines)) else None


def _line(piece: str) -> str:
    """Give a paragraph on one line; one that is long is taken in parts that end between words."""
    words = _LEFT.sub(" ", piece).split()
    if len(piece) < _PIECE:
        return plain(" ".join(words))
    parts: list[str] = [""]
    for word in words:
        if len(parts[-1]) > _PIECE and "<" not in word and ">" not in word:
            parts.append("")
        parts[-1] += f" {word}"
    return " ".join(filter(None, map(plain, parts)))


def unindexed(value: Json) -> str:
    """Give the text whose words stand with their places, as OpenAlex has abstracts.

    >>> unindexed({"freeze.": [1], "Lakes": [0]})
    'Lakes freeze.'
    """
    if not isinstance(value, dict):
        return ""
    placed: dict[int, str] = {}
    for word, places in value.items():
        for place in places if isinstance(places, list) else []:
            if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < _MOST_WORDS:
                placed[place] = word
    return abstract(" ".join(placed[place] for place in sorted(placed)))


def licence(*values: Json) -> str:
    """Give the name of the first open licence among some texts; empty for none."""
    return next(filter(None, map(_licence, map(plain, values))), "")


@lru_cache(maxsize=1024)
def _licence(text: str) -> str:
    """Give the name of an open licence, which many works have in common."""
    found = licences.parse(text)
    return licences.format(found) if found else ""


def free_copy(url: Json, version: Json = "") -> FreeCopy | None:
    """Give a free copy; None where there is no address of the web."""
    text = _CONTROL.sub("", url).strip() if isinstance(url, str) else ""
    if not _ADDRESS.fullmatch(text):
        return None
    return FreeCopy.model_validate({"url": text, "version": _VERSIONS.get(plain(version), "")})


def best(copies: Iterable[FreeCopy | None]) -> FreeCopy | None:
    """Give the copy whose text is nearest to what was published, the first of several."""
    known = [copy for copy in copies if copy]
    return min(known, key=lambda copy: _BEST.index(copy.version), default=None)


def crossref_licences(work: Mapping[str, Json], retrieved: str) -> list[str]:
    """Give the addresses of the licences that a work of Crossref's bears on the day, for readers.

    Those for text mining alone, and those that begin later, are left out.
    """
    found = []
    for one in objects(work.get("license")):
        start = one.get("start")
        begins = plain(start.get("date-time"))[:10] if isinstance(start, dict) else ""
        if plain(one.get("content-version")) != "tdm" and not (retrieved and begins > retrieved):
            found.append(plain(one.get("URL")))
    return found
