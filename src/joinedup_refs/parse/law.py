"""Court decisions, which no label knows: parties, courts, dockets, neutral and law reports.

A decision is read by its own grammar from the start of the string, before any label counts; a
string that has no such grammar is left to the labels. Sources: OSCOLA, 4th edition, section 2;
The Bluebook, 21st edition, rule 10; the forms that German and French courts use of themselves.
"""

import re

from joinedup_refs.model.value import Json
from joinedup_refs.notation import dates, pages
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.wording import one_line, trimmed
from joinedup_refs.tables import rows

SURE = 0.9
"""How sure a value is that the grammar of the law found."""
_REACH = 300
"""The parties of a case stand within so many characters."""
_LONGEST_NAME = 250


def _words(*kinds: str) -> str:
    words = sorted((r["word"] for r in rows("law_words") if r["kind"] in kinds), key=len)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in reversed(words))


_YEAR = r"(?:1[5-9]|20)\d\d"
_PAGE = r"(?:[IVX]{1,4}[-–—]|\w{1,2}[-–])?\d{1,5}"
_SERIES = r"[A-Z][A-Za-z.'’&]{0,12}(?:\s(?:[A-Z(][A-Za-z.'’&)]{0,12}|of|the|and)){0,4}?"
LEAD_IN = re.compile(
    r"\s{0,3}(?:(?:\[\d{1,3}\]|\d{1,3}[.)])\s{1,3})?"
    r"(?:(?:[Bb]ut\ssee|[Ss]ee|[Cc]f|[Ss]iehe|[Vv]gl)\.?(?:\s(?:also|auch|further))?,?:?\s{1,2})?"
)
"""What may stand before a case or an act: a list number, `See also`."""
_DOCKET = r"[CTF]?[-–‑‐]?\s?\d{1,4}(?:/\d{2,4})?(?:\s?P(?!\w))?"
_CASE_NUMBER = re.compile(
    rf"(?:Joined\s)?(?:Cases?|Affaires?|[Aa]ff\.|Asunto|Causa)\s"
    rf"(?P<number>{_DOCKET}(?:(?:,\s|\s(?:and|to|und|et)\s|\s?[-–]\s?){_DOCKET}){{0,6}})[,:]?\s{{1,2}}"
)
_PAGE_CITED = re.compile(r",\s\d{1,5}(?:[-–]\d{1,5})?(?=\s\()")
_PINPOINT = re.compile(
    r"(?:\s\((?P<court>HL|PC|CA|QB|KB|Ch|Fam|H\.L\.|P\.C\.|C\.A\.)(?:\s\([A-Z][a-z]{1,4}\))?\))?"
    r"(?:,?\s(?:at\s)?(?:pp?\.?\s|paras?\.?\s)?\[?\d{1,5}\]?(?:[-–]\[?\d{1,5}\]?)?)?"
    r"(?:\s\([A-Z][^()\[\]\d]{3,40}\))?\.?\s{0,2}$"
)
"""`(HL), 105 (Lord Quill)`: the court, what is cited, and who said it (OSCOLA, 2.1.5 to 2.1.7)."""
_NAMED_COURT = re.compile(
    r"(?P<court>European\sCourt\sof\sHuman\sRights|ECtHR|ECHR|CJEU|ECJ"
    r"|Court\sof\sJustice\sof\sthe\sEuropean\sUnion)[,:]\s"
)
_VERSUS = re.compile(r"(?<=\S)\svs?\.?\s(?=[A-ZÀ-Þ(\d])")
_MAY_BE_VERSUS = re.compile(r"v[s.]{0,2}\s")
"""A quick look for it: what begins with one letter is found at once."""
_WITHOUT_VERSUS = re.compile(r"(?:Re|In\sre|Ex\sparte|In\sthe\sMatter\sof)\s(?=[A-Z(])")
_NO_PARTY = re.compile(
    rf"(?<!\w)['\"‘“«„]|[.,]\s[A-Z]\.|(?:^|\s)[A-Z]{{1,2}}\.?,\s|\({_YEAR}[a-z]?\)|[^\W\d_]{{6,}}\.\s[A-Z]"
    rf"|(?<!\d){_YEAR}(?!\d)|https?:|[?!]"
)
"""What authors, titles and dates have, and the parties of a case have not."""
_NEUTRAL = (
    rf"\[(?P<n_year>{_YEAR})\]\s(?:{_words('neutral')})\s\d{{1,5}}"
    r"(?:\s\([A-Z][A-Za-z]{1,10}\))?"
)
_BY_YEAR = (
    rf"\[(?P<b_year>{_YEAR})\]\s(?:(?P<b_volume>\d{{1,2}})\s)?"
    rf"(?P<b_series>{_SERIES})\s(?P<b_page>{_PAGE})"
)
_BY_VOLUME = (
    rf"\((?P<v_year>{_YEAR})\)\s(?P<v_volume>\d{{1,3}})\s"
    rf"(?P<v_series>{_SERIES})\s(?P<v_page>{_PAGE})"
)
_AMERICAN = (
    r"(?P<a_volume>\d{1,4})\s"
    r"(?P<a_series>[A-Z][A-Za-z]{0,5}\.[A-Za-z.'’ ]{0,20}?(?:\s?[234](?:d|th))?|[A-Z]{2,5})"
    r"\s(?:\(\d{1,2}\s\w[\w.]{1,15}\)\s)?(?P<a_page>\d{1,5})"
)
_STRASBOURG = (
    rf"(?P<s_series>ECHR)\s(?P<s_year>{_YEAR})[-–]?(?P<s_volume>[IVX]{{1,5}})?"
    r"\s(?P<s_page>\d{1,5})"
)
_APPLICATION = r"[Aa]pp(?:lication|l\.|\.)?\s[Nn]o\.?\s(?P<application>\d{1,6}/\d{2})"
_COURT_SERIES = (
    rf"\((?P<c_year>{_YEAR})\)\s(?P<c_series>Series\s[AB])\s"
    r"(?:[Nn]o\.?\s)?(?P<c_volume>\d{1,3})"
)
_BRACKETED = (
    r"[(\[](?:(?P<court>[A-Z][^()\[\]\d]{0,40}?),?\s)?"
    rf"(?P<date>(?:\d{{1,2}}\.?\s\w{{3,10}}\s)?{_YEAR})[)\]]"
)
_ECLI = (
    r"(?P<ecli>ECLI:[A-Z]{2}:\w{1,7}:(?P<e_year>\d{4}):[\w.]{1,25}(?<!\.)"
    r"|EU:[CTF]:(?P<eu_year>\d{4}):\d{1,5})"
)
"""European Case Law Identifier (Council conclusions 2011/C 127/01), its prefix often left out."""
_CITATION = re.compile(
    rf"(?:,?\s(?:{_NEUTRAL}|{_BY_YEAR}|{_BY_VOLUME}|{_STRASBOURG}|{_COURT_SERIES}|{_APPLICATION}"
    rf"|{_ECLI})|,\s{_AMERICAN})(?!\w)"
)
_REPORTED = re.compile(rf"(?:{_BY_YEAR}|{_BY_VOLUME}|{_STRASBOURG})(?!\w)")
_DATED = re.compile(rf"\s{_BRACKETED}")
_DATE = rf"\d{{1,2}}(?:er|\.)?\s?(?:\d{{1,2}}\.\s?|[^\W\d_]{{3,10}}\.?\s){_YEAR}"
_COURT = re.compile(
    rf"(?P<authority>(?:{_words('court')})(?:\s(?:[A-ZÄÖÜ][\wäöüß.-]{{2,20}}|\d(?:re|e)))?(?:\s\(GK\))?)"
    rf"[,:]?\s(?:(?:(?P<genre>Urteil|Urt\.|Beschluss|Beschluß|Beschl\.|U\.|B\.|arrêt|décision|sent\.)\s)?"
    rf"(?:vom\s|v\.\s|du\s)?(?P<date>{_DATE})|(?=(?:verb\.\s)?(?:Rs\.|Rechtssache|[Aa]ff\.)\s))"
)
_NUMBER = re.compile(
    r"(?<![\w/])(?:(?:verb\.\s)?(?:Az\.|Rs\.|Rechtssache|[Aa]ff\.|Nr\.|n[°º]):?\s)?"
    r"(?P<number>(?:[IVX]{1,5}|\d{1,2})\s?[A-Z][A-Za-z]{0,4}\s(?:\([A-Za-z]{1,4}\)\s)?\d{1,5}[/.]\d{2,4}"
    r"|[CT]?[-–‑]?\d{1,5}/\d{2}|\d{2}-\d{2}[.\d]{3,7})(?!\w)"
)
_NAMED = re.compile(
    r"[\s,]{0,2}(?:\((?P<held>[^()\d]{3,80})\)|[–—-]\s(?P<after>[A-Z][^\d,;()]{2,80})$)"
)
_PLAIN_NAME = re.compile(r"[\s,]{1,2}(?P<name>[A-Z][^\d,;()]{3,120}),\s")
_GERMAN_REPORT = re.compile(
    rf"(?<!\w)(?:(?P<container>{_words('report')})\s(?P<volume>\d{{1,4}})[,\s]\s?(?:S\.\s)?(?P<page>{_PAGE})"
    rf"|(?P<bare>{_words('report_bare')})\s(?:p\.\s)?(?P<bare_page>\d{{1,5}}))(?!\w)"
)
_CITED_PAGE = re.compile(
    r"[\s,]{0,2}(?:[(\[][^()\[\]]{1,30}[)\]])?"
    r"(?:\s[–—-]\s(?P<name>[A-ZÄÖÜ][^\d,;()]{2,60}?))?[\s.,;]{0,3}$"
)
"""The page cited in brackets, and the name under which a decision is known."""


