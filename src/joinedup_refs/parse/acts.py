"""Acts, directives, codes and treaties, read by their own grammar from the start of the string.

Sources: OSCOLA, 4th edition, sections 2.4 and 2.6; The Bluebook, 21st edition, rule 12; the
Interinstitutional style guide of the European Union, section 3.1.
"""

import re

from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.law import LEAD_IN, put_date, put_page, put_text

_YEAR = r"(?:1[2-9]|20)\d\d"
_LONG = 500
"""The title of an act ends within so many characters."""
_DAY = rf"\d{{1,2}}(?:er|\.)?\s?(?:\d{{1,2}}\.\s?|(?:de\s)?[^\W\d_]{{3,10}}\.?\s(?:de\s)?){_YEAR}"
_UNIONS = r"\((?:EU|EC|EEC|EG|EWG|CE|CEE|UE)(?:,\s?Euratom)?\)\s"
_EUROPEAN = re.compile(
    r"(?:(?:(?:European\sParliament\sand\s)?Council|Commission)\s)?"
    r"(?:(?:Framework|Implementing|Delegated)\s)?"
    r"(?:Directive|Regulation|Decision|Richtlinie|Verordnung|Beschluss|Rahmenbeschluss|Règlement|Décision"
    r"|Direttiva|Regolamento|Directiva|Reglamento)"
    rf"\s(?:{_UNIONS})?(?:No\.?\s|Nr\.\s|n[°º]\s?|n\.\s)?"
    r"(?P<number>\d{1,4}/\d{1,4}(?:/(?:EEC|EC|EU|EG|EWG|CE|CEE|UE|JHA|JI|Euratom))?)(?![\w/])"
)
_GAZETTE = re.compile(
    rf"(?:\[(?P<year>{_YEAR})\]\s)?(?<!\w)(?P<name>OJ|ABl\.?|JO|JOCE|JOUE|GU)\s?(?:(?:EU|EG|EC)\s)?(?:Nr\.\s)?"
    r"(?P<series>[LC]\s?\d{1,4})"
    rf"(?:,\s(?:{_DAY}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}))?(?:\s?/\s?|,\s?(?:pp?\.\s?|S\.\s?))(?P<page>\d{{1,5}})(?!\d)"
)
_TREATY = re.compile(
    r"(?:Consolidated\s[Vv]ersions?\sof\sthe\s)?(?:Treaty|Convention|Charter|Protocol|Agreement)\s[^\[\]\n]{3,250}?"
    rf"(?=\s\[{_YEAR}\]\sOJ)"
)
_ACT = re.compile(
    r"(?P<title>[A-Z][\w'’&-]{1,30}(?:\s\(?(?:[\w'’&-]{1,30}|etc\.)\)?,?){0,14}\s(?:Act|Acts|Regulations|Ordinance)"
    rf"(?P<of>\sof)?,?\s(?P<year>{_YEAR}))(?!\w)"
)
_NO_ACT = re.compile(r"(?:^|\s)[A-Z]{1,2}(?=[\s,])|(?:^|\s)[A-Z][\w'’-]{1,30},\s[A-Z]\b")
"""Initials, which authors have and acts have not."""
_SECTION = re.compile(
    r"(?:ss?|[Ss]ecs?\.|[Ss]ections?|§§?|[Aa]rts?\.?|[Aa]rticles?|reg|para|Sch|pt)\.?\s?"
    r"(?P<section>\d[\w()]{0,14}(?:[-–]\d[\w()]{0,10})?)(?!\w)"
)
_AFTER_ACT = re.compile(
    r"[\s,]{0,2}(?:\((?P<where>[A-Z][A-Za-z]{1,6})\)[\s,]{0,2})?"
    r"(?=(?:ss?|[Ss]ecs?\.|[Ss]ections?|§§?|[Aa]rts?\.?|[Aa]rticles?|reg|para|Sch|pt|ch?)\.?\s?\d"
    r"|Pub(?:lic)?\.?\sL|\d{1,3}\sStat\.|\W{0,3}$|\(c(?:h|ap)?\.\s?\d"
    r"|[.,]?\s?[A-Z][\w ]{2,30}:\s[^.,;:\d]{2,60}\W{0,2}$)"
)
_CHAPTER = re.compile(r"[\s,(]{1,3}c(?:h|ap)?\.?\s?(?P<chapter>\d{1,3})\)?(?!\w)")
_IMPRINT = re.compile(
    r"[\s.,]{1,3}(?P<place>[A-Z][\w ]{2,30}):\s(?P<publisher>[^.,;:\d]{2,60})\W{0,2}$"
)
"""Who printed an act: `London: HMSO.`"""
_PUBLIC_LAW = re.compile(r"Pub(?:\.|lic)\sL(?:\.|aw)\s(?:No\.?\s)?\d{1,3}[-–]\d{1,4}")
_STATUTES = re.compile(r"(?P<volume>\d{1,3})\s(?P<name>Stat\.)\s(?P<page>\d{1,5})(?!\d)")
_CODE = re.compile(
    r"(?P<volume>\d{1,3})\s(?P<name>U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?)\s(?:§§?\s?|[Ss]ec\.\s)?"
    rf"(?P<section>\d[\w().–-]{{0,20}}?)(?:\s\((?P<year>{_YEAR})\))?\.?\s{{0,3}}$"
)
_PARAGRAPH = re.compile(
    r"(?:§§?|Art\.|Artikel|Article)\s?(?P<section>\d{1,4}[a-z]?"
    r"(?:,?\s(?:(?:Abs|S|Satz|Nr|Alt|HS|Hs|lit|und|u)\.?\s?)?\d{0,4}[a-z]?(?:\sff?\.?)?|\s?\(\d{1,2}\)|[-–]\d{1,4}){0,6}?)"
    r"\s(?P<title>(?:[A-ZÄÖÜ][A-Za-zäöü-]{0,12})?[A-Z]{2,6}[a-z]{0,2}(?:\s[IVX]{1,4})?)\.?\s{0,3}$"
)
_GERMAN = re.compile(
    r"(?P<title>(?:Gesetz\s[^,;\n]{3,200}?|[A-ZÄÖÜ][\wäöüß-]{0,60}(?:gesetz|gesetzbuch|ordnung)(?:\s[^,;.\n]{3,100}?)?)"
    rf"(?:\s\([^()]{{2,60}}\))?)\s(?:vom|v\.)\s(?P<date>{_DAY})"
)
_GERMAN_GAZETTE = re.compile(
    r"(?P<name>(?:BGBl|RGBl|GVBl|GBl|GVOBl)\.?(?:\s(?:Teil\s)?I{1,3})?),?\s(?:(?:Nr\.\s)?\d{1,3},?\s)?(?:S\.\s?)?(?P<page>\d{1,5})(?!\d)"
)
_FRENCH = re.compile(
    r"(?P<title>(?:Loi|Décret|Ordonnance|Arrêté)(?:-loi|\s(?:organique|constitutionnelle))?"
    rf"\s(?:n[°ºo]\.?\s?(?P<number>\d[\d.-]{{1,12}})\s)?du\s(?P<date>{_DAY})[^;\n]{{0,300}}?)"
    r"(?=,?\s\(?(?:JO|JORF|Journal\s[Oo]fficiel|J\.O\.)(?!\w)|[\s.]{0,3}$)"
)


