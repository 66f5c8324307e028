"""Values that stand under the wrong variable, moved where the rest of the reference wants them.

A label can be wrong about a stretch and right about its borders; what the other values are tells
more than the sequence model can see. Every move keeps the printed stretch and halves its certainty.
"""

import re

from joinedup_refs.notation import dates
from joinedup_refs.notation.csl import date_to_csl
from joinedup_refs.notation.hosts import bears_name, is_host
from joinedup_refs.parse.draft import Draft
from joinedup_refs.parse.kinds import TREATY, cued
from joinedup_refs.parse.reviews import is_review
from joinedup_refs.parse.wording import edition, one_line, trimmed

_LAW = re.compile(
    r"(?:\bAct|\bActs|\bDirective|\bRegulations?|\bConvention|\bTreaty|\bStatute|gesetz|verordnung)$",
    re.IGNORECASE,
)
_GENRES = (
    r"data ?set|data ?file|data collection|computer (?:software|program)|software|database"
    r"|mobile app(?:lication)?|source code|machine[- ]readable data file"
    r"|(?:we)?blog post|tweet|thread|(?:facebook )?(?:status update|post)"
    r"|(?:online |youtube )?video(?: file)?"
    r"|(?:audio |video )?podcast(?: episode)?|film|motion picture"
    r"|tv (?:series|programme)(?: episode)?"
    r"|(?:radio|television) (?:broadcast|programme|series)|powerpoint slides|lecture|interview"
    r"|(?:press|news|media) release|conference session|poster(?: presentation)?|photograph"
    r"|infographic|brochure|map|computer file|speech|letter|public lecture|conference presentation"
)
_GENRE_IN_BRACKETS = re.compile(
    rf"[.,]?\s?\[(?P<genre>{_GENRES}|version [\w.]{{1,12}}|patent|preprint|working paper"
    r"|(?:ph\.?d\.?|doctoral|master.?s) (?:thesis|dissertation)|manuscript)\]$",
    re.IGNORECASE,
)
_MEDIUM_IN_BRACKETS = re.compile(
    r"[.,]?\s?\[(?:e-?book|on-?line|pdf|electronic(?:\s(?:version|resource))?|internet|print|kindle(?:\sedition)?)\]?$",
    re.IGNORECASE,
)
"""How a text was read, which belongs to no title (Harvard's way of old)."""
_GENRE_BEHIND = re.compile(rf"[\s.,]{{0,2}}\[(?P<genre>{_GENRES})\]", re.IGNORECASE)
_GENRE_IN_NOTE = re.compile(rf"(?P<genre>{_GENRES})(?=\]|$)", re.IGNORECASE)
_MESSAGE = re.compile(
    r"(?P<genre>[Uu]npublished\s(?:manuscript|paper|data)|[Pp]ersonal\s(?:communication|correspondence|interview)|[Pp]ers\.\scomm\.?)"
)
_DAY_AT_END = re.compile(
    r"[.,]\s(?P<day>\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\.?)(?:\s(?P<year>(?:1[5-9]|20)\d\d))?$"
)
"""The day of a document or a meeting behind its name: `Minutes of the Board, 4 March`."""
_VERSION_BEHIND = re.compile(
    r"[\s.,]{0,2}[(\[](?:R package )?[Vv]er(?:sion|\.)\s(?P<version>\d[\w.-]{0,14})[)\]]"
)
_VERSION_ALONE = re.compile(
    r"(?<!\w)[Vv]ersion\s(?P<version>\d{1,4}(?:\.\d{1,4}){1,3}(?:[-.]?\w{1,8})?)(?!\w)"
)
_VERSION = re.compile(
    r"[.,;]?\s[(\[]?(?:(?P<package>R package) )?[Vv]ersion\s(?P<version>\d[\w.-]{0,14})[)\]]?$"
)
ACCESS_WORDS = re.compile(
    r"[\s.,;:–-]{1,4}(?:online(?:\s(?:unter|verfügbar|available))?|abrufbar(?:\sunter)?|verfügbar\sunter"
    r"|available(?:\s(?:at|from|online))?|retrieved(?:\sfrom)?|url|disponible\ssur|in\spress)$",
    re.IGNORECASE,
)
_ACCESS_ENDS = ("online", "unter", "bar", "able", "at", "from", "ieved", "url", "sur", "press")
_YEARS = r"(?:1[5-9]|20)\d\d[a-z]?(?:\s?[-–/]\s?(?:Orig\.?\s)?\d{2,4}[a-z]?){0,2}"
_UNDATED = r"n\.\s?d\.?|o\.\s?J\.?|s\.\s?d\.?|pas de date|sans date|no date|ohne Jahr|ohne Datum"
_DATE_AHEAD = re.compile(
    rf"(?:[^()\[\]]{{0,50}}\()?\W{{0,2}}(?P<date>{_YEARS}|{_UNDATED})\s?(?P<end>[)\]]|[.:]\s|\s[–—-]\s|,\s)[\s.,:;–—-]{{0,4}}"
)
"""A date that a label ran into the title: `1958/ Orig. 1923) Economic History`."""
_YEAR_BEHIND = re.compile(r"\s(?P<date>(?:1[5-9]|20)\d\d)$")
_YEAR_BEFORE_IN = re.compile(r"(?P<date>(?:1[5-9]|20)\d\d)\.?\s(?:In:?\s)?(?=[A-Z])")
_UNSURE = 0.6
"""A date that only its grammar found is as sure as this, and gives way."""
_EDITION_INSIDE = re.compile(
    r"(?<=[^\W_])[,.]\s(?P<edition>(?:(?:[Rr]evised|[Ee]nlarged)\s)?(?:\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird"
    r"|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth)\s(?:[Rr]evised\s)?(?:[Ee]dition|[Ee]dn\.?|ed\.))"
    r"(?=[,.;]|$)"
)
_NAMES_EDITION = ("dition", "dn", "ed.")
_TITLE_AHEAD = re.compile(
    r"(?P<title>[A-ZÀ-Þ][^.:;,()]{2,80}?\s[^\W\d_]{4,30})\.\s(?=[A-ZÀ-Þ][\w&]{2,30}(?:\s|$))"
)
_SMALL_WORDS = frozenset(["in", "of", "for", "on", "to", "and", "the", "as", "from", "with", "by"])
_SERIES_IN_NOTE = re.compile(
    r"(?:[Cc]oll(?:\.|ection|ana)|[Cc]ol(?:\.|ección|eção))\s(?:[«“\"]\s?)?(?P<name>[^«»“”\"]{3,120}?)"
    r"(?:\s?[»”\"]|$)"
)
_OF_BOOKS = frozenset({"container-title", "editor", "edition", "ISBN", "genre", "collection-title"})
_HOLDS = frozenset({"container-title", "publisher", "event-title", "collection-title"})
_SERIES_IN_BRACKETS = re.compile(r"\s\(=\s?")


