"""Numbers at the end of texts: `Psychiatry 18`, `Frauenforschung, Heft 1`, `Sage, pp. 3-9`."""

import re
from itertools import islice

from joinedup_refs.notation import numbering, pages
from joinedup_refs.notation.numbering_run import label_before
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.wording import one_line, trimmed

_BY_GRAMMAR = 0.6
_TAIL = 48
"""How many characters at the end of a text are looked at."""
_NUMBER_AT_END = re.compile(
    rf"(?P<mark>[\s,.;(]{{1,3}})(?:(?P<issue>{numbering.ISSUE_LABEL})|(?P<volume>{numbering.VOLUME_LABEL}))?"
    r"(?P<number>\d{1,4}(?:\s?[-–/+]\s?\d{1,4})?|(?-i:[IVXLC]{2,8}(?:-[IVXLC]{2,8})?))\)?$",
    re.IGNORECASE,
)
_LABEL_AT_END = re.compile(
    r"[\s,]{1,3}(?:núm|num|Nr|n[°º]|vol|bd|jg|jahrg|jahrgang|heft|№|no(?=\.))\.?$", re.IGNORECASE
)
_LABELS = ("núm", "num", "nr", "n°", "nº", "no", "№", "vol", "bd", "jg", "jahrg", "gang", "heft")
"""How the words of these labels end; a quick look before the slow one."""
_NUMBER_ENDS = frozenset("IVXLC)")
"""How numbers end that are no digits."""
_PAGES_AT_END = re.compile(
    r"(?:(?:^|[\s,;.:(\[]{1,4})(?:pp?|S|Seiten?|pages?|págs?|P)(?:\.\s?|\s|(?=\d))|(?P<bare>^|[:,]\s?))"
    r"(?P<pages>[A-Za-z]?\d{1,6}(?:\s?[-‐‑‒–—−\x96]{1,2}\s?[A-Za-z]?\d{1,6}|\s?ff?\b\.?)?)[)\]\s.,;]{0,4}$"
)
_GOES_ON = re.compile(
    r"[\s,.:;]{0,4}(?:(?:pages?|pp?\.?|S\.|s\.|P\.)\s?[A-Za-z]?\d|\d{1,6}\s?[-–]{1,2}\s?\d|[(\[]\d{4})"
)
_TOLD = re.compile(
    r"(?<!\w)(?:(?:[Vv]ol(?:ume|\.)|Band|Bd\.|[Tt]omes?|Jg\.|Jahrgang)\s?(?P<volume>\d{1,4}|[IVXLC]{1,8})"
    r"|(?:Nr\.|[Nn]o\.|Heft|n[°º]|H\.|núm\.)\s?(?P<issue>\d{1,4}(?:[-–/+]\d{1,4})?))(?!\w)"
)
_VOLUME_IN_TITLE = re.compile(
    r"[.,:;–—-]?\s[(\[]?(?:[Vv]ol(?:ume|\.)|Band|Bd\.|[Tt]ome)\s(?P<volume>\d{1,3}|[IVXLC]{1,6})"
    r"(?:[)\]]?\.?$|(?=[.,:;)]\s))"
)
_MOST_TOLD = 4
_NEAR = 4
"""How many characters may part a series from the word that tells its number."""
_NEARBY = 24
"""How many characters may part a container from the word that tells its issue."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:\d\d)?\d\d")
_ACRONYM = re.compile(r"(?<!\w)[A-Z][A-Za-z]*[A-Z]{2}$|\($")
"""What a meeting is called by, before its year or number: `ECAI 92`."""
_HOLD_PAGES = (
    "publisher",
    "note",
    "publisher-place",
    "genre",
    "collection-title",
    "container-title",
)


def put_at_edges(draft: Draft) -> None:
    """Give the numbers that labels left at the end of other values their own variables."""
    if "page" not in draft.item:
        for variable in _HOLD_PAGES:
            if variable in draft.places and _part_pages(draft, variable):
                break
    if "container-title" in draft.places:
        _part_number(draft)
    if "volume" not in draft.item or "issue" not in draft.item:
        _put_told(draft)
    if "volume" not in draft.item and "issue" not in draft.item:
        _put_volume_in_title(draft)


def _put_told(draft: Draft) -> None:
    """Put the volume and the issue that nobody owns and a word before them tells."""
    for start, end in draft.gaps():
        for found in islice(_TOLD.finditer(draft.raw, start, end), _MOST_TOLD):
            kind = "volume" if found["volume"] else "issue"
            at, to = found.span(kind)
            series = draft.places.get("collection-title", (0, -99))[1]
            if 0 <= found.start() - series <= _NEAR:
                kind = "collection-number"
            elif kind == "issue" and not _is_near(draft, found.start()):
                continue
            elif draft.raw.rfind("(", start, at) > draft.raw.rfind(")", start, at) and (
                kind == "volume" and "container-title" not in draft.item
            ):
                continue  # `(Studies in Tests, Bd. 3)`: a series that nobody read
            draft.put(kind, found[found.lastgroup or "volume"], at, to, _BY_GRAMMAR)


def _put_volume_in_title(draft: Draft) -> None:
    """Put the volume that the title of a book tells between its sentences or at its end.

    The title stays as it is printed: `A History. Vol. I: The Beginning`.
    """
    variable = "container-title" if "container-title" in draft.item else "title"
    if variable not in draft.places:
        return
    start, end, sure = draft.places[variable]
    found = _VOLUME_IN_TITLE.search(draft.raw, start + 3, end)
    if found is None:
        return
    at, to = found.span("volume")
    draft.put("volume", found["volume"], at, to, sure / 2)


def _is_near(draft: Draft, at: int) -> bool:
    """Whether a container or its volume ends not far before a place."""
    ends = [draft.places[v][1] for v in ("container-title", "volume") if v in draft.places]
    return any(0 <= at - end <= _NEARBY for end in ends)


def _part_pages(draft: Draft, variable: str) -> bool:
    start, end, _ = draft.places[variable]
    from_here = max(start, end - _TAIL)
    stop = end + (draft.raw[end : end + 1] == ")")
    found = _PAGES_AT_END.search(draft.raw[from_here:stop])
    if found is None:
        return False
    value = pages.parse(found["pages"])
    if value is None or (
        found["bare"] is not None and not _is_long(value.ranges[0].first, found["pages"])
    ):
        return False
    _cut(draft, variable, from_here + found.start())
    before = draft.places.get("publisher-place", (0, 0, 0.0))
    if variable == "publisher" and variable not in draft.places and 0 < start - before[1] <= 3:
        name = draft.item["publisher-place"]  # `Karthala : 127-139` is no place and publisher
        draft.take_back("publisher-place")
        draft.put("publisher", name, *before)
    first, last = (from_here + at for at in found.span("pages"))
    draft.put("page", pages.format(value), first, last, _BY_GRAMMAR)
    return True


def _is_long(first: str, text: str) -> bool:
    """Whether a bare range is one of pages, and neither of years nor without an end."""
    return len(text) > len(first) and not _YEAR.fullmatch(first)


def _part_number(draft: Draft) -> None:
    """Part a volume, an issue or a year from the end of a container's title."""
    start, end, sure = draft.places["container-title"]
    from_here = max(start + 3, end - _TAIL)
    text = draft.raw[from_here:end]
    may_be_label = text.rstrip(".").casefold().endswith(_LABELS)
    if may_be_label and (found := _LABEL_AT_END.search(text)):
        _cut(draft, "container-title", from_here + found.start())
        return
    numbered = text[-1:].isdecimal() or text[-1:] in _NUMBER_ENDS
    found = _NUMBER_AT_END.search(text) if numbered else None
    if found is None:
        return
    number = one_line(found["number"])
    label = found["issue"] or found["volume"] or ""
    if label and not label_before(found["mark"].lstrip(" ") + label):
        return  # `Journal of Social Issues 65`: a word of the title
    at, to = (from_here + x for x in found.span("number"))
    if _YEAR.fullmatch(number):
        if "issued" not in draft.item:
            _cut(draft, "container-title", from_here + found.start())
            draft.put("issued", {"date-parts": [[int(number)]]}, at, to, sure / 2)
        return
    named = "issue" if found["issue"] else "volume"
    labelled = bool(label)
    taken = {"volume", "issue"} & draft.item.keys()
    if (labelled and named in taken) or (
        not labelled and (taken or not _lone(draft, number, from_here + found.start(), end))
    ):
        return
    _cut(draft, "container-title", from_here + found.start())
    draft.put(named, number, at, to, sure / 2)


def _lone(draft: Draft, number: str, start: int, end: int) -> bool:
    """Whether a bare number ends a serial's title: pages or a year come next, and it is no year."""
    if not _GOES_ON.match(draft.raw, end) or _YEARS.fullmatch(number):
        return False
    meeting = _ACRONYM.search(draft.raw[max(0, start - 12) : start])
    return not (meeting and (number.isalpha() or len(number) == 2))


def _cut(draft: Draft, variable: str, end: int) -> None:
    """Let a text end earlier; what nothing is left of goes."""
    start, old, sure = draft.places[variable]
    draft.take_back(variable)
    draft.free(start, old)
    first, last = trimmed(draft.raw, start, max(start, end))
    if last > first and any(c.isalpha() for c in draft.raw[first:last]):
        draft.put(variable, one_line(draft.raw[first:last]), first, last, sure)
