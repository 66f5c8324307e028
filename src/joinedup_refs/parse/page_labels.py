"""Pages by their labels, and the numbers that a label took for pages."""

import re
from collections.abc import Sequence

from joinedup_refs.notation import pages
from joinedup_refs.notation.numbering_run import label_before
from joinedup_refs.parse.draft import Draft, Label
from joinedup_refs.parse.wording import edition_at, one_line

_LONG = 200
"""More pages than this no paper has whose dash was lost."""
_RANGE = r"\d{1,5}\s?[-‐–—−\x96]{1,2}\s?\d{1,5}"
_CITED_PAGE = re.compile(
    rf"\W*(?:(?:pp?|S|P)\.?\s?)?(?P<pages>{_RANGE}|\d{{1,5}}\s?f?f?\.?)[,;]?\s"
    r"(?:hier|bzw|siehe|esp|here|at|insb|bes|note|Anm|und|and|et)\b",
    re.IGNORECASE,
)
"""Pages of a whole with the page that is cited: `70-104, hier S. 81`."""
_SECTION_PAGE = re.compile(r"(?:[A-Z]{1,2}[\s.]?|[a-z])?\d[\w .–-]{0,18}|[ivxlc]{1,6}[-–]\d{1,4}")
_LEADING_PAGES = re.compile(rf"\W*(?:(?:pp?|S|P)\.?\s?)?(?P<pages>{_RANGE})(?=\W)")
_CHAPTER = re.compile(r"\b(?:chapter|chap\.|ch\.|Kapitel|Kap\.|chapitre|cap\.)\s?$", re.IGNORECASE)
_ROMAN_BEHIND = re.compile(r",\s(?P<roman>[ivxl]{1,6}[-–][ivxl]{1,6})(?=[.,;\s]{0,2}$|[.;]\s)")
_ROMAN_BEFORE = re.compile(r"[,:]\s?(?P<roman>[ivxl]{1,6}[-–][ivxl]{1,6}),\s$")
"""Pages of a summary that a label left out: the `iv-v` of `77-110, iv-v`, and before the others."""
_LOST_DASH = re.compile(r"(\d{1,5})\s(\d{1,5})")
_VOLUME_AND_PAGES = re.compile(rf"(?P<number>\d{{1,4}})\s{{1,3}}(?P<pages>{_RANGE})")
_NUMBER_THEN_PAGES = re.compile(
    rf"(?P<number>\d{{1,4}}(?:[-–/]\d{{1,4}})?)\s?,\s(?P<pages>{_RANGE})"
)
_CHAPTERS = re.compile(r"\b(?:[Cc]h(?:ap|apter)?s|[Kk]ap(?:itel)?n)\.?\s$")


def put_pages(draft: Draft, one: Label, labels: Sequence[Label]) -> None:
    """Put what a label calls pages, or what its notation and the words around it say that it is."""
    text = draft.raw[one.start : one.end]
    bare = one_line(text).strip(" .,;:()[]")
    if count := pages.total(text):
        draft.put("number-of-pages", count, one.start, one.end, one.confidence)
        return
    if _CHAPTERS.search(draft.raw[max(0, one.start - 12) : one.start]):
        return  # `chs 1 & 2`: what of a book is cited, and no page
    if _put_number_under_pages(draft, one, bare, labels):
        return
    if more := _ROMAN_BEFORE.search(draft.raw, max(0, one.start - 20), one.start):
        one = one._replace(start=more.start("roman"))
        text = draft.raw[one.start : one.end]
    if more := _ROMAN_BEHIND.match(draft.raw, one.end):
        one = one._replace(end=more.end("roman"))
        text = draft.raw[one.start : one.end]
    read = pages.parse(one_line(text).strip("<>«»|*"))
    if read is not None:
        draft.put("page", pages.format(read), one.start, one.end, one.confidence)
    elif (lost := _LOST_DASH.fullmatch(bare)) and 0 < int(lost[2]) - int(lost[1]) < _LONG:
        draft.put("page", f"{lost[1]}-{lost[2]}", one.start, one.end, one.confidence / 2)
    elif (cited := _CITED_PAGE.match(text) or _LEADING_PAGES.match(text)) and (
        read := pages.parse(cited["pages"])
    ):
        first, last = cited.span("pages")
        draft.put("page", pages.format(read), one.start + first, one.start + last, one.confidence)
        draft.own(one.start, one.end)
    elif spot := next(pages.find(text), None):
        at, to = one.start + spot[0], one.start + spot[1]
        draft.put("page", pages.format(spot[2]), at, to, one.confidence / 2)
    elif _SECTION_PAGE.fullmatch(bare):
        known = pages.parse(bare)
        value = pages.format(known) if known else bare
        draft.put("page", value, one.start, one.end, one.confidence / 2)