def rearrange(draft: Draft) -> None:
    """Move or shorten values that cannot be what their labels say, one move after another."""
    for move in _MOVES:
        move(draft)


def _date_from_titles(draft: Draft) -> None:
    """Take the date that a label ran into a title, or between a title and its container."""
    known = draft.places.get("issued", (0, 0, 0.0))[2]
    if "title" not in draft.places or known > _UNSURE:
        return
    start, end, _ = draft.places["title"]
    if is_review(str(draft.item["title"])):
        return  # a year in it is that of the work reviewed
    found = _DATE_AHEAD.match(draft.raw, start, min(end, start + 120))
    if found and (found["end"] in ")]" or known == 0) and found.end() < end:
        _part(draft, "title", found, found.end(), end)
    if "issued" in draft.item or "container-title" not in draft.places:
        return
    begin, stop, _ = draft.places["container-title"]
    if 0 <= begin - end <= 3 and (
        found := _YEAR_BEHIND.search(draft.raw, max(start, end - 6), end)
    ):
        _part(draft, "title", found, start, found.start())
    elif 0 <= begin - end <= 3 and (found := _YEAR_BEFORE_IN.match(draft.raw, begin, stop)):
        _part(draft, "container-title", found, found.end(), stop)


def _day_from_title(draft: Draft) -> None:
    """Take the day at the end of a title for the date of what never came out in a journal."""
    dated = "issued" in draft.item
    if "title" not in draft.places or (dated and {"volume", "issue", "page"} & draft.item.keys()):
        return
    start, end, sure = draft.places["title"]
    found = _DAY_AT_END.search(draft.raw, max(start, end - 24), end)
    if found is None:
        return
    issued = draft.item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    bare = parts[0] if isinstance(parts, list) and len(parts) == 1 else None
    year = found["year"] or (bare[0] if isinstance(bare, list) and len(bare) == 1 else None)
    date = dates.parse(f"{found['day']} {year}") if year else None
    if date is None or (issued is not None and bare != [date.year]):
        return
    draft.take_back("title")
    first, last = trimmed(draft.raw, start, found.start())
    draft.put("title", one_line(draft.raw[first:last]), first, last, sure)
    if issued is None:
        draft.put("issued", date_to_csl(date), found.start("day"), end, sure / 2)
    else:
        draft.item["issued"] = date_to_csl(date)
        draft.own(found.start("day"), end)


