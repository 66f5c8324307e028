"""What type a reference is, from what was read in it; a type is never guessed."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from joinedup_refs.parse.reviews import is_review
from joinedup_refs.parse.spoken import spoken_type
from joinedup_refs.tables import rows

STANDARD = re.compile(
    r"(?<!\w)(?:ISO(?:/IEC)?(?:/TR|/TS)?|DIN(?:\sEN)?(?:\sISO)?|EN\sISO|IEC|BS(?:\sEN)?(?:\sISO)?|ASTM|ANSI(?:/\w{2,6})?"
    r"|IEEE\sStd\.?|ÖNORM|NF\sEN)\s?[A-Z]?\d{1,6}(?:[-–:.]\d{1,5}){0,3}(?!\w)"
)
_PATENT = re.compile(
    r"(?<!\w)(?:(?:U\.?S\.?|EP|WO|DE|GB|JP|European)\s?(?:Patent|Pat\.)|Patent\s(?:No|Nr)\b"
    r"|(?:US|EP|WO)\s?\d{1,4}[/,]?\d{3}[,/]?\d{3}(?:\s?[AB]\d?)?(?!\d))",
    re.IGNORECASE,
)
_SIX_DIGITS = re.compile(r"\d{3}[,/]?\d{3}")
"""What the number of a patent has; other ways to name one have `pat` in them."""
_LEGISLATION = re.compile(
    r"(?<!\w)(?:[A-Z][\w']{2,20}(?:\s[\w'()]{1,20}){0,6}\sAct,?\s(?:19|20)\d\d(?!\d)"
    r"|(?:Council\s|Commission\s)?(?:Directive|Regulation|Decision)\s(?:\([A-Z]{2,3}\)\s)?(?:No\.?\s)?\d{2,4}/\d{1,4}"
    r"|(?:Richtlinie|Verordnung|Beschluss)\s(?:\([A-Z]{2,3}\)\s)?(?:Nr\.?\s)?\d{2,4}/\d{1,4}"
    r"|Directive\s(?:du\sConseil\s)?(?:n[°º]\s?)?\d{2,4}/\d{1,4}/C[EE]E?|Règlement\s(?:\([A-Z]{2,3}\)\s)?n[°º]\s?\d"
    r"|(?:Loi|Décret|Ordonnance|Arrêté)\sn[°º]\s?\d{2,4}-\d|(?:Real\sDecreto|Ley(?:\sOrgánica)?|Decreto)\s\d{1,4}/\d{4}"
    r"|(?:Decreto\s(?:Legislativo|Ministeriale)|D\.\s?Lgs\.|Legge)\s(?:n\.\s?)?\d{1,2}(?:\s[a-z]{3,9}\s\d{4}|/)"
    r"|\d{1,4}\sU\.\s?S\.\s?C\.\s(?:§\s?)?\d{1,5}"
    r"|Pub(?:lic)?\.?\sL(?:aw)?\.?\s(?:No\.?\s)?\d{2,3}[-–]\d{1,4}|(?:BGBl|RGBl|ABl|StGBl)\.?\s(?:I{1,3}|[LC])?\s?(?:Nr\.\s)?\d)"
)
_JUDGMENT = re.compile(
    r"(?<!\w)(?:\d{1,4}\s(?:U\.\s?S\.|F\.\s?(?:[23]d|Supp\.)|S\.\s?Ct\.|L\.\s?Ed\.)\s\d{1,5}"
    r"|\[(?:18|19|20)\d\d\]\s(?:\d\s)?(?:UKHL|UKSC|EWCA|EWHC|AC|QB|WLR|All\sER|HCA|SCR|IRLR|ECR)(?!\w)"
    r"|(?:BVerfGE|BVerwGE|BGHZ|BGHSt|BAGE|BSGE|RGZ)\s\d{1,3},\s?\d"
    r"|(?:BGH|BVerfG|BVerwG|BAG|BSG|BFH|EuGH|OLG|OVG|LG)[\w ,-]{0,20}\s"
    r"(?:Urt(?:eil|\.)|Beschl(?:uss|\.))"
    r"|(?:Case|Rs\.|Affaire|Cause|Asunto)\s[CT][-–‑]\d{1,4}/\d\d"
    r"|\d\s?(?:StR|ZR|BvR|BvF|BvL|AZR|ARs)\s\d{1,4}/\d\d)"
)
TREATY = re.compile(
    r"(?:Treaty|Convention|Charter|Protocol|Covenant)\s(?:on|of|for|establishing|between|relating|to)\s"
)
"""How the name of a treaty begins."""
_DEGREE = re.compile(
    r"(?:unpublished\s)?(?:ph\.?\s?d|d\.?\s?phil|m\.?\s?phil|m\.?\s?sc|m\.?\s?a|ed\.?\s?d)\.?",
    re.IGNORECASE,
)
"""A degree that stands for the thesis which it was given for: `Ph.D. University of Leeds`."""
_SITE = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}")
"""A site that is called by its address: `GOV.UK`."""
_SERIES_OF_PAPERS = frozenset({"HC", "HL", "Cm", "Cmd", "Cmnd", "CP"})
_CASE = re.compile(r"(?<!\w)[A-Z][\w.&' ]{1,40}\sv\.?\s[A-Z][\w.&' ]{1,40},")
_IN = re.compile(
    r"(?:^|[\s.,;:?!”\"’)])(?:in|dans)\s?:?\s{0,2}"
    r"(?:(?:ders|dies|idem)\.?\s?(?:\(\w{1,5}\.?\))?[\s,:]{0,3})?$",
    re.IGNORECASE,
)


_TOLD_BY_GENRE = (
    *("motion_picture", "broadcast", "post-weblog", "post", "speech", "map", "graphic"),
    *("personal_communication", "interview"),
)
_TOLD_BY_SITE = ("post-weblog", "post")
LEAD = 24
"""So many characters before a container may be the lead to it."""


class Evidence(NamedTuple):
    """What the type is judged by."""

    variables: Mapping[str, object]
    """CSL variables read so far."""
    raw: str
    before_container: str = ""
    """The text right before the container, or before the editors that stand ahead of it."""
    container: str = ""
    genre: str = ""
    unread: str = ""
    """What no variable owns."""
    title: str = ""
    day: bool = False
    """Whether the date tells the day."""
    report: bool = False
    """Whether a report number was found by its series."""
    preprint: bool = False
    """Whether an identifier of a preprint server was found."""


def csl_type(seen: Evidence) -> str:  # noqa: PLR0911, C901, PLR0912  (a ladder: the first rung that holds)
    """Give the CSL type that the evidence shows; `document` where it shows none.

    >>> csl_type(Evidence({"container-title": "x", "volume": "1"}, "", container="x"))
    'article-journal'
    >>> csl_type(Evidence({}, "some words"))
    'document'
    """
    has = seen.variables.keys()
    beside = f"{seen.genre} | {seen.unread} | {seen.variables.get('publisher', '')}"
    serial = bool({"volume", "issue"} & has) and "container-title" in has
    if _tells_patent(beside) or (not serial and _tells_patent(seen.raw)):
        return "patent"
    if not serial and (
        STANDARD.match(seen.title) or STANDARD.match(str(seen.variables.get("number", "")))
    ):
        return "standard"
    if not serial and (
        cued(f"{seen.genre} | {seen.unread}", "thesis") or _DEGREE.fullmatch(seen.genre)
    ):
        return "thesis"
    noted = f"{seen.genre} | {seen.unread} | {seen.variables.get('note', '')}"
    if not serial and cued(noted, "dataset"):
        return "dataset"
    if not serial and cued(f"{seen.genre} | {seen.unread}", "software"):
        return "software"
    if seen.genre and (kind := _of_genre(seen.genre)):
        return kind
    if kind := spoken_type(seen.title, seen.unread, frozenset(has)):
        return kind
    if "archive" in has and "container-title" not in has:
        return "manuscript"
    if not serial and _is_preprint(seen):
        return "article"
    series = "number" in has and seen.genre in _SERIES_OF_PAPERS
    if (seen.report or series) and not serial:
        return "report"
    if not serial and (kind := _legal(seen)):
        return kind
    if "container-title" in has:
        kind = _contained(seen)
        reviewed = "reviewed-title" in has or is_review(seen.title)
        return "review-book" if reviewed and kind == "article-journal" else kind
    if "event-title" in has:
        return "paper-conference"
    if cued(f"{seen.genre} | {seen.variables.get('collection-title', '')}", "report"):
        return "report"
    if cued(f"{seen.genre} | {seen.unread}", "unpublished"):
        return "manuscript"
    if {"publisher", "ISBN", "edition", "publisher-place", "number-of-pages"} & has:
        return "book"
    if "collection-title" in has and "title" in has:
        return "book"
    return "webpage" if "URL" in has and "title" in has else "document"


def _of_genre(genre: str) -> str:
    """Give the type that a genre in brackets names: `[Film]`, `[Tweet]`; "" for none."""
    return next((kind for kind in _TOLD_BY_GENRE if cued(genre, kind)), "")


def _tells_patent(text: str) -> bool:
    if "pat" not in text.casefold() and not _SIX_DIGITS.search(text):
        return False  # a cheap look before the dear one
    return _PATENT.search(text) is not None


def leads_in(text: str) -> bool:
    """Whether a text ends with the "In" that brings the work something is part of."""
    return bool(_IN.search(text[-LEAD:]))


def _contained(seen: Evidence) -> str:  # noqa: PLR0911  (a ladder as well)
    has = seen.variables.keys()
    led = leads_in(seen.before_container)
    numbered = bool({"volume", "issue"} & has)
    bookish = bool({"editor", "ISBN", "edition", "collection-title"} & has)
    if cued(seen.container, "conference") or "event-title" in has:
        serial = numbered and "page" in has and not led and not {"editor", "publisher"} & has
        return "article-journal" if serial else "paper-conference"
    if cued(seen.container, "report") and not numbered and "number" in has:
        return "report"
    looks_serial = cued(seen.container, "serial")
    if "editor" in has and not (numbered and looks_serial):
        return "chapter"
    if not numbered and (kind := _of_site(seen)):
        return kind
    if _is_news(seen):
        return "article-newspaper"
    if "issue" in has or ("volume" in has and not bookish and "publisher" not in has):
        return "article-journal"
    if looks_serial and not bookish and (numbered or "page" in has or "publisher" not in has):
        return "article-journal"
    if bookish or "publisher" in has or (led and "publisher-place" in has):
        return "chapter"
    if "page" in has or numbered:
        return "chapter" if led and not numbered else "article-journal"
    if "URL" in has and "DOI" not in has:
        return "webpage"
    return "article-journal" if "title" in has and "DOI" in has else "document"


def _of_site(seen: Evidence) -> str:
    """Give the type that the name of a site tells: a blog, a network of people's posts."""
    if "URL" not in seen.variables:
        return ""
    return next((kind for kind in _TOLD_BY_SITE if cued(seen.container, kind)), "")