def put_total(draft: Draft, one: Label, _labels: Sequence[Label]) -> None:
    """Put how many pages a work has."""
    text = draft.raw[one.start : one.end]
    count = pages.total(text) or "".join(re.findall(r"\d{1,5}", text)[-1:])
    draft.put("number-of-pages", count, one.start, one.end, one.confidence)


def _put_number_under_pages(draft: Draft, one: Label, bare: str, labels: Sequence[Label]) -> bool:
    """Put a volume, an issue or an edition that a label took for pages, or into them."""
    has, text = draft.item.keys(), draft.raw[one.start : one.end]
    printed = text.strip(" .,;:()[]")
    at = one.start + text.find(printed)
    for form in (_VOLUME_AND_PAGES, _NUMBER_THEN_PAGES):
        if found := form.fullmatch(printed):
            behind = form is _NUMBER_THEN_PAGES and follows(draft, "volume", one.start)
            variable = "issue" if behind else "volume"
            falls = not _rises(found["number"], found["pages"])
            if variable in has or (form is _NUMBER_THEN_PAGES and not behind and not falls):
                continue
            first, last = found.span("pages")
            draft.put(variable, found["number"], at, at + found.end("number"), one.confidence)
            value = pages.parse(found["pages"])
            if value is not None:
                draft.put("page", pages.format(value), at + first, at + last, one.confidence)
            return True
    variable = _number_told(draft, one, bare, labels)
    if variable:
        draft.put(variable, bare, *inside(draft.raw, one, bare), one.confidence)
    return bool(variable)


def _number_told(draft: Draft, one: Label, bare: str, labels: Sequence[Label]) -> str:
    """Tell what a number that is labelled a page is by the words around it; "" for a page."""
    raw, has = draft.raw, draft.item.keys()
    before = raw[max(0, one.start - 14) : one.start]
    in_brackets = before[-1:] == "(" and raw[one.end : one.end + 1] == ")"
    others = any(x.label == "page" and x.start > one.start for x in labels)
    after_volume_number = "issue" not in has and follows(draft, "volume", one.start)
    short = bare.isdecimal() and len(bare) <= 4
    if _CHAPTER.search(before):
        return "chapter-number"
    if (
        label_before(before) == "issue"
        and "issue" not in has
        and not _is_article_number(raw, one.start)
    ):
        return "number" if draft.places.get("genre", (0, -99))[1] >= one.start - 10 else "issue"
    if short and "volume" not in has and others and label_before(before) == "volume":
        return "volume"
    if short and len(bare) < 3:
        told = edition_at(raw[one.start : one.end + 60])
        if told is not None and told[0] == 0:
            return "edition"
    if in_brackets and others and after_volume_number:
        return "issue"
    return "volume" if short and _is_lone_volume(draft, one) else ""


def _is_article_number(raw: str, at: int) -> bool:
    return bool(
        re.search(
            r"\bart(?:icle|ikel)?\.?\s(?:no|nr|n[°º])\.?:?\s?$",
            raw[max(0, at - 16) : at],
            re.IGNORECASE,
        )
    )


def _is_lone_volume(draft: Draft, one: Label) -> bool:
    """Whether a lone number right after a journal's title is its volume, not a page."""
    if {"volume", "issue"} & draft.item.keys() or not follows(draft, "container-title", one.start):
        return False
    gap = draft.raw[draft.places["container-title"][1] : one.start]
    after = draft.raw[one.end : one.end + 3].strip()
    return not any(c.isalnum() for c in gap) and len(gap) <= 3 and after in {"", ".", ",", ";"}


def _rises(number: str, page_range: str) -> bool:
    first = int(re.split(r"\D", page_range, maxsplit=1)[0])
    return int(re.split(r"\D", number, maxsplit=1)[0]) < first and "-" not in number


def follows(draft: Draft, variable: str, at: int) -> bool:
    """Whether a variable's value ends a few characters before a place."""
    return variable in draft.places and 0 <= at - draft.places[variable][1] <= 12


def inside(raw: str, one: Label, value: str) -> tuple[int, int]:
    """Say where a value stands within its stretch, its label left out."""
    at = raw.find(value, one.start, one.end) if value else -1
    return (at, at + len(value)) if at >= 0 else (one.start, one.end)