def put_case(draft: Draft) -> bool:
    """Put a decision with its name, number, court, date and report; say whether it is one."""
    lead = LEAD_IN.match(draft.raw)
    start = lead.end() if lead else 0
    if not (_put_parties(draft, start) or _put_decision(draft, start)):
        return False
    draft.own(0, start)
    return True


def put_text(draft: Draft, variable: str, start: int, end: int) -> None:
    """Put a text that stands at `start` to `end`, edges left out."""
    first, last = trimmed(draft.raw, start, end)
    draft.put(variable, one_line(draft.raw[first:last]), first, last, SURE)


def put_date(draft: Draft, start: int, end: int) -> None:
    """Put a date of issue by its text."""
    date = dates.parse(one_line(draft.raw[start:end]))
    if date is not None and date.start is not None:
        draft.put("issued", date_to_csl(date), start, end, SURE)


def put_page(draft: Draft, start: int, end: int) -> None:
    """Put a page by its text."""
    value = pages.parse(draft.raw[start:end])
    if value is not None:
        draft.put("page", pages.format(value), start, end, SURE)


def _put_parties(draft: Draft, start: int) -> bool:
    """Put a case named by its parties, or by one of them behind `Re` or its number."""
    raw = draft.raw
    court = _NAMED_COURT.match(raw, start)
    begin = court.end() if court else start
    numbered = _CASE_NUMBER.match(raw, begin)
    first = numbered.end() if numbered else begin
    told = _MAY_BE_VERSUS.search(raw, first, first + _REACH)
    versus = _VERSUS.search(raw, first, first + _REACH) if told else None
    alone = None if versus else _WITHOUT_VERSUS.match(raw, first) or numbered
    after = versus or alone
    if after is None:
        return False
    cited = _CITATION.search(raw, after.end(), after.end() + _REACH)
    dated = None if cited else _DATED.search(raw, after.end(), after.end() + _REACH)
    if alone and not cited:
        return False
    stop = cited.start() if cited else dated.start() if dated else len(raw)
    name = raw[first:stop]
    whole = bool(cited or dated) or "," not in name[after.end() - first :]
    if not whole or len(name) > _LONGEST_NAME or _NO_PARTY.search(name):
        return False
    if dated and not _CITED_PAGE.match(raw, dated.end()):
        return False  # `Roe v. Wade (1973) and its aftermath`
    put_text(draft, "title", first, stop)
    if court:
        put_text(draft, "authority", *court.span("court"))
    if numbered:
        put_text(draft, "number", *numbered.span("number"))
        draft.own(begin, first)
    if cited:
        _put_citation(draft, cited)
        _put_pinpoint(draft, max(end for _, end, _ in draft.places.values()))
    elif dated:
        put_date(draft, *dated.span("date"))
        if dated["court"]:
            put_text(draft, "authority", *dated.span("court"))
    return True