def _is_news(seen: Evidence) -> bool:
    dated = seen.day and "volume" not in seen.variables and not _SITE.fullmatch(seen.container)
    return (
        dated
        and ("issue" not in seen.variables or cued(seen.container, "news"))
        and (cued(seen.container, "news") or not cued(seen.container, "serial"))
    )


def _is_preprint(seen: Evidence) -> bool:
    where = (
        f"{seen.container} | {seen.genre} | {seen.unread} | {seen.variables.get('publisher', '')}"
    )
    if not seen.preprint and not cued(where, "preprint"):
        return False
    return not seen.container or cued(seen.container, "preprint")


def _legal(seen: Evidence) -> str:
    head = seen.raw[:400]
    if "author" not in seen.variables or not seen.variables.get("issued"):
        if _CASE.match(head) or _JUDGMENT.search(head):
            return "legal_case"
        if _LEGISLATION.search(head):
            return "legislation"
        if TREATY.match(seen.title) and "publisher" not in seen.variables:
            return "treaty"
    return ""


def cued(text: str, kind: str) -> bool:
    """Whether a text has one of the words that tell a kind: `Journal` tells a serial."""
    return any(map(str.isalpha, text)) and bool(_cues(kind).search(text))


@cache
def _cues(kind: str) -> re.Pattern[str]:
    cues = sorted((r["cue"] for r in rows("kind_cues") if r["kind"] == kind), key=len)
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(cue) for cue in reversed(cues))})(?!\w)", re.IGNORECASE
    )