def _part(draft: Draft, variable: str, found: re.Match[str], start: int, end: int) -> None:
    """Give the date of a match to the reference, and let a text stand from `start` to `end`."""
    _, _, sure = draft.places[variable]
    first, last = trimmed(draft.raw, start, end)
    date = dates.parse(one_line(found["date"]))
    if last <= first or (date is None and not dates.is_undated(found["date"])):
        return
    whole = draft.places[variable]
    draft.take_back(variable)
    draft.free(whole[0], whole[1])
    draft.put(variable, one_line(draft.raw[first:last]), first, last, sure)
    draft.take_back("issued")
    at = found.span("date")
    draft.put("issued", date_to_csl(date) if date else {"literal": found["date"]}, *at, sure / 2)
    if date and date.letter:
        draft.item["year-suffix"] = date.letter
    if first_printed := dates.original(one_line(found["date"])):
        draft.put("original-date", date_to_csl(first_printed), *at, sure / 2)


def _site_from_place(draft: Draft) -> None:
    """Take for a site's name what its address bears: `On tolls. Town Talk. https://…`, `GOV.UK`."""
    has = draft.item
    if "URL" not in has or "container-title" in has or "title" not in has:
        return
    address = str(draft.item["URL"])
    for variable, other in (("publisher-place", "publisher"), ("publisher", "publisher-place")):
        name = str(draft.item.get(variable, ""))
        if not name or other in has:
            continue
        start, end, sure = draft.places[variable]
        named = variable == "publisher-place" and " " in name and bears_name(address, name)
        if named or is_host(address, name):
            draft.take_back(variable)
            draft.put("container-title", name, start, end, sure / 2)


def _newspaper_from_author(draft: Draft) -> None:
    """Take a newspaper that stands for the author for what it is: `The Times. ‘Tolls’, 3 May`."""
    has = draft.item
    if "author" not in has or not _HOLDS.isdisjoint(has) or "title" not in has:
        return
    if not _is_body(draft):
        return
    start, end, sure = draft.places["author"]
    name = one_line(draft.raw[start:end]).strip(" .,")
    if _tells_a_day(draft) and name.startswith("The ") and cued(name, "news"):
        draft.take_back("author")
        draft.put("container-title", name, start, end, sure / 2)