def _put_citation(draft: Draft, cited: re.Match[str]) -> None:
    """Put the first citation of a case; a neutral one is its number, a report its container."""
    if cited["n_year"]:
        put_date(draft, *cited.span("n_year"))
        put_text(draft, "number", cited.start("n_year") - 1, cited.end())
        report = _REPORTED.match(draft.raw, cited.end() + 2)
        if report:
            _put_report(draft, report)
            year = next(filter(None, (report[f"{kind}_year"] for kind in "bvs")))
            if year != cited["n_year"]:  # the report has its own, by which it is found
                put_text(draft, "note", *report.span())
        return
    if cited["application"]:
        put_text(draft, "number", *cited.span("application"))
        decided = re.compile(_DATE).search(draft.raw, cited.end(), cited.end() + 60)
        if decided:
            put_date(draft, *decided.span())
        return
    if cited["ecli"]:
        put_date(draft, *cited.span("e_year" if cited["e_year"] else "eu_year"))
        put_text(draft, "note" if "number" in draft.item else "number", *cited.span("ecli"))
        return
    _put_report(draft, cited)
    if cited["a_series"]:
        decided = re.compile(_BRACKETED).search(draft.raw, cited.end(), cited.end() + 60)
        if pinpoint := _PAGE_CITED.match(draft.raw, cited.end()):
            draft.own(*pinpoint.span())
        if decided:
            put_date(draft, *decided.span("date"))
            if decided["court"]:
                put_text(draft, "authority", *decided.span("court"))


