"""Footnotes and endnotes that hold references, as the humanities have them: no list of works."""

import re
from collections.abc import Sequence
from itertools import pairwise

from joinedup_refs.model.text import Span
from joinedup_refs.split.lines import Line
from joinedup_refs.split.markers import Marker, chain, marker

_FEWEST = 3
_OPENS = re.compile(
    r"(?:see|cf|compare|ibid|ibidem|id|idem|op|loc|supra|infra|for|on|as|quoted|cited|this|here|but"
    r"|vgl|siehe|ebd|ebenda|hierzu|dazu|zit|so|auch|voir|véase|cfr|vedi|cit|sur|pour|i am)\b",
    re.IGNORECASE,
)
"""How a note begins that says something of a work, or of one named before."""
_AGAIN = re.compile(
    r"\b(?:[Ii]bid|[Ii]bidem|[Ee]bd|[Ee]benda|op\.\s?cit|loc\.\s?cit|a\.\s?a\.\s?O|art\.\s?cit)\b"
    r"|\b(?:supra|above,?) (?:note|n\.)|\b(?:see|See|vgl\.|Vgl\.|cf\.|Cf\.) (?:also |auch )?[A-Z]"
)
_SHORT = re.compile(
    r"[A-Z][^\W\d_’'-]{1,30}(?: and [A-Z]\w{1,30})?, (?:[“‘\"'«]?[A-Z][^.;:]{2,70}?[”’\"'»]?,? )"
    r"(?:pp?\. ?)?\d{1,4}(?:[–-]\d{1,4})?\.?"
)
"""`Smith, Bridges, 34.`: a work cited before, by its short title."""
_AT_PAGE = re.compile(
    r"\([A-Z][^()]{1,120}(?:1[5-9]|20)\d\d\),? (?:pp?\. ?)?\d{1,4}(?:[–-]\d{1,4})?\.?$"
)
"""`(London: Harbour Press, 2005), 34.`: the page that is meant, behind the publisher."""
_FOOT = re.compile(r"\[\^[^\s\[\]]{1,60}\]:\s*")


def notes_of(lines: Sequence[Line], taken: Sequence[tuple[int, int]]) -> list[Span]:
    """Give the notes of a text, each from its number to its end, where several hold references.

    `taken` are the runs of lines that are lists. Notes run on in number, wherever on the pages they
    stand.
    """
    listed = {at for first, end in taken for at in range(first, end)}
    found: dict[str, dict[int, Marker]] = {}
    for at, line in enumerate(lines):
        if at in listed or line.empty:
            continue
        one = _mark(line.string)
        if one and one.kind in {"1.", "1", "¹", "[1]", "(1)", "1)", "[^1]"}:
            found.setdefault(one.kind, {})[at] = one
    best: list[Span] = []
    for kind, marks in found.items():
        fits = {at: 1.0 + 2 * _is_note(lines[at].string[m.end :]) for at, m in marks.items()}
        run = marks if kind == "[^1]" else chain(marks, fits)
        spans = _spans(lines, list(run), listed)
        said = sum(_is_note(lines[at].string[marks[at].end :]) for at in run)
        if len(run) >= _FEWEST and said * 3 >= len(run) and len(spans) > len(best):
            best = spans
    return best


def are_notes(strings: Sequence[str]) -> bool:
    """Whether the numbered items of a list without a heading are notes rather than references."""
    numbered = [string[m.end :] for string in strings if (m := marker(string)) and m.value]
    if len(numbered) < _FEWEST:
        return False
    return sum(map(_is_note, numbered)) * 3 >= len(numbered)


def _mark(string: str) -> Marker | None:
    if foot := _FOOT.match(string):
        return Marker("[^1]", string[2 : foot.end()].strip("^]: "), foot.end())
    found = marker(string)
    return found if found and found.value.isdigit() and found.end < len(string) else None


def _is_note(said: str) -> bool:
    said = said.strip()[:1500]
    if _AGAIN.search(said) or _SHORT.match(said) or _AT_PAGE.search(said):
        return True
    return _OPENS.match(said) is not None and any(map(str.isupper, said[3:60]))


def _spans(lines: Sequence[Line], begun: Sequence[int], listed: set[int]) -> list[Span]:
    """Give the lines from each number to the next, or to a blank line."""
    spans = []
    for at, after in pairwise((*begun, len(lines))):
        last = at
        while last + 1 < after and not lines[last + 1].empty and last + 1 not in listed:
            last += 1
        spans.append(Span(start=lines[at].start, end=lines[last].end))
    return spans