def _title_from_elsewhere(draft: Draft) -> None:
    if "title" in draft.item:
        return
    serial = {"volume", "issue"} & draft.item.keys()
    if serial and "container-title" in draft.item and _part_container(draft):
        return
    if "container-title" in draft.item and not serial and "page" not in draft.item:
        _move(draft, "container-title", "title")
        return
    if "genre" in draft.item and "collection-title" in draft.item and not serial:
        _move(draft, "collection-title", "title")
        return
    author = draft.places.get("author")
    if author is None:
        return
    text = one_line(draft.raw[author[0] : author[1]])
    if _LAW.search(text[-40:]) or TREATY.match(text):
        draft.take_back("author")
        draft.put("title", text, author[0], author[1], author[2] / 2)
    elif "page" in draft.item and _is_body(draft) and _tells_a_day(draft) and not serial:
        draft.take_back("author")
        draft.put("container-title", text, author[0], author[1], author[2] / 2)


def _part_container(draft: Draft) -> bool:
    """Part the title from the journal whose label took it in: `Ways in towns. Public Notes`."""
    start, end, sure = draft.places["container-title"]
    found = _TITLE_AHEAD.match(draft.raw, start, end)
    first = found["title"].split()[0] if found else ""
    if found is None or cued(first, "serial") or cued(first, "conference"):
        return False
    if _SMALL_WORDS.isdisjoint(found["title"].split()):
        return False
    draft.take_back("container-title")
    draft.put("title", one_line(found["title"]), *found.span("title"), sure / 2)
    draft.put("container-title", one_line(draft.raw[found.end() : end]), found.end(), end, sure / 2)
    return True


def _move(draft: Draft, old: str, new: str) -> None:
    value, (start, end, sure) = draft.item[old], draft.places[old]
    draft.take_back(old)
    draft.put(new, value, start, end, sure / 2)


def _is_body(draft: Draft) -> bool:
    author = draft.item["author"]
    if not isinstance(author, list) or len(author) != 1:
        return False
    only = author[0]
    return isinstance(only, dict) and "literal" in only


def _tells_a_day(draft: Draft) -> bool:
    issued = draft.item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return isinstance(first, list) and len(first) == 3


def _read_brackets(draft: Draft) -> None:
    """Read the version and the genre in brackets that the label of a title left out."""
    end = draft.places["title"][1]
    while end < len(draft.raw) and (draft.raw[end] == " " or not draft.is_free(end, end + 1)):
        end += 1  # a data set's number may stand between
    for form, variable in ((_VERSION_BEHIND, "version"), (_GENRE_BEHIND, "genre")):
        found = form.match(draft.raw, end)
        if found and draft.is_free(*found.span(variable)):
            start, stop = found.span(variable)
            draft.put(variable, found[variable], start, stop, draft.places["title"][2])
            draft.own(found.start(), found.end())
            end = found.end()


def _series_from_note(draft: Draft) -> None:
    """Take a note that names a series for one: `coll. « L'épreuve des faits »`."""
    if "collection-title" in draft.item or "note" not in draft.item:
        return
    start, end, sure = draft.places["note"]
    found = _SERIES_IN_NOTE.match(draft.raw, start, min(len(draft.raw), end + 2))
    if found is None or found.end("name") < end - 2:
        return
    draft.take_back("note")
    draft.free(start, end)
    draft.put("collection-title", one_line(found["name"]), *found.span("name"), sure)
    draft.own(start, found.end())


def _journal_from_publisher(draft: Draft) -> None:
    """Take a publisher for the journal where an issue and pages stand and no journal does.

    So it is behind a title in quotation marks with a volume: `‘Towns’, Mill Notes 12, pp. 1–9`.
    So the rules of Brazil have it, with the journal's town: `Lua Nova, São Paulo, n. 48, p. 3-9`
    (ABNT NBR 6023:2018, 7.7.5).
    """
    has = draft.item.keys()
    if not {"title", "publisher", "page"} <= has or _OF_BOOKS & has:
        return
    quoted = draft.raw[max(0, draft.places["title"][0] - 1)] in "'‘“\"„«"
    number = "issue" if "issue" in has else "volume" if quoted else ""
    if number not in has or (number == "volume" and "publisher-place" in has):
        return
    publisher, issue = draft.places["publisher"], draft.places[number]
    place = draft.places.get("publisher-place", publisher)
    if draft.places["title"][1] <= publisher[0] <= place[0] < issue[0]:
        value = draft.item["publisher"]
        draft.take_back("publisher")
        draft.put("container-title", value, publisher[0], publisher[1], publisher[2] / 2)


