"""What lies in an archive: where it is kept, in which collection, under which mark.

Sources: The National Archives, "Citing records in The National Archives"; Chicago Manual of Style
(17th ed.), 14.222–14.231; APA Publication Manual (7th ed.), archival documents and collections.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.wording import one_line

__all__ = ["put_archival"]

_SURE = 0.8
_PARTS = re.compile(
    r"(?:[,;]|\.(?=\s[A-ZÀ-Þ‘“'\"\[(]|\s?$)|:(?=\s)|\s?\((?=[^()]{3,80}\))|\)|(?<=\d)\.$)\s*"
)
"""What parts collection, mark, and house from one another."""
_MARK = re.compile(
    r"(?:[A-Z]{1,5}(?:\s\d{1,4}|\d{1,4})/\d{1,6}(?:/[\w.]{1,6}){0,4}"
    r"|(?:Add\.?\s)?MSS?\.?\s(?:[A-Z][\w.]{0,9}\s){0,2}\d[\w./-]{0,20}|MSS?\.\d[\w./-]{1,20}|MSS?\.?"
    r"|(?:[Bb]ox(?:es)?|[Ff]olders?|[Rr]eel|[Ff]iles?|[Bb]undle|[Cc]arton|[Tt]ape|[Ii]tem|[Ss]eries)"
    r"\s(?:[A-Z]{1,3}[.-]?)?\d[\w./–-]{0,12}|ff?\.\s?\d{1,4}[rv]?(?:[–-]\d{1,4}[rv]?)?)"
)
_COLLECTION = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'&.-]{1,20}\s(?:(?:and|of|the|de)\s)?){1,7}(?:Papers|Collection|Records|Fonds|MSS)"
    r"|Cabinet\s(?:Papers|Conclusions|Memoranda)"
)
_HOUSE = re.compile(
    r"(?:[Ff]rom\s)?(?:[Tt]he\s)?(?:[A-ZÀ-Þ][\w’'&.-]{0,20}\s(?:(?:and|of|the|for|de)\s){0,2}){0,7}"
    r"(?:Archives?(?:\s(?:Centre|Service|Office|and\sLocal\sStudies))?|Librar(?:y|ies)|Lib\.?|Records?\s(?:Office|Centre)"
    r"|Special\sCollections|Manuscripts?(?:\s(?:Department|Division|Collection))?|Historical\sSociety|Museum"
    r"|Sound\sArchive|TNA|PRO|NARA|BL)"
    r"(?:,?\sUniversity\sof\s[A-ZÀ-Þ][a-z]{2,20}|\sof\s[A-ZÀ-Þ][a-z]{2,20}(?:\s[A-ZÀ-Þ][a-z]{2,20}){0,2})?"
)
_PLACE = re.compile(
    r"[A-ZÀ-Þ][a-zß-ÿ’'-]{1,20}(?:\s[A-ZÀ-Þ][a-zß-ÿ’'-]{1,20}){0,2}|UK|USA?|[A-Z]{2}"
)
_NO_HOUSE = re.compile(r"House\sof\s(?:Commons|Lords)\sLibrary|(?:Free|Public|Open)\sLibrary")
_SIGNS = (
    "rchive",
    "ibrar",
    "Lib.",
    "TNA",
    "PRO",
    "NARA",
    "Record",
    "Museum",
    "Collections",
    "Historical",
)
_SHORTEST = 3
_FROM = len("From ")


class _Part(NamedTuple):
    """A stretch between marks of punctuation."""

    kind: str
    start: int
    end: int


def put_archival(draft: Draft) -> tuple[int, int]:
    """Put where a document is kept, and say where that stands; an empty stretch where nothing says.

    A house alone is a publisher as well as an archive: a mark or a box, or a collection of papers,
    must stand beside it.
    """
    raw = draft.raw
    if not any(map(raw.__contains__, _SIGNS)):
        return 0, 0
    best: list[_Part] = []
    for run in _runs(raw):
        kinds = {part.kind for part in run}
        if "house" in kinds and {"mark", "collection"} & kinds and len(run) > len(best):
            best = run
    if not best or not draft.is_free(best[0].start, best[-1].end):
        return 0, 0
    marks = [part for part in best if part.kind == "mark"]
    if not marks and not any(part.kind == "collection" for part in best):
        return 0, 0
    for variable, kind in (
        ("archive", "house"),
        ("archive_collection", "collection"),
        ("archive-place", "place"),
    ):
        parts = [part for part in best if part.kind == kind]
        if parts:
            start, end = parts[0].start, parts[-1].end
            whole = [p for p in best if start <= p.start <= end]
            if any(p.kind != kind for p in whole):
                start, end = parts[0].start, parts[0].end
            start += _FROM if raw.startswith(("From ", "from "), start) else 0
            draft.put(variable, one_line(raw[start:end]), start, end, _SURE)
    marks = [part for part in marks if any(map(str.isdecimal, raw[part.start : part.end]))]
    if marks:
        texts = [one_line(raw[part.start : part.end]) for part in marks]
        draft.put("archive_location", ", ".join(texts), marks[0].start, marks[-1].end, _SURE)
    return best[0].start, best[-1].end


def _runs(raw: str) -> Iterator[list[_Part]]:
    """Give the stretches of parts, one after another, that all tell where a document is kept."""
    run: list[_Part] = []
    for part in _parts(raw):
        behind_house = bool(run) and run[-1].kind in {"house", "place"}
        if part.kind and (part.kind != "place" or behind_house):
            run.append(part)
        else:
            yield run
            run = []
    yield run


def _parts(raw: str) -> Iterator[_Part]:
    borders = [0, *(at for found in _PARTS.finditer(raw) for at in found.span()), len(raw)]
    for number, (start, end) in enumerate(pairwise(borders)):
        if number % 2 or end - start < _SHORTEST - 1:
            continue
        yield _Part(_kind(raw, start, end), start, end)


def _kind(raw: str, start: int, end: int) -> str:
    if _MARK.fullmatch(raw, start, end):
        return "mark"
    if _COLLECTION.fullmatch(raw, start, end):
        return "collection"
    if _HOUSE.fullmatch(raw, start, end) and not _NO_HOUSE.search(raw, start, end):
        return "house"
    return "place" if _PLACE.fullmatch(raw, start, end) else ""