def put_act(draft: Draft) -> bool:
    """Put an act with its title, number, date, gazette and section; say whether it is one."""
    lead = LEAD_IN.match(draft.raw)
    start = lead.end() if lead else 0
    for put in (_put_european, _put_paragraph, _put_act, _put_german, _put_french):
        if put(draft, start):
            draft.own(0, start)
            return True
    return False


def _put_european(draft: Draft, start: int) -> bool:
    """Put an act of the European Union, or the page of its gazette alone."""
    raw = draft.raw
    act = _EUROPEAN.match(raw, start)
    treaty = None if act else _TREATY.match(raw, start)
    held = any(name in raw for name in ("OJ", "ABl", "JO", "GU"))
    gazette = _GAZETTE.search(raw, start, start + _LONG) if held else None
    if act is None and treaty is None:
        if gazette is None or gazette.start() != start or not gazette["year"]:
            return False
        _put_gazette(draft, gazette)
        _put_section(draft, gazette.end())
        return True
    said = _SECTION.search(raw, act.end() if act else start, start + _LONG)
    ends = [
        m.start()
        for m in (gazette, said)
        if m and raw[m.start() - 2 : m.start()].strip() in {",", ".", ""}
    ]
    ends += [gazette.start()] if gazette else []
    stop = treaty.end() if treaty else min([*ends, len(raw)])
    if stop - start > _LONG:
        return False
    if act:
        put_text(draft, "title", start, _without_bracket(raw, start, stop))
        put_text(draft, "number", *act.span("number"))
        day = re.compile(rf"\s(?:of|vom|du|del)\s(?P<day>{_DAY})").search(
            raw, act.end(), act.end() + 90
        )
        if day and day.end() <= stop:
            put_date(draft, *day.span("day"))
    else:
        put_text(draft, "title", start, stop)
    if gazette:
        _put_gazette(draft, gazette)
    _put_section(draft, gazette.end() if gazette else stop)
    return True