def _genre_from_note(draft: Draft) -> None:
    """Take a note that names a kind of work for its genre: `[Data file]`, `Pers. comm.`."""
    if "genre" in draft.item or "note" not in draft.item:
        return
    start, end, sure = draft.places["note"]
    bracketed = draft.raw[max(0, start - 1) : start] == "["
    found = _MESSAGE.fullmatch(draft.raw, start, end) or (
        _GENRE_IN_NOTE.match(draft.raw, start, end) if bracketed else None
    )
    if found:
        draft.take_back("note")
        draft.free(start, end)
        draft.put("genre", found["genre"], *found.span("genre"), sure)


def _read_version(draft: Draft) -> None:
    """Put the version that nobody owns: `R package version 1.0.9`."""
    if "ersion" not in draft.raw:
        return
    for start, end in draft.gaps():
        if found := _VERSION_ALONE.search(draft.raw, start, end):
            draft.put("version", found["version"], *found.span("version"), _UNSURE)
            draft.own(found.start("version"), found.end())
            return


def _series_behind(draft: Draft, start: int, end: int, sure: float) -> None:
    """Put the series that a title's label took in behind the edition: `…, 2nd ed., Monogr. 12`."""
    first, last = trimmed(draft.raw, start, end)
    if first < last and "collection-number" in draft.item and "collection-title" not in draft.item:
        draft.free(start, end)
        draft.put("collection-title", one_line(draft.raw[first:last]), first, last, sure / 2)


def _shorten_title(draft: Draft) -> None:
    if "title" not in draft.item:
        return
    _read_brackets(draft)
    _read_version(draft)
    start, end, sure = draft.places["title"]
    text = draft.raw[start:end]
    tail = text[-60:]
    named = "edition" not in draft.item and any(map(text.__contains__, _NAMES_EDITION))
    if found := "ersion" in tail and _VERSION.search(tail):
        cut = end - len(found[0])
        at = cut + found.start("version") - found.start()
        draft.put("version", found["version"], at, at + len(found["version"]), sure)
        if found["package"] and "genre" not in draft.item:
            at = cut + found.start("package") - found.start()
            draft.put("genre", found["package"], at, at + len(found["package"]), sure)
    elif named and (found := _EDITION_INSIDE.search(text)):
        cut = start + found.start()
        at = start + found.start("edition")
        draft.put("edition", edition(found["edition"]), at, start + found.end("edition"), sure / 2)
        _series_behind(draft, start + found.end(), end, sure)
    elif text.endswith("]") and (found := _GENRE_IN_BRACKETS.search(tail)):
        cut = end - len(found[0])
        draft.put("genre", found["genre"], end - len(found["genre"]) - 1, end - 1, sure)
    elif found := (tail.casefold().endswith(_ACCESS_ENDS) and ACCESS_WORDS.search(tail)) or (
        "[" in tail and _MEDIUM_IN_BRACKETS.search(tail)
    ):
        cut = end - len(found[0])
    elif found := "(=" in text and _SERIES_IN_BRACKETS.search(text[:2000]):
        cut = start + found.start()
    else:
        return
    first, last = trimmed(draft.raw, start, cut)
    if last <= first:
        return
    draft.take_back("title")
    draft.free(start, end)
    draft.put("title", one_line(draft.raw[first:last]), first, last, sure)
    if found.re is not _SERIES_IN_BRACKETS and found.re is not _EDITION_INSIDE:
        draft.own(last, end)


_MOVES = (
    _genre_from_note,
    _series_from_note,
    _journal_from_publisher,
    _date_from_titles,
    _day_from_title,
    _title_from_elsewhere,
    _site_from_place,
    _newspaper_from_author,
    _shorten_title,
)
"""In this order: a title is looked for when the journal is known, and shortened last."""
