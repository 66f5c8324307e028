"""Bring the sources' label schemes into one.

The sources disagree on where a field ends (`pp. 3-4.` or `3-4`), on what "et al." belongs to, and
on joined values (`31(3):491-514` under one label). Consistent labels are worth more than many.
"""

import re
from typing import Any

from training.sample import Sample

Span = tuple[str, int, int]

RENAMED = {
    "journal": "container-title", "institution": "publisher", "director": "author",
    "producer": "author", "edition-note": "note", "chapter-number": "note", "medium": "genre",
}  # fmt: skip
LEFT_OUT = frozenset({"other", "source-label", "locator"})

_ROLE = (
    r"(?:\(?\b(?:eds?|editors?|edited|hrsg|hg|hgg|herausgegeben|dirs?|éds?|coords?|coord|cur|a cura"
    r"|sous la dir(?:ection)?|ed by|edited by|trans(?:l|lated)?|übers|translators?)\b"
    r"(?:\s?(?:by|von|di|de|par))?[.\s]*\)?[.:,]?)"
)
_LEADING = {
    "container-title": re.compile(r"\W*\b(?:in|dans|en)\b\s?:?\s+(?=\S)", re.IGNORECASE),
    "editor": re.compile(
        rf"\W*(?:in\b\s?:?\s*)?(?:{_ROLE}\s*(?:and|by|von|di|par)?\s*)*", re.IGNORECASE
    ),
    "translator": re.compile(rf"\W*(?:{_ROLE}\s*(?:by|von|di|par)?\s*)*", re.IGNORECASE),
    "author": re.compile(r"\W*(?:by\s+)?", re.IGNORECASE),
    "page": re.compile(
        r"\W*(?:(?:pp?|pages?|pgs?|ss?|seiten?|págs?|pags?|pagg)\b[.:,\s]*)?", re.IGNORECASE
    ),
    "volume": re.compile(
        r"\W*(?:(?:volumes?|vols?|bde?|band|jg|tomes?|tomo|t|v)\b[.:,\s]*)?", re.IGNORECASE
    ),
    "issue": re.compile(
        r"\W*(?:(?:numbers?|nos?|nr|num|números?|numéros?|issue|iss|heft|h|n)\b[.:,\s°º]*|n[°º]\s*)?",
        re.IGNORECASE,
    ),
}
_TRAILING_ROLE = re.compile(rf"[\s,;(\[]*{_ROLE}[\s)\].,:;]*$", re.IGNORECASE)
_ET_AL = re.compile(
    r"\s*,?\s*(?:(?:\band\b\s*)?\bet\.?\s?al\b\.?|\bu\.\s?a\.|\band others\b)(?![^\W\d_])"
)
_ACCESSED = re.compile(
    r"\b(?:accessed|retrieved|last (?:viewed|visited)|visited|viewed|consult[ée]e?|abgerufen"
    r"|zugriff|letzter abruf|stand)(?:\s(?:on|le|am|at|date))?:?\s{0,2}"
    r"(?P<date>[\d\w.,/-]{1,12}(?:\s[\d\w.,/-]{1,12}){0,2})",
    re.IGNORECASE,
)


def harmonised(record: dict[str, Any]) -> Sample | None:
    """Give the sample of a gold record, or None where its spans cannot be brought in line."""
    raw = record["raw"]
    spans: list[Span] = []
    for label, start, end in record["spans"]:
        if "." in label or label in LEFT_OUT:
            continue
        pieces = _pieces(RENAMED.get(label, label), start, end, record)
        if pieces is None:
            return None
        spans += pieces
    spans = [_narrowed(raw, span) for span in spans]
    spans = [_with_others(raw, span) for span in spans]
    spans = _with_accessed(raw, spans)
    return Sample(raw, tuple(spans), record["source"], record["id"])


def _pieces(label: str, start: int, end: int, record: dict[str, Any]) -> list[Span] | None:
    """Take a joined stretch apart by the values it was split into; None when they are not there."""
    fields, raw = record["fields"], record["raw"]
    if label == "volume-issued":
        year = re.search(r"\(?\b1[3-9]\d\d|\b20\d\d", raw[start:end])
        if not year:
            return [("volume", start, end)]
        cut = start + year.start()
        return [("volume", start, cut), ("issued", cut, end)]
    if label == "page" and "number-of-pages" in fields and "page" not in fields:
        return [("number-of-pages", start, end)]
    whole = fields.get(f"{label}_as_tagged")
    if not isinstance(whole, str) or label not in {"volume", "issued", "page"}:
        return [(label, start, end)]
    wanted = ["volume", "issue", "page", "issued"]
    return _located(raw, start, end, whole, {w: fields[w] for w in wanted if w in fields}, label)


def _located(
    raw: str, start: int, end: int, whole: str, values: dict[str, Any], label: str
) -> list[Span] | None:
    """Find the values in their order inside the joined stretch."""
    if whole not in raw[start:end]:
        return [(label, start, end)]  # another stretch of the same label was the joined one
    found: list[Span] = []
    at = start
    for name, value in values.items():
        place = raw.find(str(value), at, end)
        if place >= 0:
            at = place + len(str(value))
            found.append((name, place, at))
    if label not in {name for name, _, _ in found} and label != "volume":
        return None
    return found or None


def _narrowed(raw: str, span: Span) -> Span:
    """Leave out the words that only announce a field: `In`, `pp.`, `edited by`, `(eds)`."""
    label, start, end = span
    pattern = _LEADING.get(label)
    if pattern:
        match = pattern.match(raw, start, end)
        if match and match.end() < end:
            start = match.end()
    if label in {"editor", "author", "translator"}:
        match = _TRAILING_ROLE.search(raw[start:end])
        # "Buch ED" is a family name and initials, not an editor.
        while match and match.start() > 0 and not match[0].strip(" .,:;").isupper():
            end = start + match.start()
            match = _TRAILING_ROLE.search(raw[start:end])
    return label, start, end


def _with_others(raw: str, span: Span) -> Span:
    """Count a following "et al." to the names, which some sources do and some do not."""
    label, start, end = span
    if label in {"author", "editor"}:
        match = _ET_AL.match(raw, end)
        if match:
            end = match.end()
    return label, start, end


def _with_accessed(raw: str, spans: list[Span]) -> list[Span]:
    """Mark dates of access, which most sources leave inside a note or an address."""
    for match in _ACCESSED.finditer(raw):
        if not re.search(r"\d", match["date"]):
            continue
        start, end = match.span("date")
        inside = [s for s in spans if s[1] < end and s[2] > start and s[0] in {"title", "author"}]
        if not inside:
            spans = [s for s in spans if not (s[0] == "issued" and s[1] < end and s[2] > start)]
            spans.append(("accessed", start, end))
    return spans