def _without_bracket(raw: str, start: int, stop: int) -> int:
    """Leave out the bracket that opens right before a gazette."""
    return stop - 1 if raw[stop - 1 : stop] == "(" and stop > start else stop


def _put_gazette(draft: Draft, found: re.Match[str]) -> None:
    put_text(draft, "container-title", *found.span("name"))
    put_text(draft, "volume", *found.span("series"))
    put_page(draft, *found.span("page"))
    if found["year"]:
        put_date(draft, *found.span("year"))
        draft.own(found.start("year") - 1, found.end("year") + 1)


def _put_section(draft: Draft, at: int) -> None:
    said = _SECTION.search(draft.raw, at, at + 60)
    if said and not any(c.isalnum() for c in draft.raw[at : said.start()]):
        put_text(draft, "section", *said.span("section"))
        draft.own(said.start(), said.end())


def _put_paragraph(draft: Draft, start: int) -> bool:
    """Put a paragraph of a code: `§ 823 BGB`, `42 U.S.C. § 1983`."""
    if found := _PARAGRAPH.match(draft.raw, start):
        put_text(draft, "title", *found.span("title"))
        put_text(draft, "section", *found.span("section"))
        return True
    found = _CODE.match(draft.raw, start)
    if found is None:
        return False
    put_text(draft, "volume", *found.span("volume"))
    name = found.span("name")
    draft.put("container-title", " ".join(found["name"].split()), *name, 0.9)
    put_text(draft, "section", *found.span("section"))
    if found["year"]:
        put_date(draft, *found.span("year"))
    return True


def _put_act(draft: Draft, start: int) -> bool:
    """Put an act that is called by its name and year, where nothing but its own parts follow."""
    raw = draft.raw
    found = _ACT.match(raw, start)
    if found is None or _NO_ACT.search(found["title"]):
        return False
    after = _AFTER_ACT.match(raw, found.end())
    if after is None:
        return False
    year = found.span("year")
    put_text(draft, "title", start, found.end() if found["of"] else year[0])
    put_date(draft, *year)
    if after["where"]:
        put_text(draft, "jurisdiction", *after.span("where"))
    _put_section(draft, after.end())
    if chapter := _CHAPTER.match(raw, found.end()):
        put_text(draft, "chapter-number", *chapter.span("chapter"))
        draft.own(found.end(), chapter.end())
    if imprint := _IMPRINT.match(raw, chapter.end() if chapter else found.end()):
        put_text(draft, "publisher-place", *imprint.span("place"))
        put_text(draft, "publisher", *imprint.span("publisher"))
    if law := _PUBLIC_LAW.search(raw, after.end(), after.end() + 80):
        put_text(draft, "number", law.start(), law.end())
    if statutes := _STATUTES.search(raw, after.end(), after.end() + 80):
        draft.put("container-title", "Stat.", *statutes.span("name"), 0.9)
        put_text(draft, "volume", *statutes.span("volume"))
        put_page(draft, *statutes.span("page"))
    return True


def _put_german(draft: Draft, start: int) -> bool:
    found = _GERMAN.match(draft.raw, start)
    if found is None:
        return False
    put_text(draft, "title", *found.span("title"))
    put_date(draft, *found.span("date"))
    if gazette := _GERMAN_GAZETTE.search(draft.raw, found.end(), found.end() + 60):
        put_text(draft, "container-title", *gazette.span("name"))
        put_page(draft, *gazette.span("page"))
    return True


def _put_french(draft: Draft, start: int) -> bool:
    found = _FRENCH.match(draft.raw, start)
    if found is None:
        return False
    put_text(draft, "title", *found.span("title"))
    if found["number"]:
        put_text(draft, "number", *found.span("number"))
    put_date(draft, *found.span("date"))
    return True