def _put_pinpoint(draft: Draft, end: int) -> None:
    """Put the court in brackets behind a report, and own what is cited of the judgment."""
    found = _PINPOINT.match(draft.raw, end)
    if found is None:
        return
    if found["court"] and "authority" not in draft.item:
        put_text(draft, "authority", *found.span("court"))
    draft.own(*found.span())


def _put_report(draft: Draft, cited: re.Match[str]) -> None:
    """Put a law report with its year, volume and first page."""
    groups = cited.groupdict()
    kind = next(k for k in "bvsac" if groups.get(f"{k}_series"))
    start, end = cited.span(f"{kind}_series")
    text = one_line(draft.raw[start:end])
    draft.put("container-title", text, start, end, SURE)
    if groups.get(f"{kind}_volume"):
        put_text(draft, "volume", *cited.span(f"{kind}_volume"))
    if groups.get(f"{kind}_page"):
        put_page(draft, *cited.span(f"{kind}_page"))
    if groups.get(f"{kind}_year"):
        put_date(draft, *cited.span(f"{kind}_year"))
        if kind != "s":
            draft.own(cited.start(f"{kind}_year") - 1, cited.end(f"{kind}_year") + 1)


def _put_decision(draft: Draft, start: int) -> bool:
    """Put a decision that its court, or the report that prints it, tells."""
    raw = draft.raw
    court = _COURT.match(raw, start)
    if court is None:
        report = _GERMAN_REPORT.match(raw, start)
        cited = _CITED_PAGE.match(raw, report.end()) if report and report["volume"] else None
        if report is None or cited is None:
            return False
        if cited["name"]:
            put_text(draft, "title", *cited.span("name"))
        _put_collection(draft, report)
        return True
    put_text(draft, "authority", *court.span("authority"))
    if court["date"]:
        put_date(draft, *court.span("date"))
    if court["genre"]:
        draft.put("genre", court["genre"], *court.span("genre"), SURE)
    end = court.end()
    number = _NUMBER.search(raw, end, end + _REACH)
    if number:
        put_text(draft, "number", *number.span("number"))
        draft.own(number.start(), number.end())
        name = _NAMED.match(raw, number.end(), number.end() + 100)
        if name:
            put_text(draft, "title", *name.span("held" if name["held"] else "after"))
    if plain := _PLAIN_NAME.match(raw, end, end + 130):
        put_text(draft, "title", *plain.span("name"))
    if report := _GERMAN_REPORT.search(raw, number.end() if number else end, end + _REACH):
        _put_collection(draft, report)
    return True


def _put_collection(draft: Draft, report: re.Match[str]) -> None:
    """Put a collection of decisions with its volume, or year, and first page."""
    name = "container" if report["container"] else "bare"
    text: Json = one_line(report[name])
    draft.put("container-title", text, *report.span(name), SURE)
    if volume := report["volume"]:
        if len(volume) == 4:
            put_date(draft, *report.span("volume"))
            draft.own(*report.span("volume"))
        else:
            put_text(draft, "volume", *report.span("volume"))
    put_page(draft, *report.span("page" if report["page"] else "bare_page"))
